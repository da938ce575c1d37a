//! Graphviz DOT: a picture that can be read. Parallel statements share an arrow; what is no fact is dashed, what is
//! inferred is dotted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::annotation::Factuality;
use crate::export::Options;
use crate::export::xml::allowed;
use crate::graph::{Edge, KnowledgeGraph, Language, Node};

/// Above so many statements layers no longer help, and a force-directed layout is asked for.
const LAYERED: usize = 150;
/// Longest line of a label, in characters, where it can be broken.
const LINE: usize = 22;
/// So many dates and posts stand below a name.
const FACTS: usize = 2;
/// So many passages are shown as an arrow's tooltip.
const PASSAGES: usize = 3;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let arrows = arrows_of(graph);
    writeln!(writer, "digraph \"{}\" {{", escape(&options.title))?;
    write_defaults(graph, options.language, writer)?;
    for node in graph.nodes() {
        write_node(graph, node, options, writer)?;
    }
    for (arrow, edges) in &arrows {
        write_arrow(graph, arrow, edges, options, writer)?;
    }
    writeln!(writer, "}}")
}

/// What statements share that are drawn as one arrow.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Arrow<'a> {
    subject: &'a str,
    object: &'a str,
    factuality: Factuality,
    asserted: bool,
    /// Empty for the documents' own voice.
    claimant: &'a str,
    /// The rule of what is inferred; else empty.
    rule: &'a str,
    /// Whether it has no direction.
    undirected: bool,
}

fn arrows_of(graph: &KnowledgeGraph) -> BTreeMap<Arrow<'_>, Vec<&Edge>> {
    let mut arrows = BTreeMap::<_, Vec<_>>::new();
    for (subject, edge, object) in graph.edges() {
        let arrow = Arrow {
            subject: &subject.iri,
            object: &object.iri,
            factuality: edge.claim.factuality,
            asserted: edge.claim.asserted,
            claimant: edge.claim.claimant.as_deref().unwrap_or_default(),
            rule: edge.claim.inferred.as_ref().map_or("", |inferred| &inferred.rule),
            undirected: edge.undirected,
        };
        arrows.entry(arrow).or_default().push(edge);
    }
    arrows
}

/// Arrows run as the language is read.
fn write_defaults(graph: &KnowledgeGraph, language: Language, writer: &mut impl Write) -> io::Result<()> {
    let layout = match language {
        _ if graph.edges().len() > LAYERED => "layout=sfdp, overlap=prism, K=1.2, splines=true",
        Language::Arabic | Language::Both => "layout=dot, rankdir=RL, nodesep=0.25, ranksep=0.9",
        Language::English => "layout=dot, rankdir=LR, nodesep=0.25, ranksep=0.9",
    };
    let font = "fontname=\"DejaVu Sans,Noto Sans Arabic,Arial\"";
    let node = "style=\"filled,rounded\", color=\"#555555\", margin=\"0.12,0.06\"";
    let edge = "fontsize=10, color=\"#555555\", fontcolor=\"#333333\", arrowsize=0.7";
    writeln!(writer, "  graph [charset=\"UTF-8\", {layout}, {font}, bgcolor=white, pad=0.3];")?;
    writeln!(writer, "  node [{font}, {node}];")?;
    writeln!(writer, "  edge [{font}, {edge}];")
}

fn write_node(graph: &KnowledgeGraph, node: &Node, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let look = options.appearance.of(&node.class);
    let mut lines = wrap(node.label(options.language));
    let facts = node.attributes.iter().filter(|a| a.claim.asserted).map(|a| a.value.as_str());
    let facts = facts.filter(|value| *value != node.label(options.language));
    let facts: BTreeSet<_> = facts.collect();
    lines.extend(facts.iter().take(FACTS).flat_map(|fact| wrap(fact)));
    lines.extend((facts.len() > FACTS).then(|| "…".to_owned()));
    let [r, g, b] = options.color_of(node);
    let mut about = vec![graph.term_label(&node.class, options.language)];
    about.extend([&node.names.ar, &node.names.en].into_iter().flatten().cloned());
    about.push(node.iri.clone());
    let page = node
        .wikidata
        .as_ref()
        .map_or(String::new(), |id| format!(", URL=\"https://www.wikidata.org/wiki/{}\"", escape(id)));
    // The more is said of an entity, the larger its name, within limits.
    let size = 11 + graph.degree(&node.iri).min(10) / 2;
    writeln!(
        writer,
        "  \"{}\" [label=\"{}\", shape={}, fontsize={size}, fillcolor=\"#{r:02x}{g:02x}{b:02x}\", tooltip=\"{}\"{page}];",
        identifier(&node.iri),
        label(&lines),
        look.shape,
        escape(&about.join("\n")),
    )
}

fn write_arrow(
    graph: &KnowledgeGraph,
    arrow: &Arrow<'_>,
    edges: &[&Edge],
    options: &Options,
    writer: &mut impl Write,
) -> io::Result<()> {
    let labels: BTreeSet<_> =
        edges.iter().map(|edge| (&edge.predicate, graph.edge_label(edge, options.language))).collect();
    let mut lines: Vec<_> = labels.into_iter().map(|(_, label)| label).collect();
    if arrow.factuality != Factuality::Asserted {
        lines.push(format!("({})", factuality_label(graph, arrow.factuality, options.language)));
    }
    if !arrow.rule.is_empty() {
        lines.push(format!("({})", graph.term_label(arrow.rule, options.language)));
    }
    if !arrow.claimant.is_empty() {
        lines.extend(wrap(&format!("— {}", graph.label(arrow.claimant, options.language))));
    }
    let passages: Vec<_> = edges.iter().take(PASSAGES).map(|edge| passage(graph, edge, options.language)).collect();
    let tooltip = escape(&passages.join("\n"));
    writeln!(
        writer,
        "  \"{}\" -> \"{}\" [label=\"{}\"{}{}, tooltip=\"{tooltip}\", labeltooltip=\"{tooltip}\"];",
        identifier(arrow.subject),
        identifier(arrow.object),
        label(&lines),
        style_of(arrow),
        if arrow.undirected { ", dir=none" } else { "" },
    )
}

fn factuality_label(graph: &KnowledgeGraph, factuality: Factuality, language: Language) -> String {
    let name = factuality.as_str();
    let term: String = name[..1].to_uppercase() + &name[1..];
    graph.term_label(&term, language)
}

fn style_of(arrow: &Arrow<'_>) -> &'static str {
    match arrow.factuality {
        _ if !arrow.rule.is_empty() => ", style=dotted, color=\"#6b46c1\"",
        Factuality::Asserted if arrow.asserted => "",
        Factuality::Asserted => ", style=dashed",
        Factuality::Alleged => ", style=dashed, color=\"#b35c00\"",
        Factuality::Intended => ", style=dashed, color=\"#2b6cb0\"",
        Factuality::Possible => ", style=dashed, color=\"#888888\"",
        Factuality::Denied => ", style=dashed, color=\"#c0392b\", arrowhead=tee",
    }
}

/// The words and where they stand, or the premises of what is inferred.
fn passage(graph: &KnowledgeGraph, edge: &Edge, language: Language) -> String {
    let claim = &edge.claim;
    if let Some(inferred) = &claim.inferred {
        let premises = inferred.premises.iter().map(|[subject, predicate, object]| {
            let ends = [subject, object].map(|iri| graph.label(iri, language));
            format!("{} {predicate} {}", ends[0], ends[1])
        });
        return premises.collect::<Vec<_>>().join("\n");
    }
    format!("{} ({}, {}-{})", claim.evidence.text, claim.document, claim.evidence.start, claim.evidence.end)
}

/// Breaks a text at spaces into lines of about the same length.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let length = text.chars().count();
    let lines = length.div_ceil(LINE).max(1);
    let target = length.div_ceil(lines);
    let mut wrapped: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match wrapped.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() / 2 < target => {
                line.push(' ');
                line.push_str(word);
            }
            _ => wrapped.push(word.to_owned()),
        }
    }
    wrapped
}

fn label(lines: &[String]) -> String {
    lines.iter().map(|line| escape(&directed(line))).collect::<Vec<_>>().join("\\n")
}

/// A line that begins in Arabic and holds other letters, or marks at its edges, said to run from right to left: in SVG
/// nothing else says so.
pub(super) fn directed(line: &str) -> String {
    let arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let begins = line.chars().find(|c| c.is_alphabetic()).is_some_and(arabic);
    let mixed = line.chars().any(|c| c.is_alphabetic() && !arabic(c));
    let edges = [line.chars().next(), line.chars().next_back()];
    let marks = edges.into_iter().flatten().any(|c| !c.is_alphanumeric());
    if begins && (mixed || marks) { format!("\u{2067}{line}\u{2069}") } else { line.to_owned() }
}

/// A text inside the quotes of an attribute that Graphviz searches for escapes and character entities.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in allowed(text).chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A node's name inside quotes. Graphviz knows no escape for a backslash there, so what would need one is encoded as
/// in an address.
fn identifier(iri: &str) -> String {
    let mut name = String::with_capacity(iri.len());
    for c in iri.chars() {
        if matches!(c, '"' | '\\') || c.is_control() {
            name.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            name.push(c);
        }
    }
    name
}
