//! Capitals that stand for a government: «موسكو تدين», «قالت واشنطن».

use super::{Finder, Mention};
use crate::annotation::MentionKind;

impl Finder<'_> {
    /// Turns a capital into its country where it does what governments do: subject of such a verb, with no preposition.
    pub(super) fn governments(&self, found: &mut [Mention]) {
        for mention in found.iter_mut().filter(|m| m.kind == MentionKind::Name && m.head.is_none()) {
            let Some(entry) = mention.entry else { continue };
            let Some(country) = &self.domain.lexicon.entry(entry).capital_of else { continue };
            let Some(country) = self.domain.lexicon.by_id(country) else { continue };
            if self.acts(mention) {
                mention.class.clone_from(&self.domain.lexicon.entry(country).class);
                mention.entry = Some(country);
            }
        }
    }

    fn acts(&self, mention: &Mention) -> bool {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        if !self.is_bare(start) {
            return false;
        }
        let verb = |at: usize| self.language.is_governing(&self.text.tokens[at].stem) && self.is_verb(at);
        let before = start.checked_sub(1).filter(|&at| self.same_sentence(at, start));
        if before.is_some_and(|at| self.in_set(at, "place.preposition") || self.text.tokens[at].article) {
            return false;
        }
        before.is_some_and(verb) || self.same_sentence(start, end) && verb(end)
    }
}
