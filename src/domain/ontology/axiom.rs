//! What the ontology says of its classes and predicates that lets new facts follow from known ones.

use std::fmt;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, Term};

use super::turtle::Descriptions;
use crate::domain::problem::Problem;

const INVERSE_OF: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#inverseOf");
const CHAIN: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#propertyChainAxiom");

/// A sentence of the ontology from which facts follow. Classes and predicates are IRIs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axiom {
    /// `rdfs:subClassOf`: whatever is of the first class is of the second one.
    SubClass(String, String),
    /// `rdfs:subPropertyOf`: what the first one joins, the second one joins.
    SubProperty(String, Expression),
    /// `owl:inverseOf`: each says from its object what the other one says from its subject.
    Inverse(String, String),
    /// `owl:SymmetricProperty`: it holds both ways.
    Symmetric(String),
    /// `owl:TransitiveProperty`: two steps of it make one.
    Transitive(String),
    /// `owl:propertyChainAxiom`: steps of these, one after the other, make one of the last.
    Chain(Vec<Expression>, String),
}

/// A predicate, or the inverse of one: `[ owl:inverseOf :p ]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Expression {
    /// The predicate.
    pub predicate: String,
    /// Whether it is read from its object to its subject.
    pub inverse: bool,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.inverse { "^" } else { "" }, self.predicate)
    }
}

impl fmt::Display for Axiom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SubClass(class, above) => write!(f, "{class} subClassOf {above}"),
            Self::SubProperty(predicate, above) => write!(f, "{predicate} subPropertyOf {above}"),
            Self::Inverse(one, other) => write!(f, "{one} inverseOf {other}"),
            Self::Symmetric(predicate) => write!(f, "{predicate} is symmetric"),
            Self::Transitive(predicate) => write!(f, "{predicate} is transitive"),
            Self::Chain(steps, whole) => {
                let steps: Vec<String> = steps.iter().map(Expression::to_string).collect();
                write!(f, "{} make {whole}", steps.join(" "))
            }
        }
    }
}

/// The axioms between what the files declare, in a fixed order. A class or predicate of another vocabulary that is only
/// named as a mapping has none: nobody asked for its terms. What cannot be used goes to `problems`.
///
/// Domains and ranges are no axioms here: they are asked of a statement before it is made, so that nothing follows from
/// them that is not known.
pub(super) fn read(descriptions: &Descriptions, problems: &mut Vec<Problem>) -> Vec<Axiom> {
    let is_class = |iri: &str| descriptions.get(iri).is_some_and(|d| d.is("Class"));
    let of_entities = |iri: &str| descriptions.get(iri).is_some_and(|d| d.is("ObjectProperty"));
    let is_predicate = |iri: &str| of_entities(iri) || descriptions.get(iri).is_some_and(|d| d.is("DatatypeProperty"));
    let mut axioms = Vec::new();
    for (iri, description) in descriptions.iter().filter(|(iri, _)| !iri.starts_with("_:")) {
        if is_class(iri) {
            let above = description.iris(rdfs::SUB_CLASS_OF.as_str()).filter(|above| is_class(above));
            axioms.extend(above.map(|above| Axiom::SubClass(iri.clone(), above.to_owned())));
        }
        let mut refuse = |what: &str, remedy: &str| {
            problems.push(description.problem(format!("<{iri}> {what}"), remedy));
        };
        for (kind, axiom) in [
            ("SymmetricProperty", Axiom::Symmetric as fn(String) -> Axiom),
            ("TransitiveProperty", Axiom::Transitive as fn(String) -> Axiom),
        ] {
            match description.is(kind) {
                true if of_entities(iri) => axioms.push(axiom(iri.clone())),
                true => refuse(&format!("is an owl:{kind}, but no owl:ObjectProperty"), "declare it as one too"),
                false => {}
            }
        }
        if !is_predicate(iri) {
            continue;
        }
        for above in description.all(rdfs::SUB_PROPERTY_OF.as_str()) {
            match expression(above, descriptions) {
                Some(above) if is_predicate(&above.predicate) => {
                    axioms.push(Axiom::SubProperty(iri.clone(), above));
                }
                // A predicate elsewhere, as a mapping.
                Some(above) if !above.inverse && !above.predicate.starts_with(super::NAMESPACE) => {}
                _ => refuse("has an rdfs:subPropertyOf that is no predicate", "declare the predicate, or name another"),
            }
        }
        for other in description.iris(INVERSE_OF.as_str()) {
            match of_entities(iri) && of_entities(other) {
                true => axioms.push(Axiom::Inverse(iri.clone(), other.to_owned())),
                false => refuse("has an owl:inverseOf that joins no entities", "name an owl:ObjectProperty"),
            }
        }
        for chain in description.all(CHAIN.as_str()) {
            let steps: Option<Vec<Expression>> =
                list(chain, descriptions).iter().map(|step| expression(step, descriptions)).collect();
            match steps {
                Some(steps) if steps.len() > 1 && steps.iter().all(|step| of_entities(&step.predicate)) => {
                    axioms.push(Axiom::Chain(steps, iri.clone()));
                }
                _ => refuse(
                    "has an owl:propertyChainAxiom that is no list of predicates between entities",
                    "write ( :p :q ) with two or more declared owl:ObjectProperty",
                ),
            }
        }
    }
    axioms.sort();
    axioms.dedup();
    axioms
}

/// The predicate that a term names, or whose inverse it describes.
fn expression(term: &Term, descriptions: &Descriptions) -> Option<Expression> {
    match term {
        Term::NamedNode(node) => Some(Expression { predicate: node.as_str().to_owned(), inverse: false }),
        Term::BlankNode(node) => {
            let description = descriptions.get(&node.to_string())?;
            let predicate = description.iris(INVERSE_OF.as_str()).next()?.to_owned();
            Some(Expression { predicate, inverse: true })
        }
        _ => None,
    }
}

/// The members of an RDF list.
pub(super) fn list(term: &Term, descriptions: &Descriptions) -> Vec<Term> {
    let mut members = Vec::new();
    let mut next = Some(term);
    // Each step takes one list cell; a list that bites its tail ends with the cells.
    for _ in 0..descriptions.len() {
        let Some(Term::BlankNode(cell)) = next else { break };
        let Some(cell) = descriptions.get(&cell.to_string()) else { break };
        members.extend(cell.all(rdf::FIRST.as_str()).iter().cloned());
        next = cell.all(rdf::REST.as_str()).first();
    }
    members
}
