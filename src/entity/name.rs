//! Names that are the same: by lexicon entry, by words, by a short form of a longer name.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Grouping;
use crate::annotation::MentionKind;
use crate::domain::EntryId;

/// How many names with one first or last word are compared.
const MOST_ALIKE: usize = 32;

impl Grouping<'_> {
    /// Groups names and demonyms.
    pub(super) fn names(&mut self) {
        let mut by_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut by_words: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut order: Vec<usize> =
            (0..self.mentions.len()).filter(|&m| self.mentions[m].kind != MentionKind::Nominal).collect();
        // Longer names first, so that a short form finds the whole.
        order.sort_by_key(|&m| (std::cmp::Reverse(self.mentions[m].tokens.len()), m));
        // Names by their first and last stems.
        let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for mention in order {
            let m = &self.mentions[mention];
            let entity = match m.entry {
                Some(entry) => by_entry.get(&entry).copied(),
                None => {
                    let key = (self.coarse(mention), self.key(mention));
                    by_words.get(&key).copied().or_else(|| self.longer_name(mention, &index))
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
            let stems = self.stems(mention);
            if stems.len() > 1 && self.mentions[mention].kind == MentionKind::Name {
                for end in [stems[0], stems[stems.len() - 1]] {
                    let known = index.entry(end.to_owned()).or_default();
                    if known.len() < MOST_ALIKE {
                        known.push(mention);
                    }
                }
            }
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

    /// The entity with a longer name of which this is a short form: a person's last or first names, or the beginning of
    /// the name of an organisation.
    fn longer_name(&self, mention: usize, index: &FxHashMap<String, Vec<usize>>) -> Option<usize> {
        let short = self.stems(mention);
        let class = &self.mentions[mention].class;
        let person = self.domain.ontology.is_a(class, "Person");
        let fits = |other: &&usize| {
            let other = **other;
            let long = self.stems(other);
            if long.len() <= short.len() || !self.same_kind(&self.mentions[other].class, class) {
                return false;
            }
            if person {
                return long.ends_with(&short) || short.len() == 1 && long.starts_with(&short);
            }
            short.len() > 1 && self.mentions[other].head.is_some() && long.starts_with(&short)
        };
        let ends = [short.first()?, short.last()?];
        ends.iter().filter_map(|end| index.get(**end)).flatten().find(fits).and_then(|&other| self.of[other])
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        self.domain.ontology.coarse(a) == self.domain.ontology.coarse(b)
    }
}
