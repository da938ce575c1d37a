//! Property paths: from a node to its values, and back into RDF.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::data::Data;
use super::vocabulary as sh;
use crate::error::Result;

/// A SHACL property path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Path {
    Predicate(NamedNode),
    Inverse(Box<Self>),
    Sequence(Vec<Self>),
    Alternative(Vec<Self>),
    ZeroOrMore(Box<Self>),
    OneOrMore(Box<Self>),
    ZeroOrOne(Box<Self>),
}

impl Path {
    /// The nodes that the path leads to, each once, in a fixed order.
    pub(super) fn values(&self, data: &dyn Data, from: &Term) -> Result<Vec<Term>> {
        let mut values: BTreeMap<String, Term> = BTreeMap::new();
        self.walk(data, from, false, &mut |term| {
            values.insert(term.to_string(), term);
        })?;
        Ok(values.into_values().collect())
    }

    fn walk(&self, data: &dyn Data, from: &Term, back: bool, take: &mut dyn FnMut(Term)) -> Result<()> {
        match self {
            Self::Predicate(predicate) => {
                let reached = match back {
                    false => data.objects(from, predicate.as_ref())?,
                    true => data.subjects(predicate.as_ref(), from)?,
                };
                reached.into_iter().for_each(take);
            }
            Self::Inverse(path) => path.walk(data, from, !back, take)?,
            Self::Alternative(paths) => paths.iter().try_for_each(|path| path.walk(data, from, back, take))?,
            Self::Sequence(paths) => {
                let mut at = BTreeMap::from([(from.to_string(), from.clone())]);
                let steps: Box<dyn Iterator<Item = &Self>> =
                    if back { Box::new(paths.iter().rev()) } else { Box::new(paths.iter()) };
                for step in steps {
                    let mut next = BTreeMap::new();
                    for node in at.values() {
                        step.walk(data, node, back, &mut |term| {
                            next.insert(term.to_string(), term);
                        })?;
                    }
                    at = next;
                }
                at.into_values().for_each(take);
            }
            Self::ZeroOrOne(path) => {
                take(from.clone());
                path.walk(data, from, back, take)?;
            }
            Self::ZeroOrMore(path) => closure(path, data, from, back, true, take)?,
            Self::OneOrMore(path) => closure(path, data, from, back, false, take)?,
        }
        Ok(())
    }

    /// The predicate that the path follows, forwards or backwards (`true`), where it is one step.
    pub(super) fn one_step(&self) -> Option<(&NamedNode, bool)> {
        match self {
            Self::Predicate(predicate) => Some((predicate, false)),
            Self::Inverse(path) => path.one_step().map(|(predicate, back)| (predicate, !back)),
            _ => None,
        }
    }

    /// The path as a term, with the triples that describe it where it is not one predicate.
    pub(super) fn describe(&self, name: &str, triples: &mut Vec<Triple>) -> Term {
        let (property, inner): (NamedNodeRef<'_>, &Self) = match self {
            Self::Predicate(predicate) => return predicate.clone().into(),
            Self::Sequence(paths) => return list(paths, name, triples),
            Self::Alternative(paths) => {
                let node = BlankNode::new_unchecked(name);
                let members = list(paths, &format!("{name}l"), triples);
                triples.push(Triple::new(node.clone(), sh::ALTERNATIVE_PATH, members));
                return node.into();
            }
            Self::Inverse(path) => (sh::INVERSE_PATH, path),
            Self::ZeroOrMore(path) => (sh::ZERO_OR_MORE_PATH, path),
            Self::OneOrMore(path) => (sh::ONE_OR_MORE_PATH, path),
            Self::ZeroOrOne(path) => (sh::ZERO_OR_ONE_PATH, path),
        };
        let node = BlankNode::new_unchecked(name);
        let object = inner.describe(&format!("{name}p"), triples);
        triples.push(Triple::new(node.clone(), property, object));
        node.into()
    }
}

fn closure(
    path: &Path,
    data: &dyn Data,
    from: &Term,
    back: bool,
    itself: bool,
    take: &mut dyn FnMut(Term),
) -> Result<()> {
    let mut seen: BTreeMap<String, Term> = BTreeMap::new();
    let mut open = vec![from.clone()];
    if itself {
        seen.insert(from.to_string(), from.clone());
    }
    while let Some(node) = open.pop() {
        path.walk(data, &node, back, &mut |term| {
            if seen.insert(term.to_string(), term.clone()).is_none() {
                open.push(term);
            }
        })?;
    }
    seen.into_values().for_each(take);
    Ok(())
}

fn list(paths: &[Path], name: &str, triples: &mut Vec<Triple>) -> Term {
    let mut rest: Term = rdf::NIL.into_owned().into();
    for (at, path) in paths.iter().enumerate().rev() {
        let cell = NamedOrBlankNode::from(BlankNode::new_unchecked(format!("{name}{at}")));
        let first = path.describe(&format!("{name}{at}m"), triples);
        triples.push(Triple::new(cell.clone(), rdf::FIRST, first));
        triples.push(Triple::new(cell.clone(), rdf::REST, rest));
        rest = cell.into();
    }
    rest
}
