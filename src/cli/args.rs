//! Every command and flag, declared once; no logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
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

Exit codes: 0 done · 1 failed, or nothing could be read · 2 done, but some input was skipped";

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
    Export(Export),
    Show(Show),
    #[command(subcommand)]
    Docs(Docs),
    Explain(Explain),
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

/// Where the graph is.
#[derive(Debug, Args)]
pub(crate) struct StorePath {
    /// The folder of the graph
    #[arg(long = "store", value_name = "DIR", env = "NISBA_STORE", default_value = "nisba-store")]
    pub(crate) folder: PathBuf,
}

/// Read documents into the graph
///
/// A document that is in the graph already and has not changed is left alone; one that has changed is replaced.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba build data/samples/seed.txt --store my-graph
  nisba build 'news/**/*.txt' notes/
  nisba build news/ --min-confidence 0.9         only what is sure enough
  pdftotext report.pdf - | nisba build -")]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
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
  nisba query -e 'SELECT ?event ?place WHERE { ?event nisba:heldIn ?place }'")]
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
    /// The form of the answer: table, json, csv, tsv or xml; turtle, ntriples and so on for CONSTRUCT
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

/// Write the graph for other programs
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba export --format graphml -o graph.graphml     for Gephi, yEd, networkx
  nisba export --format dot | dot -Tsvg -o graph.svg
  nisba export --format gexf --query around --param entity=العراق -o around.gexf
  nisba export --format turtle --rdf11 -o graph.ttl  for tools that know no RDF 1.2
  nisba export --format csv --min-confidence 0.9 -o tables/")]
pub(crate) struct Export {
    /// graphml, gexf, dot, cytoscape, nodelink, csv, turtle, trig, ntriples, nquads, rdfxml or jsonld
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: String,
    /// Write only what this CONSTRUCT query gives: a named query or a file that ends in .rq
    #[arg(long, value_name = "NAME|FILE.rq")]
    pub(crate) query: Option<String>,
    /// Write statements about statements in RDF 1.1, as rdf:subject, rdf:predicate and rdf:object
    #[arg(long)]
    pub(crate) rdf11: bool,
    /// The parameters of that query; may be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE", requires = "query")]
    pub(crate) parameters: Vec<String>,
    /// The language of the labels that a picture shows; the other one is always there as data
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Labels::Ar)]
    pub(crate) labels: Labels,
    /// Write here instead of to standard output; for csv, the folder of nodes.csv and edges.csv
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StorePath,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Labels {
    /// Arabic
    Ar,
    /// English
    En,
}

/// Show an entity: names, class, and its facts in both directions, each with its sentence and source
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba show العراق
  nisba show Iraq
  nisba show Iraq --min-confidence 0.9
  nisba show https://w3id.org/nisba/id/iraq")]
pub(crate) struct Show {
    /// A name in either script, an identifier, or an IRI
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// Show every place that says a fact, not only the first three
    #[arg(short, long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) store: StorePath,
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

/// Find entities of different documents that are one, or may be: in two spellings, two scripts, by what is said of them
///
/// Each pair has a score, the sum of what speaks for it and against it, and a band: the same, a question for a human, or
/// different. Nothing in the graph is changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba resolve                          what is the same, and what to ask
  nisba resolve --band ask
  nisba resolve --format tsv > pairs.tsv
  nisba resolve --domain my-domain       with weights of one's own, in my-domain/resolve/")]
pub(crate) struct Resolve {
    /// Only this band; without it, what is the same and what to ask
    #[arg(short, long, value_enum, value_name = "BAND")]
    pub(crate) band: Option<ResolveBand>,
    /// How to write it
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ResolveFormat::Table)]
    pub(crate) format: ResolveFormat,
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
