//! The neighbourhood of entities.

use std::collections::BTreeSet;

use super::owned;
use crate::graph::KnowledgeGraph;

/// The entities that lie at most so many statements from one of the given, in either direction, and all statements
/// between them.
pub(super) fn around(graph: &KnowledgeGraph, centres: &BTreeSet<String>, depth: usize) -> KnowledgeGraph {
    let petgraph = graph.as_petgraph();
    let mut reached: BTreeSet<_> =
        petgraph.node_indices().filter(|&node| centres.contains(&petgraph[node].iri)).collect();
    let mut newest: Vec<_> = reached.iter().copied().collect();
    for _ in 0..depth {
        let next: BTreeSet<_> = newest.iter().flat_map(|&node| petgraph.neighbors_undirected(node)).collect();
        newest = next.into_iter().filter(|&node| reached.insert(node)).collect();
        if newest.is_empty() {
            break;
        }
    }
    let iris: BTreeSet<&str> = reached.iter().map(|&node| petgraph[node].iri.as_str()).collect();
    let inside = |iri: &str| iris.contains(iri);
    let edges = graph.edges().filter(|(subject, _, object)| inside(&subject.iri) && inside(&object.iri));
    graph.part(reached.iter().map(|&node| petgraph[node].clone()), edges.map(owned))
}
