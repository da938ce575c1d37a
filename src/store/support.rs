//! Keeps inferences sound: what loses a premise goes with it, in the same transaction.

use std::collections::HashSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple, TripleRef};
use oxigraph::store::{StorageError, Store};

use super::change::Change;
use crate::graph::{Layer, in_default_graph, vocabulary as v};

const LAYER: Layer = Layer::Inferred;

impl Change {
    /// Takes also out every inference that rests, be it through others, on a fact that this change takes out. Where facts
    /// change at all, the layer is marked as one that is not complete. Returns whether the layer changes.
    ///
    /// Documents may come to assert what is inferred; then that is no reason to take out what rests on it.
    pub(super) fn retract_inferences(&mut self, store: &Store) -> Result<bool, StorageError> {
        if !store.contains_named_graph(LAYER.name())? {
            return Ok(false);
        }
        let facts = |quads: &[Quad]| {
            let of_default = quads.iter().filter(|quad| quad.graph_name.is_default_graph());
            of_default.map(|quad| Triple::from(quad.clone())).collect::<Vec<_>>()
        };
        let (gone, come) = (facts(&self.remove), facts(&self.insert));
        if gone.is_empty() && come.is_empty() {
            return Ok(false);
        }
        let before = self.remove.len();
        let come: HashSet<TripleRef<'_>> = come.iter().map(Triple::as_ref).collect();
        let mut fallen: HashSet<Triple> = gone.into_iter().filter(|fact| !come.contains(&fact.as_ref())).collect();
        let mut queue: Vec<Triple> = fallen.iter().cloned().collect();
        while let Some(premise) = queue.pop() {
            for reifier in resting_on(store, &premise)? {
                for quad in in_layer(store, Some(reifier.as_ref()), None, None)? {
                    if let (true, Term::Triple(conclusion)) = (quad.predicate == rdf::REIFIES, &quad.object) {
                        let direct = conclusion.as_ref().clone().in_graph(LAYER.name());
                        let asserted = come.contains(&conclusion.as_ref().as_ref())
                            || store.contains(in_default_graph(&direct).as_ref())?;
                        self.remove.push(direct);
                        if !asserted && fallen.insert(conclusion.as_ref().clone()) {
                            queue.push(conclusion.as_ref().clone());
                        }
                    }
                    self.remove.push(quad);
                }
            }
        }
        self.remove.extend(in_layer(store, Some(LAYER.name().into()), Some(v::IS_COMPLETE), None)?);
        Ok(self.remove.len() > before)
    }
}

/// The inferences that have this premise.
fn resting_on(store: &Store, premise: &Triple) -> Result<Vec<NamedOrBlankNode>, StorageError> {
    let premise = Term::from(premise.clone());
    let quads = in_layer(store, None, Some(v::PREMISE), Some(&premise))?;
    Ok(quads.into_iter().map(|quad| quad.subject).collect())
}

fn in_layer(
    store: &Store,
    subject: Option<oxigraph::model::NamedOrBlankNodeRef<'_>>,
    predicate: Option<NamedNodeRef<'_>>,
    object: Option<&Term>,
) -> Result<Vec<Quad>, StorageError> {
    store.quads_for_pattern(subject, predicate, object.map(Term::as_ref), Some(LAYER.name().into())).collect()
}
