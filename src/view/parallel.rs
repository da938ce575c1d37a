//! Parallel statements of one kind as one edge.

use std::collections::BTreeMap;

use crate::graph::{Edge, KnowledgeGraph};

/// Statements with the same ends and the same predicate become one edge, where they are held alike: as a fact or not,
/// and with the same factuality. The edge has the surest claim, the first of several; the others stay with it.
pub(super) fn merged(graph: &KnowledgeGraph) -> KnowledgeGraph {
    let mut edges: BTreeMap<_, Edge> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        let claim = &edge.claim;
        let inferred = claim.inferred.is_some();
        let held = (claim.asserted, claim.factuality, inferred);
        let kind = (&subject.iri, &edge.predicate, &edge.event, &object.iri, edge.undirected, held);
        match edges.get_mut(&kind) {
            None => {
                edges.insert(kind, edge.clone());
            }
            Some(merged) => {
                let mut claims = edge.claims().cloned().collect::<Vec<_>>();
                if claim.confidence > merged.claim.confidence {
                    std::mem::swap(&mut merged.claim, &mut claims[0]);
                }
                merged.also.append(&mut claims);
            }
        }
    }
    let edges = edges.into_iter().map(|((subject, _, _, object, ..), edge)| (subject.clone(), edge, object.clone()));
    graph.part(graph.nodes().cloned(), edges)
}
