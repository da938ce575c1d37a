//! What people and the program decide: `review`, `resolve`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::StorePath;

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
    #[arg(long, value_name = "X", value_parser = crate::cli::confidence::parse, default_value_t = 0.8)]
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
