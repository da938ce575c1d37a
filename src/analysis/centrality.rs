//! Betweenness and closeness, from one search of shortest paths a node.
//!
//! rustworkx-core has both, but adds up betweenness in the order in which threads end, so that its last digits change
//! from run to run, and has no sampling.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::network::Network;

/// Sums are made in so many parts, whatever the number of threads, so that rounding is always the same.
const PARTS: usize = 16;

/// How central the nodes of a network are, links taken without direction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Centrality {
    /// The share of all shortest paths between two others that pass through each node (Freeman 1977, by the method of
    /// Brandes 2001); an estimate where not all nodes were sources.
    pub betweenness: Vec<f64>,
    /// The inverse of the mean distance to the nodes that can be reached, times their share of all others (Wasserman and
    /// Faust 1994); nothing where not all nodes were sources.
    pub closeness: Option<Vec<f64>>,
    /// The number of nodes from which paths were searched.
    pub sources: usize,
}

/// Betweenness and closeness from `sources` nodes, spread evenly over their order, or from all where there are no more.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no graph has 2^52 nodes")]
pub fn centrality(network: &Network, sources: usize) -> Centrality {
    let nodes = network.nodes();
    let sources = sources.min(nodes);
    let chosen: Vec<usize> = (0..sources).map(|i| i * nodes / sources).collect();
    let parts: Vec<Part> = chosen
        .par_chunks(sources.div_ceil(PARTS).max(1))
        .map(|sources| {
            let mut search = Search::new(nodes);
            let mut part = Part { betweenness: vec![0.0; nodes], closeness: Vec::with_capacity(sources.len()) };
            for &source in sources {
                part.closeness.push(search.from(network, source, &mut part.betweenness));
            }
            part
        })
        .collect();
    let mut betweenness = vec![0.0; nodes];
    for part in &parts {
        betweenness.iter_mut().zip(&part.betweenness).for_each(|(sum, more)| *sum += more);
    }
    if nodes > 2 && sources > 0 {
        let scale = nodes as f64 / sources as f64 / ((nodes - 1) as f64 * (nodes - 2) as f64);
        betweenness.iter_mut().for_each(|value| *value *= scale);
    }
    let closeness = (sources == nodes).then(|| parts.into_iter().flat_map(|part| part.closeness).collect());
    Centrality { betweenness, closeness, sources }
}

/// What some sources give.
struct Part {
    betweenness: Vec<f64>,
    closeness: Vec<f64>,
}

/// What one search needs, kept for the next.
struct Search {
    distance: Vec<usize>,
    paths: Vec<f64>,
    dependency: Vec<f64>,
    order: Vec<usize>,
    queue: VecDeque<usize>,
}

const FAR: usize = usize::MAX;

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            distance: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            dependency: vec![0.0; nodes],
            order: Vec::with_capacity(nodes),
            queue: VecDeque::new(),
        }
    }

    /// Adds what the paths from the source give to betweenness; returns its closeness.
    #[expect(clippy::cast_precision_loss, reason = "no graph has 2^52 nodes")]
    fn from(&mut self, network: &Network, source: usize, betweenness: &mut [f64]) -> f64 {
        self.distance[source] = 0;
        self.paths[source] = 1.0;
        self.queue.push_back(source);
        while let Some(node) = self.queue.pop_front() {
            self.order.push(node);
            for &next in network.neighbours(node) {
                if self.distance[next] == FAR {
                    self.distance[next] = self.distance[node] + 1;
                    self.queue.push_back(next);
                }
                if self.distance[next] == self.distance[node] + 1 {
                    self.paths[next] += self.paths[node];
                }
            }
        }
        let reached = self.order.len() - 1;
        let total: usize = self.order.iter().map(|&node| self.distance[node]).sum();
        for &node in self.order.iter().rev() {
            let share = (1.0 + self.dependency[node]) / self.paths[node];
            for &before in network.neighbours(node) {
                if self.distance[before] != FAR && self.distance[before] + 1 == self.distance[node] {
                    self.dependency[before] += self.paths[before] * share;
                }
            }
            if node != source {
                betweenness[node] += self.dependency[node];
            }
        }
        for node in self.order.drain(..) {
            (self.distance[node], self.paths[node], self.dependency[node]) = (FAR, 0.0, 0.0);
        }
        if total == 0 {
            return 0.0;
        }
        (reached as f64 / total as f64) * (reached as f64 / (network.nodes() - 1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_chain_is_between_all() {
        let chain = Network::new(5, [(0, 1, 1.0), (2, 1, 1.0), (2, 3, 1.0), (3, 4, 1.0)]);
        let all = centrality(&chain, usize::MAX);
        // Of the six pairs of others, three have node 1 between them and four node 2.
        assert_eq!(all.betweenness, [0.0, 0.5, 4.0 / 6.0, 0.5, 0.0]);
        assert_eq!(all.closeness.map(|closeness| closeness[2]), Some(4.0 / 6.0));
        assert_eq!(centrality(&chain, 2).closeness, None);
        assert_eq!(centrality(&Network::default(), 5).betweenness, Vec::<f64>::new());
    }

    #[test]
    fn threads_change_nothing() {
        let links = (0..400_usize).map(|i| (i % 97, (i * i + 3 * i + 1) % 101, 1.0));
        let network = Network::new(101, links);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| centrality(&network, usize::MAX))
        };
        assert_eq!(with(1), with(4));
    }
}
