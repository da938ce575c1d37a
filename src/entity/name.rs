//! Names that are the same: by lexicon entry, by words, by a short form of a longer name.

use std::collections::BTreeMap;

use super::Grouping;
use crate::annotation::MentionKind;
use crate::domain::EntryId;

impl Grouping<'_> {
    /// Groups names and demonyms.
    pub(super) fn names(&mut self) {
        let mut by_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut by_words: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut order: Vec<usize> =
            (0..self.mentions.len()).filter(|&m| self.mentions[m].kind != MentionKind::Nominal).collect();
        // Longer names first, so that a short form finds the whole.
        order.sort_by_key(|&m| (std::cmp::Reverse(self.mentions[m].tokens.len()), m));
        for mention in order {
            let m = &self.mentions[mention];
            let entity = match m.entry {
                Some(entry) => by_entry.get(&entry).copied(),
                None => {
                    let key = (self.coarse(mention), self.key(mention));
                    by_words.get(&key).copied().or_else(|| self.longer_name(mention))
                }
            };
            let entity = match entity {
                Some(entity) => {
                    self.put(mention, entity);
                    entity
                }
                None => self.open(mention),
            };
            if let Some(entry) = self.mentions[mention].entry {
                by_entry.insert(entry, entity);
            }
            by_words.entry((self.coarse(mention), self.key(mention))).or_insert(entity);
        }
    }

    fn coarse(&self, mention: usize) -> String {
        self.domain.ontology.coarse(&self.mentions[mention].class).to_owned()
    }

    /// A name's words, with heads that mean the same written alike and a head that may be left out left out.
    fn key(&self, mention: usize) -> String {
        let words = self.words(mention);
        let m = &self.mentions[mention];
        let head = m.head.filter(|&h| h == m.tokens.start).and_then(|_| self.language.heads.get(words[0]));
        match head {
            Some(head) if head.complement.proper && words.len() > 1 => words[1..].join(" "),
            Some(_) => {
                let mut key = self.language.head_group(words[0]).to_owned();
                for word in &words[1..] {
                    key.push(' ');
                    key.push_str(word);
                }
                key
            }
            None => words.join(" "),
        }
    }

    /// The entity with a longer name of which this is a short form: a person's last names, or the beginning of the name
    /// of an organisation.
    fn longer_name(&self, mention: usize) -> Option<usize> {
        let short = self.words(mention);
        let class = &self.mentions[mention].class;
        let person = self.domain.ontology.is_a(class, "Person");
        let fits = |other: usize| {
            let long = self.words(other);
            if self.mentions[other].kind != MentionKind::Name || long.len() <= short.len() {
                return false;
            }
            if person {
                let (whole, part) = (self.stems(other), self.stems(mention));
                return self.mentions[other].class == *class
                    && (whole.ends_with(&part) || part.len() == 1 && whole.starts_with(&part));
            }
            short.len() > 1 && self.mentions[other].head.is_some() && long[..short.len()] == short[..]
        };
        self.entities
            .iter()
            .position(|e| e.mentions.iter().any(|&other| fits(other)) && self.same_kind(&e.class, class))
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        self.domain.ontology.coarse(a) == self.domain.ontology.coarse(b)
    }
}
