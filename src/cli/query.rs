//! `nisba query`: asks the graph, and lists what can be asked by name.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use nisba::annotation::Factuality;
use nisba::domain::Domain;
use nisba::query::{Answer, Catalogue, Format, Kind, Limits, NamedQuery, Question};
use nisba::store::Store;

use super::args::{General, Query};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

pub(crate) fn run(args: &Query, general: &General) -> Result<Outcome, Failure> {
    let asked = match (&args.query, &args.expression) {
        (Some(name), _) => Asked::named(name)?,
        (None, Some(text)) => Asked::Text(text.clone()),
        (None, None) => return list(general),
    };
    let format = args.format.as_deref().map(str::parse::<Format>).transpose()?;
    let parameters = parameters(&args.parameters)?;
    let domain = general.load_domain()?;
    let store = general.open_store_to_ask(&args.store, args.infer, &domain)?;
    let answer = match args.infer {
        true => asked.ask_marked(&store, &domain, &parameters, general)?,
        false => asked.ask(&store, &domain, &parameters)?,
    };
    let format = format.unwrap_or(if matches!(answer, Answer::Graph(_)) { Format::Turtle } else { Format::Table });
    let mut out = Output::open(args.output.as_deref())?;
    let width = if args.output.is_none() { terminal_width() } else { None };
    let written = answer.write(format, &domain.prefixes, width, &mut out);
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::from))
}

/// What is asked.
pub(crate) enum Asked {
    /// A query with a header, from the catalogue or a file.
    Named(NamedQuery),
    /// SPARQL from the command line.
    Text(String),
}

impl Asked {
    /// The query of this name, or of the file where the name ends in `.rq`.
    pub(crate) fn named(name: &str) -> Result<Self, Failure> {
        if !name.ends_with(".rq") {
            return Ok(Self::Named(Catalogue::embedded()?.get(name)?.clone()));
        }
        let text = std::fs::read_to_string(name)
            .map_err(|e| Failure::Usage(format!("{name}: the query cannot be read: {e}")))?;
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
        let query = NamedQuery::parse(&stem, &text)?;
        Ok(if query.parameters.is_empty() { Self::Text(text) } else { Self::Named(query) })
    }

    /// The answer of the store.
    pub(crate) fn ask(&self, store: &Store, domain: &Domain, values: &[(String, String)]) -> Result<Answer, Failure> {
        Ok(self.question(store, domain, values)?.ask(store, Limits::default())?)
    }

    /// The answer over facts and inferences, with what only the latter give marked.
    pub(crate) fn ask_marked(
        &self,
        store: &Store,
        domain: &Domain,
        values: &[(String, String)],
        general: &General,
    ) -> Result<Answer, Failure> {
        let asked = self.question(store, domain, values)?.ask_marked(store, Limits::default())?;
        if let (Answer::Boolean(true), Answer::Boolean(false), false) = (&asked.answer, &asked.plain, general.quiet) {
            tell("yes, but only by inference");
        }
        Ok(asked.answer)
    }

    /// The question, with its parameters bound.
    pub(crate) fn question(
        &self,
        store: &Store,
        domain: &Domain,
        values: &[(String, String)],
    ) -> Result<Question, Failure> {
        Ok(match self {
            Self::Named(query) => {
                terms_are_known(query, domain, values)?;
                Question::named(store, &domain.prefixes, query, values)?
            }
            Self::Text(text) => Question::free(&domain.prefixes, text, values),
        })
    }
}

/// A term that the ontology does not have would give an empty answer, as if there were nothing to find.
fn terms_are_known(query: &NamedQuery, domain: &Domain, values: &[(String, String)]) -> Result<(), Failure> {
    use Factuality::{Alleged, Asserted, Denied, Intended, Possible};
    let mut names: BTreeSet<String> =
        [Asserted, Alleged, Intended, Possible, Denied].iter().map(|f| capitalised(f.as_str())).collect();
    names.extend(domain.ontology.predicates().map(|(name, _)| name.to_owned()));
    names.extend(domain.ontology.classes().map(|(name, _)| name.to_owned()));
    let of_terms = |name: &str| query.parameters.iter().any(|p| p.name == name && p.kind == Kind::Iri);
    for (name, value) in values.iter().filter(|(name, _)| of_terms(name)) {
        if value.contains([':', '<']) || names.contains(value) {
            continue;
        }
        let same = names.iter().find(|known| known.to_lowercase() == value.to_lowercase());
        let remedy = match same {
            Some(known) => format!("write {known}"),
            None => "`nisba query predicates` lists the predicates in use".to_owned(),
        };
        return Err(Failure::Usage(format!(
            "the parameter '{name}' is '{value}', which the ontology has not; {remedy}"
        )));
    }
    Ok(())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The names and values of `NAME=VALUE`.
pub(crate) fn parameters(given: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |text: &String| match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.trim_start_matches('?').to_owned(), value.to_owned())),
        _ => Err(Failure::Usage(format!("--param {text}: write it as NAME=VALUE"))),
    };
    given.iter().map(pair).collect()
}

fn list(general: &General) -> Result<Outcome, Failure> {
    let catalogue = Catalogue::embedded()?;
    let width = catalogue.iter().map(|query| query.name.len()).max().unwrap_or_default();
    let paint = Paint::new(general);
    let mut out = Output::standard();
    let written = catalogue.iter().try_for_each(|query| {
        let gap = " ".repeat(width - query.name.len() + 2);
        writeln!(out, "{}{gap}{}", paint.strong(&query.name), query.title)?;
        query.parameters.iter().try_for_each(|parameter| {
            let value = match &parameter.default {
                Some(default) => format!(", {default} unless given"),
                None if parameter.optional => ", may be left out".to_owned(),
                None => String::new(),
            };
            let flag = format!("--param {}={}", parameter.name, parameter.kind.name().to_uppercase());
            writeln!(out, "{:width$}  {}", "", paint.faint(format!("{flag}  {}{value}", parameter.description)))
        })
    });
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

/// The columns of the terminal that standard output is, if it is one.
pub(crate) fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0)
}
