//! The k best paths between two nodes, by the method of Yen (1971).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::cost::{self, Cost, Rank};
use super::network::Network;
use crate::graph::KnowledgeGraph;

/// Which paths are wanted.
#[derive(Debug, Clone)]
pub struct PathOptions {
    /// How many at most.
    pub paths: usize,
    /// The most steps of a path.
    pub max_length: usize,
    /// Whether every step must go from a statement's subject to its object.
    pub directed: bool,
    /// What makes one better.
    pub rank: Rank,
    /// Entities that no path may pass, though it may begin or end there.
    pub avoid: BTreeSet<NodeIndex>,
}

/// A path without repeated entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The entities, one more than there are steps.
    pub nodes: Vec<NodeIndex>,
    /// For each step, the statements that join its ends, the surest first, and then in the graph's order. Where paths need
    /// not follow directions, those of both directions.
    pub steps: Vec<Vec<EdgeIndex>>,
}

/// The best paths from one entity to another over these statements, the best first. Ties are broken by the order of the
/// entities' IRIs, so that the same graph gives the same paths.
#[must_use]
pub fn shortest_paths(
    graph: &KnowledgeGraph,
    statements: &[EdgeIndex],
    from: NodeIndex,
    to: NodeIndex,
    options: &PathOptions,
) -> Vec<Path> {
    let (network, nodes) = Network::of_statements(graph, statements);
    let (Ok(source), Ok(target)) = (nodes.binary_search(&from), nodes.binary_search(&to)) else { return Vec::new() };
    if source == target || options.paths == 0 || options.max_length == 0 {
        return Vec::new();
    }
    let search = Search {
        steps: steps(graph, statements, &nodes, options.directed),
        network,
        target,
        max_length: options.max_length,
        rank: options.rank,
    };
    let avoid = options.avoid.iter().filter_map(|node| nodes.binary_search(node).ok());
    let avoid: BTreeSet<usize> = avoid.filter(|&node| node != source && node != target).collect();
    let path = |numbers: Vec<usize>| Path {
        steps: numbers.windows(2).map(|ends| search.steps[ends[0]][&ends[1]].clone()).collect(),
        nodes: numbers.into_iter().map(|number| nodes[number]).collect(),
    };
    let confidences = Confidences::of(graph, &search);
    search.best(source, &avoid, options.paths, &confidences).into_iter().map(path).collect()
}

/// The statements that lead from a node to each of its neighbours.
type Steps = Vec<BTreeMap<usize, Vec<EdgeIndex>>>;

fn steps(graph: &KnowledgeGraph, statements: &[EdgeIndex], nodes: &[NodeIndex], directed: bool) -> Steps {
    let petgraph = graph.as_petgraph();
    let mut steps: Steps = vec![BTreeMap::new(); nodes.len()];
    for &statement in statements {
        let ends = petgraph.edge_endpoints(statement);
        let Some((Ok(s), Ok(o))) = ends.map(|(s, o)| (nodes.binary_search(&s), nodes.binary_search(&o))) else {
            continue;
        };
        if s != o {
            steps[s].entry(o).or_default().push(statement);
            if !directed {
                steps[o].entry(s).or_default().push(statement);
            }
        }
    }
    let surest_first = |a: &EdgeIndex, b: &EdgeIndex| {
        let confidence = |statement: EdgeIndex| petgraph[statement].claim.confidence;
        confidence(*b).total_cmp(&confidence(*a)).then(a.cmp(b))
    };
    steps.iter_mut().flat_map(BTreeMap::values_mut).for_each(|parallel| parallel.sort_by(surest_first));
    steps
}

/// The confidence of the surest statement of each step, in the steps' order.
struct Confidences(Vec<Vec<(usize, f64)>>);

impl Confidences {
    fn of(graph: &KnowledgeGraph, search: &Search) -> Self {
        let surest = |statements: &[EdgeIndex]| {
            statements.first().map_or(0.0, |&statement| graph.as_petgraph()[statement].claim.confidence)
        };
        let row = |row: &BTreeMap<usize, Vec<EdgeIndex>>| row.iter().map(|(&to, s)| (to, surest(s))).collect();
        Self(search.steps.iter().map(row).collect())
    }
}

struct Search {
    steps: Steps,
    network: Network,
    target: usize,
    max_length: usize,
    rank: Rank,
}

impl Search {
    /// Yen's method: each further path leaves one of those found at some node, by a step that none of them takes there.
    fn best(&self, source: usize, avoid: &BTreeSet<usize>, paths: usize, confidences: &Confidences) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut candidates: BTreeSet<(Cost, Vec<usize>)> = BTreeSet::new();
        candidates.extend(self.cheapest(&[source], avoid, &BTreeSet::new(), confidences));
        while let Some((_, path)) = candidates.pop_first() {
            for at in 0..path.len() - 1 {
                let root = &path[..=at];
                let taken = found.iter().filter(|other| other.starts_with(root)).chain([&path]);
                let taken: BTreeSet<usize> = taken.filter_map(|other| other.get(at + 1)).copied().collect();
                candidates.extend(self.cheapest(root, avoid, &taken, confidences));
            }
            found.push(path);
            if found.len() == paths {
                break;
            }
        }
        found
    }

    /// The cheapest path that begins with `root` and does not go on with a node that was taken.
    fn cheapest(
        &self,
        root: &[usize],
        avoid: &BTreeSet<usize>,
        taken: &BTreeSet<usize>,
        confidences: &Confidences,
    ) -> Option<(Cost, Vec<usize>)> {
        let (&start, before) = root.split_last()?;
        let step =
            |to: usize, confidence: f64| cost::of_step(self.rank, &self.network, to, to == self.target, confidence);
        // What is cheap and long may leave no steps for the rest, so that a node is reached once for each number of steps.
        let steps_left = self.max_length.checked_sub(before.len())?;
        let mut reached: HashMap<(usize, usize), usize> = HashMap::new();
        let mut least_steps = vec![usize::MAX; self.network.nodes()];
        let mut queue = BinaryHeap::from([Reverse((Cost::default(), 0_usize, start, start))]);
        let mut end = None;
        while let Some(Reverse((cost, length, node, parent))) = queue.pop() {
            // As dear, but longer, leads nowhere that the shorter does not.
            if length >= least_steps[node] {
                continue;
            }
            least_steps[node] = length;
            reached.insert((node, length), parent);
            if node == self.target {
                end = Some((cost, length));
                break;
            }
            if length == steps_left {
                continue;
            }
            for &(next, confidence) in &confidences.0[node] {
                let is_barred = before.contains(&next)
                    || next == start
                    || avoid.contains(&next)
                    || (node == start && taken.contains(&next));
                if !is_barred {
                    queue.push(Reverse((cost::add(cost, step(next, confidence)), length + 1, next, node)));
                }
            }
        }
        let (cost, length) = end?;
        let mut path = vec![self.target];
        let mut node = self.target;
        for length in (1..=length).rev() {
            node = *reached.get(&(node, length))?;
            path.push(node);
        }
        path.extend(before.iter().rev());
        path.reverse();
        let of_root = root.windows(2).map(|ends| {
            let surest = confidences.0[ends[0]].iter().find(|(to, _)| *to == ends[1]);
            step(ends[1], surest.map_or(0.0, |(_, confidence)| *confidence))
        });
        Some((of_root.fold(cost, cost::add), path))
    }
}
