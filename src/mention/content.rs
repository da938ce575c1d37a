//! What follows a text or agreement and belongs to it: its content («قراره بسحب القوات»), its parties («الاتفاق بين مصر وإسرائيل»).

use rustc_hash::FxHashMap;

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::Complement;

/// The most words of a content.
const LONGEST: usize = 6;

impl Finder<'_> {
    /// The end of a definite noun with the content or the parties after it.
    pub(super) fn with_content(
        &self,
        end: usize,
        complement: Complement,
        starts: &FxHashMap<usize, &Mention>,
        inside: &[bool],
    ) -> usize {
        let content = if complement.content { self.content(end, starts, inside) } else { None };
        let parties = || if complement.parties { self.parties(end, starts) } else { None };
        content.or_else(parties).unwrap_or(end)
    }

    /// The end of an act with a preposition that is the content of a decision, up to what makes it definite.
    fn content(&self, start: usize, starts: &FxHashMap<usize, &Mention>, inside: &[bool]) -> Option<usize> {
        let act = self.text.tokens.get(start).filter(|_| self.same_sentence(start - 1, start))?;
        let [letter] = act.proclitics[..] else { return None };
        let opens = self.language.in_set("content.letter", letter.encode_utf8(&mut [0; 4]))
            && !act.article
            && act.enclitic.is_none()
            && !starts.contains_key(&start)
            && !self.in_set(start, "particle");
        if !opens {
            return None;
        }
        let mut at = start + 1;
        while at < start + LONGEST && self.same_sentence(start, at) && self.is_word(at) {
            let token = &self.text.tokens[at];
            if !token.proclitics.is_empty() || self.in_set(at, "particle") || self.in_set(at, "time") {
                return None;
            }
            if let Some(name) = starts.get(&at).filter(|m| m.kind == MentionKind::Name) {
                return Some(self.destination(name.tokens.end, starts));
            }
            if token.article {
                let mut close = self.definite_adjectives(at, inside);
                while starts.get(&close).is_some_and(|m| m.kind == MentionKind::Adjective)
                    && self.same_sentence(at, close)
                {
                    close += 1;
                }
                return Some(self.destination(close, starts));
            }
            at += 1;
        }
        None
    }

    /// «من العراق» after «بسحب القوات».
    fn destination(&self, end: usize, starts: &FxHashMap<usize, &Mention>) -> usize {
        let place =
            |at: usize| starts.get(&at).filter(|m| m.kind == MentionKind::Name && self.same_sentence(end - 1, at));
        let preposition = end < self.text.tokens.len()
            && self.in_set(end, "place.preposition")
            && self.text.tokens[end].proclitics.is_empty();
        if preposition { place(end + 1).map_or(end, |m| m.tokens.end) } else { end }
    }

    /// The end of the parties of an agreement: «بين» and two or more names, or a definite noun.
    fn parties(&self, start: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let mut at = start;
        // «الاتفاقات المبرمة بين …»
        if at < self.text.tokens.len() && self.text.tokens[at].article && self.in_set(at, "adjective.with") {
            at += 1;
        }
        let token = self.text.tokens.get(at).filter(|_| self.same_sentence(start - 1, at))?;
        if !self.language.in_set("parties.preposition", &token.key) {
            return None;
        }
        let name = |at: usize| {
            starts
                .get(&at)
                .filter(|m| m.kind == MentionKind::Name && self.same_sentence(start, at))
                .map(|m| m.tokens.end)
        };
        let mut end = name(at + 1)?;
        let mut several = false;
        while let Some(token) = self.text.tokens.get(end)
            && let [letter] = token.proclitics[..]
            && self.language.is_conjunction(letter)
            && let Some(next) = name(end)
        {
            end = next;
            several = true;
        }
        several.then_some(end)
    }
}
