//! The graph that statements make, for measuring: nodes by number, one link for all statements from one to another.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex, UnGraph};

use crate::graph::KnowledgeGraph;

/// A directed graph without loops and parallel links, in compressed rows, and the same without directions.
///
/// A link weighs as much as it has statements; without directions, as much as both links of a pair.
#[derive(Debug, Clone, Default)]
pub struct Network {
    out: Rows,
    around: Rows,
    incoming: Vec<usize>,
}

/// Neighbours in ascending order, row by row.
#[derive(Debug, Clone, Default)]
struct Rows {
    starts: Vec<usize>,
    neighbours: Vec<usize>,
    weights: Vec<f64>,
}

impl Rows {
    fn new(nodes: usize, links: &BTreeMap<(usize, usize), f64>) -> Self {
        let mut rows = Self { starts: Vec::with_capacity(nodes + 1), ..Self::default() };
        let mut links = links.iter().peekable();
        for node in 0..nodes {
            rows.starts.push(rows.neighbours.len());
            while let Some((&(_, to), &weight)) = links.next_if(|&(&(from, _), _)| from == node) {
                rows.neighbours.push(to);
                rows.weights.push(weight);
            }
        }
        rows.starts.push(rows.neighbours.len());
        rows
    }

    fn row(&self, node: usize) -> &[usize] {
        &self.neighbours[self.starts[node]..self.starts[node + 1]]
    }

    fn weighted(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        self.row(node).iter().copied().zip(self.weights[self.starts[node]..self.starts[node + 1]].iter().copied())
    }
}

impl Network {
    /// A network of `nodes` nodes, numbered from 0, and these links with their weights. Links from and to the same nodes
    /// are added up, loops and links of unknown nodes left out.
    #[must_use]
    pub fn new(nodes: usize, links: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let (mut out, mut around) = (BTreeMap::new(), BTreeMap::new());
        let mut incoming = vec![0; nodes];
        for (from, to, weight) in links.into_iter().filter(|&(a, b, _)| a != b && a < nodes && b < nodes) {
            out.entry((from, to)).and_modify(|sum| *sum += weight).or_insert_with(|| {
                incoming[to] += 1;
                weight
            });
            *around.entry((from, to)).or_default() += weight;
            *around.entry((to, from)).or_default() += weight;
        }
        Self { out: Rows::new(nodes, &out), around: Rows::new(nodes, &around), incoming }
    }

    /// The network of these statements and the nodes of the graph that it is made of, in the graph's order. Nodes that
    /// no statement joins to another are left out. An edge without direction is half a link each way.
    #[must_use]
    pub fn of_statements(graph: &KnowledgeGraph, statements: &[EdgeIndex]) -> (Self, Vec<NodeIndex>) {
        let petgraph = graph.as_petgraph();
        let ends: Vec<(NodeIndex, NodeIndex, bool)> = statements
            .iter()
            .filter_map(|&statement| {
                let (subject, object) = petgraph.edge_endpoints(statement)?;
                Some((subject, object, petgraph[statement].undirected))
            })
            .filter(|(subject, object, _)| subject != object)
            .collect();
        let mut numbers: BTreeMap<NodeIndex, usize> = ends.iter().flat_map(|&(s, o, _)| [(s, 0), (o, 0)]).collect();
        numbers.values_mut().enumerate().for_each(|(at, number)| *number = at);
        let links = ends.iter().flat_map(|(subject, object, undirected)| {
            let (from, to) = (numbers[subject], numbers[object]);
            let back = undirected.then_some((to, from, 0.5));
            std::iter::once((from, to, if *undirected { 0.5 } else { 1.0 })).chain(back)
        });
        (Self::new(numbers.len(), links), numbers.keys().copied().collect())
    }

    /// The same, with every link as heavy as any other.
    #[must_use]
    pub fn unweighted(mut self) -> Self {
        self.out.weights.fill(1.0);
        self.around.weights.fill(1.0);
        self
    }

    /// The number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.incoming.len()
    }

    /// The number of links from one node to another.
    #[must_use]
    pub fn links(&self) -> usize {
        self.out.neighbours.len()
    }

    /// The number of pairs that are linked, in one direction or both.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.around.neighbours.len() / 2
    }

    /// The number of nodes that link to this one.
    #[must_use]
    pub fn in_degree(&self, node: usize) -> usize {
        self.incoming[node]
    }

    /// The number of nodes that this one links to.
    #[must_use]
    pub fn out_degree(&self, node: usize) -> usize {
        self.out.row(node).len()
    }

    /// The nodes linked with this one in any direction, in order.
    #[must_use]
    pub fn neighbours(&self, node: usize) -> &[usize] {
        self.around.row(node)
    }

    /// The nodes that this one links to, with the links' weights, in order.
    pub fn targets(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        self.out.weighted(node)
    }

    /// The nodes linked with this one in any direction, with the weights, in order.
    pub fn around(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        self.around.weighted(node)
    }

    /// Each linked pair once, the lower number first, in order.
    pub fn linked_pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.nodes()).flat_map(|a| self.neighbours(a).iter().copied().filter(move |b| a < *b).map(move |b| (a, b)))
    }

    /// As petgraph has it, without directions.
    pub(super) fn undirected(&self) -> UnGraph<(), (), usize> {
        let mut graph = UnGraph::with_capacity(self.nodes(), self.pairs());
        (0..self.nodes()).for_each(|_| _ = graph.add_node(()));
        self.linked_pairs().for_each(|(a, b)| _ = graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), ()));
        graph
    }

    /// As petgraph has it.
    pub(super) fn directed(&self) -> DiGraph<(), (), usize> {
        let mut graph = DiGraph::with_capacity(self.nodes(), self.links());
        (0..self.nodes()).for_each(|_| _ = graph.add_node(()));
        for from in 0..self.nodes() {
            self.out.row(from).iter().for_each(|&to| _ = graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ()));
        }
        graph
    }
}
