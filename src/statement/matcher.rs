//! Runs patterns over a text: from a trigger word or mention, forward through what follows and backward through what stands
//! before.

use std::ops::Range;

use super::layout::Layout;
use crate::annotation::MentionKind;
use crate::domain::{Element, Pattern, Slot, Trigger, Word};
use crate::mention::Mention;

/// The most steps that one pattern may take from one trigger.
const STEPS: usize = 4000;
/// The most coordinated mentions that one slot takes.
const MOST_COORDINATED: usize = 40;

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
    pub(crate) roles: Vec<(String, Vec<Filler>)>,
}

/// Every match of every pattern, in the order of triggers and patterns.
pub(crate) fn run(layout: &Layout<'_>) -> Vec<Match> {
    let patterns = &layout.language.patterns;
    let mut matches = Vec::new();
    for at in 0..layout.text.tokens.len() {
        let token = &layout.text.tokens[at];
        let mut tried = Vec::new();
        let base = token.enclitic.as_ref().map(|e| e.base.as_str());
        for stem in [Some(token.stem.as_str()), Some(token.key.as_str()), base].into_iter().flatten() {
            for &index in patterns.by_word.get(stem).into_iter().flatten() {
                if !tried.contains(&index) {
                    tried.push(index);
                    try_word(layout, &patterns.all[index], index, at, &mut matches);
                }
            }
        }
        if let Some(mention) = layout.mention_from(at) {
            for &index in &patterns.by_slot {
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
    let mut run = Run { layout, of_verb: word.verb, steps: 0, roles: Vec::new() };
    run.complete(pattern, index, at, at, at + 1, matches);
}

fn try_slot(layout: &Layout<'_>, pattern: &Pattern, index: usize, mention: usize, matches: &mut Vec<Match>) {
    let Trigger::Slot(slot) = &pattern.trigger else { return };
    let phrase = layout.mentions[mention].phrase.clone();
    let mut run = Run { layout, of_verb: false, steps: 0, roles: Vec::new() };
    if let Some(end) = run.slot_forward(slot, phrase.start) {
        run.complete(pattern, index, phrase.start, phrase.start, end, matches);
    }
}

/// Whether a token passes a word's test.
fn fits_word(layout: &Layout<'_>, word: &Word, at: usize) -> bool {
    let token = &layout.text.tokens[at];
    let (preposition, _) = layout.clitics(at);
    if word.verb {
        if !layout.finite(at) || word.preposition.is_some() && word.preposition != preposition {
            return false;
        }
    } else if preposition != word.preposition {
        return false;
    }
    if word.article && !token.article {
        return false;
    }
    let is = |text: &str| word.stems.binary_search_by(|s| s.as_str().cmp(text)).is_ok();
    match &token.enclitic {
        Some(enclitic) => is(&enclitic.base) || !word.pronoun && (is(&token.stem) || is(&token.key)),
        None => !word.pronoun && (is(&token.stem) || is(&token.key)),
    }
}

struct Run<'a, 'l> {
    layout: &'a Layout<'l>,
    /// Whether the trigger is a finite verb: what stands first before it is its subject.
    of_verb: bool,
    steps: usize,
    roles: Vec<(String, Vec<Filler>)>,
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
                let at = self.after_quotes(at);
                let free = self.layout.covering(at).is_none_or(|m| self.layout.is_head_only(m, at));
                (at < self.layout.text.tokens.len() && free && fits_word(self.layout, word, at))
                    .then(|| self.forward(rest, at + 1))
                    .flatten()
            }
            Element::Slot(slot) => {
                let kept = self.roles.len();
                let end = self.slot_forward(slot, at)?;
                let done = self.forward(rest, end);
                if done.is_none() {
                    self.roles.truncate(kept);
                }
                done
            }
            Element::Pause(max) => {
                let mut next = at;
                for _ in 0..=*max {
                    if let Some(end) = self.forward(rest, next) {
                        return Some(end);
                    }
                    next = self.pause_forward(next)?;
                }
                None
            }
            Element::Gap { max, wide } => {
                let mut next = at;
                for _ in 0..=*max {
                    if let Some(end) = self.forward(rest, next) {
                        return Some(end);
                    }
                    next = self.step_forward(next, *wide)?;
                }
                None
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
                if rest.is_empty() && self.of_verb && self.governed(start) {
                    self.roles.truncate(kept);
                    return None;
                }
                let done = self.backward(rest, start);
                if done.is_none() {
                    self.roles.truncate(kept);
                }
                done
            }
            Element::Pause(max) => {
                let mut next = at;
                for _ in 0..=*max {
                    if let Some(start) = self.backward(rest, next) {
                        return Some(start);
                    }
                    next = self.pause_backward(next)?;
                }
                None
            }
            Element::Gap { max, wide } => {
                let mut next = at;
                for _ in 0..=*max {
                    if let Some(start) = self.backward(rest, next) {
                        return Some(start);
                    }
                    next = self.step_backward(next, *wide)?;
                }
                None
            }
        }
    }

    /// Whether a phrase hangs on a verb or noun right before it, and so is no subject of a verb after it.
    fn governed(&self, start: usize) -> bool {
        let layout = self.layout;
        let Some(before) = start.checked_sub(1).filter(|&b| layout.sentence(start).contains(&b)) else { return false };
        if layout.clitics(start).1 || layout.covering(before).is_some() || layout.date_to(start).is_some() {
            return false;
        }
        let token = &layout.text.tokens[before];
        let free = ["auxiliary", "say", "means", "adverb", "particle", "determiner", "barrier", "time"];
        let light =
            free.iter().any(|set| layout.language.in_set(set, &token.key) || layout.language.in_set(set, &token.stem));
        !light && (layout.is_verb(before) || !token.article && layout.domain.words.is_noun(&token.stem))
    }

    fn after_quotes(&self, mut at: usize) -> usize {
        while self.layout.is_quote(at) {
            at += 1;
        }
        at
    }

    /// One step of a gap forward: over a word, a date, a bracketed aside, and over a mention or comma where wide.
    fn step_forward(&self, at: usize, wide: bool) -> Option<usize> {
        let layout = self.layout;
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

    /// One step over a date, an adverb, a bracketed aside, or a place or time with its preposition («بقصر قرطاج»).
    fn pause_forward(&self, at: usize) -> Option<usize> {
        let layout = self.layout;
        let token = layout.text.tokens.get(at)?;
        let light = layout.date_from(at).is_some()
            || layout.language.in_set("adverb", &token.key)
            || layout.mark(at) == Some("(");
        if light {
            return self.step_forward(at, false);
        }
        // A demonym that agrees with the name before it: «حزب الله اللبناني».
        if let Some(m) = layout.mention_from(at).filter(|&m| layout.mentions[m].kind == MentionKind::Adjective)
            && token.article
        {
            return Some(layout.mentions[m].tokens.end);
        }
        if layout.language.in_set("adjunct", &token.key) && layout.sentence(at).contains(&(at + 1)) {
            return self.adjunct_end(at + 1);
        }
        let place = layout.mention_from(at).filter(|&m| layout.domain.ontology.is_place(&layout.mentions[m].class))?;
        let clitic = layout.clitics(at).0?;
        layout.language.in_set("adjunct", &clitic.to_string()).then_some(layout.mentions[place].phrase.end)
    }

    /// The end of what an adjunct's preposition governs: a place, an event or a date, else one word.
    fn adjunct_end(&self, at: usize) -> Option<usize> {
        let layout = self.layout;
        if let Some(date) = layout.date_from(at) {
            return Some(layout.values[date].tokens.end);
        }
        match layout.mention_from(at) {
            Some(m) => {
                let mention = &layout.mentions[m];
                let ontology = &layout.domain.ontology;
                let fits = ontology.is_place(&mention.class) || ontology.is_a(&mention.class, "Event");
                fits.then_some(mention.phrase.end)
            }
            None => self.step_forward(at, false),
        }
    }

    fn pause_backward(&self, at: usize) -> Option<usize> {
        let layout = self.layout;
        let before = at.checked_sub(1)?;
        let token = layout.text.tokens.get(before)?;
        let light = layout.date_to(at).is_some()
            || layout.language.in_set("adverb", &token.key)
            || layout.mark(before) == Some(")");
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

    fn step_backward(&self, at: usize, wide: bool) -> Option<usize> {
        let layout = self.layout;
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

    /// Fills a slot from a token on; the end of its phrase.
    fn slot_forward(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let layout = self.layout;
        if slot.date {
            let mut at = at;
            while at < layout.text.tokens.len()
                && layout.date_from(at).is_none()
                && layout.language.in_set("date.before", &layout.text.tokens[at].key)
            {
                at += 1;
            }
            let date = layout.date_from(at)?;
            self.roles.push((slot.role.clone(), vec![Filler::Date(date)]));
            return Some(layout.values[date].tokens.end);
        }
        if slot.inner {
            return self.inner_slot(slot, at);
        }
        let at = self.after_determiner(at);
        let Some(mention) = layout.mention_from(at) else {
            // «هجوم تنظيم داعش على …»: the act is a mention, and the actor is inside it.
            let act = layout.covering(at).is_some_and(|m| layout.mentions[m].head.is_some_and(|h| h < at));
            return if act { self.inner_slot(slot, at) } else { None };
        };
        if !admits(slot, &layout.mentions[mention]) {
            return None;
        }
        let (preposition, conjunction) = layout.clitics(self.after_quotes(at));
        if preposition != slot.preposition || conjunction != slot.conjunction {
            return None;
        }
        if slot.bare && layout.text.tokens[at].article {
            return None;
        }
        let mut end = layout.mentions[mention].phrase.end;
        let mut fillers = vec![Filler::Mention(mention)];
        while slot.many && fillers.len() < MOST_COORDINATED {
            let Some((next, next_end)) = self.next_coordinated(slot, end) else { break };
            fillers.push(Filler::Mention(next));
            end = next_end;
        }
        self.roles.push((slot.role.clone(), fillers));
        Some(end)
    }

    /// Fills a slot with the longest fitting mention that starts at a token inside another.
    fn inner_slot(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let mentions = self.layout.mentions;
        let mention = self.layout.starting_in(at..at + 1).find(|&m| admits(slot, &mentions[m]))?;
        self.roles.push((slot.role.clone(), vec![Filler::Mention(mention)]));
        Some(mentions[mention].tokens.end)
    }

    /// The fitting mention at the end of a document or event («قرار مجلس الأمن التابع»), which cannot itself be meant.
    fn inner_to(&self, slot: &Slot, outer: usize) -> Option<usize> {
        let mentions = self.layout.mentions;
        let whole = &mentions[outer];
        let thing = whole.kind == MentionKind::Nominal && whole.head.is_some();
        let inside = self.layout.starting_in(whole.tokens.start + 1..whole.tokens.end);
        let mut fitting = inside.filter(|&m| mentions[m].tokens.end == whole.tokens.end && admits(slot, &mentions[m]));
        thing.then(|| fitting.next()).flatten()
    }

    /// «وسوريا», «، ولبنان», «، ولـ…»: the mention joined at a token.
    fn next_coordinated(&self, slot: &Slot, at: usize) -> Option<(usize, usize)> {
        let layout = self.layout;
        let comma = layout.is_comma(at);
        let at = if comma { at + 1 } else { at };
        let at = if layout.mention_from(at).is_some() { at } else { self.after_quotes(at) };
        if at >= layout.text.tokens.len() || !layout.sentence(at - 1).contains(&at) {
            return None;
        }
        let determined = self.after_determiner(at);
        let mention = layout.mention_from(determined)?;
        let (preposition, mut conjunction) = layout.clitics(self.after_quotes(determined));
        conjunction |= determined > at && layout.clitics(self.after_quotes(at)).1;
        let joined = conjunction || comma;
        let fits = preposition.is_none() || preposition == slot.preposition;
        (joined && fits && admits(slot, &layout.mentions[mention]))
            .then(|| (mention, layout.mentions[mention].phrase.end))
    }

    /// «كل من», «عدد من», «شركات مثل»: past what counts or chooses.
    fn after_determiner(&self, at: usize) -> usize {
        let layout = self.layout;
        if layout.mention_from(at).is_some() {
            return at;
        }
        let at = self.after_quotes(at);
        if layout.mention_from(at).is_some() || at >= layout.text.tokens.len() {
            return at;
        }
        if layout.language.in_set("determiner", &layout.text.tokens[at].key)
            && layout.clitics(self.after_quotes(at)).0.is_none()
        {
            let next = at + 1;
            let of = next < layout.text.tokens.len()
                && layout.language.in_set("determiner.of", &layout.text.tokens[next].key);
            let next = if of { next + 1 } else { next };
            for next in [next, self.after_quotes(next)] {
                if layout.mention_from(next).is_some() && layout.sentence(at).contains(&next) {
                    return next;
                }
            }
        }
        at
    }

    /// Fills a slot whose phrase ends before a token; the start of its phrase.
    fn slot_backward(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let layout = self.layout;
        if slot.date {
            let date = layout.date_to(at)?;
            self.roles.push((slot.role.clone(), vec![Filler::Date(date)]));
            return Some(layout.values[date].tokens.start);
        }
        let outer = layout.mention_to(at)?;
        let mention = if admits(slot, &layout.mentions[outer]) { outer } else { self.inner_to(slot, outer)? };
        let mut start = layout.mentions[mention].phrase.start;
        let (mut preposition, mut conjunction) = layout.clitics(self.after_quotes(start));
        let mut fillers = vec![Filler::Mention(mention)];
        while slot.many && fillers.len() < MOST_COORDINATED && start > 0 {
            let comma = layout.is_comma(start - 1);
            if !(conjunction || comma) || preposition.is_some() && preposition != slot.preposition {
                break;
            }
            let before = if comma { start - 1 } else { start };
            let Some(previous) = layout.mention_to(before).filter(|&m| admits(slot, &layout.mentions[m])) else {
                break;
            };
            if !layout.sentence(start).contains(&layout.mentions[previous].phrase.start) {
                break;
            }
            fillers.insert(0, Filler::Mention(previous));
            start = layout.mentions[previous].phrase.start;
            (preposition, conjunction) = layout.clitics(self.after_quotes(start));
        }
        if preposition != slot.preposition {
            return None;
        }
        self.roles.push((slot.role.clone(), fillers));
        Some(start)
    }
}

/// Whether a slot takes a mention, by class and kind; demonyms only where it asks for them.
fn admits(slot: &Slot, mention: &Mention) -> bool {
    let kind = match slot.kind {
        Some(kind) => mention.kind == kind,
        None => mention.kind != MentionKind::Adjective,
    };
    kind && (slot.classes.is_empty() || slot.classes.binary_search(&mention.class).is_ok())
}

impl Layout<'_> {
    /// Whether a token is the head noun of a mention of an event or document, which may trigger a pattern too.
    fn is_head_only(&self, mention: usize, at: usize) -> bool {
        let mention = &self.mentions[mention];
        mention.head == Some(at) && mention.kind == MentionKind::Nominal
    }
}

impl Mention {
    /// Whether a gap may pass over it: indefinite or unnamed things do not compete for a role.
    fn is_light(&self) -> bool {
        self.kind == MentionKind::Nominal && !self.core
    }
}
