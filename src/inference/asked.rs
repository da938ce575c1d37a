//! Inferences read from a store for those who ask: all of them, those of an answer, or none.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Quad, Term, Triple};

use super::chain::Inference;
use super::derivation::{inference_of, local, predicate_name};
use super::layer::read_inferences;
use crate::error::Result;
use crate::graph::{Layer, layer_of};
use crate::store::Store;

impl Inference {
    /// What it is about: the local name of its predicate, or of its class after `a`.
    #[must_use]
    pub fn concludes(&self) -> String {
        let name = predicate_name(&self.conclusion);
        match &self.conclusion.object {
            Term::NamedNode(class) if self.conclusion.predicate == rdf::TYPE => {
                format!("{name} {}", local(class.as_str()))
            }
            _ => name,
        }
    }
}

/// The inferences of a store, in the order of their conclusions, without those that a document has come to assert.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn read(store: &Store) -> Result<Vec<Inference>> {
    let mut inferences = Vec::new();
    for inference in read_inferences(&store.layer(Layer::Inferred)?) {
        if !store.holds(&inference.conclusion)? {
            inferences.push(inference);
        }
    }
    Ok(inferences)
}

/// Quads without those of the layer.
#[must_use]
pub fn without_inferences(mut quads: Vec<Quad>) -> Vec<Quad> {
    quads.retain(|quad| layer_of(quad) != Some(Layer::Inferred));
    quads
}

/// The facts among an answer's quads, and the inferences among them.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn apart(store: &Store, quads: Vec<Quad>) -> Result<(Vec<Quad>, Vec<Inference>)> {
    let (mut facts, mut inferences) = (Vec::new(), Vec::new());
    for quad in quads {
        let triple = Triple::from(quad.clone());
        match inference_of(store, &triple)? {
            Some(inference) if !store.holds(&triple)? => inferences.push(inference),
            _ => facts.push(quad),
        }
    }
    Ok((facts, inferences))
}
