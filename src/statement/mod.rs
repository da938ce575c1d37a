//! What the text says of its entities: posts, names inside names, and the patterns; with factuality, claimant and evidence.

mod antecedent;
mod clause;
mod cue;
mod gap;
mod inner;
mod layout;
mod matcher;
mod post;
mod slot;
mod speech;
mod trace;

pub(crate) use layout::Layout;
pub(crate) use trace::{Trace, trace};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::annotation::{Factuality, MentionKind};
use crate::domain::{Pattern, Source};
use crate::span::Span;
use crate::value::ValueKind;
use matcher::{Filler, Match};

/// The predicate for a place in another.
const LOCATED_IN: &str = "locatedIn";

/// A statement between mentions, before it is known which entities they are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    /// Index of a mention.
    pub(crate) subject: usize,
    pub(crate) predicate: String,
    pub(crate) object: End,
    pub(crate) factuality: Factuality,
    /// The mention of who says it, where that is not the author.
    pub(crate) claimant: Option<usize>,
    pub(crate) evidence: Span,
    pub(crate) confidence: f64,
    pub(crate) pattern: String,
    /// The class that the subject must have for the predicate, where that is the firm behind what was named.
    pub(crate) firm: Option<String>,
}

/// An object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// Index of a mention.
    Mention(usize),
    /// A value and its datatype.
    Literal(String, &'static str),
}

impl Candidate {
    /// A statement of a standing relation in the author's voice.
    fn standing(subject: usize, predicate: &str, object: End, evidence: Span, pattern: &str, confidence: f64) -> Self {
        Self {
            subject,
            predicate: predicate.to_owned(),
            object,
            factuality: Factuality::Asserted,
            claimant: None,
            evidence,
            confidence,
            pattern: pattern.to_owned(),
            firm: None,
        }
    }
}

/// All statements of a text, in the order of their evidence.
pub(crate) fn find(layout: &Layout<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    post::find(layout, &mut candidates);
    inner::find(layout, &mut candidates);
    let matches = matcher::run(layout);
    let speeches = speech::scopes(layout, &matches);
    for one in settle(layout, matches) {
        emit(layout, &one, &speeches, &mut candidates);
    }
    candidates.sort_by(|a, b| {
        (a.evidence.start, a.evidence.end, &a.predicate).cmp(&(b.evidence.start, b.evidence.end, &b.predicate))
    });
    candidates
}

/// Of matches with one trigger that make the same predicates, keeps the longest, then the one of highest priority, then the
/// first.
fn settle(layout: &Layout<'_>, matches: Vec<Match>) -> Vec<Match> {
    let patterns = &layout.language.patterns.all;
    let mut best: BTreeMap<(usize, String), Match> = BTreeMap::new();
    for one in matches {
        let pattern = &patterns[one.pattern];
        let Some(first) = pattern.emit.first() else { continue };
        let rank = |m: &Match| {
            (patterns[m.pattern].priority, m.roles.iter().map(|r| r.1.len()).sum::<usize>(), m.tokens.len())
        };
        match best.entry((one.trigger, first.predicate.clone())) {
            std::collections::btree_map::Entry::Vacant(empty) => {
                empty.insert(one);
            }
            std::collections::btree_map::Entry::Occupied(mut held) => {
                if rank(&one) > rank(held.get()) {
                    held.insert(one);
                }
            }
        }
    }
    best.into_values().collect()
}

fn emit(layout: &Layout<'_>, one: &Match, speeches: &[speech::Scope], candidates: &mut Vec<Candidate>) {
    let pattern = &layout.language.patterns.all[one.pattern];
    for emit in &pattern.emit {
        for subject in fillers(layout, one, &emit.subject, true) {
            let Filler::Mention(subject) = subject else { continue };
            for object in fillers(layout, one, &emit.object, false) {
                if object == Filler::Mention(subject) {
                    continue;
                }
                if emit.predicate == post::POSITION {
                    candidates.extend(holds(layout, one, pattern, subject, object, speeches));
                    continue;
                }
                if let Some(mut candidate) =
                    statement(layout, one, pattern, emit.factuality, &emit.predicate, subject, object, speeches)
                {
                    // What a pronoun stands for may be far away; the words that say it are those of the match.
                    if matches!(emit.subject, Source::Antecedent(_)) || matches!(emit.object, Source::Antecedent(_)) {
                        candidate.evidence = words(layout, &one.tokens);
                    }
                    candidates.push(candidate);
                }
            }
        }
    }
}

/// What «he is, becomes, was elected …» says with a post as object.
fn holds(
    layout: &Layout<'_>,
    one: &Match,
    pattern: &Pattern,
    subject: usize,
    object: Filler,
    speeches: &[speech::Scope],
) -> Vec<Candidate> {
    let Filler::Mention(post) = object else { return Vec::new() };
    let Some(title) = layout.mentions[post].titles.first() else { return Vec::new() };
    let cue = cue::factuality(layout, one.trigger).map(|(factuality, _)| factuality);
    let span = layout.mentions[subject].span(layout.text);
    post::claims(layout, subject, &layout.mentions[subject].class, title, true)
        .into_iter()
        .map(|(predicate, object, words)| Candidate {
            factuality: pattern.factuality.or(cue).unwrap_or_default(),
            claimant: speech::claimant(speeches, one.trigger, subject),
            ..Candidate::standing(subject, predicate, object, span.cover(words), &pattern.name, pattern.confidence)
        })
        .collect()
}

/// The place of tokens in the text.
fn words(layout: &Layout<'_>, tokens: &std::ops::Range<usize>) -> Span {
    layout.text.tokens[tokens.start].core.cover(layout.text.tokens[tokens.end - 1].span)
}

/// What stands at an end of a statement.
fn fillers(layout: &Layout<'_>, one: &Match, source: &Source, subject: bool) -> Vec<Filler> {
    match source {
        Source::Role(role) => one
            .roles
            .iter()
            .filter(|(name, _)| **name == **role)
            .flat_map(|(_, fillers)| fillers.iter().copied())
            .collect(),
        Source::Antecedent(classes) => {
            antecedent::antecedents(layout, one, classes, subject).into_iter().map(Filler::Mention).collect()
        }
    }
}

/// Whether a day that was reckoned from the day of writing can be meant. A weekday alone is reckoned backwards; what is
/// planned, or stands in the present, is not over by then, so such a day is left open.
fn fits_tense(layout: &Layout<'_>, one: &Match, factuality: Factuality, day: &str) -> bool {
    let over = layout.date.zip(day.parse().ok()).is_some_and(|(today, day): (Date, Date)| day < today);
    let present = layout.finite(one.trigger) && layout.language.is_present(&layout.text.tokens[one.trigger].stem);
    !(over && (present || matches!(factuality, Factuality::Intended | Factuality::Possible)))
}

/// Whether a place is said to lie in a country of which the lexicon knows that it is the capital of another. The reader knows
/// so too, and takes «the capital» for that of the country he knows.
fn is_elsewhere(layout: &Layout<'_>, predicate: &str, place: usize, country: usize) -> bool {
    let entry = |m: usize| layout.mentions[m].entry.map(|e| layout.domain.lexicon.entry(e));
    let (Some(place), Some(country)) = (entry(place), entry(country)) else { return false };
    predicate == LOCATED_IN
        && layout.domain.ontology.is_a(&country.class, "Country")
        && place.capital_of.as_ref().is_some_and(|capital| *capital != country.id)
}

#[expect(clippy::too_many_arguments, reason = "one call; a struct of these would be named only to be taken apart")]
fn statement(
    layout: &Layout<'_>,
    one: &Match,
    pattern: &Pattern,
    stated: Option<Factuality>,
    predicate: &str,
    subject: usize,
    object: Filler,
    speeches: &[speech::Scope],
) -> Option<Candidate> {
    // What is only spoken of in passing («a crisis in …») has no standing of its own, unless it is taken up as a known thing.
    let passing = |m: usize| {
        let mention = &layout.mentions[m];
        mention.kind == MentionKind::Nominal && mention.head.is_some() && !mention.core && !layout.known[m]
    };
    if pattern.standing && (passing(subject) || matches!(object, Filler::Mention(m) if passing(m))) {
        return None;
    }
    let filled =
        |m: usize| one.roles.iter().any(|(_, f)| f.contains(&Filler::Mention(m))) || object == Filler::Mention(m);
    if layout.subject_instead(one.trigger, subject).is_some_and(|m| !filled(m)) {
        return None;
    }
    let cue = if pattern.standing { None } else { cue::factuality(layout, one.trigger) };
    // «سيواصل دعم …»: what bears on the verb bears on its act.
    let of_verb = || layout.is_act_of_verb(one.trigger).then(|| cue::factuality(layout, one.trigger - 1)).flatten();
    let of_verb = || of_verb().filter(|(factuality, _)| *factuality != Factuality::Possible);
    let cue = cue.or_else(of_verb);
    let factuality = stated.or(pattern.factuality).or(cue.map(|(f, _)| f)).unwrap_or_default();
    let class = &layout.mentions[subject].class;
    let (end, object_class, place) = match object {
        Filler::Mention(m) => {
            (End::Mention(m), Some(layout.mentions[m].class.as_str()), layout.mentions[m].span(layout.text))
        }
        Filler::Date(v) => {
            let value = &layout.values[v];
            let (iso, datatype) = match &value.kind {
                ValueKind::Date { iso, datatype, .. } => (iso, *datatype),
                ValueKind::RelativeDate { resolved: Some((iso, datatype)) }
                    if fits_tense(layout, one, factuality, iso) =>
                {
                    (iso, *datatype)
                }
                _ => return None,
            };
            (End::Literal(iso.clone(), datatype), None, value.span)
        }
    };
    if matches!(object, Filler::Mention(m) if is_elsewhere(layout, predicate, subject, m)) {
        return None;
    }
    let allows = |class: &str| layout.domain.ontology.allows(predicate, class, object_class);
    let firm =
        if allows(class) { None } else { Some(layout.language.firm(class).filter(|firm| allows(firm))?.to_owned()) };
    let trigger = layout.text.tokens[one.trigger].span;
    let subject_span = layout.mentions[subject].span(layout.text);
    let evidence = subject_span.cover(place).cover(trigger);
    let claimant = if pattern.standing { None } else { speech::claimant(speeches, one.trigger, subject) };
    let confidence =
        pattern.confidence * if layout.mentions[subject].kind == MentionKind::Nominal { 0.95 } else { 1.0 };
    Some(Candidate {
        subject,
        predicate: predicate.to_owned(),
        object: end,
        factuality,
        claimant,
        evidence,
        confidence,
        pattern: pattern.name.clone(),
        firm,
    })
}
