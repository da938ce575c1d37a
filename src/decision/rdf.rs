//! Decisions as quads of the store's layer, and back.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use super::action::{Action, Decision, Fact};
use super::set::Decisions;
use crate::domain::NAMESPACE;
use crate::error::{Error, Result};
use crate::graph::{Layer, factuality_of, iri_of_factuality, vocabulary as v};

impl Decisions {
    /// The decisions as quads of [`Layer::Decisions`].
    #[must_use]
    pub fn quads(&self) -> Vec<Quad> {
        let layer = Layer::Decisions.name().into_owned();
        self.iter().flat_map(triples).map(|triple| triple.in_graph(layer.clone())).collect()
    }

    /// The decisions that quads of the layer are of.
    ///
    /// # Errors
    /// [`Error::Store`] where a decision lacks a part or has a part that is none.
    pub fn from_quads(quads: &[Quad]) -> Result<Self> {
        let mut described: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                described.entry(subject.as_str()).or_default().push(quad);
            }
        }
        let read = |(iri, quads): (&str, Vec<&Quad>)| {
            decision(&Description(quads)).ok_or_else(|| {
                let remedy = "import the decisions again from the file that they were exported to";
                Error::Store(format!("the decision {iri} is damaged; {remedy}"))
            })
        };
        described.into_iter().map(read).collect()
    }
}

/// The class of a kind of decision: `keep-apart` is a `KeepApart`.
fn class(kind: &str) -> NamedNode {
    let name: String = kind
        .split('-')
        .map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>())
        .collect();
    NamedNode::new_unchecked(format!("{NAMESPACE}{name}"))
}

fn triples(decision: &Decision) -> Vec<Triple> {
    let iri = decision.iri();
    let of = |predicate: NamedNodeRef<'_>, object: Term| Triple::new(iri.clone(), predicate, object);
    let mut triples = vec![
        of(rdf::TYPE, class(decision.action.kind()).into()),
        of(v::DECIDER, Literal::from(decision.by.as_str()).into()),
    ];
    if let Some(at) = &decision.at {
        triples.push(of(v::DECIDED_AT, Literal::new_typed_literal(at.as_str(), xsd::DATE_TIME).into()));
    }
    triples.extend(decision.why.as_ref().map(|why| of(rdfs::COMMENT, Literal::from(why.as_str()).into())));
    match &decision.action {
        Action::Merge { entity, other } | Action::KeepApart { entity, other } => {
            triples.extend([of(v::OF_ENTITY, entity.clone().into()), of(v::OTHER_ENTITY, other.clone().into())]);
        }
        Action::Split { entity, places, into } => {
            triples.extend([of(v::OF_ENTITY, entity.clone().into()), of(v::OTHER_ENTITY, into.clone().into())]);
            triples.extend(places.iter().map(|place| of(v::AT_PLACE, place.clone().into())));
        }
        Action::Rename { entity, name, language } => {
            let name = Literal::new_language_tagged_literal(name, language);
            let name = name.unwrap_or_else(|_| Literal::from(""));
            triples.extend([of(v::OF_ENTITY, entity.clone().into()), of(v::NEW_VALUE, name.into())]);
        }
        Action::Retype { entity, class } => {
            triples.extend([of(v::OF_ENTITY, entity.clone().into()), of(v::NEW_VALUE, class.clone().into())]);
        }
        Action::Reject { fact, document } | Action::Accept { fact, document } => {
            triples.extend(judged(fact, document.as_ref(), &of));
        }
        Action::Correct { fact, document, predicate, factuality } => {
            triples.extend(judged(fact, document.as_ref(), &of));
            triples.extend(predicate.as_ref().map(|predicate| of(v::NEW_VALUE, predicate.clone().into())));
            let factuality = factuality.map(|f| iri_of_factuality(f).unwrap_or(v::ASSERTED));
            triples.extend(factuality.map(|factuality| of(v::FACTUALITY, factuality.into_owned().into())));
        }
    }
    triples
}

fn judged(fact: &Fact, document: Option<&NamedNode>, of: &dyn Fn(NamedNodeRef<'_>, Term) -> Triple) -> Vec<Triple> {
    let triple = Triple::new(fact.subject.clone(), fact.predicate.clone(), fact.object.clone());
    let mut triples = vec![of(v::OF_STATEMENT, Term::Triple(Box::new(triple)))];
    triples.extend(document.map(|document| of(v::AT_PLACE, document.clone().into())));
    triples
}

/// All that is said of one decision.
struct Description<'a>(Vec<&'a Quad>);

impl Description<'_> {
    fn object(&self, predicate: NamedNodeRef<'_>) -> Option<&Term> {
        self.0.iter().find(|quad| quad.predicate.as_ref() == predicate).map(|quad| &quad.object)
    }

    fn node(&self, predicate: NamedNodeRef<'_>) -> Option<NamedNode> {
        match self.object(predicate)? {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        }
    }

    fn literal(&self, predicate: NamedNodeRef<'_>) -> Option<&Literal> {
        match self.object(predicate)? {
            Term::Literal(literal) => Some(literal),
            _ => None,
        }
    }

    fn places(&self) -> Vec<NamedNode> {
        let places = self.0.iter().filter(|quad| quad.predicate.as_ref() == v::AT_PLACE);
        let mut places: Vec<NamedNode> = places
            .filter_map(|quad| match &quad.object {
                Term::NamedNode(place) => Some(place.clone()),
                _ => None,
            })
            .collect();
        places.sort();
        places
    }

    fn fact(&self) -> Option<Fact> {
        let Term::Triple(triple) = self.object(v::OF_STATEMENT)? else { return None };
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { return None };
        Some(Fact { subject: subject.clone(), predicate: triple.predicate.clone(), object: triple.object.clone() })
    }
}

fn decision(described: &Description<'_>) -> Option<Decision> {
    let kind = described.node(rdf::TYPE)?;
    let entity = || described.node(v::OF_ENTITY);
    let other = || described.node(v::OTHER_ENTITY);
    let document = || described.places().into_iter().next();
    let action = match kind.as_str().strip_prefix(NAMESPACE)? {
        "Merge" => Action::Merge { entity: entity()?, other: other()? },
        "KeepApart" => Action::KeepApart { entity: entity()?, other: other()? },
        "Split" => Action::Split { entity: entity()?, places: described.places(), into: other()? },
        "Rename" => {
            let name = described.literal(v::NEW_VALUE)?;
            let language = name.language()?.to_owned();
            Action::Rename { entity: entity()?, name: name.value().to_owned(), language }
        }
        "Retype" => Action::Retype { entity: entity()?, class: described.node(v::NEW_VALUE)? },
        "Reject" => Action::Reject { fact: described.fact()?, document: document() },
        "Accept" => Action::Accept { fact: described.fact()?, document: document() },
        "Correct" => Action::Correct {
            fact: described.fact()?,
            document: document(),
            predicate: described.node(v::NEW_VALUE),
            factuality: described.node(v::FACTUALITY).map(|value| factuality_of(value.as_ref())),
        },
        _ => return None,
    };
    let why = described.literal(rdfs::COMMENT).map(|why| why.value().to_owned());
    let by = described.literal(v::DECIDER)?.value();
    match described.literal(v::DECIDED_AT) {
        Some(at) => Decision::by_person(action, by, at.value(), why).ok(),
        None => Some(Decision::by_machine(action, why)),
    }
}
