//! PageRank by power iteration. petgraph 0.8 has one too, but it takes the three parts of the formula for alternatives.

use super::network::Network;

/// The share of a walk's steps that follow a link; the others begin anew anywhere.
const DAMPING: f64 = 0.85;
/// The iteration ends where a node's rank changes by less than this in the mean.
const TOLERANCE: f64 = 1e-12;
/// The error shrinks by the damping a round, so that the tolerance is reached after 170 rounds.
const ROUNDS: usize = 500;

/// Each node's rank along the links' directions; together they are 1. What links to nothing spreads its rank over all
/// (Brin and Page 1998, as networkx computes it).
#[must_use]
pub fn page_rank(network: &Network) -> Vec<f64> {
    let nodes = network.nodes();
    if nodes == 0 {
        return Vec::new();
    }
    #[expect(clippy::cast_precision_loss, reason = "no graph has 2^52 nodes")]
    let n = nodes as f64;
    let sums: Vec<f64> = (0..nodes).map(|node| network.targets(node).map(|(_, weight)| weight).sum()).collect();
    let mut ranks = vec![1.0 / n; nodes];
    for _ in 0..ROUNDS {
        let loose: f64 = (0..nodes).filter(|&node| sums[node] == 0.0).map(|node| ranks[node]).sum();
        let mut next = vec![(1.0 - DAMPING) / n + DAMPING * loose / n; nodes];
        for node in 0..nodes {
            for (to, weight) in network.targets(node) {
                next[to] += DAMPING * ranks[node] * weight / sums[node];
            }
        }
        let change: f64 = ranks.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
        ranks = next;
        if change < n * TOLERANCE {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_add_up_and_flow_along_links() {
        let ranks = page_rank(&Network::new(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 0, 1.0)]));
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((ranks[3] - 0.15 / 4.0).abs() < 1e-9, "nothing links to it: {ranks:?}");
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[2], "{ranks:?}");
        assert!(page_rank(&Network::default()).is_empty());
    }
}
