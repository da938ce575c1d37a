//! The features of the tokens of a text: those of single words, and those of a token's surroundings.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use super::cluster::Clusters;
use super::gazetteer;
use super::hash::{feature, join};
use super::word::{OFFSETS, Word};
use crate::domain::{Domain, Language};
use crate::text::{AnalysedText, Token, TokenKind};

/// How far back a title is looked for.
const TITLE_REACH: usize = 4;

/// The distinct words of the texts read so far, and which of them each token of the last text is.
#[derive(Debug)]
pub(super) struct Words {
    /// The edges of a sentence, then the words in the order of their first place.
    pub(super) distinct: Vec<Word>,
    known: FxHashMap<u64, u32>,
    of_token: Vec<u32>,
}

impl Words {
    /// No text yet.
    pub(super) fn new() -> Self {
        let distinct = vec![Word::edge(false), Word::edge(true)];
        Self { distinct, known: FxHashMap::default(), of_token: Vec::new() }
    }

    /// Reads a text in place of the one before.
    pub(super) fn read(&mut self, domain: &Domain, language: &Language, clusters: &Clusters, text: &AnalysedText) {
        self.of_token.clear();
        for token in &text.tokens {
            let raw = if token.kind == TokenKind::Latin { text.slice(token.span) } else { "" };
            let distinct = &mut self.distinct;
            let number = *self.known.entry(form(token, raw)).or_insert_with(|| {
                distinct.push(Word::new(domain, language, clusters, token, raw));
                (distinct.len() - 1) as u32
            });
            self.of_token.push(number);
        }
    }

    /// The numbers of the words at and around a token of a stretch, from two before to two after.
    pub(super) fn around(&self, first: usize, last: usize, at: usize) -> [u32; OFFSETS] {
        std::array::from_fn(|offset| match (at + offset).checked_sub(OFFSETS / 2) {
            Some(place) if place >= last => 1,
            Some(place) if place >= first => self.of_token[place],
            _ => 0,
        })
    }

    fn word(&self, number: u32) -> &Word {
        &self.distinct[number as usize]
    }
}

/// A number that tells words apart in everything that their attributes are made of; it is not part of a feature.
fn form(token: &Token, raw: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    (&token.fold, &token.stem, token.article, token.enclitic.is_some(), token.kind as u8, raw).hash(&mut hasher);
    hasher.finish()
}

/// Features that a stretch of tokens has beyond those of its single words.
pub(super) struct Surroundings<'a> {
    words: &'a Words,
    first: usize,
    last: usize,
    /// What the lexicon says of each token; nothing, where it is not to be asked.
    gazetteer: Vec<u64>,
    /// For each token the title before it, with its distance.
    titles: Vec<u64>,
    quoted: Vec<bool>,
    heading: bool,
}

impl<'a> Surroundings<'a> {
    /// Reads a stretch of a text that lies in one sentence.
    pub(super) fn new(
        domain: &Domain,
        text: &AnalysedText,
        words: &'a Words,
        first: usize,
        last: usize,
        with_gazetteer: bool,
    ) -> Self {
        let gazetteer = if with_gazetteer { gazetteer::look_up(domain, text, first, last) } else { Vec::new() };
        let mut titles = Vec::with_capacity(last - first);
        let mut quoted = Vec::with_capacity(last - first);
        let mut title: Option<(u64, usize)> = None;
        let mut open = None;
        for at in first..last {
            titles.push(match title {
                Some((role, place)) if at - place <= TITLE_REACH => join(role, (at - place) as u64),
                _ => 0,
            });
            let word = words.word(words.of_token[at]);
            if word.title {
                title = Some((word.role, at));
            } else if word.mark {
                title = None;
            }
            if text.tokens[at].kind == TokenKind::Quote {
                open = if open.is_some() { None } else { Some(at) };
            }
            quoted.push(open.is_some_and(|open| open < at && at - open <= TITLE_REACH));
        }
        let heading = text.tokens.get(first).is_some_and(|t| text.sentences[t.sentence].heading);
        Self { words, first, last, gazetteer, titles, quoted, heading }
    }

    /// Calls `each` with the features of a token.
    pub(super) fn features(&self, at: usize, mut each: impl FnMut(u32)) {
        let around = self.words.around(self.first, self.last, at);
        let [before2, before, own, after, _] = around.map(|number| self.words.word(number));
        let mut template = OFFSETS as u32;
        let mut add = |value: u64| {
            template += 1;
            if value != 0 {
                each(feature(template, value));
            }
        };
        add(join(before.stem, own.stem));
        add(join(own.stem, after.stem));
        add(join(before.sort, own.sort));
        add(join(own.sort, after.sort));
        add(join(join(before.sort, own.sort), after.sort));
        add(join(before.role, own.sort));
        add(join(own.role, before.role));
        add(join(own.role, after.role));
        add(join(before.stem, own.sort));
        add(join(before.stem, own.cluster));
        add(join(before.cluster, own.cluster));
        add(join(own.cluster, after.cluster));
        add(join(join(before2.role, before.role), own.sort));
        let title = self.titles[at - self.first];
        add(title);
        add(if title == 0 { 0 } else { join(title, own.sort) });
        add(u64::from(self.quoted[at - self.first]));
        add(u64::from(self.heading));
        let known = |at: usize| self.gazetteer.get(at.wrapping_sub(self.first)).copied().unwrap_or(0);
        let name = known(at);
        add(name);
        add(known(at.wrapping_sub(1)));
        add(known(at + 1));
        add(if name == 0 { 0 } else { join(name, before.role) });
    }
}
