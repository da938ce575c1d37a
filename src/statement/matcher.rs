//! Runs patterns over a text: from a trigger word or mention, forward through what follows and backward through what stands
//! before.

use std::ops::Range;
use std::sync::Arc;

use super::layout::Layout;
use crate::annotation::MentionKind;
use crate::domain::{Element, Pattern, Trigger, Word};
use crate::text::TokenKind;

/// The most steps that one pattern may take from one trigger.
const STEPS: usize = 4000;

/// The most coordinated mentions that one slot takes.
pub(super) const MOST_COORDINATED: usize = 40;

/// What fills a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filler {
    /// Index of a mention.
    Mention(usize),
    /// Index of a value.
    Date(usize),
}

/// A place where a pattern holds.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// The pattern's index.
    pub(crate) pattern: usize,
    /// The trigger's token.
    pub(crate) trigger: usize,
    /// All tokens that the match covers.
    pub(crate) tokens: Range<usize>,
    pub(crate) roles: Vec<(Arc<str>, Vec<Filler>)>,
}

/// Every match of every pattern, in the order of triggers and patterns.
pub(crate) fn run(layout: &Layout<'_>) -> Vec<Match> {
    let patterns = &layout.language.patterns;
    let mut matches = Vec::new();
    // The last token, plus one, at which each pattern was tried: two forms of a word may trigger it.
    let mut tried = vec![0; patterns.all.len()];
    for at in 0..layout.text.tokens.len() {
        let forms = layout.forms(at);
        for word in [forms.stem, forms.key, forms.base] {
            for &index in patterns.triggered_by(word) {
                if tried[index] <= at {
                    tried[index] = at + 1;
                    try_word(layout, &patterns.all[index], index, at, &mut matches);
                }
            }
        }
        if let Some(mention) = layout.mention_from(at) {
            for &index in patterns.triggered_by_class(layout.class(mention)) {
                try_slot(layout, &patterns.all[index], index, mention, &mut matches);
            }
        }
    }
    matches
}

fn try_word(layout: &Layout<'_>, pattern: &Pattern, index: usize, at: usize, matches: &mut Vec<Match>) {
    let Trigger::Word(word) = &pattern.trigger else { return };
    if layout.covering(at).is_some_and(|m| !layout.is_head_only(m, at)) || !fits_word(layout, word, at) {
        return;
    }
    let joined = layout.clitics(at).1;
    let mut run = Run { layout, of_verb: word.verb, joined, steps: 0, roles: Vec::new() };
    run.complete(pattern, index, at, at, at + 1, matches);
}

fn try_slot(layout: &Layout<'_>, pattern: &Pattern, index: usize, mention: usize, matches: &mut Vec<Match>) {
    let Trigger::Slot(slot) = &pattern.trigger else { return };
    let phrase = layout.mentions[mention].phrase.clone();
    let mut run = Run { layout, of_verb: false, joined: false, steps: 0, roles: Vec::new() };
    if let Some(end) = run.slot_forward(slot, phrase.start, MOST_COORDINATED) {
        run.complete(pattern, index, phrase.start, phrase.start, end, matches);
    }
}

/// Whether a token passes a word's test.
fn fits_word(layout: &Layout<'_>, word: &Word, at: usize) -> bool {
    let token = &layout.text.tokens[at];
    let (preposition, joined) = layout.clitics(at);
    if word.unjoined && joined {
        return false;
    }
    if word.verb {
        if !layout.finite(at)
            || layout.is_object_act(at)
            || word.preposition.is_some() && word.preposition != preposition
        {
            return false;
        }
    } else if preposition != word.preposition && !word.governed {
        return false;
    }
    if word.article && !token.article || word.bare && token.article {
        return false;
    }
    if word.any {
        return token.kind == TokenKind::Arabic || token.kind == TokenKind::Latin;
    }
    let forms = layout.forms(at);
    let is = |form| layout.language.patterns.words.holds(word.list, form);
    is(forms.base) || !word.verb && is(forms.feminine) || !word.pronoun && (is(forms.stem) || is(forms.key))
}

/// One attempt at a pattern, from one trigger.
pub(super) struct Run<'a, 'l> {
    pub(super) layout: &'a Layout<'l>,
    /// Whether the trigger is a finite verb: what stands first before it is its subject.
    of_verb: bool,
    /// Whether the trigger is joined by a conjunction, and so begins a clause.
    pub(super) joined: bool,
    steps: usize,
    pub(super) roles: Vec<(Arc<str>, Vec<Filler>)>,
}

impl Run<'_, '_> {
    fn complete(
        &mut self,
        pattern: &Pattern,
        index: usize,
        trigger: usize,
        start: usize,
        end: usize,
        matches: &mut Vec<Match>,
    ) {
        let Some(end) = self.forward(&pattern.after, end) else { return };
        let Some(start) = self.backward(&pattern.before, start) else { return };
        let roles = std::mem::take(&mut self.roles);
        matches.push(Match { pattern: index, trigger, tokens: start..end, roles });
    }

    /// Matches elements from a token on; the end of the match.
    fn forward(&mut self, elements: &[Element], at: usize) -> Option<usize> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        let same = at > 0 && at < self.layout.text.tokens.len() && self.layout.sentence(at - 1).contains(&at);
        match element {
            Element::End => {
                let ended = !same || self.layout.mark(at).is_some() || self.layout.is_barrier(at);
                ended.then(|| self.forward(rest, at)).flatten()
            }
            _ if !same => None,
            Element::Start | Element::SentenceStart => None,
            Element::Mark(mark) => {
                let is = match mark {
                    ',' => self.layout.is_comma(at),
                    mark => self.layout.mark(at).is_some_and(|m| m.chars().eq([*mark])),
                };
                is.then(|| self.forward(rest, at + 1)).flatten()
            }
            Element::Word(word) => {
                let at = self.layout.after_quotes(at);
                let free = self.layout.covering(at).is_none_or(|m| self.layout.is_head_only(m, at));
                (at < self.layout.text.tokens.len() && free && fits_word(self.layout, word, at))
                    .then(|| self.forward(rest, at + 1))
                    .flatten()
            }
            Element::Slot(slot) => {
                let kept = self.roles.len();
                let mut most = MOST_COORDINATED;
                // «حذرت فرنسا، تركيا من …»: a comma joins, or parts the subject from the object.
                loop {
                    let end = self.slot_forward(slot, at, most)?;
                    let filled = self.roles[kept].1.len();
                    if let Some(done) = self.forward(rest, end) {
                        return Some(done);
                    }
                    self.roles.truncate(kept);
                    most = filled - 1;
                    if most == 0 {
                        return None;
                    }
                }
            }
            Element::Pause(max) => self.widen(rest, at, *max, Self::forward, |run, at| run.pause_forward(at)),
            Element::Gap { max, wide } => {
                self.widen(rest, at, *max, Self::forward, |run, at| run.layout.step_forward(at, *wide))
            }
        }
    }

    /// Matches elements backward; `at` is the first token already matched. The start of the match.
    fn backward(&mut self, elements: &[Element], at: usize) -> Option<usize> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        let same = at > 0 && self.layout.sentence(at).contains(&(at - 1));
        match element {
            Element::Start => {
                let started = !same || self.layout.mark(at - 1).is_some() || self.layout.is_barrier(at - 1);
                started.then(|| self.backward(rest, at)).flatten()
            }
            Element::SentenceStart => {
                (!same || at <= self.layout.sentence(at).start + 1).then(|| self.backward(rest, at)).flatten()
            }
            _ if !same => None,
            Element::End => None,
            Element::Mark(mark) => {
                let is = match mark {
                    ',' => self.layout.is_comma(at - 1),
                    mark => self.layout.mark(at - 1).is_some_and(|m| m.chars().eq([*mark])),
                };
                is.then(|| self.backward(rest, at - 1)).flatten()
            }
            Element::Word(word) => {
                let mut before = at - 1;
                while before > 0 && self.layout.is_quote(before) {
                    before -= 1;
                }
                let free = self.layout.covering(before).is_none_or(|m| self.layout.is_head_only(m, before));
                (free && fits_word(self.layout, word, before)).then(|| self.backward(rest, before)).flatten()
            }
            Element::Slot(slot) => {
                let kept = self.roles.len();
                let start = self.slot_backward(slot, at)?;
                if rest.is_empty() && self.of_verb && !slot.governed && self.layout.governed(start) {
                    self.roles.truncate(kept);
                    return None;
                }
                let done = self.backward(rest, start);
                if done.is_none() {
                    self.roles.truncate(kept);
                }
                done
            }
            Element::Pause(max) => self.widen(rest, at, *max, Self::backward, |run, at| run.pause_backward(at)),
            Element::Gap { max, wide } => {
                self.widen(rest, at, *max, Self::backward, |run, at| run.layout.step_backward(at, *wide))
            }
        }
    }

    /// Tries the rest from a token on, and, while it does not fit, after up to `max` steps away from there.
    fn widen(
        &mut self,
        rest: &[Element],
        mut at: usize,
        max: usize,
        go: fn(&mut Self, &[Element], usize) -> Option<usize>,
        step: impl Fn(&Self, usize) -> Option<usize>,
    ) -> Option<usize> {
        for _ in 0..=max {
            if let Some(end) = go(self, rest, at) {
                return Some(end);
            }
            at = step(self, at)?;
        }
        None
    }
}

impl Layout<'_> {
    /// Past quotation marks.
    pub(super) fn after_quotes(&self, mut at: usize) -> usize {
        while self.is_quote(at) {
            at += 1;
        }
        at
    }

    /// Whether a phrase hangs on a verb or noun right before it, and so is no subject of a verb after it.
    pub(super) fn governed(&self, start: usize) -> bool {
        let layout = self;
        let Some(before) = start.checked_sub(1).filter(|&b| layout.sentence(start).contains(&b)) else { return false };
        if layout.clitics(start).1 || layout.covering(before).is_some() || layout.date_to(start).is_some() {
            return false;
        }
        let token = &layout.text.tokens[before];
        let free = ["auxiliary", "say", "means", "adverb", "particle", "determiner", "barrier", "time"];
        let light = free.iter().any(|set| layout.key_in_set(before, set) || layout.stem_in_set(before, set));
        !light && (layout.is_verb(before) || !token.article && layout.domain.words.is_noun(&token.stem))
    }

    /// Whether a token is the head noun of a mention of an event or document, which may trigger a pattern too.
    fn is_head_only(&self, mention: usize, at: usize) -> bool {
        let mention = &self.mentions[mention];
        mention.head == Some(at) && mention.kind == MentionKind::Nominal
    }
}
