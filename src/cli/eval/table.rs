//! The figures as tables to read.

use std::io::{self, Write};

use nisba::eval::{Accuracy, Counts, Evaluation, Measure, Score, rounded};

use super::verdicts;
use crate::cli::args::By;
use crate::cli::color::Paint;

/// The width of the first column.
const NAME: usize = 18;

/// Precision, recall, F1 with interval and mean of the documents, counts; then the single figures.
pub(super) fn write(out: &mut impl Write, evaluation: &Evaluation, paint: Paint) -> io::Result<()> {
    let header = format!("{:NAME$}{:>8}{:>8}{:>8}   95 %          macro   right/predicted/gold", "", "P", "R", "F1");
    writeln!(out, "{}", paint.strong(header))?;
    for (measure, score) in Measure::ALL.iter().zip(evaluation.scores()) {
        let Score { counts, precision, recall, f1, interval: [low, high], macro_f1 } = score;
        write!(out, "{:NAME$}{precision:8.3}{recall:8.3}{f1:8.3}   {low:.3}-{high:.3}   ", measure.as_str())?;
        writeln!(out, "{macro_f1:.3}   {}/{}/{}", counts.right, counts.predicted, counts.gold)?;
    }
    for (name, accuracy) in evaluation.accuracies() {
        writeln!(out, "{:20} {}", format!("{name}_accuracy"), share(accuracy))?;
    }
    if let Some(slices) = evaluation.slices() {
        writeln!(out, "{:20} {}", "slices", slices.all)?;
        writeln!(out, "{:20} {}", "slices_wrong", slices.wrong)?;
    }
    writeln!(out, "{:20} {}", "statements_outside", evaluation.outside)
}

fn share(accuracy: Accuracy) -> String {
    accuracy.share().map_or("-".to_owned(), |share| format!("{:?}", rounded(share)))
}

/// By how much the figures of one run are above those of another.
pub(super) fn write_difference(
    out: &mut impl Write,
    before: &Evaluation,
    now: &Evaluation,
    paint: Paint,
) -> io::Result<()> {
    writeln!(out, "\n{}", paint.strong("difference"))?;
    let header = format!("{:NAME$}{:>8}{:>8}{:>8}           right/predicted", "", "P", "R", "F1");
    writeln!(out, "{}", paint.strong(header))?;
    for ((measure, before), now) in Measure::ALL.iter().zip(before.scores()).zip(now.scores()) {
        let [precision, recall, f1] =
            [now.precision - before.precision, now.recall - before.recall, now.f1 - before.f1].map(signed);
        let right = more(before.counts.right, now.counts.right);
        let predicted = more(before.counts.predicted, now.counts.predicted);
        let name = measure.as_str();
        writeln!(out, "{name:NAME$}{precision:>8}{recall:>8}{f1:>8}           {right}/{predicted}")?;
    }
    for ((name, before), (_, now)) in before.accuracies().into_iter().zip(now.accuracies()) {
        if let (Some(before), Some(now)) = (before.share(), now.share()) {
            let difference = signed(rounded(now) - rounded(before));
            writeln!(out, "{:20} {difference}", format!("{name}_accuracy"))?;
        }
    }
    Ok(())
}

/// Three decimals and a sign, unless it is nothing.
fn signed(difference: f64) -> String {
    let written = format!("{difference:+.3}");
    if written.ends_with("0.000") { "0.000".to_owned() } else { written }
}

fn more(before: usize, now: usize) -> String {
    match now.checked_sub(before) {
        Some(0) => "0".to_owned(),
        Some(more) => format!("+{more}"),
        None => format!("-{}", before - now),
    }
}

/// A table of the parts of an evaluation.
pub(super) fn write_by(out: &mut impl Write, evaluation: &Evaluation, by: By, paint: Paint) -> io::Result<()> {
    match by {
        By::Predicate => {
            let rows = evaluation.by_predicate().into_iter();
            rows_by(out, "statements by predicate", rows.collect(), paint)
        }
        By::Class => {
            let classes = evaluation.by_class();
            let mentions = classes.iter().map(|(class, counts)| (*class, counts.mentions)).collect();
            rows_by(out, "mentions by class", mentions, paint)?;
            let entities = classes.iter().map(|(class, counts)| (*class, counts.entities)).collect();
            rows_by(out, "entities by class", entities, paint)
        }
        By::Pattern => verdicts::write_patterns(out, evaluation, paint),
        By::Confidence => verdicts::write_confidences(out, evaluation, paint),
        By::Document => {
            Measure::ALL.into_iter().filter(|measure| *measure != Measure::MentionsRelaxed).try_for_each(|measure| {
                let documents = evaluation.documents.iter();
                let rows = documents.map(|document| (document.id.as_str(), document.counts(measure)));
                write_rows(out, &format!("{} by document", measure.as_str()), rows.collect(), paint)
            })
        }
    }
}

/// What gold has most of comes first.
fn rows_by(out: &mut impl Write, title: &str, mut rows: Vec<(&str, Counts)>, paint: Paint) -> io::Result<()> {
    rows.retain(|(_, counts)| *counts != Counts::default());
    rows.sort_by_key(|(name, counts)| (std::cmp::Reverse((counts.gold, counts.predicted)), *name));
    write_rows(out, title, rows, paint)
}

fn write_rows(out: &mut impl Write, title: &str, rows: Vec<(&str, Counts)>, paint: Paint) -> io::Result<()> {
    let width = rows.iter().map(|(name, _)| name.chars().count()).chain([title.len()]).max().unwrap_or_default();
    let header = format!("{title:width$}{:>8}{:>8}{:>8}   right/predicted/gold", "P", "R", "F1");
    writeln!(out, "\n{}", paint.strong(header))?;
    for (name, counts) in rows {
        let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(rounded);
        write!(out, "{name:width$}{precision:8.3}{recall:8.3}{f1:8.3}   ")?;
        writeln!(out, "{}/{}/{}", counts.right, counts.predicted, counts.gold)?;
    }
    Ok(())
}
