//! What was gained and lost between two predictions of the same gold.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluation::{DocumentScore, Evaluation};
use super::mistake::{Cause, Part, Shown};

/// What one prediction has and the other has not.
#[derive(Debug, Default)]
pub struct Difference<'a> {
    /// Of gold, found before and not now.
    pub lost: Vec<Change<'a>>,
    /// Of gold, found now and not before.
    pub gained: Vec<Change<'a>>,
    /// Wrong now and not before.
    pub newly_wrong: Vec<Change<'a>>,
    /// Wrong before and not now.
    pub no_longer_wrong: Vec<Change<'a>>,
}

/// Something that is otherwise in the other prediction.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The document.
    pub document: &'a str,
    /// What is compared.
    pub part: Part,
    /// Why it is wrong; none for what is right.
    pub cause: Option<Cause>,
    /// What it is.
    pub shown: &'a Shown,
}

/// Names something in a document; the number tells those apart that have the same name.
type Key<'a> = (Part, &'a str, usize);

impl<'a> Difference<'a> {
    /// What changed from one prediction to the other; both must have been compared with the same documents.
    #[must_use]
    pub fn new(before: &'a Evaluation, now: &'a Evaluation) -> Self {
        let mut difference = Self::default();
        for (before, now) in before.documents.iter().zip(&now.documents) {
            let (right_before, right_now) = (right(before), right(now));
            difference.lost.extend(without(&right_before, &right_now));
            difference.gained.extend(without(&right_now, &right_before));
            let (wrong_before, wrong_now) = (wrong(before), wrong(now));
            difference.newly_wrong.extend(without(&wrong_now, &wrong_before));
            difference.no_longer_wrong.extend(without(&wrong_before, &wrong_now));
        }
        difference
    }
}

/// In the order of the document, each with its key.
type Keyed<'a> = Vec<(Key<'a>, Change<'a>)>;

fn right(document: &DocumentScore) -> Keyed<'_> {
    let found = document.found.iter();
    numbered(document, found.map(|found| (found.part, found.key.as_str(), None, &found.shown)))
}

fn wrong(document: &DocumentScore) -> Keyed<'_> {
    let wrong = document.mistakes.iter().filter_map(|mistake| {
        Some((mistake.part, mistake.key.as_deref()?, Some(mistake.cause), mistake.predicted.as_ref()?))
    });
    numbered(document, wrong)
}

fn numbered<'a>(
    document: &'a DocumentScore,
    things: impl Iterator<Item = (Part, &'a str, Option<Cause>, &'a Shown)>,
) -> Keyed<'a> {
    let mut seen: BTreeMap<(Part, &str), usize> = BTreeMap::new();
    let keyed = things.map(|(part, key, cause, shown)| {
        let number = seen.entry((part, key)).or_default();
        *number += 1;
        ((part, key, *number), Change { document: &document.id, part, cause, shown })
    });
    keyed.collect()
}

fn without<'a>(these: &Keyed<'a>, those: &Keyed<'a>) -> Vec<Change<'a>> {
    let those: BTreeSet<Key<'a>> = those.iter().map(|(key, _)| *key).collect();
    these.iter().filter(|(key, _)| !those.contains(key)).map(|(_, change)| *change).collect()
}
