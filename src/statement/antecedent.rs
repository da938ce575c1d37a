//! What a pronoun, or a verb without subject, takes up: the subject of the clause before it, or the last thing that it can stand for.

use super::clause::{Subject, Taken};
use super::layout::Layout;
use super::matcher::{Filler, Match};
use crate::annotation::MentionKind;
use crate::domain::{Agreement, Trigger};

/// How far from a sentence's start a verb without subject still speaks of the sentence before.
const OPENING: usize = 3;

/// How many sentences back its subject may be.
const FARTHEST: usize = 3;

/// The mentions of these classes that a match takes up. A pronoun, and the form of a verb, must agree with them. Who acts is the
/// subject of the clause before it, else of a sentence before; anything else is the last such mention.
pub(super) fn antecedents(layout: &Layout<'_>, one: &Match, classes: &[String], subject: bool) -> Vec<usize> {
    let form = form(layout, one, subject);
    let filled = |i: usize| one.roles.iter().any(|(_, f)| f.contains(&Filler::Mention(i)));
    let fits = |i: usize| {
        let m = &layout.mentions[i];
        m.kind != MentionKind::Adjective
            && (m.core || !m.titles.is_empty() || layout.language.is_group(&m.class))
            && classes.binary_search(&m.class).is_ok()
            && !filled(i)
    };
    if form.speaker {
        return Vec::new();
    }
    let start = layout.sentence(one.trigger).start;
    let at = one.tokens.start;
    if let Some(which) = layout.before_auxiliaries(at).checked_sub(1).filter(|&w| w >= start && layout.is_relative(w)) {
        // «…، والتي …» goes on with what was described before.
        if layout.clitics(which).1 {
            return Vec::new();
        }
        let head = layout.described(which).filter(|&m| fits(m) && layout.all_agree(&[m], form));
        return head.into_iter().collect();
    }
    // A verb has its own subject first; a name after it may be that.
    if subject && object_is_pronoun(layout, one) {
        return Vec::new();
    }
    let purpose = layout.clitics(one.trigger).0.is_some_and(|letter| layout.language.is_purpose(letter));
    // «انتخب فلان ليخلف فلانا»: a purpose has the subject of the verb before it.
    let person = |m: usize| layout.mentions[m].class == "Person";
    if subject && layout.text.tokens[one.trigger].enclitic.is_none() && is_verb(layout, one) {
        match layout.subject(one.trigger) {
            _ if layout.is_act_of_verb(one.trigger) => {}
            Subject::Elided if layout.opens_clause(one.trigger) && !layout.counted_after(one.tokens.end) => {}
            Subject::Mentions(found) if purpose && found.iter().any(|&m| person(m)) => {}
            Subject::Mentions(found) if !found.iter().any(|&m| filled(m)) => {
                return found.into_iter().filter(|&m| fits(m)).collect();
            }
            _ => return Vec::new(),
        }
    }
    let ontology = &layout.domain.ontology;
    let acts = |class: &String| class == "Person" || class == "Country" || ontology.is_organization(class);
    let clauses = (subject || layout.text.tokens[one.trigger].enclitic.is_some()) && classes.iter().any(acts);
    let mut open = true;
    if clauses {
        match layout.take_up(at, form, fits) {
            Taken::Mentions(found) => return found,
            Taken::Other => return Vec::new(),
            Taken::Nothing => open = false,
            Taken::Open => {}
        }
    }
    let within = |range: std::ops::Range<usize>| {
        let end = range.end;
        layout.starting_in(range).filter(move |&i| layout.mentions[i].tokens.end <= end)
    };
    let agrees = |i: usize| fits(i) && layout.all_agree(&[i], form);
    let mut before = within(start..at).filter(|&i| agrees(i));
    let near = if clauses && subject {
        // Where no clause has a subject, the sentence speaks of what stands first in it.
        // «أعرب الوزير عن تقدير بلاده مؤكدا دعمها»: else the country whose pronoun stands there.
        let own = |i: usize| {
            let m = &layout.mentions[i];
            m.kind == MentionKind::Nominal && m.class == "Country" && layout.is_feminine(m) == form.feminine
        };
        before.find(|&i| if open { layout.is_free(i) } else { own(i) })
    } else {
        let mut free = within(start..at).filter(|&i| agrees(i) && layout.is_free(i));
        free.next_back().filter(|_| subject).or_else(|| before.next_back())
    };
    if let Some(found) = near {
        return if subject && form == Agreement::default() { layout.with_joined_after(found) } else { vec![found] };
    }
    if !open || !clauses && at > start + OPENING {
        return Vec::new();
    }
    let mut start = start;
    for _ in 0..FARTHEST {
        let Some(last) = start.checked_sub(1) else { break };
        let previous = layout.sentence(last);
        start = previous.start;
        match layout.first_subject(previous.clone()) {
            Some(Subject::Mentions(found)) => {
                let fitting: Vec<usize> = found.iter().copied().filter(|&m| fits(m)).collect();
                if layout.all_agree(&found, form) && !fitting.is_empty() {
                    return fitting;
                }
            }
            Some(Subject::Other | Subject::Elided) => {}
            None => {
                let named = |i: &usize| layout.mentions[*i].kind == MentionKind::Name && agrees(*i);
                if let Some(found) = within(previous).find(|i| named(i) && layout.is_free(*i)) {
                    return vec![found];
                }
            }
        }
    }
    Vec::new()
}

/// Whether a match starts from a finite verb.
fn is_verb(layout: &Layout<'_>, one: &Match) -> bool {
    matches!(&layout.language.patterns.all[one.pattern].trigger, Trigger::Word(word) if word.verb)
}

/// Whether the verb from which a match starts has its object as a pronoun, and the pattern does not ask for one.
fn object_is_pronoun(layout: &Layout<'_>, one: &Match) -> bool {
    let Trigger::Word(word) = &layout.language.patterns.all[one.pattern].trigger else { return false };
    word.verb && !word.pronoun && layout.text.tokens[one.trigger].enclitic.is_some()
}

/// What the form of a match's trigger, or the pronoun at its end, says of whom it speaks of.
fn form(layout: &Layout<'_>, one: &Match, subject: bool) -> Agreement {
    if subject && is_verb(layout, one) && layout.text.tokens[one.trigger].enclitic.is_some() {
        return layout.verb_agreement(one.trigger);
    }
    match &layout.text.tokens[one.trigger].enclitic {
        Some(enclitic) => layout.language.pronoun_agreement(&enclitic.pronoun),
        None if is_verb(layout, one) && !layout.is_act_of_verb(one.trigger) => layout.verb_agreement(one.trigger),
        None => Agreement::default(),
    }
}

impl Layout<'_> {
    /// Whether a token is a relative pronoun.
    fn is_relative(&self, at: usize) -> bool {
        self.covering(at).is_none() && self.language.in_set("which", &self.text.tokens[at].key)
    }

    /// Whose a post is that has a pronoun («أمينها العام»): the last organisation or country before it that agrees. Where a
    /// person comes last («ترامب ووزير خارجيته»), it is the country in which the person holds a post, if the text tells it.
    pub(super) fn owner(&self, post: std::ops::Range<usize>) -> Option<usize> {
        let pronoun = post.clone().find_map(|i| self.text.tokens[i].enclitic.as_ref())?;
        let form = self.language.pronoun_agreement(&pronoun.pronoun);
        let sentence = self.sentence(post.start);
        let ontology = &self.domain.ontology;
        let person = |m: &crate::mention::Mention| ontology.is_a(&m.class, "Person");
        let fits = |&i: &usize| {
            let mention = &self.mentions[i];
            let holder = ontology.is_organization(&mention.class)
                || ontology.is_a(&mention.class, "Country")
                || person(mention) && !mention.titles.iter().any(|t| t.plural);
            holder && mention.kind != MentionKind::Adjective && mention.tokens.end <= post.start && self.agree(i, form)
        };
        let owner = self.starting_in(sentence.start..post.start).rev().find(fits)?;
        if !person(&self.mentions[owner]) {
            return Some(owner);
        }
        let country = |i: &usize| ontology.is_a(&self.mentions[*i].class, "Country");
        let titles = self.mentions[owner].titles.iter();
        titles.map(|t| t.tokens.clone()).find_map(|tokens| self.starting_in(tokens).find(country))
    }
}
