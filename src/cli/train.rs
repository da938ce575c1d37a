//! `nisba train`: learns a tagger of names, says how good it is, and writes it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use nisba::domain::Domain;
use nisba::tagger::{self, Clusters, Kind, Options, Sample, Score, Tagger, Trained};
use nisba::text::AnalysedText;

use super::args::{General, Train};
use super::failure::{Failure, Outcome};
use super::output::Output;

/// The scores from which on names are counted.
const LEAST: [f32; 4] = [0.0, 0.5, 0.7, 0.9];

pub(crate) fn run(args: &Train, general: &General) -> Result<Outcome, Failure> {
    let domain = Domain::load(&general.data_files()?.without_models())?;
    let samples = read(&domain, &args.files, args)?;
    let tests = read(&domain, &args.test, args)?;
    let clusters = Clusters::learn(&texts(&domain, &args.text)?);
    let options = Options {
        l1: args.l1,
        l2: args.l2,
        iterations: args.iterations,
        least: args.least,
        without_lexicon: args.without_lexicon,
    };
    let learn = |samples: &[Sample], what: &'static str| learn(&domain, samples, &clusters, &options, what, general);
    let mut out = Output::standard();
    let (held_back, rest) = split(&samples, args.hold_back);
    let mut trained = None;
    if !held_back.is_empty() && !rest.is_empty() {
        let measured = learn(&rest, "measuring")?;
        let tables = [("held back", &held_back), ("test", &tests)];
        for (title, samples) in tables.into_iter().filter(|(_, samples)| !samples.is_empty()) {
            table(&mut out, title, &measured.tagger, &domain, samples).map_err(Failure::written)?;
        }
        trained = Some(measured);
    }
    let whole = match (&args.output, trained) {
        (None, Some(measured)) => measured,
        _ => learn(&samples, "training")?,
    };
    if held_back.is_empty() && !tests.is_empty() {
        table(&mut out, "test", &whole.tagger, &domain, &tests).map_err(Failure::written)?;
    }
    if args.errors {
        errors(&mut out, &whole.tagger, &domain, &tests).map_err(Failure::written)?;
    }
    let bytes = whole.tagger.to_bytes();
    if let Some(path) = &args.output {
        write(path, &bytes)?;
    }
    let written = if general.quiet { Ok(()) } else { account(&mut out, &whole, bytes.len(), args) };
    out.finish(written.map_err(Failure::written).map(|()| Outcome::Done))
}

fn read(domain: &Domain, files: &[PathBuf], args: &Train) -> Result<Vec<Sample>, Failure> {
    let mut samples = Vec::new();
    for file in files {
        samples.extend(Sample::read(domain, file, &args.tags)?);
    }
    Ok(samples)
}

fn texts(domain: &Domain, files: &[PathBuf]) -> Result<Vec<AnalysedText>, Failure> {
    let read = |path: &PathBuf| fs::read_to_string(path).map_err(|source| failed(path, source));
    files.iter().map(|path| Ok(AnalysedText::new(domain, &read(path)?))).collect()
}

/// Every `nth` sample, and the others.
fn split(samples: &[Sample], nth: usize) -> (Vec<Sample>, Vec<Sample>) {
    let chosen = |i: usize| nth > 0 && (i + 1).is_multiple_of(nth);
    let part = |wanted: bool| {
        let numbered = samples.iter().enumerate();
        numbered.filter(|(i, _)| chosen(*i) == wanted).map(|(_, sample)| sample.clone()).collect()
    };
    (part(true), part(false))
}

fn learn(
    domain: &Domain,
    samples: &[Sample],
    clusters: &Clusters,
    options: &Options,
    what: &'static str,
    general: &General,
) -> Result<Trained, Failure> {
    let bar = if general.quiet { ProgressBar::hidden() } else { ProgressBar::new(options.iterations as u64) };
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    let trained = tagger::train(domain, samples, clusters, options, |iteration, _| bar.set_position(iteration as u64))?;
    bar.finish_and_clear();
    Ok(trained)
}

fn table(out: &mut Output, title: &str, tagger: &Tagger, domain: &Domain, samples: &[Sample]) -> io::Result<()> {
    let names = [Kind::Person, Kind::Place, Kind::Organization];
    let scores = LEAST.map(|least| (least, Score::of(tagger, domain, samples, least)));
    writeln!(out, "{title}: {} texts", samples.len())?;
    writeln!(out, "  sure from  kind         names  precision  recall     F1")?;
    for (least, score) in &scores {
        let kinds = Kind::ALL.map(|kind| (kind.code(), score.kind(kind)));
        let sums = [("PER LOC ORG", score.together(&names)), ("all", score.together(&Kind::ALL))];
        for (name, count) in kinds.into_iter().chain(sums) {
            let [precision, recall, f1] = [count.precision(), count.recall(), count.f1()].map(|x| 100.0 * x);
            writeln!(out, "  {least:9.1}  {name:11}  {:5}  {precision:9.1}  {recall:6.1}  {f1:5.1}", count.wanted)?;
        }
    }
    Ok(())
}

/// The names that differ, one a line.
fn errors(out: &mut Output, tagger: &Tagger, domain: &Domain, samples: &[Sample]) -> io::Result<()> {
    for sample in samples {
        for mistake in tagger::mistakes(tagger, domain, sample) {
            let what = if mistake.missed { "missed" } else { "wrong " };
            let kind = mistake.kind.code();
            writeln!(out, "  {what} {kind:4} {:.2}  {}", mistake.score, mistake.passage)?;
        }
    }
    Ok(())
}

fn account(out: &mut Output, trained: &Trained, bytes: usize, args: &Train) -> io::Result<()> {
    let (features, weights) = trained.tagger.size();
    writeln!(
        out,
        "learnt from {} sentences, {} tokens, {} of them in names, in {} steps",
        trained.sentences, trained.tokens, trained.named, trained.iterations
    )?;
    let file = args.output.as_ref().map(|path| format!("{}: ", path.display())).unwrap_or_default();
    writeln!(out, "{file}{bytes} bytes, {features} features, {weights} weights")
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    }
    fs::write(path, bytes).map_err(|source| failed(path, source))
}

fn failed(path: &Path, source: io::Error) -> Failure {
    Failure::Output { name: path.display().to_string(), source }
}
