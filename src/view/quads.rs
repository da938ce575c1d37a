//! The quads of a part of the graph, for the RDF formats.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use crate::domain::NAMESPACE;
use crate::graph::{KnowledgeGraph, Layer, layer_of, place_of, vocabulary as v};

/// Of the quads of a store, and of inferences, those that the part consists of: the descriptions of its entities, its
/// statements with all that is told of them, the facts that these state, their documents with the texts, and where these
/// mention its entities. What only a whole store can use, stamps and decisions, is left out.
#[must_use]
pub fn quads_of(part: &KnowledgeGraph, quads: Vec<Quad>) -> Vec<Quad> {
    let of_part = Part::new(part, &quads);
    let kept: Vec<bool> = quads.iter().map(|quad| of_part.has(quad)).collect();
    quads.into_iter().zip(kept).filter_map(|(quad, kept)| kept.then_some(quad)).collect()
}

/// What the part has, by identifiers.
struct Part<'a> {
    entities: BTreeSet<&'a str>,
    /// Entities of which only names and classes are told: who says something.
    named: BTreeSet<&'a str>,
    statements: BTreeSet<&'a str>,
    /// Subject, predicate, and an entity's IRI or a literal's value.
    triples: BTreeSet<(&'a str, &'a str, &'a str)>,
    /// By IRI.
    documents: BTreeSet<&'a str>,
    /// Stretches of text that speak of its entities.
    spans: BTreeSet<&'a str>,
}

impl<'a> Part<'a> {
    fn new(part: &'a KnowledgeGraph, quads: &'a [Quad]) -> Self {
        let mut statements = BTreeSet::new();
        let mut triples = BTreeSet::new();
        let mut ids = BTreeSet::new();
        let mut named = BTreeSet::new();
        let edges = part.edges().flat_map(|(subject, edge, object)| {
            edge.claims().map(move |claim| (subject, edge.predicate.as_str(), object.iri.as_str(), claim))
        });
        let literals = part.nodes().flat_map(|node| {
            node.attributes.iter().map(move |a| (node, a.predicate.as_str(), a.value.as_str(), &a.claim))
        });
        for (subject, predicate, object, claim) in edges.chain(literals) {
            statements.insert(claim.id.as_str());
            triples.insert((subject.iri.as_str(), predicate, object));
            ids.insert(claim.document.as_str());
            named.extend(claim.claimant.as_deref());
        }
        let entities: BTreeSet<&str> = part.nodes().map(|node| node.iri.as_str()).collect();
        let mut documents = BTreeSet::new();
        let mut spans = BTreeSet::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            match &quad.object {
                Term::Literal(id) if quad.predicate == v::IDENTIFIER && ids.contains(id.value()) => {
                    documents.insert(subject.as_str());
                }
                Term::NamedNode(entity) if quad.predicate == v::REFERS_TO && entities.contains(entity.as_str()) => {
                    spans.insert(subject.as_str());
                }
                _ => {}
            }
        }
        spans.retain(|span| place_of(span).is_some_and(|(document, _)| documents.contains(document)));
        Self { entities, named, statements, triples, documents, spans }
    }

    fn has(&self, quad: &Quad) -> bool {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return false };
        let subject = subject.as_str();
        if layer_of(quad).is_some_and(|layer| layer != Layer::Inferred) {
            return false;
        }
        if self.documents.contains(subject) {
            return quad.predicate != v::STAMP && quad.predicate != v::AS_READ;
        }
        if self.statements.contains(subject) || self.spans.contains(subject) {
            return true;
        }
        let described = [rdf::TYPE, rdfs::LABEL].contains(&quad.predicate.as_ref());
        if !self.entities.contains(subject) {
            return described && self.named.contains(subject);
        }
        let object = match &quad.object {
            Term::NamedNode(object) => object.as_str(),
            Term::Literal(literal) => literal.value(),
            _ => return false,
        };
        match quad.predicate.as_str().strip_prefix(NAMESPACE) {
            Some(predicate) => quad.predicate == v::UNNAMED || self.triples.contains(&(subject, predicate, object)),
            None => true,
        }
    }
}
