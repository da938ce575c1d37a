//! The classes of entities and the predicates that may join them, as the ontology files declare them.

mod axiom;
mod turtle;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use axiom::{Axiom, Expression};
pub(super) use turtle::read;

/// The namespace of the project's own terms.
pub const NAMESPACE: &str = "https://w3id.org/nisba/ontology#";

/// Classes and predicates by their local names.
#[derive(Debug, Clone, Default)]
pub struct Ontology {
    classes: BTreeMap<String, Class>,
    predicates: BTreeMap<String, Predicate>,
    axioms: Vec<Axiom>,
    /// For each class itself and all classes below it, made when it is first asked for.
    below: OnceLock<BTreeMap<String, Vec<String>>>,
}

/// Texts by language tag (`ar`, `en`).
pub type Labels = BTreeMap<String, String>;

/// A class of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// The class right above it in this ontology.
    pub parent: Option<String>,
    /// The type by which its entities are scored (`ORG`), its own or its parent's.
    pub coarse: String,
    /// What it is called.
    pub labels: Labels,
    /// The classes of other vocabularies that it falls under or comes close to, as IRIs.
    pub mappings: Vec<String>,
}

/// A predicate between entities, or from an entity to a literal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Predicate {
    /// How it reads from its subject.
    pub labels: Labels,
    /// How it reads from its object.
    pub inverse_labels: Labels,
    /// What its subject may be.
    pub domain: Fillers,
    /// What its object may be.
    pub range: Fillers,
    /// Whether it holds both ways, so that a text's statement of it is given once.
    pub symmetric: bool,
    /// The end whose date is also the time of the statement: an event's for what is said of it.
    pub dated_by: Option<End>,
    /// The event type of the PLOVER scheme that fits it.
    pub plover: Option<String>,
    /// The properties of other vocabularies that come close to it, as IRIs.
    pub mappings: Vec<String>,
}

/// An end of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Of what it is said.
    Subject,
    /// What is said of it.
    Object,
}

impl End {
    /// The end of this name, `subject` or `object`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "subject" => Some(Self::Subject),
            "object" => Some(Self::Object),
            _ => None,
        }
    }
}

/// What may stand at one end of a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fillers {
    /// An entity of any class.
    Any,
    /// An entity of one of these classes or of a class below one.
    Classes(Vec<String>),
    /// A literal of one of these datatypes (IRIs); of any where there are none.
    Literal(Vec<String>),
}

impl Default for Fillers {
    fn default() -> Self {
        Self::Classes(Vec::new())
    }
}

impl Predicate {
    /// Whether its object is a literal.
    #[must_use]
    pub fn takes_literal(&self) -> bool {
        matches!(self.range, Fillers::Literal(_))
    }

    /// Whether its object is a date.
    #[must_use]
    pub fn takes_date(&self) -> bool {
        let dates = ["http://www.w3.org/2001/XMLSchema#date", "http://www.w3.org/2001/XMLSchema#g"];
        matches!(&self.range, Fillers::Literal(types) if types.iter().any(|t| dates.iter().any(|d| t.starts_with(d))))
    }
}

impl Ontology {
    /// A class by its local name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name)
    }

    /// A predicate by its local name.
    #[must_use]
    pub fn predicate(&self, name: &str) -> Option<&Predicate> {
        self.predicates.get(name)
    }

    /// The classes, in the order of their names.
    pub fn classes(&self) -> impl Iterator<Item = (&str, &Class)> {
        self.classes.iter().map(|(name, class)| (name.as_str(), class))
    }

    /// The predicates, in the order of their names.
    pub fn predicates(&self) -> impl Iterator<Item = (&str, &Predicate)> {
        self.predicates.iter().map(|(name, predicate)| (name.as_str(), predicate))
    }

    /// What lets new facts follow from known ones, in a fixed order.
    #[must_use]
    pub fn axioms(&self) -> &[Axiom] {
        &self.axioms
    }

    /// Whether `class` is `ancestor` or stands below it. An unknown class is only itself.
    #[must_use]
    pub fn is_a(&self, class: &str, ancestor: &str) -> bool {
        self.upward(class).any(|name| name == ancestor)
    }

    /// A class, the one right above it, and so on.
    fn upward<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a str> {
        // A chain longer than there are classes runs in a circle, which the reader has already reported.
        std::iter::successors(Some(class), |name| self.classes.get(*name)?.parent.as_deref())
            .take(self.classes.len() + 1)
    }

    /// A class and all classes below it, in the order of their names; nothing where the class is unknown.
    #[must_use]
    pub fn descendants(&self, class: &str) -> Vec<String> {
        if !self.classes.contains_key(class) {
            return Vec::new();
        }
        self.below.get_or_init(|| self.all_below()).get(class).cloned().unwrap_or_default()
    }

    fn all_below(&self) -> BTreeMap<String, Vec<String>> {
        let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in self.classes.keys() {
            for above in self.upward(name) {
                let names = below.entry(above.to_owned()).or_default();
                if names.last() != Some(name) {
                    names.push(name.clone());
                }
            }
        }
        below
    }

    /// Whether a class is an organisation, and so may act, own and have members.
    #[must_use]
    pub fn is_organization(&self, class: &str) -> bool {
        self.is_a(class, "Organization")
    }

    /// Whether a class is a place.
    #[must_use]
    pub fn is_place(&self, class: &str) -> bool {
        self.is_a(class, "Place")
    }

    /// The type by which a class is scored; empty where the class is unknown.
    #[must_use]
    pub fn coarse(&self, class: &str) -> &str {
        self.classes.get(class).map_or("", |class| class.coarse.as_str())
    }

    /// Whether a predicate may join a subject of this class with an object of that class, or with a literal (`None`).
    #[must_use]
    pub fn allows(&self, predicate: &str, subject: &str, object: Option<&str>) -> bool {
        self.predicates
            .get(predicate)
            .is_some_and(|p| self.fills(&p.domain, Some(subject)) && self.fills(&p.range, object))
    }

    fn fills(&self, fillers: &Fillers, class: Option<&str>) -> bool {
        match (fillers, class) {
            (Fillers::Any, Some(_)) | (Fillers::Literal(_), None) => true,
            (Fillers::Classes(classes), Some(class)) => classes.iter().any(|ancestor| self.is_a(class, ancestor)),
            _ => false,
        }
    }
}
