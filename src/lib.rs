//! Nisba reads documents and builds a knowledge graph in which every fact leads back to the words that say it.
//!
//! The modules stand in the order in which data passes through them.

mod error;
mod span;

pub mod annotation;
pub mod domain;
<<<<<<< HEAD
pub mod pipeline;
pub mod source;
=======
pub mod export;
pub mod graph;
>>>>>>> export
pub mod text;

pub use error::{Error, Result};
pub use span::Span;
