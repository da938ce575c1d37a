//! Parameters of queries: what kinds of values they take, and the RDF terms that stand for what a user types.

use oxigraph::model::{Literal, NamedNode, Term};

use super::entity::find_entity;
use crate::domain::Prefixes;
use crate::error::{Error, Result};
use crate::store::Store;

/// Something that a query may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name of the query's variable.
    pub name: String,
    /// What kind of value it takes.
    pub kind: Kind,
    /// Whether the query makes sense without it.
    pub optional: bool,
    /// What it is, in a line.
    pub description: String,
    /// The value where none is given.
    pub default: Option<String>,
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An entity of the graph, by IRI, identifier or name.
    Entity,
    /// Any IRI, also with a prefix; without one, a term of the ontology.
    Iri,
    /// A text.
    String,
    /// A number.
    Number,
    /// A date as in ISO 8601.
    Date,
}

impl Kind {
    /// The word for it in a query's header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Iri => "iri",
            Self::String => "string",
            Self::Number => "number",
            Self::Date => "date",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Entity, Self::Iri, Self::String, Self::Number, Self::Date].into_iter().find(|kind| kind.name() == name)
    }
}

impl Parameter {
    /// Reads `NAME KIND "DESCRIPTION" [DEFAULT]`; a `?` after the kind makes it optional; the default stands in brackets.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        const FORM: &str = "write `# param: NAME KIND \"DESCRIPTION\" [DEFAULT]`";
        let mut parts = line.trim().splitn(3, char::is_whitespace);
        let (Some(name), Some(kind), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("the parameter line is too short; {FORM}"));
        };
        let optional = kind.ends_with('?');
        let Some(kind) = Kind::parse(kind.trim_end_matches('?')) else {
            return Err(format!("'{kind}' is no kind of parameter; take entity, iri, string, number or date"));
        };
        let rest = rest.trim().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let Some((description, default)) = rest else { return Err(format!("the description has no quotes; {FORM}")) };
        let default = default.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).map(str::to_owned);
        Ok(Self { name: name.into(), kind, optional, description: description.into(), default })
    }

    /// The term that a typed value stands for.
    pub(super) fn term(&self, store: &Store, prefixes: &Prefixes, value: &str) -> Result<Term> {
        let wrong = |remedy: &str| Err(Error::Query(format!("the parameter '{}' is '{value}': {remedy}", self.name)));
        match self.kind {
            Kind::Entity => find_entity(store, prefixes, value).map(Term::from),
            Kind::Iri => match iri(prefixes, value) {
                Some(iri) => Ok(iri.into()),
                None => wrong("write an IRI, a name with a known prefix, or a term of the ontology"),
            },
            Kind::String => Ok(Literal::from(value).into()),
            Kind::Number => match number(value) {
                Some(number) => Ok(number.into()),
                None => wrong("write a number"),
            },
            Kind::Date => match date(value) {
                Some(date) => Ok(date.into()),
                None => wrong("write a date as 2014-09-15, a month as 2014-09 or a year as 2014"),
            },
        }
    }
}

/// A value for a variable of a query that declares no parameters: what it looks like decides.
pub(super) fn guess(prefixes: &Prefixes, value: &str) -> Term {
    let bracketed = value.starts_with('<') || value.contains("://");
    let prefixed = || value.split_once(':').is_some_and(|(prefix, _)| prefixes.iri(prefix).is_some());
    if (bracketed || prefixed())
        && let Some(iri) = iri(prefixes, value)
    {
        return iri.into();
    }
    match (date(value).filter(|_| value.contains('-')), number(value)) {
        (Some(date), _) => date.into(),
        (None, Some(number)) => number.into(),
        (None, None) => Literal::from(value).into(),
    }
}

fn iri(prefixes: &Prefixes, value: &str) -> Option<NamedNode> {
    let bare = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let iri = match bare {
        Some(iri) => iri.to_owned(),
        None if value.contains("://") => value.to_owned(),
        None if value.contains(':') => prefixes.expand(value)?,
        None => format!("{}{value}", crate::domain::NAMESPACE),
    };
    NamedNode::new(iri).ok()
}

fn number(value: &str) -> Option<Literal> {
    if let Ok(whole) = value.parse::<i64>() {
        return Some(whole.into());
    }
    value.parse::<f64>().ok().filter(|number| number.is_finite()).map(Literal::from)
}

fn date(value: &str) -> Option<Literal> {
    const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
    let form: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let datatype = match form.as_str() {
        "0000-00-00" => "date",
        "0000-00" => "gYearMonth",
        "0000" => "gYear",
        _ => return None,
    };
    Some(Literal::new_typed_literal(value, NamedNode::new_unchecked(format!("{XSD}{datatype}"))))
}
