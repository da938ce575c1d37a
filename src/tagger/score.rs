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
        Self { right: self.right + other.right, found: self.found + other.found, wanted: self.wanted + other.wanted }
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
        let compared = Compared::new(tagger, domain, sample);
        for (_, kind) in &compared.wanted {
            self.of_kind[kind.index()].wanted += 1;
        }
        for &(name, _) in compared.found.iter().filter(|(_, score)| *score >= least) {
            let count = &mut self.of_kind[name.1.index()];
            count.found += 1;
            count.right += usize::from(compared.wanted.contains(&name));
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

/// A name with its place.
type Name = (Span, Kind);

/// What was found in a sample, what is neither right nor wrong left out, and what was to be found.
struct Compared {
    found: Vec<(Name, f32)>,
    wanted: Vec<Name>,
}

impl Compared {
    fn new(tagger: &Tagger, domain: &Domain, sample: &Sample) -> Self {
        let text = &sample.text;
        let (found, wanted, others) = match (&sample.judged, domain.languages.get(&text.language)) {
            (Some(judged), _) => (tagger.tag(domain, text), judged.wanted.clone(), judged.others.as_slice()),
            (None, language) => {
                let found = language.map(|language| tagger.bare_names(domain, language, text));
                let wanted = sample.names.iter().map(|name| (span_of(text, &name.tokens), name.kind)).collect();
                (found.unwrap_or_default(), wanted, &[] as &[Span])
            }
        };
        let placed = found.iter().map(|name| ((span_of(text, &name.tokens), name.kind), name.score));
        let found = placed.filter(|(name, _)| wanted.contains(name) || !others.contains(&name.0)).collect();
        Self { found, wanted }
    }
}

/// A name that was missed, or found wrongly.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// Missed; otherwise found wrongly.
    pub missed: bool,
    /// The kind that it has, or was given.
    pub kind: Kind,
    /// How sure the tagger was; 0 for what was missed.
    pub score: f32,
    /// The name in square brackets, with the words around it.
    pub passage: String,
}

/// What a tagger misses and what it finds wrongly in a sample, in the order of the text.
#[must_use]
pub fn mistakes(tagger: &Tagger, domain: &Domain, sample: &Sample) -> Vec<Mistake> {
    let compared = Compared::new(tagger, domain, sample);
    let missed = compared.wanted.iter().filter(|name| compared.found.iter().all(|(found, _)| found != *name));
    let missed = missed.map(|&name| (name, true, 0.0));
    let wrong = compared.found.iter().filter(|(name, _)| !compared.wanted.contains(name));
    let mut all: Vec<(Name, bool, f32)> = missed.chain(wrong.map(|&(name, score)| (name, false, score))).collect();
    all.sort_by_key(|((span, kind), missed, _)| (span.start, span.end, *kind, *missed));
    let mistake = |((span, kind), missed, score): (Name, bool, f32)| Mistake {
        missed,
        kind,
        score,
        passage: passage(&sample.text, span),
    };
    all.into_iter().map(mistake).collect()
}

/// A stretch of a text in brackets, with some code points around it.
fn passage(text: &AnalysedText, span: Span) -> String {
    const AROUND: usize = 30;
    let before = text.slice(Span::new(span.start.saturating_sub(AROUND), span.start));
    let after = text.slice(Span::new(span.end, (span.end + AROUND).min(text.len())));
    format!("{before}[{}]{after}", text.slice(span)).replace('\n', " ")
}

fn span_of(text: &AnalysedText, tokens: &std::ops::Range<usize>) -> Span {
    Span::new(text.tokens[tokens.start].core.start, text.tokens[tokens.end - 1].span.end)
}
