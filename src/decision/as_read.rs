//! The way back: a decided graph keeps, in one literal, what it differs in from the graph as it was read.

use std::collections::HashSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, Quad, Term, Triple};

use crate::error::{Error, Result};
use crate::graph::{DocumentGraph, vocabulary as v};

/// Before a triple that was read and is no longer there.
const GONE: char = '-';
/// Before a triple that was not read.
const NEW: char = '+';

/// The decided graph, with what leads back to the graph as it was read where the two differ.
pub(crate) fn with_difference(decided: DocumentGraph, read: &DocumentGraph) -> DocumentGraph {
    let (now, before): (HashSet<&Quad>, HashSet<&Quad>) =
        (decided.quads().iter().collect(), read.quads().iter().collect());
    let line = |mark: char, quad: &Quad| format!("{mark}{} .\n", Triple::from(quad.clone()));
    let gone = read.quads().iter().filter(|quad| !now.contains(quad)).map(|quad| line(GONE, quad));
    let new = decided.quads().iter().filter(|quad| !before.contains(quad)).map(|quad| line(NEW, quad));
    let difference: String = gone.chain(new).collect();
    if difference.is_empty() {
        return decided;
    }
    let iri = decided.iri().clone();
    let kept = Quad::new(iri.clone(), v::AS_READ, Literal::from(difference), iri.clone());
    DocumentGraph::from_quads(iri, decided.quads().iter().cloned().chain([kept]))
}

/// The graph as it was read.
///
/// # Errors
/// [`Error::Store`] where the difference is damaged.
pub(crate) fn as_read(decided: &DocumentGraph) -> Result<DocumentGraph> {
    let mut difference = None;
    for quad in decided.quads().iter().filter(|quad| quad.predicate.as_ref() == v::AS_READ) {
        if let Term::Literal(literal) = &quad.object {
            difference = Some(literal.value());
        }
    }
    let Some(difference) = difference else { return Ok(decided.clone()) };
    let iri = decided.iri();
    let marked = |mark: char| {
        let lines: String = difference
            .lines()
            .filter_map(|line| line.strip_prefix(mark))
            .fold(String::with_capacity(difference.len()), |lines, line| lines + line + "\n");
        let parsed = RdfParser::from_format(RdfFormat::NTriples).for_slice(lines.as_bytes());
        let quads = parsed.map(|quad| quad.map(|quad| Quad { graph_name: iri.clone().into(), ..quad }));
        quads.collect::<Result<Vec<Quad>, _>>().map_err(|e| {
            Error::Store(format!(
                "{}: what was read before the decisions is damaged ({e}); build the document again",
                iri.as_str()
            ))
        })
    };
    let new: HashSet<Quad> = marked(NEW)?.into_iter().collect();
    let kept = decided.quads().iter().filter(|quad| !new.contains(quad) && quad.predicate.as_ref() != v::AS_READ);
    Ok(DocumentGraph::from_quads(iri.clone(), kept.cloned().chain(marked(GONE)?)))
}
