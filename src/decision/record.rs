//! Decisions as JSON lines, a form to keep in version control: one decision a line, in order.

use std::io::{BufRead, Write};
use std::str::FromStr;

use oxigraph::model::{NamedNode, Term};
use serde::{Deserialize, Serialize};

use super::action::{Action, Decision, Fact};
use super::set::Decisions;
use crate::annotation::Factuality;
use crate::domain::NAMESPACE;
use crate::error::{Error, Result};

/// A decision as a line has it. Entities and documents are IRIs; a predicate or a class of the ontology is a local name.
#[derive(Serialize, Deserialize)]
struct Record {
    /// For people; it is computed from the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(flatten)]
    what: What,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
enum What {
    Merge {
        entity: String,
        other: String,
    },
    KeepApart {
        entity: String,
        other: String,
    },
    Split {
        entity: String,
        places: Vec<String>,
        into: String,
    },
    Rename {
        entity: String,
        name: String,
        language: String,
    },
    Retype {
        entity: String,
        class: String,
    },
    Reject {
        statement: [String; 3],
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    Accept {
        statement: [String; 3],
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
    },
    Correct {
        statement: [String; 3],
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        factuality: Option<Factuality>,
    },
}

impl Decisions {
    /// Writes the decisions, one a line, in their order.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write_json_lines(&self, mut to: impl Write) -> std::io::Result<()> {
        self.iter().try_for_each(|decision| {
            serde_json::to_writer(&mut to, &record(decision))?;
            to.write_all(b"\n")
        })
    }

    /// Reads decisions, one a line; empty lines are passed over.
    ///
    /// # Errors
    /// [`Error::Decision`] with the line's number where a line is no decision.
    pub fn read_json_lines(from: impl BufRead) -> Result<Vec<Decision>> {
        let mut decisions = Vec::new();
        for (at, line) in from.lines().enumerate() {
            let wrong = |what: String| Error::Decision(format!("line {}: {what}", at + 1));
            let line = line.map_err(|e| wrong(format!("it cannot be read: {e}")))?;
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                continue;
            }
            let no_decision = |e: &serde_json::Error| {
                wrong(format!("it is no decision ({e}); see `nisba review --export` for the form"))
            };
            let record: Record = serde_json::from_str(line).map_err(|e| no_decision(&e))?;
            if let Some(key) = unknown_key(line, &record).map_err(|e| no_decision(&e))? {
                return Err(wrong(format!("'{key}' is not known in such a decision; take it out, or mend its name")));
            }
            decisions.push(decision(record).map_err(|e| wrong(e.to_string()))?);
        }
        Ok(decisions)
    }
}

/// A key of the line that the record has not taken: a misspelt limit would make a decision hold everywhere.
fn unknown_key(line: &str, record: &Record) -> serde_json::Result<Option<String>> {
    type Object = serde_json::Map<String, serde_json::Value>;
    let given: Object = serde_json::from_str(line)?;
    let taken: Object = serde_json::from_value(serde_json::to_value(record)?)?;
    Ok(given.into_iter().find(|(key, value)| !value.is_null() && !taken.contains_key(key)).map(|(key, _)| key))
}

fn record(decision: &Decision) -> Record {
    let text = |node: &NamedNode| node.as_str().to_owned();
    let document = |document: &Option<NamedNode>| document.as_ref().map(text);
    let what = match &decision.action {
        Action::Merge { entity, other } => What::Merge { entity: text(entity), other: text(other) },
        Action::KeepApart { entity, other } => What::KeepApart { entity: text(entity), other: text(other) },
        Action::Split { entity, places, into } => {
            What::Split { entity: text(entity), places: places.iter().map(text).collect(), into: text(into) }
        }
        Action::Rename { entity, name, language } => {
            What::Rename { entity: text(entity), name: name.clone(), language: language.clone() }
        }
        Action::Retype { entity, class } => What::Retype { entity: text(entity), class: local(class) },
        Action::Reject { fact, document: only } => What::Reject { statement: parts(fact), document: document(only) },
        Action::Accept { fact, document: only } => What::Accept { statement: parts(fact), document: document(only) },
        Action::Correct { fact, document: only, predicate, factuality } => What::Correct {
            statement: parts(fact),
            document: document(only),
            predicate: predicate.as_ref().map(local),
            factuality: *factuality,
        },
    };
    let Decision { by, at, why, .. } = decision.clone();
    Record { id: Some(decision.id()), by, at, why, what }
}

fn decision(record: Record) -> Result<Decision> {
    let document = |only: Option<String>| only.as_deref().map(iri).transpose();
    let action = match record.what {
        What::Merge { entity, other } => Action::Merge { entity: iri(&entity)?, other: iri(&other)? },
        What::KeepApart { entity, other } => Action::KeepApart { entity: iri(&entity)?, other: iri(&other)? },
        What::Split { entity, places, into } => Action::Split {
            entity: iri(&entity)?,
            places: places.iter().map(|place| iri(place)).collect::<Result<_>>()?,
            into: iri(&into)?,
        },
        What::Rename { entity, name, language } => {
            oxigraph::model::Literal::new_language_tagged_literal(name.as_str(), language.as_str())
                .map_err(|e| Error::Decision(format!("'{language}' is no tag of a language ({e}); write ar or en")))?;
            Action::Rename { entity: iri(&entity)?, name, language }
        }
        What::Retype { entity, class } => Action::Retype { entity: iri(&entity)?, class: term(&class)? },
        What::Reject { statement, document: only } => {
            Action::Reject { fact: fact(&statement)?, document: document(only)? }
        }
        What::Accept { statement, document: only } => {
            Action::Accept { fact: fact(&statement)?, document: document(only)? }
        }
        What::Correct { statement, document: only, predicate, factuality } => {
            if predicate.is_none() && factuality.is_none() {
                return Err(Error::Decision("a correction has neither a predicate nor a factuality; give one".into()));
            }
            let predicate = predicate.as_deref().map(term).transpose()?;
            Action::Correct { fact: fact(&statement)?, document: document(only)?, predicate, factuality }
        }
    };
    match record.at {
        Some(at) => Decision::by_person(action, &record.by, &at, record.why),
        None => {
            let machine = Decision::by_machine(action, record.why);
            if machine.by == record.by {
                Ok(machine)
            } else {
                Err(Error::Decision("it has no time; write \"at\":\"2026-01-31T12:00:00Z\"".into()))
            }
        }
    }
}

fn parts(fact: &Fact) -> [String; 3] {
    let object = match &fact.object {
        Term::NamedNode(object) => object.as_str().to_owned(),
        other => other.to_string(),
    };
    [fact.subject.as_str().to_owned(), local(&fact.predicate), object]
}

fn fact(parts: &[String; 3]) -> Result<Fact> {
    let [subject, predicate, object] = parts;
    Ok(Fact { subject: iri(subject)?, predicate: term(predicate)?, object: self::object(object)? })
}

/// An IRI, or a literal as N-Triples has it.
fn object(text: &str) -> Result<Term> {
    if text.starts_with('"') {
        return Term::from_str(text)
            .map_err(|e| Error::Decision(format!("{text} is no literal ({e}); write it as in N-Triples")));
    }
    Ok(iri(text)?.into())
}

fn iri(text: &str) -> Result<NamedNode> {
    NamedNode::new(text).map_err(|e| Error::Decision(format!("'{text}' is no IRI ({e}); write the whole IRI")))
}

fn local(node: &NamedNode) -> String {
    node.as_str().strip_prefix(NAMESPACE).unwrap_or(node.as_str()).to_owned()
}

/// A term of the ontology by its local name, or any other by its IRI.
fn term(text: &str) -> Result<NamedNode> {
    if text.contains(':') { iri(text) } else { iri(&format!("{NAMESPACE}{text}")) }
}
