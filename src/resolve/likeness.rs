//! How alike the names of two entities are: the best pair of their names.

use super::profile::{Named, Profile};
use crate::name::{AlignedWords, NameMatcher};

/// The names that are most alike, and how their words stand for each other.
pub(super) struct Likeness<'a> {
    pub(super) left: &'a Named,
    pub(super) right: &'a Named,
    /// Of the words that stand for each other, each as much as another.
    pub(super) core: f64,
    pub(super) aligned: Vec<AlignedWords>,
    pub(super) only_left: Vec<String>,
    pub(super) only_right: Vec<String>,
}

/// Compares two entities by their names in one script where both have one, else across scripts; nothing where no names are
/// as much alike as `least`.
pub(super) fn compare<'a>(
    matcher: &NameMatcher<'_>,
    a: &'a Profile<'_>,
    b: &'a Profile<'_>,
    least: f64,
) -> Option<Likeness<'a>> {
    let pairs = || a.names.iter().flat_map(|x| b.names.iter().map(move |y| (x, y)));
    let of_one_script = pairs().any(|(x, y)| x.arabic == y.arabic);
    let (score, left, right) = pairs()
        .filter(|(x, y)| !of_one_script || x.arabic == y.arabic)
        .map(|(x, y)| (matcher.similarity(&x.name, &y.name), x, y))
        .max_by(|(x, ..), (y, ..)| x.total_cmp(y))?;
    if score < least {
        return None;
    }
    let comparison = matcher.compare(&left.name, &right.name);
    #[expect(clippy::cast_precision_loss, reason = "names have few words")]
    let count = comparison.aligned.len().max(1) as f64;
    let core = comparison.aligned.iter().map(|pair| pair.score).sum::<f64>() / count;
    Some(Likeness {
        left,
        right,
        core,
        aligned: comparison.aligned,
        only_left: comparison.only_left,
        only_right: comparison.only_right,
    })
}
