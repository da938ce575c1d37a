//! Pajek's network file, in UTF-8 with a byte order mark, by which Pajek knows it.
//!
//! The format holds a label, a colour and a size of each vertex, and a label, a weight and a line of each arc; readers
//! that meet more refuse the file or lose it. It knows no escape: quotes and backslashes, which some readers take for one,
//! are written as their full-width forms, line ends and other control characters as spaces. Programs that take the label
//! for the name of the vertex, as networkx does, need each only once: where entities share a name, the last part of the IRI
//! follows it, and the whole IRI where that does not help.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::export::Options;
use crate::graph::{KnowledgeGraph, Node};

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    writer.write_all("\u{feff}".as_bytes())?;
    writeln!(writer, "*Network {}", plain(&options.title))?;
    writeln!(writer, "*Vertices {}", graph.nodes().len())?;
    let labels = labels_of(graph, options);
    for (number, (node, label)) in graph.nodes().zip(&labels).enumerate() {
        let [r, g, b] = options.color_of(node);
        // The size is a share of the usual one; the places on the page are for Pajek to find.
        let size = options.size_of(graph, node) / 10.0;
        writeln!(
            writer,
            "{} \"{label}\" 0.0 0.0 ellipse x_fact {size} y_fact {size} ic RGB{r:02X}{g:02X}{b:02X}",
            number + 1
        )?;
    }
    let numbers: BTreeMap<&str, usize> = graph.nodes().map(|node| node.iri.as_str()).zip(1..).collect();
    for (heading, undirected) in [("*Arcs", false), ("*Edges", true)] {
        let edges = || graph.edges().filter(move |(_, edge, _)| edge.undirected == undirected);
        // A network has arcs, though there may be none.
        if undirected && edges().next().is_none() {
            continue;
        }
        writeln!(writer, "{heading}")?;
        for (subject, edge, object) in edges() {
            let [from, to] = [subject, object].map(|node| numbers[node.iri.as_str()]);
            let label = plain(&graph.edge_label(edge, options.language));
            let line = if edge.claim.asserted { "Solid" } else { "Dots" };
            writeln!(writer, "{from} {to} {} l \"{label}\" p {line}", edge.claims().count())?;
        }
    }
    Ok(())
}

/// Labels that differ from each other.
fn labels_of(graph: &KnowledgeGraph, options: &Options) -> Vec<String> {
    let name = |node: &Node| plain(node.label(options.language));
    let longer = |node: &Node| format!("{} ({})", name(node), plain(node.local_name()));
    let longest = |node: &Node| format!("{} ({})", name(node), plain(&node.iri));
    let count = |labels: &dyn Fn(&Node) -> String| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        graph.nodes().for_each(|node| *counts.entry(labels(node)).or_default() += 1);
        counts
    };
    let names = count(&name);
    let mut all: BTreeMap<String, usize> = names.clone();
    for (label, n) in count(&longer) {
        *all.entry(label).or_default() += n;
    }
    let label = |node| match (name(node), longer(node)) {
        (name, _) if names[&name] == 1 => name,
        (_, longer) if all[&longer] == 1 => longer,
        _ => longest(node),
    };
    graph.nodes().map(label).collect()
}

/// A text without what the format has no escape for.
fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '"' => '\u{ff02}',
        '\\' => '\u{ff3c}',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Names, Terms};

    #[test]
    fn labels_differ() {
        let node = |iri: &str, name: &str| Node {
            iri: iri.to_owned(),
            names: Names { ar: Some(name.to_owned()), ..Names::default() },
            ..Node::default()
        };
        let nodes = [node("x:/a/1", "n"), node("x:/b/1", "n"), node("x:/c/2", "n"), node("x:/c/3", "m")];
        let graph = KnowledgeGraph::new(nodes, [], Terms::new());
        let labels = labels_of(&graph, &Options::default());
        assert_eq!(labels, ["n (x:/a/1)", "n (x:/b/1)", "n (2)", "m"]);
    }
}
