//! Compares mentions: exact span and coarse type, and any overlap of the same type.

use std::collections::{BTreeMap, BTreeSet};

use super::alignment::common;
use super::compared::{Compared, Outcome, is_scored};
use super::counts::Counts;
use super::mistake::{Cause, Found, Mistake, Part, Shown};
use crate::annotation::{Annotation, Entity, Mention};
use crate::span::Span;

/// A place and the coarse type of what is named there.
type Place<'a> = (Span, &'a str);

/// Places, each with the class and the words of the first mention there.
type Places<'a> = BTreeMap<Place<'a>, (&'a str, &'a str)>;

/// What is found exactly, and the counts where any overlap is enough.
pub(super) fn compare(compared: &Compared<'_>) -> (Outcome, Counts) {
    let gold = places(compared, compared.gold, |entity, mention| entity.core && mention.core);
    let predicted = places(compared, compared.predicted, |_, _| true);
    let counted = counted(compared, &gold, &predicted);
    let mut outcome = Outcome::default();
    for (place, (class, words)) in &gold {
        let found = predicted.contains_key(place);
        outcome.counts += Counts { gold: 1, found: usize::from(found), ..Counts::default() };
        *outcome.of(class) += Counts { gold: 1, found: usize::from(found), ..Counts::default() };
        if found {
            outcome.found.push(Found { part: Part::Mention, key: key(*place), shown: shown(*place, words) });
        }
    }
    for place in &counted {
        let right = usize::from(gold.contains_key(place));
        outcome.counts += Counts { predicted: 1, right, ..Counts::default() };
        // What is right stands under gold's class, as only the types have to agree.
        if let Some((class, _)) = gold.get(place).or_else(|| predicted.get(place)) {
            *outcome.of(class) += Counts { predicted: 1, right, ..Counts::default() };
        }
    }
    let relaxed = Counts {
        right: counted.iter().filter(|place| touches(**place, gold.keys())).count(),
        predicted: counted.len(),
        found: gold.keys().filter(|place| touches(**place, predicted.keys())).count(),
        gold: gold.len(),
    };
    let missed = gold.iter().filter(|(place, _)| !predicted.contains_key(*place)).map(|(p, (_, words))| (*p, *words));
    let wrong = counted.iter().filter(|place| !gold.contains_key(*place));
    let wrong = wrong.filter_map(|place| predicted.get(place).map(|(_, words)| (*place, *words)));
    outcome.mistakes = mistakes(missed.collect(), wrong.collect());
    (outcome, relaxed)
}

/// The places of the names and demonyms that are wanted and whose type is scored.
fn places<'a>(
    compared: &Compared<'a>,
    annotation: &'a Annotation,
    wanted: impl Fn(&Entity, &Mention) -> bool,
) -> Places<'a> {
    let mut places = Places::new();
    for entity in &annotation.entities {
        let coarse = compared.coarse(&entity.class);
        if !compared.domain.scoring.has_type(coarse) {
            continue;
        }
        for mention in entity.mentions.iter().filter(|mention| is_scored(mention) && wanted(entity, mention)) {
            places.entry((mention.span(), coarse)).or_insert((&entity.class, &mention.text));
        }
    }
    places
}

/// What was predicted, without what gold has too but does not ask for.
fn counted<'a>(compared: &Compared<'a>, gold: &Places<'a>, predicted: &Places<'a>) -> BTreeSet<Place<'a>> {
    let all = compared.gold.entities.iter().flat_map(|entity| {
        let coarse = compared.coarse(&entity.class);
        entity.mentions.iter().map(move |mention| (mention.span(), coarse))
    });
    let optional: Vec<Place<'a>> = all.filter(|place| !gold.contains_key(place)).collect();
    let counts = |place: &Place<'a>| {
        gold.contains_key(place)
            || optional.iter().all(|(span, _)| *span != place.0)
                && (touches(*place, gold.keys()) || !touches(*place, optional.iter()))
    };
    predicted.keys().copied().filter(counts).collect()
}

fn touches<'a>(place: Place<'_>, mut others: impl Iterator<Item = &'a Place<'a>>) -> bool {
    others.any(|(span, coarse)| span.overlaps(place.0) && *coarse == place.1)
}

/// Joins what was missed with what is wrong at the same place or across it, and tells the rest apart.
fn mistakes<'a>(mut missed: Vec<(Place<'a>, &'a str)>, mut wrong: Vec<(Place<'a>, &'a str)>) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut join = |cause: Cause, closeness: &dyn Fn(Place<'a>, Place<'a>) -> usize| {
        missed.retain(|&(place, words)| {
            let near = wrong.iter().enumerate().map(|(i, &(other, _))| (closeness(place, other), i));
            // Of those that are as close, the first.
            let best = near.filter(|(closeness, _)| *closeness > 0).max_by_key(|&(n, i)| (n, usize::MAX - i));
            let Some((_, at)) = best else { return true };
            let (other, found) = wrong.remove(at);
            mistakes.push(mistake(cause, Some((place, words)), Some((other, found))));
            false
        });
    };
    join(Cause::WrongType, &|place, other| usize::from(place.0 == other.0));
    join(Cause::WrongSpan, &|place, other| if place.1 == other.1 { common(place.0, other.0) } else { 0 });
    mistakes.extend(missed.into_iter().map(|missed| mistake(Cause::Missed, Some(missed), None)));
    mistakes.extend(wrong.into_iter().map(|wrong| mistake(Cause::Spurious, None, Some(wrong))));
    mistakes
}

fn mistake(cause: Cause, gold: Option<(Place<'_>, &str)>, predicted: Option<(Place<'_>, &str)>) -> Mistake {
    let show = |(place, words): (Place<'_>, &str)| shown(place, words);
    let key = predicted.map(|(place, _)| key(place));
    Mistake { part: Part::Mention, cause, gold: gold.map(show), predicted: predicted.map(show), beside: None, key }
}

fn shown((span, coarse): Place<'_>, words: &str) -> Shown {
    let coarse = if coarse.is_empty() { "?" } else { coarse };
    Shown { span: Some(span), text: format!("{coarse} {words}") }
}

fn key((span, coarse): Place<'_>) -> String {
    format!("{}-{} {coarse}", span.start, span.end)
}
