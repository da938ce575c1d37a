//! GEXF 1.3, for Gephi: with colours by class, and with the time of what has a date.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::XmlWriter;
use crate::export::Options;
use crate::export::columns::{Columns, Kind, Value};
use crate::graph::{KnowledgeGraph, Node, Period};

/// The column that the format has an attribute of its own for.
const LABEL: usize = 0;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(graph, options);
    let mut xml = XmlWriter::new(writer)?;
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
            ("version", "1.3"),
        ],
    )?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "Nisba")?;
    xml.text("description", &[], &options.title)?;
    xml.close("meta")?;
    let dynamic = graph.edges().any(|(_, edge, _)| options.times.contains_key(&edge.claim.id))
        || graph.nodes().any(|node| own_time(node).is_some());
    let timed = [("timeformat", "date"), ("timerepresentation", "interval")];
    let all_undirected = graph.edges().len() > 0 && graph.edges().all(|(_, edge, _)| edge.undirected);
    let usual = if all_undirected { "undirected" } else { "directed" };
    let mut attributes = vec![("defaultedgetype", usual), ("mode", if dynamic { "dynamic" } else { "static" })];
    attributes.extend(timed.iter().filter(|_| dynamic));
    xml.open("graph", &attributes)?;
    write_attributes(&mut xml, "node", &columns.of_nodes())?;
    write_attributes(&mut xml, "edge", &columns.of_edges())?;
    write_nodes(graph, options, &columns, &mut xml)?;
    xml.open("edges", &[])?;
    for (subject, edge, object) in graph.edges() {
        let label = graph.edge_label(edge, options.language);
        let ends = [("source", subject.iri.as_str()), ("target", &object.iri)];
        let mut attributes =
            vec![("id", edge.claim.id.as_str()), ends[0], ends[1], ("kind", &edge.predicate), ("label", &label)];
        attributes.extend((edge.undirected && !all_undirected).then_some(("type", "undirected")));
        // Parallel statements that were merged weigh as many.
        let weight = edge.claims().count().to_string();
        attributes.push(("weight", &weight));
        let span = options.times.get(&edge.claim.id).map(span_of);
        if let Some((first, last)) = &span {
            attributes.extend([("start", first.as_str()), ("end", last)]);
        }
        xml.open("edge", &attributes)?;
        write_values(&mut xml, columns.edge(edge))?;
        if !edge.claim.asserted {
            xml.empty("viz:shape", &[("value", "dashed")])?;
        }
        xml.close("edge")?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.finish()
}

fn write_nodes<W: Write>(
    graph: &KnowledgeGraph,
    options: &Options,
    columns: &Columns<'_>,
    xml: &mut XmlWriter<W>,
) -> io::Result<()> {
    xml.open("nodes", &[])?;
    let mut of_edges: BTreeMap<&str, Span> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        let Some(span) = options.times.get(&edge.claim.id).map(span_of) else { continue };
        for end in [&subject.iri, &object.iri] {
            let known = of_edges.remove(end.as_str());
            of_edges.insert(end, known.map_or_else(|| span.clone(), |known| union(known, span.clone())));
        }
    }
    for node in graph.nodes() {
        // What has a time of its own is there as long as any of its statements; what has none is always there.
        let time = own_time(node).map(|own| match of_edges.get(node.iri.as_str()) {
            Some(span) => union(own, span.clone()),
            None => own,
        });
        let mut attributes = vec![("id", node.iri.as_str()), ("label", node.label(options.language))];
        if let Some((start, end)) = &time {
            attributes.extend([("start", start.as_str()), ("end", end.as_str())]);
        }
        xml.open("node", &attributes)?;
        write_values(xml, columns.node(node))?;
        let [r, g, b] = options.color_of(node).map(|part| part.to_string());
        xml.empty("viz:color", &[("r", &r), ("g", &g), ("b", &b)])?;
        let size = options.size_of(graph, node);
        xml.empty("viz:size", &[("value", &size.to_string())])?;
        xml.close("node")?;
    }
    xml.close("nodes")
}

fn write_attributes<W: Write>(xml: &mut XmlWriter<W>, class: &str, columns: &[(String, Kind)]) -> io::Result<()> {
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    for (i, (name, kind)) in columns.iter().enumerate().skip(LABEL + 1) {
        let kind = match kind {
            Kind::Text | Kind::List => "string",
            Kind::Count => "long",
            Kind::Number => "double",
            Kind::Flag => "boolean",
        };
        xml.empty("attribute", &[("id", &i.to_string()), ("title", name), ("type", kind)])?;
    }
    xml.close("attributes")
}

fn write_values<W: Write>(xml: &mut XmlWriter<W>, values: Vec<Option<Value<'_>>>) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for (i, value) in values.into_iter().enumerate().skip(LABEL + 1) {
        if let Some(value) = value {
            xml.empty("attvalue", &[("for", &i.to_string()), ("value", &value.to_text())])?;
        }
    }
    xml.close("attvalues")
}

/// First and last day of a period.
fn span_of(period: &Period) -> Span {
    (period.first.to_string(), period.last.to_string())
}

/// First and last day of what has a date; a month or a year lasts from its first day to its last.
fn own_time(node: &Node) -> Option<Span> {
    node.dates().into_iter().filter_map(Period::parse).map(|period| span_of(&period)).reduce(union)
}

/// First and last day, as ISO 8601 writes them.
type Span = (String, String);

fn union((first, last): Span, (other_first, other_last): Span) -> Span {
    (first.min(other_first), last.max(other_last))
}
