//! Elements of Cytoscape.js, which Cytoscape opens too.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::{object, write_array};
use crate::export::Options;
use crate::export::columns::Columns;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    let head = json!({ "name": options.title });
    write!(writer, "{{\"data\":{head},\n\"elements\":{{\"nodes\":")?;
    let element = |data: Json, class: &str| json!({ "data": data, "classes": class });
    let nodes = graph.nodes().map(|node| {
        let data = object(&[("id", &node.iri)], &node_columns, columns.node(node));
        element(data, &node.class)
    });
    write_array(writer, nodes)?;
    write!(writer, ",\n\"edges\":")?;
    let edges = graph.edges().map(|(subject, edge, object_node)| {
        let ends = [("id", edge.claim.id.as_str()), ("source", &subject.iri), ("target", &object_node.iri)];
        element(object(&ends, &edge_columns, columns.edge(edge)), edge.claim.factuality.as_str())
    });
    write_array(writer, edges)?;
    writer.write_all(b"}}\n")
}
