//! Definite nouns that refer back or stand for a known thing: «المؤتمر», «التنظيم», «هذا القرار», «البيان الختامي».

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::head::by_start;
use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::{Anaphor, Head};
use crate::text::TokenKind;

/// How many nouns may stand between a noun and the one that makes both definite.
const MOST_NOUNS: usize = 2;

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
        let headed = found.iter().filter(|m| m.kind == MentionKind::Name && m.head == Some(m.tokens.start));
        let named: FxHashMap<_, _> = headed.map(|m| (self.stems(m.tokens.clone()), m.tokens.start)).collect();
        let mut nominals: Vec<Mention> = Vec::new();
        for at in 0..self.text.tokens.len() {
            let token = &self.text.tokens[at];
            if inside[at] || !self.is_word(at) {
                continue;
            }
            let owned = token.enclitic.is_some();
            let Some(head) = (if owned { self.owned_head(at) } else { self.language.heads.get(&token.stem) }) else {
                continue;
            };
            // «قصف الجيش المدينة»: without article the same letters are more often the verb.
            let verb = !token.article && !owned && self.is_verb(at);
            if verb || head.anaphor == Anaphor::No && !head.complement.nominal {
                continue;
            }
            let mut end = at + 1;
            let mut made_definite = owned;
            if token.article || owned {
                end = self.definite_adjectives(at, &inside);
            } else if head.complement.nominal
                && let Some(close) = self.genitive_with_purpose(at, head, &starts, &inside)
            {
                made_definite = true;
                end = close;
            } else if head.complement.nominal {
                while self.is_indefinite_adjective(at, end) && !inside[end] {
                    end += 1;
                }
                // «مؤتمر صحفي», which «المؤتمر» or «المؤتمر الصحفي» takes up later.
                let later = |last: Option<&usize>| last.is_some_and(|&last| last > at);
                let group = self.language.head_group(&token.stem);
                if !later(definite.get(group)) && !later(named.get(&self.stems(at..end))) {
                    continue;
                }
            } else {
                continue;
            }
            // «تنصيب الرئيس» in «حفل تنصيب الرئيس» is the same act.
            let same_kind =
                |m: &Mention| self.domain.ontology.coarse(&m.class) == self.domain.ontology.coarse(&head.class);
            if nominals.last().is_some_and(|m| m.tokens.contains(&at) && same_kind(m)) {
                continue;
            }
            let core = (token.article || made_definite) && !self.language.is_group(&head.class);
            if core {
                end = self.with_content(end, head.complement, &starts, &inside);
            }
            nominals.push(Mention {
                tokens: at..end,
                phrase: at..end,
                class: head.class.clone(),
                kind: MentionKind::Nominal,
                entry: None,
                head: Some(at),
                titles: Vec::new(),
                core,
                source: format!("{}:{}", head.place.0, head.place.1),
            });
        }
        nominals
    }

    /// The head noun of a word with a pronoun: «كلمته», «قمتها».
    fn owned_head(&self, at: usize) -> Option<&Head> {
        let enclitic = self.text.tokens[at].enclitic.as_ref()?;
        let known = |stem: &str| self.language.heads.get(stem).filter(|head| head.complement.owned);
        known(&enclitic.base).or_else(|| known(&enclitic.feminine()?))
    }

    /// The end of the definite adjectives after a noun.
    pub(super) fn definite_adjectives(&self, at: usize, inside: &[bool]) -> usize {
        let mut end = at + 1;
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
        end
    }

    /// The end of what makes a noun definite, with the purpose after it («إعلان تونس الوزاري للتسوية السياسية»).
    fn genitive_with_purpose(
        &self,
        at: usize,
        head: &Head,
        starts: &FxHashMap<usize, &Mention>,
        inside: &[bool],
    ) -> Option<usize> {
        let end = self.genitive(at, starts, inside)?;
        let adjectives = self.definite_adjectives(end - 1, inside);
        let close = if head.complement.purpose { self.purpose(adjectives, starts) } else { end };
        Some(if close > adjectives { close } else { end })
    }

    /// The end of what makes a noun definite: a name («قرار مجلس الأمن»), a definite noun («هجوم الدهس»), or either after further
    /// nouns («حفل تنصيب الرئيس دونالد ترامب», «قرار منع الطيران»).
    fn genitive(&self, at: usize, starts: &FxHashMap<usize, &Mention>, inside: &[bool]) -> Option<usize> {
        let mut end = at + 1;
        loop {
            if !self.same_sentence(at, end) || !self.text.tokens[end].proclitics.is_empty() {
                return None;
            }
            if let Some(name) = starts.get(&end).filter(|m| m.kind == MentionKind::Name) {
                return Some(name.tokens.end);
            }
            if let Some(close) = self.name_in_quotes(end, starts) {
                return Some(close);
            }
            if let Some(holder) = self.titled_holder(end, starts) {
                return Some(holder);
            }
            if inside[end] || self.in_set(end, "time") {
                return None;
            }
            let token = &self.text.tokens[end];
            if token.article {
                let head = self.language.heads.get(&token.stem).is_some_and(|h| end == at + 1 && !h.complement.nominal);
                if head {
                    return None;
                }
                return Some(if end > at + 1 { self.definite_adjectives(end, inside) } else { end + 1 });
            }
            let further = end <= at + MOST_NOUNS
                && self.is_word(end)
                && token.enclitic.is_none()
                && (self.is_noun(end) || self.language.heads.contains_key(&token.stem))
                && !self.is_adjective(end)
                && !self.is_verb(end)
                && !self.in_set(end, "particle")
                && !self.in_set(end, "preposition")
                && !self.in_set(end, "determiner");
            if !further {
                return None;
            }
            end += 1;
        }
    }

    /// The end of a name between quotation marks: «هجوم "باردو"».
    fn name_in_quotes(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let quote = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
        let name = starts.get(&(at + 1)).filter(|m| quote(at) && m.kind == MentionKind::Name)?;
        (quote(name.tokens.end) && self.same_sentence(at, name.tokens.end)).then_some(name.tokens.end + 1)
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
            && !self.takes_complement(at)
    }

    /// Whether an adjective has a complement of its own: «القرار الخاص بسوريا», «البيان الصادر عن الوزارة».
    fn takes_complement(&self, at: usize) -> bool {
        self.same_sentence(at, at + 1)
            && self.in_set(at, "adjective.with")
            && (self.text.tokens[at + 1].proclitics.iter().any(|&c| !self.language.is_conjunction(c))
                || self.in_set(at + 1, "preposition"))
    }

    /// The stems of words, as one text.
    fn stems(&self, tokens: Range<usize>) -> String {
        tokens.map(|i| self.text.tokens[i].stem.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The last place where each head noun stands alone with the article: what «the report» takes up may have been «a
    /// report» before.
    fn last_definite(&self, inside: &[bool]) -> FxHashMap<String, usize> {
        let mut last = FxHashMap::default();
        for (at, token) in self.text.tokens.iter().enumerate() {
            if token.article && !inside[at] && token.enclitic.is_none() && self.language.heads.contains_key(&token.stem)
            {
                last.insert(self.language.head_group(&token.stem).to_owned(), at);
            }
        }
        last
    }
}
