//! Shapes: what they are asked of, and what they ask.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Literal, NamedNode, Term};
use regex::Regex;
use serde::Serialize;

use super::path::Path;

/// How bad a result is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The graph says what it must not say, or lacks what it must have.
    #[default]
    Violation,
    /// It may be right, but seldom is.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The local name of SHACL's term.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Violation => "Violation",
            Self::Warning => "Warning",
            Self::Info => "Info",
        }
    }
}

/// A node shape, or with a path a property shape.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) name: Term,
    pub(super) path: Option<Path>,
    pub(super) targets: Vec<Target>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) severity: Severity,
    pub(super) messages: Vec<Literal>,
    /// What to do about a result, by language.
    pub(super) remedies: Vec<Literal>,
    pub(super) deactivated: bool,
}

/// Which nodes a shape is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Node(Term),
    Class(NamedNode),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

/// What a shape asks. Other shapes are named, not held.
#[derive(Debug, Clone)]
pub(super) enum Constraint {
    Class(NamedNode),
    Datatype(NamedNode),
    NodeKind(NodeKind),
    MinCount(usize),
    MaxCount(usize),
    Bound(Bound, Literal),
    MinLength(usize),
    MaxLength(usize),
    Pattern(Regex),
    LanguageIn(Vec<String>),
    UniqueLang,
    Equals(NamedNode),
    Disjoint(NamedNode),
    LessThan(NamedNode),
    LessThanOrEquals(NamedNode),
    Not(Term),
    And(Vec<Term>),
    Or(Vec<Term>),
    Xone(Vec<Term>),
    Node(Term),
    Property(Term),
    Qualified {
        shape: Term,
        siblings: Vec<Term>,
        min: Option<usize>,
        max: Option<usize>,
    },
    Closed(BTreeSet<NamedNode>),
    HasValue(Term),
    In(Vec<Term>),
    /// A span lies inside the text of its document.
    WithinText,
    /// A value is `sha256:` and the hash of another property's value.
    HashOf(NamedNode),
}

/// A limit of `sh:minExclusive` and its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    MinExclusive,
    MinInclusive,
    MaxExclusive,
    MaxInclusive,
}

/// The kinds of node that `sh:nodeKind` allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeKind {
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

impl Constraint {
    /// The shapes that it asks in turn.
    pub(super) fn shapes(&self) -> Vec<&Term> {
        match self {
            Self::Not(shape) | Self::Node(shape) | Self::Property(shape) => vec![shape],
            Self::And(shapes) | Self::Or(shapes) | Self::Xone(shapes) => shapes.iter().collect(),
            Self::Qualified { shape, siblings, .. } => std::iter::once(shape).chain(siblings).collect(),
            _ => Vec::new(),
        }
    }

    /// The full IRI of the constraint component, by namespace and local name.
    pub(super) fn component(&self) -> String {
        let local = match self {
            Self::Class(_) => "Class",
            Self::Datatype(_) => "Datatype",
            Self::NodeKind(_) => "NodeKind",
            Self::MinCount(_) => "MinCount",
            Self::MaxCount(_) => "MaxCount",
            Self::Bound(Bound::MinExclusive, _) => "MinExclusive",
            Self::Bound(Bound::MinInclusive, _) => "MinInclusive",
            Self::Bound(Bound::MaxExclusive, _) => "MaxExclusive",
            Self::Bound(Bound::MaxInclusive, _) => "MaxInclusive",
            Self::MinLength(_) => "MinLength",
            Self::MaxLength(_) => "MaxLength",
            Self::Pattern(_) => "Pattern",
            Self::LanguageIn(_) => "LanguageIn",
            Self::UniqueLang => "UniqueLang",
            Self::Equals(_) => "Equals",
            Self::Disjoint(_) => "Disjoint",
            Self::LessThan(_) => "LessThan",
            Self::LessThanOrEquals(_) => "LessThanOrEquals",
            Self::Not(_) => "Not",
            Self::And(_) => "And",
            Self::Or(_) => "Or",
            Self::Xone(_) => "Xone",
            Self::Node(_) => "Node",
            Self::Property(_) => "Property",
            // Which of the two it is, the result says.
            Self::Qualified { .. } => "QualifiedMinCount",
            Self::Closed(_) => "Closed",
            Self::HasValue(_) => "HasValue",
            Self::In(_) => "In",
            Self::WithinText => return format!("{}WithinTextConstraintComponent", super::vocabulary::SHAPES),
            Self::HashOf(_) => return format!("{}HashOfConstraintComponent", super::vocabulary::SHAPES),
        };
        component(local)
    }
}

/// The IRI of a component of SHACL Core.
pub(super) fn component(local: &str) -> String {
    format!("{}{local}ConstraintComponent", super::vocabulary::SHACL)
}

/// Which classes stand below which.
#[derive(Debug, Clone, Default)]
pub(super) struct Hierarchy {
    parents: BTreeMap<String, BTreeSet<NamedNode>>,
}

impl Hierarchy {
    pub(super) fn add(&mut self, class: &NamedNode, parent: &NamedNode) {
        self.parents.entry(class.as_str().to_owned()).or_default().insert(parent.clone());
    }

    /// Whether `class` is `ancestor` or stands below it.
    pub(super) fn is_a(&self, class: &NamedNode, ancestor: &NamedNode) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![class];
        while let Some(class) = open.pop() {
            if class == ancestor {
                return true;
            }
            if seen.insert(class) {
                open.extend(self.parents.get(class.as_str()).into_iter().flatten());
            }
        }
        false
    }

    /// A class and all classes below it, in order.
    pub(super) fn descendants(&self, class: &NamedNode) -> BTreeSet<NamedNode> {
        let known = self.parents.keys().map(|name| NamedNode::new_unchecked(name.clone()));
        let mut all: BTreeSet<NamedNode> = known.filter(|name| self.is_a(name, class)).collect();
        all.insert(class.clone());
        all
    }
}
