//! Figures and models from annotated texts: `eval`, `train`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nisba::tagger::{Kind, Options};

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
