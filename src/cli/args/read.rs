//! Documents into the graph, or into annotations: `build`, `extract`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DocumentDates, Inputs, StorePath};

/// Read documents into the graph
///
/// A document that is in the graph already and has not changed is left alone, without reading what it says; one that has
/// changed is replaced. After a change of the program, of the domain or of --min-confidence all documents are read again.
/// A build that was interrupted has whole documents in the graph; the same command goes on with the rest.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba build data/samples/seed.txt --store my-graph
  nisba build 'news/**/*.txt' notes/
  nisba build news/ --prune --dry-run            tell what would go
  nisba build news/ --prune                      the graph has the documents of news/, and no others
  nisba build today.txt --date 2017-01-20        the day on which it was written
  nisba build news/ --date-from-name YYYYMMDD    as in news/story-20170120.txt
  nisba build news/ --min-confidence 0.9         only what is sure enough
  nisba build news/ --infer                      then add what follows, see `nisba infer --help`
  pdftotext report.pdf - | nisba build -")]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Also remove every document that is not among these inputs
    ///
    /// Afterwards the graph has exactly the documents of this command: also those go that came from other folders or from
    /// standard input. A document whose file is there and cannot be read stays as it is. Nothing is done where an input
    /// cannot be found or searched, so that a folder that vanished does not empty the graph.
    #[arg(long)]
    pub(crate) prune: bool,
    /// Only tell which documents would be added, replaced and removed, one a line
    ///
    /// A document is to be replaced where its text, or what the program knows, has changed; that it says the same all
    /// the same shows only when it is read. Nothing is written, also no new graph.
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) dates: DocumentDates,
    /// Switch inference on: add what follows from the facts, now and after every change
    #[arg(long)]
    pub(crate) infer: bool,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Read documents and write what they say, without a graph
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba extract article.txt --format json
  nisba extract news/ --format json --output annotations/     one file a document
  nisba extract news/ --format jsonl | head -n 1
  nisba extract news/ --min-confidence 0.9                    only statements as sure as that
  nisba extract article.txt --format brat --output brat/")]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) dates: DocumentDates,
    /// The form of the output
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ExtractFormat::Json)]
    pub(crate) format: ExtractFormat,
    /// Write here instead of to standard output
    ///
    /// A path that ends in / or is a folder gets one file a document (json, conll, brat).
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// Entities, mentions and statements with offsets in code points; one document a line, or a file
    Json,
    /// The same, always one document a line
    Jsonl,
    /// RDF 1.2 in one graph: facts, and statements with their evidence
    Turtle,
    /// RDF 1.2 as a store holds it: facts, and a graph a document
    Trig,
    /// The same, one quad a line; stores of many runs can be joined
    Nquads,
    /// One token a line with the mentions as BIO tags
    Conll,
    /// brat standoff: mentions, statements, notes
    Brat,
}
