//! Inference in a store: switched on, kept in step with the facts, switched off.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, Triple};

use super::chain::{Inference, infer};
use super::layer::{self, State};
use super::rule::{Form, Rules};
use crate::error::Result;
use crate::graph::Layer;
use crate::store::Store;

/// All that follows from the facts of a store and is none of them. Facts are the triples of the default graph: what some
/// document asserts in its own voice. What is denied, planned or only reported has no part in it.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn inferences(store: &Store, rules: &Rules) -> Result<Vec<Inference>> {
    let mut facts = Vec::new();
    for predicate in rules.predicates() {
        facts.extend(store.known(None, Some(NamedNode::new_unchecked(predicate).as_ref()), None)?);
    }
    if rules.forms.iter().any(|(_, form)| matches!(form, Form::Class(..))) {
        facts.extend(store.known(None, Some(rdf::TYPE), None)?);
    }
    let conclusions = rules.forms.iter().filter_map(|(_, form)| match form {
        Form::Path(_, whole) => Some(whole.predicate.as_str()),
        Form::Class(..) => None,
    });
    // What a rule would conclude and a document says needs no inference.
    for predicate in conclusions.filter(|predicate| !rules.predicates().contains(predicate)) {
        facts.extend(store.known(None, Some(NamedNode::new_unchecked(predicate).as_ref()), None)?);
    }
    let facts: Vec<Triple> = facts.into_iter().map(|q| Triple::new(q.subject, q.predicate, q.object)).collect();
    Ok(infer(&facts, rules))
}

/// Computes what follows from the facts, puts it into [`Layer::Inferred`] in the place of what was there, and switches
/// inference on: from now on [`follow`] keeps it in step. Returns how many facts follow.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read or written.
pub fn switch_on(store: &Store, rules: &Rules) -> Result<usize> {
    let mut count = 0;
    store.renew_layer(Layer::Inferred, |store| {
        let inferences = inferences(store, rules)?;
        count = inferences.len();
        Ok(layer::quads(&inferences, rules.hash()))
    })?;
    Ok(count)
}

/// Takes all inferences out and switches inference off. Returns whether it was on.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read or written.
pub fn switch_off(store: &Store) -> Result<bool> {
    store.put_layer(Layer::Inferred, [])
}

/// What [`follow`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// Inference is off.
    Off,
    /// Nothing had changed.
    InStep,
    /// The layer was brought in step; it has so many facts now.
    Renewed(usize),
    /// The layer rests on other rules than these; what lost its premises is gone from it, but nothing was added.
    OtherRules,
}

/// Brings the layer in step with the facts, where inference is on. Every command that changes a store calls it at its end.
/// What loses a premise has gone before, with the premise, in one transaction; this adds what is new. Where the program
/// stopped in between, the next call does it.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read or written.
pub fn follow(store: &Store, rules: &Rules) -> Result<Followed> {
    match state(store)? {
        None => Ok(Followed::Off),
        Some(state) if state.rules != rules.hash() => Ok(Followed::OtherRules),
        Some(State { complete: true, .. }) => Ok(Followed::InStep),
        Some(_) => Ok(Followed::Renewed(switch_on(store, rules)?)),
    }
}

/// What the layer says of itself; nothing where inference is off.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn state(store: &Store) -> Result<Option<State>> {
    Ok(layer::state(&store.in_layer(Layer::Inferred, Some(Layer::Inferred.name()), None, None)?))
}

/// A view of the store, to read, in which the layer has what follows from the facts that it has.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store is kept on disk, or the view cannot be written.
pub fn add_to_view(view: Store, rules: &Rules) -> Result<Store> {
    let inferences = inferences(&view, rules)?;
    view.with(layer::quads(&inferences, rules.hash()))
}
