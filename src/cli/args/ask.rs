//! What the graph says: `query`, `search`, `show`, `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::StorePath;

/// Ask the graph: a named query, a file, or SPARQL on the command line
///
/// Without a query, the named queries are listed.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba query                                  list the named queries
  nisba query conferences
  nisba query neighbours --param entity=العراق
  nisba query my-question.rq --format csv
  nisba query people --min-confidence 0.9      leave out what is less sure
  nisba query -e 'SELECT ?event ?place WHERE { ?event nisba:heldIn ?place }'
  nisba query --infer -e 'SELECT ?event WHERE { ?event nisba:heldIn id:france }'")]
pub(crate) struct Query {
    /// The name of a query, or a file that ends in .rq
    #[arg(value_name = "NAME|FILE.rq", conflicts_with = "expression")]
    pub(crate) query: Option<String>,
    /// SPARQL; the usual prefixes are known
    #[arg(short, long, value_name = "SPARQL")]
    pub(crate) expression: Option<String>,
    /// A value for a parameter of the query; may be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE")]
    pub(crate) parameters: Vec<String>,
    /// Answer from facts and inferences; the column `inferred` tells the rows that the facts alone do not give
    #[arg(long)]
    pub(crate) infer: bool,
    /// The form of the answer: table, json, csv, tsv or xml; turtle, ntriples and so on for CONSTRUCT
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Find entities and sentences by words
///
/// Spelling, clitics and script do not matter: kerry finds «كيري», العراق finds «وبالعراق». All words must be there; words
/// in quotation marks, or in one argument, must stand together. The last word may go on (kerr finds Kerry), unless it is
/// quoted. What fits best comes first: letter by letter, folded, with other clitics, by its beginning, by its sound.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba search كيري
  nisba search kerry                           in the other script
  nisba search نتنياهو واشنطن                  both words
  nisba search 'جون كيري'                      together
  nisba search kerr --entities                 names only
  nisba search العراق --document seed --format json

Offsets are code points in the document's text.")]
pub(crate) struct Search {
    /// The words
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Look for entities only
    #[arg(long, conflicts_with = "sentences")]
    pub(crate) entities: bool,
    /// Look for sentences only
    #[arg(long)]
    pub(crate) sentences: bool,
    /// Look in this document only
    #[arg(long, value_name = "ID")]
    pub(crate) document: Option<String>,
    /// Show at most so many entities, and so many sentences
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How to write it
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = SearchFormat::Table)]
    pub(crate) format: SearchFormat,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchFormat {
    /// To read, with the words marked
    Table,
    /// For programs, with the places of the words
    Json,
    /// A line for each entity and each sentence
    Tsv,
}

/// Show an entity: names, class, and its facts in both directions, each with its sentence and source
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba show العراق
  nisba show Iraq
  nisba show Iraq --min-confidence 0.9
  nisba show Iraq --infer                      also what follows, with rule, premises and their words
  nisba show https://w3id.org/nisba/id/iraq")]
pub(crate) struct Show {
    /// A name in either script, an identifier, or an IRI
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// Show every place that says a fact, not only the first three
    #[arg(short, long)]
    pub(crate) all: bool,
    /// Show what is inferred too: the rule, the premises, and the words of these
    #[arg(long)]
    pub(crate) infer: bool,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Show which entry, cue or pattern produced what stands at a place of a document
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba explain data/samples/seed.txt 48 100
  nisba explain seed 48 100 --store my-graph
  nisba explain seed 48 100 --store my-graph --format json
  nisba explain seed 48 100 --store my-graph --min-confidence 0.9

Places are counted in code points, as `nisba extract`, `nisba show` and the queries give them.")]
pub(crate) struct Explain {
    /// A file, - for standard input, or the id of a document of the graph
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// The first code point
    #[arg(value_name = "START")]
    pub(crate) start: usize,
    /// One past the last code point
    #[arg(value_name = "END")]
    pub(crate) end: usize,
    /// How to write it
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ExplainFormat::Text)]
    pub(crate) format: ExplainFormat,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// To read
    Text,
    /// For programs
    Json,
}
