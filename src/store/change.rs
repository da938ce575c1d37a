//! What must change in a store so that one document's graph becomes another, and the default graph with it.

use std::collections::HashSet;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, NamedNodeRef, Quad, Term};
use oxigraph::store::{StorageError, Store};

use crate::graph::{Layer, in_default_graph, is_knowledge, sorted};

/// The quads to take out and to put in, in one transaction.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub(super) remove: Vec<Quad>,
    pub(super) insert: Vec<Quad>,
    /// Whether the store had quads of the document before.
    pub(super) replaces: bool,
}

impl Change {
    /// From what the store holds of a document to `quads`.
    ///
    /// A triple stands in the default graph exactly as long as some document's graph vouches for it: one that this
    /// document no longer vouches for goes only where no other does.
    pub(super) fn towards(store: &Store, document: NamedNodeRef<'_>, quads: &[Quad]) -> Result<Self, StorageError> {
        let quads = &as_stored(quads)?;
        let old = store.quads_for_pattern(None, None, None, Some(document.into())).collect::<Result<Vec<_>, _>>()?;
        let (old_set, new_set) = (old.iter().collect::<HashSet<_>>(), quads.iter().collect::<HashSet<_>>());
        let mut change = Self { replaces: !old.is_empty(), ..Self::default() };
        for quad in old.iter().filter(|quad| !new_set.contains(quad)) {
            change.remove.push(quad.clone());
            if is_knowledge(quad) && !is_elsewhere(store, quad)? {
                change.remove.push(in_default_graph(quad));
            }
        }
        for quad in quads.iter().filter(|quad| !old_set.contains(quad)) {
            change.insert.push(quad.clone());
            change.insert.extend(is_knowledge(quad).then(|| in_default_graph(quad)));
        }
        Ok(change)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.remove.is_empty() && self.insert.is_empty()
    }

    /// Makes the change, whole or not at all. `vacated` names the graph that has nothing left.
    pub(super) fn commit(self, store: &Store, vacated: Option<NamedNodeRef<'_>>) -> Result<(), StorageError> {
        let mut transaction = store.start_transaction()?;
        for quad in &self.remove {
            transaction.remove(quad);
        }
        for quad in &self.insert {
            transaction.insert(quad);
        }
        if let Some(graph) = vacated {
            transaction.remove_named_graph(graph)?;
        }
        transaction.commit()
    }
}

/// The quads as a store gives them back: it keeps the values of numbers and dates, not how they were written (`007`).
fn as_stored(quads: &[Quad]) -> Result<Vec<Quad>, StorageError> {
    let (valued, mut plain): (Vec<Quad>, Vec<Quad>) = quads.iter().cloned().partition(|quad| has_value(&quad.object));
    let store = Store::new()?;
    store.extend(valued)?;
    for quad in &store {
        plain.push(quad?);
    }
    Ok(sorted(plain))
}

fn has_value(term: &Term) -> bool {
    match term {
        Term::Literal(literal) => literal.language().is_none() && literal.datatype() != xsd::STRING,
        Term::Triple(triple) => has_value(&triple.object),
        _ => false,
    }
}

/// Whether another document's graph holds the quad's triple.
fn is_elsewhere(store: &Store, quad: &Quad) -> Result<bool, StorageError> {
    let pattern = (quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref());
    let GraphName::NamedNode(of) = &quad.graph_name else { return Ok(false) };
    for other in store.quads_for_pattern(Some(pattern.0), Some(pattern.1), Some(pattern.2), None) {
        let graph = other?.graph_name;
        if let GraphName::NamedNode(graph) = &graph
            && Layer::named(graph.as_ref()).is_none()
            && graph != of
        {
            return Ok(true);
        }
    }
    Ok(false)
}
