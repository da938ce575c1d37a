//! How an inferred fact came about, down to the facts that documents assert.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::chain::Inference;
use super::layer::read_inferences;
use super::rule::Rule;
use crate::domain::NAMESPACE;
use crate::error::Result;
use crate::graph::{Layer, vocabulary as v};
use crate::store::Store;

/// A fact and what it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The fact.
    pub fact: Triple,
    /// The rule, and the derivations of the premises; nothing where documents assert the fact.
    pub by: Option<(Rule, Vec<Derivation>)>,
}

impl Derivation {
    /// The derivation of a fact down to what documents assert; nothing where it is neither asserted nor inferred.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn of(store: &Store, fact: &Triple) -> Result<Option<Self>> {
        if store.holds(fact)? {
            return Ok(Some(Self { fact: fact.clone(), by: None }));
        }
        let Some(inference) = inference_of(store, fact)? else { return Ok(None) };
        let mut premises = Vec::new();
        for premise in inference.premises {
            // What loses a premise goes with it, so each has a derivation.
            premises.extend(Self::of(store, &premise)?);
        }
        Ok(Some(Self { fact: fact.clone(), by: Some((inference.rule, premises)) }))
    }

    /// Subject and object as IRIs, or as written where the object is a literal; predicate and class as local names of the
    /// ontology, with `a` before a class.
    #[must_use]
    pub fn names(&self) -> [String; 3] {
        let subject = match &self.fact.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let object = match &self.fact.object {
            Term::NamedNode(class) if self.fact.predicate == rdf::TYPE => local(class.as_str()),
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        };
        [subject, predicate_name(&self.fact), object]
    }

    /// The asserted facts that it rests on in the end, each once, in the order in which they are met.
    #[must_use]
    pub fn grounds(&self) -> Vec<&Triple> {
        let mut grounds = Vec::new();
        self.collect(&mut grounds);
        grounds
    }

    fn collect<'a>(&'a self, grounds: &mut Vec<&'a Triple>) {
        match &self.by {
            None if grounds.contains(&&self.fact) => {}
            None => grounds.push(&self.fact),
            Some((_, premises)) => premises.iter().for_each(|premise| premise.collect(grounds)),
        }
    }
}

/// The local name of a fact's predicate, or its IRI where it is none of the ontology; `a` for a class.
pub(super) fn predicate_name(fact: &Triple) -> String {
    if fact.predicate == rdf::TYPE { "a".to_owned() } else { local(fact.predicate.as_str()) }
}

pub(super) fn local(iri: &str) -> String {
    iri.strip_prefix(NAMESPACE).unwrap_or(iri).to_owned()
}

/// The documents whose statements these derivations rest on, each once, in the order of their IRIs.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn documents_of(store: &Store, derivations: &[Derivation]) -> Result<Vec<NamedNode>> {
    let mut documents = BTreeSet::new();
    for fact in derivations.iter().flat_map(Derivation::grounds) {
        documents.extend(store.documents_that_have(fact)?);
    }
    Ok(documents.into_iter().collect())
}

/// The derivations of the inferred facts with the entity of this IRI as subject or object, in the order of the facts.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn derivations_about(store: &Store, entity: &str) -> Result<Vec<Derivation>> {
    let entity = NamedNodeRef::new_unchecked(entity);
    let mut quads = store.in_layer(Layer::Inferred, Some(entity), None, None)?;
    quads.extend(store.in_layer(Layer::Inferred, None, None, Some(&entity.into_owned().into()))?);
    // The rule of an inference is an object too, but no entity.
    quads.retain(|quad| quad.predicate.as_ref() != v::RULE);
    let facts = quads.into_iter().map(|quad| Triple::new(quad.subject, quad.predicate, quad.object));
    let facts: BTreeMap<String, Triple> = facts.map(|fact| (fact.to_string(), fact)).collect();
    let mut derivations = Vec::new();
    for fact in facts.values() {
        // Since the last renewal a document may have come to assert it: then it is no inference any more.
        derivations.extend(Derivation::of(store, fact)?.filter(|derivation| derivation.by.is_some()));
    }
    Ok(derivations)
}

/// The inference that the layer has of a fact.
pub(super) fn inference_of(store: &Store, fact: &Triple) -> Result<Option<Inference>> {
    let mut about = Vec::new();
    let term = fact.clone().into();
    for quad in store.in_layer(Layer::Inferred, None, Some(rdf::REIFIES), Some(&term))? {
        if let NamedOrBlankNode::NamedNode(reifier) = quad.subject {
            about.extend(store.in_layer(Layer::Inferred, Some(reifier.as_ref()), None, None)?);
        }
    }
    Ok(read_inferences(&about).into_iter().next())
}
