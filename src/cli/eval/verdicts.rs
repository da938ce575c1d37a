//! Which statements gold holds right, by pattern and by confidence.

use std::cmp::Reverse;
use std::io::{self, Write};

use nisba::eval::{Evaluation, Reliability, Tally, rounded};
use serde_json::{Map, Value, json};

use crate::cli::color::Paint;

/// Stands for the pattern of statements that name none.
const NONE: &str = "(none)";

/// The least confidences whose statements are summed up below the bins.
const LEAST: [f64; 3] = [0.5, 0.8, 0.9];

/// One line a pattern, those that are counted most often first.
pub(super) fn write_patterns(out: &mut impl Write, evaluation: &Evaluation, paint: Paint) -> io::Result<()> {
    let mut rows: Vec<(&str, Tally)> = evaluation.by_pattern().into_iter().collect();
    rows.sort_by_key(|(name, tally)| (Reverse((tally.counted(), tally.right, tally.not_counted)), *name));
    let title = "statements by pattern";
    let named = rows.iter().map(|(name, _)| name.len()).chain([title.len()]);
    let width = named.max().unwrap_or_default();
    let header = format!("{title:width$}{:>8}   right/wrong/not counted", "P");
    writeln!(out, "\n{}", paint.strong(header))?;
    for (name, tally) in rows {
        let name = if name.is_empty() { NONE } else { name };
        writeln!(out, "{name:width$}{:>8}   {}/{}/{}", share(tally), tally.right, tally.wrong, tally.not_counted)?;
    }
    Ok(())
}

/// One line a stretch of confidence, then all from some confidence on.
pub(super) fn write_confidences(out: &mut impl Write, evaluation: &Evaluation, paint: Paint) -> io::Result<()> {
    let title = "statements by confidence";
    let header = format!("{title}     mean   right   right/wrong/not counted");
    writeln!(out, "\n{}", paint.strong(header))?;
    let width = title.len();
    for bin in evaluation.by_confidence() {
        let end = if bin.to < 1.0 { "below" } else { "to" };
        write_bin(out, &format!("{:.2} {end} {:.2}", bin.from, bin.to), bin, width)?;
    }
    LEAST
        .iter()
        .try_for_each(|least| write_bin(out, &format!("{least:.2} or more"), evaluation.at_least(*least), width))
}

fn write_bin(out: &mut impl Write, name: &str, bin: Reliability, width: usize) -> io::Result<()> {
    let Reliability { tally, stated, .. } = bin;
    let mean = stated.map_or("-".to_owned(), |mean| format!("{mean:.3}"));
    write!(out, "{name:width$}{mean:>9}{:>8}   ", share(tally))?;
    writeln!(out, "{}/{}/{}", tally.right, tally.wrong, tally.not_counted)
}

fn share(tally: Tally) -> String {
    tally.precision().map_or("-".to_owned(), |share| format!("{share:.3}"))
}

/// Both parts for programs.
pub(super) fn of_json(evaluation: &Evaluation) -> [(String, Value); 2] {
    let patterns = evaluation.by_pattern().into_iter();
    let patterns: Map<String, Value> =
        patterns.map(|(name, tally)| (name.to_owned(), Value::Object(of_tally(tally)))).collect();
    let bin = |bin: Reliability| {
        let mut entry = Map::from_iter([
            ("from".to_owned(), json!(bin.from)),
            ("to".to_owned(), json!(bin.to)),
            ("mean".to_owned(), json!(bin.stated.map(rounded))),
        ]);
        entry.extend(of_tally(bin.tally));
        Value::Object(entry)
    };
    let confidences: Value = evaluation.by_confidence().into_iter().map(bin).collect();
    [("by_pattern".to_owned(), Value::Object(patterns)), ("by_confidence".to_owned(), confidences)]
}

fn of_tally(tally: Tally) -> Map<String, Value> {
    Map::from_iter([
        ("precision".to_owned(), json!(tally.precision().map(rounded))),
        ("right".to_owned(), json!(tally.right)),
        ("wrong".to_owned(), json!(tally.wrong)),
        ("not_counted".to_owned(), json!(tally.not_counted)),
    ])
}
