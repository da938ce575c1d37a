//! Definite nouns and posts that refer back: «التنظيم», «هذا القرار», «الوزير الفرنسي».

use super::Grouping;
use crate::annotation::MentionKind;
use crate::domain::Anaphor;

impl Grouping<'_> {
    /// Joins nominal mentions to the entities they refer to, in the order of the text.
    pub(super) fn nominals(&mut self) {
        for mention in 0..self.mentions.len() {
            if self.mentions[mention].kind != MentionKind::Nominal {
                continue;
            }
            let entity = match self.mentions[mention].head {
                Some(head) => self.definite(mention, head),
                None => self.holder(mention),
            };
            match entity {
                Some(entity) => self.put(mention, entity),
                None => {
                    self.open(mention);
                }
            }
        }
    }

    /// The entity a definite noun refers to: the last one before it whose name begins with the same noun, else (for
    /// nouns that allow it) the last of the noun's class; an earlier nominal of the same words counts too.
    fn definite(&self, mention: usize, head: usize) -> Option<usize> {
        let stem = &self.text.tokens[head].stem;
        let known = self.language.heads.get(stem)?;
        let group = self.language.head_group(stem);
        let long = self.mentions[mention].tokens.len() > 1;
        let before = self.mentions[mention].tokens.start;
        let mut same = None;
        let mut any = None;
        for (e, entity) in self.entities.iter().enumerate() {
            for &other in &entity.mentions {
                let o = &self.mentions[other];
                if o.tokens.start >= before || o.kind == MentionKind::Adjective {
                    continue;
                }
                let words = self.words(other);
                let same_head = self.language.head_group(words[0]) == group;
                if same_head && self.kinds_agree(&entity.class, &known.class) {
                    let fits = !long || o.kind == MentionKind::Nominal && words == self.words(mention);
                    if fits && same.is_none_or(|(at, _)| at < o.tokens.start) {
                        same = Some((o.tokens.start, e));
                    }
                }
                let class_fits = self.domain.ontology.is_a(&entity.class, &known.class) && o.kind == MentionKind::Name;
                if class_fits && any.is_none_or(|(at, _)| at < o.tokens.start) {
                    any = Some((o.tokens.start, e));
                }
            }
        }
        if long {
            return same.map(|(_, e)| e);
        }
        match known.anaphor {
            Anaphor::No => same.map(|(_, e)| e),
            Anaphor::Same => same.map(|(_, e)| e).or_else(|| self.later(mention, group)),
            Anaphor::Any => same.or(any).map(|(_, e)| e),
        }
    }

    /// A name with the same head later on («الحكومة» in the headline, «الحكومة السورية» below), where there is only one.
    fn later(&self, mention: usize, group: &str) -> Option<usize> {
        let after = self.mentions[mention].tokens.end;
        let mut found = None;
        for (e, entity) in self.entities.iter().enumerate() {
            let fits = entity.mentions.iter().any(|&o| {
                self.mentions[o].kind == MentionKind::Name
                    && self.mentions[o].tokens.start >= after
                    && self.language.head_group(self.words(o)[0]) == group
            });
            if fits && found.replace(e).is_some() {
                return None;
            }
        }
        found
    }

    /// The person whose titles hold all words of an unnamed holder of a post.
    fn holder(&self, mention: usize) -> Option<usize> {
        let wanted: Vec<&str> =
            self.mentions[mention].tokens.clone().map(|i| self.text.tokens[i].stem.as_str()).collect();
        if self.mentions[mention].titles.iter().any(|t| t.plural || t.source) {
            return self.same_words(mention);
        }
        let mut best = None;
        for (e, entity) in self.entities.iter().enumerate() {
            for &other in &entity.mentions {
                let o = &self.mentions[other];
                for title in o.titles.iter().filter(|t| !t.honorific) {
                    let words: Vec<&str> = title.tokens.clone().map(|i| self.text.tokens[i].stem.as_str()).collect();
                    let fits = words.first() == wanted.first() && wanted.iter().all(|w| words.contains(w));
                    if fits && best.is_none_or(|(at, _)| at < o.tokens.start) {
                        best = Some((o.tokens.start, e));
                    }
                }
            }
        }
        best.map(|(_, e)| e)
    }

    fn same_words(&self, mention: usize) -> Option<usize> {
        let wanted = self.words(mention);
        self.entities.iter().position(|e| {
            e.mentions
                .iter()
                .any(|&o| self.mentions[o].kind == MentionKind::Nominal && self.words(o) == wanted && o < mention)
        })
    }

    fn kinds_agree(&self, a: &str, b: &str) -> bool {
        let ontology = &self.domain.ontology;
        ontology.coarse(a) == ontology.coarse(b)
    }
}
