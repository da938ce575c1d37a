//! Checks a store: each document's graph by itself, then the facts of all together.

use std::collections::HashSet;

use oxigraph::model::NamedNode;
use rayon::prelude::*;

use super::Shapes;
use super::data::{DefaultGraph, Triples};
use super::evaluate::Outcome;
use super::finding::{Finding, describe, key};
use super::report::Report;
use crate::error::Result;
use crate::store::Store;

/// Checks a store.
///
/// A document is asked what it says by itself, with the classes that it gives. The default graph is asked as a whole:
/// there a class from one document meets a fact from another, and two documents give two values where one makes sense.
/// What a document's graph has shown already is not told again. At most one document's graph for each thread is in memory
/// besides the store.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn check(store: &Store, shapes: &Shapes) -> Result<Report> {
    let documents = store.document_graphs()?;
    let found: Vec<Found<'_>> =
        documents.par_iter().map(|document| check_document(store, shapes, document)).collect::<Result<_>>()?;
    let mut told = HashSet::new();
    let mut findings = Vec::new();
    for (document, found) in documents.iter().zip(found) {
        for outcome in &found {
            told.insert(key(outcome));
            findings.push(describe(store, outcome, Some(document))?);
        }
    }
    for outcome in shapes.validator.run(&DefaultGraph(store))? {
        if !told.contains(&key(&outcome)) {
            findings.push(describe(store, &outcome, None)?);
        }
    }
    findings.sort_by_cached_key(order);
    Ok(Report { findings, documents: documents.len() })
}

type Found<'a> = Vec<Outcome<'a>>;

fn check_document<'a>(store: &Store, shapes: &'a Shapes, document: &NamedNode) -> Result<Found<'a>> {
    let quads = store.find(None, None, None, Some(document.into()))?;
    shapes.validator.run(&Triples::new(quads))
}

/// The worst first, then by what is wrong, then by place.
fn order(finding: &Finding) -> impl Ord + use<> {
    (
        finding.severity,
        finding.shape.clone(),
        finding.component.clone(),
        finding.document.clone(),
        finding.node.clone(),
        finding.predicate.clone(),
        finding.values.clone(),
    )
}
