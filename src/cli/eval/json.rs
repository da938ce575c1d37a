//! All figures for programs.

use std::io::{self, Write};

use nisba::eval::{Change, Counts, Evaluation, Measure, Mistake, Score, Shown, rounded};
use serde_json::{Map, Value, json};

use super::{Runs, changes, mistakes, verdicts};

/// One object: the figures of the run, its parts, and what was asked for besides.
pub(super) fn write(out: &mut impl Write, runs: &Runs<'_>, errors: bool) -> io::Result<()> {
    let mut all = figures(&runs.now);
    all.extend(parts(&runs.now));
    if errors {
        let groups = mistakes::groups(&runs.now);
        let causes = groups.iter().map(|((part, cause), mistakes)| {
            json!({ "part": part.as_str(), "cause": cause.as_str(), "count": mistakes.len() })
        });
        all.insert("causes".to_owned(), causes.collect());
        let mistakes = groups.iter().flat_map(|(_, mistakes)| mistakes);
        all.insert("mistakes".to_owned(), mistakes.map(|(document, mistake)| of_mistake(document, mistake)).collect());
    }
    if let (Some((name, before)), Some(difference)) = (&runs.before, runs.difference()) {
        all.insert("against".to_owned(), json!({ "name": name, "figures": figures(before) }));
        let lists = changes::lists(&difference)
            .map(|(_, name, changes)| (name.to_owned(), changes.iter().map(of_change).collect::<Value>()));
        all.insert("difference".to_owned(), Value::Object(lists.into_iter().collect()));
    }
    serde_json::to_writer_pretty(&mut *out, &all)?;
    out.write_all(b"\n")
}

/// What the table has.
fn figures(evaluation: &Evaluation) -> Map<String, Value> {
    let mut figures = Map::new();
    for (measure, score) in Measure::ALL.iter().zip(evaluation.scores()) {
        let Score { counts, precision, recall, f1, interval, macro_f1 } = score;
        let Counts { right, predicted, gold, .. } = counts;
        let score = json!({
            "precision": precision, "recall": recall, "f1": f1, "f1_95": interval, "macro_f1": macro_f1,
            "right": right, "predicted": predicted, "gold": gold
        });
        figures.insert(measure.as_str().to_owned(), score);
    }
    for (name, accuracy) in evaluation.accuracies() {
        figures.insert(format!("{name}_accuracy"), json!(accuracy.share().map(rounded)));
    }
    if let Some(slices) = evaluation.slices() {
        figures.insert("slices".to_owned(), json!(slices.all));
        figures.insert("slices_wrong".to_owned(), json!(slices.wrong));
    }
    figures.insert("statements_outside".to_owned(), json!(evaluation.outside));
    figures
}

/// The figures by predicate, class, document, pattern and confidence.
fn parts(evaluation: &Evaluation) -> Vec<(String, Value)> {
    let predicates = evaluation.by_predicate().into_iter();
    let predicates: Map<String, Value> = predicates.map(|(name, counts)| (name.to_owned(), of(counts))).collect();
    let classes = evaluation.by_class().into_iter();
    let classes: Map<String, Value> = classes
        .map(|(name, c)| (name.to_owned(), json!({ "mentions": of(c.mentions), "entities": of(c.entities) })))
        .collect();
    let documents = evaluation.documents.iter().map(|document| {
        let measures = Measure::ALL.map(|measure| (measure.as_str().to_owned(), of(document.counts(measure))));
        let mut entry = Map::from_iter([("predicted".to_owned(), json!(document.predicted))]);
        entry.extend(measures);
        (document.id.clone(), Value::Object(entry))
    });
    let documents: Map<String, Value> = documents.collect();
    let mut parts = [("by_predicate", predicates), ("by_class", classes), ("by_document", documents)]
        .map(|(name, part)| (name.to_owned(), Value::Object(part)))
        .to_vec();
    parts.extend(verdicts::of_json(evaluation));
    parts
}

fn of(counts: Counts) -> Value {
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(rounded);
    let Counts { right, predicted, gold, .. } = counts;
    json!({
        "precision": precision, "recall": recall, "f1": f1,
        "right": right, "predicted": predicted, "gold": gold
    })
}

fn of_mistake(document: &str, mistake: &Mistake) -> Value {
    let Mistake { part, cause, gold, predicted, beside, .. } = mistake;
    let mut object = Map::from_iter([
        ("document".to_owned(), json!(document)),
        ("part".to_owned(), json!(part.as_str())),
        ("cause".to_owned(), json!(cause.as_str())),
    ]);
    for (name, shown) in [("gold", gold), ("predicted", predicted), ("beside", beside)] {
        if let Some(shown) = shown {
            object.insert(name.to_owned(), of_shown(shown));
        }
    }
    Value::Object(object)
}

fn of_change(change: &Change<'_>) -> Value {
    let mut object = Map::from_iter([
        ("document".to_owned(), json!(change.document)),
        ("part".to_owned(), json!(change.part.as_str())),
    ]);
    if let Some(cause) = change.cause {
        object.insert("cause".to_owned(), json!(cause.as_str()));
    }
    if let Value::Object(shown) = of_shown(change.shown) {
        object.extend(shown);
    }
    Value::Object(object)
}

fn of_shown(shown: &Shown) -> Value {
    match shown.span {
        Some(span) => json!({ "start": span.start, "end": span.end, "text": shown.text }),
        None => json!({ "text": shown.text }),
    }
}
