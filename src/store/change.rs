//! What must change in a store so that documents' graphs become others, and the default graph with them.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use oxigraph::store::{StorageError, Store};

use crate::graph::{DocumentGraph, Layer, in_default_graph, is_knowledge, vocabulary as v};

/// The quads to take out and to put in, in one transaction.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub(super) remove: Vec<Quad>,
    pub(super) insert: Vec<Quad>,
    /// The graphs that have nothing left.
    vacated: Vec<NamedNode>,
    /// Whether the store had quads of one of the graphs before.
    pub(super) replaces: bool,
}

impl Change {
    /// From what the store holds of some graphs to what they are to be. A graph without quads goes.
    ///
    /// A triple stands in the default graph exactly as long as some document's graph vouches for it: one that these
    /// documents no longer vouch for goes only where no other does.
    pub(super) fn towards(store: &Store, graphs: &[DocumentGraph]) -> Result<Self, StorageError> {
        let mut change = Self::default();
        let mut given_up = Vec::new();
        for graph in graphs {
            let name = graph.iri().as_ref();
            let old = store.quads_for_pattern(None, None, None, Some(name.into())).collect::<Result<Vec<_>, _>>()?;
            let (old_set, new_set): (HashSet<&Quad>, HashSet<&Quad>) =
                (old.iter().collect(), graph.quads().iter().collect());
            change.replaces |= !old.is_empty();
            for quad in old.iter().filter(|quad| !new_set.contains(quad)) {
                given_up.extend(is_knowledge(quad).then(|| quad.clone()));
                change.remove.push(quad.clone());
            }
            for quad in graph.quads().iter().filter(|quad| !old_set.contains(quad)) {
                change.insert.push(quad.clone());
                change.insert.extend(is_knowledge(quad).then(|| in_default_graph(quad)));
            }
            if graph.quads().is_empty() {
                change.vacated.push(name.into_owned());
            }
        }
        let graphs: BTreeMap<&str, HashSet<&Quad>> =
            graphs.iter().map(|graph| (graph.iri().as_str(), graph.quads().iter().collect())).collect();
        for quad in given_up {
            if !is_elsewhere(store, &quad, &graphs)? {
                change.remove.push(in_default_graph(&quad));
            }
        }
        Ok(change)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.remove.is_empty() && self.insert.is_empty()
    }

    /// Whether the document says what it said: it was only made from something else, by another program or other data.
    pub(super) fn is_only_stamp(&self) -> bool {
        self.replaces && self.remove.iter().chain(&self.insert).all(|quad| quad.predicate == v::STAMP)
    }

    /// Makes the change, whole or not at all.
    pub(super) fn commit(self, store: &Store) -> Result<(), StorageError> {
        let mut transaction = store.start_transaction()?;
        for quad in &self.remove {
            transaction.remove(quad);
        }
        for quad in &self.insert {
            transaction.insert(quad);
        }
        for graph in &self.vacated {
            transaction.remove_named_graph(graph)?;
        }
        transaction.commit()
    }
}

/// The graph as a store gives it back: it keeps the values of numbers and dates, not how they were written (`007`).
pub(super) fn as_stored(graph: &DocumentGraph) -> Result<DocumentGraph, StorageError> {
    let (valued, mut plain): (Vec<Quad>, Vec<Quad>) =
        graph.quads().iter().cloned().partition(|quad| has_value(&quad.object));
    let store = Store::new()?;
    store.extend(valued)?;
    for quad in &store {
        plain.push(quad?);
    }
    Ok(DocumentGraph::from_quads(graph.iri().clone(), plain))
}

fn has_value(term: &Term) -> bool {
    match term {
        Term::Literal(literal) => literal.language().is_none() && literal.datatype() != xsd::STRING,
        Term::Triple(triple) => has_value(&triple.object),
        _ => false,
    }
}

/// Whether a document's graph vouches for the quad's triple after the change: one that stays as it is, or one that the
/// change gives these quads.
fn is_elsewhere(store: &Store, quad: &Quad, graphs: &BTreeMap<&str, HashSet<&Quad>>) -> Result<bool, StorageError> {
    let pattern = (quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref());
    for other in store.quads_for_pattern(Some(pattern.0), Some(pattern.1), Some(pattern.2), None) {
        if let GraphName::NamedNode(graph) = &other?.graph_name
            && Layer::named(graph.as_ref()).is_none()
            && !graphs.contains_key(graph.as_str())
        {
            return Ok(true);
        }
    }
    let within = |quads: &HashSet<&Quad>, graph: &str| {
        let graph_name = NamedNode::new_unchecked(graph).into();
        quads.contains(&Quad { graph_name, ..quad.clone() })
    };
    Ok(graphs.iter().any(|(graph, quads)| within(quads, graph)))
}
