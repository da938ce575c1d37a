//! How good what was found is: one number, the higher the better, that depends on the documents alone and not on the order
//! in which they came or on what was there before.

use super::hit::Fit;

/// BM25 (Robertson and Zaragoza 2009), with the usual constants.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// In how many documents an entity is named for half of what prominence is worth.
const HALF: f64 = 10.0;

/// What a word is worth that stands in `matching` of `sentences`.
pub(super) fn rarity(matching: usize, sentences: u64) -> f64 {
    let (matching, sentences) = (matching as f64, (sentences as f64).max(matching as f64));
    ((sentences - matching + 0.5) / (matching + 0.5)).ln_1p()
}

/// What a word adds to a sentence of `length` words in which it stands `times`.
pub(super) fn weight(rarity: f64, times: u32, length: u64, mean_length: f64) -> f64 {
    let times = f64::from(times);
    let length = if mean_length > 0.0 { length as f64 / mean_length } else { 1.0 };
    rarity * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length))
}

/// The score of a sentence with this sum of weights.
pub(super) fn of_sentence(fit: Fit, weights: f64) -> f64 {
    fit.grade() + weights / (weights + 1.0)
}

/// The score of an entity, of whose name so many words were searched for, and that is so named in so many documents: a
/// whole name is better than a part of any other.
pub(super) fn of_entity(fit: Fit, searched: usize, length: u64, documents: usize) -> f64 {
    let prominence = documents as f64 / (documents as f64 + HALF);
    let covered = (searched as f64 / (length as f64).max(1.0)).min(1.0);
    fit.grade() + if covered >= 1.0 { 0.5 + prominence / 2.0 } else { (prominence + covered) / 4.0 }
}
