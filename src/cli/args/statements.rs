//! Which statements count, for the commands that choose among them.

use clap::{Args, ValueEnum};
use nisba::graph::Period;

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
