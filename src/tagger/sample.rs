//! Annotated text, ready for training or scoring.

use std::path::Path;

use super::label::{LABELS, OUTSIDE, labels_of};
use super::{Kind, TaggedSpan, conll, gold};
use crate::domain::Domain;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::AnalysedText;

/// A text with the names in it.
#[derive(Debug, Clone)]
pub struct Sample {
    pub(super) text: AnalysedText,
    /// The names, in order, none inside another, as they are to be learnt.
    pub(super) names: Vec<TaggedSpan>,
    /// What counts as right, where that differs from what is to be learnt.
    pub(super) judged: Option<Judged>,
}

/// Names as our own annotation has them, in code points.
#[derive(Debug, Clone, Default)]
pub(super) struct Judged {
    /// The names to be found, none inside another.
    pub(super) wanted: Vec<(Span, Kind)>,
    /// What is annotated beside them: to find these exactly is neither right nor wrong.
    pub(super) others: Vec<Span>,
}

impl Sample {
    /// Reads a file: CoNLL, or a document with its annotation as JSON, whose text is `texts/NAME.txt` or `NAME.txt` beside
    /// it. `tags` says what tags stand for that the program does not know: a kind, or no name (`None`).
    ///
    /// # Errors
    /// Where the file cannot be read or has a line that is not understood.
    pub fn read(domain: &Domain, path: &Path, tags: &[(String, Option<Kind>)]) -> Result<Vec<Self>> {
        if path.extension().is_some_and(|end| end == "json") {
            return gold::read(domain, path).map(|sample| vec![sample]);
        }
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        conll::read(domain, path, &text, tags)
    }

    /// The number of sentences.
    #[must_use]
    pub fn sentences(&self) -> usize {
        self.text.sentences.len()
    }

    /// The number of names.
    #[must_use]
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// A label for each token.
    pub(super) fn labels(&self) -> Vec<u8> {
        let mut labels = vec![OUTSIDE as u8; self.text.tokens.len()];
        for name in &self.names {
            for (at, label) in name.tokens.clone().zip(labels_of(name.kind, name.tokens.len())) {
                debug_assert!(label < LABELS);
                labels[at] = label as u8;
            }
        }
        labels
    }

    /// Orders names, drops those that overlap one before them, and cuts none that crosses the end of a sentence: it goes.
    pub(super) fn ordered(text: &AnalysedText, mut names: Vec<TaggedSpan>) -> Vec<TaggedSpan> {
        names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        let mut end = 0;
        names.retain(|name| {
            let Some(last) = name.tokens.end.checked_sub(1).filter(|_| !name.tokens.is_empty()) else { return false };
            let within = text.tokens[name.tokens.start].sentence == text.tokens[last].sentence;
            let free = name.tokens.start >= end && within;
            if free {
                end = name.tokens.end;
            }
            free
        });
        names
    }
}

/// Persons, places and organisations that lie in no other such name, then other names that lie apart from these.
pub(super) fn outermost(mut names: Vec<(Span, Kind)>) -> Vec<(Span, Kind)> {
    names.sort_by_key(|(span, kind)| (*kind == Kind::Misc, std::cmp::Reverse(span.len()), span.start));
    let mut taken: Vec<(Span, Kind)> = Vec::new();
    for name in names {
        if !taken.iter().any(|(known, _)| known.overlaps(name.0)) {
            taken.push(name);
        }
    }
    taken
}
