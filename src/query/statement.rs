//! Finds the statement that a user means: by its subject, its predicate, and the name or the text of its object.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};

use super::find_entity;
use crate::decision::Fact;
use crate::domain::{NAMESPACE, Ontology, Prefixes};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::text::fold;

/// The statement that documents make, whatever its factuality: subject and object by name or IRI, the predicate by its
/// local name, a literal by its text.
///
/// # Errors
/// [`Error::Query`] where the graph has no such entity or the ontology no such predicate, and where no document says it,
/// with what is said of the subject instead.
pub fn find_statement(
    store: &Store,
    prefixes: &Prefixes,
    ontology: &Ontology,
    [subject, predicate, object]: [&str; 3],
) -> Result<Fact> {
    let subject = find_entity(store, prefixes, subject)?;
    let declared = ontology.predicate(predicate).ok_or_else(|| {
        Error::Query(format!(
            "the ontology has no predicate '{predicate}'; `nisba query predicates` lists those in use"
        ))
    })?;
    let is_meant: Box<dyn Fn(&Term) -> bool> = if declared.takes_literal() {
        let key = fold(object);
        Box::new(move |term| matches!(term, Term::Literal(literal) if fold(literal.value()) == key))
    } else {
        let object = Term::from(find_entity(store, prefixes, object)?);
        Box::new(move |term| *term == object)
    };
    let predicate = NamedNode::new_unchecked(format!("{NAMESPACE}{predicate}"));
    let said = statements_of(store, &subject)?;
    let found = said.iter().find(|triple| triple.predicate == predicate && is_meant(&triple.object));
    if let Some(triple) = found {
        return Ok(Fact { subject, predicate, object: triple.object.clone() });
    }
    let mut instead: Vec<String> = said
        .iter()
        .filter(|triple| triple.predicate == predicate)
        .map(|triple| match &triple.object {
            Term::NamedNode(object) => prefixes.shorten(object.as_str()),
            Term::Literal(literal) => format!("\"{}\"", literal.value()),
            other => other.to_string(),
        })
        .collect();
    instead.dedup();
    let remedy = if instead.is_empty() {
        format!("`nisba show {}` lists what is said of it", prefixes.shorten(subject.as_str()))
    } else {
        format!("it is said of: {}", instead.join(", "))
    };
    Err(Error::Query(format!("no document says this of {}; {remedy}", prefixes.shorten(subject.as_str()))))
}

/// All triples that documents reify with this subject, each once, in order.
fn statements_of(store: &Store, subject: &NamedNode) -> Result<Vec<Triple>> {
    let mut said = BTreeSet::new();
    let mut triples = Vec::new();
    for document in store.documents_that_mention(subject.as_str())? {
        for quad in store.quads_in(document.as_ref())?.into_iter().filter(|quad| quad.predicate == rdf::REIFIES) {
            if let Term::Triple(triple) = quad.object
                && triple.subject == NamedOrBlankNode::NamedNode(subject.clone())
                && said.insert(triple.to_string())
            {
                triples.push(*triple);
            }
        }
    }
    triples.sort_by_key(Triple::to_string);
    Ok(triples)
}
