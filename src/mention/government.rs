//! Capitals that stand for a government: «موسكو تدين», «قالت واشنطن».

use rustc_hash::FxHashSet;

use super::{Finder, Mention};
use crate::annotation::MentionKind;

impl Finder<'_> {
    /// Turns a capital into its country where it does what governments do: subject of such a verb, with no preposition.
    pub(super) fn governments(&self, found: &mut [Mention]) {
        // Where the government before ends, whose object may be another: «تتهم الرياض طهران».
        let mut acting = None;
        let objects = self.objects(found);
        for mention in found.iter_mut().filter(|m| m.kind == MentionKind::Name && m.head.is_none()) {
            let Some(entry) = mention.entry else { continue };
            let Some(country) = &self.domain.lexicon.entry(entry).capital_of else { continue };
            let Some(country) = self.domain.lexicon.by_id(country) else { continue };
            let object = acting == Some(mention.tokens.start) && self.is_bare(mention.tokens.start);
            if object || objects.contains(&mention.tokens.start) || self.acts(mention) {
                acting = Some(mention.tokens.end);
                mention.class.clone_from(&self.domain.lexicon.entry(country).class);
                mention.entry = Some(country);
            }
        }
    }

    /// Where bare names stand right after the subject of a verb of what governments do: «دعا فلان طهران إلى …».
    fn objects(&self, found: &[Mention]) -> FxHashSet<usize> {
        let subject = |mention: &Mention| {
            let start =
                mention.titles.first().map_or(mention.tokens.start, |t| t.tokens.start.min(mention.tokens.start));
            let place = self.domain.ontology.is_place(&mention.class);
            let verb = start.checked_sub(1).filter(|&at| self.same_sentence(at, start) && self.is_bare(start))?;
            let acts = self.language.is_governing(&self.text.tokens[verb].stem) && self.is_verb(verb);
            (acts && !place && mention.kind != MentionKind::Adjective).then_some(mention.tokens.end)
        };
        found.iter().filter_map(subject).filter(|&at| self.same_sentence(at - 1, at) && self.is_bare(at)).collect()
    }

    /// Whether a word is a passive participle of what governments do: «المدعومة من واشنطن».
    fn supported(&self, at: usize) -> bool {
        self.language.is_governing_participle(&self.text.tokens[at].stem)
    }

    fn is_governing_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        // «التي تعتبرها واشنطن»: with its object as a pronoun.
        let object = token.enclitic.as_ref().is_some_and(|e| self.language.is_governing(&e.base));
        object || self.language.is_governing(&token.stem) && self.is_verb(at)
    }

    fn acts(&self, mention: &Mention) -> bool {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        if !self.is_bare(start) {
            return false;
        }
        let verb = |at: usize| self.is_governing_verb(at);
        let before = start.checked_sub(1).filter(|&at| self.same_sentence(at, start));
        if before.is_some_and(|at| self.in_set(at, "agent.preposition") && at > 0 && self.supported(at - 1)) {
            return true;
        }
        if before.is_some_and(|at| self.in_set(at, "place.preposition") || self.text.tokens[at].article) {
            return false;
        }
        before.is_some_and(verb) || self.same_sentence(start, end) && verb(end)
    }
}
