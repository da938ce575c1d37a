//! Which statements `nisba path` and `nisba analyze` take, as their flags say, and how that is told.

use std::collections::BTreeSet;

use nisba::analysis::{Clock, Selection, Stance, Times};
use nisba::domain::Domain;
use nisba::graph::Period;
use nisba::store::Store;

use super::args::{General, Held, Kinds, Statements, WhichTime};
use super::failure::Failure;

/// The selection that the flags ask for.
pub(crate) fn selection(
    factuality: &[Held],
    args: &Kinds,
    domain: &Domain,
    general: &General,
) -> Result<Selection, Failure> {
    let period = Period::between(args.from, args.to);
    if period.is_empty() {
        return Err(Failure::Usage("--to is before --from, so that no statement can lie between them".to_owned()));
    }
    Ok(Selection {
        stances: factuality.iter().flat_map(|&held| stances(held)).collect(),
        predicates: predicates(&args.predicate, domain)?,
        without: predicates(&args.without_predicate, domain)?,
        confidence: general.min_confidence.unwrap_or_default(),
        period: (args.from.is_some() || args.to.is_some()).then_some(period),
    })
}

/// The times of the store's statements.
pub(crate) fn times(args: &Kinds, store: &Store) -> Result<Times, Failure> {
    let clock = match args.time {
        WhichTime::Valid => Clock::Valid,
        WhichTime::Report => Clock::Report,
        WhichTime::Either => Clock::Either,
    };
    Ok(Times::new(clock, &store.document_dates()?))
}

fn stances(held: Held) -> Vec<Stance> {
    match held {
        Held::Asserted => vec![Stance::Asserted],
        Held::Reported => vec![Stance::Reported],
        Held::Alleged => vec![Stance::Alleged],
        Held::Intended => vec![Stance::Intended],
        Held::Possible => vec![Stance::Possible],
        Held::Denied => vec![Stance::Denied],
        Held::Any => Stance::ALL.to_vec(),
    }
}

/// A predicate that the ontology does not have would choose nothing, as if there were nothing to find.
pub(crate) fn predicates(given: &[String], domain: &Domain) -> Result<BTreeSet<String>, Failure> {
    let known = || domain.ontology.predicates().map(|(name, _)| name);
    let name = |given: &String| {
        let name = given.strip_prefix("nisba:").unwrap_or(given);
        match known().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) if known == name => Ok(name.to_owned()),
            Some(known) => Err(Failure::Usage(format!("the ontology has no predicate '{name}'; write {known}"))),
            None => Err(Failure::Usage(format!(
                "the ontology has no predicate '{name}'; `nisba query predicates` lists the predicates in use"
            ))),
        }
    };
    given.iter().map(name).collect()
}

/// What counts, in words.
pub(crate) fn described(selection: &Selection, args: &Statements) -> String {
    let list = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    if selection.stances.len() == Stance::ALL.len() {
        parts.push("of any factuality".to_owned());
    } else {
        let names: Vec<&str> = selection.stances.iter().map(|stance| stance.name()).collect();
        parts.push(names.join(", "));
    }
    if !selection.predicates.is_empty() {
        parts.push(format!("only {}", list(&selection.predicates)));
    }
    if !selection.without.is_empty() {
        parts.push(format!("without {}", list(&selection.without)));
    }
    if selection.confidence > 0.0 {
        parts.push(format!("confidence at least {}", selection.confidence));
    }
    if selection.period.is_some() {
        let end = |name: &str, period: &Option<Period>| period.map(|period| format!("{name} {period}"));
        let kinds = &args.kinds;
        let ends: Vec<String> = [end("from", &kinds.from), end("to", &kinds.to)].into_iter().flatten().collect();
        parts.push(ends.join(" "));
    }
    parts.join("; ")
}

/// A number with commas, so that large ones can be read.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
