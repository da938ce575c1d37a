//! How yEd draws nodes and edges, inside GraphML. yEd shows no attribute as a label by itself, and draws all nodes in one
//! place until it is asked for a layout.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::XmlWriter;
use crate::export::Options;
use crate::graph::{Edge, KnowledgeGraph, Node};

pub(super) const NAMESPACE: &str = "http://www.yworks.com/xml/graphml";

const NODE_KEY: &str = "yn";
const EDGE_KEY: &str = "ye";
/// From one node of the grid to the next.
const STEP: (usize, usize) = (260, 120);

pub(super) fn write_keys<W: Write>(xml: &mut XmlWriter<W>) -> io::Result<()> {
    xml.empty("key", &[("id", NODE_KEY), ("for", "node"), ("yfiles.type", "nodegraphics")])?;
    xml.empty("key", &[("id", EDGE_KEY), ("for", "edge"), ("yfiles.type", "edgegraphics")])
}

/// `at` is the node's place in the order of the nodes, from 0: its place on a grid until yEd lays the graph out.
pub(super) fn write_node<W: Write>(
    xml: &mut XmlWriter<W>,
    graph: &KnowledgeGraph,
    at: usize,
    node: &Node,
    options: &Options,
) -> io::Result<()> {
    let label = node.label(options.language);
    // Round the label, and larger the more is said of the entity.
    let size = options.size_of(graph, node);
    let widest = label.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    let width = (u32::try_from(widest).map_or(f64::MAX, f64::from) * 8.0 + 20.0).max(size);
    let height = (u32::try_from(label.lines().count()).map_or(1.0, f64::from) * 18.0 + 12.0).max(size);
    let columns = graph.nodes().len().isqrt().max(1);
    let [x, y] = [(at % columns) * STEP.0, (at / columns) * STEP.1].map(|place| place.to_string());
    let [r, g, b] = options.color_of(node);
    let shape = match options.appearance.of(&node.class).shape.as_str() {
        "ellipse" => "ellipse",
        "hexagon" => "hexagon",
        _ => "roundrectangle",
    };
    xml.open("data", &[("key", NODE_KEY)])?;
    xml.open("y:ShapeNode", &[])?;
    let (width, height) = (width.to_string(), height.to_string());
    xml.empty("y:Geometry", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)])?;
    xml.empty("y:Fill", &[("color", &format!("#{r:02x}{g:02x}{b:02x}")), ("transparent", "false")])?;
    xml.empty("y:BorderStyle", &[("color", "#555555"), ("type", "line"), ("width", "1.0")])?;
    xml.text("y:NodeLabel", &[], label)?;
    xml.empty("y:Shape", &[("type", shape)])?;
    xml.close("y:ShapeNode")?;
    xml.close("data")
}

pub(super) fn write_edge<W: Write>(
    xml: &mut XmlWriter<W>,
    graph: &KnowledgeGraph,
    edge: &Edge,
    options: &Options,
) -> io::Result<()> {
    let line = if edge.claim.asserted { "line" } else { "dashed" };
    xml.open("data", &[("key", EDGE_KEY)])?;
    xml.open("y:PolyLineEdge", &[])?;
    xml.empty("y:LineStyle", &[("color", "#555555"), ("type", line), ("width", "1.0")])?;
    let head = if edge.undirected { "none" } else { "standard" };
    xml.empty("y:Arrows", &[("source", "none"), ("target", head)])?;
    xml.text("y:EdgeLabel", &[], &graph.edge_label(edge, options.language))?;
    xml.close("y:PolyLineEdge")?;
    xml.close("data")
}
