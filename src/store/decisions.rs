//! Decisions in the store: kept in their layer, and carried out in every document that they concern.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};

use super::Store;
use super::change::as_stored;
use crate::decision::{Decision, Decisions, Effect, as_read, decided, with_difference};
use crate::error::Result;
use crate::graph::{DocumentGraph, Layer, vocabulary as v};

/// The decisions of a store and what they make of documents.
#[derive(Debug, Default)]
pub(super) struct Decided {
    decisions: Decisions,
    effect: Effect,
}

impl Decided {
    pub(super) fn new(decisions: Decisions) -> Self {
        Self { effect: Effect::new(&decisions), decisions }
    }

    /// A document's graph after the decisions, with the way back.
    pub(super) fn apply(&self, document: &DocumentGraph) -> Result<DocumentGraph> {
        let read = as_read(document)?;
        Ok(with_difference(decided(&read, &self.effect), &read))
    }
}

impl Store {
    /// The decisions that are in force.
    #[must_use]
    pub fn decisions(&self) -> Decisions {
        self.decided().decisions.clone()
    }

    /// The decision of a person that judges one statement of a document, by the statement's IRI.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn decision_on(&self, statement: &str) -> Result<Option<Decision>> {
        let statement = NamedNode::new_unchecked(statement);
        let quads = self.find(Some(statement.as_ref().into()), Some(v::DECIDED_BY), None, None)?;
        let decided = quads.into_iter().find_map(|quad| match quad.object {
            Term::NamedNode(decision) => Some(decision),
            _ => None,
        });
        Ok(decided.and_then(|iri| self.decided().decisions.iter().find(|one| one.iri() == iri).cloned()))
    }

    /// The decisions of people that touch an entity with one of these IRIs, in the order in which they take effect.
    #[must_use]
    pub fn decisions_about(&self, entities: &BTreeSet<String>) -> Vec<Decision> {
        let of_people = self.decisions().of_people();
        let touches =
            |decision: &&Decision| {
                decision.action.entities().iter().any(|entity| {
                    entities.contains(entity.as_str()) || entities.contains(&self.canonical(entity.as_str()))
                })
            };
        of_people.iter().filter(touches).cloned().collect()
    }

    /// The IRI by which the entity with this IRI is called since it was merged; otherwise the same.
    #[must_use]
    pub fn canonical(&self, entity: &str) -> String {
        self.decided().effect.canonical(entity).to_owned()
    }

    /// The quads of all documents as they would be after these decisions instead of those in force.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn quads_after(&self, decisions: Decisions) -> Result<Vec<Quad>> {
        let decided = Decided::new(decisions);
        let mut quads = Vec::new();
        for document in self.stamps()? {
            let graph = DocumentGraph::from_quads(document.iri.clone(), self.quads_in(document.iri.as_ref())?);
            quads.extend(decided.apply(&graph)?.quads().iter().cloned());
        }
        Ok(quads)
    }

    /// Puts these decisions in the place of those in force and carries them out in all documents that they concern, in
    /// one transaction. Returns how many documents have changed.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store is open to read only, or cannot be read or written; then
    /// nothing has changed.
    pub fn decide(&self, decisions: Decisions) -> Result<usize> {
        let one_at_a_time = self.begin_writing()?;
        let next = Decided::new(decisions);
        let mut graphs = Vec::new();
        for document in self.concerned(&next)? {
            let before = DocumentGraph::from_quads(document.clone(), self.quads_in(document.as_ref())?);
            let after = as_stored(&next.apply(&before)?).map_err(|e| self.failure("cannot be read", &e))?;
            if after != before {
                graphs.push(after);
            }
        }
        let documents = graphs.len();
        let layer = DocumentGraph::from_quads(Layer::Decisions.name().into_owned(), next.decisions.quads());
        // First, so that files that are written one by one can be brought up to it.
        graphs.insert(0, as_stored(&layer).map_err(|e| self.failure("cannot be read", &e))?);
        self.change_to(&graphs, &one_at_a_time)?;
        *self.decided_to_change() = next;
        Ok(documents)
    }

    /// The documents of which the graph may be another one after these decisions.
    fn concerned(&self, next: &Decided) -> Result<BTreeSet<NamedNode>> {
        let now = self.decided();
        let known = |decisions: &Decisions| decisions.iter().map(Decision::id).collect::<BTreeSet<_>>();
        let (old, new) = (known(&now.decisions), known(&next.decisions));
        let taken_back = now.decisions.iter().filter(|decision| !new.contains(&decision.id()));
        let added = next.decisions.iter().filter(|decision| !old.contains(&decision.id()));
        let entities = now.effect.difference(&next.effect, taken_back.chain(added).cloned());
        drop(now);
        let mut documents = BTreeSet::new();
        for entity in entities {
            let entity = NamedNode::new_unchecked(entity);
            let described = self.data.quads_for_pattern(Some(entity.as_ref().into()), Some(rdf::TYPE), None, None);
            let object = Term::from(entity.clone());
            let mentioned = self.data.quads_for_pattern(None, Some(v::REFERS_TO), Some(object.as_ref()), None);
            for quad in self.collected(described.chain(mentioned))? {
                if let GraphName::NamedNode(graph) = quad.graph_name
                    && Layer::named(graph.as_ref()).is_none()
                {
                    documents.insert(graph);
                }
            }
        }
        Ok(documents)
    }
}
