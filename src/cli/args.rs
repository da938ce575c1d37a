//! Every command and flag, declared once; no logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use nisba::annotation::Factuality;
use nisba::domain::ConflictKind;
use nisba::graph::Period;
use nisba::source::{DatePattern, Dating};
use nisba::tagger::{Kind, Options};

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
    #[arg(long, global = true, value_name = "X", value_parser = super::confidence::parse)]
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

/// The documents to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Files, folders, patterns such as 'news/**/*.txt', or - for standard input
    ///
    /// Plain text and Markdown, in UTF-8. In folders, files that end in .txt, .md or .markdown are read; a file that is
    /// named itself is read whatever its ending. A document's id is the file's name, or its path below the folder
    /// given, without the extension.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Skip documents that are larger than this
    #[arg(long, value_name = "BYTES", default_value_t = nisba::source::MAX_BYTES)]
    pub(crate) max_bytes: u64,
}

/// When the documents were written.
#[derive(Debug, Args)]
#[command(next_help_heading = "When the documents were written")]
pub(crate) struct DocumentDates {
    /// The day on which they were written or published, where a document does not say it itself
    ///
    /// Dates such as "yesterday" or "last Tuesday" are resolved against it; without it they stay open. A document says its
    /// date itself in the front matter of Markdown (`date: 2014-09-15`), and that always stays.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, conflicts_with_all = ["date_from_name", "date_from_mtime"])]
    pub(crate) date: Option<Date>,
    /// Take that day from the path of each file: YYYY, MM and DD stand for the digits, all else for itself
    ///
    /// As YYYYMMDD for story-20170120.txt, or YYYY/MM/DD for folders. The path is searched as it is given; where it has
    /// two different dates or none, the document has none. May be given several times: the first that fits decides.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) date_from_name: Vec<DatePattern>,
    /// Take that day, in UTC, from the time of the file's last change, where nothing else gives it
    ///
    /// This time changes when a file is copied or downloaded, so that the same texts may give another graph elsewhere.
    #[arg(long)]
    pub(crate) date_from_mtime: bool,
}

impl DocumentDates {
    /// The same for the library.
    pub(crate) fn dating(&self) -> Dating {
        Dating { given: self.date, names: self.date_from_name.clone(), modified: self.date_from_mtime }
    }
}

/// Reads a day.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no day of the calendar; write it as 2014-09-15".to_owned())
}

/// Where the graph is.
#[derive(Debug, Args)]
pub(crate) struct StorePath {
    /// The folder of the graph
    #[arg(long = "store", value_name = "DIR", global = true, env = "NISBA_STORE", default_value = "nisba-store")]
    pub(crate) folder: PathBuf,
}

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

/// Decide what the program cannot know: who is who, which statements are right
///
/// Without an action, on a terminal, it asks about what is in doubt, one after the other; each answer holds at once.
/// Decisions are kept apart from what documents say. They outlive new versions of documents and new documents, and each
/// can be undone, which leaves no trace.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba review --by Salma                          ask about what is in doubt
  nisba review --only statements                   and not about pairs of entities
  nisba review merge 'جون كيري' 'John Kerry' --why 'same post'
  nisba review split كيري article-7                the Kerry of article-7 is somebody else
  nisba review reject Twitter suspendsAccountsOf داعش --document seed
  nisba review list
  nisba review undo 3f2a9c0d1e4b
  nisba review --export decisions.jsonl            a file to keep in version control
  nisba review --import decisions.jsonl --store new-graph")]
pub(crate) struct Review {
    #[command(subcommand)]
    pub(crate) action: Option<ReviewAction>,
    /// Write all decisions to this file, one a line, as JSON; - for standard output
    #[arg(long, value_name = "FILE", conflicts_with = "import")]
    pub(crate) export: Option<PathBuf>,
    /// Add the decisions of this file; those that are known already change nothing; - for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) import: Option<PathBuf>,
    /// Ask only about pairs of entities that may be one, or only about statements
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) only: Option<ReviewOnly>,
    /// Ask about statements that are less sure than this
    #[arg(long, value_name = "X", value_parser = super::confidence::parse, default_value_t = 0.8)]
    pub(crate) below: f64,
    #[command(flatten)]
    pub(crate) decider: Decider,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewOnly {
    /// Pairs of entities that may be one
    Entities,
    /// Statements that are less sure than --below
    Statements,
}

/// Who decides, when and why.
#[derive(Debug, Clone, Args)]
pub(crate) struct Decider {
    /// Your name, which is kept with the decision; by default the name that you are logged in by
    #[arg(long, value_name = "NAME", env = "NISBA_BY", global = true)]
    pub(crate) by: Option<String>,
    /// The time of the decision, instead of now, as 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", global = true)]
    pub(crate) at: Option<String>,
    /// The reason, which is kept with the decision
    #[arg(long, value_name = "TEXT", global = true)]
    pub(crate) why: Option<String>,
}

/// One decision.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewAction {
    /// List the decisions in force, one a line
    List,
    /// Take decisions back, by their ids
    Undo {
        /// The ids, as `nisba review list` gives them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// These are one; the first one's IRI stays
    Merge {
        /// The one whose IRI stays
        entity: String,
        /// Those that are the same
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// These are two, however much alike
    KeepApart {
        /// The one
        entity: String,
        /// The other
        other: String,
    },
    /// What some documents call by this entity is another one
    Split {
        /// The entity that was taken for two
        entity: String,
        /// Documents that speak of the other one, or places in one, as ID:START-END
        #[arg(required = true, value_name = "ID|ID:START-END")]
        places: Vec<String>,
    },
    /// Give an entity a name
    Rename {
        /// The entity
        entity: String,
        /// Its name
        name: String,
        /// The tag of the name's language; by default, by its script, ar or en
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
    },
    /// Give an entity another class
    Retype {
        /// The entity
        entity: String,
        /// The class, as Company
        class: String,
    },
    /// A statement is wrong: the words do not say it
    Reject {
        #[command(flatten)]
        statement: Judged,
    },
    /// A statement is what the words say
    Accept {
        #[command(flatten)]
        statement: Judged,
    },
    /// A statement has another predicate or factuality
    Correct {
        #[command(flatten)]
        statement: Judged,
        /// The predicate that it should have
        #[arg(long, value_name = "PREDICATE", required_unless_present = "factuality")]
        to: Option<String>,
        /// The factuality that it should have: asserted, alleged, intended, possible or denied
        #[arg(long, value_name = "FACTUALITY")]
        factuality: Option<String>,
    },
}

/// The statement that is judged.
#[derive(Debug, Args)]
pub(crate) struct Judged {
    /// Of whom or what it is said
    pub(crate) subject: String,
    /// What is said, as heldIn
    pub(crate) predicate: String,
    /// With whom or what, or the text of a post or a date
    pub(crate) object: String,
    /// Only as this document says it
    #[arg(long, value_name = "ID")]
    pub(crate) document: Option<String>,
}

/// Show what happened when: statements in the order of the time that texts give them
///
/// A statement has a time where its text dates it: an event's date, and what is said of an event that has one. When a
/// document reports it is another time, which is shown beside it and never taken for it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba timeline العراق
  nisba timeline --all --from 2014 --to 2015-06
  nisba timeline --all --predicate heldIn --factuality asserted --format tsv
  nisba timeline Iraq --reported             also what has no date, under the day of its report")]
pub(crate) struct Timeline {
    /// A name in either script, an identifier, or an IRI
    #[arg(value_name = "ENTITY", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) entity: Option<String>,
    /// All entities
    #[arg(short, long)]
    pub(crate) all: bool,
    /// Leave out what was over before this day, month or year
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Period>,
    /// Leave out what was after this day, month or year
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<Period>,
    /// Only this predicate, as heldIn; may be given several times
    #[arg(long, value_name = "PREDICATE")]
    pub(crate) predicate: Vec<String>,
    /// Only what is asserted, alleged, intended, possible or denied; may be given several times
    #[arg(long, value_name = "FACTUALITY", value_delimiter = ',', value_parser = factuality)]
    pub(crate) factuality: Vec<Factuality>,
    /// List statements without a date too, apart from the others, under the day on which they were reported
    #[arg(long)]
    pub(crate) reported: bool,
    /// The form of the output
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Show where sources disagree: statements of which only one can be so, with the sentences of both
///
/// A source is a document in its own voice, or somebody whom a document quotes. What excludes what is in conflicts.tsv of
/// the domain. No conflict is a date that lies in a wider one, a city and its country, a number and its rounding, and
/// what was said of two times. Give documents their dates (`nisba build --help`), so that these can be told apart.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba conflicts
  nisba conflicts العراق
  nisba conflicts --kind date --kind holder
  nisba conflicts --predicate heldIn --min-confidence 0.9 --format tsv")]
pub(crate) struct Conflicts {
    /// Only conflicts in which this entity has a part: a name in either script, an identifier, or an IRI
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: Option<String>,
    /// Only this kind: date, number, place, agent, holder (of a post) or denial; may be given several times
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = conflict_kind)]
    pub(crate) kind: Vec<ConflictKind>,
    /// Only statements with this predicate; may be given several times
    #[arg(long, value_name = "PREDICATE")]
    pub(crate) predicate: Vec<String>,
    /// Hold what a document says in one voice against itself too; mostly such a document was misread
    #[arg(long)]
    pub(crate) within_documents: bool,
    /// Take statements whose times are not known as of one time, also of two holders of a post
    #[arg(long)]
    pub(crate) undated: bool,
    /// The form of the output
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

fn conflict_kind(text: &str) -> Result<ConflictKind, String> {
    let found = ConflictKind::ALL.into_iter().find(|kind| kind.as_str() == text);
    found.ok_or_else(|| format!("write one of {}", ConflictKind::ALL.map(ConflictKind::as_str).join(", ")))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// To read
    Text,
    /// For programs: one object
    Json,
    /// For spreadsheets: a header, and one row a line
    Tsv,
}

fn factuality(text: &str) -> Result<Factuality, String> {
    let all =
        [Factuality::Asserted, Factuality::Alleged, Factuality::Intended, Factuality::Possible, Factuality::Denied];
    let found = all.into_iter().find(|factuality| factuality.as_str() == text);
    found.ok_or_else(|| format!("write one of {}", all.map(Factuality::as_str).join(", ")))
}

/// Find entities of different documents that are one, and merge those that surely are
///
/// Names are compared across scripts and spellings, with class, country, post, and what stands around; each thing that
/// speaks for or against is weighed. What is the same is merged, as a decision that people's decisions overrule and that
/// the next run makes anew; what may be the same is asked by `nisba review`. Two people are never one by a bare family name.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba resolve                          merge what is the same
  nisba resolve --dry-run                only tell what is the same, and what to ask, with reasons
  nisba resolve --band ask
  nisba resolve --format tsv > pairs.tsv
  nisba resolve --undo                   take all merges of the program back
  nisba resolve --domain my-domain       with weights of one's own, in my-domain/resolve/")]
pub(crate) struct Resolve {
    /// Only tell; change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Take back what the program merged; what people decided stays
    #[arg(long, conflicts_with_all = ["dry_run", "band"])]
    pub(crate) undo: bool,
    /// Only tell, and only this band; with --dry-run alone, what is the same and what to ask
    #[arg(short, long, value_enum, value_name = "BAND")]
    pub(crate) band: Option<ResolveBand>,
    /// Only tell, in this form; a table by default
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ResolveFormat>,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResolveBand {
    /// One entity
    Same,
    /// Perhaps one: a human should decide
    Ask,
    /// Two entities, though their names are alike
    Different,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResolveFormat {
    /// To read
    Table,
    /// For programs: one pair a line
    Json,
    /// For spreadsheets: one pair a line
    Tsv,
}

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

/// Work with the data that the program knows: classes, names, patterns
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:\n  nisba domain check data/")]
pub(crate) enum DomainCommand {
    Check(DomainCheck),
}

/// Check a domain folder and list every mistake with its file, its line and what to do
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba domain check          the one built in
  nisba domain check data/")]
pub(crate) struct DomainCheck {
    /// The folder; without it, the one of --domain, or the one built in
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

/// Score extraction against gold: what hand annotation says of the same texts
///
/// Mentions, entities and statements with precision, recall, F1, its 95 % interval and its mean over the documents. Gold is
/// JSON as `nisba extract --format json` writes it, corrected by hand; what it marks with "core": false is neither
/// rewarded nor punished. A document that was not predicted counts as empty.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba eval gold/                                    score this program on the texts in gold/texts/
  nisba eval gold/ --texts news/ --errors             list every mistake by its cause
  nisba eval gold/ --by confidence                    what a confidence is worth
  nisba eval gold/ --min-confidence 0.9               score only what is as sure as that
  nisba eval gold/ --by pattern --format tsv          the counts for calibration.tsv
  nisba extract gold/texts/ > before.jsonl
  nisba eval gold/ --domain my-domain/ --against before.jsonl
  nisba eval gold/ --record floor.tsv                 record the figures
  nisba eval gold/ --floor floor.tsv                  fail where one is less than recorded

Exit codes: 0 done · 1 failed, nothing could be read, or a figure is below the floor · 2 some input was skipped")]
pub(crate) struct Eval {
    /// A folder of annotations NAME.json with their texts in texts/NAME.txt, or a file of annotations
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// What was extracted, as JSON: a file, a folder, or - for standard input; without it, the texts are read now
    #[arg(value_name = "PREDICTED")]
    pub(crate) predicted: Option<PathBuf>,
    /// The folder of the texts, where they are not beside the annotations
    #[arg(long, value_name = "DIR")]
    pub(crate) texts: Option<PathBuf>,
    /// Skip documents whose text is larger than this
    #[arg(long, value_name = "BYTES", default_value_t = nisba::source::MAX_BYTES)]
    pub(crate) max_bytes: u64,
    /// The form of the output
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = EvalFormat::Table)]
    pub(crate) format: EvalFormat,
    /// Also give the figures of each predicate, class, document, pattern or stretch of confidence; may be given several
    /// times
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) by: Vec<By>,
    /// Calibrate each text's confidences by the other documents of GOLD, not by the domain's calibration.tsv
    ///
    /// So they are measured on texts that had no part in them.
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) leave_one_out: bool,
    /// List everything that was missed or is wrong, by cause
    #[arg(long)]
    pub(crate) errors: bool,
    /// Compare with an earlier prediction: what was gained, what was lost
    #[arg(long, value_name = "OTHER")]
    pub(crate) against: Option<PathBuf>,
    /// Fail where a figure is less than this file says
    #[arg(long, value_name = "FILE", conflicts_with = "record")]
    pub(crate) floor: Option<PathBuf>,
    /// Write the figures of this run, for --floor
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalFormat {
    /// To read
    Table,
    /// For programs; also by predicate, class, document, pattern and confidence
    Json,
    /// The counts of `--by pattern` alone, as a domain's calibration.tsv has them
    Tsv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// Statements by predicate
    Predicate,
    /// Mentions and entities by class
    Class,
    /// Everything by document
    Document,
    /// Statements by the pattern that found them: right, wrong, not counted as gold is silent
    Pattern,
    /// Statements by confidence, and how many of them are right
    Confidence,
}

/// Train a tagger of names on annotated text
///
/// Learns from CoNLL files (a word and its tag a line, the tag in the last column, an empty line after a sentence) and from
/// documents with their annotation as JSON. Scores are measured on texts held back; the model that is written learns from
/// all of them. The same files in the same order give the same model. Put it into a domain folder as models/LANGUAGE.crf.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba train news.conll -o my-domain/models/ar.crf
  nisba train news.conll gold/*.json --tag NORP=O --test other.conll -o ar.crf
  nisba train news.conll --text unlabelled.txt               only measure, with word clusters")]
pub(crate) struct Train {
    /// CoNLL files, and annotations as JSON with their text beside them; a file given twice counts twice
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write the model here; without it, only the scores are given
    #[arg(short, long, value_name = "MODEL")]
    pub(crate) output: Option<PathBuf>,
    /// Hold back every Nth text for the scores; 0 for none
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub(crate) hold_back: usize,
    /// Score on these files too
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) test: Vec<PathBuf>,
    /// List what was missed and what was found wrongly on those files
    #[arg(long, requires = "test")]
    pub(crate) errors: bool,
    /// Learn word clusters from these texts without annotation
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) text: Vec<PathBuf>,
    /// What a tag of the files stands for: PER, LOC, ORG, MISC, or O for no name; may be given several times
    #[arg(long = "tag", value_name = "TAG=KIND", value_parser = tag)]
    pub(crate) tags: Vec<(String, Option<Kind>)>,
    /// The most steps of the search
    #[arg(long, value_name = "N", default_value_t = Options::default().iterations)]
    pub(crate) iterations: usize,
    /// How strongly weights are drawn to nothing: higher gives a smaller model
    #[arg(long, value_name = "X", default_value_t = Options::default().l1)]
    pub(crate) l1: f64,
    /// How strongly large weights are drawn back
    #[arg(long, value_name = "X", default_value_t = Options::default().l2)]
    pub(crate) l2: f64,
    /// Leave out features that are seen more rarely
    #[arg(long, value_name = "N", default_value_t = Options::default().least)]
    pub(crate) least: u32,
    /// In how many of a hundred sentences the lexicon is not asked
    #[arg(long, value_name = "N", default_value_t = Options::default().without_lexicon)]
    pub(crate) without_lexicon: u64,
}

/// Reads `TAG=KIND`.
fn tag(text: &str) -> Result<(String, Option<Kind>), String> {
    let known = || Kind::ALL.map(Kind::code).join(", ");
    let (name, kind) = text.split_once('=').ok_or_else(|| "write TAG=KIND".to_owned())?;
    match Kind::ALL.into_iter().find(|known| known.code() == kind) {
        None if kind != "O" => Err(format!("no kind is called {kind}; use {} or O", known())),
        kind => Ok((name.to_owned(), kind)),
    }
}

/// Write the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba completions bash > ~/.local/share/bash-completion/completions/nisba")]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// Write the manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba man | man -l -
  nisba man --output ~/.local/share/man/man1     also a page for each command")]
pub(crate) struct Man {
    /// Write this page and one for each command into this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// Which statements count.
#[derive(Debug, Args)]
pub(crate) struct Statements {
    /// What may be held about a statement; may be given several times, or as a list with commas
    ///
    /// `asserted` is what documents say in their own voice, as a fact; `reported` what somebody else says as a fact; the
    /// others whoever says it.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',', default_value = "asserted")]
    pub(crate) factuality: Vec<Held>,
    #[command(flatten)]
    pub(crate) kinds: Kinds,
}

/// Which predicates and times of statements count.
#[derive(Debug, Args)]
pub(crate) struct Kinds {
    /// Only statements with this predicate, as `nisba query predicates` lists them; may be given several times
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',')]
    pub(crate) predicate: Vec<String>,
    /// No statements with this predicate; may be given several times
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',')]
    pub(crate) without_predicate: Vec<String>,
    /// Only statements of this time or later: a year, a month or a day
    ///
    /// With it, statements of which no time is known do not count; the output tells how many these are.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Period>,
    /// Only statements of this time or earlier
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<Period>,
    /// Which time of a statement is meant
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = WhichTime::Either)]
    pub(crate) time: WhichTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Held {
    Asserted,
    Reported,
    Alleged,
    Intended,
    Possible,
    Denied,
    /// All of these
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhichTime {
    /// When it was so: the date of the event, document or law that it is about
    Valid,
    /// When it was reported: the date of the document that says it, where that is known
    Report,
    /// When it was so, or else when it was reported
    Either,
}

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
