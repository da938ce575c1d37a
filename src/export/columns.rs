//! What is told of each node and edge, by name: the same in every graph format.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use crate::graph::{Edge, KnowledgeGraph, Node};

/// A value of a node or an edge.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// Several texts.
    List(Vec<Cow<'a, str>>),
    /// A whole number.
    Count(usize),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    List,
    Count,
    Number,
    Flag,
}

/// Columns and how to fill them.
pub(super) struct Columns<'a> {
    graph: &'a KnowledgeGraph,
    options: &'a Options,
    /// Predicates with literals, which have a column each.
    predicates: BTreeSet<&'a str>,
    /// Whether some edge is inferred.
    inferred: bool,
    /// Whether some edge stands for several statements, or for an event.
    several: bool,
    /// Whether the day of some edge's document is known.
    reported: bool,
    /// Whether of some edge it is known when it was so.
    timed: bool,
}

const NODE: [(&str, Kind); 9] = [
    ("label", Kind::Text),
    ("label_ar", Kind::Text),
    ("label_en", Kind::Text),
    ("class", Kind::Text),
    ("wikidata", Kind::Text),
    ("degree", Kind::Count),
    ("mentions", Kind::Count),
    ("first_date", Kind::Text),
    ("documents", Kind::List),
];

const EDGE: [(&str, Kind); 14] = [
    ("label", Kind::Text),
    ("label_ar", Kind::Text),
    ("label_en", Kind::Text),
    ("predicate", Kind::Text),
    ("factuality", Kind::Text),
    ("asserted", Kind::Flag),
    ("confidence", Kind::Number),
    ("claimant", Kind::Text),
    ("claimant_label", Kind::Text),
    ("document", Kind::Text),
    ("evidence", Kind::Text),
    ("evidence_start", Kind::Count),
    ("evidence_end", Kind::Count),
    ("pattern", Kind::Text),
];

/// Further columns of edges, where some are inferred.
const INFERRED: [(&str, Kind); 3] = [("inferred", Kind::Flag), ("rule", Kind::Text), ("premises", Kind::List)];

/// Further columns of edges, where some stand for several statements or for an event.
const SEVERAL: [(&str, Kind); 6] = [
    ("statements", Kind::Count),
    ("all_documents", Kind::List),
    ("all_evidence", Kind::List),
    ("event", Kind::Text),
    ("event_label", Kind::Text),
    ("directed", Kind::Flag),
];

/// Further columns of edges, where the time of some is known.
const VALID: [(&str, Kind); 2] = [("valid_from", Kind::Text), ("valid_to", Kind::Text)];

/// Further column of edges, where the day of some document is known.
const REPORTED: [(&str, Kind); 1] = [("report_date", Kind::Text)];

/// Further columns of nodes, where they have been measured.
const MARK: [(&str, Kind); 6] = [
    ("size", Kind::Number),
    ("color", Kind::Text),
    ("community", Kind::Count),
    ("neighbours", Kind::Count),
    ("page_rank", Kind::Number),
    ("betweenness", Kind::Number),
];

/// Statements with a literal that are no facts: they stand apart, so that nobody takes them for such.
const CLAIMS: &str = "claims";

impl<'a> Columns<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, options: &'a Options) -> Self {
        let attributes = graph.nodes().flat_map(|node| &node.attributes);
        let inferred = graph.edges().any(|(_, edge, _)| edge.claim.inferred.is_some());
        let several = graph.edges().any(|(_, edge, _)| !edge.also.is_empty() || edge.event.is_some());
        let reported = graph.edges().any(|(_, edge, _)| graph.report_date(&edge.claim.document).is_some());
        Self {
            graph,
            options,
            predicates: attributes.map(|a| a.predicate.as_str()).collect(),
            inferred,
            several,
            reported,
            timed: graph.edges().any(|(_, edge, _)| options.times.contains_key(&edge.claim.id)),
        }
    }

    /// The columns of nodes: the fixed ones, then one for each predicate that has literals.
    pub(super) fn of_nodes(&self) -> Vec<(String, Kind)> {
        let mut columns: Vec<_> = NODE.iter().map(|&(name, kind)| (name.to_owned(), kind)).collect();
        columns.extend(self.predicates.iter().map(|name| (column_of(name), Kind::List)));
        if !self.predicates.is_empty() {
            columns.push((CLAIMS.to_owned(), Kind::List));
        }
        if !self.options.marks.is_empty() {
            columns.extend(MARK.iter().map(|&(name, kind)| (name.to_owned(), kind)));
        }
        columns
    }

    /// The columns of edges.
    pub(super) fn of_edges(&self) -> Vec<(String, Kind)> {
        let inferred = if self.inferred { INFERRED.as_slice() } else { &[] };
        let several = if self.several { SEVERAL.as_slice() } else { &[] };
        let valid = if self.timed { VALID.as_slice() } else { &[] };
        let reported = if self.reported { REPORTED.as_slice() } else { &[] };
        EDGE.iter()
            .chain(inferred)
            .chain(several)
            .chain(valid)
            .chain(reported)
            .map(|&(name, kind)| (name.to_owned(), kind))
            .collect()
    }

    /// A node's values in the order of [`Self::of_nodes`]; nothing where it has none.
    pub(super) fn node<'b>(&'b self, node: &'b Node) -> Vec<Option<Value<'b>>> {
        let mut values = vec![
            text(node.label(self.options.language)),
            node.names.ar.as_deref().and_then(text),
            node.names.en.as_deref().and_then(text),
            text(&node.class),
            node.wikidata.as_deref().and_then(text),
            Some(Value::Count(self.graph.degree(&node.iri))),
            Some(Value::Count(node.mentions)),
            node.first_date().and_then(text),
            list(node.documents.iter().map(|document| document.as_str().into())),
        ];
        let mut facts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut claims = Vec::new();
        for attribute in &node.attributes {
            if attribute.claim.asserted {
                let values = facts.entry(attribute.predicate.as_str()).or_default();
                if !values.contains(&attribute.value.as_str()) {
                    values.push(&attribute.value);
                }
            } else {
                let factuality = attribute.claim.factuality.as_str();
                claims.push(format!("{} {} ({factuality})", attribute.predicate, attribute.value).into());
            }
        }
        let fact = |name| list(facts.get(name).into_iter().flatten().map(|&v| v.into()));
        values.extend(self.predicates.iter().map(fact));
        if !self.predicates.is_empty() {
            values.push(list(claims));
        }
        if !self.options.marks.is_empty() {
            values.extend(match self.options.marks.get(&node.iri) {
                None => [const { None }; MARK.len()],
                Some(mark) => {
                    let [r, g, b] = mark.color;
                    [
                        Some(Value::Number(mark.size)),
                        owned(format!("#{r:02x}{g:02x}{b:02x}")),
                        Some(Value::Count(mark.community)),
                        Some(Value::Count(mark.neighbours)),
                        Some(Value::Number(mark.page_rank)),
                        Some(Value::Number(mark.betweenness)),
                    ]
                }
            });
        }
        values
    }

    /// An edge's values in the order of [`Self::of_edges`]; nothing where it has none.
    pub(super) fn edge<'b>(&'b self, edge: &'b Edge) -> Vec<Option<Value<'b>>> {
        let claim = &edge.claim;
        let names = self.graph.term(&edge.predicate);
        let claimant = claim.claimant.as_deref();
        let mut values = vec![
            owned(self.graph.edge_label(edge, self.options.language)),
            names.and_then(|n| n.ar.as_deref()).and_then(text),
            names.and_then(|n| n.en.as_deref()).and_then(text),
            text(&edge.predicate),
            text(claim.factuality.as_str()),
            Some(Value::Flag(claim.asserted)),
            Some(Value::Number(claim.confidence)),
            claimant.and_then(text),
            claimant.and_then(|iri| text(self.graph.label(iri, self.options.language))),
            text(&claim.document),
            text(&claim.evidence.text),
            Some(Value::Count(claim.evidence.start)),
            Some(Value::Count(claim.evidence.end)),
            claim.pattern.as_deref().and_then(text),
        ];
        if self.inferred {
            let inferred = claim.inferred.as_ref();
            values.push(Some(Value::Flag(inferred.is_some())));
            values.push(inferred.and_then(|i| text(&i.rule)));
            values.push(inferred.and_then(|i| list(i.premises.iter().map(|p| self.premise(p).into()))));
        }
        if self.several {
            let documents: BTreeSet<_> = edge.claims().map(|claim| claim.document.as_str()).collect();
            let event = edge.event.as_deref();
            values.extend([
                Some(Value::Count(edge.claims().count())),
                list(documents.into_iter().map(Cow::from)),
                list(edge.claims().map(|claim| claim.evidence.text.as_str().into())),
                event.and_then(text),
                event.and_then(|iri| text(self.graph.label(iri, self.options.language))),
                Some(Value::Flag(!edge.undirected)),
            ]);
        }
        if self.timed {
            let period = self.options.times.get(&claim.id);
            let day = |day: jiff::civil::Date| owned(day.to_string());
            values.extend([period.and_then(|p| day(p.first)), period.and_then(|p| day(p.last))]);
        }
        if self.reported {
            values.push(self.graph.report_date(&claim.document).and_then(text));
        }
        values
    }

    /// A premise by its names.
    fn premise(&self, [subject, predicate, object]: &[String; 3]) -> String {
        let label = |iri| self.graph.label(iri, self.options.language);
        format!("{} {predicate} {}", label(subject), label(object))
    }
}

impl Value<'_> {
    /// The value as one text; the parts of a list stand between ` | `.
    pub(super) fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => text.as_ref().into(),
            Self::List(parts) => parts.join(" | ").into(),
            Self::Count(count) => count.to_string().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => if *flag { "true" } else { "false" }.into(),
        }
    }
}

impl From<Value<'_>> for serde_json::Value {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Text(text) => text.into_owned().into(),
            Value::List(parts) => parts.into_iter().map(Cow::into_owned).collect::<Vec<_>>().into(),
            Value::Count(count) => count.into(),
            Value::Number(number) => number.into(),
            Value::Flag(flag) => flag.into(),
        }
    }
}

/// A predicate's column; a predicate that is called like a fixed column stands apart from it.
fn column_of(predicate: &str) -> String {
    let taken = NODE.iter().chain(&MARK).any(|&(name, _)| name == predicate) || ["id", CLAIMS].contains(&predicate);
    if taken { format!("predicate_{predicate}") } else { predicate.to_owned() }
}

fn text(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| Value::Text(text.into()))
}

fn owned<'a>(text: String) -> Option<Value<'a>> {
    (!text.is_empty()).then(|| Value::Text(text.into()))
}

fn list<'a>(parts: impl IntoIterator<Item = Cow<'a, str>>) -> Option<Value<'a>> {
    let parts: Vec<_> = parts.into_iter().collect();
    (!parts.is_empty()).then_some(Value::List(parts))
}
