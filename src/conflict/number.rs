//! The number in some words, and whether two numbers can both be right.

use crate::domain::Domain;
use crate::text::AnalysedText;
use crate::value::{Bound, Quantity, ValueKind, find_values};

/// How far «about» reaches to both sides, as a share of the number.
const ABOUT: f64 = 0.1;

/// The only number in some words, and the words that say it. Dates, shares and sums of money are others.
pub(super) fn only_number(domain: &Domain, words: &str) -> Option<(Quantity, String)> {
    let text = AnalysedText::new(domain, words);
    let mut numbers = find_values(domain, &text, None).into_iter().filter_map(|value| match value.kind {
        ValueKind::Number(quantity) => Some((quantity, text.slice(value.span).to_owned())),
        _ => None,
    });
    numbers.next().filter(|_| numbers.next().is_none())
}

/// Whether one number can be meant by both: limits, «about» and rounding are allowed for.
pub(super) fn may_be_same(a: &Quantity, b: &Quantity) -> bool {
    let ((a_low, a_high), (b_low, b_high)) = (reach(a), reach(b));
    a_low <= b_high && b_low <= a_high
}

/// The lowest and the highest number that may be meant.
fn reach(quantity: &Quantity) -> (f64, f64) {
    let (low, high) = (quantity.low, quantity.high);
    match quantity.bound {
        Bound::AtLeast => (low, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high),
        Bound::Approximate => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
        Bound::Exact => (low - rounded_by(low), high + rounded_by(high)),
    }
}

/// Half of what the last digit counts: 50 for 1300. A number below a hundred is taken as counted.
fn rounded_by(number: f64) -> f64 {
    let mut unit = 1.0;
    while number.abs() >= 100.0 && number % (unit * 10.0) == 0.0 && unit * 10.0 < number.abs() {
        unit *= 10.0;
    }
    if unit > 1.0 { unit / 2.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let domain = Domain::embedded().expect("sound");
        let number = |words: &str| only_number(&domain, words).unwrap_or_else(|| panic!("a number in {words}")).0;
        may_be_same(&number(a), &number(b))
    }

    #[test]
    fn limits_rounding_and_about_are_allowed_for() {
        assert!(same("قتل 1283 شخصا", "قتل 1300 شخص"));
        assert!(same("قتل نحو 40 شخصا", "قتل 38 شخصا"));
        assert!(same("قتل أكثر من 12 شخصا", "قتل 30 شخصا"));
        assert!(same("قتل عشرات الأشخاص", "قتل 45 شخصا"));
    }

    #[test]
    fn counted_numbers_exclude_each_other() {
        assert!(!same("قتل 12 شخصا", "قتل 15 شخصا"));
        assert!(!same("قتل أكثر من 20 شخصا", "قتل 12 شخصا"));
        assert!(!same("قتل 1283 شخصا", "قتل 1400 شخص"));
    }
}
