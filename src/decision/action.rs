//! One decision: what, by whom, when and why.

use oxigraph::model::{NamedNode, Term};

use crate::annotation::Factuality;
use crate::error::{Error, Result};
use crate::graph::sha256;

/// Where the IRIs of decisions begin.
const BASE: &str = "https://w3id.org/nisba/decision/";
/// The one who decides where nobody was asked.
const MACHINE: &str = "nisba resolve";

/// A decision about the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is decided.
    pub action: Action,
    /// Who decided.
    pub by: String,
    /// When, as RFC 3339 (`2026-01-31T12:00:00Z`); decisions of the program have no time.
    pub at: Option<String>,
    /// The reason that was given.
    pub why: Option<String>,
}

/// What is decided. Entities and documents are named by their IRIs; an entity that has been merged stands for all that it
/// was merged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// These are one: `other` is called by the IRI of `entity` from now on.
    Merge {
        /// The one whose IRI stays.
        entity: NamedNode,
        /// The one whose IRI goes.
        other: NamedNode,
    },
    /// These are two, whatever makes them look alike.
    KeepApart {
        /// The one.
        entity: NamedNode,
        /// The other.
        other: NamedNode,
    },
    /// What some documents, or some places in one, call by this entity is another one.
    Split {
        /// The entity that was taken for two.
        entity: NamedNode,
        /// The documents, or spans of documents (`…#char=START,END`), that speak of the other one.
        places: Vec<NamedNode>,
        /// The IRI of the other one.
        into: NamedNode,
    },
    /// The entity's name in a language, instead of those that documents give it in that language.
    Rename {
        /// The entity.
        entity: NamedNode,
        /// Its name.
        name: String,
        /// The tag of the name's language.
        language: String,
    },
    /// The entity's class, instead of those that documents give it.
    Retype {
        /// The entity.
        entity: NamedNode,
        /// The class's IRI.
        class: NamedNode,
    },
    /// The statement is wrong: the words do not say it.
    Reject {
        /// The statement.
        fact: Fact,
        /// In this document only.
        document: Option<NamedNode>,
    },
    /// The statement is what the words say.
    Accept {
        /// The statement.
        fact: Fact,
        /// In this document only.
        document: Option<NamedNode>,
    },
    /// The words say something else.
    Correct {
        /// The statement.
        fact: Fact,
        /// In this document only.
        document: Option<NamedNode>,
        /// The predicate that it should have.
        predicate: Option<NamedNode>,
        /// The factuality that it should have.
        factuality: Option<Factuality>,
    },
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Of whom or what.
    pub subject: NamedNode,
    /// What.
    pub predicate: NamedNode,
    /// With whom or what, or a literal.
    pub object: Term,
}

impl Decision {
    /// A decision of the program itself, which a person's decision overrules.
    #[must_use]
    pub fn by_machine(action: Action, why: Option<String>) -> Self {
        Self { action, by: MACHINE.to_owned(), at: None, why }
    }

    /// A decision of a person.
    ///
    /// # Errors
    /// [`Error::Decision`] where there is no name, the name is the program's own, or the time is none.
    pub fn by_person(action: Action, by: &str, at: &str, why: Option<String>) -> Result<Self> {
        let by = by.trim();
        if by.is_empty() || by == MACHINE {
            return Err(Error::Decision(format!("'{by}' is no name of a person; say who decides with --by NAME")));
        }
        let at: jiff::Timestamp = at
            .parse()
            .map_err(|e| Error::Decision(format!("'{at}' is no time ({e}); write it as 2026-01-31T12:00:00Z")))?;
        let why = why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        Ok(Self { action, by: by.to_owned(), at: Some(at.to_string()), why })
    }

    /// Whether the program decided, and no person.
    #[must_use]
    pub fn is_by_machine(&self) -> bool {
        self.at.is_none() && self.by == MACHINE
    }

    /// A short name, computed from the decision itself, so that the same decision has the same name everywhere.
    #[must_use]
    pub fn id(&self) -> String {
        let content = [
            format!("{:?}", self.action),
            self.by.clone(),
            self.at.clone().unwrap_or_default(),
            self.why.clone().unwrap_or_default(),
        ];
        sha256(&content.join("\u{0}"))[..12].to_owned()
    }

    /// The decision's IRI.
    #[must_use]
    pub fn iri(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{BASE}{}", self.id()))
    }

    /// In the order in which decisions take effect: the program's before people's, older ones before newer ones.
    pub(super) fn order(&self) -> (Option<String>, String) {
        (self.at.clone(), self.id())
    }
}

impl Action {
    /// A split of `entity`, with an IRI for the other one that is computed from the two.
    #[must_use]
    pub fn split(entity: NamedNode, places: Vec<NamedNode>) -> Self {
        let mut places = places;
        places.sort();
        places.dedup();
        let listed: Vec<&str> = places.iter().map(NamedNode::as_str).collect();
        let hash = &sha256(&format!("{}\n{}", entity.as_str(), listed.join("\n")))[..8];
        let into = NamedNode::new_unchecked(format!("{}/apart-{hash}", entity.as_str()));
        Self::Split { entity, places, into }
    }

    /// What kind of decision it is, as the JSON form and the ontology's classes have it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::KeepApart { .. } => "keep-apart",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename",
            Self::Retype { .. } => "retype",
            Self::Reject { .. } => "reject",
            Self::Accept { .. } => "accept",
            Self::Correct { .. } => "correct",
        }
    }

    /// What it makes of a statement, as in "corrected by …"; empty where it judges none.
    #[must_use]
    pub fn judgement(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accepted",
            Self::Reject { .. } => "rejected",
            Self::Correct { .. } => "corrected",
            _ => "",
        }
    }

    /// The entities that it is about.
    pub(crate) fn entities(&self) -> Vec<&NamedNode> {
        match self {
            Self::Merge { entity, other } | Self::KeepApart { entity, other } => vec![entity, other],
            Self::Split { entity, into, .. } => vec![entity, into],
            Self::Rename { entity, .. } | Self::Retype { entity, .. } => vec![entity],
            Self::Reject { fact, .. } | Self::Accept { fact, .. } | Self::Correct { fact, .. } => vec![&fact.subject],
        }
    }

    /// The statement that it is about, and the one document that it is limited to.
    pub(super) fn fact(&self) -> Option<(&Fact, Option<&NamedNode>)> {
        match self {
            Self::Reject { fact, document }
            | Self::Accept { fact, document }
            | Self::Correct { fact, document, .. } => Some((fact, document.as_ref())),
            _ => None,
        }
    }
}
