//! GraphML, for Gephi, yEd, Cytoscape, networkx and igraph.

use std::io::{self, Write};

use super::{XmlWriter, yed};
use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut xml = XmlWriter::new(writer)?;
    let schema = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
    let mut namespaces = vec![
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", schema),
    ];
    namespaces.extend(options.yed.then_some(("xmlns:y", yed::NAMESPACE)));
    xml.open("graphml", &namespaces)?;
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    let node_keys = write_keys(&mut xml, "node", 'n', &node_columns)?;
    let edge_keys = write_keys(&mut xml, "edge", 'e', &edge_columns)?;
    if options.yed {
        yed::write_keys(&mut xml)?;
    }
    // Where no edge has a direction this is said once, as networkx does not read a graph that has edges of both kinds.
    let all_undirected = graph.edges().len() > 0 && graph.edges().all(|(_, edge, _)| edge.undirected);
    let usual = if all_undirected { "undirected" } else { "directed" };
    xml.open("graph", &[("id", "G"), ("edgedefault", usual)])?;
    for (at, node) in graph.nodes().enumerate() {
        xml.open("node", &[("id", &node.iri)])?;
        write_values(&mut xml, &node_keys, columns.node(node))?;
        if options.yed {
            yed::write_node(&mut xml, graph, at, node, options)?;
        }
        xml.close("node")?;
    }
    for (subject, edge, object) in graph.edges() {
        let mut attributes = vec![("id", edge.claim.id.as_str()), ("source", &subject.iri), ("target", &object.iri)];
        attributes.extend((edge.undirected && !all_undirected).then_some(("directed", "false")));
        xml.open("edge", &attributes)?;
        write_values(&mut xml, &edge_keys, columns.edge(edge))?;
        if options.yed {
            yed::write_edge(&mut xml, graph, edge, options)?;
        }
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.finish()
}

/// Declares the columns and returns their keys.
fn write_keys<W: Write>(
    xml: &mut XmlWriter<W>,
    of: &str,
    prefix: char,
    columns: &[(String, Kind)],
) -> io::Result<Vec<String>> {
    let keys: Vec<String> = (0..columns.len()).map(|i| format!("{prefix}{i}")).collect();
    for (id, (name, kind)) in keys.iter().zip(columns) {
        xml.empty("key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", type_of(*kind))])?;
    }
    Ok(keys)
}

fn write_values<W: Write>(xml: &mut XmlWriter<W>, keys: &[String], values: Vec<Option<Value<'_>>>) -> io::Result<()> {
    for (key, value) in keys.iter().zip(values) {
        if let Some(value) = value {
            xml.text("data", &[("key", key)], &value.to_text())?;
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
