//! `nisba conflicts`: where sources disagree, with the sentences of both.

use std::io::{self, Write};

use nisba::conflict::{Conflict, Selection, conflicts};
use nisba::graph::{KnowledgeGraph, Language, read_terms};
use nisba::query::find_entity;
use nisba::timeline::Row;
use serde::Serialize;

use super::args::{Conflicts, General, ListFormat};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::sentence::{Texts, one_line};
use super::tell;
use super::timeline::{predicates, whole, write_json};

/// How many statements of a side are shown to read.
const SHOWN: usize = 2;

pub(crate) fn run(args: &Conflicts, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let predicates = predicates(&domain, &args.predicate)?;
    let terms = read_terms(&general.data_files()?);
    let store = general.open_store(&args.store)?;
    let entity = args.entity.as_deref().map(|name| find_entity(&store, &domain.prefixes, name)).transpose()?;
    let graph = whole(&store, terms)?;
    let selection = Selection {
        kinds: args.kind.iter().copied().collect(),
        predicates,
        entity: entity.map(|entity| entity.as_str().to_owned()),
        within_documents: args.within_documents,
        undated: args.undated,
    };
    let mut texts = Texts::new(&store, &domain);
    let found = conflicts(&graph, &domain, &selection);
    let lines: Vec<Line> =
        found.iter().map(|conflict| Line::new(&graph, &mut texts, conflict)).collect::<nisba::Result<_>>()?;
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format {
        ListFormat::Text => lines.iter().try_for_each(|line| write_text(&mut out, line, Paint::new(general))),
        ListFormat::Json => write_json(&mut out, &lines),
        ListFormat::Tsv => write_tsv(&mut out, &lines),
    };
    out.finish(written.map_err(Failure::written))?;
    if !general.quiet {
        match lines.len() {
            0 => tell("no two sources disagree, as far as the graph tells"),
            1 => tell("1 conflict"),
            n => tell(&format!("{n} conflicts")),
        }
        let timeless = found.iter().filter(|conflict| conflict.days_apart.is_none()).count();
        if timeless > 0 {
            tell(&format!(
                "{timeless} of them may be of two times: their documents have no date; `nisba build --help` tells how to \
                 give one"
            ));
        }
    }
    Ok(Outcome::Done)
}

/// A conflict as it is written.
#[derive(Serialize)]
struct Line {
    kind: &'static str,
    about: String,
    predicate: String,
    /// Nothing where the days of the reports are not known.
    days_apart: Option<u32>,
    within_one_document: bool,
    sides: [SideLine; 2],
}

#[derive(Serialize)]
struct SideLine {
    value: String,
    documents: usize,
    statements: Vec<Statement>,
}

#[derive(Serialize)]
struct Statement {
    subject: String,
    factuality: &'static str,
    claimant: Option<String>,
    claimant_name: Option<String>,
    confidence: f64,
    document: String,
    reported: Option<String>,
    date: Option<String>,
    start: usize,
    end: usize,
    words: String,
    sentence: String,
    #[serde(skip)]
    parts: [String; 3],
}

impl Line {
    fn new(graph: &KnowledgeGraph, texts: &mut Texts<'_>, conflict: &Conflict<'_>) -> nisba::Result<Self> {
        let mut side = |at: usize| -> nisba::Result<SideLine> {
            let side = &conflict.sides[at];
            let statement = |row: &Row<'_>| Statement::new(graph, texts, row);
            let statements = side.rows.iter().map(statement).collect::<nisba::Result<Vec<_>>>()?;
            let documents: std::collections::BTreeSet<_> = statements.iter().map(|s| &s.document).collect();
            Ok(SideLine { value: side.value.clone(), documents: documents.len(), statements })
        };
        Ok(Self {
            kind: conflict.kind.as_str(),
            about: conflict.about.label(),
            predicate: conflict.predicate.to_owned(),
            days_apart: conflict.days_apart,
            within_one_document: conflict.within_one_document(),
            sides: [side(0)?, side(1)?],
        })
    }
}

impl Statement {
    fn new(graph: &KnowledgeGraph, texts: &mut Texts<'_>, row: &Row<'_>) -> nisba::Result<Self> {
        let claim = row.claim;
        let parts = texts.sentence(&claim.document, claim.evidence.span())?;
        Ok(Self {
            subject: row.subject.iri.clone(),
            factuality: claim.factuality.as_str(),
            claimant: claim.claimant.clone(),
            claimant_name: claim.claimant.as_deref().map(|iri| graph.label(iri, Language::Arabic).to_owned()),
            confidence: claim.confidence,
            document: claim.document.clone(),
            reported: row.reported.map(|period| period.to_string()),
            date: row.valid.map(|valid| valid.written.to_owned()),
            start: claim.evidence.start,
            end: claim.evidence.end,
            words: one_line(&claim.evidence.text),
            sentence: parts.concat().trim().to_owned(),
            parts,
        })
    }

    fn details(&self) -> String {
        let mut details = format!("{} {}–{}", self.document, self.start, self.end);
        if self.factuality != "asserted" {
            details += &format!(" · {}", self.factuality);
        }
        if let Some(claimant) = &self.claimant_name {
            details += &format!(" · claimed by {claimant}");
        }
        if let Some(date) = &self.date {
            details += &format!(" · on {date}");
        }
        if let Some(reported) = &self.reported {
            details += &format!(" · reported {reported}");
        }
        if self.confidence < 1.0 {
            details += &format!(" · confidence {}", self.confidence);
        }
        details
    }
}

fn write_text(out: &mut impl Write, line: &Line, paint: Paint) -> io::Result<()> {
    writeln!(out, "{} · {} · {}", paint.strong(line.kind), paint.strong(&line.about), line.predicate)?;
    let how = match (line.within_one_document, line.days_apart) {
        (true, _) => "in one document".to_owned(),
        (false, Some(0)) => "of the same day".to_owned(),
        (false, Some(1)) => "1 day apart".to_owned(),
        (false, Some(days)) => format!("{days} days apart"),
        (false, None) => "when they were reported is not known".to_owned(),
    };
    writeln!(out, "  {}", paint.faint(how))?;
    for side in &line.sides {
        writeln!(out, "  {}", paint.strong(&side.value))?;
        for statement in side.statements.iter().take(SHOWN) {
            let [before, words, after] = &statement.parts;
            writeln!(out, "      {}", format!("{before}{}{after}", paint.strong(words)).trim())?;
            writeln!(out, "      {}", paint.faint(statement.details()))?;
        }
        match side.statements.len().saturating_sub(SHOWN) {
            0 => {}
            more => writeln!(out, "      {}", paint.faint(format!("and {more} more: --format json")))?,
        }
    }
    writeln!(out)
}

/// A row a conflict: of each side the statement nearest to the other, and how many say the same.
fn write_tsv(out: &mut impl Write, lines: &[Line]) -> io::Result<()> {
    let side = |n: u8| {
        ["value", "documents", "factuality", "claimant", "confidence", "document", "reported", "date", "start", "end"]
            .into_iter()
            .chain(["sentence"])
            .map(move |name| format!("{name}_{n}"))
    };
    let header = ["kind", "about", "predicate", "days_apart", "within_one_document"].map(str::to_owned);
    let header: Vec<String> = header.into_iter().chain(side(1)).chain(side(2)).collect();
    writeln!(out, "{}", header.join("\t"))?;
    for line in lines {
        let days = line.days_apart.map(|days| days.to_string()).unwrap_or_default();
        let one = line.within_one_document.to_string();
        let mut cells = vec![line.kind.to_owned(), line.about.clone(), line.predicate.clone(), days, one];
        for side in &line.sides {
            let Some(first) = side.statements.first() else { continue };
            cells.extend([
                side.value.clone(),
                side.documents.to_string(),
                first.factuality.to_owned(),
                first.claimant_name.clone().unwrap_or_default(),
                first.confidence.to_string(),
                first.document.clone(),
                first.reported.clone().unwrap_or_default(),
                first.date.clone().unwrap_or_default(),
                first.start.to_string(),
                first.end.to_string(),
                first.sentence.clone(),
            ]);
        }
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}
