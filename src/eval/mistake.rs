//! What was missed and what is wrong, each with its cause.

use crate::span::Span;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Places where the text names something.
    Mention,
    /// Things that the text speaks of.
    Entity,
    /// What the text says of them.
    Statement,
}

impl Part {
    /// The name in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Entity => "entity",
            Self::Statement => "statement",
        }
    }
}

/// Why something was missed or is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Gold has it and nothing answers to it.
    Missed,
    /// It answers to nothing in gold.
    Spurious,
    /// It begins or ends elsewhere.
    WrongSpan,
    /// It is taken for a thing of another type.
    WrongType,
    /// It is a second entity for a thing that has one already.
    Split,
    /// Its mentions are part of the entity of another thing.
    Merged,
    /// The entity that is its subject was not found.
    SubjectNotFound,
    /// The entity that is its object was not found.
    ObjectNotFound,
    /// Neither entity was found.
    NeitherFound,
    /// Both entities were found, and nothing between them.
    NothingBetween,
    /// The two are joined by a predicate that says less, or nearly the same, and is not punished.
    WeakerPredicate,
    /// The two are joined by another predicate.
    WrongPredicate,
    /// Subject and object are exchanged.
    WrongDirection,
    /// The same is said of another subject.
    WrongSubject,
    /// The same is said with another object.
    WrongObject,
    /// It is read as more or less sure than the text says.
    WrongFactuality,
    /// It is laid in another one's mouth.
    WrongClaimant,
    /// It is shown by words that do not say it.
    WrongEvidence,
    /// An end of it is no entity of gold.
    UnknownEnd,
    /// Gold has another statement of the same words, or between the same two.
    OtherSaid,
}

impl Cause {
    /// The name in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongSpan => "wrong span",
            Self::WrongType => "wrong type",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::SubjectNotFound => "subject not found",
            Self::ObjectNotFound => "object not found",
            Self::NeitherFound => "neither end found",
            Self::NothingBetween => "nothing found between the two",
            Self::WeakerPredicate => "weaker predicate",
            Self::WrongPredicate => "wrong predicate",
            Self::WrongDirection => "wrong direction",
            Self::WrongSubject => "wrong subject",
            Self::WrongObject => "wrong object",
            Self::WrongFactuality => "wrong factuality",
            Self::WrongClaimant => "wrong claimant",
            Self::WrongEvidence => "wrong evidence",
            Self::UnknownEnd => "spurious, an end is not in gold",
            Self::OtherSaid => "spurious where gold says something else",
        }
    }
}

/// Something of gold or of a prediction, to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its place in the text; of an entity, that of its first mention.
    pub span: Option<Span>,
    /// What it is, and its words.
    pub text: String,
}

/// Something missed, something wrong, or both: a prediction that stands where gold has something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is compared.
    pub part: Part,
    /// Why it was missed or is wrong.
    pub cause: Cause,
    /// What gold has.
    pub gold: Option<Shown>,
    /// What was predicted.
    pub predicted: Option<Shown>,
    /// What else gold has that explains it: the entity it was split from or merged with, the other statement.
    pub beside: Option<Shown>,
    /// Names what is wrong in the same way in every run; none where something is only missed.
    pub(super) key: Option<String>,
}

/// Something of gold that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) part: Part,
    /// Names it in the same way in every run.
    pub(super) key: String,
    pub(super) shown: Shown,
}
