//! `nisba eval`: how what was extracted stands to gold, in figures and mistake by mistake.

mod changes;
mod json;
mod mistakes;
mod table;
mod tsv;
mod verdicts;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use nisba::annotation::Annotation;
use nisba::domain::{Calibration, Domain};
use nisba::eval::{Difference, Evaluation, Fallen, Floor, Gold, GoldDocument, Predictions, Texts};
use nisba::pipeline;
use rayon::prelude::*;

use super::args::{Eval, EvalFormat, General};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::{reading, tell};

/// How messages call what this program extracts itself.
const OWN: &str = "this program";

/// How many documents a message names.
const NAMED: usize = 5;

pub(crate) fn run(args: &Eval, general: &General) -> Result<Outcome, Failure> {
    let floor = args.floor.as_deref().map(Floor::read).transpose()?;
    let inputs = [Some(&args.gold), args.predicted.as_ref(), args.against.as_ref()];
    if inputs.into_iter().flatten().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::Usage("standard input can be read once; name a file for the others".to_owned()));
    }
    tsv::check(args, general)?;
    let domain = general.load_domain()?;
    let needed = args.predicted.is_none() || args.texts.is_some();
    let mut gold = Gold::read(&args.gold, Texts { folder: args.texts.as_deref(), needed, max_bytes: args.max_bytes })?;
    let mut now = match &args.predicted {
        Some(path) => Predictions::read(path)?,
        None if args.leave_one_out => leave_one_out(&domain, &gold, general),
        None => extract(&domain, &gold, general, |_| None),
    };
    let mut before = args.against.as_deref().map(Predictions::read).transpose()?;
    if let Some(least) = general.min_confidence {
        before.iter_mut().chain([&mut now]).for_each(|predictions| predictions.leave_out_below(least));
    }
    let predictions = || before.iter().chain([&now]);
    predictions().for_each(|predictions| gold.skip_other_texts(predictions));
    let skipped = || gold.skipped.iter().chain(predictions().flat_map(|predictions| &predictions.skipped));
    skipped().for_each(|reason| tell(&format!("skipped: {reason}")));
    if gold.documents.is_empty() {
        return Err(Failure::NothingRead);
    }
    tsv::check_language(args, &gold)?;
    if !general.quiet {
        predictions().for_each(|predictions| tell_odd(&gold, predictions));
    }
    let runs = Runs {
        now: Evaluation::new(&domain, &gold, &now),
        now_name: now.name(),
        before: before.as_ref().map(|before| (before.name(), Evaluation::new(&domain, &gold, before))),
    };
    let fallen = floor.map(|floor| floor.fallen(&runs.now)).transpose()?.unwrap_or_default();
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format {
        EvalFormat::Table => runs.write(&mut out, args, Paint::new(general)),
        EvalFormat::Json => json::write(&mut out, &runs, args.errors),
        EvalFormat::Tsv => tsv::write(&mut out, &runs.now),
    };
    out.finish(written.map_err(Failure::written))?;
    let outcome = if skipped().next().is_some() { Outcome::SomeSkipped } else { Outcome::Done };
    if let Some(path) = &args.record {
        record(path, &runs.now, outcome)?;
    }
    match &args.floor {
        Some(floor) if !fallen.is_empty() => Err(below(&fallen, floor, &args.gold)),
        _ => Ok(outcome),
    }
}

/// One evaluation, or two of the same gold.
struct Runs<'a> {
    now: Evaluation,
    now_name: &'a str,
    before: Option<(&'a str, Evaluation)>,
}

impl Runs<'_> {
    fn difference(&self) -> Option<Difference<'_>> {
        self.before.as_ref().map(|(_, before)| Difference::new(before, &self.now))
    }

    fn write(&self, out: &mut impl Write, args: &Eval, paint: Paint) -> io::Result<()> {
        match &self.before {
            None => table::write(out, &self.now, paint)?,
            Some((name, before)) => {
                writeln!(out, "{}", paint.strong(format!("before: {name}")))?;
                table::write(out, before, paint)?;
                writeln!(out, "\n{}", paint.strong(format!("now: {}", self.now_name)))?;
                table::write(out, &self.now, paint)?;
                table::write_difference(out, before, &self.now, paint)?;
            }
        }
        args.by.iter().try_for_each(|by| table::write_by(out, &self.now, *by, paint))?;
        if let Some(difference) = self.difference() {
            changes::write(out, &difference, paint)?;
        }
        if args.errors { mistakes::write(out, &self.now, paint) } else { Ok(()) }
    }
}

/// What this program extracts where the confidences of each document are calibrated by what gold says of the others.
fn leave_one_out(domain: &Domain, gold: &Gold, general: &General) -> Predictions {
    let stated = Calibration::default();
    let uncalibrated = Evaluation::new(domain, gold, &extract(domain, gold, general, |_| Some(stated.clone())));
    extract(domain, gold, general, |id| Some(uncalibrated.calibration_without(id)))
}

/// What this program extracts from the texts of gold, on all cores; with the domain's own calibration where a document
/// has no other.
fn extract(
    domain: &Domain,
    gold: &Gold,
    general: &General,
    calibration: impl Fn(&str) -> Option<Calibration> + Sync,
) -> Predictions {
    let bar = reading::progress(general, gold.documents.len());
    let extract = |document: &GoldDocument| {
        let calibration = calibration(&document.annotation.id);
        let extract = |text| pipeline::extract_calibrated(domain, text, calibration.as_ref());
        let made = document.text.as_ref().map(extract);
        bar.inc(1);
        made
    };
    let made: Vec<nisba::Result<Annotation>> = gold.documents.par_iter().filter_map(extract).collect();
    bar.finish_and_clear();
    let (mut annotations, mut skipped) = (Vec::new(), Vec::new());
    for made in made {
        match made {
            Ok(annotation) => annotations.push(annotation),
            Err(e) => skipped.push(e),
        }
    }
    let mut predictions = Predictions::new(OWN, annotations);
    predictions.skipped = skipped;
    predictions
}

/// Tells what is not as one would expect of the predictions, though it can be scored.
fn tell_odd(gold: &Gold, predictions: &Predictions) {
    let ids: BTreeSet<&str> = gold.documents.iter().map(|document| document.annotation.id.as_str()).collect();
    let missing = ids.iter().copied().filter(|id| predictions.get(id).is_none());
    let without_gold = predictions.iter().map(|prediction| prediction.id.as_str()).filter(|id| !ids.contains(id));
    let repeated = predictions.repeated.iter().map(String::as_str);
    for (what, ids) in [
        ("no prediction, which counts as empty", missing.collect::<Vec<_>>()),
        ("not scored, as there is no gold", without_gold.collect()),
        ("predicted more than once; the last one counts", repeated.collect()),
    ] {
        if !ids.is_empty() {
            let named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            let more = if ids.len() > NAMED { format!(" and {} more", ids.len() - NAMED) } else { String::new() };
            tell(&format!("{}: {what}: {named}{more}", predictions.name()));
        }
    }
}

/// Writes the figures for a later `--floor`.
fn record(path: &Path, evaluation: &Evaluation, outcome: Outcome) -> Result<(), Failure> {
    if outcome == Outcome::SomeSkipped {
        let message = format!("{} was not written, as some input was skipped; mend that first", path.display());
        return Err(Failure::Usage(message));
    }
    let mut file = Output::open(Some(path))?;
    let written = file.write_all(Floor::record(evaluation).as_bytes()).map_err(Failure::written);
    file.finish(written)
}

/// Which figures are less than recorded, by how much, and what to do.
fn below(fallen: &[Fallen], floor: &Path, gold: &Path) -> Failure {
    let (floor, gold) = (floor.display(), gold.display());
    let mut message = format!("fallen below {floor}:");
    for Fallen { figure, least, now } in fallen {
        message += &match now {
            Some(now) => format!("\n  {figure}  {now:.4}, recorded {least:.4}: {:.4} less", least - now),
            None => format!("\n  {figure}  nothing to judge, recorded {least:.4}"),
        };
    }
    message += &format!(
        "\n`nisba eval {gold} --errors` lists what is missed and wrong; where the fall is meant, record it: \
         nisba eval {gold} --record {floor}"
    );
    Failure::BelowFloor(message)
}
