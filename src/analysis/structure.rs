//! What holds a network together: components, bridges, articulation points, cores.

use petgraph::algo::tarjan_scc;
use petgraph::graph::NodeIndex;
use rustworkx_core::connectivity::{articulation_points, bridges, connected_components, core_number};

use super::network::Network;

/// Components, bridges, articulation points and cores of a network. Components have numbers from 1, the largest first,
/// and among equals the one with the lowest node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// Each node's component, links taken without direction.
    pub component: Vec<usize>,
    /// Each node's component in which all nodes reach each other along the links' directions.
    pub strong_component: Vec<usize>,
    /// The pairs whose link alone joins two parts, and the number of nodes in the smaller part, the largest first.
    pub bridges: Vec<(usize, usize, usize)>,
    /// Whether a node's component would fall apart without it.
    pub articulation: Vec<bool>,
    /// The largest k so that the node is in a part whose nodes have k neighbours in it (Seidman 1983).
    pub core: Vec<usize>,
}

/// The structure of a network; see [`Structure`].
#[must_use]
pub fn structure(network: &Network) -> Structure {
    let nodes = network.nodes();
    let undirected = network.undirected();
    let weak = connected_components(&undirected).into_iter().map(|part| indices(part).collect());
    let weak: Vec<Vec<usize>> = weak.collect();
    let strong: Vec<Vec<usize>> =
        tarjan_scc(&network.directed()).into_iter().map(|part| indices(part).collect()).collect();
    let mut articulation = vec![false; nodes];
    indices(articulation_points(&undirected, None)).for_each(|node| articulation[node] = true);
    let mut core = vec![0; nodes];
    let mut pairs: Vec<(usize, usize)> = bridges(&undirected).into_iter().map(|(a, b)| ordered(a, b)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    core_number(undirected).into_iter().for_each(|(node, k)| core[node.index()] = k);
    let component = numbered(nodes, &weak);
    Structure {
        bridges: with_smaller_part(network, &pairs, &component),
        strong_component: numbered(nodes, &strong),
        component,
        articulation,
        core,
    }
}

fn indices(nodes: impl IntoIterator<Item = NodeIndex<usize>>) -> impl Iterator<Item = usize> {
    nodes.into_iter().map(NodeIndex::index)
}

fn ordered(a: NodeIndex<usize>, b: NodeIndex<usize>) -> (usize, usize) {
    (a.index().min(b.index()), a.index().max(b.index()))
}

/// Each node's part as a number from 1, the largest part first, and among equals the one with the lowest node.
pub(super) fn numbered(nodes: usize, parts: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<&Vec<usize>> = parts.iter().collect();
    order.sort_by_key(|part| (usize::MAX - part.len(), part.iter().min().copied()));
    let mut numbers = vec![0; nodes];
    for (at, part) in order.into_iter().enumerate() {
        part.iter().for_each(|&node| numbers[node] = at + 1);
    }
    numbers
}

/// Bridges with the size of the smaller part that they hold to the larger one. A bridge is in every spanning tree, and
/// what hangs below it there is one of the parts.
fn with_smaller_part(network: &Network, pairs: &[(usize, usize)], component: &[usize]) -> Vec<(usize, usize, usize)> {
    let nodes = network.nodes();
    let mut parent = vec![usize::MAX; nodes];
    let mut seen = vec![false; nodes];
    let mut order = Vec::with_capacity(nodes);
    for root in 0..nodes {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut at = order.len();
        order.push(root);
        while let Some(&node) = order.get(at) {
            at += 1;
            for &next in network.neighbours(node) {
                if !std::mem::replace(&mut seen[next], true) {
                    parent[next] = node;
                    order.push(next);
                }
            }
        }
    }
    let mut below = vec![1; nodes];
    for &node in order.iter().rev() {
        if parent[node] != usize::MAX {
            below[parent[node]] += below[node];
        }
    }
    let mut size = vec![0; nodes + 1];
    component.iter().for_each(|&number| size[number] += 1);
    let smaller = |&(a, b): &(usize, usize)| {
        let part = below[if parent[b] == a { b } else { a }];
        (a, b, part.min(size[component[a]] - part))
    };
    let mut bridges: Vec<_> = pairs.iter().map(smaller).collect();
    bridges.sort_by_key(|&(a, b, part)| (usize::MAX - part, a, b));
    bridges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_and_a_bridge() {
        let links = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (3, 5), (6, 7)];
        let found = structure(&Network::new(8, links.map(|(a, b)| (a, b, 1.0))));
        assert_eq!(found.component, [1, 1, 1, 1, 1, 1, 2, 2]);
        assert_eq!(found.strong_component, [1, 1, 1, 2, 3, 4, 5, 6]);
        assert_eq!(found.bridges, [(2, 3, 3), (6, 7, 1)]);
        assert_eq!(found.articulation, [false, false, true, true, false, false, false, false]);
        assert_eq!(found.core, [2, 2, 2, 2, 2, 2, 1, 1]);
        assert_eq!(structure(&Network::default()), Structure::default());
    }
}
