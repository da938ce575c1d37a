//! The counts of patterns and circumstances, in the form of a domain's `calibration.tsv`.

use std::io::{self, Write};

use nisba::domain::Calibration;
use nisba::eval::Evaluation;

use crate::cli::args::{By, Eval, EvalFormat};
use crate::cli::failure::Failure;

/// Only the counts by pattern have this form.
pub(super) fn check(args: &Eval) -> Result<(), Failure> {
    if args.format != EvalFormat::Tsv || args.by == [By::Pattern] && !args.errors && args.against.is_none() {
        return Ok(());
    }
    let message = "--format tsv is for the counts of patterns alone; write --by pattern --format tsv, or use json";
    Err(Failure::Usage(message.to_owned()))
}

pub(super) fn write(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "# Made by `nisba eval GOLD --by pattern --format tsv` of {} texts.", evaluation.documents.len())?;
    writeln!(out, "{}", Calibration::COLUMNS.join("\t"))?;
    let calibration = evaluation.calibration();
    calibration.rows().try_for_each(|(name, count)| writeln!(out, "{name}\t{}\t{}", count.right, count.wrong))
}
