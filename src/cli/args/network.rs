//! Paths and measures: `path`, `analyze`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{ExplainFormat, Labels, Statements, StorePath};

/// Show how two entities are connected: the shortest paths between them, each step with the words that show it
///
/// Statements are followed in both directions; the arrow says which. All statements between the same two entities are one
/// step. Paths over an entity that everything is linked to, as a country, tell little: of paths as long as each other
/// they come last, and --rank rarity, --avoid and --avoid-class lead round them.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba path Twitter Facebook
  nisba path كيري باريس -k 5 --max-length 4
  nisba path Twitter Iraq --factuality any --avoid-class Country --avoid \"United Nations\"
  nisba path Twitter Facebook --rank rarity --without-predicate country,nationality
  nisba path Twitter Facebook --from 2014-09 --to 2015 --min-confidence 0.9 --format json")]
pub(crate) struct Path {
    /// Where paths begin: a name in either script, an identifier, or an IRI
    #[arg(value_name = "A")]
    pub(crate) start: String,
    /// Where they end
    #[arg(value_name = "B")]
    pub(crate) end: String,
    /// How many paths at most
    #[arg(short = 'k', long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) paths: u16,
    /// The most steps of a path
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_length: u16,
    /// What makes a path better than another
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = PathRank::Length)]
    pub(crate) rank: PathRank,
    /// Follow statements only from subject to object
    #[arg(long)]
    pub(crate) directed: bool,
    /// Pass no path through this entity; may be given several times
    #[arg(long, value_name = "ENTITY")]
    pub(crate) avoid: Vec<String>,
    /// Pass no path through an entity of this class or one below it; may be given several times
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) avoid_class: Vec<String>,
    #[command(flatten)]
    pub(crate) statements: Statements,
    /// Show every place that says a step, not only the first two
    #[arg(short, long)]
    pub(crate) all: bool,
    /// The language of the names
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Labels::Ar)]
    pub(crate) labels: Labels,
    /// How to write it; json has every place
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ExplainFormat::Text)]
    pub(crate) format: ExplainFormat,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathRank {
    /// Few steps; then rare entities and sure statements
    Length,
    /// Rare entities: one with n neighbours costs log2 n steps, so that a longer path may come first
    Rarity,
    /// Sure statements: the product of the steps' confidences
    Confidence,
}

/// Measure the graph: which entities matter, what belongs together, what holds it together
///
/// Degrees, PageRank, betweenness, closeness, components, communities (Louvain), cores, bridges and articulation points,
/// of the entities that statements join to each other. All statements between the same two entities are one link.
/// PageRank and strong components follow the statements' directions; the others take links without direction.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba analyze
  nisba analyze --top 25 --without-predicate country,nationality
  nisba analyze --factuality asserted,reported --min-confidence 0.9 --format json -o measures.json
  nisba analyze --by year --time report
  nisba analyze --store-results
  nisba query -e 'SELECT ?entity ?rank WHERE { GRAPH ?g { ?entity nisba:pageRank ?rank } } ORDER BY DESC(?rank)'")]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub(crate) statements: Statements,
    /// Also measure each year or month by itself, as far as times are known
    #[arg(long, value_enum, value_name = "UNIT")]
    pub(crate) by: Option<TimeUnit>,
    /// How many entities the tables show of each measure
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// Let a link count as often as there are statements, for PageRank and communities
    #[arg(long)]
    pub(crate) weighted: bool,
    /// Search the paths for betweenness from so many entities only, spread evenly; without it, from all unless the graph is
    /// too large for that
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sample: Option<u32>,
    /// Put the measures into the graph, in place of those of the last time
    ///
    /// They stand in a graph of their own, https://w3id.org/nisba/graph/analysis, where SPARQL can ask for them.
    #[arg(long)]
    pub(crate) store_results: bool,
    /// The language of the names
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Labels::Ar)]
    pub(crate) labels: Labels,
    /// How to write it; json has all entities
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = AnalyzeFormat::Table)]
    pub(crate) format: AnalyzeFormat,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyzeFormat {
    /// To read: the first of each measure
    Table,
    /// For programs: all
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimeUnit {
    Year,
    Month,
}
