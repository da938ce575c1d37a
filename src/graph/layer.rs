//! Named graphs of a store that are of no document: what people decided, what follows, what was measured.

use oxigraph::model::{GraphName, NamedNodeRef, Quad};

/// A named graph of the store's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What people, and `nisba resolve`, decided about entities and statements.
    Decisions,
    /// What follows from the facts by the ontology, with rule and premises.
    Inferred,
    /// Measures of the graph: degrees, ranks, communities.
    Analysis,
}

impl Layer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Decisions, Self::Inferred, Self::Analysis];

    /// The graph's name.
    #[must_use]
    pub fn name(self) -> NamedNodeRef<'static> {
        NamedNodeRef::new_unchecked(match self {
            Self::Decisions => "https://w3id.org/nisba/graph/decisions",
            Self::Inferred => "https://w3id.org/nisba/graph/inferred",
            Self::Analysis => "https://w3id.org/nisba/graph/analysis",
        })
    }

    /// The layer whose graph a name is, if it is one.
    #[must_use]
    pub fn named(graph: NamedNodeRef<'_>) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.name() == graph)
    }
}

/// The layer that a quad is of, if it is of one.
pub(crate) fn layer_of(quad: &Quad) -> Option<Layer> {
    match &quad.graph_name {
        GraphName::NamedNode(graph) => Layer::named(graph.as_ref()),
        _ => None,
    }
}
