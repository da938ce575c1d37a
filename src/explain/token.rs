//! A token and a value as they were read.

use super::{TokenReading, ValueReading, Words, at, words};
use crate::domain::{Domain, Language};
use crate::text::AnalysedText;
use crate::value::{Bound, Quantity, TimeUnit, ValueKind};

/// A token with what the tables say of it.
pub(super) fn reading(domain: &Domain, language: &Language, text: &AnalysedText, token: usize) -> TokenReading {
    let token = &text.tokens[token];
    let mut known = Vec::new();
    let forms = [token.key.as_str(), token.fold.as_str()];
    if domain.lexicon.longest(std::iter::once(token.key.as_str())).is_some() {
        known.push("name".to_owned());
    }
    if let Some(entry) = domain.lexicon.demonym(&token.stem) {
        known.push(format!("demonym, {}", at(&domain.lexicon.entry(entry).place)));
    }
    if let Some(ambiguous) = forms.iter().find_map(|form| language.given_name(form)) {
        known.push(if ambiguous { "given name (and a common word)" } else { "given name" }.to_owned());
    }
    if language.is_verb(&token.stem) {
        known.push(if language.is_present(&token.stem) { "verb (present)" } else { "verb" }.to_owned());
    }
    known.extend(domain.words.pos(&token.stem).split('|').filter(|pos| !pos.is_empty()).map(str::to_owned));
    if let Some(head) = language.heads.get(&token.stem) {
        known.push(format!("head noun of a {}, {}", head.class, at(&head.place)));
    }
    if let Some(title) = language.titles.get(&token.stem) {
        known.push(format!("title, {}", at(&title.place)));
    }
    let base = token.enclitic.as_ref().map(|enclitic| enclitic.base.as_str());
    let forms = [Some(token.stem.as_str()), Some(token.key.as_str()), base];
    let mut sets: Vec<String> = forms
        .into_iter()
        .flatten()
        .flat_map(|form| language.patterns.sets.holding(form))
        .map(|set| format!("@{set}"))
        .collect();
    sets.sort();
    sets.dedup();
    TokenReading {
        words: words(text, token.span),
        key: token.key.to_string(),
        stem: token.stem.to_string(),
        proclitics: token.proclitics.clone(),
        article: token.article,
        pronoun: token.enclitic.as_ref().map(|enclitic| enclitic.pronoun.to_string()),
        base: base.map(str::to_owned),
        known,
        sets,
    }
}

/// A value in words.
pub(super) fn value(words: Words, kind: &ValueKind) -> ValueReading {
    let about = |approximate: &bool| if *approximate { "about " } else { "" };
    let (kind, meaning) = match kind {
        ValueKind::Date { iso, approximate, .. } => ("date", format!("{}{iso}", about(approximate))),
        ValueKind::DateRange { start, end, approximate } => {
            ("dates", format!("{}{start} to {end}", about(approximate)))
        }
        ValueKind::RelativeDate { resolved } => {
            let unknown = "the day of writing is not known, or the words leave doubt".to_owned();
            ("relative date", resolved.as_ref().map_or(unknown, |(iso, _)| iso.clone()))
        }
        ValueKind::Duration { quantity: many, unit } => ("duration", format!("{} {}", quantity(many), name(*unit))),
        ValueKind::Number(number) => ("number", quantity(number)),
        ValueKind::Fraction(part) => ("fraction", quantity(part)),
        ValueKind::Percent(share) => ("percent", quantity(share)),
        ValueKind::Money { amount, currency } => {
            let currency = currency.as_deref().unwrap_or("of an unknown currency");
            ("money", format!("{} {currency}", quantity(amount)))
        }
    };
    ValueReading { words, kind: kind.to_owned(), meaning }
}

fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::Approximate => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
    };
    if quantity.low < quantity.high {
        format!("{bound}{} to {}", quantity.low, quantity.high)
    } else {
        format!("{bound}{}", quantity.low)
    }
}

fn name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Year => "year(s)",
        TimeUnit::Month => "month(s)",
        TimeUnit::Week => "week(s)",
        TimeUnit::Day => "day(s)",
        TimeUnit::Hour => "hour(s)",
        TimeUnit::Minute => "minute(s)",
    }
}
