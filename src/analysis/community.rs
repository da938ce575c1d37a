//! Communities by the Louvain method (Blondel and others 2008), always in the same order, so that the result is always
//! the same, and refined as Rotta and Noack (2011) propose: the parts are searched once more from the last result.

use std::collections::BTreeMap;

use super::network::Network;
use super::structure::numbered;

/// Which nodes belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partition {
    /// Each node's community, from 1, the largest first.
    pub community: Vec<usize>,
    /// How many more links lie within communities than chance would have (Newman 2006), from -0.5 to 1.
    pub modularity: f64,
}

/// A move must gain more modularity than this, so that rounding moves nothing.
const LEAST_GAIN: f64 = 1e-12;

/// Communities of a network, links taken without direction and by their weights. Each is connected.
///
/// What is found depends on the order in which nodes are looked at; of three orders, the best result is taken.
#[must_use]
pub fn communities(network: &Network) -> Partition {
    let nodes = network.nodes();
    let levels = Level::of(network);
    let mut orders: Vec<Vec<usize>> = vec![(0..nodes).collect(); 3];
    orders[1].sort_by_key(|&node| network.neighbours(node).len());
    orders[2].sort_by_key(|&node| usize::MAX - network.neighbours(node).len());
    let mut best: Option<Partition> = None;
    for order in &orders {
        let community = connected(network, &searched(&levels, order));
        let modularity = modularity(network, &community);
        if best.as_ref().is_none_or(|best| modularity > best.modularity + LEAST_GAIN) {
            best = Some(Partition { community, modularity });
        }
    }
    best.unwrap_or_default()
}

/// The modularity of a partition, links taken without direction and by their weights; 0 where there is no link.
#[must_use]
pub fn modularity(network: &Network, community: &[usize]) -> f64 {
    let level = Level::of(network);
    if level.total == 0.0 {
        return 0.0;
    }
    let (mut within, mut degrees) = (0.0, BTreeMap::<usize, f64>::new());
    for (node, own) in community.iter().enumerate() {
        within += network.around(node).filter(|(other, _)| community[*other] == *own).map(|(_, w)| w).sum::<f64>();
        *degrees.entry(*own).or_default() += level.degree[node];
    }
    within / level.total - degrees.values().map(|degree| (degree / level.total).powi(2)).sum::<f64>()
}

/// A weighted graph whose nodes stand for one or more nodes of the network.
struct Level {
    links: Vec<Vec<(usize, f64)>>,
    /// The sum of a node's links, those within it counted twice.
    degree: Vec<f64>,
    /// The sum of all degrees.
    total: f64,
}

impl Level {
    fn of(network: &Network) -> Self {
        let links: Vec<Vec<(usize, f64)>> = (0..network.nodes()).map(|node| network.around(node).collect()).collect();
        let degree: Vec<f64> = links.iter().map(|row: &Vec<_>| row.iter().map(|(_, weight)| weight).sum()).collect();
        let total = degree.iter().sum();
        Self { links, degree, total }
    }

    /// The graph whose nodes are the communities, numbered from 0.
    fn merged(&self, community: &[usize], communities: usize) -> Self {
        let mut rows = vec![BTreeMap::<usize, f64>::new(); communities];
        let mut degree = vec![0.0; communities];
        for (node, row) in self.links.iter().enumerate() {
            degree[community[node]] += self.degree[node];
            for (other, weight) in row.iter().filter(|(other, _)| community[*other] != community[node]) {
                *rows[community[node]].entry(community[*other]).or_default() += weight;
            }
        }
        let links = rows.into_iter().map(|row| row.into_iter().collect()).collect();
        Self { links, degree, total: self.total }
    }

    /// Moves nodes to the neighbouring community that gains most, until no move gains. Returns whether any was moved.
    fn move_nodes(&self, community: &mut [usize], order: &[usize]) -> bool {
        let mut sums = vec![0.0; self.degree.len()];
        for (node, own) in community.iter().enumerate() {
            sums[*own] += self.degree[node];
        }
        let mut to: Vec<f64> = vec![0.0; self.degree.len()];
        let (mut moved, mut again) = (false, true);
        while again {
            again = false;
            for &node in order {
                let own = community[node];
                let degree = self.degree[node];
                for &(other, weight) in &self.links[node] {
                    to[community[other]] += weight;
                }
                sums[own] -= degree;
                let gain = |at: usize, to: &[f64]| to[at] - degree * sums[at] / self.total;
                let (mut best, mut most) = (own, gain(own, &to));
                let least = LEAST_GAIN * self.total;
                for &(other, _) in &self.links[node] {
                    let at = community[other];
                    let gained = gain(at, &to);
                    if gained > most + least {
                        (best, most) = (at, gained);
                    }
                }
                for &(other, _) in &self.links[node] {
                    to[community[other]] = 0.0;
                }
                sums[best] += degree;
                if best != own {
                    community[node] = best;
                    (moved, again) = (true, true);
                }
            }
        }
        moved
    }
}

/// The communities that moves give, level upon level, until neither nodes nor communities move.
fn searched(nodes: &Level, order: &[usize]) -> Vec<usize> {
    let mut community: Vec<usize> = (0..order.len()).collect();
    while nodes.move_nodes(&mut community, order) {
        loop {
            let count = renumber(&mut community);
            let level = nodes.merged(&community, count);
            let mut above: Vec<usize> = (0..count).collect();
            let order: Vec<usize> = (0..count).collect();
            if !level.move_nodes(&mut above, &order) {
                break;
            }
            community.iter_mut().for_each(|own| *own = above[*own]);
        }
    }
    community
}

/// Numbers the communities from 0 in the order of their first nodes; returns how many there are.
fn renumber(community: &mut [usize]) -> usize {
    let mut numbers = BTreeMap::new();
    for own in community {
        let next = numbers.len();
        *own = *numbers.entry(*own).or_insert(next);
    }
    numbers.len()
}

/// Each connected part of a community as one of its own: that never lowers modularity. Numbered by size.
fn connected(network: &Network, community: &[usize]) -> Vec<usize> {
    let mut seen = vec![false; community.len()];
    let mut parts = Vec::new();
    for first in 0..community.len() {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let mut part = vec![first];
        let mut at = 0;
        while let Some(&node) = part.get(at) {
            at += 1;
            for &next in network.neighbours(node).iter().filter(|&&next| community[next] == community[node]) {
                if !std::mem::replace(&mut seen[next], true) {
                    part.push(next);
                }
            }
        }
        parts.push(part);
    }
    numbered(community.len(), &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_are_two_communities() {
        let links = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (3, 5)];
        let found = communities(&Network::new(6, links.map(|(a, b)| (a, b, 1.0))));
        assert_eq!(found.community, [1, 1, 1, 2, 2, 2]);
        assert!((found.modularity - 5.0 / 14.0).abs() < 1e-12, "{}", found.modularity);
        assert_eq!(communities(&Network::default()), Partition::default());
    }

    #[test]
    fn a_heavy_link_binds() {
        let chain = |middle| communities(&Network::new(4, [(0, 1, 1.0), (1, 2, middle), (2, 3, 1.0)])).community;
        assert_eq!(chain(0.1), [1, 1, 2, 2]);
        assert_eq!(chain(9.0)[1], chain(9.0)[2]);
    }
}
