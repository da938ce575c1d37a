//! The knowledge graph that quads describe: those of a store, of one document, or of a query's answer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    GraphName, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef, Triple, TripleRef,
};

use super::knowledge::{Attribute, Claim, Edge, KnowledgeGraph, Names, Node, Terms};
use super::layer::layer_of;
use super::passage::{Document, Texts};
use super::vocabulary as v;
use crate::annotation::{Evidence, Factuality};
use crate::domain::NAMESPACE;

impl KnowledgeGraph {
    /// The graph of quads in the form of [`DocumentGraph`](super::DocumentGraph). Each reified triple is a statement
    /// of its own; it is a fact where the document vouches for it and the default graph has it. A triple of the default
    /// graph that nothing reifies, as in a query's answer, is a statement without evidence.
    ///
    /// The store's own layers are left out. Where an entity has several classes or names in a language, it gets the one that most documents give it.
    #[must_use]
    pub fn from_quads(quads: &[Quad], terms: Terms) -> Self {
        let mut reading = Reading::new(quads);
        for quad in quads.iter().filter(|quad| layer_of(quad).is_none()) {
            reading.take(quad);
        }
        reading.finish(terms)
    }
}

/// What has been read so far.
struct Reading<'a> {
    /// The graph whose direct triples are the facts is the default one, unless there is none.
    facts_in_documents: bool,
    facts: HashSet<TripleRef<'a>>,
    documents: BTreeMap<&'a str, Document<'a>>,
    statements: BTreeMap<String, Statement<'a>>,
    entities: BTreeMap<String, Entity<'a>>,
}

/// A reifier and what it says.
struct Statement<'a> {
    triple: &'a Triple,
    document: &'a str,
    evidence: Option<&'a str>,
    confidence: f64,
    factuality: Factuality,
    claimant: Option<String>,
    pattern: Option<&'a str>,
    /// Whether the ontology allows it.
    allowed: bool,
}

/// Classes and names with the number of documents that give them.
#[derive(Default)]
struct Entity<'a> {
    classes: BTreeMap<&'a str, usize>,
    arabic: BTreeMap<&'a str, usize>,
    english: BTreeMap<&'a str, usize>,
    other: BTreeMap<&'a str, usize>,
    unnamed: bool,
    wikidata: Option<&'a str>,
    mentions: usize,
    documents: BTreeSet<&'a str>,
    attributes: Vec<Attribute>,
}

impl<'a> Reading<'a> {
    /// Finds documents and statements, so that all else can be told from them.
    fn new(quads: &'a [Quad]) -> Self {
        let mut statements = BTreeMap::new();
        let mut documents = BTreeMap::new();
        for quad in quads.iter().filter(|quad| layer_of(quad).is_none()) {
            match &quad.object {
                Term::Triple(triple) if quad.predicate == rdf::REIFIES => {
                    let statement = Statement {
                        triple,
                        document: document_of(quad),
                        evidence: None,
                        confidence: 1.0,
                        factuality: Factuality::Asserted,
                        claimant: None,
                        pattern: None,
                        allowed: true,
                    };
                    statements.insert(subject_name(quad.subject.as_ref()), statement);
                }
                Term::NamedNode(class) if quad.predicate == rdf::TYPE && class.as_ref() == v::SOURCE_DOCUMENT => {
                    if let NamedOrBlankNode::NamedNode(document) = &quad.subject {
                        documents.insert(document.as_str(), Document::default());
                    }
                }
                _ => {}
            }
        }
        let facts_in_documents = !quads.iter().any(|quad| quad.graph_name.is_default_graph());
        Self { facts_in_documents, facts: HashSet::new(), documents, statements, entities: BTreeMap::new() }
    }

    fn take(&mut self, quad: &'a Quad) {
        let subject = subject_name(quad.subject.as_ref());
        let predicate = quad.predicate.as_ref();
        if let Some(statement) = self.statements.get_mut(&subject) {
            statement.take(quad);
        } else if let Some(document) = self.documents.get_mut(subject.as_str()) {
            document.take(quad);
        } else if predicate == v::REFERS_TO {
            if let Some(entity) = object_name(quad.object.as_ref()) {
                let entity = self.entities.entry(entity).or_default();
                entity.mentions += 1;
                entity.documents.insert(document_of(quad));
            }
        } else if predicate == v::UNNAMED {
            self.entities.entry(subject).or_default().unnamed = true;
        } else if predicate != v::MENTION_KIND
            && !self.entities.entry(subject).or_default().take(quad)
            && (quad.graph_name.is_default_graph() || self.facts_in_documents)
        {
            self.facts.insert(TripleRef::new(&quad.subject, &quad.predicate, &quad.object));
        }
    }

    fn finish(self, terms: Terms) -> KnowledgeGraph {
        let Self { facts, documents, statements, mut entities, .. } = self;
        let mut texts = Texts::new(&documents);
        let mut edges = Vec::new();
        let mut unreified: BTreeMap<String, TripleRef<'_>> = facts.iter().map(|t| (t.to_string(), *t)).collect();
        for (id, statement) in &statements {
            let triple = statement.triple.as_ref();
            unreified.remove(&triple.to_string());
            let vouched =
                statement.factuality == Factuality::Asserted && statement.claimant.is_none() && statement.allowed;
            let claim = Claim {
                id: id.clone(),
                factuality: statement.factuality,
                asserted: vouched && facts.contains(&triple),
                confidence: statement.confidence,
                claimant: statement.claimant.clone(),
                document: texts.id(statement.document),
                evidence: texts.evidence(statement.evidence),
                pattern: statement.pattern.map(str::to_owned),
                inferred: None,
            };
            add(triple, claim, &mut entities, &mut edges);
        }
        for (id, triple) in unreified {
            add(triple, bare_claim(id), &mut entities, &mut edges);
        }
        let nodes = entities.into_iter().map(|(iri, entity)| entity.into_node(iri, &texts));
        let dated = documents.iter().filter_map(|(iri, document)| Some((texts.id(iri), document.date?.to_owned())));
        let dates = dated.collect();
        KnowledgeGraph::new(nodes, edges, terms).with_report_dates(dates)
    }
}

impl<'a> Statement<'a> {
    fn take(&mut self, quad: &'a Quad) {
        let predicate = quad.predicate.as_ref();
        match &quad.object {
            Term::NamedNode(span) if predicate == v::EVIDENCE => self.evidence = Some(span.as_str()),
            Term::Literal(number) if predicate == v::CONFIDENCE => {
                self.confidence = number.value().parse().unwrap_or(self.confidence);
            }
            Term::NamedNode(value) if predicate == v::FACTUALITY => self.factuality = factuality_of(value.as_ref()),
            Term::Literal(pattern) if predicate == v::PATTERN => self.pattern = Some(pattern.value()),
            _ if predicate == v::VIOLATES => self.allowed = false,
            object if predicate == v::CLAIMED_BY => self.claimant = object_name(object.as_ref()),
            _ => {}
        }
    }
}

impl<'a> Entity<'a> {
    /// Takes a description; returns whether it was one.
    fn take(&mut self, quad: &'a Quad) -> bool {
        // The default graph repeats what documents say, so that it has no vote of its own.
        let vote = usize::from(!quad.graph_name.is_default_graph());
        match &quad.object {
            Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                *self.classes.entry(local_name(class.as_str())).or_default() += vote;
            }
            Term::Literal(label) if quad.predicate == rdfs::LABEL => {
                let names = match label.language().and_then(|tag| tag.split('-').next()) {
                    Some("ar") => &mut self.arabic,
                    Some("en") => &mut self.english,
                    _ => &mut self.other,
                };
                *names.entry(label.value()).or_default() += vote;
            }
            Term::NamedNode(same) if quad.predicate.as_ref() == v::SAME_AS => {
                match same.as_str().strip_prefix(v::WIKIDATA) {
                    Some(item) => self.wikidata = self.wikidata.filter(|known| *known < item).or(Some(item)),
                    None => return false,
                }
            }
            _ => return false,
        }
        true
    }

    fn into_node(self, iri: String, texts: &Texts<'_>) -> Node {
        let chosen = |votes: &BTreeMap<&str, usize>| {
            let most = votes.iter().min_by_key(|&(text, count)| (Reverse(*count), *text));
            most.map(|(text, _)| (*text).to_owned())
        };
        Node {
            iri,
            names: Names {
                ar: chosen(&self.arabic),
                en: chosen(&self.english),
                other: chosen(&self.other),
                both: None,
            },
            class: chosen(&self.classes).unwrap_or_default(),
            unnamed: self.unnamed,
            wikidata: self.wikidata.map(str::to_owned),
            mentions: self.mentions,
            documents: self.documents.into_iter().map(|document| texts.id(document)).collect(),
            attributes: self.attributes,
        }
    }
}

fn add(
    triple: TripleRef<'_>,
    claim: Claim,
    entities: &mut BTreeMap<String, Entity<'_>>,
    edges: &mut Vec<(String, Edge, String)>,
) {
    let subject = subject_name(triple.subject);
    let predicate = local_name(triple.predicate.as_str()).to_owned();
    if let TermRef::Literal(value) = triple.object {
        let attribute = Attribute { predicate, value: value.value().to_owned(), claim };
        entities.entry(subject).or_default().attributes.push(attribute);
    } else if let Some(object) = object_name(triple.object) {
        edges.push((subject, Edge::new(predicate, claim), object));
    }
}

/// The claim of a fact that nothing reifies.
fn bare_claim(id: String) -> Claim {
    Claim {
        id,
        factuality: Factuality::Asserted,
        asserted: true,
        confidence: 1.0,
        claimant: None,
        document: String::new(),
        evidence: Evidence { start: 0, end: 0, text: String::new() },
        pattern: None,
        inferred: None,
    }
}

/// The document whose graph a quad stands in; in one graph for all, the one whose part the subject is.
fn document_of(quad: &Quad) -> &str {
    match (&quad.graph_name, &quad.subject) {
        (GraphName::NamedNode(graph), _) => graph.as_str(),
        (_, NamedOrBlankNode::NamedNode(subject)) => subject.as_str().split('#').next().unwrap_or_default(),
        _ => "",
    }
}

/// The factuality that an IRI names.
pub(crate) fn factuality_of(value: NamedNodeRef<'_>) -> Factuality {
    match value {
        v::ALLEGED => Factuality::Alleged,
        v::INTENDED => Factuality::Intended,
        v::POSSIBLE => Factuality::Possible,
        v::DENIED => Factuality::Denied,
        _ => Factuality::Asserted,
    }
}

fn subject_name(subject: NamedOrBlankNodeRef<'_>) -> String {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
    }
}

/// The name of an object that can be a node.
fn object_name(object: TermRef<'_>) -> Option<String> {
    match object {
        TermRef::NamedNode(node) => Some(node.as_str().to_owned()),
        TermRef::BlankNode(node) => Some(node.to_string()),
        TermRef::Literal(_) | TermRef::Triple(_) => None,
    }
}

/// The name of a term of the ontology in it; any other term's IRI.
fn local_name(iri: &str) -> &str {
    iri.strip_prefix(NAMESPACE).unwrap_or(iri)
}
