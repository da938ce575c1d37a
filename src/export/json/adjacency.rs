//! Adjacency JSON as networkx reads it (`adjacency_graph`): each node with the ends of its statements.

use std::io::{self, Write};

use serde_json::json;

use super::{object, write_array};
use crate::export::Options;
use crate::export::columns::Columns;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    let head = json!([["name", options.title]]);
    write!(writer, "{{\"directed\":true,\"multigraph\":true,\"graph\":{head},\n\"nodes\":")?;
    let nodes = graph.nodes().map(|node| object(&[("id", &node.iri)], &node_columns, columns.node(node)));
    write_array(writer, nodes)?;
    write!(writer, ",\n\"adjacency\":")?;
    // Edges stand in the order of their subjects, which is the order of the nodes.
    let mut edges = graph.edges().peekable();
    let neighbours = graph.nodes().map(|node| {
        let mut ends = Vec::new();
        while let Some((_, edge, end)) = edges.next_if(|(subject, _, _)| subject.iri == node.iri) {
            ends.push(object(&[("id", &end.iri), ("key", &edge.claim.id)], &edge_columns, columns.edge(edge)));
        }
        ends.into()
    });
    write_array(writer, neighbours)?;
    writer.write_all(b"}\n")
}
