//! What gold says of each predicted statement; sums of that by pattern and by confidence, and the calibration they give.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::annotation::{Circumstance, Statement};
use crate::domain::{Calibration, Count};

/// What gold says of a predicted statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Gold has it.
    Right,
    /// Gold has not, or denies it.
    Wrong,
    /// Gold is silent: an end is not core, the predicate is not scored, or the same was judged before.
    NotCounted,
}

/// A predicted statement with the verdict on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What produced it, where that is known.
    pub pattern: Option<String>,
    /// How sure it is said to be, from 0 to 1.
    pub confidence: f64,
    /// What stands around it.
    pub circumstances: Vec<Circumstance>,
    /// What gold says of it.
    pub verdict: Verdict,
}

impl Judged {
    pub(super) fn new(statement: &Statement, circumstances: Vec<Circumstance>, verdict: Verdict) -> Self {
        Self { pattern: statement.pattern.clone(), confidence: statement.confidence, circumstances, verdict }
    }
}

/// How many statements are right, wrong, or not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold has them.
    pub right: usize,
    /// Gold has them not.
    pub wrong: usize,
    /// Gold is silent.
    pub not_counted: usize,
}

impl Tally {
    /// Those on which gold says something.
    #[must_use]
    pub fn counted(self) -> usize {
        self.right + self.wrong
    }

    /// The share of those that are right; none where gold says nothing.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "nobody annotates 2^52 statements")]
        let share = self.right as f64 / self.counted() as f64;
        (self.counted() > 0).then_some(share)
    }

    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::NotCounted => self.not_counted += 1,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.not_counted += other.not_counted;
    }
}

/// The lower ends of the bins of [`Reliability`], from 0 to 100.
const BINS: [u32; 7] = [0, 50, 60, 70, 80, 90, 95];

/// Statements whose confidence lies in a stretch, and how many of them are right: what a confidence is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// The least confidence of the stretch.
    pub from: f64,
    /// The end of the stretch, which belongs to the next one; certainty belongs to the last.
    pub to: f64,
    /// The statements.
    pub tally: Tally,
    /// The mean confidence of those that are counted; none where there is none.
    pub stated: Option<f64>,
}

/// The tallies by pattern; statements of no known pattern stand under the empty name.
pub(super) fn by_pattern<'a>(judged: impl Iterator<Item = &'a Judged>) -> BTreeMap<&'a str, Tally> {
    let mut patterns: BTreeMap<&str, Tally> = BTreeMap::new();
    for judged in judged {
        patterns.entry(judged.pattern.as_deref().unwrap_or_default()).or_default().add(judged.verdict);
    }
    patterns
}

/// The counts of what has a pattern and a verdict.
pub(super) fn calibration<'a>(judged: impl Iterator<Item = &'a Judged>) -> Calibration {
    let (mut patterns, mut circumstances) = (BTreeMap::new(), BTreeMap::new());
    for Judged { pattern, circumstances: around, verdict, .. } in judged {
        let (Some(pattern), Verdict::Right | Verdict::Wrong) = (pattern, verdict) else { continue };
        let add = |count: &mut Count| match verdict {
            Verdict::Right => count.right += 1,
            Verdict::Wrong | Verdict::NotCounted => count.wrong += 1,
        };
        add(patterns.entry(pattern.clone()).or_default());
        around.iter().for_each(|circumstance| add(circumstances.entry(*circumstance).or_default()));
    }
    Calibration::new(patterns, circumstances)
}

/// The statements whose confidence lies between two bounds, the upper one excluded.
pub(super) fn between<'a>(judged: impl Iterator<Item = &'a Judged>, from: f64, to: f64) -> Reliability {
    let (mut tally, mut sum) = (Tally::default(), 0.0);
    for judged in judged.filter(|judged| judged.confidence >= from && (judged.confidence < to || to >= 1.0)) {
        tally.add(judged.verdict);
        if judged.verdict != Verdict::NotCounted {
            sum += judged.confidence;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "nobody annotates 2^52 statements")]
    let stated = (tally.counted() > 0).then(|| sum / tally.counted() as f64);
    Reliability { from, to, tally, stated }
}

/// The bins in their order.
pub(super) fn by_confidence(judged: &[&Judged]) -> Vec<Reliability> {
    let ends = BINS.iter().skip(1).copied().chain([100]);
    let bin =
        |(from, to): (&u32, u32)| between(judged.iter().copied(), f64::from(*from) / 100.0, f64::from(to) / 100.0);
    BINS.iter().zip(ends).map(bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f64, verdict: Verdict) -> Judged {
        let circumstances = vec![Circumstance::Reported];
        Judged { pattern: Some("ar/x#y".to_owned()), confidence, circumstances, verdict }
    }

    #[test]
    fn each_statement_is_in_one_bin() {
        let all: Vec<Judged> =
            [0.0, 0.499, 0.5, 0.899, 0.9, 0.95, 1.0].map(|confidence| judged(confidence, Verdict::Right)).into();
        let bins = by_confidence(&all.iter().collect::<Vec<_>>());
        let counts: Vec<usize> = bins.iter().map(|bin| bin.tally.right).collect();
        assert_eq!(counts, [2, 1, 0, 0, 1, 1, 2]);
        assert_eq!(bins[6].stated, Some(0.975));
        assert_eq!(bins[2].stated, None);
    }

    #[test]
    fn what_gold_is_silent_on_has_no_part_in_the_share() {
        let all = [judged(0.9, Verdict::Right), judged(0.5, Verdict::NotCounted), judged(0.9, Verdict::Wrong)];
        let tally = by_pattern(all.iter())["ar/x#y"];
        assert_eq!(tally, Tally { right: 1, wrong: 1, not_counted: 1 });
        assert_eq!(tally.precision(), Some(0.5));
        let counts: Vec<(String, Count)> = calibration(all.iter()).rows().collect();
        let count = Count { right: 1, wrong: 1 };
        assert_eq!(counts, [("*/reported".to_owned(), count), ("ar/x#y".to_owned(), count)]);
        assert_eq!(Tally { not_counted: 3, ..Tally::default() }.precision(), None);
        assert_eq!(between(all.iter(), 0.0, 1.0).stated, Some(0.9));
    }
}
