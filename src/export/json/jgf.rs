//! JSON Graph Format, version 2: one directed graph.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::{object, write_array};
use crate::export::Options;
use crate::export::columns::Columns;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let (node_columns, edge_columns) = (columns.of_nodes(), columns.of_edges());
    let title: Json = options.title.as_str().into();
    write!(writer, "{{\"graph\":{{\"label\":{title},\"directed\":true,\n\"nodes\":{{")?;
    let mut separator = "\n";
    for node in graph.nodes() {
        let iri: Json = node.iri.as_str().into();
        let metadata = object(&[], &node_columns, columns.node(node));
        let value = json!({ "label": node.label(options.language), "metadata": metadata });
        write!(writer, "{separator}{iri}:{value}")?;
        separator = ",\n";
    }
    write!(writer, "}},\n\"edges\":")?;
    let edges = graph.edges().map(|(subject, edge, end)| {
        let metadata = object(&[], &edge_columns, columns.edge(edge));
        let mut told = json!({
            "id": edge.claim.id, "source": subject.iri, "target": end.iri, "relation": edge.predicate,
            "label": metadata["label"], "metadata": metadata,
        });
        if edge.undirected {
            told["directed"] = false.into();
        }
        told
    });
    write_array(writer, edges)?;
    writer.write_all(b"}}\n")
}
