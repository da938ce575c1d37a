//! CSV for `neo4j-admin database import`, with typed headers.
//!
//! Parts of lists are separated by U+001F, as no text of a document has it, and texts keep their line ends, so the import
//! needs `--array-delimiter=U+001F --multiline-fields=true`.

use std::io::{self, Write};
use std::path::Path;

use crate::error::Result;
use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::export::folder::{make, write_file};
use crate::export::property_graph::{ENTITY, keys, label, relationship_type};
use crate::graph::KnowledgeGraph;

const SEPARATOR: &str = "\u{1f}";

/// Writes `nodes.csv` and `relationships.csv`.
pub(in crate::export) fn write_folder(graph: &KnowledgeGraph, options: &Options, folder: &Path) -> Result<()> {
    make(folder)?;
    write_file(folder, "nodes.csv", |file| write_nodes(graph, options, file))?;
    write_file(folder, "relationships.csv", |file| write_relationships(graph, options, file))
}

fn write_nodes(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut table = csv::Writer::from_writer(writer);
    let first = ["iri:ID", ":LABEL"].map(str::to_owned);
    table.write_record(first.into_iter().chain(header(&columns.of_nodes())))?;
    for node in graph.nodes() {
        let labels = std::iter::once(ENTITY.to_owned()).chain(label(node)).collect::<Vec<_>>().join(SEPARATOR);
        let first = [clean(&node.iri), labels];
        table.write_record(first.into_iter().chain(columns.node(node).into_iter().map(cell)))?;
    }
    table.flush()
}

fn write_relationships(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut table = csv::Writer::from_writer(writer);
    let first = [":START_ID", ":END_ID", ":TYPE", "id:string"].map(str::to_owned);
    table.write_record(first.into_iter().chain(header(&columns.of_edges())))?;
    for (subject, edge, object) in graph.edges() {
        let first = [clean(&subject.iri), clean(&object.iri), relationship_type(edge), clean(&edge.claim.id)];
        table.write_record(first.into_iter().chain(columns.edge(edge).into_iter().map(cell)))?;
    }
    table.flush()
}

/// `degree:long`.
fn header(columns: &[(String, Kind)]) -> Vec<String> {
    let kinds = columns.iter().map(|(_, kind)| match kind {
        Kind::Text => "string",
        Kind::List => "string[]",
        Kind::Count => "long",
        Kind::Number => "double",
        Kind::Flag => "boolean",
    });
    keys(columns).into_iter().zip(kinds).map(|(key, kind)| format!("{key}:{kind}")).collect()
}

fn cell(value: Option<Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::List(parts)) => parts.iter().map(|part| clean(part)).collect::<Vec<_>>().join(SEPARATOR),
        Some(value) => clean(&value.to_text()),
    }
}

/// Without NUL and the separator.
fn clean(text: &str) -> String {
    text.replace(['\0', '\u{1f}'], "")
}
