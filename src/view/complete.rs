//! What a query made of the graph, with what the graph knows of it.

use std::collections::BTreeMap;

use crate::graph::{Edge, KnowledgeGraph, Node};

/// The answer of a query with what it does not tell itself: names, classes and documents of its entities, and for its
/// statements the words that show them. A triple that several statements of the graph state as a fact becomes an edge
/// for each of these.
#[must_use]
pub fn completed(answer: &KnowledgeGraph, whole: &KnowledgeGraph) -> KnowledgeGraph {
    let mut by_id: BTreeMap<&str, &Edge> = BTreeMap::new();
    let mut by_triple: BTreeMap<(&str, &str, &str), Vec<&Edge>> = BTreeMap::new();
    for (subject, edge, object) in whole.edges() {
        by_id.insert(&edge.claim.id, edge);
        if edge.claim.asserted {
            by_triple.entry((&subject.iri, &edge.predicate, &object.iri)).or_default().push(edge);
        }
    }
    let mut edges = Vec::new();
    for (subject, edge, object) in answer.edges() {
        let of_triple = || by_triple.get(&(subject.iri.as_str(), edge.predicate.as_str(), object.iri.as_str()));
        let known: Vec<&Edge> = match by_id.get(edge.claim.id.as_str()) {
            Some(known) => vec![known],
            None if edge.claim.document.is_empty() => of_triple().cloned().unwrap_or_default(),
            None => Vec::new(),
        };
        let ends = |edge: &Edge| (subject.iri.clone(), edge.clone(), object.iri.clone());
        if known.is_empty() {
            edges.push(ends(edge));
        } else {
            edges.extend(known.into_iter().map(ends));
        }
    }
    let nodes =
        answer.nodes().map(|node| whole.node(&node.iri).map_or_else(|| node.clone(), |known| filled(node, known)));
    whole.part(nodes, edges)
}

fn filled(node: &Node, known: &Node) -> Node {
    let mut node = node.clone();
    let names = &mut node.names;
    names.ar = names.ar.take().or_else(|| known.names.ar.clone());
    names.en = names.en.take().or_else(|| known.names.en.clone());
    names.other = names.other.take().or_else(|| known.names.other.clone());
    if node.class.is_empty() {
        node.class.clone_from(&known.class);
    }
    node.wikidata = node.wikidata.or_else(|| known.wikidata.clone());
    node.unnamed |= known.unnamed;
    node.mentions = node.mentions.max(known.mentions);
    node.documents.extend(known.documents.iter().cloned());
    for attribute in &mut node.attributes {
        let of_known =
            |one: &&crate::graph::Attribute| one.predicate == attribute.predicate && one.value == attribute.value;
        if let Some(found) = known.attributes.iter().find(of_known).filter(|_| attribute.claim.evidence.text.is_empty())
        {
            attribute.claim = found.claim.clone();
        }
    }
    node
}
