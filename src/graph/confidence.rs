//! A document's graph without the statements that are less sure than asked for.

use std::collections::{HashMap, HashSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term, Triple};

use super::document::DocumentGraph;
use super::vocabulary as v;

/// A statement in a document's graph.
struct Statement<'a> {
    triple: &'a Triple,
    /// Certainty is not written, so it is the default.
    confidence: f64,
    /// Whether the document says it in its own voice, as a fact that the ontology allows: then its triple stands in the
    /// graph too.
    vouched: bool,
}

impl DocumentGraph {
    /// The same document without the statements that are less sure, and without the direct triples that only such
    /// statements support. Entities and mentions stay.
    #[must_use]
    pub fn at_least(&self, confidence: f64) -> Self {
        let statements = statements(self.quads());
        let is_sure = |statement: &Statement<'_>| statement.confidence >= confidence;
        let direct = |sure: bool| {
            let of = statements.values().filter(move |statement| statement.vouched && is_sure(statement) == sure);
            of.map(|statement| statement.triple).collect::<HashSet<_>>()
        };
        let (supported, doubtful) = (direct(true), direct(false));
        let stays = |quad: &&Quad| match statements.get(&quad.subject) {
            _ if quad.predicate == v::STAMP => false,
            Some(statement) => is_sure(statement),
            None => {
                let triple = Triple::from((*quad).clone());
                !doubtful.contains(&triple) || supported.contains(&triple)
            }
        };
        Self::from_quads(self.iri().clone(), self.quads().iter().filter(stays).cloned())
    }
}

fn statements(quads: &[Quad]) -> HashMap<&NamedOrBlankNode, Statement<'_>> {
    let mut statements = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == rdf::REIFIES) {
        if let Term::Triple(triple) = &quad.object {
            statements.insert(&quad.subject, Statement { triple, confidence: 1.0, vouched: true });
        }
    }
    for quad in quads {
        let Some(statement) = statements.get_mut(&quad.subject) else { continue };
        match &quad.object {
            Term::Literal(degree) if quad.predicate == v::CONFIDENCE => {
                statement.confidence = degree.value().parse().unwrap_or(1.0);
            }
            _ if [v::FACTUALITY, v::CLAIMED_BY, v::VIOLATES].contains(&quad.predicate.as_ref()) => {
                statement.vouched = false;
            }
            _ => {}
        }
    }
    statements
}
