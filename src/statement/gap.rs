//! What the gaps of a pattern pass over, one step at a time.

use super::layout::Layout;
use super::matcher::Run;
use crate::annotation::MentionKind;
use crate::mention::Mention;

/// The most words of what is put in between two commas.
const INSERTION: usize = 14;

impl Run<'_, '_> {
    /// One step over a date, an adverb, a bracketed aside, a place or time with its preposition («بقصر قرطاج»), or such
    /// steps between commas.
    pub(super) fn pause_forward(&self, at: usize) -> Option<usize> {
        let layout = self.layout;
        if layout.is_comma(at) {
            return if layout.before_object(at) { Some(at + 1) } else { layout.insertion(at).map(|end| end + 1) };
        }
        self.layout.light_forward(at)
    }

    pub(super) fn pause_backward(&self, at: usize) -> Option<usize> {
        let layout = self.layout;
        if at > 0 && layout.is_comma(at - 1) {
            if self.joined {
                return None;
            }
            let open = (at.saturating_sub(INSERTION + 2)..at - 1).rev().find(|&i| layout.is_comma(i))?;
            return (layout.insertion(open) == Some(at - 1)).then_some(open);
        }
        self.layout.light_backward(at)
    }
}

impl Layout<'_> {
    /// One step of a gap forward: over a word, a date, a bracketed aside, and over a mention or comma where wide.
    pub(super) fn step_forward(&self, at: usize, wide: bool) -> Option<usize> {
        let layout = self;
        if at >= layout.text.tokens.len() || !layout.sentence(at - 1).contains(&at) {
            return None;
        }
        if let Some(date) = layout.date_from(at) {
            return Some(layout.values[date].tokens.end);
        }
        if let Some(mention) = layout.covering(at) {
            let mention = &layout.mentions[mention];
            return (wide || mention.is_light()).then_some(mention.phrase.end.max(at + 1));
        }
        if let Some(mark) = layout.mark(at) {
            if mark == "(" {
                return (at + 1..(at + 14).min(layout.text.tokens.len()))
                    .find(|&i| layout.mark(i) == Some(")"))
                    .map(|i| i + 1);
            }
            return (wide && layout.is_comma(at)).then_some(at + 1);
        }
        (!layout.is_verb(at) && !layout.is_barrier(at)).then_some(at + 1)
    }

    pub(super) fn light_forward(&self, at: usize) -> Option<usize> {
        let layout = self;
        let token = layout.text.tokens.get(at)?;
        let light = layout.date_from(at).is_some() || layout.key_in_set(at, "adverb") || layout.mark(at) == Some("(");
        if light {
            return self.step_forward(at, false);
        }
        // A demonym that agrees with the name before it: «حزب الله اللبناني».
        if let Some(m) = layout.mention_from(at).filter(|&m| layout.mentions[m].kind == MentionKind::Adjective)
            && token.article
        {
            return Some(layout.mentions[m].tokens.end);
        }
        // «كتلة المستقبل النيابية»: an adjective of the name before it.
        if at > 0 && token.article && layout.covering(at - 1).is_some() && layout.qualifies(at) {
            return Some(layout.complement_end(at + 1).unwrap_or(at + 1));
        }
        if layout.key_in_set(at, "adjunct") && layout.sentence(at).contains(&(at + 1)) {
            return self.adjunct_end(at + 1);
        }
        let place = layout.mention_from(at).filter(|&m| layout.domain.ontology.is_place(&layout.mentions[m].class))?;
        let clitic = layout.clitics(at).0?;
        layout.language.in_set("adjunct", &clitic.to_string()).then_some(layout.mentions[place].phrase.end)
    }

    /// The end of what an adjunct's preposition governs: a place, an event, a document or a date, else a noun with its
    /// adjectives («في وقت متأخر»).
    fn adjunct_end(&self, at: usize) -> Option<usize> {
        let layout = self;
        if let Some(date) = layout.date_from(at) {
            return Some(layout.values[date].tokens.end);
        }
        match layout.mention_from(at) {
            Some(m) => {
                let mention = &layout.mentions[m];
                let ontology = &layout.domain.ontology;
                let fits = ontology.is_place(&mention.class)
                    || ["Event", "Document"].iter().any(|class| ontology.is_a(&mention.class, class));
                fits.then_some(mention.phrase.end)
            }
            None => {
                let mut end = self.step_forward(at, false)?;
                while layout.qualifies(end) {
                    end += 1;
                }
                Some(end)
            }
        }
    }

    pub(super) fn light_backward(&self, at: usize) -> Option<usize> {
        let layout = self;
        let before = at.checked_sub(1)?;
        let token = layout.text.tokens.get(before)?;
        let light =
            layout.date_to(at).is_some() || layout.key_in_set(before, "adverb") || layout.mark(before) == Some(")");
        if light {
            return self.step_backward(at, false);
        }
        if let Some(m) = layout.mention_to(at).filter(|&m| layout.mentions[m].kind == MentionKind::Adjective)
            && token.article
        {
            return Some(layout.mentions[m].tokens.start);
        }
        let place = layout.mention_to(at).filter(|&m| layout.domain.ontology.is_place(&layout.mentions[m].class))?;
        let start = layout.mentions[place].phrase.start;
        let clitic = layout.clitics(start).0.is_some_and(|c| layout.language.in_set("adjunct", &c.to_string()));
        if clitic {
            return Some(start);
        }
        let word = start.checked_sub(1).filter(|&w| layout.sentence(start).contains(&w))?;
        layout.language.in_set("adjunct", &layout.text.tokens[word].key).then_some(word)
    }

    pub(super) fn step_backward(&self, at: usize, wide: bool) -> Option<usize> {
        let layout = self;
        if at == 0 || !layout.sentence(at.min(layout.text.tokens.len() - 1)).contains(&(at - 1)) {
            return None;
        }
        let before = at - 1;
        if let Some(date) = layout.date_to(at) {
            return Some(layout.values[date].tokens.start);
        }
        if let Some(mention) = layout.covering(before) {
            let mention = &layout.mentions[mention];
            return (wide || mention.is_light()).then_some(mention.phrase.start.min(before));
        }
        if let Some(mark) = layout.mark(before) {
            if mark == ")" {
                return (before.saturating_sub(14)..before).rev().find(|&i| layout.mark(i) == Some("("));
            }
            return (wide && layout.is_comma(before)).then_some(before);
        }
        (!layout.is_verb(before) && !layout.is_barrier(before)).then_some(before)
    }
}

impl Layout<'_> {
    /// The end of what an adjective or participle has as complement: «المرتبطة بتنظيم القاعدة».
    fn complement_end(&self, at: usize) -> Option<usize> {
        let same = |i: usize| i < self.text.tokens.len() && self.sentence(at - 1).contains(&i);
        let word = same(at) && self.language.in_set("preposition", &self.text.tokens[at].key);
        let name = if word { at + 1 } else { at };
        let governed = word || same(at) && self.clitics(at).0.is_some();
        let mention = self.mention_from(name).filter(|_| governed && same(name))?;
        Some(self.mentions[mention].phrase.end)
    }

    /// Where what is put in after a comma is closed by another: «، الجناح العسكري لحركة حماس، ». What begins with a verb or is
    /// joined goes on with the sentence.
    fn insertion(&self, comma: usize) -> Option<usize> {
        let sentence = self.sentence(comma);
        let first = comma + 1;
        let verb = self.is_verb(first) && !self.language.in_set("adverb", &self.text.tokens[first].key);
        if !sentence.contains(&first) || verb || self.clitics(first).1 {
            return None;
        }
        (first + 1..sentence.end.min(first + INSERTION + 1)).find(|&i| self.is_comma(i))
    }

    /// Whether a comma only parts a name from another that the verb before both governs: «حذرت فرنسا، تركيا من …».
    fn before_object(&self, comma: usize) -> bool {
        let next = comma + 1;
        let (Some(before), Some(after)) = (self.mention_to(comma), self.mention_from(self.after_quotes(next))) else {
            return false;
        };
        let (before, after) = (&self.mentions[before], &self.mentions[after]);
        // «وزير الخارجية، خميس الجهيناوي»: one and the same.
        let same = before.class == after.class && before.kind != MentionKind::Name;
        self.sentence(comma).contains(&next)
            && self.clitics(self.after_quotes(next)) == (None, false)
            && after.kind != MentionKind::Adjective
            && !same
    }

    /// Whether a word is an adjective of the noun before it: of the same sentence, as definite, no part of a name.
    fn qualifies(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at).filter(|_| at > 0 && self.sentence(at - 1).contains(&at)) else {
            return false;
        };
        let adjective = self.domain.words.is_adjective(&token.stem)
            || token.article && self.language.is_participle(&token.stem)
            || self.language.adjective_endings.iter().any(|end| token.stem.ends_with(end.as_str()));
        adjective
            && token.proclitics.is_empty()
            && (token.article == self.text.tokens[at - 1].article || self.covering(at - 1).is_some())
            && self.covering(at).is_none()
            && self.mention_from(at).is_none()
            && !self.is_verb(at)
            && !self.is_barrier(at)
    }
}

impl Mention {
    /// Whether a gap may pass over it: indefinite or unnamed things do not compete for a role.
    fn is_light(&self) -> bool {
        self.kind == MentionKind::Nominal && !self.core
    }
}
