//! Search inside SPARQL: `?entity nisba:matches "words"` and `?sentence nisba:contains "words"` become the entities and the
//! sentences that the index has for these words.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::error::{Error, Result};
use crate::search::{Scope, Words};
use crate::store::Store;

const MATCHES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/nisba/ontology#matches");
const CONTAINS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/nisba/ontology#contains");
const QUERY: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/nisba/ontology#query");
const SCORE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/nisba/ontology#score");

/// The query with what the index finds in the place of its searches.
///
/// # Errors
/// [`Error::Query`] where a search has no words, or stands where it cannot be answered; [`Error::Store`] where the store
/// cannot be read.
pub(super) fn with_matches(query: &mut Query, store: &Store, bindings: &BTreeMap<String, Term>) -> Result<()> {
    let is_left = |query: &Query| {
        let text = query.to_string();
        [MATCHES, CONTAINS].into_iter().find(|predicate| text.contains(&predicate.to_string()))
    };
    if is_left(query).is_none() {
        return Ok(());
    }
    let search = Search { store, bindings };
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    search.replace(pattern, None)?;
    match is_left(query) {
        Some(predicate) => Err(Error::Query(format!(
            "nisba:{} stands where it cannot be answered; write it as a pattern of its own: ?x nisba:{0} \"words\"",
            predicate.as_str().rsplit('#').next().unwrap_or_default()
        ))),
        None => Ok(()),
    }
}

struct Search<'a> {
    store: &'a Store,
    bindings: &'a BTreeMap<String, Term>,
}

/// A search in a query, taken out of it.
struct Asked {
    subject: TermPattern,
    entities: bool,
    words: String,
    score: Option<Variable>,
}

impl Search<'_> {
    /// Replaces the searches of a pattern that stands in the graph of this variable.
    fn replace(&self, pattern: &mut GraphPattern, graph: Option<&Variable>) -> Result<()> {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                let mut found = Vec::new();
                while let Some(asked) = self.take(patterns)? {
                    found.push(self.values(&asked, graph)?);
                }
                let rest = GraphPattern::Bgp { patterns: std::mem::take(patterns) };
                let is_empty =
                    |pattern: &GraphPattern| matches!(pattern, GraphPattern::Bgp { patterns } if patterns.is_empty());
                found.extend((found.is_empty() || !is_empty(&rest)).then_some(rest));
                let joined = found
                    .into_iter()
                    .reduce(|left, right| GraphPattern::Join { left: left.into(), right: right.into() });
                *pattern = joined.unwrap_or_default();
                Ok(())
            }
            GraphPattern::Path { .. } | GraphPattern::Values { .. } => Ok(()),
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.replace(left, graph)?;
                self.replace(right, graph)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.replace(left, graph)?;
                self.replace(right, graph)?;
                expression.as_mut().map_or(Ok(()), |expression| self.replace_in(expression, graph))
            }
            GraphPattern::Filter { expr, inner } => {
                self.replace_in(expr, graph)?;
                self.replace(inner, graph)
            }
            GraphPattern::Graph { name, inner } => match name {
                NamedNodePattern::Variable(variable) => self.replace(inner, Some(variable)),
                NamedNodePattern::NamedNode(_) => self.replace(inner, None),
            },
            GraphPattern::Extend { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Group { inner, .. }
            | GraphPattern::Service { inner, .. } => self.replace(inner, graph),
        }
    }

    fn replace_in(&self, expression: &mut Expression, graph: Option<&Variable>) -> Result<()> {
        match expression {
            Expression::Exists(pattern) => self.replace(pattern, graph),
            Expression::Not(inner) => self.replace_in(inner, graph),
            Expression::And(left, right) | Expression::Or(left, right) => {
                self.replace_in(left, graph)?;
                self.replace_in(right, graph)
            }
            _ => Ok(()),
        }
    }

    /// Takes the first search out of the triples.
    fn take(&self, triples: &mut Vec<TriplePattern>) -> Result<Option<Asked>> {
        let is = |triple: &TriplePattern, predicate: NamedNodeRef<'_>| {
            triple.predicate == NamedNodePattern::from(predicate.into_owned())
        };
        let Some(place) = triples.iter().position(|triple| is(triple, MATCHES) || is(triple, CONTAINS)) else {
            return Ok(None);
        };
        let triple = triples.remove(place);
        let entities = is(&triple, MATCHES);
        let (mut words, mut score) = (None, None);
        match &triple.object {
            TermPattern::BlankNode(node) => {
                for about in self.about(node, triples) {
                    match about.object {
                        TermPattern::Variable(variable) if is_named(&about.predicate, SCORE) => score = Some(variable),
                        object if is_named(&about.predicate, QUERY) => words = self.text(&object),
                        _ => {
                            return Err(Error::Query(format!(
                                "the search has {} {}; write [ nisba:query \"words\" ; nisba:score ?score ]",
                                about.predicate, about.object
                            )));
                        }
                    }
                }
            }
            object => words = self.text(object),
        }
        let Some(words) = words else {
            let name = if entities { "matches" } else { "contains" };
            let remedy =
                "write them in quotation marks, or as a parameter that has a value: a search comes before all else";
            return Err(Error::Query(format!("nisba:{name} has no words to search for; {remedy}")));
        };
        Ok(Some(Asked { subject: triple.subject, entities, words, score }))
    }

    /// Takes out the triples that describe a search.
    fn about(&self, node: &BlankNode, triples: &mut Vec<TriplePattern>) -> Vec<TriplePattern> {
        let subject = TermPattern::BlankNode(node.clone());
        triples.extract_if(.., |triple| triple.subject == subject).collect()
    }

    /// The words that a term of the query stands for.
    fn text(&self, term: &TermPattern) -> Option<String> {
        match term {
            TermPattern::Literal(literal) => Some(literal.value().to_owned()),
            TermPattern::Variable(variable) => match self.bindings.get(variable.as_str())? {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What the index finds, the best first.
    fn values(&self, asked: &Asked, graph: Option<&Variable>) -> Result<GraphPattern> {
        let words = Words::parse(&asked.words)?;
        let scope = Scope { entities: asked.entities, sentences: !asked.entities, document: None, limit: None };
        let (matches, _) = self.store.matches(&words, &scope)?;
        let entities = matches.entities.into_iter().map(|entity| (entity.iri, None, entity.score));
        let sentences = matches.sentences.into_iter().map(|sentence| {
            let iri = format!("{}#char={},{}", sentence.document, sentence.start, sentence.end);
            (iri, Some(sentence.document), sentence.score)
        });
        // In a graph with a name that is asked for, that is the sentence's document.
        let graph = graph.filter(|_| !asked.entities);
        let mut variables = Vec::new();
        if let TermPattern::Variable(subject) = &asked.subject {
            variables.push(subject.clone());
        }
        variables.extend(graph.cloned());
        variables.extend(asked.score.clone());
        let mut bindings = Vec::new();
        for (iri, document, score) in entities.chain(sentences) {
            let mut row = Vec::new();
            match &asked.subject {
                TermPattern::Variable(_) => row.push(Some(node(iri))),
                TermPattern::NamedNode(one) if one.as_str() == iri => {}
                TermPattern::BlankNode(_) => {}
                _ => continue,
            }
            row.extend(document.filter(|_| graph.is_some()).map(|document| Some(node(document))));
            if asked.score.is_some() {
                let score = Literal::new_typed_literal(format!("{score:.4}"), xsd::DECIMAL);
                row.push(Some(GroundTerm::Literal(score)));
            }
            bindings.push(row);
        }
        Ok(GraphPattern::Values { variables, bindings })
    }
}

fn node(iri: String) -> GroundTerm {
    GroundTerm::NamedNode(NamedNode::new_unchecked(iri))
}

fn is_named(pattern: &NamedNodePattern, name: NamedNodeRef<'_>) -> bool {
    matches!(pattern, NamedNodePattern::NamedNode(node) if node.as_ref() == name)
}
