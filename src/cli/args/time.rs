//! What was so when, and where sources disagree: `timeline`, `conflicts`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nisba::annotation::Factuality;
use nisba::domain::ConflictKind;
use nisba::graph::Period;

use super::StorePath;

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
