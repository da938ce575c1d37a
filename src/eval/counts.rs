//! Counts of what is right, and the shares that follow from them.

use std::iter::Sum;
use std::ops::AddAssign;

/// What is right among what was predicted, and among gold.
///
/// The two are the same where one prediction answers to one thing of gold; with overlapping spans they differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted and right.
    pub right: usize,
    /// Predicted, without what is neither rewarded nor punished.
    pub predicted: usize,
    /// Of gold and found.
    pub found: usize,
    /// Of gold and to be found.
    pub gold: usize,
}

impl Counts {
    /// The share of what was predicted that is right; 0 where nothing was predicted.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of gold that was found; 0 where there is no gold.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.found, self.gold)
    }

    /// The harmonic mean of the two; 0 where both are.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        // In this order, so that the last bit is the same everywhere.
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |mut sum, counts| {
            sum += counts;
            sum
        })
    }
}

/// How often something is right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// How often it is right.
    pub right: usize,
    /// How often it was judged.
    pub of: usize,
}

impl Accuracy {
    /// The share; none where nothing was judged.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| share(self.right, self.of))
    }

    pub(super) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl AddAssign for Accuracy {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// A figure with four decimals, as it is shown, recorded and compared; a tie goes to the even digit.
#[must_use]
pub fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_divided_by_nothing_is_nothing() {
        let counts = Counts::default();
        assert_eq!((counts.precision(), counts.recall(), counts.f1()), (0.0, 0.0, 0.0));
        assert_eq!(Accuracy::default().share(), None);
    }

    #[test]
    fn ties_go_to_the_even_digit() {
        assert_eq!([rounded(1.0 / 32.0), rounded(3.0 / 32.0), rounded(2.0 / 3.0)], [0.0312, 0.0938, 0.6667]);
    }
}
