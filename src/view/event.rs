//! Events as edges between what they join.

use std::collections::{BTreeMap, BTreeSet};

use super::owned;
use crate::domain::Ontology;
use crate::graph::{Edge, KnowledgeGraph, Node};

/// An event that joins more entities than this would make a thicket of edges, and stays a node.
const MOST: usize = 8;

/// Each event that joins two to eight entities becomes edges, which carry the event and the statements of both ends: from
/// each entity that something of the event is said of as subject to each that is an object of it. Where all stand on one
/// side, each pair is joined by an edge without direction. Returns the graph, how many events joined fewer and are left
/// out, and how many joined more.
///
/// Events that are joined to other events stay nodes, too: as edges they would lose that.
pub(super) fn as_edges(graph: &KnowledgeGraph, ontology: &Ontology) -> (KnowledgeGraph, usize, usize) {
    let is_event = |node: &Node| ontology.is_a(&node.class, EVENT);
    let mut joined: BTreeMap<&str, Vec<Part<'_>>> = BTreeMap::new();
    let mut stay: BTreeSet<&str> = BTreeSet::new();
    for (subject, edge, object) in graph.edges() {
        match (is_event(subject), is_event(object)) {
            (true, true) => stay.extend([subject.iri.as_str(), &object.iri]),
            (true, false) => {
                joined.entry(&subject.iri).or_default().push(Part { iri: &object.iri, before: false, edge })
            }
            (false, true) => {
                joined.entry(&object.iri).or_default().push(Part { iri: &subject.iri, before: true, edge })
            }
            (false, false) => {}
        }
    }
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    let (mut edges, mut lone, mut large) = (Vec::new(), 0, 0);
    for event in graph.nodes().filter(|node| is_event(node) && !stay.contains(node.iri.as_str())) {
        let parts = joined.remove(event.iri.as_str()).unwrap_or_default();
        let ends: BTreeSet<&str> = parts.iter().map(|part| part.iri).collect();
        if ends.len() > MOST {
            large += 1;
            continue;
        }
        gone.insert(&event.iri);
        lone += usize::from(ends.len() < 2);
        let (pairs, undirected) = pairs(&parts, &ends);
        let joined = pairs.into_iter().enumerate();
        edges.extend(joined.map(|(at, ends)| edge_of(event, &parts, ends, undirected, at)));
    }
    let kept = |node: &Node| !gone.contains(node.iri.as_str());
    edges.extend(graph.edges().filter(|(subject, _, object)| kept(subject) && kept(object)).map(owned));
    (graph.part(graph.nodes().filter(|node| kept(node)).cloned(), edges), lone, large)
}

/// The class of events in the ontology.
pub(super) const EVENT: &str = "Event";

/// A statement that joins an entity to an event.
struct Part<'a> {
    iri: &'a str,
    /// Whether the entity is the subject.
    before: bool,
    edge: &'a Edge,
}

/// What an event joins: those before it with those behind it; or each with each, which has no direction.
fn pairs<'a>(parts: &[Part<'a>], ends: &BTreeSet<&'a str>) -> (Vec<[&'a str; 2]>, bool) {
    let side = |before| parts.iter().filter(|part| part.before == before).map(|part| part.iri).collect::<BTreeSet<_>>();
    let (before, behind) = (side(true), side(false));
    let across =
        before.iter().flat_map(|&from| behind.iter().filter(move |&&to| to != from).map(move |&to| [from, to]));
    let mut pairs: Vec<[&str; 2]> = across.collect();
    let alike = before.is_empty() || behind.is_empty();
    if alike {
        let ends: Vec<&str> = ends.iter().copied().collect();
        for (at, &from) in ends.iter().enumerate() {
            pairs.extend(ends[at + 1..].iter().map(|&to| [from, to]));
        }
    }
    (pairs, alike)
}

/// The edge has the least sure of its statements as its claim, as it is no surer than that. As one statement may be in
/// several edges of the event, those after the first have its identifier with their number, so that each edge has its own.
fn edge_of(
    event: &Node,
    parts: &[Part<'_>],
    [from, to]: [&str; 2],
    undirected: bool,
    at: usize,
) -> (String, Edge, String) {
    let of = |iri: &str| parts.iter().filter(|part| part.iri == iri).flat_map(|part| part.edge.claims()).collect();
    let sides: [Vec<_>; 2] = [of(from), of(to)];
    // Of each side the surest; of these the one that is no fact, or else the less sure.
    let surest = sides.iter().filter_map(|side| side.iter().max_by(|a, b| rank(a).cmp(&rank(b)).then(b.id.cmp(&a.id))));
    let mut claim = (*surest.min_by(|a, b| rank(a).cmp(&rank(b))).unwrap_or(&sides[0][0])).clone();
    let also = sides.iter().flatten().filter(|other| other.id != claim.id).map(|&other| other.clone()).collect();
    if at > 0 {
        claim.id = format!("{}~{}", claim.id, at + 1);
    }
    let edge = Edge { also, event: Some(event.iri.clone()), undirected, ..Edge::new(&event.class, claim) };
    (from.to_owned(), edge, to.to_owned())
}

/// Facts before all else, then by confidence.
fn rank(claim: &crate::graph::Claim) -> (bool, u64) {
    // Confidences lie between 0 and 1, where the bits of a number are in its order.
    (claim.asserted, claim.confidence.max(0.0).to_bits())
}
