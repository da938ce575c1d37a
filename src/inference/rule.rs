//! The rules that follow from the ontology's axioms.

use std::fmt::Write as _;

use crate::domain::{Axiom, Expression, NAMESPACE, Ontology};
use crate::graph::sha256;

/// The kind of axiom that a rule rests on. Each is a term of the ontology, with labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Whatever is of a class is of the class above it.
    SubClass,
    /// What a predicate joins, the predicate above it joins.
    SubProperty,
    /// A predicate says from its object what its inverse says from its subject.
    Inverse,
    /// A predicate holds both ways.
    Symmetry,
    /// Two steps make one.
    Transitivity,
    /// A step of one predicate and a step of another make one.
    Chain,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::SubClass, Self::SubProperty, Self::Inverse, Self::Symmetry, Self::Transitivity, Self::Chain];

    /// Its local name in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SubClass => "SubClassRule",
            Self::SubProperty => "SubPropertyRule",
            Self::Inverse => "InverseRule",
            Self::Symmetry => "SymmetryRule",
            Self::Transitivity => "TransitivityRule",
            Self::Chain => "ChainRule",
        }
    }

    /// Its IRI.
    #[must_use]
    pub fn iri(self) -> String {
        format!("{NAMESPACE}{}", self.name())
    }

    /// The rule with this IRI.
    #[must_use]
    pub fn named(iri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| iri.strip_prefix(NAMESPACE) == Some(rule.name()))
    }
}

/// What facts lead to a new one: a path of steps between its ends, or a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// `?x a` the first makes `?x a` the second.
    Class(String, String),
    /// A path of these steps makes a step of the last.
    Path(Vec<Expression>, Expression),
}

/// The rules of an ontology.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub(super) forms: Vec<(Rule, Form)>,
    hash: String,
}

impl Rules {
    /// The rules that follow from the axioms of an ontology.
    #[must_use]
    pub fn of(ontology: &Ontology) -> Self {
        let mut text = String::new();
        let mut forms = Vec::new();
        for axiom in ontology.axioms() {
            // Writing to a string cannot fail.
            _ = writeln!(text, "{axiom}");
            forms.extend(of_axiom(axiom));
        }
        Self { forms, hash: format!("sha256:{}", sha256(&text)) }
    }

    /// `sha256:` and a hash of the axioms: rules with the same hash conclude the same.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The predicates whose facts are premises, each once, in order.
    pub(super) fn predicates(&self) -> Vec<&str> {
        let steps = self.forms.iter().flat_map(|(_, form)| match form {
            Form::Path(steps, _) => steps.as_slice(),
            Form::Class(..) => &[],
        });
        let mut predicates: Vec<&str> = steps.map(|step| step.predicate.as_str()).collect();
        predicates.sort_unstable();
        predicates.dedup();
        predicates
    }
}

fn of_axiom(axiom: &Axiom) -> Vec<(Rule, Form)> {
    let step = |predicate: &String, inverse| Expression { predicate: predicate.clone(), inverse };
    let path = |steps: Vec<Expression>, whole| Form::Path(steps, whole);
    match axiom {
        Axiom::SubClass(class, above) => vec![(Rule::SubClass, Form::Class(class.clone(), above.clone()))],
        Axiom::SubProperty(one, above) => vec![(Rule::SubProperty, path(vec![step(one, false)], above.clone()))],
        Axiom::Inverse(one, other) => vec![
            (Rule::Inverse, path(vec![step(one, false)], step(other, true))),
            (Rule::Inverse, path(vec![step(other, false)], step(one, true))),
        ],
        Axiom::Symmetric(one) => vec![(Rule::Symmetry, path(vec![step(one, false)], step(one, true)))],
        Axiom::Transitive(one) => {
            vec![(Rule::Transitivity, path(vec![step(one, false), step(one, false)], step(one, false)))]
        }
        Axiom::Chain(steps, whole) => vec![(Rule::Chain, path(steps.clone(), step(whole, false)))],
    }
}
