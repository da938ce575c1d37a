//! «بلاده»: the country of whoever speaks or acts, where a post tells it («وزير الخارجية التركي»); «البلاد»: the last country
//! before it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Finder, Mention, Title};
use crate::annotation::MentionKind;
use crate::domain::EntryId;

/// How many sentences back the person may be.
const FARTHEST: usize = 3;

/// The set of the words, to which a pronoun must be joined.
const WORDS: &str = "country.own";

impl Finder<'_> {
    /// Words such as «بلاده» of which it is known whose country is meant.
    pub(super) fn own_countries(&self, found: &[Mention]) -> Vec<Mention> {
        let places: Vec<usize> = (0..self.text.tokens.len()).filter(|&at| self.says_own_country(at)).collect();
        let mut own = self.same_countries(found);
        if places.is_empty() {
            return own;
        }
        let persons: Vec<&Mention> = found.iter().filter(|m| m.class == "Person").collect();
        let countries: Vec<&Mention> = found.iter().filter(|m| m.class == "Country" && m.entry.is_some()).collect();
        // What posts say of those who are named again without them.
        let mut known: FxHashMap<&str, EntryId> = FxHashMap::default();
        let mut of: Vec<Option<EntryId>> = Vec::with_capacity(persons.len());
        for person in &persons {
            let name = self.text.tokens[person.tokens.end - 1].stem.as_str();
            let told = person.titles.iter().find_map(|title| self.country_of_post(title, &countries));
            if let Some(country) = told {
                known.insert(name, country);
            }
            of.push(told.or_else(|| known.get(name).copied().filter(|_| person.kind == MentionKind::Name)));
        }
        let country = |at: usize| {
            let mut sentence = self.sentence_of(at);
            // In its own sentence whoever comes first speaks: «وقال الوزير التركي بعد لقاء نظيره الروسي إن بلاده …».
            let mut end = at;
            for _ in 0..=FARTHEST {
                let first = persons.iter().position(|p| sentence.start <= p.tokens.start && p.tokens.end <= end);
                if let Some(first) = first {
                    return of[first];
                }
                end = sentence.start;
                sentence = self.sentence_of(sentence.start.checked_sub(1)?);
            }
            None
        };
        own.extend(places.iter().filter_map(|&at| Some(self.own_country(at, country(at)?))));
        own
    }

    /// «البلاد» outside names: the country that was named last, by its name or by an adjective.
    fn same_countries(&self, found: &[Mention]) -> Vec<Mention> {
        let mut named = found.iter().filter(|m| m.class == "Country" && m.entry.is_some()).peekable();
        let mut inside = vec![false; self.text.tokens.len()];
        for mention in found.iter().filter(|m| m.kind == MentionKind::Name && m.head.is_none()) {
            inside[mention.tokens.clone()].fill(true);
        }
        let mut last = None;
        let mut again = Vec::new();
        for (at, token) in self.text.tokens.iter().enumerate() {
            while let Some(mention) = named.next_if(|m| m.tokens.end <= at) {
                last = mention.entry;
            }
            let says = token.article && token.enclitic.is_none() && self.language.in_set(WORDS, &token.stem);
            if says && !inside[at] && self.is_word(at) {
                again.extend(last.map(|entry| self.own_country(at, entry)));
            }
        }
        again
    }

    fn own_country(&self, at: usize, entry: EntryId) -> Mention {
        Mention {
            tokens: at..at + 1,
            phrase: at..at + 1,
            class: self.domain.lexicon.entry(entry).class.clone(),
            kind: MentionKind::Nominal,
            entry: Some(entry),
            head: None,
            titles: Vec::new(),
            core: true,
            source: format!("set/{WORDS}"),
        }
    }

    fn says_own_country(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let third_person = |pronoun: &str| self.language.pronoun_is_feminine(pronoun).is_some();
        token.enclitic.as_ref().is_some_and(|e| self.language.in_set(WORDS, &e.base) && third_person(&e.pronoun))
    }

    /// The country that a post is held in: an adjective, or what stands in the genitive («رئيس وزراء فرنسا»), not where it
    /// is sent to («المبعوث إلى ليبيا»).
    fn country_of_post(&self, title: &Title, countries: &[&Mention]) -> Option<EntryId> {
        let from = countries.partition_point(|m| m.tokens.start < title.tokens.start);
        let inside = countries[from..].iter().take_while(|m| m.tokens.start < title.tokens.end);
        inside
            .filter(|m| {
                let first = m.tokens.start;
                let genitive = first > title.tokens.start
                    && self.text.tokens[first].proclitics.is_empty()
                    && !self.in_set(first - 1, "preposition");
                m.kind == MentionKind::Adjective || genitive
            })
            .find_map(|m| m.entry)
    }

    fn sentence_of(&self, at: usize) -> Range<usize> {
        let sentence = &self.text.sentences[self.text.tokens[at].sentence];
        sentence.first..sentence.last
    }
}
