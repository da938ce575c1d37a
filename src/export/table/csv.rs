//! CSV for Gephi and spreadsheets: a table of nodes and a table of edges.

use std::io::{self, Write};
use std::path::Path;

use crate::error::Result;
use crate::export::Options;
use crate::export::columns::{Columns, Value};
use crate::export::folder::{make, write_file};
use crate::graph::KnowledgeGraph;

/// Writes `nodes.csv` and `edges.csv`.
pub(in crate::export) fn write_folder(graph: &KnowledgeGraph, options: &Options, folder: &Path) -> Result<()> {
    make(folder)?;
    write_file(folder, "nodes.csv", |file| write_nodes(graph, options, file))?;
    write_file(folder, "edges.csv", |file| write_edges(graph, options, file))
}

fn write_nodes(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut table = csv::Writer::from_writer(writer);
    let names = columns.of_nodes().into_iter().map(|(name, _)| if name == "label" { "Label".to_owned() } else { name });
    table.write_record(std::iter::once("Id".to_owned()).chain(names))?;
    for node in graph.nodes() {
        table.write_record(std::iter::once(safe(&node.iri)).chain(columns.node(node).into_iter().map(cell)))?;
    }
    table.flush()
}

/// The ends' labels stand beside their identifiers, so that the table can be read on its own.
pub(in crate::export) fn write_edges(
    graph: &KnowledgeGraph,
    options: &Options,
    writer: &mut impl Write,
) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut table = csv::Writer::from_writer(writer);
    let names = columns.of_edges().into_iter().map(|(name, _)| if name == "label" { "Label".to_owned() } else { name });
    let first = ["Source", "Target", "Type", "Id", "source_label", "target_label"].map(str::to_owned);
    table.write_record(first.into_iter().chain(names))?;
    for (subject, edge, object) in graph.edges() {
        let labels = [subject, object].map(|node| safe(node.label(options.language)));
        let [source, target] = [subject, object].map(|node| safe(&node.iri));
        let direction = if edge.undirected { "Undirected" } else { "Directed" };
        let first = [source, target, direction.to_owned(), safe(&edge.claim.id)];
        table.write_record(first.into_iter().chain(labels).chain(columns.edge(edge).into_iter().map(cell)))?;
    }
    table.flush()
}

fn cell(value: Option<Value<'_>>) -> String {
    match value {
        None => String::new(),
        Some(value @ (Value::Count(_) | Value::Number(_) | Value::Flag(_))) => value.to_text().into_owned(),
        Some(value @ (Value::Text(_) | Value::List(_))) => safe(&value.to_text()),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one, also behind
/// spaces and marks that are not seen. NUL, which ends a text in many programs, is left out.
fn safe(text: &str) -> String {
    let text = text.replace('\0', "");
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
    };
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    let begins = text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(unseen).starts_with(formula);
    if begins { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn formulas_are_guarded() {
        for text in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u{200f}=1", "\u{ff1d}1", "\r1"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        for text in ["باريس", "a=b", "https://example.org/x", "2014-09-15", ""] {
            assert_eq!(safe(text), text);
        }
    }
}
