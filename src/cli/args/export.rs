//! The graph for other programs: `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Held, Kinds, StorePath};

/// Write the graph for other programs
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba export --format graphml -o graph.graphml     for Gephi, networkx, igraph
  nisba export --format graphml --yed -o yed.graphml for yEd, with labels and colours
  nisba export --format dot | dot -Tsvg -o graph.svg
  nisba export -o iraq.gexf --around العراق --depth 2 --top 50 --merge-parallel
  nisba export -o graph.graphml --events-as edges --size betweenness --fill community
  nisba export -o people.csv --class Person
  nisba export -o denied.csv --factuality denied,alleged --from 2016
  nisba export --format gexf --query around --param entity=العراق -o around.gexf
  nisba export --format turtle --rdf11 -o graph.ttl  for tools that know no RDF 1.2
  nisba export --format csv --min-confidence 0.9 -o tables/
  nisba export --format html -o graph.html           one page to look at, offline; a double click opens it
  nisba export --format ftm -o graph.ftm.json        FollowTheMoney; --format stix for threat intelligence
  nisba export --format obsidian -o vault/           a note for each entity and document
  nisba export --format neo4j -o tables/             then neo4j-admin database import full \
      --array-delimiter=U+001F --multiline-fields=true --nodes=tables/nodes.csv \
      --relationships=tables/relationships.csv; or --format cypher for a running database
  nisba export --format png -o graph.png             a picture; also svg and pdf
  nisba export --format pdf --picture timeline --labels en -o timeline.pdf
  nisba export --format dot --infer | dot -Tsvg -o graph.svg    inferences are dotted")]
pub(crate) struct Export {
    /// The format, as --list names it; without it the ending of --output decides
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// List the formats, what they are and which programs open them
    #[arg(long)]
    pub(crate) list: bool,
    /// Write statements about statements in RDF 1.1, as rdf:subject, rdf:predicate and rdf:object
    #[arg(long)]
    pub(crate) rdf11: bool,
    /// In graphml, also say how yEd is to draw: labels, colours, sizes, dashes for what is no fact
    #[arg(long)]
    pub(crate) yed: bool,
    /// Write the inferences too, marked: dotted, flagged, or in RDF with rule and premises
    #[arg(long)]
    pub(crate) infer: bool,
    #[command(flatten)]
    pub(crate) part: Part,
    /// The language of the labels that a picture shows; the other one is always there as data [default: ar]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) labels: Option<Labels>,
    /// Measure the entities, and write size, colour and community as attributes; --size and --fill do so too
    #[arg(long)]
    pub(crate) measures: bool,
    /// By what the size of an entity grows
    #[arg(long, value_enum, value_name = "MEASURE")]
    pub(crate) size: Option<Measure>,
    /// What the colour of an entity tells
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) fill: Option<Fill>,
    /// Write here instead of to standard output; for csv, parquet, neo4j and obsidian, a folder
    ///
    /// In an Obsidian vault, notes that a former export wrote and this one does not write are removed. Your own notes
    /// stay; of a note that you changed, your text is kept beside the new one as `NAME (changed).md`.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) picture: PictureArgs,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Which part of the graph is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which part of the graph")]
pub(crate) struct Part {
    /// Only this entity and those round it: a name in either script, an identifier or an IRI; may be given several times
    #[arg(long, value_name = "ENTITY")]
    pub(crate) around: Vec<String>,
    /// How many steps round it
    #[arg(long, value_name = "STEPS", default_value_t = 1, requires = "around")]
    pub(crate) depth: usize,
    /// Only what this query gives: a named query, or a file that ends in .rq
    ///
    /// CONSTRUCT gives triples. SELECT gives what the names of its columns say: `?node` entities and what is said
    /// between them, `?statement` statements, `?source ?target`, with `?predicate` if wanted, edges of the query's own.
    #[arg(long, value_name = "NAME|FILE.rq")]
    pub(crate) query: Option<String>,
    /// The parameters of that query; may be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE", requires = "query")]
    pub(crate) parameters: Vec<String>,
    /// Only entities of this class, or of one below it; may be given several times
    ///
    /// With --events-as edges, what events join: `--class Person` gives people with an edge for each event that two of
    /// them had a part in. Classes of events beside it choose by which.
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) class: Vec<String>,
    /// Only what this document says, as `nisba docs list` names it; may be given several times
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) document: Vec<String>,
    /// Only statements that are held so; may be given several times, or as a list with commas
    ///
    /// `asserted` is what documents say in their own voice, as a fact; `reported` what somebody else says as a fact; the
    /// others whoever says it.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) factuality: Vec<Held>,
    #[command(flatten)]
    pub(crate) kinds: Kinds,
    /// Only so many entities, those that weigh most; --by says how
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// By what entities weigh
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = Measure::PageRank, requires = "top")]
    pub(crate) by: Measure,
    /// Parallel statements of one kind become one edge, which counts them and keeps their documents and words
    #[arg(long)]
    pub(crate) merge_parallel: bool,
    /// Whether events are nodes, or edges between what they join
    ///
    /// An edge leads from who takes part to what the event is about or where it is; where all have a part in it alike, it
    /// has no direction and no arrow.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = EventsAs::Nodes)]
    pub(crate) events_as: EventsAs,
}

/// A measure of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// The number of neighbours
    Degree,
    /// PageRank
    #[value(name = "pagerank")]
    PageRank,
    /// The share of shortest paths that lead through it; estimated for large graphs
    Betweenness,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fill {
    /// Its class
    Class,
    /// The community that it belongs to
    Community,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EventsAs {
    Nodes,
    Edges,
}

/// How svg, png and pdf are drawn
#[derive(Debug, Args)]
pub(crate) struct PictureArgs {
    /// What svg, png and pdf show [default: graph]
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Pictures")]
    pub(crate) picture: Option<PictureKind>,
    /// What the lanes of a timeline are [default: class]
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Pictures")]
    pub(crate) lanes: Option<PictureLanes>,
    /// The width of a png in pixels; the height follows [default: 1600, or more where letters would be too small]
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Pictures")]
    pub(crate) width: Option<u32>,
    /// Take the letters of png and pdf from this font file or folder, and no others; may be given several times
    #[arg(long = "font", value_name = "FILE", help_heading = "Pictures")]
    pub(crate) fonts: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureKind {
    /// Entities as marks, statements as lines between them
    Graph,
    /// What happened when: dated events and what is said of them
    Timeline,
    /// Who to whom: how many statements, and their predicate
    Matrix,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureLanes {
    /// The classes of what is dated
    Class,
    /// The entities that have to do with it
    Entity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Labels {
    /// Arabic
    Ar,
    /// English
    En,
    /// Both
    Both,
}
