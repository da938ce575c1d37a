//! The counts of patterns and circumstances, in the form of a domain's `calibration.tsv`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use nisba::domain::Calibration;
use nisba::eval::{Evaluation, Gold};

use crate::cli::args::{By, Eval, EvalFormat, General};
use crate::cli::failure::Failure;

/// Only the counts by pattern have this form, and only those of all statements can calibrate.
pub(super) fn check(args: &Eval, general: &General) -> Result<(), Failure> {
    if args.format != EvalFormat::Tsv {
        return Ok(());
    }
    let message = if args.by != [By::Pattern] || args.errors || args.against.is_some() {
        "--format tsv is for the counts of patterns alone; write --by pattern --format tsv, or use json"
    } else if general.min_confidence.is_some() {
        "--format tsv is for calibration, which needs the unsure statements too; leave --min-confidence out"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(message.to_owned()))
}

/// Each language has a file of its own.
pub(super) fn check_language(args: &Eval, gold: &Gold) -> Result<(), Failure> {
    let languages: BTreeSet<&str> =
        gold.documents.iter().map(|document| document.annotation.language.as_str()).collect();
    if args.format != EvalFormat::Tsv || languages.len() < 2 {
        return Ok(());
    }
    let languages: Vec<&str> = languages.into_iter().collect();
    let message = format!(
        "gold has texts of several languages ({}), each of which has a calibration.tsv of its own; put them into folders \
         and name one",
        languages.join(", ")
    );
    Err(Failure::Usage(message))
}

pub(super) fn write(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "# Made by `nisba eval GOLD --by pattern --format tsv` of {} texts.", evaluation.documents.len())?;
    writeln!(out, "{}", Calibration::COLUMNS.join("\t"))?;
    let calibration = evaluation.calibration();
    calibration.rows().try_for_each(|(name, count)| writeln!(out, "{name}\t{}\t{}", count.right, count.wrong))
}
