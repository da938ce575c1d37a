//! What people decide about the graph: who is who, what is right. Decisions are data of their own; what documents say is
//! never rewritten for good, so that each decision can be taken back.

mod action;
mod apply;
mod as_read;
mod cluster;
mod effect;
mod rdf;
mod record;
mod set;

pub use action::{Action, Decision, Fact};
pub(crate) use apply::decided;
pub(crate) use as_read::{as_read, with_difference};
pub(crate) use effect::Effect;
pub use oxigraph::model::{NamedNode, Term};
pub use set::Decisions;
