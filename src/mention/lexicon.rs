//! Names that the lexicon knows.

use std::collections::BTreeSet;

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::{EntryId, Reading};
use crate::text::TokenKind;

/// How far before a name the head noun may stand that it shares with another.
const SHARED: usize = 8;
/// How many words the longest spelling has that begins at a token, and its readings.
type Known<'a> = (usize, &'a [Reading]);

impl Finder<'_> {
    /// The longest lexicon name at each place, left to right. A name flagged as ambiguous needs a head noun before it that
    /// fits its class, or quotation marks, unless it has several words.
    pub(super) fn lexicon_names(&self) -> Vec<Mention> {
        let known: Vec<Option<Known<'_>>> = (0..self.text.tokens.len()).map(|at| self.longest_at(at)).collect();
        let clear = self.pass(&known, &BTreeSet::new()).iter().filter_map(|m| m.entry).collect();
        self.pass(&known, &clear)
    }

    /// One pass over the text; what is in `clear` is named beyond doubt elsewhere, so ambiguous names stand for it.
    fn pass(&self, known: &[Option<Known<'_>>], clear: &BTreeSet<EntryId>) -> Vec<Mention> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < self.text.tokens.len() {
            match self.name_at(at, known, clear, names.last()) {
                Some((length, reading)) => {
                    names.push(self.lexicon_mention(at, length, reading));
                    self.inner_names(at, length, reading, known, clear, &mut names);
                    at += length;
                }
                None => at += 1,
            }
        }
        names
    }

    /// Names inside a longer name of a class that is open to them («مفاوضات جنيف»).
    fn inner_names(
        &self,
        at: usize,
        length: usize,
        outer: Reading,
        known: &[Option<Known<'_>>],
        clear: &BTreeSet<EntryId>,
        names: &mut Vec<Mention>,
    ) {
        let class = |reading: &Reading| self.domain.lexicon.entry(reading.entry).class.as_str();
        let open = self.language.is_open(class(&outer));
        if !open && !self.language.is_open_to_own(class(&outer)) {
            return;
        }
        let fits = |inner: &Reading| inner.entry != outer.entry && (open || class(inner) == class(&outer));
        let mut inner = at + 1;
        while inner < at + length {
            match self.name_at(inner, known, clear, None).filter(|(l, r)| inner + l <= at + length && fits(r)) {
                Some((l, reading)) => {
                    names.push(self.lexicon_mention(inner, l, reading));
                    inner += l;
                }
                None => inner += 1,
            }
        }
    }

    /// The longest spelling that begins at a token, by its key or as it stands.
    fn longest_at(&self, at: usize) -> Option<Known<'_>> {
        let token = &self.text.tokens[at];
        if !self.is_word(at) && token.kind != TokenKind::Number {
            return None;
        }
        let rest = || {
            (at + 1..self.text.tokens.len())
                .take_while(|&i| self.same_sentence(at, i))
                .map(|i| self.text.tokens[i].fold.as_str())
        };
        let lexicon = &self.domain.lexicon;
        let by_key = lexicon.longest(std::iter::once(token.key.as_str()).chain(rest()));
        let by_word = (token.fold != token.key)
            .then(|| lexicon.longest(std::iter::once(token.fold.as_str()).chain(rest())))
            .flatten();
        match (by_key, by_word) {
            (Some(key), Some(word)) => Some(if word.0 > key.0 { word } else { key }),
            (found, other) => found.or(other),
        }
    }

    fn name_at(
        &self,
        at: usize,
        known: &[Option<Known<'_>>],
        clear: &BTreeSet<EntryId>,
        last: Option<&Mention>,
    ) -> Option<(usize, Reading)> {
        let (length, readings) = known[at]?;
        let token = &self.text.tokens[at];
        let lexicon = &self.domain.lexicon;
        let place = |r: &Reading| self.domain.ontology.is_place(&lexicon.entry(r.entry).class);
        let pronoun = self.spelling.ends_in_pronoun(self.text.slice(token.span), token.article);
        if length == 1 && (self.in_value[at] || pronoun && readings.iter().all(place)) {
            return None;
        }
        let capitals = !self.text.slice(token.span).chars().any(char::is_lowercase);
        let readings: Vec<Reading> = readings.iter().copied().filter(|r| !r.acronym || capitals).collect();
        let own = self.head_class_before(at);
        let shared = if own.is_none() { self.shared_head_before(at) } else { None };
        // «مدينتي "البوكمال" و"الميادين"»: a known name of another kind is not meant.
        let other = shared.is_some() && length == 1;
        let head_class = own.or(shared);
        let fits = |reading: &&Reading| {
            let class = &lexicon.entry(reading.entry).class;
            let ontology = &self.domain.ontology;
            head_class.as_ref().is_some_and(|head| {
                ontology.is_a(class, head)
                    || ontology.is_a(head, class)
                    || ontology.is_organization(class) && ontology.is_organization(head)
                    || self.language.agree(head, class)
            })
        };
        if let Some(reading) = readings.iter().find(fits) {
            return Some((length, *reading));
        }
        if other {
            return None;
        }
        if at > 0 && self.text.tokens[at - 1].kind == TokenKind::Quote && length == 1 && head_class.is_some() {
            return None;
        }
        let named = |r: &&Reading| !r.ambiguous || clear.contains(&r.entry);
        let reading = *readings.iter().find(named).or(readings.first())?;
        if clear.contains(&reading.entry) || last.is_some_and(|last| self.joins(last, at, reading)) {
            return Some((length, reading));
        }
        let quoted = at > 0 && self.text.tokens[at - 1].kind == TokenKind::Quote;
        let closed = self.text.tokens.get(at + length).is_some_and(|t| t.kind == TokenKind::Quote);
        let clear = !reading.ambiguous || quoted && closed;
        clear.then_some((length, reading))
    }

    /// Whether a name is joined by a conjunction to one of its class («صحيفتا معاريف العبرية والحياة»).
    fn joins(&self, last: &Mention, at: usize, reading: Reading) -> bool {
        let conjunction = self.text.tokens[at].proclitics.len() == 1 && self.is_bare(at);
        let near = last.tokens.end <= at && at <= last.tokens.end + 1;
        conjunction
            && near
            && self.same_sentence(last.tokens.start, at)
            && self.domain.lexicon.entry(reading.entry).class == last.class
    }

    /// The class of a head noun right before a token, quotation marks between them not counted.
    fn head_class_before(&self, at: usize) -> Option<String> {
        let before = (0..at).rev().find(|&i| self.text.tokens[i].kind != TokenKind::Quote)?;
        if !self.same_sentence(before, at) {
            return None;
        }
        let head = self.language.heads.get(&self.text.tokens[before].stem)?;
        (head.complement.proper || head.complement.known).then(|| head.class.clone())
    }

    /// The class of a head noun that opens several names, of which one before a token is joined to it: «مدينتي البوكمال
    /// والميادين».
    fn shared_head_before(&self, at: usize) -> Option<String> {
        let tokens = &self.text.tokens;
        let lone = |i: usize| self.is_word(i) && tokens[i].stem.chars().count() == 1;
        let word = (0..at).rev().find(|&i| tokens[i].kind != TokenKind::Quote)?;
        if !(self.is_bare(at) && !tokens[at].proclitics.is_empty() || lone(word)) {
            return None;
        }
        let back = (at.saturating_sub(SHARED)..at).rev().take_while(|&i| self.same_sentence(i, at));
        for i in back {
            if let Some(head) =
                self.language.heads.get(&tokens[i].stem).filter(|h| h.complement.each && !tokens[i].article)
            {
                return Some(head.class.clone());
            }
            let name = lone(i) || self.is_word(i) && self.is_bare(i) && !self.in_set(i, "particle");
            if !name && tokens[i].kind != TokenKind::Quote {
                return None;
            }
        }
        None
    }

    /// Whether a country's name that is its adjective too follows a definite noun: «الحكومة السعودية».
    fn is_attribute(&self, at: usize, length: usize, reading: Reading) -> bool {
        let token = &self.text.tokens[at];
        length == 1
            && at > 0
            && token.article
            && token.proclitics.is_empty()
            && self.domain.lexicon.demonym(&token.stem) == Some(reading.entry)
            && self.same_sentence(at - 1, at)
            && self.text.tokens[at - 1].article
            && self.is_word(at - 1)
    }

    fn lexicon_mention(&self, at: usize, length: usize, reading: Reading) -> Mention {
        let entry = self.domain.lexicon.entry(reading.entry);
        // A form of address is no part of a person's name, although it may make the name clear: «الأمير تشارلز».
        let titled = length > 1
            && entry.class == "Person"
            && self.text.tokens[at].article
            && self.language.titles.contains_key(&self.text.tokens[at].stem);
        let first = at + usize::from(titled);
        Mention {
            tokens: first..at + length,
            phrase: first..at + length,
            class: entry.class.clone(),
            kind: if self.is_attribute(at, length, reading) { MentionKind::Adjective } else { MentionKind::Name },
            entry: Some(reading.entry),
            head: None,
            titles: Vec::new(),
            core: true,
            source: format!("{}:{}", entry.place.0, entry.place.1),
        }
    }
}
