//! What a search finds.

use serde::Serialize;

use crate::span::Span;

/// How well words fit those that were searched for, the best first. What was found by several words fits as the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// Letter by letter; diacritics, tatweel and capitals do not count.
    Exact,
    /// With other forms of hamza, alef, yaa and taa marbuta, or without accents.
    Folded,
    /// Without or with other clitics, article or pronoun.
    Stem,
    /// The word goes on behind what was typed.
    Beginning,
    /// In another script, by its sound.
    Sound,
}

impl Fit {
    /// The fit's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Stem => "stem",
            Self::Beginning => "beginning",
            Self::Sound => "sound",
        }
    }

    /// The whole part of a score.
    pub(super) fn grade(self) -> f64 {
        match self {
            Self::Exact => 4.0,
            Self::Folded => 3.0,
            Self::Stem => 2.0,
            Self::Beginning => 1.0,
            Self::Sound => 0.0,
        }
    }
}

/// A name with its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label {
    /// The name.
    pub text: String,
    /// Its language's tag, empty where there is none.
    pub language: String,
}

/// An entity that has the words in a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntityHit {
    /// The entity's IRI.
    pub iri: String,
    /// Its names, in the order of languages.
    pub labels: Vec<Label>,
    /// The IRIs of its classes.
    pub classes: Vec<String>,
    /// The name that has the words, as a document or the graph writes it.
    pub name: String,
    /// In how many documents it has such a name.
    pub documents: usize,
    /// How well the words fit.
    pub fit: Fit,
    /// The higher the better, from 0 to 5: the whole part tells the fit (4 exact … 0 sound); what follows tells whether the
    /// words are the whole name, and in how many documents.
    pub score: f64,
}

/// A sentence that has the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceHit {
    /// The id of the document.
    pub document: String,
    /// The IRI of the place: the document's, and the code points.
    pub iri: String,
    /// The sentence's code points in the document's text.
    pub span: Span,
    /// The sentence, as it stands there.
    pub text: String,
    /// The words that were found: code points in the document's text.
    pub marks: Vec<Span>,
    /// The entities that these words speak of, with a name, in the order of their IRIs.
    pub entities: Vec<(String, String)>,
    /// How well the words fit.
    pub fit: Fit,
    /// The higher the better, from 0 to 5: the whole part tells the fit; what follows is BM25, pressed below 1.
    pub score: f64,
}

/// In which state the index was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// In step with the documents.
    #[default]
    InStep,
    /// There was none, or one that could not be used: it was made anew.
    Anew {
        /// How many documents were read.
        documents: usize,
        /// Whether it is kept, or only in memory because the store is open to read only.
        kept: bool,
    },
    /// It was behind, as after a crash, and was brought up to date.
    Behind {
        /// How many documents had changed.
        documents: usize,
        /// Whether that is kept, or only in memory because the store is open to read only.
        kept: bool,
    },
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Found {
    /// The best entities.
    pub entities: Vec<EntityHit>,
    /// How many entities there are.
    pub entity_count: usize,
    /// The best sentences.
    pub sentences: Vec<SentenceHit>,
    /// How many sentences there are.
    pub sentence_count: usize,
    /// The words that nothing has, as they were typed.
    pub unknown: Vec<String>,
    /// In which state the index was.
    #[serde(skip)]
    pub freshness: Freshness,
}
