//! All integration tests in one binary, so that the program is linked once.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

/// Unnamed events, texts and agreements.
mod acts;
/// Measures and paths, checked against networkx.
mod analysis;
/// The rules of `ARCHITECTURE.md`, read from the source.
mod architecture;
/// The program, run as a user runs it.
mod command;
mod decision;
/// The data and the checks of it.
mod domain;
/// Pictures.
mod drawing;
/// Formats for exchange, databases and notes.
mod exchange;
/// Every export format, over a hand-written graph.
mod export;
mod hand_written;
/// Texts that break formats and pages.
mod hard_text;
/// What follows from the facts, and that it goes with them.
mod inference;
/// The graph of entities that quads describe.
mod knowledge;
/// Names across scripts and spellings.
mod names;
mod ontology;
/// The page that shows the graph, in Chromium.
mod page;
/// What posts and professions say, and which words a name has.
mod posts;
/// Named queries, with the answers expected.
mod queries;
/// Export files, read by the programs made for them.
mod readback;
/// Who is who across documents.
mod resolve;
/// Search by words, and its index.
mod search;
/// The article of the README.
mod seed;
mod store;
mod text;
/// Training a tagger of names.
mod train;
/// Negation, possibility, plans, other people's words.
mod truth;
/// SHACL shapes, asked of sound and of broken graphs.
mod validation;
/// Dates, numbers, money.
mod values;
mod view;
