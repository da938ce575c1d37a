//! What the page knows of the graph, as JSON: tables of terms, documents and passages, and rows that name them by number.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::passage::{Passage, Passages};
use super::place;
use crate::annotation::Factuality;
use crate::export::Options;
use crate::export::reduction::{Kept, LeftOut};
use crate::graph::{Claim, Edge, KnowledgeGraph, Language, Node};

/// The content of the page. `page/data.js` reads what this writes; the two change together.
pub(super) struct Data<'a> {
    graph: &'a KnowledgeGraph,
    options: &'a Options,
    passages: Passages<'a>,
    nodes: BTreeMap<&'a str, usize>,
    /// Entities that are named, but not shown.
    beside: Numbers,
    classes: Numbers,
    predicates: Numbers,
    rules: Numbers,
    documents: Numbers,
    patterns: Numbers,
    passage_numbers: BTreeMap<(usize, usize, usize), usize>,
    passage_rows: Vec<Value>,
    claims: Vec<Value>,
    content: Map<String, Value>,
}

/// Texts by number, in the order in which they were first asked for.
#[derive(Default)]
struct Numbers {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Numbers {
    fn of(&mut self, text: &str) -> usize {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        self.numbers.insert(text.to_owned(), self.texts.len());
        self.texts.push(text.to_owned());
        self.texts.len() - 1
    }
}

/// So many ways to write a name are told of each entity.
const SPELLINGS: usize = 12;

/// In the order in which the page numbers them.
const FACTUALITIES: [Factuality; 5] =
    [Factuality::Asserted, Factuality::Alleged, Factuality::Intended, Factuality::Possible, Factuality::Denied];

impl<'a> Data<'a> {
    pub(super) fn new(
        graph: &'a KnowledgeGraph,
        kept: &Kept<'a>,
        left_out: Option<LeftOut>,
        options: &'a Options,
    ) -> Self {
        let nodes = kept.nodes.iter().enumerate().map(|(at, node)| (node.iri.as_str(), at)).collect();
        let mut data = Self {
            graph,
            options,
            passages: Passages::new(&options.writings),
            nodes,
            beside: Numbers::default(),
            classes: Numbers::default(),
            predicates: Numbers::default(),
            rules: Numbers::default(),
            documents: Numbers::default(),
            patterns: Numbers::default(),
            passage_numbers: BTreeMap::new(),
            passage_rows: Vec::new(),
            claims: Vec::new(),
            content: Map::new(),
        };
        data.fill(kept, left_out);
        data
    }

    pub(super) fn to_json(&self) -> io::Result<String> {
        Ok(serde_json::to_string(&self.content)?)
    }

    fn fill(&mut self, kept: &Kept<'a>, left_out: Option<LeftOut>) {
        let radii: Vec<f64> = kept.nodes.iter().map(|node| radius(self.options.size_of(self.graph, node))).collect();
        let places = place::positions(kept, &radii);
        let rows = kept.nodes.iter().zip(places.iter().zip(&radii));
        let nodes: Vec<Value> = rows.map(|(node, (place, radius))| self.node(node, *place, *radius)).collect();
        let edges: Vec<Value> = kept.edges.iter().map(|&(s, edge, o)| self.edge(s, edge, o)).collect();
        let language = match self.options.language {
            Language::Arabic | Language::Both => "ar",
            Language::English => "en",
        };
        let title = self.options.title.clone();
        let factualities: Vec<Value> = FACTUALITIES.iter().map(|&f| self.factuality(f)).collect();
        let beside: Vec<Value> = self.beside.texts.iter().map(|iri| self.names_of(iri)).collect();
        let content = [
            ("title", json!(title)),
            ("language", json!(language)),
            ("both", json!(self.options.language == Language::Both)),
            ("words", json!(self.options.wording.words())),
            ("classes", self.classes.texts.iter().map(|class| self.class(class)).collect()),
            ("predicates", self.predicates.texts.iter().map(|term| self.term(term)).collect()),
            ("rules", self.rules.texts.iter().map(|term| self.term(term)).collect()),
            ("factualities", json!(factualities)),
            ("documents", self.documents.texts.iter().map(|id| self.document(id)).collect()),
            ("patterns", json!(self.patterns.texts)),
            ("beside", json!(beside)),
            ("nodes", json!(nodes)),
            ("edges", json!(edges)),
            ("passages", json!(self.passage_rows)),
            ("claims", json!(self.claims)),
            ("leftOut", left_out.map_or(Value::Null, |out| json!([out.nodes, out.edges]))),
        ];
        self.content = content.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    }

    /// IRI, Arabic, English, other name, class, x, y, radius, mentions, documents, Wikidata, facts with literals, colour,
    /// community, whether it has no name, other ways to write its name.
    fn node(&mut self, node: &'a Node, [x, y]: [f64; 2], radius: f64) -> Value {
        let class = self.classes.of(&node.class);
        let documents: Vec<usize> = node.documents.iter().map(|id| self.documents.of(id)).collect();
        let facts = node.attributes.iter().map(|fact| {
            let predicate = self.predicates.of(&fact.predicate);
            let claim = self.claim(&fact.claim);
            json!([predicate, fact.value, claim])
        });
        let facts: Vec<Value> = facts.collect();
        let mark = self.options.marks.get(&node.iri);
        row(vec![
            json!(node.iri),
            json!(node.names.ar),
            json!(node.names.en),
            json!(node.names.other),
            json!(class),
            rounded(x),
            rounded(y),
            rounded(radius),
            json!(node.mentions),
            json!(documents),
            json!(node.wikidata),
            if facts.is_empty() { Value::Null } else { json!(facts) },
            mark.map_or(Value::Null, |mark| json!(hex(mark.color))),
            mark.map_or(Value::Null, |mark| json!(mark.community)),
            if node.unnamed { json!(1) } else { Value::Null },
            self.spellings(node),
        ])
    }

    /// The most frequent of those that are none of its labels.
    fn spellings(&self, node: &Node) -> Value {
        let labels = [&node.names.ar, &node.names.en, &node.names.other];
        let is_label = |words: &&String| labels.iter().any(|label| label.as_ref() == Some(words));
        let words = self.options.spellings.get(&node.iri).into_iter().flatten().filter(|words| !is_label(words));
        let words: Vec<&String> = words.take(SPELLINGS).collect();
        if words.is_empty() { Value::Null } else { json!(words) }
    }

    /// Subject, object, predicate, statements, event.
    fn edge(&mut self, subject: usize, edge: &'a Edge, object: usize) -> Value {
        let predicate = self.predicates.of(&edge.predicate);
        let claims: Vec<usize> = edge.claims().map(|claim| self.claim(claim)).collect();
        let event = edge.event.as_deref().map(|iri| self.entity(iri));
        let undirected = edge.undirected.then_some(1);
        row(vec![json!(subject), json!(object), json!(predicate), json!(claims), json!(event), json!(undirected)])
    }

    /// Factuality, whether it is a fact, confidence, document, passage, first and last code point in the document, pattern,
    /// claimant, first and last day on which it was so, rule, premises.
    fn claim(&mut self, claim: &'a Claim) -> usize {
        let document = self.documents.of(&claim.document);
        let passage = self.passages.around(claim).map(|passage| self.passage(document, passage));
        let pattern = claim.pattern.as_deref().map(|pattern| self.patterns.of(pattern));
        let claimant = claim.claimant.as_deref().map(|iri| self.entity(iri));
        let valid = self.options.times.get(&claim.id);
        let rule = claim.inferred.as_ref().map(|inferred| self.rules.of(&inferred.rule));
        let premises: Option<Vec<Value>> = claim.inferred.as_ref().map(|inferred| {
            let premises = inferred.premises.iter();
            premises.map(|[s, p, o]| json!([self.entity(s), self.predicates.of(p), self.entity(o)])).collect()
        });
        let factuality = FACTUALITIES.iter().position(|&f| f == claim.factuality);
        self.claims.push(row(vec![
            json!(factuality.unwrap_or_default()),
            json!(usize::from(claim.asserted)),
            json!((claim.confidence * 1000.0).round() / 1000.0),
            json!(document),
            json!(passage),
            json!(claim.evidence.start),
            json!(claim.evidence.end),
            json!(pattern),
            json!(claimant),
            valid.map_or(Value::Null, |period| json!(period.first.to_string())),
            valid.map_or(Value::Null, |period| json!(period.last.to_string())),
            json!(rule),
            json!(premises),
        ]));
        self.claims.len() - 1
    }

    /// Where the passage begins in its document, its text, whether it is cut. A passage that several statements share is there once.
    fn passage(&mut self, document: usize, passage: Passage) -> usize {
        let place = (document, passage.start, passage.text.len());
        let (numbers, rows) = (&mut self.passage_numbers, &mut self.passage_rows);
        *numbers.entry(place).or_insert_with(|| {
            let [before, after] = passage.cut.map(usize::from);
            let cut = before + 2 * after;
            rows.push(row(vec![
                json!(passage.start),
                json!(passage.text),
                if cut == 0 { Value::Null } else { json!(cut) },
            ]));
            rows.len() - 1
        })
    }

    /// A node's place; those that are not shown follow.
    fn entity(&mut self, iri: &str) -> usize {
        match self.nodes.get(iri) {
            Some(&place) => place,
            None => self.nodes.len() + self.beside.of(iri),
        }
    }

    fn names_of(&self, iri: &str) -> Value {
        let label = |language| Some(self.graph.label(iri, language)).filter(|label| *label != iri);
        row(vec![json!(iri), json!(label(Language::Arabic)), json!(label(Language::English))])
    }

    fn term(&self, term: &str) -> Value {
        let label = |language| self.graph.term_label(term, language);
        json!([term, label(Language::Arabic), label(Language::English)])
    }

    fn class(&self, class: &str) -> Value {
        let look = self.options.appearance.of(class);
        let label = |language| self.graph.term_label(class, language);
        json!([class, label(Language::Arabic), label(Language::English), hex(look.fill), look.shape])
    }

    fn factuality(&self, factuality: Factuality) -> Value {
        let name = factuality.as_str();
        let term: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
        let label = |language| self.graph.term_label(&term, language);
        json!([name, label(Language::Arabic), label(Language::English)])
    }

    /// Id, title, day, source.
    fn document(&self, id: &str) -> Value {
        let writing = self.options.writings.get(id);
        let title = writing.and_then(|writing| writing.title.as_deref());
        let date = writing.and_then(|writing| writing.date.as_deref()).or_else(|| self.graph.report_date(id));
        row(vec![json!(id), json!(title), json!(date), json!(writing.and_then(|writing| writing.source.as_deref()))])
    }
}

/// A row without the empty cells at its end.
fn row(mut cells: Vec<Value>) -> Value {
    while cells.last().is_some_and(Value::is_null) {
        cells.pop();
    }
    Value::Array(cells)
}

/// Tenths are as exact as a picture needs.
fn rounded(number: f64) -> Value {
    json!((number * 10.0).round() / 10.0)
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The radius for a diameter from 10 to 100, in units of the picture: less apart than the diameters, so that hubs do not
/// hide what they hang on.
fn radius(diameter: f64) -> f64 {
    3.0 + diameter.clamp(10.0, 100.0) / 5.0
}
