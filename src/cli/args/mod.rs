//! Every command and flag, declared once; no logic.

mod ask;
mod domain;
mod export;
mod inputs;
mod keep;
mod learn;
mod network;
mod pages;
mod read;
mod review;
mod statements;
mod time;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use ask::{Explain, ExplainFormat, Query, Search, SearchFormat, Show};
pub(crate) use domain::{DomainCheck, DomainCommand, DomainExport};
pub(crate) use export::{EventsAs, Export, Fill, Labels, Measure, Part, PictureArgs, PictureKind, PictureLanes};
pub(crate) use inputs::{DocumentDates, Inputs};
pub(crate) use keep::{Check, Docs, DocsList, DocsRemove, Infer};
pub(crate) use learn::{By, Eval, EvalFormat, Train};
pub(crate) use network::{Analyze, AnalyzeFormat, Path, PathRank, TimeUnit};
pub(crate) use pages::{Completions, Man};
pub(crate) use read::{Build, Extract, ExtractFormat};
pub(crate) use review::{Decider, Judged, Resolve, ResolveBand, ResolveFormat, Review, ReviewAction, ReviewOnly};
pub(crate) use statements::{Held, Kinds, Statements, WhichTime};
pub(crate) use time::{Conflicts, ListFormat, Timeline};

/// Reads documents, Arabic first, and builds a knowledge graph in which every fact leads back to the words that say it.
#[derive(Debug, Parser)]
#[command(name = "nisba", version, arg_required_else_help = true, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) general: General,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Example:
  nisba build article.txt            build the graph of one article
  nisba query conferences            ask it
  nisba export --format graphml -o graph.graphml

Exit codes: 0 done · 1 failed, or nothing could be read · 2 done, but some input was skipped · 3 done, and
`check --strict` found a violation";

/// Flags that every command takes.
#[derive(Debug, Args)]
pub(crate) struct General {
    /// Use the names, patterns and classes of this folder instead of those built in
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) domain: Option<PathBuf>,
    /// When to use colour; `auto` means on a terminal and where NO_COLOR is not set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Leave out statements that are less sure than this, from 0 to 1
    ///
    /// `build` does not store them, `eval` does not score them, and `query`, `show`, `export`, `docs list` and `explain`
    /// answer as if they were not there; facts that nothing else supports go with them, entities stay. `nisba eval GOLD
    /// --by confidence` tells what a confidence is worth.
    #[arg(long, global = true, value_name = "X", value_parser = crate::cli::confidence::parse)]
    pub(crate) min_confidence: Option<f64>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Extract(Extract),
    Query(Query),
    Search(Search),
    Export(Export),
    Show(Show),
    Review(Review),
    Path(Path),
    Analyze(Analyze),
    Timeline(Timeline),
    Conflicts(Conflicts),
    #[command(subcommand)]
    Docs(Docs),
    Infer(Infer),
    Explain(Explain),
    Check(Check),
    Resolve(Resolve),
    #[command(subcommand)]
    Domain(DomainCommand),
    Eval(Eval),
    Train(Train),
    Completions(Completions),
    Man(Man),
}

/// Where the graph is.
#[derive(Debug, Args)]
pub(crate) struct StorePath {
    /// The folder of the graph
    #[arg(long = "store", value_name = "DIR", global = true, env = "NISBA_STORE", default_value = "nisba-store")]
    pub(crate) folder: PathBuf,
}
