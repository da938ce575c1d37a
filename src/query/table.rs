//! Rows as a table for people, in which Arabic stays in its column.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};

use super::answer::Rows;
use crate::domain::Prefixes;

/// Left-to-right mark: keeps a terminal that orders Arabic by itself from swapping neighbouring columns.
const MARK: char = '\u{200e}';

/// Writes the table and the number of its rows.
pub(super) fn write(rows: &Rows, prefixes: &Prefixes, width: Option<u16>, to: &mut impl Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(&rows.variables);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in &rows.rows {
        table.add_row(row.iter().map(|term| term.as_ref().map_or_else(String::new, |term| cell(term, prefixes))));
    }
    for line in table.lines() {
        // Only terminals order text; in a file or a pipe the mark would be in the way.
        let line = if width.is_some() { marked(&line) } else { line };
        writeln!(to, "{line}")?;
    }
    match (rows.rows.len(), rows.cut) {
        (1, false) => writeln!(to, "1 row"),
        (n, false) => writeln!(to, "{n} rows"),
        (n, true) => writeln!(to, "{n} rows, and there are more"),
    }
}

fn marked(line: &str) -> String {
    let mut marked = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        marked.push(c);
        if matches!(c, '│' | '┆') {
            marked.push(MARK);
        }
    }
    marked
}

/// A term in a cell: IRIs by their prefixes, literals without quotes, on one line.
fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => prefixes.shorten(node.as_str()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Term::Triple(triple) => triple_cell(triple, prefixes),
    }
}

fn triple_cell(triple: &Triple, prefixes: &Prefixes) -> String {
    let subject = match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => prefixes.shorten(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    format!("{subject} {} {}", prefixes.shorten(triple.predicate.as_str()), cell(&triple.object, prefixes))
}
