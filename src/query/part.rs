//! An answer as a part of the graph: triples, entities or statements.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::answer::{Answer, Rows};
use crate::domain::NAMESPACE;
use crate::error::{Error, Result};

/// What an answer gives of the graph.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Triples of CONSTRUCT and DESCRIBE, or the edges that rows make, in the default graph.
    Triples(Vec<Quad>),
    /// Entities, by IRI.
    Entities(BTreeSet<String>),
    /// Statements, by IRI.
    Statements(BTreeSet<String>),
}

/// The predicate of edges for which a query gives none.
const EDGE: &str = "edge";

impl Answer {
    /// What the answer gives of the graph. Of rows the names of the columns tell: `node` gives entities, `statement`
    /// statements, `source` and `target` edges, with `predicate` where it is there. Rows without a value there are left
    /// out.
    ///
    /// # Errors
    /// [`Error::Query`] where the answer gives no part of a graph, or a column has something else than IRIs.
    pub fn into_part(self) -> Result<Part> {
        match self {
            Self::Rows(rows) => of_rows(&rows),
            Self::Boolean(_) => Err(Error::Query(format!("ASK gives no graph; {REMEDY}"))),
            graph @ Self::Graph(_) => Ok(Part::Triples(graph.into_quads().unwrap_or_default())),
        }
    }
}

const REMEDY: &str = "write CONSTRUCT, or SELECT with the columns ?node, ?statement, or ?source and ?target";

fn of_rows(rows: &Rows) -> Result<Part> {
    let column = |name: &str| rows.variables.iter().position(|variable| variable == name);
    if let Some(at) = column("node") {
        return Ok(Part::Entities(iris(rows, at)?));
    }
    if let Some(at) = column("statement") {
        return Ok(Part::Statements(iris(rows, at)?));
    }
    let Some((source, target)) = column("source").zip(column("target")) else {
        let columns = rows.variables.iter().map(|name| format!("?{name}")).collect::<Vec<_>>().join(" ");
        return Err(Error::Query(format!("the columns {columns} give no graph; {REMEDY}")));
    };
    let predicate = column("predicate");
    let mut quads = Vec::with_capacity(rows.rows.len());
    for at in 0..rows.rows.len() {
        let cell = |column| iri(rows, at, column);
        let (Some(source), Some(target)) = (cell(source)?, cell(target)?) else { continue };
        let predicate = match predicate.map(cell).transpose()?.flatten() {
            Some(predicate) => predicate.clone(),
            None => NamedNode::new_unchecked(format!("{NAMESPACE}{EDGE}")),
        };
        let subject = NamedOrBlankNode::from(source.clone());
        quads.push(Quad::new(subject, predicate, target.clone(), GraphName::DefaultGraph));
    }
    Ok(Part::Triples(quads))
}

fn iris(rows: &Rows, column: usize) -> Result<BTreeSet<String>> {
    let found = (0..rows.rows.len()).map(|at| Ok(iri(rows, at, column)?.map(|iri| iri.as_str().to_owned())));
    found.filter_map(Result::transpose).collect()
}

fn iri(rows: &Rows, at: usize, column: usize) -> Result<Option<&NamedNode>> {
    match rows.rows[at].get(column).and_then(Option::as_ref) {
        None => Ok(None),
        Some(Term::NamedNode(iri)) => Ok(Some(iri)),
        Some(other) => {
            let name = &rows.variables[column];
            Err(Error::Query(format!("row {}: ?{name} must be an IRI, and is {other}", at + 1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::*;

    fn answer(variables: &[&str], rows: &[&[&str]]) -> Answer {
        let term = |text: &&str| match *text {
            "" => None,
            text if text.starts_with("http") => Some(NamedNode::new_unchecked(text).into()),
            text => Some(Literal::from(text).into()),
        };
        Answer::Rows(Rows {
            variables: variables.iter().map(|&name| name.to_owned()).collect(),
            rows: rows.iter().map(|row| row.iter().map(term).collect()).collect(),
            cut: false,
        })
    }

    #[test]
    fn columns_say_what_rows_give() {
        let nodes = answer(&["label", "node"], &[&["a", "http://e/a"], &["b", ""], &["c", "http://e/a"]]);
        assert_eq!(nodes.into_part().expect("nodes"), Part::Entities(BTreeSet::from(["http://e/a".to_owned()])));
        let edges = answer(&["source", "target"], &[&["http://e/a", "http://e/b"], &["http://e/a", ""]]);
        let Part::Triples(quads) = edges.into_part().expect("edges") else { panic!("edges are triples") };
        assert_eq!(quads.len(), 1);
        assert_eq!(quads[0].predicate.as_str(), format!("{NAMESPACE}edge"));
    }

    #[test]
    fn what_gives_no_graph_is_told() {
        let message = |answer: Answer| answer.into_part().expect_err("no graph").to_string();
        assert!(message(Answer::Boolean(true)).contains("ASK gives no graph"));
        assert!(message(answer(&["who"], &[])).contains("?who"));
        let literal = answer(&["source", "target"], &[&["http://e/a", "Paris"]]);
        assert!(message(literal).contains("row 1: ?target must be an IRI"));
    }
}
