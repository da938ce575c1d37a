//! The statements of a place with the patterns, cues and table rows that led to them.

use super::{Basis, CircumstanceReading, Rule, Seen, StatementReading, Words, at, words};
use crate::annotation::{AUTHOR, Annotation, Circumstance, Factuality, Object};
use crate::domain::{Calibration, Count};
use crate::pipeline::Found;
use crate::span::Span;
use crate::statement::{Candidate, End, Layout, Trace, trace};

/// The statements whose evidence shares a code point with `span`.
pub(super) fn readings(
    found: &Found<'_>,
    layout: &Layout<'_>,
    annotation: &Annotation,
    span: Span,
) -> Vec<StatementReading> {
    let traces = trace(layout).into_iter().filter(|trace| trace.candidate.evidence.overlaps(span));
    let mut readings: Vec<StatementReading> = Vec::new();
    for reading in traces.map(|trace| reading(found, layout, annotation, &trace)) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

fn reading(found: &Found<'_>, layout: &Layout<'_>, annotation: &Annotation, trace: &Trace<'_>) -> StatementReading {
    let candidate = &trace.candidate;
    let entity = |m: usize| &annotation.entities[found.resolved.of_mention[m]];
    let word = |token: usize| words(layout.text, layout.text.tokens[token].span);
    let rule =
        |name: &str, place, matches, trigger: Option<Words>| Rule { name: name.to_owned(), place, matches, trigger };
    let subject = entity(candidate.subject);
    let (object, object_name) = match &candidate.object {
        End::Mention(m) => (Object::Entity(entity(*m).id.clone()), entity(*m).name.clone()),
        End::Literal(literal, datatype) => {
            let datatype = Some((*datatype).to_owned());
            (Object::Literal { literal: literal.clone(), datatype }, literal.clone())
        }
    };
    let claimed_by = candidate.claimant.map_or(AUTHOR, |m| entity(m).id.as_str());
    let calibration = &found.language.calibration;
    let end = match candidate.object {
        End::Mention(m) => Some(entity(m)),
        End::Literal(..) => None,
    };
    let evidence = words(layout.text, candidate.evidence);
    let circumstances = Circumstance::of(&object, end, claimed_by, &evidence.text);
    let confidence = calibration.confidence(&candidate.pattern, candidate.confidence, &circumstances);
    let kept = annotation.statements.iter().any(|s| {
        s.subject == subject.id
            && s.predicate == candidate.predicate
            && s.object == object
            && s.factuality == candidate.factuality
            && s.claimed_by == claimed_by
            && s.evidence.span() == candidate.evidence
            && s.pattern.as_ref() == Some(&candidate.pattern)
    });
    let pattern = match trace.pattern {
        Some(pattern) => {
            rule(&pattern.name, at(&pattern.place), Some(pattern.text.to_string()), trace.trigger.map(word))
        }
        None => rule(&candidate.pattern, table_row(layout, trace), None, None),
    };
    let because = match trace.cue {
        Some((cue, token)) => Some(rule(&cue.name, at(&cue.place), None, Some(word(token)))),
        None => trace
            .pattern
            .filter(|_| candidate.factuality != Factuality::Asserted)
            .map(|pattern| rule(&pattern.name, at(&pattern.place), None, None)),
    };
    let speech = trace
        .speech
        .map(|(speech, token)| rule(&speech.name, at(&speech.place), Some(speech.text.to_string()), Some(word(token))));
    StatementReading {
        subject: subject.name.clone(),
        predicate: candidate.predicate.clone(),
        object: object_name,
        factuality: candidate.factuality,
        because,
        claimed_by: candidate.claimant.map_or_else(|| AUTHOR.to_owned(), |m| entity(m).name.clone()),
        speech,
        evidence,
        confidence: rounded(confidence),
        basis: basis(calibration, candidate, &circumstances),
        pattern,
        kept,
    }
}

fn basis(calibration: &Calibration, candidate: &Candidate, circumstances: &[Circumstance]) -> Basis {
    let seen = |Count { right, wrong }| Seen { right, wrong };
    let known = circumstances.iter().filter_map(|circumstance| {
        let counts = seen(calibration.circumstance(*circumstance)?);
        Some(CircumstanceReading { name: circumstance.as_str().to_owned(), counts })
    });
    Basis {
        stated: rounded(candidate.confidence),
        counts: calibration.pattern(&candidate.pattern).map(seen),
        circumstances: known.collect(),
    }
}

fn rounded(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

/// The row behind a statement that no pattern made: a rule for names inside names, or the subject's post.
fn table_row(layout: &Layout<'_>, trace: &Trace<'_>) -> String {
    if let Some(rule) = layout.language.inner.iter().find(|rule| rule.name == trace.candidate.pattern) {
        return at(&rule.place);
    }
    let title = layout.mentions[trace.candidate.subject].titles.iter().find(|title| {
        let tokens = &layout.text.tokens;
        let span = Span::new(tokens[title.tokens.start].core.start, tokens[title.tokens.end - 1].span.end);
        !title.honorific && trace.candidate.evidence.contains(span)
    });
    let row = title.and_then(|title| layout.language.titles.get(&layout.text.tokens[title.tokens.start].stem));
    row.map(|row| at(&row.place)).unwrap_or_default()
}
