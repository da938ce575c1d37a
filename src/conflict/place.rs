//! Which place lies in which, as far as the graph says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::KnowledgeGraph;

/// The places right above each place.
pub(super) struct Containment<'a> {
    above: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Containment<'a> {
    /// What the facts of a graph say with the predicates by which something lies in something.
    pub(super) fn new(graph: &'a KnowledgeGraph, within: &[String]) -> Self {
        let mut above: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let facts = graph.edges().filter(|(_, edge, _)| edge.claim.asserted && within.contains(&edge.predicate));
        for (inner, _, outer) in facts {
            above.entry(&inner.iri).or_default().insert(&outer.iri);
        }
        Self { above }
    }

    /// Whether one of the two lies in the other, directly or through others.
    pub(super) fn joins(&self, a: &str, b: &str) -> bool {
        self.reaches(a, b) || self.reaches(b, a)
    }

    fn reaches(&self, inner: &str, outer: &str) -> bool {
        let (mut seen, mut open) = (BTreeSet::new(), vec![inner]);
        while let Some(place) = open.pop() {
            if place == outer {
                return true;
            }
            if seen.insert(place) {
                open.extend(self.above.get(place).into_iter().flatten());
            }
        }
        false
    }
}
