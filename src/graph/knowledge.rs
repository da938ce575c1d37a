//! The graph as plain data: entities as nodes, statements as edges, each with its evidence.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use crate::annotation::{Evidence, Factuality};

/// Entities and what is said of them, free of any store.
///
/// Nodes stand in the order of their IRIs and edges in the order of subject, predicate, object, document and evidence,
/// so that the same content gives the same graph. Every statement is an edge of its own: two documents that say the same
/// give two parallel edges. Statements whose object is a literal are attributes of their subject.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Edge>,
    index: FxHashMap<String, NodeIndex>,
    /// Entities that a part of a graph refers to and does not show: who says it, what it follows from.
    outside: BTreeMap<String, Node>,
    /// The days of writing, by document.
    report_dates: BTreeMap<String, String>,
    terms: Terms,
}

/// The names of the ontology's classes, predicates and other terms, by local name.
pub type Terms = BTreeMap<String, Names>;

/// The names of a class, a predicate or an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The Arabic name.
    pub ar: Option<String>,
    /// The English name.
    pub en: Option<String>,
    /// A name in another language, or in one that is not known.
    pub other: Option<String>,
    /// The Arabic and the English name in one, where labels in both languages were asked for.
    pub both: Option<String>,
}

/// The language in which labels are preferred.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Arabic.
    #[default]
    Arabic,
    /// English.
    English,
    /// Arabic and English, where there are names in both; see [`KnowledgeGraph::with_labels_in_both`].
    Both,
}

/// An entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// Its IRI; unique in the graph.
    pub iri: String,
    /// Its names.
    pub names: Names,
    /// A class's local name in the ontology, the narrowest known.
    pub class: String,
    /// Whether it is a person of whom no document gives a name: a post, a source.
    pub unnamed: bool,
    /// Wikidata identifier (`Q796`).
    pub wikidata: Option<String>,
    /// How often the documents speak of it.
    pub mentions: usize,
    /// The documents that do.
    pub documents: BTreeSet<String>,
    /// What is said of it with a literal: posts, dates.
    pub attributes: Vec<Attribute>,
}

/// A statement whose object is a literal.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The predicate's local name in the ontology.
    pub predicate: String,
    /// The literal's written form: as in the text for posts, ISO 8601 for dates.
    pub value: String,
    /// Who says it, where, and how sure.
    pub claim: Claim,
}

/// A statement whose object is an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The predicate's local name in the ontology.
    pub predicate: String,
    /// Who says it, where, and how sure; where the edge stands for several statements, the first of the surest.
    pub claim: Claim,
    /// The other statements that it stands for, where parallel ones were merged or an event became an edge.
    pub also: Vec<Claim>,
    /// The IRI of the event that it stands for.
    pub event: Option<String>,
    /// Whether subject and object are told apart by the order of their IRIs only, as where they take part in an event
    /// alike.
    pub undirected: bool,
}

/// Where a statement stands, who says it and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The statement's identifier; unique in the graph.
    pub id: String,
    /// What the text holds about it.
    pub factuality: Factuality,
    /// Whether the graph holds it as a fact.
    pub asserted: bool,
    /// From 0 to 1.
    pub confidence: f64,
    /// The IRI of the entity that says it; nothing where it is the document's own voice.
    pub claimant: Option<String>,
    /// The document.
    pub document: String,
    /// The words that show it; offsets in code points of the document's text.
    pub evidence: Evidence,
    /// What produced it (`ar/meeting#held-in`).
    pub pattern: Option<String>,
    /// What it follows from, where no document says it.
    pub inferred: Option<Inferred>,
}

/// What an inferred statement follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// The rule's local name in the ontology.
    pub rule: String,
    /// The premises: subject and object as IRIs, the predicate as a local name.
    pub premises: Vec<[String; 3]>,
}

impl Names {
    /// The name in the language, or else in another one.
    #[must_use]
    pub fn prefer(&self, language: Language) -> Option<&str> {
        let (first, second) = match language {
            Language::Both if self.both.is_some() => return self.both.as_deref(),
            Language::Arabic | Language::Both => (&self.ar, &self.en),
            Language::English => (&self.en, &self.ar),
        };
        first.as_deref().or(second.as_deref()).or(self.other.as_deref())
    }
}

impl Node {
    /// The last part of the IRI.
    #[must_use]
    pub fn local_name(&self) -> &str {
        let end = self.iri.trim_end_matches(['/', '#']);
        end.rsplit(['/', '#']).next().filter(|name| !name.is_empty()).unwrap_or(&self.iri)
    }

    /// The name in the language, or else in another one, or else the last part of the IRI.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        self.names.prefer(language).unwrap_or_else(|| self.local_name())
    }

    /// Whether its identifier is of one document only: a bare family name, a common noun.
    #[must_use]
    pub fn is_of_one_document(&self) -> bool {
        let slug = |id: &str| id.replace(|c: char| !c.is_alphanumeric(), "-").to_lowercase();
        let mut parts = self.iri.split('/').rev().skip(1);
        let scoped = |part: &str| self.documents.iter().any(|document| slug(document) == slug(part));
        self.documents.len() == 1 && parts.any(scoped)
    }

    /// The ISO 8601 dates that are held as facts, in order, each once.
    #[must_use]
    pub fn dates(&self) -> Vec<&str> {
        let facts = self.attributes.iter().filter(|a| a.claim.asserted && is_date(&a.value));
        facts.map(|a| a.value.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The earliest date that has a year; a year alone counts as its first day.
    #[must_use]
    pub fn first_date(&self) -> Option<&str> {
        self.dates().into_iter().find(|date| !date.starts_with('-'))
    }
}

impl KnowledgeGraph {
    /// A graph of these entities and statements. An end or a claimant that is none of the nodes becomes a bare one.
    #[must_use]
    pub fn new(
        nodes: impl IntoIterator<Item = Node>,
        edges: impl IntoIterator<Item = (String, Edge, String)>,
        terms: Terms,
    ) -> Self {
        Self::build(nodes, edges, terms, BTreeMap::new())
    }

    /// A graph of nodes and statements of this one, in the same terms. Who says something, and what something follows
    /// from, keeps its name here also where it is none of the nodes.
    #[must_use]
    pub fn part(
        &self,
        nodes: impl IntoIterator<Item = Node>,
        edges: impl IntoIterator<Item = (String, Edge, String)>,
    ) -> Self {
        let outside = self.nodes().chain(self.outside.values());
        let bare = |node: &Node| Node { attributes: Vec::new(), ..node.clone() };
        let outside = outside.map(|node| (node.iri.clone(), bare(node))).collect();
        let part = Self::build(nodes, edges, self.terms.clone(), outside);
        part.with_report_dates(self.report_dates.clone())
    }

    fn build(
        nodes: impl IntoIterator<Item = Node>,
        edges: impl IntoIterator<Item = (String, Edge, String)>,
        terms: Terms,
        outside: BTreeMap<String, Node>,
    ) -> Self {
        // Of two nodes with one IRI the later one counts.
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut known: Vec<Node> = Vec::new();
        for node in nodes {
            match numbers.get(&node.iri) {
                Some(&number) => known[number] = node,
                None => {
                    numbers.insert(node.iri.clone(), known.len());
                    known.push(node);
                }
            }
        }
        let mut bare = Vec::new();
        let mut number = |iri: &str| {
            numbers.get(iri).copied().unwrap_or_else(|| {
                let number = known.len() + bare.len();
                numbers.insert(iri.to_owned(), number);
                bare.push(Node { iri: iri.to_owned(), ..Node::default() });
                number
            })
        };
        let named = |claim: &Claim| claim.claimant.clone().filter(|claimant| !outside.contains_key(claimant));
        let mut numbered = Vec::new();
        for (subject, edge, object) in edges {
            edge.claims().filter_map(named).for_each(|claimant| _ = number(&claimant));
            numbered.push((number(&subject), edge, number(&object)));
        }
        for attribute in known.iter().flat_map(|node| &node.attributes) {
            named(&attribute.claim).into_iter().for_each(|claimant| _ = number(&claimant));
        }
        known.extend(bare);
        Self { outside, ..Self::of_numbered(known, numbered, terms) }
    }

    /// A graph of entities, all that it needs and each once, and of statements between them by their numbers.
    pub(super) fn of_numbered(nodes: Vec<Node>, edges: Vec<(usize, Edge, usize)>, terms: Terms) -> Self {
        let mut nodes: Vec<(usize, Node)> = nodes.into_iter().enumerate().collect();
        nodes.sort_unstable_by(|(_, a), (_, b)| a.iri.cmp(&b.iri));
        let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
        let mut index = FxHashMap::with_capacity_and_hasher(nodes.len(), Default::default());
        let mut places = vec![NodeIndex::default(); nodes.len()];
        for (number, mut node) in nodes {
            node.attributes.sort_by(|a, b| a.order().cmp(&b.order()));
            let iri = node.iri.clone();
            places[number] = graph.add_node(node);
            index.insert(iri, places[number]);
        }
        // A node's place is its IRI's place in the order.
        let mut edges: Vec<_> = edges.into_iter().map(|(s, edge, o)| (places[s], edge, places[o])).collect();
        edges.sort_by(|(s1, e1, o1), (s2, e2, o2)| (s1, e1.order(), o1).cmp(&(s2, e2.order(), o2)));
        for (subject, edge, object) in edges {
            graph.add_edge(subject, object, edge);
        }
        Self { graph, index, terms, ..Self::default() }
    }

    /// The same graph with the days (`YYYY-MM-DD`) on which its documents were written or published, by document.
    #[must_use]
    pub fn with_report_dates(self, report_dates: BTreeMap<String, String>) -> Self {
        Self { report_dates, ..self }
    }

    /// The day on which a document was written or published, where it is known. It tells when the document reports, not
    /// when what it reports was so.
    #[must_use]
    pub fn report_date(&self, document: &str) -> Option<&str> {
        self.report_dates.get(document).map(String::as_str)
    }

    /// The same graph with more statements.
    #[must_use]
    pub fn with_edges(&self, more: impl IntoIterator<Item = (String, Edge, String)>) -> Self {
        let edges = self.edges().map(|(s, edge, o)| (s.iri.clone(), edge.clone(), o.iri.clone()));
        let graph = Self::build(self.nodes().cloned(), edges.chain(more), self.terms.clone(), self.outside.clone());
        graph.with_report_dates(self.report_dates.clone())
    }

    /// The same graph, where [`Language::Both`] gives both names of an entity or a term: the Arabic one, a slash, the
    /// English one.
    #[must_use]
    pub fn with_labels_in_both(mut self) -> Self {
        let nodes = self.graph.node_weights_mut().chain(self.outside.values_mut()).map(|node| &mut node.names);
        for names in nodes.chain(self.terms.values_mut()) {
            if let (Some(ar), Some(en)) = (&names.ar, &names.en) {
                // Isolated, so that neither name changes the order in which the other one is shown.
                names.both = (ar != en).then(|| format!("\u{2068}{ar}\u{2069} / \u{2068}{en}\u{2069}"));
            }
        }
        self
    }

    /// An edge's label: the name of the event that it stands for, or else of its predicate.
    #[must_use]
    pub fn edge_label(&self, edge: &Edge, language: Language) -> String {
        let event = edge.event.as_deref().map(|event| self.label(event, language).to_owned());
        event.unwrap_or_else(|| self.term_label(&edge.predicate, language))
    }

    /// The petgraph graph, for algorithms.
    #[must_use]
    pub fn as_petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The nodes in the order of their IRIs.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.graph.raw_nodes().iter().map(|node| &node.weight)
    }

    /// Subject, statement and object, in order.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = (&Node, &Edge, &Node)> {
        self.graph.edge_references().map(|e| (&self.graph[e.source()], e.weight(), &self.graph[e.target()]))
    }

    /// The names of a class, a predicate or another term.
    #[must_use]
    pub fn term(&self, term: &str) -> Option<&Names> {
        self.terms.get(term)
    }

    /// A term's label in the language, or else in another one, or else its local name in separate words.
    #[must_use]
    pub fn term_label(&self, term: &str, language: Language) -> String {
        self.term(term).and_then(|names| names.prefer(language)).map_or_else(|| spaced(term), str::to_owned)
    }

    /// The entity with this IRI.
    #[must_use]
    pub fn node(&self, iri: &str) -> Option<&Node> {
        self.index.get(iri).map(|&index| &self.graph[index])
    }

    /// The label of the entity with this IRI, see [`Node::label`]; the IRI where there is none.
    #[must_use]
    pub fn label<'a>(&'a self, iri: &'a str, language: Language) -> &'a str {
        self.node(iri).or_else(|| self.outside.get(iri)).map_or(iri, |node| node.label(language))
    }

    /// The number of statements that the entity is an end of.
    #[must_use]
    pub fn degree(&self, iri: &str) -> usize {
        let edges = |index, direction| self.graph.edges_directed(index, direction).count();
        self.index.get(iri).map_or(0, |&i| edges(i, Direction::Outgoing) + edges(i, Direction::Incoming))
    }
}

impl Edge {
    /// An edge that stands for one statement.
    #[must_use]
    pub fn new(predicate: impl Into<String>, claim: Claim) -> Self {
        Self { predicate: predicate.into(), claim, also: Vec::new(), event: None, undirected: false }
    }

    /// All statements that it stands for.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        std::iter::once(&self.claim).chain(&self.also)
    }

    fn order(&self) -> impl Ord + '_ {
        (&self.predicate, self.claim.order())
    }
}

impl Attribute {
    fn order(&self) -> impl Ord + '_ {
        (&self.predicate, &self.value, self.claim.order())
    }
}

impl Claim {
    fn order(&self) -> impl Ord + '_ {
        (&self.document, self.evidence.start, self.evidence.end, &self.id)
    }
}

/// Whether a literal is an ISO 8601 date: a year, a month or a day, or a day without its year (`--09-28`).
fn is_date(value: &str) -> bool {
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = match value.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => value.split_once('-').map_or((Some(value), ""), |(year, rest)| (Some(year), rest)),
    };
    year.is_none_or(|y| digits(y, 4))
        && (year.is_some() || !rest.is_empty())
        && (rest.is_empty() || (rest.len() <= 5 && rest.split('-').all(|part| digits(part, 2))))
}

/// `heldIn` as `held in`.
fn spaced(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for c in name.rsplit(['/', '#']).next().unwrap_or(name).chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
