//! What one document contributes to the graph: its description, its text, its entities, mentions and statements.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Triple};

use super::count::QuadCounts;
use super::id::{self, Bases, Role};
use super::layer::Layer;
use super::{literal, signature, statement, vocabulary as v};
use crate::annotation::{Annotation, Entity, MentionKind};
use crate::domain::{NAMESPACE, Ontology};
use crate::error::{Error, Result};
use crate::span::Span;

/// A document's own named graph, sorted and without repetition. The same annotation always gives the same quads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentGraph {
    iri: NamedNode,
    quads: Vec<Quad>,
}

impl DocumentGraph {
    /// The graph of an annotation and the text that it is of. Statements that the ontology does not allow are marked, see
    /// [`with_signatures`](Self::with_signatures).
    ///
    /// # Errors
    /// [`Error::Document`] where the annotation does not fit the text or the ontology: an unknown class, predicate or
    /// entity, a span outside the text, a slice that the text does not have there.
    pub fn new(annotation: &Annotation, text: &str, ontology: &Ontology, bases: &Bases) -> Result<Self> {
        let fail = |message: String| Error::Document { document: annotation.id.clone(), message };
        if annotation.id.is_empty() {
            return Err(fail("the document has no id; give it one".into()));
        }
        check_slices(annotation, text).map_err(fail)?;
        let iri = bases.document(&annotation.id);
        let mut triples = description(annotation, text, &iri);
        let mut entities = BTreeMap::new();
        for entity in &annotation.entities {
            let name = bases.entity(&annotation.id, &entity.id)?;
            triples.extend(entity_triples(entity, &name, &annotation.language, ontology).map_err(fail)?);
            triples.extend(mention_triples(entity, &name, &iri));
            entities.insert(entity.id.as_str(), name);
        }
        let context = statement::Context {
            document: iri.as_ref(),
            language: &annotation.language,
            ontology,
            entities: &entities,
        };
        for statement in &annotation.statements {
            triples.extend(statement::triples(statement, &context).map_err(fail)?);
        }
        let quads: Vec<Quad> = triples.into_iter().map(|triple| triple.in_graph(iri.clone())).collect();
        Ok(Self { quads: sorted(signature::marked(&quads, ontology, |_| true)), iri })
    }

    /// The same graph with a stamp on the document: a hash of everything that it was made from, so that it can be told
    /// without making it again whether it would be the same. A stamp that it had is gone.
    #[must_use]
    pub fn stamped(self, stamp: &str) -> Self {
        let Self { iri, quads } = self;
        let quad = Triple::new(iri.clone(), v::STAMP, Literal::from(stamp)).in_graph(iri.clone());
        Self { quads: sorted(quads.into_iter().filter(|quad| quad.predicate != v::STAMP).chain([quad])), iri }
    }

    /// A document's graph from its quads, as an earlier run wrote them. Quads of other graphs are left out.
    #[must_use]
    pub fn from_quads(iri: NamedNode, quads: impl IntoIterator<Item = Quad>) -> Self {
        let graph = GraphName::from(iri.clone());
        let quads = sorted(quads.into_iter().filter(|quad| quad.graph_name == graph));
        Self { iri, quads }
    }

    /// The document's IRI, which is also its graph's name.
    #[must_use]
    pub fn iri(&self) -> &NamedNode {
        &self.iri
    }

    /// The quads of the document's own graph, in the order of their N-Quads lines.
    #[must_use]
    pub fn quads(&self) -> &[Quad] {
        &self.quads
    }

    /// The triples that the document vouches for: they stand in the default graph too.
    pub fn knowledge(&self) -> impl Iterator<Item = Quad> {
        self.quads.iter().filter(|quad| is_knowledge(quad)).map(in_default_graph)
    }

    /// All that a store holds which has read this document alone: its own graph and the default graph.
    #[must_use]
    pub fn dataset(&self) -> Vec<Quad> {
        sorted(self.quads.iter().cloned().chain(self.knowledge()))
    }

    /// How many quads of each kind that is.
    #[must_use]
    pub fn counts(&self) -> QuadCounts {
        QuadCounts::of(&self.dataset())
    }
}

/// Whether a quad of a document's graph says something of the world, rather than of the document and its words.
pub(crate) fn is_knowledge(quad: &Quad) -> bool {
    match (&quad.graph_name, &quad.subject) {
        (GraphName::NamedNode(graph), oxigraph::model::NamedOrBlankNode::NamedNode(subject))
            if Layer::named(graph.as_ref()).is_none() =>
        {
            Role::of(subject.as_str(), graph.as_str()) == Role::Entity
        }
        _ => false,
    }
}

/// The quad's triple in the default graph.
pub(crate) fn in_default_graph(quad: &Quad) -> Quad {
    Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }
}

/// Quads in the order of their N-Quads lines, each once.
pub(crate) fn sorted(quads: impl IntoIterator<Item = Quad>) -> Vec<Quad> {
    let mut lines: Vec<(String, Quad)> = quads.into_iter().map(|quad| (quad.to_string(), quad)).collect();
    lines.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    lines.dedup_by(|(a, _), (b, _)| a == b);
    lines.into_iter().map(|(_, quad)| quad).collect()
}

/// Reports the first span whose text is not what the annotation says.
fn check_slices(annotation: &Annotation, text: &str) -> Result<(), String> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let check = |span: Span, slice: &str| {
        let range = bytes.get(span.start).zip(bytes.get(span.end)).filter(|_| !span.is_empty());
        match range.and_then(|(start, end)| text.get(*start..*end)) {
            Some(found) if found == slice => Ok(()),
            Some(found) => Err(format!("the text has «{found}» at {}-{}, not «{slice}»", span.start, span.end)),
            None => Err(format!("the span {}-{} is empty or outside the text", span.start, span.end)),
        }
    };
    let mut mentions = annotation.entities.iter().flat_map(|entity| &entity.mentions);
    mentions.try_for_each(|mention| check(mention.span(), &mention.text))?;
    annotation.statements.iter().try_for_each(|s| check(s.evidence.span(), &s.evidence.text))
}

/// The document itself. Its text is stored once, so that any span can be read back from the graph alone.
fn description(annotation: &Annotation, text: &str, iri: &NamedNode) -> Vec<Triple> {
    let about =
        |predicate: oxigraph::model::NamedNodeRef<'_>, value: Literal| Triple::new(iri.clone(), predicate, value);
    let mut triples = vec![
        Triple::new(iri.clone(), rdf::TYPE, v::SOURCE_DOCUMENT),
        about(v::IDENTIFIER, annotation.id.as_str().into()),
        about(v::LANGUAGE, annotation.language.as_str().into()),
        about(v::CONTENT_HASH, format!("sha256:{}", id::sha256(text)).into()),
        about(v::TEXT, text.into()),
    ];
    // In its XML Schema form or not at all: what reads the graph relies on it.
    triples.extend(
        annotation
            .date
            .as_deref()
            .filter(|date| literal::is_day(date))
            .map(|date| about(v::DATE, Literal::new_typed_literal(date, oxigraph::model::vocab::xsd::DATE))),
    );
    triples.extend(annotation.title.as_ref().map(|title| about(v::TITLE, literal::text(title, &annotation.language))));
    triples
}

/// Class, names and identity of an entity. They stand in the document's graph, so that the default graph can be the
/// union of what the documents say, whatever order they come and go in.
fn entity_triples(
    entity: &Entity,
    iri: &NamedNode,
    language: &str,
    ontology: &Ontology,
) -> Result<Vec<Triple>, String> {
    let class = entity.subclass.as_ref().unwrap_or(&entity.class);
    if ontology.class(class).is_none() {
        return Err(format!("entity '{}': the ontology has no class '{class}'", entity.id));
    }
    let class = NamedNode::new_unchecked(format!("{NAMESPACE}{class}"));
    let mut triples = vec![Triple::new(iri.clone(), rdf::TYPE, class)];
    let mut names = BTreeSet::from([literal::text(&entity.name, language).to_string()]);
    triples.push(Triple::new(iri.clone(), rdfs::LABEL, literal::text(&entity.name, language)));
    if let Some(english) = &entity.name_en {
        let label = literal::text(english, "en");
        if names.insert(label.to_string()) {
            triples.push(Triple::new(iri.clone(), rdfs::LABEL, label));
        }
    }
    if let Some(item) = &entity.wikidata {
        let item = NamedNode::new(format!("{}{item}", v::WIKIDATA));
        let item = item.map_err(|_| format!("entity '{}': the Wikidata identifier is none", entity.id))?;
        triples.push(Triple::new(iri.clone(), v::SAME_AS, item));
    }
    let nameless = entity.mentions.iter().all(|mention| mention.kind == MentionKind::Nominal);
    if ontology.is_a(&entity.class, v::PERSON) && nameless && entity.wikidata.is_none() {
        triples.push(Triple::new(iri.clone(), v::UNNAMED, Literal::from(true)));
    }
    Ok(triples)
}

/// The spans that speak of an entity. That a mention is a name is the default and is not written.
fn mention_triples(entity: &Entity, iri: &NamedNode, document: &NamedNode) -> Vec<Triple> {
    let mut triples = Vec::new();
    for mention in &entity.mentions {
        let span = id::span(document.as_ref(), mention.span());
        match mention.kind {
            MentionKind::Name => {}
            MentionKind::Adjective => triples.push(Triple::new(span.clone(), v::MENTION_KIND, v::ADJECTIVE)),
            MentionKind::Nominal => triples.push(Triple::new(span.clone(), v::MENTION_KIND, v::NOMINAL)),
        }
        triples.push(Triple::new(span, v::REFERS_TO, iri.clone()));
    }
    triples
}
