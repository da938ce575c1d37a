//! What a browser tells of a mark or a line under the pointer: names, class, and the words that show it.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Claim, Edge, Node};

use super::frame::Frame;
use super::text;
use super::theme::Standing;

/// So many passages are shown of one line.
const PASSAGES: usize = 3;

pub(super) fn of_node(frame: &Frame<'_>, node: &Node) -> String {
    let language = frame.options.language;
    let mut lines = vec![text::one_line(node.label(language))];
    let others = [&node.names.ar, &node.names.en, &node.names.other].into_iter().flatten();
    lines.extend(others.map(|name| text::one_line(name)).filter(|name| *name != lines[0]).collect::<Vec<_>>());
    if !node.class.is_empty() {
        lines.push(frame.graph.term_label(&node.class, language));
    }
    let facts = node.attributes.iter().filter(|attribute| attribute.claim.asserted).take(PASSAGES);
    lines.extend(
        facts.map(|fact| {
            format!("{}: {}", frame.graph.term_label(&fact.predicate, language), text::one_line(&fact.value))
        }),
    );
    lines.push(node.iri.clone());
    lines.join("\n")
}

/// What edges are called: predicates, and events that became edges; the most frequent first.
pub(super) fn relation_names(frame: &Frame<'_>, edges: &[&Edge]) -> Vec<String> {
    let mut counts: BTreeMap<(&str, Option<&str>), (usize, &Edge)> = BTreeMap::new();
    for &edge in edges {
        let (count, _) = counts.entry((&edge.predicate, edge.event.as_deref())).or_insert((0, edge));
        *count += edge.claims().count();
    }
    let mut relations: Vec<_> = counts.into_iter().collect();
    relations.sort_by_key(|&(name, (count, _))| (std::cmp::Reverse(count), name));
    let label = |edge: &Edge| frame.graph.edge_label(edge, frame.options.language);
    relations.into_iter().map(|(_, (_, edge))| label(edge)).collect()
}

/// Statements between two entities that are drawn as one.
pub(super) fn of_edges(frame: &Frame<'_>, ends: [&Node; 2], edges: &[&Edge], standing: Standing) -> String {
    let language = frame.options.language;
    let [subject, object] = ends.map(|node| text::one_line(node.label(language)));
    let separator = frame.words("separator", &[]);
    let names = relation_names(frame, edges).join(&separator);
    let said = format!("{subject} · {names} · {object}");
    let count = edges.iter().map(|edge| edge.claims().count()).sum::<usize>();
    let said = if count > 1 { frame.words("times", &[("text", &said), ("count", &count.to_string())]) } else { said };
    let mut lines = vec![said, frame.theme.line_label(standing, language)];
    let claims = || edges.iter().flat_map(|edge| edge.claims());
    let who: BTreeSet<&str> = claims().filter_map(|claim| claim.claimant.as_deref()).collect();
    let who: Vec<String> = who.into_iter().map(|iri| text::one_line(frame.graph.label(iri, language))).collect();
    if !who.is_empty() {
        lines[1] = frame.words("said_by", &[("text", &lines[1]), ("who", &who.join(&separator))]);
    }
    lines.extend(claims().take(PASSAGES).map(|claim| passage(frame, claim)));
    lines.join("\n")
}

/// The words and where they stand, or the premises of what is inferred.
pub(super) fn passage(frame: &Frame<'_>, claim: &Claim) -> String {
    let language = frame.options.language;
    if let Some(inferred) = &claim.inferred {
        let premises = inferred.premises.iter().map(|[subject, predicate, object]| {
            let [subject, object] = [subject, object].map(|iri| text::one_line(frame.graph.label(iri, language)));
            format!("{subject} · {} · {object}", frame.graph.term_label(predicate, language))
        });
        return premises.collect::<Vec<_>>().join("\n");
    }
    let (start, end) = (claim.evidence.start.to_string(), claim.evidence.end.to_string());
    let words = text::one_line(&claim.evidence.text);
    frame.words("place", &[("words", &words), ("document", &claim.document), ("start", &start), ("end", &end)])
}
