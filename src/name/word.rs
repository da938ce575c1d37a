//! How alike two words are: the least cost of turning the sounds of one into those of the other.

use super::Word;
use super::read::MOST_SYMBOLS;
use crate::domain::{Sounds, Symbol, UNLIKE};

/// How much a difference weighs against what is shared.
const SHARPNESS: f64 = 1.5;

/// What it costs that only one of two words has the article.
const ARTICLE: f64 = 0.02;

/// The words of one script that are given names and differ by as much are two names («حسن», «حسين»).
const OTHER_GIVEN_NAME: u16 = 45;

/// What remains of the likeness of two given names.
const OF_OTHER_GIVEN_NAME: f64 = 0.5;

/// The likeness of an initial and a word that begins with it.
const INITIAL: f64 = 0.9;
/// What the first sounds of an initial and its word may cost.
const INITIAL_COST: u8 = 30;

/// How alike two words are, from 0 to 1.
pub(super) fn similarity(sounds: &Sounds, a: &Word, b: &Word) -> f64 {
    if a.text == b.text {
        return 1.0;
    }
    if a.symbols.is_empty() || b.symbols.is_empty() {
        return 0.0;
    }
    if a.initial || b.initial {
        let alike = sounds.cost(a.symbols[0], b.symbols[0]) <= INITIAL_COST;
        return if alike { INITIAL } else { 0.0 };
    }
    let within = a.script == b.script;
    let of = |x: &[Symbol], y: &[Symbol]| {
        let (cost, score) = distance(sounds, x, y, within);
        let other_name = within && a.given && b.given && cost >= OTHER_GIVEN_NAME;
        if other_name { score * OF_OTHER_GIVEN_NAME } else { score }
    };
    match (&a.bare, &b.bare) {
        (Some(x), Some(y)) => of(x, y),
        (Some(x), None) => of(&a.symbols, &b.symbols).max(of(x, &b.symbols) - ARTICLE),
        (None, Some(y)) => of(&a.symbols, &b.symbols).max(of(&a.symbols, y) - ARTICLE),
        (None, None) => of(&a.symbols, &b.symbols),
    }
}

/// How alike a word is to two that stand together, from 0 to 1.
pub(super) fn similarity_joined(sounds: &Sounds, one: &Word, two: [&Word; 2]) -> f64 {
    let within = one.script == two[0].script;
    if one.initial || two.iter().any(|word| word.initial || word.symbols.is_empty() || word.script != two[0].script) {
        return 0.0;
    }
    let first = two[0].bare.as_ref().filter(|_| one.bare.is_some()).unwrap_or(&two[0].symbols);
    let core = one.bare.as_ref().filter(|_| two[0].bare.is_some()).unwrap_or(&one.symbols);
    let joined = |second: &[Symbol]| {
        let mut symbols = [0; 2 * MOST_SYMBOLS];
        symbols[..first.len()].copy_from_slice(first);
        symbols[first.len()..first.len() + second.len()].copy_from_slice(second);
        let length = (first.len() + second.len()).min(MOST_SYMBOLS);
        // What is more than twice as long is another word.
        if length > 2 * core.len() + 2 || core.len() > 2 * length + 2 {
            return 0.0;
        }
        distance(sounds, core, &symbols[..length], within).1
    };
    let whole = joined(&two[1].symbols);
    two[1].bare.as_ref().map_or(whole, |bare| whole.max(joined(bare)))
}

/// The least cost, and the likeness that remains.
fn distance(sounds: &Sounds, a: &[Symbol], b: &[Symbol], within: bool) -> (u16, f64) {
    let mut drops = [0_u16; MOST_SYMBOLS];
    let mut row = [0_u16; MOST_SYMBOLS + 1];
    for (j, &y) in b.iter().enumerate() {
        drops[j] = u16::from(sounds.drop_cost(y, within));
        row[j + 1] = row[j] + drops[j];
    }
    let mut total = row[b.len()];
    for &x in a {
        let drop = u16::from(sounds.drop_cost(x, within));
        total += drop;
        let mut diagonal = row[0];
        row[0] += drop;
        for (j, &y) in b.iter().enumerate() {
            let cost = sounds.cost(x, y);
            let taken = if cost == UNLIKE { u16::MAX } else { diagonal + u16::from(cost) };
            diagonal = row[j + 1];
            row[j + 1] = taken.min(diagonal + drop).min(row[j] + drops[j]);
        }
    }
    let cost = row[b.len()];
    let share = f64::from(cost) / f64::from(total.max(1));
    (cost, (1.0 - SHARPNESS * share).max(0.0))
}
