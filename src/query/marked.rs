//! An answer over facts and inferences in which it is seen what only inferences give.

use std::collections::{BTreeMap, HashMap, HashSet};

use oxigraph::model::{GraphName, Literal, Quad, Triple};

use super::answer::{Answer, Rows};
use super::run::{Limits, Question};
use crate::error::Result;
use crate::inference::{Inference, apart};
use crate::store::Store;

/// An answer over facts and inferences.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedAnswer {
    /// Rows have a further column, `inferred`: `true` where the facts alone do not give the row. Triples of a graph that
    /// are inferences have their rules and premises beside them.
    pub answer: Answer,
    /// The answer of the facts alone.
    pub plain: Answer,
}

impl Question {
    /// Asks the store twice, over its facts, and over facts and inferences, and marks what only the second answer has. A
    /// row counts as one of the facts where they give the very same row; so a sum into which an inference went is marked.
    ///
    /// # Errors
    /// As [`Question::ask`].
    pub fn ask_marked(&self, store: &Store, limits: Limits) -> Result<MarkedAnswer> {
        let plain = self.ask(store, Limits { rows: None, ..limits })?;
        let mut answer = self.clone().with_inferences().ask(store, limits)?;
        match (&plain, &mut answer) {
            (Answer::Rows(of_facts), Answer::Rows(of_all)) => mark(of_facts, of_all),
            (Answer::Graph(of_facts), Answer::Graph(of_all)) => annotate(store, of_facts, of_all)?,
            _ => {}
        }
        Ok(MarkedAnswer { answer, plain })
    }
}

/// Adds rule and premises of the triples that are inferences.
fn annotate(store: &Store, of_facts: &[Triple], of_all: &mut Vec<Triple>) -> Result<()> {
    let known: HashSet<&Triple> = of_facts.iter().collect();
    let more: Vec<Quad> = of_all.iter().filter(|triple| !known.contains(triple)).cloned().map(in_graph).collect();
    let (_, inferences) = apart(store, more)?;
    of_all.extend(inferences.iter().flat_map(Inference::quads).map(Triple::from));
    let sorted: BTreeMap<String, Triple> = of_all.drain(..).map(|triple| (triple.to_string(), triple)).collect();
    of_all.extend(sorted.into_values());
    Ok(())
}

fn in_graph(triple: Triple) -> Quad {
    triple.in_graph(GraphName::DefaultGraph)
}

fn mark(of_facts: &Rows, of_all: &mut Rows) {
    let mut left: HashMap<&[_], usize> = HashMap::new();
    for row in &of_facts.rows {
        *left.entry(row.as_slice()).or_default() += 1;
    }
    for row in &mut of_all.rows {
        let same = left.get_mut(row.as_slice()).filter(|count| **count > 0);
        let inferred = same.is_none();
        if let Some(count) = same {
            *count -= 1;
        }
        row.push(Some(Literal::from(inferred).into()));
    }
    let mut name = "inferred".to_owned();
    while of_all.variables.contains(&name) {
        name.push('_');
    }
    of_all.variables.push(name);
}
