//! `nisba check`: whether the graph is sound, as a table or as a SHACL validation report.

use std::io::Write;

use nisba::domain::Prefixes;
use nisba::export::{self, RdfOptions};
use nisba::query;
use nisba::validation::{Report, Severity, Shapes, check};
use serde_json::json;

use super::args::{Check, General};
use super::count::count;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::query::terminal_width;

/// How many findings of a kind are shown unless all are asked for, and how many places of one.
const SHOWN: usize = 3;

/// A form of the report.
enum Form {
    Rows(query::Format),
    Json,
    Rdf(export::Format),
}

pub(crate) fn run(args: &Check, general: &General) -> Result<Outcome, Failure> {
    let form = form(&args.format)?;
    let read = |path: &std::path::PathBuf| match std::fs::read_to_string(path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(e) => Err(Failure::Usage(format!(
            "{}: the shapes cannot be read ({e}); give a file of SHACL shapes in Turtle, as `nisba check --print-shapes` writes them",
            path.display()
        ))),
    };
    let more = args.shapes.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let domain = general.load_domain()?;
    let shapes = Shapes::load(&general.data_files()?, &domain.ontology, &more)?;
    let mut out;
    if args.print_shapes {
        out = Output::open(args.output.as_deref())?;
        let written = out.write_all(shapes.turtle().as_bytes()).map_err(Failure::written);
        return out.finish(written.map(|()| Outcome::Done));
    }
    let report = check(&general.open_store(&args.store)?, &shapes)?;
    out = Output::open(args.output.as_deref())?;
    let written = write(&report, &form, args, general, &domain.prefixes, &mut out);
    let violated = args.strict && report.count(Severity::Violation) > 0;
    out.finish(written.map(|()| if violated { Outcome::Violated } else { Outcome::Done }))
}

fn form(name: &str) -> Result<Form, Failure> {
    match name {
        "table" => Ok(Form::Rows(query::Format::Table)),
        "csv" => Ok(Form::Rows(query::Format::Csv)),
        "tsv" => Ok(Form::Rows(query::Format::Tsv)),
        "json" => Ok(Form::Json),
        _ => match name.parse::<export::Format>() {
            Ok(format) if format.is_rdf() => Ok(Form::Rdf(format)),
            _ => Err(Failure::Usage(format!(
                "{name:?} is no format of reports; choose table, json, csv, tsv, turtle, trig, ntriples, nquads, rdfxml \
                 or jsonld"
            ))),
        },
    }
}

fn write(
    report: &Report,
    form: &Form,
    args: &Check,
    general: &General,
    prefixes: &Prefixes,
    out: &mut Output,
) -> Result<(), Failure> {
    match form {
        Form::Rows(query::Format::Table) => {
            let (most, places) = if args.all { (usize::MAX, usize::MAX) } else { (SHOWN, SHOWN) };
            let width = if args.output.is_none() { terminal_width() } else { None };
            if !report.findings.is_empty() && !general.quiet {
                report.rows(most, places).write(query::Format::Table, prefixes, width, &mut *out)?;
                writeln!(out).map_err(Failure::written)?;
            }
            sums(report, out).map_err(Failure::written)
        }
        Form::Rows(format) => Ok(report.rows(usize::MAX, usize::MAX).write(*format, prefixes, None, out)?),
        Form::Json => {
            let report = json!({
                "conforms": report.findings.is_empty(),
                "documents": report.documents,
                "violations": report.count(Severity::Violation),
                "warnings": report.count(Severity::Warning),
                "infos": report.count(Severity::Info),
                "findings": report.findings,
            });
            serde_json::to_writer_pretty(&mut *out, &report).map_err(|e| Failure::written(e.into()))?;
            writeln!(out).map_err(Failure::written)
        }
        Form::Rdf(format) => {
            let options = RdfOptions { rdf11: false, prefixes: prefixes.clone() };
            export::write_quads(report.quads(), *format, &options, out).map_err(Failure::written)
        }
    }
}

/// How many findings there are of each kind, and of all.
fn sums(report: &Report, out: &mut Output) -> std::io::Result<()> {
    for (severity, message, n) in report.sums() {
        writeln!(out, "{n:>6} {:9}  {message}", severity.as_str())?;
    }
    let found = |severity: Severity, what: &str| count(report.count(severity), what);
    let documents = count(report.documents, "document");
    writeln!(
        out,
        "{documents} checked: {}, {}, {}",
        found(Severity::Violation, "violation"),
        found(Severity::Warning, "warning"),
        found(Severity::Info, "remark")
    )
}
