//! The knowledge graph: its model in memory, which exports and measures read.

mod knowledge;

pub use knowledge::{Attribute, Claim, Edge, KnowledgeGraph, Language, Names, Node, Terms};
