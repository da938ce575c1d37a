//! How many quads of a graph serve statements, mentions, entities and documents.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::id::Role;
use super::layer::layer_of;
use super::vocabulary as v;

/// Quads by what they serve. Each quad is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuadCounts {
    /// Documents read.
    pub documents: usize,
    /// Statements, a place in a text each.
    pub statements: usize,
    /// Direct triples in the default and the documents' graphs, and all about their reifiers: evidence included.
    pub statement_quads: usize,
    /// Spans that refer to entities.
    pub mention_quads: usize,
    /// Classes, names and identities of entities, in the default and the documents' graphs.
    pub entity_quads: usize,
    /// Descriptions and texts of documents.
    pub document_quads: usize,
    /// Quads of the store's own layers: decisions, inferences, measures.
    pub layer_quads: usize,
}

impl QuadCounts {
    /// Counts the quads of a store or a dataset.
    pub fn of<'a>(quads: impl IntoIterator<Item = &'a Quad>) -> Self {
        let mut counts = Self::default();
        for quad in quads {
            counts.add(quad);
        }
        counts
    }

    /// Counts one more quad.
    pub(crate) fn add(&mut self, quad: &Quad) {
        if layer_of(quad).is_some() {
            self.layer_quads += 1;
            return;
        }
        let role = match (&quad.graph_name, &quad.subject) {
            (GraphName::NamedNode(graph), NamedOrBlankNode::NamedNode(subject)) => {
                Role::of(subject.as_str(), graph.as_str())
            }
            _ => Role::Entity,
        };
        let describes = [rdf::TYPE, rdfs::LABEL, v::SAME_AS, v::UNNAMED].contains(&quad.predicate.as_ref());
        match role {
            Role::Document => self.document_quads += 1,
            Role::Span => self.mention_quads += 1,
            Role::Entity if describes => self.entity_quads += 1,
            Role::Entity | Role::Statement => self.statement_quads += 1,
        }
        self.documents += usize::from(role == Role::Document && quad.predicate.as_ref() == v::CONTENT_HASH);
        self.statements += usize::from(role == Role::Statement && quad.predicate.as_ref() == rdf::REIFIES);
    }

    /// All quads.
    #[must_use]
    pub fn total(&self) -> usize {
        self.statement_quads + self.mention_quads + self.entity_quads + self.document_quads + self.layer_quads
    }

    /// Quads a statement, evidence included; 0 where there is no statement.
    #[must_use]
    pub fn quads_a_statement(&self) -> f64 {
        if self.statements == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "no store holds 2^52 quads")]
        let mean = self.statement_quads as f64 / self.statements as f64;
        mean
    }
}
