//! From an annotation to RDF 1.2: what a document contributes to the graph, how its parts are named, and the graph's model
//! in memory, which exports read.

mod count;
mod document;
mod id;
mod knowledge;
mod literal;
mod statement;
pub(crate) mod vocabulary;

pub use count::QuadCounts;
pub use document::DocumentGraph;
pub(crate) use document::{in_default_graph, is_knowledge, sorted};
pub use id::Bases;
pub(crate) use id::sha256;
pub use knowledge::{Attribute, Claim, Edge, KnowledgeGraph, Language, Names, Node, Terms};
