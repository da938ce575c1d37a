//! What happened when: statements in the order of the time that texts give them, apart from when they were reported.

mod times;

use std::collections::BTreeSet;

use crate::annotation::Factuality;
use crate::domain::Ontology;
use crate::graph::{Claim, KnowledgeGraph, Node, Period};

pub use times::{Times, Valid};

/// Which statements a timeline has.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only those with this entity at one of their ends.
    pub entity: Option<String>,
    /// Only those with a day in this period. A date without its year is in none.
    pub within: Option<Period>,
    /// Only these predicates; all where there are none.
    pub predicates: BTreeSet<String>,
    /// Only these factualities; all where there are none.
    pub factualities: BTreeSet<Factuality>,
    /// Whether statements without a time of their own are listed by the day of their report.
    pub reported: bool,
}

/// A statement with its two times.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// When it was so; nothing where no text says so.
    pub valid: Option<Valid<'a>>,
    /// When it was reported; nothing where the document's day is not known.
    pub reported: Option<Period>,
    /// Of what it is said.
    pub subject: &'a Node,
    /// What is said, as a predicate's local name.
    pub predicate: &'a str,
    /// With what.
    pub object: Object<'a>,
    /// Who says it, where, and how sure.
    pub claim: &'a Claim,
}

/// A statement's object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Object<'a> {
    /// An entity.
    Entity(&'a Node),
    /// A text, a date, a number.
    Literal(&'a str),
}

/// What a timeline shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline<'a> {
    /// Statements with a time, in its order; those with a date that lacks its year are last.
    pub valid: Vec<Row<'a>>,
    /// Statements without one, in the order of the days of their report. Empty unless asked for.
    pub reported: Vec<Row<'a>>,
    /// How many statements of the selection have neither time.
    pub timeless: usize,
}

/// The timeline of a graph.
///
/// A statement has a time where it gives a date itself (`onDate`), or where its predicate is dated by an end that has a
/// date (`datedBy` in the ontology). The day of a report is never taken for it.
#[must_use]
pub fn timeline<'a>(graph: &'a KnowledgeGraph, ontology: &'a Ontology, selection: &Selection) -> Timeline<'a> {
    let times = Times::new(graph, ontology);
    let mut timeline = Timeline::default();
    for row in rows(graph, times).filter(|row| selection.takes(row)) {
        let within = |period: Option<Period>| match (selection.within, period) {
            (None, _) => true,
            (Some(wanted), Some(period)) => wanted.overlaps(&period),
            (Some(_), None) => false,
        };
        match (&row.valid, row.reported) {
            (Some(valid), _) if within(valid.period) => timeline.valid.push(row),
            (Some(_), _) => {}
            (None, Some(_)) if selection.reported && within(row.reported) => timeline.reported.push(row),
            (None, Some(_)) => {}
            (None, None) => timeline.timeless += 1,
        }
    }
    timeline.valid.sort_by(|a, b| (a.valid_order(), a.order()).cmp(&(b.valid_order(), b.order())));
    timeline.reported.sort_by(|a, b| (a.reported, a.order()).cmp(&(b.reported, b.order())));
    timeline
}

/// All statements with their times.
pub(crate) fn rows<'a>(graph: &'a KnowledgeGraph, times: Times<'a>) -> impl Iterator<Item = Row<'a>> {
    let attributes = graph.nodes().flat_map(move |subject| {
        subject.attributes.iter().map(move |attribute| Row {
            valid: times.own(attribute),
            reported: times.reported(&attribute.claim),
            subject,
            predicate: &attribute.predicate,
            object: Object::Literal(&attribute.value),
            claim: &attribute.claim,
        })
    });
    let edges = graph.edges().map(move |(subject, edge, object)| Row {
        valid: times.between(subject, &edge.predicate, object, &edge.claim),
        reported: times.reported(&edge.claim),
        subject,
        predicate: &edge.predicate,
        object: Object::Entity(object),
        claim: &edge.claim,
    });
    attributes.chain(edges)
}

impl Selection {
    fn takes(&self, row: &Row<'_>) -> bool {
        let entity = self.entity.as_ref().is_none_or(|wanted| {
            row.subject.iri == *wanted || matches!(row.object, Object::Entity(object) if object.iri == *wanted)
        });
        entity
            && (self.predicates.is_empty() || self.predicates.contains(row.predicate))
            && (self.factualities.is_empty() || self.factualities.contains(&row.claim.factuality))
    }
}

impl Row<'_> {
    /// By the first day, wider periods before what lies in them; without a year last, by the text of the date.
    fn valid_order(&self) -> impl Ord + '_ {
        let valid = self.valid.as_ref();
        let period = valid.and_then(|valid| valid.period);
        let days = period.map(|period| (period.first, std::cmp::Reverse(period.last)));
        (period.is_none(), days, valid.map(|valid| valid.written))
    }

    fn order(&self) -> impl Ord + '_ {
        let object = match self.object {
            Object::Entity(node) => node.iri.as_str(),
            Object::Literal(text) => text,
        };
        (&self.subject.iri, self.predicate, object, &self.claim.document, self.claim.evidence.start, &self.claim.id)
    }
}
