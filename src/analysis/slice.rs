//! Statements by the year or month that they belong to.

use std::collections::BTreeMap;

use petgraph::graph::EdgeIndex;

use super::selection::Times;
use crate::graph::{KnowledgeGraph, Unit};

/// Statements by slice of time.
#[derive(Debug, Clone, Default)]
pub struct Slices {
    /// `2014` or `2014-09`, and the statements of that time, in the graph's order.
    pub slices: BTreeMap<String, Vec<EdgeIndex>>,
    /// Statements of which no time is known, or one that is longer than a slice.
    pub undated: usize,
}

/// Sorts the statements by time. One with several dates is in several slices.
#[must_use]
pub fn slices(graph: &KnowledgeGraph, statements: &[EdgeIndex], times: &Times, unit: Unit) -> Slices {
    let mut sorted = Slices::default();
    for &statement in statements {
        let mut names: Vec<String> =
            times.of(graph, statement).into_iter().filter_map(|period| period.slice(unit)).collect();
        names.dedup();
        sorted.undated += usize::from(names.is_empty());
        for name in names {
            sorted.slices.entry(name).or_default().push(statement);
        }
    }
    sorted
}
