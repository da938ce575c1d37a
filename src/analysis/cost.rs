//! What a step of a path costs: by length, by how rare what it passes is, or by how sure it is.

use super::network::Network;

/// What makes a path better than another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rank {
    /// Few steps; of paths as long as each other, the one through rarer entities and surer statements.
    #[default]
    Length,
    /// Rare entities: passing one with n neighbours costs log2 n, as many bits as it takes to say where to go from there.
    /// So a longer path that tells something goes before one over a country.
    Rarity,
    /// Sure statements: the product of the steps' confidences.
    Confidence,
}

/// What a path costs, the first number before the second, and so on. In millionths, so that sums are exact.
pub(super) type Cost = [u64; 3];

/// The cost of going one step to a node by statements whose surest has this confidence.
pub(super) fn of_step(rank: Rank, network: &Network, to: usize, is_last: bool, confidence: f64) -> Cost {
    #[expect(clippy::cast_precision_loss, reason = "no node has 2^52 neighbours")]
    let passing = if is_last { 0.0 } else { (network.neighbours(to).len().max(1) as f64).log2() };
    let doubt = -confidence.max(LEAST).log2();
    let step = MILLION;
    match rank {
        Rank::Length => [step, millionths(passing + doubt), 0],
        Rank::Rarity => [step + millionths(passing + doubt), step, 0],
        Rank::Confidence => [millionths(doubt), step, millionths(passing)],
    }
}

/// A statement that is less sure costs no more.
const LEAST: f64 = 1e-6;
const MILLION: u64 = 1_000_000;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "logarithms of counts and confidences are small and not negative"
)]
fn millionths(value: f64) -> u64 {
    (value * MILLION as f64).round().max(0.0) as u64
}

/// The sum of two costs.
pub(super) fn add(a: Cost, b: Cost) -> Cost {
    [0, 1, 2].map(|i| a[i].saturating_add(b[i]))
}
