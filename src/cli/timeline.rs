//! `nisba timeline`: what happened when, with both times of each statement.

use std::collections::BTreeSet;
use std::io::{self, Write};

use nisba::annotation::Factuality;
use nisba::domain::{Domain, End};
use nisba::graph::{KnowledgeGraph, Language, Period, Terms, read_terms};
use nisba::query::find_entity;
use nisba::store::Store;
use nisba::timeline::{Object, Row, Selection, timeline};
use serde::Serialize;

use super::args::{General, ListFormat, Timeline};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::sentence::one_line;
use super::tell;

pub(crate) fn run(args: &Timeline, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let predicates = predicates(&domain, &args.predicate)?;
    let within = within(args)?;
    let terms = read_terms(&general.data_files()?);
    let store = general.open_store(&args.store)?;
    let entity = args.entity.as_deref().map(|name| find_entity(&store, &domain.prefixes, name)).transpose()?;
    let graph = match &entity {
        Some(entity) => around(&store, &domain, terms, entity.as_str())?,
        None => whole(&store, terms)?,
    };
    let selection = Selection {
        entity: entity.map(|entity| entity.as_str().to_owned()),
        within,
        predicates,
        factualities: args.factuality.iter().copied().collect(),
        reported: args.reported,
    };
    let found = timeline(&graph, &domain.ontology, &selection);
    let valid: Vec<_> = found.valid.iter().map(|row| Line::new(&graph, row)).collect();
    let reported: Vec<_> = found.reported.iter().map(|row| Line::new(&graph, row)).collect();
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format {
        ListFormat::Text => write_text(&mut out, &valid, &reported, Paint::new(general)),
        ListFormat::Json => write_json(&mut out, &Lists { valid: &valid, reported: &reported }),
        ListFormat::Tsv => write_tsv(&mut out, valid.iter().chain(&reported)),
    };
    out.finish(written.map_err(Failure::written))?;
    if !general.quiet {
        if valid.is_empty() {
            tell("no statement with a date of its own; --reported lists the others by the day of their report");
        }
        if args.reported && found.timeless > 0 {
            tell(&format!(
                "{} statements have no date, and their documents neither; `nisba build --help` tells how to give one",
                found.timeless
            ));
        }
    }
    Ok(Outcome::Done)
}

/// The predicates as the ontology calls them.
pub(crate) fn predicates(domain: &Domain, names: &[String]) -> Result<BTreeSet<String>, Failure> {
    let known = |name: &String| {
        let bare = name.strip_prefix("nisba:").unwrap_or(name);
        if domain.ontology.predicate(bare).is_some() {
            return Ok(bare.to_owned());
        }
        let all: Vec<&str> = domain.ontology.predicates().map(|(name, _)| name).collect();
        Err(Failure::Usage(format!("the ontology has no predicate '{name}'; it has {}", all.join(", "))))
    };
    names.iter().map(known).collect()
}

fn within(args: &Timeline) -> Result<Option<Period>, Failure> {
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let within = Period::between(args.from, args.to);
    if within.is_empty() {
        return Err(Failure::Usage("--to lies before --from; no day is within".to_owned()));
    }
    Ok(Some(within))
}

/// All documents.
pub(crate) fn whole(store: &Store, terms: Terms) -> Result<KnowledgeGraph, Failure> {
    Ok(KnowledgeGraph::from_quads(&store.quads()?, terms))
}

/// The documents that mention an entity, and those that mention what dates the statements about it.
fn around(store: &Store, domain: &Domain, terms: Terms, entity: &str) -> Result<KnowledgeGraph, Failure> {
    let mut documents: BTreeSet<_> = store.documents_that_mention(entity)?.into_iter().collect();
    let near = KnowledgeGraph::from_quads(&store.quads_of(&documents)?, Terms::new());
    let dating = near.edges().filter(|(subject, _, object)| subject.iri == entity || object.iri == entity);
    let dating =
        dating.filter_map(|(subject, edge, object)| match domain.ontology.predicate(&edge.predicate)?.dated_by? {
            End::Subject => Some(&subject.iri),
            End::Object => Some(&object.iri),
        });
    for event in dating.collect::<BTreeSet<_>>() {
        documents.extend(store.documents_that_mention(event)?);
    }
    Ok(KnowledgeGraph::from_quads(&store.quads_of(&documents)?, terms))
}

#[derive(Serialize)]
struct Lists<'a> {
    valid: &'a [Line<'a>],
    reported: &'a [Line<'a>],
}

/// A row as it is written.
#[derive(Serialize)]
struct Line<'a> {
    /// `valid` where `date` is when it was so, `reported` where nothing but the day of the report is known.
    time: &'static str,
    date: Option<&'a str>,
    precision: Option<&'static str>,
    first: Option<String>,
    last: Option<String>,
    subject: &'a str,
    subject_name: &'a str,
    predicate: &'a str,
    object: &'a str,
    object_name: &'a str,
    factuality: &'static str,
    claimant: Option<&'a str>,
    claimant_name: Option<&'a str>,
    confidence: f64,
    document: &'a str,
    start: usize,
    end: usize,
    words: String,
    reported: Option<String>,
    /// Where the date is said, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    dated_by: Option<Dated<'a>>,
}

#[derive(Serialize)]
struct Dated<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    words: String,
    factuality: &'static str,
}

impl<'a> Line<'a> {
    fn new(graph: &'a KnowledgeGraph, row: &Row<'a>) -> Self {
        let claim = row.claim;
        let period = row.valid.and_then(|valid| valid.period);
        let (object, object_name) = match row.object {
            Object::Entity(node) => (node.iri.as_str(), node.label(Language::Arabic)),
            Object::Literal(text) => (text, text),
        };
        let precision = row.valid.map(|valid| valid.period.map_or("no year", |period| period.precision.as_str()));
        Self {
            time: if row.valid.is_some() { "valid" } else { "reported" },
            date: row.valid.map(|valid| valid.written),
            precision,
            first: period.map(|period| period.first.to_string()),
            last: period.map(|period| period.last.to_string()),
            subject: &row.subject.iri,
            subject_name: row.subject.label(Language::Arabic),
            predicate: row.predicate,
            object,
            object_name,
            factuality: claim.factuality.as_str(),
            claimant: claim.claimant.as_deref(),
            claimant_name: claim.claimant.as_deref().map(|iri| graph.label(iri, Language::Arabic)),
            confidence: claim.confidence,
            document: &claim.document,
            start: claim.evidence.start,
            end: claim.evidence.end,
            words: one_line(&claim.evidence.text),
            reported: row.reported.map(|period| period.to_string()),
            dated_by: row.valid.filter(|valid| valid.said.id != claim.id).map(|valid| Dated {
                document: &valid.said.document,
                start: valid.said.evidence.start,
                end: valid.said.evidence.end,
                words: one_line(&valid.said.evidence.text),
                factuality: valid.said.factuality.as_str(),
            }),
        }
    }

    /// Place and whatever is to be known before it is believed.
    fn details(&self) -> String {
        let mut details = format!("{} {}–{}", self.document, self.start, self.end);
        if self.factuality != Factuality::Asserted.as_str() {
            details += &format!(" · {}", self.factuality);
        }
        if let Some(claimant) = self.claimant_name {
            details += &format!(" · claimed by {claimant}");
        }
        if let (Some(reported), "valid") = (&self.reported, self.time) {
            details += &format!(" · reported {reported}");
        }
        if self.confidence < 1.0 {
            details += &format!(" · confidence {}", self.confidence);
        }
        details
    }
}

fn write_text(out: &mut impl Write, valid: &[Line<'_>], reported: &[Line<'_>], paint: Paint) -> io::Result<()> {
    let mut day = None;
    for line in valid {
        if day != Some(line.date) {
            let gap = if day.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", paint.strong(line.date.unwrap_or_default()))?;
            day = Some(line.date);
        }
        write_line(out, line, paint)?;
    }
    if reported.is_empty() {
        return Ok(());
    }
    let gap = if valid.is_empty() { "" } else { "\n" };
    writeln!(out, "{gap}{}", paint.strong("no date in the text; by the day of the report:"))?;
    let mut day = None;
    for line in reported {
        if day != Some(&line.reported) {
            writeln!(out, "\n{}", paint.strong(format!("reported {}", line.reported.as_deref().unwrap_or_default())))?;
            day = Some(&line.reported);
        }
        write_line(out, line, paint)?;
    }
    Ok(())
}

fn write_line(out: &mut impl Write, line: &Line<'_>, paint: Paint) -> io::Result<()> {
    let own = line.dated_by.is_none() && line.date == Some(line.object_name);
    let object = if own { "" } else { line.object_name };
    let said = format!("{} {} {object}", line.subject_name, paint.strong(line.predicate));
    writeln!(out, "  {}", said.trim_end())?;
    writeln!(out, "      {}", line.words)?;
    writeln!(out, "      {}", paint.faint(line.details()))?;
    match &line.dated_by {
        Some(dated) if dated.words != line.words => {
            let mark = if dated.factuality == "asserted" { String::new() } else { format!(" · {}", dated.factuality) };
            let place = format!("dated by {} {}–{}{mark}: {}", dated.document, dated.start, dated.end, dated.words);
            writeln!(out, "      {}", paint.faint(place))
        }
        _ => Ok(()),
    }
}

/// One JSON object with a line break at its end.
pub(crate) fn write_json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)
}

fn write_tsv<'a>(out: &mut impl Write, lines: impl Iterator<Item = &'a Line<'a>>) -> io::Result<()> {
    let header = "time\tdate\tprecision\tfirst\tlast\treported\tsubject\tsubject_name\tpredicate\tobject\tobject_name\t\
                  factuality\tclaimant\tconfidence\tdocument\tstart\tend\twords";
    writeln!(out, "{header}")?;
    for line in lines {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells = [
            line.time.to_owned(),
            line.date.unwrap_or_default().to_owned(),
            line.precision.unwrap_or_default().to_owned(),
            text(&line.first),
            text(&line.last),
            text(&line.reported),
            line.subject.to_owned(),
            line.subject_name.to_owned(),
            line.predicate.to_owned(),
            line.object.to_owned(),
            line.object_name.to_owned(),
            line.factuality.to_owned(),
            line.claimant.unwrap_or_default().to_owned(),
            line.confidence.to_string(),
            line.document.to_owned(),
            line.start.to_string(),
            line.end.to_string(),
            line.words.clone(),
        ];
        writeln!(out, "{}", cells.map(|cell| one_line(&cell)).join("\t"))?;
    }
    Ok(())
}
