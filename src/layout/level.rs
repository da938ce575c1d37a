//! A connected graph for the layout, and coarser ones of it, in which near nodes are one.

use std::collections::BTreeMap;

/// Below so many nodes a coarser graph is of no use.
const FEW: usize = 24;

/// A connected graph of nodes `0..mass.len()`.
#[derive(Debug)]
pub(super) struct Level {
    /// How strongly a node repels others.
    pub(super) mass: Vec<f64>,
    /// Neighbours with the strength of the tie, in order, node after node.
    ties: Vec<(usize, f64)>,
    /// Where a node's ties begin, and after the last node where they end.
    starts: Vec<usize>,
}

/// A connected part of a graph.
pub(super) struct Component {
    /// Its nodes, in order.
    pub(super) nodes: Vec<usize>,
    /// Its edges between positions in `nodes`.
    pub(super) edges: Vec<(usize, usize)>,
}

/// The connected parts, in the order of their first nodes.
pub(super) fn components(nodes: usize, edges: &[(usize, usize)]) -> Vec<Component> {
    let usable = |&&(a, b): &&(usize, usize)| a != b && a < nodes && b < nodes;
    let mut parent: Vec<usize> = (0..nodes).collect();
    fn root(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for &(a, b) in edges.iter().filter(usable) {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Component> = Vec::new();
    let mut place = vec![(0, 0); nodes];
    for node in 0..nodes {
        // The root is the first node of its part.
        let root = root(&mut parent, node);
        let part = if root == node {
            parts.push(Component { nodes: Vec::new(), edges: Vec::new() });
            parts.len() - 1
        } else {
            place[root].0
        };
        place[node] = (part, parts[part].nodes.len());
        parts[part].nodes.push(node);
    }
    for &(a, b) in edges.iter().filter(usable) {
        parts[place[a].0].edges.push((place[a].1, place[b].1));
    }
    parts
}

impl Level {
    pub(super) fn new(nodes: usize, edges: &[(usize, usize)]) -> Self {
        let mut strengths = BTreeMap::new();
        for &(a, b) in edges {
            *strengths.entry((a.min(b), a.max(b))).or_insert(0.0) += 1.0;
        }
        let mut degrees = vec![0.0_f64; nodes];
        for &(a, b) in strengths.keys() {
            degrees[a] += 1.0;
            degrees[b] += 1.0;
        }
        // ForceAtlas2 has the degree itself; hubs of a thousand leaves would stand in a wide empty ring.
        let mass = degrees.into_iter().map(|degree| 1.0 + degree.sqrt()).collect();
        // Many parallel edges hold more, but not as many times more.
        Self::with(mass, strengths.into_iter().map(|(ends, count): (_, f64)| (ends, count.sqrt())))
    }

    /// `ties` has each pair once, the lesser first.
    fn with(mass: Vec<f64>, ties: impl Iterator<Item = ((usize, usize), f64)>) -> Self {
        let mut directed: Vec<_> = ties.flat_map(|((a, b), tie)| [(a, b, tie), (b, a, tie)]).collect();
        directed.sort_by_key(|&(from, to, _)| (from, to));
        let mut starts = vec![0; mass.len() + 1];
        for &(from, ..) in &directed {
            starts[from + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { mass, ties: directed.into_iter().map(|(_, to, tie)| (to, tie)).collect(), starts }
    }

    /// The neighbours of a node and how strongly they hold it.
    pub(super) fn ties(&self, node: usize) -> &[(usize, f64)] {
        &self.ties[self.starts[node]..self.starts[node + 1]]
    }

    /// The nodes, those with most ties first.
    pub(super) fn by_degree(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.mass.len()).collect();
        order.sort_by_key(|&node| (std::cmp::Reverse(self.ties(node).len()), node));
        order
    }

    /// A graph in which pairs of neighbours are one node, and leaves are one with what they hang on; and for each node
    /// which one it went into. Nothing where that would be hardly smaller.
    pub(super) fn coarser(&self) -> Option<(Self, Vec<usize>)> {
        let count = self.mass.len();
        if count <= FEW {
            return None;
        }
        const NONE: usize = usize::MAX;
        let mut group = vec![NONE; count];
        let mut groups = 0;
        // Those with few ties choose first: they have the least choice.
        for &node in self.by_degree().iter().rev() {
            if group[node] != NONE {
                continue;
            }
            let free = self.ties(node).iter().filter(|(other, _)| group[*other] == NONE);
            // Of equal ties the one to the lighter node, so that no group grows without end.
            let best = free.max_by(|(a, s), (b, t)| (s / self.mass[*a]).total_cmp(&(t / self.mass[*b])).then(b.cmp(a)));
            let joined = self.ties(node).iter().max_by(|(a, s), (b, t)| s.total_cmp(t).then(b.cmp(a)));
            match (best, joined) {
                (Some(&(other, _)), _) => {
                    (group[node], group[other]) = (groups, groups);
                    groups += 1;
                }
                (None, Some(&(other, _))) => group[node] = group[other],
                (None, None) => {
                    group[node] = groups;
                    groups += 1;
                }
            }
        }
        if groups * 10 > count * 9 {
            return None;
        }
        let mut mass = vec![0.0; groups];
        let mut ties = BTreeMap::new();
        for node in 0..count {
            mass[group[node]] += self.mass[node];
            for &(other, tie) in self.ties(node) {
                if node < other && group[node] != group[other] {
                    let ends = (group[node].min(group[other]), group[node].max(group[other]));
                    *ties.entry(ends).or_insert(0.0) += tie;
                }
            }
        }
        Some((Self::with(mass, ties.into_iter()), group))
    }
}
