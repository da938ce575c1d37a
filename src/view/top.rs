//! The entities that weigh most.

use std::collections::{BTreeMap, BTreeSet};

use super::owned;
use crate::analysis::{Measures, MeasuresOptions, Network};
use crate::graph::KnowledgeGraph;

/// By what an entity weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// The number of its neighbours.
    #[default]
    Degree,
    /// PageRank.
    PageRank,
    /// The share of shortest paths that lead through it.
    Betweenness,
}

/// From so many nodes paths are searched for betweenness: enough to tell large from small.
const SOURCES: usize = 256;

/// What is measured of each entity that is joined to another, by IRI.
pub(super) struct Measured {
    pub(super) degree: usize,
    pub(super) page_rank: f64,
    pub(super) betweenness: f64,
    pub(super) community: usize,
}

impl Measured {
    pub(super) fn weight(&self, weight: Weight) -> f64 {
        match weight {
            Weight::Degree => f64::from(u32::try_from(self.degree).unwrap_or(u32::MAX)),
            Weight::PageRank => self.page_rank,
            Weight::Betweenness => self.betweenness,
        }
    }
}

/// Measures the graph; a link counts once, however many statements it has.
pub(super) fn measured(graph: &KnowledgeGraph) -> BTreeMap<&str, Measured> {
    let statements: Vec<_> = graph.as_petgraph().edge_indices().collect();
    let (network, nodes) = Network::of_statements(graph, &statements);
    let measures = Measures::of(&network, MeasuresOptions { weighted: false, sources: Some(SOURCES) });
    let iris = nodes.iter().map(|&node| graph.as_petgraph()[node].iri.as_str());
    let measured = measures.entities.iter().map(|entity| Measured {
        degree: entity.degree,
        page_rank: entity.page_rank,
        betweenness: entity.betweenness,
        community: entity.community,
    });
    iris.zip(measured).collect()
}

/// So many entities, the heaviest ones, and all statements between them. Of those that weigh the same, the ones with the
/// lower IRI stay. The entities `always` stay, and count.
pub(super) fn top(graph: &KnowledgeGraph, count: usize, weight: Weight, always: &BTreeSet<String>) -> KnowledgeGraph {
    let measured = measured(graph);
    let weigh = |iri: &str| measured.get(iri).map_or(0.0, |entity| entity.weight(weight));
    let mut iris: Vec<&str> = graph.nodes().map(|node| node.iri.as_str()).collect();
    let first = |iri: &str| !always.contains(iri);
    iris.sort_by(|a, b| first(a).cmp(&first(b)).then(weigh(b).total_cmp(&weigh(a))).then(a.cmp(b)));
    let kept: BTreeSet<&str> = iris.into_iter().take(count).collect();
    let inside = |iri: &str| kept.contains(iri);
    let nodes = graph.nodes().filter(|node| inside(&node.iri)).cloned();
    let edges = graph.edges().filter(|(subject, _, object)| inside(&subject.iri) && inside(&object.iri));
    graph.part(nodes, edges.map(owned))
}
