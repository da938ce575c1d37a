//! What was found in one document: entities with their mentions, and statements with their evidence.
//!
//! This is the document form that extraction writes and that the graph, the scorer and every other consumer read.

mod brat;
mod circumstance;
mod conll;

pub use brat::write_brat;
pub use circumstance::Circumstance;
pub use conll::write_conll;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One document's entities and statements. Serialises as one line of `nisba extract --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// The document's name: the file's name, or its path below the folder given, without the extension.
    pub id: String,
    /// BCP 47 tag of the document's main language; `und` where it is unknown.
    #[serde(default = "undetermined")]
    pub language: String,
    /// The first line of the text, where the text has one that reads like a headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day on which the document was written or published (`YYYY-MM-DD`), where it is known: when it reports, not
    /// when what it reports was so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal.
    #[serde(default)]
    pub text_sha256: String,
    /// The entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The statements, in the order of their evidence.
    pub statements: Vec<Statement>,
}

impl Annotation {
    /// Takes out the statements that are less sure; entities stay, also those of which nothing is said then.
    pub fn leave_out_below(&mut self, confidence: f64) {
        self.statements.retain(|statement| statement.confidence >= confidence);
    }
}

/// A thing that the document speaks of, with all places where it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The entity's IRI (in hand-made gold: a short name).
    pub id: String,
    /// A class of the contract's list.
    pub class: String,
    /// A narrower class of the ontology, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subclass: Option<String>,
    /// The name in the document's language, else the longest mention.
    pub name: String,
    /// The English name, where the lexicon has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Wikidata identifier (`Q796`), where the lexicon has a verified one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Whether the entity is named, or definite (see the contract); population groups and topics are not core.
    #[serde(default = "yes")]
    pub core: bool,
    /// Where the text speaks of it, in order.
    pub mentions: Vec<Mention>,
}

/// One place where the text speaks of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The slice itself.
    pub text: String,
    /// A name, a demonym adjective, or a definite noun that refers back.
    #[serde(default)]
    pub kind: MentionKind,
    /// False in gold where one annotator alone marked it, so that it is neither rewarded nor punished.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub core: bool,
    /// What found it: a lexicon entry, a rule of the head nouns, a reference rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Mention {
    /// The place in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MentionKind {
    /// A name.
    #[default]
    #[serde(rename = "NAM")]
    Name,
    /// A demonym adjective that stands for a country or region.
    #[serde(rename = "ADJ")]
    Adjective,
    /// A definite noun.
    #[serde(rename = "NOM")]
    Nominal,
}

/// Subject, predicate and object, with how sure the text is, who says it, and the words that say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique within the document; a hash of what the statement says and where.
    pub id: String,
    /// An entity's `id`.
    pub subject: String,
    /// A predicate's local name in the ontology (`heldIn`).
    pub predicate: String,
    /// An entity's `id`, or a literal.
    pub object: Object,
    /// Whether the text says that it is so, or says something else about it.
    #[serde(default)]
    pub factuality: Factuality,
    /// Who says it: `author`, or an entity's `id`.
    #[serde(default = "author")]
    pub claimed_by: String,
    /// The words that say it.
    pub evidence: Evidence,
    /// From 0 to 1.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// What produced it (`ar/meeting#held-in`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Whether both ends are core entities or literals and the statement is plain.
    #[serde(default = "yes")]
    pub core: bool,
}

/// The value of `claimed_by` for the document's own voice.
pub const AUTHOR: &str = "author";

/// A statement's object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Object {
    /// A value that is no entity.
    Literal {
        /// Its written form: as in the text for posts, ISO 8601 for dates.
        literal: String,
        /// `xsd:date`, `xsd:gYearMonth`, `xsd:gYear`, `xsd:gMonthDay`, `xsd:string`, … ; absent in hand-made gold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        datatype: Option<String>,
    },
    /// An entity's `id`.
    Entity(String),
}

/// What the text, or the one whom it quotes, holds about a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Factuality {
    /// It is or was so.
    #[default]
    Asserted,
    /// An accusation, a belief, a suspicion, a claim that the text keeps away from.
    Alleged,
    /// Planned, promised, called for, a purpose.
    Intended,
    /// It may be so.
    Possible,
    /// It is not so.
    Denied,
}

impl Factuality {
    /// The name of the value in JSON and at the end of its IRI, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Alleged => "alleged",
            Self::Intended => "intended",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

/// The words that show a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The slice itself.
    pub text: String,
}

impl Evidence {
    /// The place in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

fn undetermined() -> String {
    "und".to_owned()
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

fn author() -> String {
    AUTHOR.to_owned()
}

fn certain() -> f64 {
    1.0
}
