//! Adjectives that stand for a country or region.

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::text::TokenKind;

impl Finder<'_> {
    /// Demonym adjectives, outside the names of places and international bodies.
    pub(super) fn demonyms(&self, names: &[Mention]) -> Vec<Mention> {
        let mut covered = vec![false; self.text.tokens.len()];
        // «الدول الخليجية» is a region already; its adjective names no other.
        let mut regions = vec![None; self.text.tokens.len()];
        for name in names {
            regions[name.tokens.clone()].fill(Some(name.class.as_str()));
            let closed = self.language.is_closed(&name.class);
            if name.tokens.len() == 1 || closed {
                covered[name.tokens.clone()].fill(true);
            }
        }
        let mut found = Vec::new();
        for (at, token) in self.text.tokens.iter().enumerate() {
            if covered[at] || !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) || self.in_value[at] {
                continue;
            }
            let Some((length, entry)) = self.demonym_at(at) else { continue };
            if self.is_people(at) || self.in_money[at] || !self.spelling.may_end_in_yaa(self.text.slice(token.span)) {
                continue;
            }
            if self.is_verb(at) || !self.language.script_fits(token.kind) {
                continue;
            }
            let known = self.domain.lexicon.entry(entry);
            if regions[at] == Some(known.class.as_str()) {
                continue;
            }
            found.push(Mention {
                tokens: at..at + length,
                phrase: at..at + length,
                class: known.class.clone(),
                kind: MentionKind::Adjective,
                entry: Some(entry),
                head: None,
                titles: Vec::new(),
                core: true,
                source: format!("{}:{}", known.place.0, known.place.1),
            });
        }
        found
    }

    /// Whether a demonym is a plural that stands by itself («طالب السوريون»): it names people, not their country.
    fn is_people(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        if !self.language.people_endings.iter().any(|ending| token.stem.ends_with(ending.as_str())) {
            return false;
        }
        if at == 0 || !self.same_sentence(at - 1, at) || !self.is_bare(at) || !token.proclitics.is_empty() {
            return true;
        }
        let before = &self.text.tokens[at - 1];
        !self.is_word(at - 1)
            || self.in_set(at - 1, "particle")
            || self.is_verb(at - 1)
            || before.article != token.article
    }

    /// A demonym of two words («كوري شمالي», «جنوب سوداني») or of one, and how many words it has.
    fn demonym_at(&self, at: usize) -> Option<(usize, crate::domain::EntryId)> {
        let lexicon = &self.domain.lexicon;
        let stem = &self.text.tokens[at].stem;
        if lexicon.opens_demonym(stem)
            && self.same_sentence(at, at + 1)
            && self.text.tokens[at + 1].proclitics.is_empty()
        {
            let pair = format!("{stem} {}", self.text.tokens[at + 1].stem);
            if let Some(entry) = lexicon.demonym(&pair) {
                return Some((2, entry));
            }
        }
        lexicon.demonym(stem).map(|entry| (1, entry))
    }
}
