//! How alike two names are, in Arabic or Latin script, and the skeletons by which names that may be the same are found.
//!
//! A name is read as words of sounds, by the tables of `data/names/`. Words are compared by the least cost of turning the
//! sounds of one into those of the other (weighted edit distance), names by the best alignment of their words in order. A
//! word may be matched by two that are written apart.

mod align;
mod read;
mod skeleton;
mod word;

use crate::domain::{Domain, Particle, Script, Sounds, Symbol};

/// Names that are as much alike are taken for one name; chosen on pairs of names in `tests/resolve`.
pub const SAME_NAME: f64 = 0.80;

/// Reads and compares names by the tables of a domain.
#[derive(Debug, Clone, Copy)]
pub struct NameMatcher<'a> {
    sounds: &'a Sounds,
    domain: &'a Domain,
}

/// A name, read once to be compared often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    words: Vec<Word>,
}

/// A word of a name, with the particle that is one with it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// Folded.
    text: String,
    script: Option<Script>,
    symbols: Vec<Symbol>,
    /// The same without what may be an article.
    bare: Option<Vec<Symbol>>,
    /// What it counts among the words, in hundredths.
    weight: u16,
    /// A letter that stands for a word.
    initial: bool,
    /// A given name of the lists.
    given: bool,
}

/// How alike two names are, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// From 0, nothing in common, to 1, the same name.
    pub score: f64,
    /// The words that stand for each other, in order.
    pub aligned: Vec<AlignedWords>,
    /// Words of the first name that the second does not have.
    pub only_left: Vec<String>,
    /// Words of the second name that the first does not have.
    pub only_right: Vec<String>,
}

/// Words of two names that stand for each other.
#[derive(Debug, Clone, PartialEq)]
pub struct AlignedWords {
    /// Of the first name, folded; two where they are one word in the other name.
    pub left: String,
    /// Of the second name.
    pub right: String,
    /// From 0 to 1.
    pub score: f64,
}

impl<'a> NameMatcher<'a> {
    /// A matcher by the tables of a domain.
    #[must_use]
    pub fn new(domain: &'a Domain) -> Self {
        Self { sounds: &domain.sounds, domain }
    }

    /// How alike two names are, from 0 to 1. Both ways the same.
    #[must_use]
    pub fn similarity(&self, left: &Name, right: &Name) -> f64 {
        align::align(self.sounds, left, right, None)
    }

    /// How alike two names are, and why.
    #[must_use]
    pub fn compare(&self, left: &Name, right: &Name) -> Comparison {
        let mut pairs = Vec::new();
        let score = align::align(self.sounds, left, right, Some(&mut pairs));
        let written = |words: &[Word]| words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        let aligned = pairs.iter().map(|pair| AlignedWords {
            left: written(&left.words[pair.left.clone()]),
            right: written(&right.words[pair.right.clone()]),
            score: pair.score,
        });
        let only = |words: &[Word], in_pair: &dyn Fn(usize) -> bool| {
            let alone = words.iter().enumerate().filter(|(i, _)| !in_pair(*i));
            alone.map(|(_, word)| word.text.clone()).collect()
        };
        Comparison {
            score,
            aligned: aligned.collect(),
            only_left: only(&left.words, &|i| pairs.iter().any(|pair| pair.left.contains(&i))),
            only_right: only(&right.words, &|i| pairs.iter().any(|pair| pair.right.contains(&i))),
        }
    }

    /// The consonant skeletons of a name, the likeliest first: one key for «كيري» and "Kerry". There are several where a
    /// letter may stand for sounds far apart («ج» is also the g of "Gamal"); names that may be the same share one.
    #[must_use]
    pub fn skeletons(&self, name: &Name) -> Vec<String> {
        skeleton::of_name(self.sounds, name)
    }

    /// Whether a folded word is a given name of the lists.
    pub(crate) fn is_given(&self, word: &str) -> bool {
        self.domain.languages.values().any(|language| language.given_name(word).is_some())
    }

    /// Whether a folded word counts in a name, or may be left out.
    pub(crate) fn counts(&self, word: &str) -> bool {
        !matches!(self.sounds.particle(word), Some((Particle::Optional, _)))
    }

    /// The same of each word that counts, in order: initials and words that may be left out have none.
    #[must_use]
    pub fn word_skeletons(&self, name: &Name) -> Vec<Vec<String>> {
        skeleton::of_words(self.sounds, name)
    }
}

impl Name {
    /// The number of words that count: without initials and words that may be left out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().filter(|word| word.weight >= read::WHOLE).count()
    }

    /// The folded words that count, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|word| word.weight >= read::WHOLE).map(|word| word.text.as_str())
    }

    /// Whether nothing can be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
