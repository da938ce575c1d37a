//! How sure a statement is: what its pattern states, corrected by how often it was right in annotated texts.

use std::collections::{BTreeMap, BTreeSet};

use super::files::DataFiles;
use super::problem::{ONTOLOGY, Problem};
use super::table;
use crate::annotation::Circumstance;

/// What a row of a circumstance begins with: it speaks of the statements of any pattern.
const ANY: &str = "*/";

/// How many statements the stated confidence of a pattern weighs as much as.
///
/// Measured, document by document, patterns differ less from what they state than their few counts would make believe.
const STATED: f64 = 30.0;

/// How many statements the share of all statements weighs as much as, against the counts of a circumstance.
const SHARE: f64 = 10.0;

/// How many standard deviations are taken off: what rests on little is trusted less.
const CAUTION: f64 = 0.25;

/// How many statements were right and wrong in annotated texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The texts say so.
    pub right: usize,
    /// They do not.
    pub wrong: usize,
}

impl Count {
    fn of(self) -> f64 {
        number(self.right) + number(self.wrong)
    }

    /// The share that is right, drawn to `prior` as if so many more statements had shown it.
    fn share(self, prior: f64, strength: f64) -> f64 {
        (number(self.right) + strength * prior) / (self.of() + strength)
    }
}

/// The counts of one language, by pattern and by circumstance.
///
/// The confidence of a statement follows from three things.
///
/// 1. **The pattern.** What it states is the mean of a Beta distribution that weighs [`STATED`] statements; its counts
///    make of that the posterior mean, `(right + STATED · stated) / (right + wrong + STATED)`. So a pattern that was
///    never seen has what it states, and one that was seen often has its share (Gelman et al., *Bayesian Data Analysis*,
///    3rd ed., 2.4).
/// 2. **The circumstances.** The odds are multiplied by the odds of each circumstance over the odds of all statements,
///    as if they were independent of each other and of the pattern (naive Bayes). Their shares are drawn to that of all
///    by [`SHARE`] statements.
/// 3. **Caution.** [`CAUTION`] standard deviations of the Beta distribution of the pattern are taken off.
///
/// The three numbers were chosen by leaving out one document at a time: the confidences of its statements were made
/// from the counts of the others (`nisba eval GOLD --leave-one-out --by confidence`). From `STATED` = 30 on the log loss
/// hardly changes; the caution gives room to the demand that of what is at least 0.9 sure 95 % be right. Drawing a
/// pattern's counts to those of its file or its construction was worse than drawing them to what it states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calibration {
    patterns: BTreeMap<String, Count>,
    circumstances: BTreeMap<Circumstance, Count>,
}

impl Calibration {
    /// A calibration by these counts. Without any, statements are as sure as their patterns state.
    #[must_use]
    pub fn new(patterns: BTreeMap<String, Count>, circumstances: BTreeMap<Circumstance, Count>) -> Self {
        Self { patterns, circumstances }
    }

    /// The confidence of a statement, from 0 to 1, where its pattern states `stated`.
    #[must_use]
    pub fn confidence(&self, pattern: &str, stated: f64, circumstances: &[Circumstance]) -> f64 {
        let all = self.all();
        if all == Count::default() {
            return stated;
        }
        let count = self.pattern(pattern).unwrap_or_default();
        let mean = count.share(stated, STATED);
        let share = all.share(0.5, 2.0);
        let ratio: f64 = circumstances
            .iter()
            .filter_map(|circumstance| self.circumstance(*circumstance))
            .map(|count| odds(count.share(share, SHARE)) / odds(share))
            .product();
        // The odds multiplied, without a division by nothing where the mean is 1.
        let mean = (mean * ratio / (mean * ratio + 1.0 - mean)).clamp(0.0, 1.0);
        let deviation = (mean * (1.0 - mean) / (count.of() + STATED + 1.0)).sqrt();
        (mean - CAUTION * deviation).clamp(0.0, 1.0)
    }

    /// The counts of a pattern; none where no annotated text has shown it.
    #[must_use]
    pub fn pattern(&self, pattern: &str) -> Option<Count> {
        self.patterns.get(pattern).copied()
    }

    /// The counts of a circumstance; none where no annotated text has shown it.
    #[must_use]
    pub fn circumstance(&self, circumstance: Circumstance) -> Option<Count> {
        self.circumstances.get(&circumstance).copied()
    }

    /// The counts of all patterns.
    #[must_use]
    pub fn all(&self) -> Count {
        let add = |sum: Count, count: &Count| Count { right: sum.right + count.right, wrong: sum.wrong + count.wrong };
        self.patterns.values().fold(Count::default(), add)
    }

    /// Its rows as `calibration.tsv` has them: the circumstances, then the patterns by name.
    pub fn rows(&self) -> impl Iterator<Item = (String, Count)> {
        let circumstances = self.circumstances.iter().map(|(what, count)| (format!("{ANY}{}", what.as_str()), *count));
        circumstances.chain(self.patterns.iter().map(|(name, count)| (name.clone(), *count)))
    }

    /// Reads `patterns/<language>/calibration.tsv`, which may be missing; what is wrong goes to `problems`.
    pub(super) fn load(
        files: &DataFiles,
        language: &str,
        is_pattern: impl Fn(&str) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let path = format!("patterns/{language}/calibration.tsv");
        // What cannot be read may have had the pattern.
        let grounds = [format!("patterns/{language}/"), format!("words/{language}/"), ONTOLOGY.to_owned()];
        let mut calibration = Self::default();
        let mut seen = BTreeSet::new();
        for row in table::rows(&path, files.get(&path).unwrap_or(""), &Self::COLUMNS, problems) {
            let name = row.cell(0);
            let mut wrong = |message: String, remedy: &str| {
                problems.push(
                    Problem::new(&path, row.line, message, remedy).resting_on(grounds.iter().map(String::as_str)),
                );
            };
            if !seen.insert(name) {
                wrong(format!("{name} has a row already"), "add the counts up in one row");
                continue;
            }
            let (Ok(right), Ok(missed)) = (row.cell(1).parse(), row.cell(2).parse()) else {
                let message = format!("`{}` and `{}` are no counts", row.cell(1), row.cell(2));
                wrong(message, "write how many statements were right and how many wrong: whole numbers, 0 or more");
                continue;
            };
            let count = Count { right, wrong: missed };
            match name.strip_prefix(ANY) {
                Some(rest) => match Circumstance::ALL.into_iter().find(|known| known.as_str() == rest) {
                    Some(known) => _ = calibration.circumstances.insert(known, count),
                    None => {
                        let known = Circumstance::ALL.map(Circumstance::as_str).join(", ");
                        wrong(format!("no circumstance is called {rest}"), &format!("use one of {known}"));
                    }
                },
                None if is_pattern(name) => _ = calibration.patterns.insert(name.to_owned(), count),
                None => wrong(
                    format!("no pattern is called {name}"),
                    "write its name as `nisba explain` gives it, or take the row out",
                ),
            }
        }
        calibration
    }

    /// The columns of the file.
    pub const COLUMNS: [&str; 3] = ["pattern", "right", "wrong"];
}

fn odds(share: f64) -> f64 {
    share / (1.0 - share)
}

#[expect(clippy::cast_precision_loss, reason = "nobody annotates 2^52 statements")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATTERN: &str = "ar/x#y";

    /// A calibration in which nine statements of ten are right, half of the reported ones, and `count` of the pattern.
    fn calibration(count: Count) -> Calibration {
        let patterns = BTreeMap::from([
            ("ar/x#z".to_owned(), Count { right: 900 - count.right, wrong: 100 - count.wrong }),
            (PATTERN.to_owned(), count),
        ]);
        let circumstances = BTreeMap::from([(Circumstance::Reported, Count { right: 20, wrong: 20 })]);
        Calibration::new(patterns, circumstances)
    }

    fn confidence(right: usize, wrong: usize, stated: f64) -> f64 {
        calibration(Count { right, wrong }).confidence(PATTERN, stated, &[])
    }

    #[test]
    fn without_counts_the_stated_confidence_holds() {
        assert_eq!(Calibration::default().confidence(PATTERN, 0.83, &[Circumstance::Reported]), 0.83);
    }

    #[test]
    fn the_posterior_mean_less_a_quarter_of_its_deviation() {
        // 7 right of 10, and 22.5 of 30 as stated.
        let mean: f64 = 29.5 / 40.0;
        let wanted = mean - 0.25 * (mean * (1.0 - mean) / 41.0).sqrt();
        assert!((confidence(7, 3, 0.75) - wanted).abs() < 1e-12);
        // Never seen: what is stated, less caution.
        let unseen = calibration(Count::default()).confidence("ar/x#new", 0.9, &[]);
        assert!((unseen - (0.9 - 0.25 * (0.9_f64 * 0.1 / 31.0).sqrt())).abs() < 1e-12);
    }

    #[test]
    fn many_counts_outweigh_what_is_stated() {
        assert!((confidence(400, 80, 0.5) - 400.0 / 480.0).abs() < 0.03);
        assert!((confidence(1, 0, 0.5) - 0.5).abs() < 0.03);
        assert!(confidence(40, 0, 0.9) > 0.93 && confidence(0, 40, 0.9) < 0.45);
    }

    #[test]
    fn a_circumstance_multiplies_the_odds() {
        let calibration = calibration(Count { right: 90, wrong: 10 });
        let (plain, reported) = (
            calibration.confidence(PATTERN, 0.9, &[]),
            calibration.confidence(PATTERN, 0.9, &[Circumstance::Reported]),
        );
        // 29 of 50 against 9 of 10: the odds of 9 become about 1.4.
        assert!(plain > 0.89 && (0.55..0.6).contains(&reported), "{plain} {reported}");
        let unknown = calibration.confidence(PATTERN, 0.9, &[Circumstance::LongEvidence]);
        assert_eq!(unknown, plain);
    }

    #[test]
    fn a_confidence_is_between_0_and_1_whatever_is_stated() {
        for stated in [0.0, 1e-9, 0.5, 1.0] {
            for count in [Count::default(), Count { right: 5, wrong: 0 }, Count { right: 0, wrong: 5 }] {
                let found = calibration(count).confidence(PATTERN, stated, &Circumstance::ALL);
                assert!((0.0..=1.0).contains(&found), "{stated} {count:?} {found}");
            }
        }
    }

    #[test]
    fn rows_are_read_back() {
        let calibration = calibration(Count { right: 9, wrong: 1 });
        let names: Vec<String> = calibration.rows().map(|(name, _)| name).collect();
        assert_eq!(names, ["*/reported", PATTERN, "ar/x#z"]);
    }
}
