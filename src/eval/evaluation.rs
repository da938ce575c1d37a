//! The comparison of all documents, and the figures that follow from it.

use std::collections::BTreeMap;

use super::bootstrap::Bootstrap;
use super::compared::{Compared, has_predicate};
use super::counts::{Accuracy, Counts, rounded};
use super::gold::{Gold, GoldDocument};
use super::mistake::{Found, Mistake};
use super::predictions::Predictions;
use super::statement::{ATTRIBUTES, Comparison};
use super::verdict::{self, Judged, Reliability, Tally};
use super::{entity, mention, statement};
use crate::annotation::Annotation;
use crate::domain::{Calibration, Domain};
use crate::span::Span;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Names and demonyms with exact span and coarse type.
    Mentions,
    /// The same where any overlap is enough.
    MentionsRelaxed,
    /// Entities, one of gold for one predicted.
    Entities,
    /// Statements.
    Statements,
}

impl Measure {
    /// All, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Mentions, Self::MentionsRelaxed, Self::Entities, Self::Statements];

    /// The name in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::MentionsRelaxed => "mentions_relaxed",
            Self::Entities => "entities",
            Self::Statements => "statements",
        }
    }
}

/// The figures of one measure, with four decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The sums over all documents.
    pub counts: Counts,
    /// The share of what was predicted that is right.
    pub precision: f64,
    /// The share of gold that was found.
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
    /// Between these bounds lies the F1 of 95 % of the samples that are drawn from the documents.
    pub interval: [f64; 2],
    /// The mean of the documents' F1.
    pub macro_f1: f64,
}

/// How the prediction of one document stands to its gold.
#[derive(Debug)]
pub struct DocumentScore {
    /// The document.
    pub id: String,
    /// Whether there was a prediction; without one, all of gold is missed.
    pub predicted: bool,
    /// What was missed and what is wrong: mentions, entities, statements.
    pub mistakes: Vec<Mistake>,
    /// The predicted statements with the verdict on each, in their order.
    pub judged: Vec<Judged>,
    counts: [Counts; Measure::ALL.len()],
    accuracies: [Accuracy; ATTRIBUTES.len()],
    slices: Option<Slices>,
    by_class: BTreeMap<String, ClassCounts>,
    by_predicate: BTreeMap<String, Counts>,
    pub(super) found: Vec<Found>,
}

impl DocumentScore {
    /// The counts of a measure.
    #[must_use]
    pub fn counts(&self, measure: Measure) -> Counts {
        self.counts[measure as usize]
    }
}

/// The counts of one class of entities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClassCounts {
    /// Mentions, exact.
    pub mentions: Counts,
    /// Entities.
    pub entities: Counts,
}

/// Whether the words that a prediction gives are those at its offsets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slices {
    /// How many were compared with the text.
    pub all: usize,
    /// How many differ.
    pub wrong: usize,
}

/// The comparison of a prediction with gold.
#[derive(Debug)]
pub struct Evaluation {
    /// The documents, in the order of gold.
    pub documents: Vec<DocumentScore>,
    /// How many predicted statements have a predicate that is not scored.
    pub outside: usize,
    scores: [Score; Measure::ALL.len()],
}

impl Evaluation {
    /// Compares the predictions with gold, document by document; one without prediction counts as empty.
    #[must_use]
    pub fn new(domain: &Domain, gold: &Gold, predictions: &Predictions) -> Self {
        let documents = gold.documents.iter();
        let documents = documents.map(|document| score(domain, document, predictions.get(&document.annotation.id)));
        let documents: Vec<DocumentScore> = documents.collect();
        let statements = predictions.iter().flat_map(|prediction| &prediction.statements);
        let outside = statements.filter(|statement| !has_predicate(domain, &statement.predicate)).count();
        let scores = scores(&documents);
        Self { documents, outside, scores }
    }

    /// The figures of each measure, in the order of [`Measure::ALL`].
    #[must_use]
    pub fn scores(&self) -> [Score; Measure::ALL.len()] {
        self.scores
    }

    /// How often factuality, claimant and evidence of the statements that are right are right too, each with its name.
    #[must_use]
    pub fn accuracies(&self) -> [(&'static str, Accuracy); ATTRIBUTES.len()] {
        let mut sums = [Accuracy::default(); ATTRIBUTES.len()];
        for document in &self.documents {
            sums.iter_mut().zip(document.accuracies).for_each(|(sum, accuracy)| *sum += accuracy);
        }
        std::array::from_fn(|at| (ATTRIBUTES[at], sums[at]))
    }

    /// The check of the predicted words; none where no document had both its text and a prediction.
    #[must_use]
    pub fn slices(&self) -> Option<Slices> {
        let checked = self.documents.iter().filter_map(|document| document.slices);
        checked.reduce(|sum, slices| Slices { all: sum.all + slices.all, wrong: sum.wrong + slices.wrong })
    }

    /// The counts of each class. What is right stands under gold's class, of which it has the type; what is wrong under
    /// its own.
    #[must_use]
    pub fn by_class(&self) -> BTreeMap<&str, ClassCounts> {
        let mut classes: BTreeMap<&str, ClassCounts> = BTreeMap::new();
        for (class, counts) in self.documents.iter().flat_map(|document| &document.by_class) {
            let sum = classes.entry(class).or_default();
            sum.mentions += counts.mentions;
            sum.entities += counts.entities;
        }
        classes
    }

    /// The counts of each predicate.
    #[must_use]
    pub fn by_predicate(&self) -> BTreeMap<&str, Counts> {
        let mut predicates: BTreeMap<&str, Counts> = BTreeMap::new();
        for (predicate, counts) in self.documents.iter().flat_map(|document| &document.by_predicate) {
            *predicates.entry(predicate).or_default() += *counts;
        }
        predicates
    }

    /// What gold says of the statements of each pattern; those of no known pattern stand under the empty name.
    #[must_use]
    pub fn by_pattern(&self) -> BTreeMap<&str, Tally> {
        verdict::by_pattern(self.judged())
    }

    /// What gold says of the statements of each stretch of confidence, in order.
    #[must_use]
    pub fn by_confidence(&self) -> Vec<Reliability> {
        verdict::by_confidence(&self.judged().collect::<Vec<_>>())
    }

    /// What gold says of the statements that are at least so sure.
    #[must_use]
    pub fn at_least(&self, confidence: f64) -> Reliability {
        verdict::between(self.judged(), confidence, 1.0)
    }

    /// The counts by which confidences can be calibrated.
    #[must_use]
    pub fn calibration(&self) -> Calibration {
        verdict::calibration(self.judged())
    }

    /// The same without one document, so that its own statements have no part in how sure they are.
    #[must_use]
    pub fn calibration_without(&self, id: &str) -> Calibration {
        let others = self.documents.iter().filter(|document| document.id != id);
        verdict::calibration(others.flat_map(|document| &document.judged))
    }

    fn judged(&self) -> impl Iterator<Item = &Judged> {
        self.documents.iter().flat_map(|document| &document.judged)
    }

    /// Every figure that can be recorded, with its name; none where nothing was judged.
    #[must_use]
    pub fn figures(&self) -> Vec<(String, Option<f64>)> {
        let mut figures = Vec::new();
        for (measure, score) in Measure::ALL.iter().zip(self.scores()) {
            for (name, figure) in [("precision", score.precision), ("recall", score.recall), ("f1", score.f1)] {
                figures.push((format!("{}.{name}", measure.as_str()), Some(figure)));
            }
        }
        for (name, accuracy) in self.accuracies() {
            figures.push((format!("{name}_accuracy"), accuracy.share().map(rounded)));
        }
        figures
    }
}

fn scores(documents: &[DocumentScore]) -> [Score; Measure::ALL.len()] {
    // One for all measures, which draw from it in their order.
    let mut bootstrap = Bootstrap::new();
    Measure::ALL.map(|measure| {
        let documents: Vec<Counts> = documents.iter().map(|document| document.counts(measure)).collect();
        let counts: Counts = documents.iter().copied().sum();
        let sum = documents.iter().fold(0.0, |sum, counts| sum + counts.f1());
        Score {
            counts,
            precision: rounded(counts.precision()),
            recall: rounded(counts.recall()),
            f1: rounded(counts.f1()),
            interval: bootstrap.interval(&documents).map(rounded),
            macro_f1: rounded(if documents.is_empty() { 0.0 } else { sum / documents.len() as f64 }),
        }
    })
}

fn score(domain: &Domain, document: &GoldDocument, prediction: Option<&Annotation>) -> DocumentScore {
    let gold = &document.annotation;
    let empty = Annotation { entities: Vec::new(), statements: Vec::new(), ..gold.clone() };
    let compared = Compared::new(domain, gold, prediction.unwrap_or(&empty));
    let (mentions, relaxed) = mention::compare(&compared);
    let entities = entity::compare(&compared);
    let Comparison { outcome: statements, accuracies, judged } = statement::compare(&compared);
    let mut by_class: BTreeMap<String, ClassCounts> = BTreeMap::new();
    for (class, counts) in mentions.by {
        by_class.entry(class).or_default().mentions = counts;
    }
    for (class, counts) in entities.by {
        by_class.entry(class).or_default().entities = counts;
    }
    DocumentScore {
        id: gold.id.clone(),
        predicted: prediction.is_some(),
        mistakes: [mentions.mistakes, entities.mistakes, statements.mistakes].concat(),
        counts: [mentions.counts, relaxed, entities.counts, statements.counts],
        judged,
        accuracies,
        slices: document.text.as_ref().zip(prediction).map(|(text, prediction)| slices(&text.text, prediction)),
        by_class,
        by_predicate: statements.by,
        found: [mentions.found, entities.found, statements.found].concat(),
    }
}

fn slices(text: &str, prediction: &Annotation) -> Slices {
    let letters: Vec<char> = text.chars().collect();
    let is_right = |span: Span, words: &str| {
        let slice = letters.get(span.start..span.end.min(letters.len())).unwrap_or_default();
        slice.iter().copied().eq(words.chars())
    };
    let mentions = prediction.entities.iter().flat_map(|entity| &entity.mentions);
    let mentions = mentions.map(|mention| is_right(mention.span(), &mention.text));
    let evidence = prediction.statements.iter().map(|s| is_right(s.evidence.span(), &s.evidence.text));
    mentions
        .chain(evidence)
        .fold(Slices::default(), |sum, right| Slices { all: sum.all + 1, wrong: sum.wrong + usize::from(!right) })
}
