//! Parquet: a table of nodes, one of edges, and one of every statement with its words.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result as Written;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use crate::error::{Error, Result};
use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::export::folder::make;
use crate::graph::{Claim, KnowledgeGraph};

/// So many rows are a group, which is in memory at a time.
const GROUP: usize = 50_000;

type Row<'a> = Vec<Option<Value<'a>>>;

/// What is told of every statement, of an entity with an entity or with a literal.
const EVIDENCE: [(&str, Kind); 15] = [
    ("statement", Kind::Text),
    ("edge", Kind::Text),
    ("subject", Kind::Text),
    ("predicate", Kind::Text),
    ("object", Kind::Text),
    ("value", Kind::Text),
    ("factuality", Kind::Text),
    ("asserted", Kind::Flag),
    ("confidence", Kind::Number),
    ("claimant", Kind::Text),
    ("document", Kind::Text),
    ("date", Kind::Text),
    ("start", Kind::Count),
    ("end", Kind::Count),
    ("text", Kind::Text),
];

/// Writes `nodes.parquet`, `edges.parquet` and `evidence.parquet`.
pub(in crate::export) fn write_folder(graph: &KnowledgeGraph, options: &Options, folder: &Path) -> Result<()> {
    make(folder)?;
    let columns = Columns::new(graph, options);
    let with = |first: &[&str], rest: Vec<(String, Kind)>| {
        let first = first.iter().map(|name| ((*name).to_owned(), Kind::Text));
        first.chain(rest).collect::<Vec<_>>()
    };
    let nodes = graph.nodes().map(|node| first([&node.iri], columns.node(node)));
    write_table(&folder.join("nodes.parquet"), &with(&["id"], columns.of_nodes()), nodes)?;
    let edges = graph
        .edges()
        .map(|(subject, edge, object)| first([&edge.claim.id, &subject.iri, &object.iri], columns.edge(edge)));
    write_table(&folder.join("edges.parquet"), &with(&["id", "source", "target"], columns.of_edges()), edges)?;
    let evidence: Vec<_> = EVIDENCE.iter().map(|&(name, kind)| (name.to_owned(), kind)).collect();
    let of_edges = graph.edges().flat_map(|(subject, edge, object)| {
        let told = move |claim| {
            let ends = [&edge.claim.id, &subject.iri, &edge.predicate, &object.iri];
            statement(graph, claim, ends.map(String::as_str), "")
        };
        edge.claims().map(told)
    });
    let of_nodes = graph.nodes().flat_map(|node| {
        node.attributes.iter().map(|attribute| {
            statement(graph, &attribute.claim, ["", &node.iri, &attribute.predicate, ""], &attribute.value)
        })
    });
    write_table(&folder.join("evidence.parquet"), &evidence, of_edges.chain(of_nodes))
}

fn first<'a, const N: usize>(texts: [&'a str; N], rest: Row<'a>) -> Row<'a> {
    texts.into_iter().map(text).chain(rest).collect()
}

fn text(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| Value::Text(text.into()))
}

/// The values of [`EVIDENCE`].
fn statement<'a>(graph: &'a KnowledgeGraph, claim: &'a Claim, ends: [&'a str; 4], value: &'a str) -> Row<'a> {
    let [edge, subject, predicate, object] = ends;
    let place = |offset| (!claim.document.is_empty()).then_some(Value::Count(offset));
    vec![
        text(&claim.id),
        text(edge),
        text(subject),
        text(predicate),
        text(object),
        text(value),
        text(claim.factuality.as_str()),
        Some(Value::Flag(claim.asserted)),
        Some(Value::Number(claim.confidence)),
        claim.claimant.as_deref().and_then(text),
        text(&claim.document),
        graph.report_date(&claim.document).and_then(text),
        place(claim.evidence.start),
        place(claim.evidence.end),
        text(&claim.evidence.text),
    ]
}

fn write_table<'a>(path: &Path, columns: &[(String, Kind)], rows: impl Iterator<Item = Row<'a>>) -> Result<()> {
    let file = File::create(path).map_err(|e| Error::io(path, e))?;
    write_rows(file, columns, rows).map_err(|e| Error::io(path, std::io::Error::other(e)))
}

fn write_rows<'a>(file: File, columns: &[(String, Kind)], rows: impl Iterator<Item = Row<'a>>) -> Written<()> {
    let fields = columns.iter().map(|(name, kind)| field(name, *kind)).collect::<Written<Vec<_>>>()?;
    let schema = Type::group_type_builder("schema").with_fields(fields).build()?;
    let properties = WriterProperties::builder().set_created_by("nisba".to_owned()).build();
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let rows: Vec<Row<'_>> = rows.by_ref().take(GROUP).collect();
        let mut group = writer.next_row_group()?;
        for (at, (_, kind)) in columns.iter().enumerate() {
            write_column(&mut group, *kind, &rows, at)?;
        }
        group.close()?;
    }
    writer.close().map(drop)
}

/// Any value may be missing; a list has no missing parts.
fn field(name: &str, kind: Kind) -> Written<TypePtr> {
    let number =
        |name, physical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).build();
    let string = |name: &str, repetition| {
        Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
            .with_repetition(repetition)
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8)
            .build()
    };
    let field = match kind {
        Kind::Text => string(name, Repetition::OPTIONAL)?,
        Kind::Count => number(name, PhysicalType::INT64)?,
        Kind::Number => number(name, PhysicalType::DOUBLE)?,
        Kind::Flag => number(name, PhysicalType::BOOLEAN)?,
        Kind::List => {
            let element = Arc::new(string("element", Repetition::REQUIRED)?);
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
            let list = Arc::new(list.with_fields(vec![element]).build()?);
            Type::group_type_builder(name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![list])
                .build()?
        }
    };
    Ok(Arc::new(field))
}

fn write_column(
    group: &mut SerializedRowGroupWriter<'_, File>,
    kind: Kind,
    rows: &[Row<'_>],
    at: usize,
) -> Written<()> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let values = || rows.iter().map(|row| row[at].as_ref());
    let there: Vec<i16> = values().map(|value| i16::from(value.is_some())).collect();
    match kind {
        Kind::Text => {
            let texts: Vec<_> = values().flatten().map(|value| ByteArray::from(value.to_text().as_ref())).collect();
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&there), None)?;
        }
        Kind::Count => {
            let counts: Vec<_> = values().flatten().map(count).collect();
            column.typed::<Int64Type>().write_batch(&counts, Some(&there), None)?;
        }
        Kind::Number => {
            let number = |value: &Value<'_>| if let Value::Number(number) = value { *number } else { f64::NAN };
            let numbers: Vec<_> = values().flatten().map(number).collect();
            column.typed::<DoubleType>().write_batch(&numbers, Some(&there), None)?;
        }
        Kind::Flag => {
            let flags: Vec<_> = values().flatten().map(|value| *value == Value::Flag(true)).collect();
            column.typed::<BoolType>().write_batch(&flags, Some(&there), None)?;
        }
        Kind::List => {
            let (mut texts, mut there, mut again) = (Vec::new(), Vec::new(), Vec::new());
            for value in values() {
                match value {
                    Some(Value::List(parts)) if !parts.is_empty() => {
                        for (i, part) in parts.iter().enumerate() {
                            texts.push(ByteArray::from(part.as_ref()));
                            there.push(2);
                            again.push(i16::from(i > 0));
                        }
                    }
                    value => {
                        there.push(i16::from(value.is_some()));
                        again.push(0);
                    }
                }
            }
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&there), Some(&again))?;
        }
    }
    column.close()
}

fn count(value: &Value<'_>) -> i64 {
    if let Value::Count(count) = value { i64::try_from(*count).unwrap_or(i64::MAX) } else { 0 }
}
