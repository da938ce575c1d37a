//! The knowledge graph that quads describe: those of a store, of one document, or of a query's answer.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{
    GraphName, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef, Triple, TripleRef,
};
use rustc_hash::FxHashMap;

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
        let mut reading = Reading::default();
        reading.take(quads);
        reading.finish(terms)
    }

    /// The graph of documents whose quads come one document after the other, without the default graph: what
    /// [`from_quads`](Self::from_quads) makes of all of them with the default graph that follows from them. No more than
    /// one document's quads are held at a time, unless a statement of one document rests on a triple that only another
    /// one has; then all are read again. `documents` begins anew each time it is called.
    ///
    /// # Errors
    /// What `documents` reports.
    pub fn from_documents<D, E>(documents: impl Fn() -> Result<D, E>, terms: Terms) -> Result<Self, E>
    where
        D: Iterator<Item = Result<Vec<Quad>, E>>,
    {
        let mut reading = Reading::default();
        for quads in documents()? {
            if !reading.take(&quads?) {
                let all: Vec<Vec<Quad>> = documents()?.collect::<Result<_, E>>()?;
                return Ok(Self::from_quads(&all.concat(), terms));
            }
        }
        Ok(reading.finish(terms))
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    entities: Vec<Entity>,
    /// Their numbers, by IRI.
    numbers: FxHashMap<String, usize>,
    edges: Vec<(usize, Edge, usize)>,
    report_dates: BTreeMap<String, String>,
}

/// A reifier and what it says.
struct Statement<'a> {
    id: Cow<'a, str>,
    triple: &'a Triple,
    document: &'a str,
    evidence: Option<&'a str>,
    confidence: f64,
    factuality: Factuality,
    claimant: Option<Cow<'a, str>>,
    pattern: Option<&'a str>,
    /// Whether the ontology allows it.
    allowed: bool,
}

/// Classes and names with the number of documents that give them.
#[derive(Default)]
struct Entity {
    iri: String,
    classes: Votes,
    arabic: Votes,
    english: Votes,
    other: Votes,
    unnamed: bool,
    wikidata: Option<String>,
    mentions: usize,
    documents: BTreeSet<String>,
    attributes: Vec<Attribute>,
}

/// Texts with the number of documents that give them; nearly always one or two.
#[derive(Default)]
struct Votes(Vec<(String, usize)>);

impl Votes {
    fn add(&mut self, text: &str, vote: usize) {
        match self.0.iter_mut().find(|(known, _)| known == text) {
            Some((_, votes)) => *votes += vote,
            None => self.0.push((text.to_owned(), vote)),
        }
    }

    fn most(self) -> Option<String> {
        self.0.into_iter().min_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b))).map(|(text, _)| text)
    }
}

impl Reading {
    /// Takes quads with all that is said of each document and statement among them. Returns whether each statement that a
    /// document vouches for has its triple among them, and each triple a statement.
    fn take(&mut self, quads: &[Quad]) -> bool {
        let quads = || quads.iter().filter(|quad| layer_of(quad).is_none());
        let mut statements: Vec<Statement<'_>> = Vec::new();
        let mut numbers: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
        let mut documents = BTreeMap::new();
        // The graph whose direct triples are the facts is the default one, unless there is none.
        let mut facts_in_documents = true;
        for quad in quads() {
            facts_in_documents &= !quad.graph_name.is_default_graph();
            match &quad.object {
                Term::Triple(triple) if quad.predicate == rdf::REIFIES => {
                    let id = subject_name(quad.subject.as_ref());
                    let statement = Statement::new(id.clone(), triple, document_of(quad));
                    match numbers.get(&id) {
                        Some(&number) => statements[number] = statement,
                        None => {
                            numbers.insert(id, statements.len());
                            statements.push(statement);
                        }
                    }
                }
                Term::NamedNode(class) if quad.predicate == rdf::TYPE && class.as_ref() == v::SOURCE_DOCUMENT => {
                    if let NamedOrBlankNode::NamedNode(document) = &quad.subject {
                        documents.insert(document.as_str(), Document::default());
                    }
                }
                _ => {}
            }
        }
        // Each fact, and whether a statement has it.
        let mut facts: FxHashMap<TripleRef<'_>, bool> = FxHashMap::default();
        let mut mentions = Vec::new();
        for quad in quads() {
            let subject = subject_name(quad.subject.as_ref());
            let predicate = quad.predicate.as_ref();
            if let Some(&number) = numbers.get(&subject) {
                statements[number].take(quad);
            } else if let Some(document) = documents.get_mut(subject.as_ref()) {
                document.take(quad);
            } else if predicate == v::REFERS_TO {
                mentions.extend(object_name(quad.object.as_ref()).map(|entity| (entity, document_of(quad))));
            } else if predicate == v::UNNAMED {
                self.entity(&subject).unnamed = true;
            } else if predicate != v::MENTION_KIND
                && !self.entity(&subject).take(quad)
                && (quad.graph_name.is_default_graph() || facts_in_documents)
            {
                facts.insert(TripleRef::new(&quad.subject, &quad.predicate, &quad.object), false);
            }
        }
        let mut texts = Texts::new(&documents);
        for (entity, document) in mentions {
            let entity = self.entity(&entity);
            entity.mentions += 1;
            let document = texts.id(document);
            if !entity.documents.contains(document) {
                entity.documents.insert(document.to_owned());
            }
        }
        let mut complete = true;
        for statement in statements {
            let triple = statement.triple.as_ref();
            let is_fact = facts.get_mut(&triple).map(|reified| *reified = true).is_some();
            let vouched =
                statement.factuality == Factuality::Asserted && statement.claimant.is_none() && statement.allowed;
            complete &= is_fact || !vouched;
            let claim = Claim {
                id: statement.id.into_owned(),
                factuality: statement.factuality,
                asserted: vouched && is_fact,
                confidence: statement.confidence,
                claimant: statement.claimant.map(Cow::into_owned),
                document: texts.id(statement.document).to_owned(),
                evidence: texts.evidence(statement.evidence),
                pattern: statement.pattern.map(str::to_owned),
                inferred: None,
            };
            self.add(triple, claim);
        }
        let mut unreified: Vec<_> = facts.into_iter().filter(|(_, reified)| !reified).map(|(fact, _)| fact).collect();
        complete &= unreified.is_empty();
        unreified.sort_by_cached_key(ToString::to_string);
        for fact in unreified {
            self.add(fact, bare_claim(fact.to_string()));
        }
        let dates = documents.iter().filter_map(|(iri, document)| {
            let id = document.id.unwrap_or(iri);
            Some((id.to_owned(), document.date?.to_owned()))
        });
        self.report_dates.extend(dates);
        complete
    }

    fn number(&mut self, iri: &str) -> usize {
        if let Some(&number) = self.numbers.get(iri) {
            return number;
        }
        self.numbers.insert(iri.to_owned(), self.entities.len());
        self.entities.push(Entity { iri: iri.to_owned(), ..Entity::default() });
        self.entities.len() - 1
    }

    fn entity(&mut self, iri: &str) -> &mut Entity {
        let number = self.number(iri);
        &mut self.entities[number]
    }

    fn add(&mut self, triple: TripleRef<'_>, claim: Claim) {
        if let Some(claimant) = &claim.claimant {
            self.number(claimant);
        }
        let subject = self.number(&subject_name(triple.subject));
        let predicate = local_name(triple.predicate.as_str()).to_owned();
        if let TermRef::Literal(value) = triple.object {
            let attribute = Attribute { predicate, value: value.value().to_owned(), claim };
            self.entities[subject].attributes.push(attribute);
        } else if let Some(object) = object_name(triple.object) {
            let object = self.number(&object);
            self.edges.push((subject, Edge::new(predicate, claim), object));
        }
    }

    fn finish(self, terms: Terms) -> KnowledgeGraph {
        let nodes = self.entities.into_iter().map(Entity::into_node).collect();
        KnowledgeGraph::of_numbered(nodes, self.edges, terms).with_report_dates(self.report_dates)
    }
}

impl<'a> Statement<'a> {
    fn new(id: Cow<'a, str>, triple: &'a Triple, document: &'a str) -> Self {
        Self {
            id,
            triple,
            document,
            evidence: None,
            confidence: 1.0,
            factuality: Factuality::Asserted,
            claimant: None,
            pattern: None,
            allowed: true,
        }
    }

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

impl Entity {
    /// Takes a description; returns whether it was one.
    fn take(&mut self, quad: &Quad) -> bool {
        // The default graph repeats what documents say, so that it has no vote of its own.
        let vote = usize::from(!quad.graph_name.is_default_graph());
        match &quad.object {
            Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                self.classes.add(local_name(class.as_str()), vote);
            }
            Term::Literal(label) if quad.predicate == rdfs::LABEL => {
                let names = match label.language().and_then(|tag| tag.split('-').next()) {
                    Some("ar") => &mut self.arabic,
                    Some("en") => &mut self.english,
                    _ => &mut self.other,
                };
                names.add(label.value(), vote);
            }
            Term::NamedNode(same) if quad.predicate.as_ref() == v::SAME_AS => {
                let Some(item) = same.as_str().strip_prefix(v::WIKIDATA) else { return false };
                if self.wikidata.as_deref().is_none_or(|known| known >= item) {
                    self.wikidata = Some(item.to_owned());
                }
            }
            _ => return false,
        }
        true
    }

    fn into_node(self) -> Node {
        Node {
            iri: self.iri,
            names: Names { ar: self.arabic.most(), en: self.english.most(), other: self.other.most(), both: None },
            class: self.classes.most().unwrap_or_default(),
            unnamed: self.unnamed,
            wikidata: self.wikidata,
            mentions: self.mentions,
            documents: self.documents,
            attributes: self.attributes,
        }
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

fn subject_name(subject: NamedOrBlankNodeRef<'_>) -> Cow<'_, str> {
    match subject {
        NamedOrBlankNodeRef::NamedNode(node) => node.as_str().into(),
        NamedOrBlankNodeRef::BlankNode(node) => node.to_string().into(),
    }
}

/// The name of an object that can be a node.
fn object_name(object: TermRef<'_>) -> Option<Cow<'_, str>> {
    match object {
        TermRef::NamedNode(node) => Some(node.as_str().into()),
        TermRef::BlankNode(node) => Some(node.to_string().into()),
        TermRef::Literal(_) | TermRef::Triple(_) => None,
    }
}

/// The name of a term of the ontology in it; any other term's IRI.
fn local_name(iri: &str) -> &str {
    iri.strip_prefix(NAMESPACE).unwrap_or(iri)
}
