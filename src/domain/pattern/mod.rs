//! The pattern language: what a pattern may say. `data/patterns/README.md` describes it for those who write patterns.

mod file;
mod frame;
mod membership;
mod parse;
mod set;

pub(crate) use file::{Example, Patterns, yaml_problem};
pub(crate) use membership::{List, Member, Membership};
pub(crate) use set::Sets;

use crate::annotation::{Factuality, MentionKind};

/// One compiled pattern, without optional parts: those are several patterns of one name.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// Language, file and id: `ar/meetings#held-in`.
    pub(crate) name: String,
    /// File below the domain folder, and line.
    pub(crate) place: (String, usize),
    /// Its `match` as it was written; of a frame, the construction with the frame's words in it.
    pub(crate) text: std::sync::Arc<str>,
    /// What stands before the trigger, nearest first.
    pub(crate) before: Vec<Element>,
    pub(crate) trigger: Trigger,
    /// What follows the trigger.
    pub(crate) after: Vec<Element>,
    pub(crate) emit: Vec<Emit>,
    /// What the match says of who speaks.
    pub(crate) speech: Option<Speech>,
    pub(crate) factuality: Option<Factuality>,
    /// Whether the pattern names a standing relation, which cues of its clause do not touch.
    pub(crate) standing: bool,
    pub(crate) confidence: f64,
    pub(crate) priority: i32,
}

/// The word or mention from which a match grows.
#[derive(Debug, Clone)]
pub(crate) enum Trigger {
    Word(Word),
    Slot(Slot),
}

/// One part of a pattern.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Word(Word),
    Slot(Slot),
    /// Up to `max` words; over other mentions and commas only where `wide`.
    Gap {
        max: usize,
        wide: bool,
    },
    /// Up to so many dates, adverbs and asides: what may stand between a verb and its subject.
    Pause(usize),
    /// A mark: `,` `:` `(` `)` `-`.
    Mark(char),
    /// The start of a clause: of the sentence, or after a mark.
    Start,
    /// The start of the sentence.
    SentenceStart,
    /// The end of a clause.
    End,
}

/// A test on one token.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Stems, sorted.
    pub(crate) stems: std::sync::Arc<Vec<String>>,
    /// The stems, as a list of [`Patterns::words`].
    pub(crate) list: List,
    /// The preposition that must stand before; none may where this is `None`, verbs apart.
    pub(crate) preposition: Option<char>,
    /// Whether any preposition may stand before, or none.
    pub(crate) governed: bool,
    /// Whether «ال» must be there.
    pub(crate) article: bool,
    /// Whether «ال» must not be there.
    pub(crate) bare: bool,
    /// Whether no conjunction may stand before.
    pub(crate) unjoined: bool,
    /// Whether a pronoun must follow.
    pub(crate) pronoun: bool,
    /// Whether any proclitic is fine (finite verbs).
    pub(crate) verb: bool,
    /// Whether any word will do.
    pub(crate) any: bool,
}

/// A place for a mention or a value.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) role: std::sync::Arc<str>,
    /// Classes with all their sub-classes, sorted; empty means any.
    pub(crate) classes: std::sync::Arc<Vec<String>>,
    /// The classes, as a list of [`Patterns::classes`].
    pub(crate) class_list: List,
    pub(crate) kind: Option<MentionKind>,
    /// Whether the name must begin with a head noun.
    pub(crate) headed: bool,
    /// Whether a date is wanted, not a mention.
    pub(crate) date: bool,
    /// Whether coordinated mentions are taken too.
    pub(crate) many: bool,
    /// Whether an article must not be there.
    pub(crate) bare: bool,
    /// Whether a pronoun must stand at the end of the mention's first word.
    pub(crate) owned: bool,
    /// Whether a mention inside another is wanted.
    pub(crate) inner: bool,
    pub(crate) preposition: Option<char>,
    /// Whether any preposition may stand before, or none.
    pub(crate) governed: bool,
    /// Whether a conjunction stands before.
    pub(crate) conjunction: bool,
}

/// Which words a speaker answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Speech {
    /// The role that names the speaker.
    pub(crate) role: String,
    /// Whether the whole sentence is theirs, not only what follows the match.
    pub(crate) sentence: bool,
}

/// A statement to make from the roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Emit {
    pub(crate) subject: Source,
    pub(crate) predicate: String,
    pub(crate) object: Source,
    pub(crate) factuality: Option<Factuality>,
}

/// Where an end of a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// A role of the match.
    Role(String),
    /// The last thing of these classes that the sentence names before the match: what a pronoun stands for.
    Antecedent(Vec<String>),
}
