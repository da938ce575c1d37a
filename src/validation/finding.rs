//! What was found, in words: which entity, which document, which words, what to do.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, Triple,
};

use super::data::graph_of;
use super::evaluate::Outcome;
use super::path::Path;
use super::shape::Severity;
use serde::Serialize;

use crate::error::Result;
use crate::graph::{Layer, place_of, vocabulary as v};
use crate::store::Store;

/// A node that is not as a shape asks.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, by language tag; without one, the key is empty.
    pub messages: Vec<(String, String)>,
    /// What to do, by language tag.
    pub remedies: Vec<(String, String)>,
    /// The node: an IRI, or what stands for a blank node.
    pub node: String,
    /// The entity's name, or that of the subject of a statement.
    pub name: Option<String>,
    /// The predicate, where the fault is in the values of one.
    pub predicate: Option<String>,
    /// The values at fault, as they are written, with their names.
    pub values: Vec<(String, Option<String>)>,
    /// The IRI of the constraint component.
    pub component: String,
    /// The shape.
    pub shape: String,
    /// The document in whose graph it was found; nothing where it is in the facts of all.
    pub document: Option<String>,
    /// Where the documents say it, each once.
    pub places: Vec<Place>,
    #[serde(skip)]
    pub(super) focus: Term,
    #[serde(skip)]
    pub(super) path: Option<Path>,
    #[serde(skip)]
    pub(super) value: Option<Term>,
    #[serde(skip)]
    pub(super) shape_term: Term,
}

/// Words of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// The document's IRI.
    pub graph: String,
    /// The first code point; nothing where it is the whole document.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// The words; empty where the text does not have them.
    pub words: String,
}

impl Finding {
    /// What is wrong, in English where it is said in it.
    #[must_use]
    pub fn message(&self) -> &str {
        preferred(&self.messages).unwrap_or(&self.component)
    }

    /// What to do, in English where it is said in it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        preferred(&self.remedies).unwrap_or_default()
    }
}

fn preferred(texts: &[(String, String)]) -> Option<&str> {
    let english = texts.iter().find(|(language, _)| language == "en");
    english.or(texts.first()).map(|(_, text)| text.as_str())
}

/// What tells a finding from others, whatever graph it is in.
pub(super) fn key(outcome: &Outcome<'_>) -> (String, String, String, Option<Path>, Option<String>) {
    (
        outcome.shape.name.to_string(),
        outcome.component.clone(),
        outcome.focus.to_string(),
        outcome.path.clone(),
        outcome.value.as_ref().map(ToString::to_string),
    )
}

/// An outcome with its names and places. `document` is the graph it was found in; nothing for the facts of all.
pub(super) fn describe(store: &Store, outcome: &Outcome<'_>, document: Option<&NamedNode>) -> Result<Finding> {
    let values = values(store, outcome, document)?;
    let named = |term: &Term| -> Result<(String, Option<String>)> { Ok((written(term), name(store, term)?)) };
    let mut about = outcome.focus.clone();
    if let Some(triple) = reified(store, &outcome.focus)? {
        about = triple.subject.into();
    }
    let step = outcome.path.as_ref().and_then(Path::one_step).map(|(predicate, _)| predicate);
    let text = |literals: &[oxigraph::model::Literal]| {
        literals.iter().map(|l| (l.language().unwrap_or_default().to_owned(), l.value().to_owned())).collect()
    };
    Ok(Finding {
        severity: outcome.shape.severity,
        messages: text(&outcome.shape.messages),
        remedies: text(&outcome.shape.remedies),
        node: written(&outcome.focus),
        name: name(store, &about)?,
        predicate: step.or(outcome.asked_by.as_ref()).map(|predicate| predicate.as_str().to_owned()),
        places: places(store, outcome, document, &values)?,
        values: values.iter().map(named).collect::<Result<_>>()?,
        component: outcome.component.clone(),
        shape: written(&outcome.shape.name),
        document: document.map(|graph| id(store, graph.as_ref())).transpose()?,
        focus: outcome.focus.clone(),
        path: outcome.path.clone(),
        value: outcome.value.clone(),
        shape_term: outcome.shape.name.clone(),
    })
}

/// The values at fault: the one named, or all that a one-step path has where they are at fault together.
fn values(store: &Store, outcome: &Outcome<'_>, document: Option<&NamedNode>) -> Result<Vec<Term>> {
    if let Some(value) = &outcome.value {
        return Ok(if outcome.path.is_none() { Vec::new() } else { vec![value.clone()] });
    }
    let Some((predicate, back)) = outcome.path.as_ref().and_then(Path::one_step) else { return Ok(Vec::new()) };
    let graph = document.map_or(GraphNameRef::DefaultGraph, |graph| graph.into());
    let quads = match (&outcome.focus, back) {
        (focus, true) => store.find(None, Some(predicate.as_ref()), Some(focus), Some(graph))?,
        (Term::NamedNode(focus), false) => {
            store.find(Some(focus.into()), Some(predicate.as_ref()), None, Some(graph))?
        }
        _ => Vec::new(),
    };
    let mut values: Vec<Term> =
        quads.into_iter().map(|quad| if back { quad.subject.into() } else { quad.object }).collect();
    values.sort_by_cached_key(ToString::to_string);
    Ok(values)
}

/// Where the documents say what is at fault: the statements of its triples, or else the node itself, or else one mention
/// of the entity in each document.
fn places(store: &Store, outcome: &Outcome<'_>, document: Option<&NamedNode>, values: &[Term]) -> Result<Vec<Place>> {
    let mut spans: BTreeSet<(String, String)> = BTreeSet::new();
    let mut add = |quads: Vec<Quad>| {
        for quad in quads {
            if let (Some(graph), Term::NamedNode(span)) = (graph_of(&quad), &quad.object) {
                spans.insert((graph.as_str().to_owned(), span.as_str().to_owned()));
            }
        }
    };
    let graph = document.map(GraphNameRef::from);
    let evidence = |statement: &NamedOrBlankNode, graph: &NamedNode| {
        store.find(Some(statement.into()), Some(v::EVIDENCE), None, Some(graph.into()))
    };
    for triple in triples(store, outcome, values, graph)? {
        for quad in store.find(None, Some(rdf::REIFIES), Some(&Term::from(triple)), graph)? {
            if let Some(graph) = graph_of(&quad) {
                add(evidence(&quad.subject, graph)?);
            }
        }
    }
    if let (Some(graph), Term::NamedNode(focus)) = (document, &outcome.focus) {
        add(evidence(&focus.clone().into(), graph)?);
        if place_of(focus.as_str()).is_some_and(|(of, _)| of == graph.as_str()) {
            spans.insert((graph.as_str().to_owned(), focus.as_str().to_owned()));
        }
    }
    if spans.is_empty() {
        for (document, span) in first_mentions(store, &outcome.focus, graph)? {
            spans.insert((document, span));
        }
    }
    let mut places = BTreeSet::new();
    for (document, span) in spans {
        places.insert(place(store, &document, Some(&span))?);
    }
    if places.is_empty()
        && let Some(graph) = document
    {
        places.insert(place(store, graph.as_str(), None)?);
    }
    Ok(places.into_iter().collect())
}

/// The triples that an outcome is about: of the path, or of the predicate by which the node came to be asked.
fn triples(
    store: &Store,
    outcome: &Outcome<'_>,
    values: &[Term],
    graph: Option<GraphNameRef<'_>>,
) -> Result<Vec<Triple>> {
    let Term::NamedNode(focus) = &outcome.focus else { return Ok(Vec::new()) };
    if outcome.path.is_none() {
        let Some(predicate) = &outcome.asked_by else { return Ok(Vec::new()) };
        let graph = graph.unwrap_or(GraphNameRef::DefaultGraph);
        let quads = store.find(Some(focus.into()), Some(predicate.as_ref()), None, Some(graph))?;
        return Ok(quads.into_iter().map(Triple::from).collect());
    }
    let Some((predicate, back)) = outcome.path.as_ref().and_then(Path::one_step) else { return Ok(Vec::new()) };
    let triple = |value: &Term| match (back, value) {
        (false, value) => Some(Triple::new(focus.clone(), predicate.clone(), value.clone())),
        (true, Term::NamedNode(subject)) => Some(Triple::new(subject.clone(), predicate.clone(), focus.clone())),
        (true, _) => None,
    };
    Ok(values.iter().filter_map(triple).collect())
}

/// The first span of each document that speaks of an entity.
fn first_mentions(store: &Store, entity: &Term, graph: Option<GraphNameRef<'_>>) -> Result<Vec<(String, String)>> {
    let mut first: std::collections::BTreeMap<String, (usize, String)> = std::collections::BTreeMap::new();
    for quad in store.find(None, Some(v::REFERS_TO), Some(entity), graph)? {
        let (Some(graph), NamedOrBlankNode::NamedNode(span)) = (graph_of(&quad), &quad.subject) else { continue };
        let Some((_, place)) = place_of(span.as_str()) else { continue };
        let best = first.entry(graph.as_str().to_owned()).or_insert((usize::MAX, String::new()));
        if place.start < best.0 {
            *best = (place.start, span.as_str().to_owned());
        }
    }
    Ok(first.into_iter().map(|(document, (_, span))| (document, span)).collect())
}

fn place(store: &Store, document: &str, span: Option<&str>) -> Result<Place> {
    let document = NamedNodeRef::new_unchecked(document);
    let (id, graph) = (id(store, document)?, document.as_str().to_owned());
    let Some((_, span)) = span.and_then(place_of) else {
        return Ok(Place { document: id, graph, start: None, end: None, words: String::new() });
    };
    let text = store.text(document)?.unwrap_or_default();
    let words = text.chars().skip(span.start).take(span.len()).collect();
    Ok(Place { document: id, graph, start: Some(span.start), end: Some(span.end), words })
}

/// A document's id, or its graph's name.
fn id(store: &Store, document: NamedNodeRef<'_>) -> Result<String> {
    Ok(store.value(document, v::IDENTIFIER)?.unwrap_or_else(|| document.as_str().to_owned()))
}

/// The triple that a statement reifies.
fn reified(store: &Store, statement: &Term) -> Result<Option<Triple>> {
    let Term::NamedNode(statement) = statement else { return Ok(None) };
    let quads = store.find(Some(statement.into()), Some(rdf::REIFIES), None, None)?;
    let mut triples = quads.into_iter().filter_map(|quad| match quad.object {
        Term::Triple(triple) => Some(*triple),
        _ => None,
    });
    Ok(triples.next())
}

/// The Arabic label of an entity, or else another one, the first in their order.
fn name(store: &Store, term: &Term) -> Result<Option<String>> {
    let Term::NamedNode(node) = term else { return Ok(None) };
    let quads = store.find(Some(NamedOrBlankNodeRef::from(node)), Some(rdfs::LABEL), None, None)?;
    let labels = quads.into_iter().filter(|quad| graph_of(quad).is_none_or(|g| Layer::named(g.as_ref()).is_none()));
    let labels = labels.filter_map(|quad| match quad.object {
        Term::Literal(label) => Some((label.language() != Some("ar"), label.value().to_owned())),
        _ => None,
    });
    Ok(labels.min().map(|(_, label)| label))
}

/// A term as people read it.
fn written(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
