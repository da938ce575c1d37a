//! GraphML, for Gephi, yEd, Cytoscape, networkx and igraph.

use std::io::{self, Write};

use super::XmlWriter;
use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut xml = XmlWriter::new(writer)?;
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ],
    )?;
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    write_keys(&mut xml, "node", 'n', &node_columns)?;
    write_keys(&mut xml, "edge", 'e', &edge_columns)?;
    xml.open("graph", &[("id", "G"), ("edgedefault", "directed")])?;
    for node in graph.nodes() {
        xml.open("node", &[("id", &node.iri)])?;
        write_values(&mut xml, 'n', columns.node(node))?;
        xml.close("node")?;
    }
    for (subject, edge, object) in graph.edges() {
        xml.open("edge", &[("id", &edge.claim.id), ("source", &subject.iri), ("target", &object.iri)])?;
        write_values(&mut xml, 'e', columns.edge(edge))?;
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.finish()
}

fn write_keys<W: Write>(xml: &mut XmlWriter<W>, of: &str, prefix: char, columns: &[(String, Kind)]) -> io::Result<()> {
    for (i, (name, kind)) in columns.iter().enumerate() {
        let id = format!("{prefix}{i}");
        xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", type_of(*kind))])?;
    }
    Ok(())
}

fn write_values<W: Write>(xml: &mut XmlWriter<W>, prefix: char, values: Vec<Option<Value>>) -> io::Result<()> {
    for (i, value) in values.into_iter().enumerate() {
        if let Some(value) = value {
            xml.text("data", &[("key", &format!("{prefix}{i}"))], &value.to_text())?;
        }
    }
    Ok(())
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::List => "string",
        Kind::Count => "long",
        Kind::Number => "double",
        Kind::Flag => "boolean",
    }
}
