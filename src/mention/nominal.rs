//! Definite nouns that refer back or stand for a known thing: «المؤتمر», «التنظيم», «هذا القرار», «البيان الختامي».

use rustc_hash::FxHashMap;

use super::head::by_start;
use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::Anaphor;

impl Finder<'_> {
    /// Definite head nouns outside names, with the adjectives that belong to them, and indefinite ones that a name
    /// makes definite («قرار مجلس الأمن»).
    pub(super) fn nominals(&self, found: &[Mention]) -> Vec<Mention> {
        let starts = by_start(found);
        let mut inside = vec![false; self.text.tokens.len()];
        for mention in found.iter().filter(|m| m.kind != MentionKind::Adjective) {
            if mention.kind == MentionKind::Name || mention.titles.is_empty() {
                inside[mention.tokens.clone()].fill(true);
            }
        }
        let definite = self.last_definite(&inside);
        let mut nominals = Vec::new();
        for at in 0..self.text.tokens.len() {
            let token = &self.text.tokens[at];
            if inside[at] || token.enclitic.is_some() || !self.is_word(at) {
                continue;
            }
            let Some(head) = self.language.heads.get(&token.stem) else { continue };
            // «قصف الجيش المدينة»: without article the same letters are more often the verb.
            let verb = !token.article && self.is_verb(at);
            if verb || head.anaphor == Anaphor::No && !head.complement.nominal {
                continue;
            }
            let mut end = at + 1;
            let mut made_definite = false;
            if token.article {
                while self.same_sentence(at, end)
                    && self.text.tokens[end].article
                    && self.text.tokens[end].proclitics.is_empty()
                    && self.is_adjective(end)
                    && !inside[end]
                    && !self.in_set(end, "time")
                    && !self.takes_complement(end)
                {
                    end += 1;
                }
            } else if head.complement.nominal
                && self.same_sentence(at, end)
                && self.text.tokens[end].proclitics.is_empty()
                && let Some(name) = starts.get(&end).filter(|m| m.kind == MentionKind::Name)
            {
                // «قرار ترامب»: a person makes it definite and is no part of it, as his titles are none.
                if name.class == "Person" {
                    made_definite = true;
                } else {
                    end = name.tokens.end;
                }
            } else if head.complement.nominal
                && self.same_sentence(at, end)
                && self.text.tokens[end].proclitics.is_empty()
                && self.text.tokens[end].article
                && !inside[end]
                && !self.in_set(end, "time")
                && !self.language.heads.contains_key(&self.text.tokens[end].stem)
            {
                end += 1;
            } else if !(head.complement.nominal && definite.get(&token.stem).is_some_and(|&last| last > at)) {
                continue;
            }
            // «مؤتمر صحفي»: its adjectives stand between it and what is said of it.
            let mut phrase = end;
            while !token.article && !made_definite && self.is_indefinite_adjective(at, phrase) && !inside[phrase] {
                phrase += 1;
            }
            nominals.push(Mention {
                tokens: at..end,
                phrase: at..phrase,
                class: head.class.clone(),
                kind: MentionKind::Nominal,
                entry: None,
                head: Some(at),
                titles: Vec::new(),
                core: (token.article || made_definite || end > at + 1) && !self.language.is_group(&head.class),
                source: format!("{}:{}", head.place.0, head.place.1),
            });
        }
        nominals
    }

    /// Whether a word is an adjective without article in the sentence of a noun.
    fn is_indefinite_adjective(&self, noun: usize, at: usize) -> bool {
        self.same_sentence(noun, at)
            && self.is_word(at)
            && !self.text.tokens[at].article
            && self.text.tokens[at].proclitics.is_empty()
            && self.is_adjective(at)
            && !self.is_verb(at)
            && !self.in_set(at, "particle")
    }

    /// Whether an adjective has a complement of its own: «القرار الخاص بسوريا».
    fn takes_complement(&self, at: usize) -> bool {
        self.same_sentence(at, at + 1)
            && self.in_set(at, "adjective.with")
            && self.text.tokens[at + 1].proclitics.iter().any(|&c| !self.language.is_conjunction(c))
    }

    /// The last place where each head noun stands alone with the article: what «the report» takes up may have been «a
    /// report» before.
    fn last_definite(&self, inside: &[bool]) -> FxHashMap<String, usize> {
        let mut last = FxHashMap::default();
        for (at, token) in self.text.tokens.iter().enumerate() {
            if token.article && !inside[at] && token.enclitic.is_none() && self.language.heads.contains_key(&token.stem)
            {
                last.insert(token.stem.clone(), at);
            }
        }
        last
    }
}
