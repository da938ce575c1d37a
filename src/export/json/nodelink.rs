//! Node-link JSON as networkx reads it (`node_link_graph`, from version 3.4 on without options).

use std::io::{self, Write};

use serde_json::json;

use super::{object, write_array};
use crate::export::Options;
use crate::export::columns::Columns;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    let head = json!({ "name": options.title });
    write!(writer, "{{\"directed\":true,\"multigraph\":true,\"graph\":{head},\n\"nodes\":")?;
    let nodes = graph.nodes().map(|node| object(&[("id", &node.iri)], &node_columns, columns.node(node)));
    write_array(writer, nodes)?;
    write!(writer, ",\n\"edges\":")?;
    let edges = graph.edges().map(|(subject, edge, object_node)| {
        let ends = [("source", subject.iri.as_str()), ("target", &object_node.iri), ("key", &edge.claim.id)];
        object(&ends, &edge_columns, columns.edge(edge))
    });
    write_array(writer, edges)?;
    writer.write_all(b"}\n")
}
