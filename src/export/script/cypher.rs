//! A Cypher script: a constraint, then entities and relationships in batches, each put in once however often it is run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::export::property_graph::{ENTITY, keys, label, relationship_type};
use crate::graph::KnowledgeGraph;

/// So many rows are one statement, and so one transaction.
const BATCH: usize = 500;

/// One entity or relationship: what finds it, then its properties.
struct Row<'a> {
    first: Vec<(&'static str, String)>,
    values: Vec<Option<Value<'a>>>,
}

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    writeln!(writer, "CREATE CONSTRAINT nisba_iri IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.iri IS UNIQUE;")?;
    let mut nodes: BTreeMap<Option<String>, Vec<Row<'_>>> = BTreeMap::new();
    for node in graph.nodes() {
        let row = Row { first: vec![("iri", node.iri.clone())], values: columns.node(node) };
        nodes.entry(label(node)).or_default().push(row);
    }
    for (label, rows) in &nodes {
        let label = label.as_ref().map(|label| format!(" SET n:`{label}`")).unwrap_or_default();
        let found = format!("MERGE (n:{ENTITY} {{iri: row.iri}}){label}");
        write_rows(rows, &columns.of_nodes(), &found, 'n', writer)?;
    }
    let mut edges: BTreeMap<String, Vec<Row<'_>>> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        let ends = [("id", &edge.claim.id), ("source", &subject.iri), ("target", &object.iri)];
        let first = ends.map(|(key, value)| (key, value.clone())).to_vec();
        edges.entry(relationship_type(edge)).or_default().push(Row { first, values: columns.edge(edge) });
    }
    for (kind, rows) in &edges {
        let ends = format!("MATCH (s:{ENTITY} {{iri: row.source}}), (o:{ENTITY} {{iri: row.target}})");
        let found = format!("{ends} MERGE (s)-[r:`{kind}` {{id: row.id}}]->(o)");
        write_rows(rows, &columns.of_edges(), &found, 'r', writer)?;
    }
    Ok(())
}

/// Statements over rows that have the same label or type. Columns that no row of a statement fills are left out.
fn write_rows(
    rows: &[Row<'_>],
    columns: &[(String, Kind)],
    found: &str,
    variable: char,
    writer: &mut impl Write,
) -> io::Result<()> {
    let keys = keys(columns);
    for batch in rows.chunks(BATCH) {
        let filled = |at: &usize| batch.iter().any(|row| row.values.get(*at).is_some_and(Option::is_some));
        let filled: Vec<usize> = (0..columns.len()).filter(filled).collect();
        writeln!(writer, "UNWIND [")?;
        for (at, row) in batch.iter().enumerate() {
            let first = row.first.iter().map(|(key, value)| format!("{key}: {}", quoted(value)));
            let rest = filled.iter().map(|&at| format!("`{}`: {}", keys[at], literal(row.values[at].as_ref())));
            let comma = if at + 1 < batch.len() { "," } else { "" };
            writeln!(writer, "  {{{}}}{comma}", first.chain(rest).collect::<Vec<_>>().join(", "))?;
        }
        let sets: Vec<_> = filled.iter().map(|&at| format!("{variable}.`{0}` = row.`{0}`", keys[at])).collect();
        let sets = if sets.is_empty() { String::new() } else { format!("\nSET {}", sets.join(", ")) };
        writeln!(writer, "] AS row\n{found}{sets};")?;
    }
    Ok(())
}

fn literal(value: Option<&Value<'_>>) -> String {
    match value {
        None => "null".to_owned(),
        Some(Value::Text(text)) => quoted(text),
        Some(Value::List(parts)) => {
            format!("[{}]", parts.iter().map(|part| quoted(part)).collect::<Vec<_>>().join(", "))
        }
        Some(Value::Count(count)) => count.to_string(),
        // With a point or an exponent, so that it is no whole number.
        Some(Value::Number(number)) if number.is_finite() => format!("{number:?}"),
        Some(Value::Number(_)) => "null".to_owned(),
        Some(Value::Flag(flag)) => flag.to_string(),
    }
}

/// A string. Line ends stand in it as they are, as engines differ in the escapes they know beside quotes and backslashes;
/// NUL, which not every engine keeps, is left out.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\0' => {}
            '\'' => quoted.push_str("\\'"),
            '\\' => quoted.push_str("\\\\"),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
