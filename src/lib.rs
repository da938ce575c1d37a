//! Nisba reads documents and builds a knowledge graph in which every fact leads back to the words that say it.
//!
//! The modules stand in the order in which data passes through them.

mod error;
mod span;

pub mod analysis;
pub mod annotation;
pub mod build;
pub mod conflict;
pub mod decision;
pub mod domain;
pub mod drawing;
mod entity;
pub mod eval;
pub mod example;
pub mod explain;
pub mod export;
pub mod graph;
pub mod inference;
pub mod layout;
mod mention;
pub mod name;
pub mod pipeline;
pub mod query;
pub mod resolve;
pub mod search;
pub mod source;
mod statement;
pub mod store;
pub mod tagger;
pub mod text;
pub mod timeline;
pub mod validation;
pub mod value;
pub mod view;

pub use error::{Error, Result};
pub use span::Span;

/// The README's example is compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
