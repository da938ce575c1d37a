//! How many of the names that a tagger finds are right, and how many of the right ones it finds.

use super::{Kind, Sample, Tagger};
use crate::domain::Domain;
use crate::span::Span;
use crate::text::AnalysedText;

/// Names that are right, that were found, that were to be found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// To be found.
    pub wanted: usize,
}

impl Count {
    /// The share of the found names that are right.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of the names to be found that were found.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.wanted)
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.wanted)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            found: self.found + other.found,
            wanted: self.wanted + other.wanted,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Counts by kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    of_kind: [Count; Kind::ALL.len()],
}

impl Score {
    /// Compares what a tagger finds, with at least this score, to what samples have: exact places and kinds.
    #[must_use]
    pub fn of(tagger: &Tagger, domain: &Domain, samples: &[Sample], least: f32) -> Self {
        let mut score = Self::default();
        for sample in samples {
            score.add(tagger, domain, sample, least);
        }
        score
    }

    fn add(&mut self, tagger: &Tagger, domain: &Domain, sample: &Sample, least: f32) {
        let text = &sample.text;
        let (found, wanted, others) = match (&sample.judged, domain.languages.get(&text.language)) {
            (Some(judged), _) => (tagger.tag(domain, text), judged.wanted.clone(), judged.others.as_slice()),
            (None, language) => {
                let found = language.map(|language| tagger.bare_names(domain, language, text));
                let wanted = sample.names.iter().map(|name| (span_of(text, &name.tokens), name.kind)).collect();
                (found.unwrap_or_default(), wanted, &[] as &[Span])
            }
        };
        for (_, kind) in &wanted {
            self.of_kind[kind.index()].wanted += 1;
        }
        for name in found.iter().filter(|name| name.score >= least) {
            let place = span_of(text, &name.tokens);
            let right = wanted.contains(&(place, name.kind));
            if right || !others.contains(&place) {
                let count = &mut self.of_kind[name.kind.index()];
                count.found += 1;
                count.right += usize::from(right);
            }
        }
    }

    /// The counts of one kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Count {
        self.of_kind[kind.index()]
    }

    /// The counts of several kinds together.
    #[must_use]
    pub fn together(&self, kinds: &[Kind]) -> Count {
        kinds.iter().fold(Count::default(), |sum, &kind| sum.plus(self.kind(kind)))
    }
}

fn span_of(text: &AnalysedText, tokens: &std::ops::Range<usize>) -> Span {
    Span::new(text.tokens[tokens.start].core.start, text.tokens[tokens.end - 1].span.end)
}
