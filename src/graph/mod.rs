//! From an annotation to RDF 1.2: what a document contributes to the graph, and how its parts are named. And back: the
//! graph as plain data, which exports and measures read.

mod confidence;
mod count;
mod document;
mod id;
mod knowledge;
mod layer;
mod literal;
mod of_quads;
mod passage;
mod period;
mod signature;
mod spelling;
mod statement;
mod terms;
pub(crate) mod vocabulary;
mod writing;

pub use count::QuadCounts;
pub use document::DocumentGraph;
pub(crate) use document::{in_default_graph, is_knowledge, sorted};
pub use id::Bases;
pub(crate) use id::{Role, sha256, span, statement as statement_iri};
pub use knowledge::{Attribute, Claim, Edge, Inferred, KnowledgeGraph, Language, Names, Node, Terms};
pub use layer::Layer;
pub(crate) use layer::layer_of;
pub(crate) use of_quads::factuality_of;
pub(crate) use passage::place_of;
pub use period::{Period, Precision, Unit};
pub use signature::Violation;
pub(crate) use spelling::SpellingCounts;
pub use spelling::{Spellings, read_spellings};
pub(crate) use statement::iri_of_factuality;
pub use terms::read_terms;
pub use writing::{Writing, Writings, read_writings};
