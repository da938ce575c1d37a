//! What follows from the facts by the ontology: opt-in, in a graph of its own, each with its rule and its premises.
//!
//! ```text
//! Ontology ─▶ Rules ─┐
//! the default graph ─┴─ infer ─▶ Inference ─ switch_on ─▶ Layer::Inferred ─▶ Derivation
//! ```
//!
//! The store itself takes an inference out when a premise of it goes ([`Store`](crate::store::Store)).

mod asked;
mod chain;
mod derivation;
mod edges;
mod keep;
mod layer;
mod rule;

pub use asked::{apart, read, without_inferences};
pub use chain::{Inference, infer};
pub use derivation::{Derivation, derivations_about, documents_of};
pub use edges::with_inferences;
pub use keep::{Followed, add_to_view, follow, inferences, state, switch_off, switch_on};
pub use layer::State;
pub use rule::{Rule, Rules};
