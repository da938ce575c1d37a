//! The graph itself: `docs`, `infer`, `check`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::StorePath;

/// List or remove the documents of the graph
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:\n  nisba docs list\n  nisba docs remove seed")]
pub(crate) enum Docs {
    List(DocsList),
    Remove(DocsRemove),
}

/// List the documents with their counts
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nisba docs list --store my-graph")]
pub(crate) struct DocsList {
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Take documents, and all that only they say, out of the graph
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nisba docs remove seed")]
pub(crate) struct DocsRemove {
    /// The documents' ids, as `nisba docs list` gives them
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Add what follows from the facts by the ontology
///
/// Classes above a class, predicates above a predicate, inverses, symmetry, transitivity and chains of predicates, as the
/// ontology declares them. What follows is kept apart from the facts, in a graph of its own, each with its rule and its
/// premises. It is seen only with --infer: `nisba query --infer`, `show --infer`, `export --infer`. Premises are facts that
/// documents assert; what is denied, planned or only reported is none. Once on, every change of the graph takes out what
/// has lost a premise and adds what is new.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba infer
  nisba query --infer -e 'SELECT ?event WHERE { ?event nisba:heldIn id:france }'
  nisba query inferences
  nisba infer --off                        take all of it out again")]
pub(crate) struct Infer {
    /// Take all inferences out and make no more
    #[arg(long)]
    pub(crate) off: bool,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Check whether the graph is sound: SHACL shapes of the ontology, and your own
///
/// Every document's graph is checked by itself, then the facts of all together: ends of statements against the ontology,
/// evidence inside the text, numbers, dates, languages, values of which only one makes sense.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba check
  nisba check --strict --quiet                 for scripts: the exit code says it
  nisba check --shapes my-shapes.ttl
  nisba check --format turtle -o report.ttl    a SHACL validation report
  nisba check --print-shapes > shapes.ttl      all shapes, also those that follow from the ontology

Exit codes: 0 done · 1 failed · 3 done, and --strict found a violation")]
pub(crate) struct Check {
    /// table, json, csv or tsv; turtle, trig, ntriples, nquads, rdfxml or jsonld for a SHACL validation report
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: String,
    /// End with exit code 3 where there is a violation; warnings are none
    #[arg(long)]
    pub(crate) strict: bool,
    /// Check these shapes too: SHACL Core in Turtle; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) shapes: Vec<PathBuf>,
    /// Show every finding in the table, not only the first three of each kind
    #[arg(short, long)]
    pub(crate) all: bool,
    /// Print the shapes instead of checking, as Turtle for any SHACL program
    #[arg(long, conflicts_with_all = ["format", "strict", "all"])]
    pub(crate) print_shapes: bool,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}
