//! What a query gives: rows, yes or no, or triples; and how that is written.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad, Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::format::Format;
use super::table;
use crate::domain::Prefixes;
use crate::error::{Error, Result};

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Rows(Rows),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE, in the order of their N-Triples lines.
    Graph(Vec<Triple>),
}

/// The rows of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The columns' names.
    pub variables: Vec<String>,
    /// The rows; each has a term or nothing for each column.
    pub rows: Vec<Vec<Option<Term>>>,
    /// Whether there would be more.
    pub cut: bool,
}

impl Answer {
    /// The triples of CONSTRUCT and DESCRIBE as quads of the default graph; nothing for another answer.
    #[must_use]
    pub fn into_quads(self) -> Option<Vec<Quad>> {
        match self {
            Self::Graph(triples) => Some(triples.into_iter().map(|t| t.in_graph(GraphName::DefaultGraph)).collect()),
            Self::Rows(_) | Self::Boolean(_) => None,
        }
    }

    /// Writes the answer. `width` is the terminal's width in columns, nothing where it goes into a file or a pipe: then
    /// a table's lines are as long as they need to be.
    ///
    /// # Errors
    /// [`Error::Query`] where the format does not fit the answer; [`Error::Io`] where it cannot be written.
    pub fn write(&self, format: Format, prefixes: &Prefixes, width: Option<u16>, mut to: impl Write) -> Result<()> {
        let written = match (self, format) {
            (Self::Rows(rows), Format::Table) => table::write(rows, prefixes, width, &mut to),
            (Self::Boolean(value), Format::Table) => writeln!(to, "{}", if *value { "yes" } else { "no" }),
            (Self::Graph(triples), Format::Table) => table::write(&as_rows(triples), prefixes, width, &mut to),
            (Self::Rows(rows), _) => write_rows(rows, results_format(format)?, &mut to),
            (Self::Boolean(value), _) => {
                let serializer = QueryResultsSerializer::from_format(results_format(format)?);
                serializer.serialize_boolean_to_writer(&mut to, *value).and_then(|to| writeln!(to))
            }
            (Self::Graph(triples), _) => write_graph(triples, graph_format(format)?, prefixes, &mut to),
        };
        written.map_err(|e| Error::io("the answer", e))
    }
}

fn as_rows(triples: &[Triple]) -> Rows {
    let row =
        |t: &Triple| vec![Some(t.subject.clone().into()), Some(t.predicate.clone().into()), Some(t.object.clone())];
    Rows {
        variables: ["subject", "predicate", "object"].map(str::to_owned).to_vec(),
        rows: triples.iter().map(row).collect(),
        cut: false,
    }
}

fn results_format(format: Format) -> Result<QueryResultsFormat> {
    match format {
        Format::Json => Ok(QueryResultsFormat::Json),
        Format::Csv => Ok(QueryResultsFormat::Csv),
        Format::Tsv => Ok(QueryResultsFormat::Tsv),
        Format::Xml => Ok(QueryResultsFormat::Xml),
        other => Err(Error::Query(format!(
            "the query gives rows, which {} cannot hold; choose table, json, csv, tsv or xml",
            other.name()
        ))),
    }
}

fn graph_format(format: Format) -> Result<RdfFormat> {
    match format {
        Format::Turtle => Ok(RdfFormat::Turtle),
        Format::TriG => Ok(RdfFormat::TriG),
        Format::NTriples => Ok(RdfFormat::NTriples),
        Format::NQuads => Ok(RdfFormat::NQuads),
        Format::RdfXml | Format::Xml => Ok(RdfFormat::RdfXml),
        other => Err(Error::Query(format!(
            "the query gives triples, which {} cannot hold; choose table, turtle, trig, ntriples, nquads or rdfxml",
            other.name()
        ))),
    }
}

fn write_rows(rows: &Rows, format: QueryResultsFormat, to: &mut impl Write) -> io::Result<()> {
    let variables: Vec<Variable> = rows.variables.iter().map(Variable::new_unchecked).collect();
    let serializer = QueryResultsSerializer::from_format(format);
    let mut serializer = serializer.serialize_solutions_to_writer(&mut *to, variables.clone())?;
    for row in &rows.rows {
        let bound = variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
        serializer.serialize(bound)?;
    }
    serializer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(to)?;
    }
    Ok(())
}

fn write_graph(triples: &[Triple], format: RdfFormat, prefixes: &Prefixes, to: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in prefixes.iter() {
        serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(to);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish().map(|_| ())
}
