//! Fills the slots of a pattern with mentions and dates, coordinated ones too.

use super::layout::Layout;
use super::matcher::{Filler, MOST_COORDINATED, Run};
use crate::annotation::MentionKind;
use crate::domain::Slot;

impl Run<'_, '_> {
    /// Fills a slot from a token on, with at most so many coordinated mentions; the end of its phrase.
    pub(super) fn slot_forward(&mut self, slot: &Slot, at: usize, most: usize) -> Option<usize> {
        let layout = self.layout;
        if slot.date {
            let mut at = at;
            while at < layout.text.tokens.len()
                && layout.date_from(at).is_none()
                && layout.key_in_set(at, "date.before")
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
        let whole = at;
        let at = layout.after_determiner(at);
        let Some(mention) = layout.mention_from(at) else {
            // «هجوم تنظيم داعش على …»: the act is a mention, and the actor is inside it.
            let act = layout.covering(at).is_some_and(|m| layout.mentions[m].head.is_some_and(|h| h < at));
            let fits = slot.governed || layout.clitics(at).0 == slot.preposition;
            return if act && fits { self.inner_slot(slot, at) } else { None };
        };
        let outer = mention;
        let mention = if admits(layout, slot, outer) { outer } else { self.state_of(slot, outer)? };
        let (mut preposition, mut conjunction) = layout.clitics(self.layout.after_quotes(at));
        // «بمدينتي سرت ومصراتة»: what governs the determiner governs the name.
        if at > whole {
            let (before, joined) = layout.clitics(self.layout.after_quotes(whole));
            preposition = before.or(preposition);
            conjunction |= joined;
        }
        let other = preposition != slot.preposition && !slot.governed;
        let joined = conjunction != slot.conjunction && !slot.governed;
        if other || joined {
            return None;
        }
        let first = &layout.text.tokens[at];
        if slot.bare && first.article || slot.owned && first.enclitic.is_none() {
            return None;
        }
        let mut end = layout.mentions[outer].phrase.end;
        let mut fillers = vec![Filler::Mention(mention)];
        // A comma joins only where a conjunction follows: «روسيا، إيران وتركيا», not «حذرت وزيرة الدفاع، روسيا من …».
        let mut listed = (fillers.len(), end);
        while slot.many && fillers.len() < most {
            let Some((next, next_end, conjoined)) = self.next_coordinated(slot, end) else { break };
            fillers.push(Filler::Mention(next));
            end = next_end;
            if conjoined {
                listed = (fillers.len(), end);
            }
        }
        fillers.truncate(listed.0);
        end = listed.1;
        self.roles.push((slot.role.clone(), fillers));
        Some(end)
    }

    /// Fills a slot with the longest fitting mention that starts at a token inside another.
    fn inner_slot(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let mentions = self.layout.mentions;
        let layout = self.layout;
        let mut named = layout.starting_in(at..at + 1);
        // «زيارة الرئيس الأميركي دونالد ترامب إلى …»: the post stands before the name.
        let whole = layout.covering(at).map_or(at + 1, |m| mentions[m].tokens.end);
        let mut titled = layout.starting_in(at + 1..whole).filter(|&m| mentions[m].phrase.start == at);
        let fits = |&m: &usize| admits(layout, slot, m);
        let mention = named.find(fits).or_else(|| titled.find(fits))?;
        self.roles.push((slot.role.clone(), vec![Filler::Mention(mention)]));
        Some(layout.mentions[mention].tokens.end)
    }

    /// The state for which holders of a post act: «وزراء خارجية تونس والجزائر».
    fn state_of(&self, slot: &Slot, outer: usize) -> Option<usize> {
        let mentions = self.layout.mentions;
        let whole = &mentions[outer];
        let post = slot.many && whole.titles.iter().any(|title| title.plural);
        let mut inside = self.layout.starting_in(whole.tokens.start + 1..whole.tokens.end);
        let state = |m: usize| {
            let state = self.layout.domain.ontology.is_a(&mentions[m].class, "Country");
            state && mentions[m].tokens.end == whole.tokens.end && admits(self.layout, slot, m)
        };
        post.then(|| inside.find(|&m| state(m))).flatten()
    }

    /// The fitting mention at the end of a document or event («قرار مجلس الأمن التابع»), which cannot itself be meant.
    fn inner_to(&self, slot: &Slot, outer: usize) -> Option<usize> {
        let mentions = self.layout.mentions;
        let whole = &mentions[outer];
        let thing = whole.kind == MentionKind::Nominal && whole.head.is_some();
        let inside = self.layout.starting_in(whole.tokens.start + 1..whole.tokens.end);
        let mut fitting =
            inside.filter(|&m| mentions[m].tokens.end == whole.tokens.end && admits(self.layout, slot, m));
        thing.then(|| fitting.next()).flatten()
    }

    /// «وسوريا», «، ولبنان», «، ولـ…»: the mention joined at a token, its end, and whether by more than a comma.
    fn next_coordinated(&self, slot: &Slot, at: usize) -> Option<(usize, usize, bool)> {
        let layout = self.layout;
        let comma = layout.is_comma(at);
        let at = if comma { at + 1 } else { at };
        let at = if layout.mention_from(at).is_some() { at } else { self.layout.after_quotes(at) };
        if at >= layout.text.tokens.len() || !layout.sentence(at - 1).contains(&at) {
            return None;
        }
        let determined = layout.after_determiner(at);
        let mention = layout.mention_from(determined)?;
        let (preposition, mut conjunction) = layout.clitics(self.layout.after_quotes(determined));
        conjunction |= determined > at && layout.clitics(self.layout.after_quotes(at)).1;
        let joined = conjunction || comma;
        let fits = preposition.is_none() || preposition == slot.preposition;
        (joined && fits && admits(layout, slot, mention))
            .then(|| (mention, layout.mentions[mention].phrase.end, conjunction))
    }

    /// Fills a slot whose phrase ends before a token; the start of its phrase.
    pub(super) fn slot_backward(&mut self, slot: &Slot, at: usize) -> Option<usize> {
        let layout = self.layout;
        if slot.date {
            let date = layout.date_to(at)?;
            self.roles.push((slot.role.clone(), vec![Filler::Date(date)]));
            return Some(layout.values[date].tokens.start);
        }
        let outer = layout.mention_to(at)?;
        let mention = if admits(layout, slot, outer) { outer } else { self.inner_to(slot, outer)? };
        let mut start = layout.mentions[mention].phrase.start;
        let (mut preposition, mut conjunction) = layout.clitics(self.layout.after_quotes(start));
        let mut fillers = vec![Filler::Mention(mention)];
        while slot.many && fillers.len() < MOST_COORDINATED && start > 0 {
            let comma = layout.is_comma(start - 1);
            let other = preposition.is_some() && preposition != slot.preposition && !slot.governed;
            if !(conjunction || comma) || other {
                break;
            }
            let before = if comma { start - 1 } else { start };
            let Some(previous) = layout.mention_to(before).filter(|&m| admits(layout, slot, m)) else {
                break;
            };
            if !layout.sentence(start).contains(&layout.mentions[previous].phrase.start) {
                break;
            }
            fillers.insert(0, Filler::Mention(previous));
            start = layout.mentions[previous].phrase.start;
            (preposition, conjunction) = layout.clitics(self.layout.after_quotes(start));
        }
        if preposition != slot.preposition && !slot.governed {
            return None;
        }
        self.roles.push((slot.role.clone(), fillers));
        Some(start)
    }
}

impl Layout<'_> {
    /// «كل من», «عدد من», «شركات مثل»: past what counts or chooses.
    pub(super) fn after_determiner(&self, at: usize) -> usize {
        let layout = self;
        if layout.mention_from(at).is_some() {
            return at;
        }
        let at = self.after_quotes(at);
        if layout.mention_from(at).is_some() || at >= layout.text.tokens.len() {
            return at;
        }
        let token = &layout.text.tokens[at];
        if layout.key_in_set(at, "determiner") || token.article && layout.stem_in_set(at, "determiner") {
            let mut next = at + 1;
            // «العاصمة السعودية الرياض»
            if let Some(m) = layout.mention_from(next).filter(|&m| layout.mentions[m].kind == MentionKind::Adjective)
                && layout.mention_from(layout.mentions[m].tokens.end).is_some()
            {
                next = layout.mentions[m].tokens.end;
            }
            let of = next < layout.text.tokens.len() && layout.key_in_set(next, "determiner.of");
            let next = if of { next + 1 } else { next };
            for next in [next, self.after_quotes(next)] {
                if layout.mention_from(next).is_some() && layout.sentence(at).contains(&next) {
                    return next;
                }
            }
        }
        at
    }
}

/// Whether a slot takes a mention, by class and kind; demonyms only where it asks for them.
fn admits(layout: &Layout<'_>, slot: &Slot, mention: usize) -> bool {
    let class = layout.class(mention);
    let mention = &layout.mentions[mention];
    let kind = match slot.kind {
        Some(kind) => mention.kind == kind,
        None => mention.kind != MentionKind::Adjective,
    };
    kind && (!slot.headed || mention.head.is_some() || seated(layout, mention))
        && (slot.classes.is_empty() || layout.language.patterns.classes.holds(slot.class_list, class))
}

/// Whether a name begins with a noun for what stands in one place («جامعة الأزهر»), whatever found it.
fn seated(layout: &Layout<'_>, mention: &crate::mention::Mention) -> bool {
    let first = &layout.text.tokens[mention.tokens.start].stem;
    mention.tokens.len() > 1 && layout.language.heads.get(first).is_some_and(|head| head.complement.seated)
}
