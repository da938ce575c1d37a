//! A Mermaid flowchart, for Markdown. Mermaid refuses charts that are too large; what is left out then is told in the
//! chart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::dot::{directed, wrap};
use crate::export::Options;
use crate::export::xml::allowed;
use crate::graph::{Edge, KnowledgeGraph, Language, Node};

/// So many edges and characters Mermaid draws unless it is told otherwise (`maxEdges`, `maxTextSize`), which a chart itself
/// must not do.
const EDGES: usize = 500;
const CHARACTERS: usize = 50_000;
/// What the head, the classes and the note may need.
const RESERVED: usize = 4_000;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let Chart { nodes, arrows, left_nodes, left_edges } = Chart::of(graph, options);
    let direction = if options.language == Language::English { "LR" } else { "RL" };
    writeln!(writer, "flowchart {direction}")?;
    for line in nodes.iter().chain(&arrows) {
        writeln!(writer, "{line}")?;
    }
    let classes: BTreeMap<String, &Node> = graph.nodes().map(|node| (look_of(node, options), node)).collect();
    let used = |look: &String| nodes.iter().any(|line| line.ends_with(&format!(":::{look}")));
    for (look, node) in classes.iter().filter(|(look, _)| used(look)) {
        let [r, g, b] = options.color_of(node);
        writeln!(writer, "  classDef {look} fill:#{r:02x}{g:02x}{b:02x},stroke:#555555,color:#000000")?;
    }
    if left_nodes + left_edges > 0 {
        let note = format!("+ {left_nodes} nodes, {left_edges} statements: too many for Mermaid");
        writeln!(writer, "  left_out[\"{}\"]", escape(&note))?;
        writeln!(writer, "  style left_out fill:#ffffff,stroke:#aa0000,stroke-dasharray: 4")?;
    }
    Ok(())
}

/// How statements are drawn: whether as a fact, and whether with a head.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    asserted: bool,
    undirected: bool,
}

impl Line {
    fn of(edge: &Edge) -> Self {
        Self { asserted: edge.claim.asserted, undirected: edge.undirected }
    }
}

/// The lines of nodes and arrows, and how much is not among them.
struct Chart {
    nodes: Vec<String>,
    arrows: Vec<String>,
    left_nodes: usize,
    left_edges: usize,
}

impl Chart {
    /// As much as Mermaid draws, statements between those entities first of which most is said.
    fn of(graph: &KnowledgeGraph, options: &Options) -> Self {
        let mut arrows: BTreeMap<(&str, &str, Line), Vec<&Edge>> = BTreeMap::new();
        for (subject, edge, object) in graph.edges() {
            arrows.entry((&subject.iri, &object.iri, Line::of(edge))).or_default().push(edge);
        }
        let weight = |(from, to): (&str, &str)| {
            let ends = [from, to].map(|iri| graph.degree(iri));
            Reverse(ends[0].min(ends[1]))
        };
        let mut by_weight: Vec<_> =
            arrows.into_iter().map(|(arrow, edges)| (weight((arrow.0, arrow.1)), arrow, edges)).collect();
        by_weight.sort_by_key(|&(at, _, _)| at);
        let numbers: BTreeMap<&str, usize> = graph.nodes().map(|node| node.iri.as_str()).zip(1..).collect();
        let line = |node: &Node| {
            let label = lines(node.label(options.language));
            format!("  n{}[\"{label}\"]:::{}", numbers[node.iri.as_str()], look_of(node, options))
        };
        let mut room = CHARACTERS - RESERVED;
        let mut taken = BTreeMap::new();
        let mut drawn = BTreeMap::new();
        let mut left_edges = 0;
        let mut full = false;
        for (_, arrow @ (from, to, drawn_as), edges) in by_weight {
            let ends: BTreeSet<&str> = [from, to].into_iter().filter(|iri| !taken.contains_key(iri)).collect();
            let new: Vec<_> = ends.into_iter().filter_map(|iri| Some((iri, line(graph.node(iri)?)))).collect();
            let text = arrow_line(graph, [numbers[from], numbers[to]], drawn_as, &edges, options);
            let length = new.iter().map(|(_, line)| size(line)).sum::<usize>() + size(&text);
            full |= length > room || drawn.len() == EDGES;
            if full {
                left_edges += edges.len();
                continue;
            }
            room -= length;
            taken.extend(new);
            drawn.insert(arrow, text);
        }
        let mut left_nodes = 0;
        for node in graph.nodes() {
            if taken.contains_key(node.iri.as_str()) {
                continue;
            }
            let line = line(node);
            full |= size(&line) > room;
            if full {
                left_nodes += 1;
            } else {
                room -= size(&line);
                taken.insert(&node.iri, line);
            }
        }
        let (nodes, arrows) = (taken.into_values().collect(), drawn.into_values().collect());
        Self { nodes, arrows, left_nodes, left_edges }
    }
}

/// A line's length as Mermaid counts it: in UTF-16, with its end.
fn size(line: &str) -> usize {
    line.encode_utf16().count() + 1
}

fn arrow_line(
    graph: &KnowledgeGraph,
    [from, to]: [usize; 2],
    line: Line,
    edges: &[&Edge],
    options: &Options,
) -> String {
    let labels: BTreeSet<String> = edges
        .iter()
        .map(|edge| {
            let label = graph.edge_label(edge, options.language);
            match edge.claim.claimant.as_deref() {
                Some(claimant) => format!("{label} — {}", graph.label(claimant, options.language)),
                None => label,
            }
        })
        .collect();
    let labels: Vec<String> = labels.iter().map(|label| lines(label)).collect();
    let line = match (line.asserted, line.undirected) {
        (true, false) => "-->",
        (false, false) => "-.->",
        (true, true) => "---",
        (false, true) => "-.-",
    };
    format!("  n{from} {line}|\"{}\"| n{to}", labels.join("<br/>"))
}

/// The name of a node's looks: its class, or its colour where it was measured.
fn look_of(node: &Node, options: &Options) -> String {
    if options.marks.contains_key(&node.iri) {
        let [r, g, b] = options.color_of(node);
        return format!("c{r:02x}{g:02x}{b:02x}");
    }
    let class: String = node.class.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("is{class}")
}

/// A label in lines, each said to run from right to left where it does.
fn lines(text: &str) -> String {
    let lines = wrap(&allowed(text)).into_iter().map(|line| escape(&directed(&line)));
    let lines: Vec<String> = lines.collect();
    // Mermaid takes no label without a character.
    if lines.is_empty() { "#32;".to_owned() } else { lines.join("<br/>") }
}

/// A text inside quotes. Mermaid has character entities of its own; whatever could mean something to it, to HTML or to
/// Markdown becomes one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == ' ' || (!c.is_ascii() && !c.is_control()) => escaped.push(c),
            ',' | '(' | ')' | '/' => escaped.push(c),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push_str(&format!("#{};", u32::from(c))),
        }
    }
    escaped
}
