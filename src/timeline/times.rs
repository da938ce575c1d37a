//! When a statement was so, and when it was reported: two times that are never mixed.

use std::collections::BTreeMap;

use crate::annotation::Factuality;
use crate::domain::{End, Ontology};
use crate::graph::{Attribute, Claim, KnowledgeGraph, Node, Period};

/// The times of a graph's statements.
#[derive(Clone, Copy)]
pub struct Times<'a> {
    graph: &'a KnowledgeGraph,
    ontology: &'a Ontology,
}

/// When something was so, by the words of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Valid<'a> {
    /// The date as it is written in the graph.
    pub written: &'a str,
    /// Its days; nothing for a date without its year.
    pub period: Option<Period>,
    /// Where the date is said.
    pub said: &'a Claim,
}

impl<'a> Times<'a> {
    /// The times of the statements of a graph, by what the ontology says of its predicates.
    #[must_use]
    pub fn new(graph: &'a KnowledgeGraph, ontology: &'a Ontology) -> Self {
        Self { graph, ontology }
    }

    /// The day on which a statement was reported: that of its document.
    #[must_use]
    pub fn reported(&self, claim: &Claim) -> Option<Period> {
        self.graph.report_date(&claim.document).and_then(Period::parse)
    }

    /// When each statement of the graph was so, by its identifier, where that is known and has a year.
    #[must_use]
    pub fn of_all(&self) -> BTreeMap<String, Period> {
        let mut times = BTreeMap::new();
        let mut put = |claim: &Claim, valid: Option<Valid<'_>>| {
            times.extend(valid.and_then(|valid| valid.period).map(|period| (claim.id.clone(), period)));
        };
        for attribute in self.graph.nodes().flat_map(|node| &node.attributes) {
            put(&attribute.claim, self.own(attribute));
        }
        for (subject, edge, object) in self.graph.edges() {
            for claim in edge.claims() {
                put(claim, self.between(subject, &edge.predicate, object, claim));
            }
        }
        times
    }

    /// When the statement of a date itself says that its subject was.
    #[must_use]
    pub fn own(&self, attribute: &'a Attribute) -> Option<Valid<'a>> {
        self.ontology.predicate(&attribute.predicate).filter(|predicate| predicate.takes_date())?;
        let written = attribute.value.as_str();
        Some(Valid { written, period: Period::parse(written), said: &attribute.claim })
    }

    /// When a statement between two entities was so: the date of the end by which its predicate is dated.
    ///
    /// What the statement's own document says of that end comes first. The dates of other documents count only where all
    /// agree, as an event that comes back each year has a date for each time.
    #[must_use]
    pub fn between(&self, subject: &'a Node, predicate: &str, object: &'a Node, claim: &Claim) -> Option<Valid<'a>> {
        let dated = match self.ontology.predicate(predicate)?.dated_by? {
            End::Subject => subject,
            End::Object => object,
        };
        let all = dated.attributes.iter().filter(|date| date.claim.factuality != Factuality::Denied);
        let all: Vec<Valid<'a>> = all.filter_map(|date| self.own(date)).filter(|date| date.period.is_some()).collect();
        let here: Vec<Valid<'a>> = all.iter().copied().filter(|date| date.said.document == claim.document).collect();
        if here.is_empty() { narrowest(&all) } else { narrowest(&here) }
    }
}

/// The most exact of dates that all agree.
fn narrowest<'a>(dates: &[Valid<'a>]) -> Option<Valid<'a>> {
    let days = |date: &Valid<'_>| date.period.map(|period| (period.precision, std::cmp::Reverse(period.first)));
    let best = dates.iter().max_by_key(|date| days(date))?;
    let agrees = |date: &Valid<'_>| date.period.zip(best.period).is_some_and(|(wide, narrow)| wide.contains(&narrow));
    dates.iter().all(agrees).then_some(*best)
}
