//! Runs a query on a store: bound parameters, no way out of the program, and limits of time and rows.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::time::Duration;

use oxigraph::model::{GraphName, Term, Triple, Variable};
use oxigraph::sparql::{CancellationToken, PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator};
use spargebra::{Query, SparqlParser};

use super::answer::{Answer, Rows};
use super::binding;
use super::catalogue::NamedQuery;
use super::matching;
use crate::domain::Prefixes;
use crate::error::{Error, Result};
use crate::graph::Layer;
use crate::store::Store;

/// When a query is stopped. Nothing is limited by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// After this time, and at most a second more.
    pub time: Option<Duration>,
    /// After so many rows or triples.
    pub rows: Option<usize>,
}

/// A query with its parameters bound, ready to be asked. It can only read.
#[derive(Debug, Clone)]
pub struct Question {
    text: String,
    bindings: BTreeMap<String, Term>,
    prefixes: Prefixes,
    inferred: bool,
}

/// How long a query that is told to stop is waited for. It looks up only where it reads the store: while it sorts what it
/// has read, it does not.
const GRACE: Duration = Duration::from_secs(1);

impl Question {
    /// A named query with values for its parameters.
    ///
    /// # Errors
    /// [`Error::Query`] where a value is missing, is of the wrong kind, or is for no parameter of the query.
    pub fn named(store: &Store, prefixes: &Prefixes, query: &NamedQuery, values: &[(String, String)]) -> Result<Self> {
        let declared = || query.parameters.iter().map(|parameter| parameter.name.as_str());
        if let Some((name, _)) = values.iter().find(|(name, _)| !declared().any(|known| known == name)) {
            let known = declared().collect::<Vec<_>>().join(", ");
            let remedy = if known.is_empty() { "it takes none".into() } else { format!("it takes: {known}") };
            return Err(Error::Query(format!("the query '{}' has no parameter '{name}'; {remedy}", query.name)));
        }
        let mut bindings = BTreeMap::new();
        for parameter in &query.parameters {
            let given = values.iter().rev().find(|(name, _)| *name == parameter.name).map(|(_, value)| value);
            match given.or(parameter.default.as_ref()) {
                Some(value) => {
                    bindings.insert(parameter.name.clone(), parameter.term(store, prefixes, value)?);
                }
                None if parameter.optional => {}
                None => {
                    let (name, kind) = (&parameter.name, parameter.kind.name());
                    let what = &parameter.description;
                    let remedy = format!("give --param {name}=VALUE ({kind}: {what})");
                    return Err(Error::Query(format!("the query '{}' needs '{name}'; {remedy}", query.name)));
                }
            }
        }
        Ok(Self { text: query.text.clone(), bindings, prefixes: prefixes.clone(), inferred: false })
    }

    /// A free query. Values look like what they are: IRIs and prefixed names, numbers, dates; all else is text.
    #[must_use]
    pub fn free(prefixes: &Prefixes, text: &str, values: &[(String, String)]) -> Self {
        let bindings = values.iter().map(|(name, value)| (name.clone(), binding::guess(prefixes, value))).collect();
        Self { text: text.to_owned(), bindings, prefixes: prefixes.clone(), inferred: false }
    }

    /// The same question over facts and inferences together: the default graph has the ones and the others. A query that
    /// says `FROM` asks what it names.
    #[must_use]
    pub fn with_inferences(self) -> Self {
        Self { inferred: true, ..self }
    }

    /// Asks the store. Rows of a query that orders nothing come in the order of their terms, so that the same graph
    /// gives the same answer.
    ///
    /// # Errors
    /// [`Error::Query`] where the query has a mistake (with line and column), asks for another server, takes too long, or
    /// binds a variable that it does not select; [`Error::Store`] where the store cannot be read.
    pub fn ask(&self, store: &Store, limits: Limits) -> Result<Answer> {
        let token = CancellationToken::new();
        let query = self.parse(store)?;
        let Some(time) = limits.time else { return self.evaluate(query, store.data(), limits, &token) };
        let (send, receive) = mpsc::channel();
        let (question, data, watched) = (self.clone(), store.data().clone(), token.clone());
        // The thread outlives a query that does not stop in time, and ends when that does.
        std::thread::spawn(move || send.send(question.evaluate(query, &data, limits, &watched)));
        let answer = receive.recv_timeout(time).or_else(|_| {
            token.cancel();
            receive.recv_timeout(GRACE)
        });
        answer.unwrap_or_else(|_| Err(failure(QueryEvaluationError::Cancelled, limits)))
    }

    fn evaluate(
        &self,
        query: Query,
        data: &oxigraph::store::Store,
        limits: Limits,
        token: &CancellationToken,
    ) -> Result<Answer> {
        let prepared = self.prepare(query, token)?;
        let results = prepared.on_store(data).execute().map_err(|e| failure(e, limits))?;
        let most = limits.rows.unwrap_or(usize::MAX);
        match results {
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                // A bound parameter is the same in every row.
                let shown: Vec<usize> =
                    (0..variables.len()).filter(|&i| !self.bindings.contains_key(variables[i].as_str())).collect();
                let mut rows = Vec::new();
                let mut cut = false;
                for solution in solutions {
                    let solution = solution.map_err(|e| failure(e, limits))?;
                    if rows.len() == most {
                        cut = true;
                        break;
                    }
                    rows.push(shown.iter().map(|&i| solution.values()[i].clone()).collect::<Vec<Option<Term>>>());
                }
                if !orders(&self.text) {
                    rows.sort_by_cached_key(|row| {
                        row.iter().map(|t| t.as_ref().map(Term::to_string)).collect::<Vec<_>>()
                    });
                }
                let variables = shown.iter().map(|&i| variables[i].as_str().to_owned()).collect();
                Ok(Answer::Rows(Rows { variables, rows, cut }))
            }
            QueryResults::Graph(triples) => {
                let triples = triples.take(most).collect::<Result<Vec<Triple>, _>>().map_err(|e| failure(e, limits))?;
                let sorted: BTreeMap<String, Triple> = triples.into_iter().map(|t| (t.to_string(), t)).collect();
                Ok(Answer::Graph(sorted.into_values().collect()))
            }
        }
    }

    /// The query, with what it searches for found.
    fn parse(&self, store: &Store) -> Result<Query> {
        let mut parser = SparqlParser::new();
        for (prefix, iri) in self.prefixes.iter() {
            let added = parser.with_prefix(prefix, iri);
            parser = added.map_err(|e| Error::Query(format!("the prefix '{prefix}' cannot be used: {e}")))?;
        }
        let query = parser.parse_query(&self.text);
        let mut query = query.map_err(|e| syntax_error(&e.to_string(), self.name_with_slash().as_deref()))?;
        matching::with_matches(&mut query, store, &self.bindings)?;
        Ok(query)
    }

    /// The first name in the query that has a slash, as other commands print it: SPARQL takes the slash for a path.
    fn name_with_slash(&self) -> Option<String> {
        let mut words = self.text.split(|c: char| c.is_whitespace() || "(){},;\"'".contains(c));
        words
            .find(|word| {
                self.prefixes.iter().any(|(prefix, _)| {
                    let name = word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'));
                    // Terms of vocabularies may stand in paths.
                    ["id", "doc"].contains(&prefix)
                        && name.is_some_and(|name| name.contains('/') && !name.contains("\\/"))
                })
            })
            .map(str::to_owned)
    }

    fn prepare(&self, query: Query, token: &CancellationToken) -> Result<PreparedSparqlQuery> {
        // No handler is set for SERVICE, so a query cannot leave the program.
        let mut prepared = SparqlEvaluator::new().with_cancellation_token(token.clone()).for_query(query);
        if self.inferred && prepared.dataset().is_default_dataset() {
            let graphs = vec![GraphName::DefaultGraph, Layer::Inferred.name().into_owned().into()];
            prepared.dataset_mut().set_default_graph(graphs);
        }
        for (name, term) in &self.bindings {
            let variable = Variable::new(name);
            let variable = variable.map_err(|_| Error::Query(format!("'{name}' is no name of a variable")))?;
            prepared = prepared.substitute_variable(variable, term.clone());
        }
        Ok(prepared)
    }
}

/// Whether the query says in which order its rows come.
fn orders(query: &str) -> bool {
    let words = query.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace);
    let words: Vec<String> = words.map(str::to_ascii_uppercase).collect();
    words.windows(2).any(|pair| pair[0].ends_with("ORDER") && pair[1].starts_with("BY"))
}

/// The parser's message, which begins with the place, in words.
fn syntax_error(message: &str, slash: Option<&str>) -> Error {
    if let Some(name) = slash {
        let escaped = name.replace('/', "\\/");
        return Error::Query(format!("SPARQL takes the slash in {name} for a path; write {escaped}, or the whole IRI"));
    }
    let place = message.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    let place = place.and_then(|(place, what)| Some((place.split_once(':')?, what)));
    Error::Query(match place {
        Some(((line, column), what)) => {
            format!("the query has a mistake in line {line}, column {column}: {}", expected(what))
        }
        None => format!("the query has a mistake: {message}"),
    })
}

/// What the parser expected, as far as it helps: it lists every token that could stand there.
fn expected(what: &str) -> String {
    if what.contains("Prefix not found") {
        return "the prefix before this place is not known; declare it: PREFIX name: <IRI>".to_owned();
    }
    if what.ends_with("expected CONSTRUCT") {
        return "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; it can only read".to_owned();
    }
    // The first ones show what kind of thing is missing.
    if what.len() > 300 { format!("{} …", what.chars().take(240).collect::<String>()) } else { what.to_owned() }
}

fn failure(error: QueryEvaluationError, limits: Limits) -> Error {
    match error {
        QueryEvaluationError::Cancelled => Error::Query(format!(
            "the query was stopped after {} seconds; ask for less, or give it more time",
            limits.time.unwrap_or_default().as_secs_f64()
        )),
        QueryEvaluationError::NotExistingSubstitutedVariable(variable) => {
            Error::Query(format!("the parameter cannot be bound: {variable} is not selected; add {variable} to SELECT"))
        }
        QueryEvaluationError::UnsupportedService(service) => Error::Query(format!(
            "the query asks another server, {service}; take SERVICE out: only this store is asked"
        )),
        QueryEvaluationError::Dataset(error) => Error::Store(format!("the store cannot be read: {error}")),
        other => Error::Query(format!("the query cannot be answered: {other}")),
    }
}
