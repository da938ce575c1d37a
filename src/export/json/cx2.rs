//! CX2, the exchange format of Cytoscape and NDEx, with colours, sizes and lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::{object, write_array};
use crate::export::Options;
use crate::export::columns::{Columns, Kind};
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    // Cytoscape shows what is called `name` and `interaction`, and has identifiers of its own, which are numbers.
    let node_columns = renamed(columns.of_nodes(), "name");
    let edge_columns = renamed(columns.of_edges(), "interaction");
    let declarations = json!({
        "networkAttributes": { "name": { "d": "string" } },
        "nodes": declared("iri", &node_columns),
        "edges": declared("statement", &edge_columns),
    });
    let counted = [
        ("attributeDeclarations", 1),
        ("networkAttributes", 1),
        ("nodes", graph.nodes().len()),
        ("edges", graph.edges().len()),
        ("visualProperties", 1),
        ("nodeBypasses", graph.nodes().len()),
    ];
    let counted: Vec<Json> = counted.iter().map(|(name, n)| json!({ "name": name, "elementCount": n })).collect();
    writeln!(writer, "[{},", json!({ "CXVersion": "2.0", "hasFragments": false }))?;
    writeln!(writer, "{},", json!({ "metaData": counted }))?;
    writeln!(writer, "{},", json!({ "attributeDeclarations": [declarations] }))?;
    writeln!(writer, "{},", json!({ "networkAttributes": [{ "name": options.title }] }))?;
    write!(writer, "{{\"nodes\":")?;
    let nodes = graph.nodes().enumerate().map(|(id, node)| {
        let values = object(&[("iri", &node.iri)], &node_columns, columns.node(node));
        json!({ "id": id, "v": values })
    });
    write_array(writer, nodes)?;
    write!(writer, "}},\n{{\"edges\":")?;
    let places: BTreeMap<&str, usize> = graph.nodes().enumerate().map(|(id, node)| (node.iri.as_str(), id)).collect();
    let edges = graph.edges().enumerate().map(|(id, (subject, edge, end))| {
        let values = object(&[("statement", &edge.claim.id)], &edge_columns, columns.edge(edge));
        json!({ "id": id, "s": places[subject.iri.as_str()], "t": places[end.iri.as_str()], "v": values })
    });
    write_array(writer, edges)?;
    write!(writer, "}},\n{},\n{{\"nodeBypasses\":", json!({ "visualProperties": [style()] }))?;
    let looks = graph.nodes().enumerate().map(|(id, node)| {
        let [r, g, b] = options.color_of(node);
        let size = options.size_of(graph, node);
        let fill = format!("#{r:02x}{g:02x}{b:02x}");
        json!({ "id": id, "v": { "NODE_BACKGROUND_COLOR": fill, "NODE_WIDTH": size, "NODE_HEIGHT": size } })
    });
    write_array(writer, looks)?;
    writeln!(writer, "}},\n{}]", json!({ "status": [{ "success": true }] }))
}

fn renamed(mut columns: Vec<(String, Kind)>, label: &str) -> Vec<(String, Kind)> {
    for (name, _) in &mut columns {
        if name == "label" {
            label.clone_into(name);
        } else if name == label || ["iri", "statement"].contains(&name.as_str()) {
            *name = format!("predicate_{name}");
        }
    }
    columns
}

fn declared(identifier: &str, columns: &[(String, Kind)]) -> Json {
    let mut all = Map::from_iter([(identifier.to_owned(), json!({ "d": "string" }))]);
    for (name, kind) in columns {
        let kind = match kind {
            Kind::Text => "string",
            Kind::List => "list_of_string",
            Kind::Count => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        all.insert(name.clone(), json!({ "d": kind }));
    }
    all.into()
}

/// Labels from the attributes, arrows, and dashes where a statement is no fact.
fn style() -> Json {
    let label =
        |attribute| json!({ "type": "PASSTHROUGH", "definition": { "attribute": attribute, "type": "string" } });
    let dashes = json!({
        "type": "DISCRETE",
        "definition": { "attribute": "asserted", "type": "boolean", "map": [{ "v": false, "vp": "dashed" }] },
    });
    let heads = json!({
        "type": "DISCRETE",
        "definition": { "attribute": "directed", "type": "boolean", "map": [{ "v": false, "vp": "none" }] },
    });
    json!({
        "default": {
            "network": { "NETWORK_BACKGROUND_COLOR": "#ffffff" },
            "node": { "NODE_SHAPE": "ellipse", "NODE_BORDER_COLOR": "#555555", "NODE_BORDER_WIDTH": 1 },
            "edge": { "EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_LINE_COLOR": "#555555", "EDGE_LINE_STYLE": "solid" },
        },
        "nodeMapping": { "NODE_LABEL": label("name") },
        "edgeMapping": {
            "EDGE_LABEL": label("interaction"), "EDGE_LINE_STYLE": dashes, "EDGE_TARGET_ARROW_SHAPE": heads,
        },
    })
}
