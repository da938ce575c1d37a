//! Finds the entity that a user means: by IRI, by identifier, or by its name in either script.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::distance;
use crate::domain::{NAMESPACE, Prefixes};
use crate::error::{Error, Result};
use crate::graph::vocabulary as v;
use crate::store::Store;
use crate::text::{ARTICLE, fold};

/// The entity that `wanted` names: an IRI, an IRI with a prefix (`id:iraq`), a Wikidata identifier (`Q796`), what stands
/// after `id:`, or a label, first letter by letter, then whatever its diacritics, alefs and capitals; or else the words
/// with which documents mention it, more often than any other; or else a word or words of the label of only one.
///
/// # Errors
/// [`Error::Query`] where nothing in the graph has that name, with the names that come near; or where several have it.
pub fn find_entity(store: &Store, prefixes: &Prefixes, wanted: &str) -> Result<NamedNode> {
    let wanted = wanted.trim();
    for iri in identifiers(prefixes, wanted) {
        // The name of one that was merged leads to what it was merged with.
        let iri = NamedNode::new_unchecked(store.canonical(iri.as_str()));
        if !store.known(Some(iri.as_ref()), None, None)?.is_empty() {
            return Ok(iri);
        }
        if let [entity] = subjects(store.known(None, Some(v::SAME_AS), Some(&iri.into()))?).as_slice() {
            return Ok(entity.clone());
        }
    }
    by_label(store, prefixes, wanted)
}

/// The IRIs that the text may stand for.
fn identifiers(prefixes: &Prefixes, wanted: &str) -> Vec<NamedNode> {
    let bare = wanted.trim_start_matches('<').trim_end_matches('>');
    let item =
        wanted.strip_prefix('Q').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    let candidates = [
        bare.contains("://").then(|| bare.to_owned()),
        prefixes.expand(wanted),
        item.then(|| format!("{}{wanted}", v::WIKIDATA)),
        prefixes.iri("id").map(|base| format!("{base}{wanted}")),
    ];
    candidates.into_iter().flatten().filter_map(|iri| NamedNode::new(iri).ok()).collect()
}

fn subjects(quads: Vec<Quad>) -> Vec<NamedNode> {
    let subjects = quads.into_iter().filter_map(|quad| match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    });
    subjects.collect::<BTreeSet<_>>().into_iter().collect()
}

fn by_label(store: &Store, prefixes: &Prefixes, wanted: &str) -> Result<NamedNode> {
    let key = fold(wanted);
    let mut exact = BTreeSet::new();
    let mut folded = BTreeSet::new();
    let mut partly = BTreeSet::new();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for quad in store.known(None, Some(rdfs::LABEL), None)? {
        let (NamedOrBlankNode::NamedNode(entity), Term::Literal(label)) = (quad.subject, quad.object) else { continue };
        if label.value() == wanted {
            exact.insert(entity.clone());
        }
        let label_key = fold(label.value());
        if label_key == key {
            folded.insert(entity);
        } else if has_words(&label_key, &key) {
            partly.insert(entity);
        }
        labels.insert(label_key, label.value().to_owned());
    }
    let mut found = if exact.is_empty() { folded } else { exact };
    if found.is_empty() {
        let called = store.entities_called(wanted)?;
        if let Some(entity) = most_called(&called) {
            return Ok(entity);
        }
        found = called.into_keys().collect();
    }
    if found.is_empty() {
        found = only_person(store, &partly)?.map_or(partly, |person| BTreeSet::from([person]));
    }
    match found.len() {
        0 => Err(none_is_called(wanted, &key, &labels)),
        1 => found.pop_first().ok_or_else(|| none_is_called(wanted, &key, &labels)),
        _ => several_are_called(store, prefixes, wanted, &found),
    }
}

/// The one person among several: «ميركل» is she rather than her government or her visit.
fn only_person(store: &Store, entities: &BTreeSet<NamedNode>) -> Result<Option<NamedNode>> {
    let mut persons = Vec::new();
    for entity in entities {
        let of_class = |quad: &Quad| matches!(&quad.object, Term::NamedNode(class) if class.as_str().strip_prefix(NAMESPACE) == Some(v::PERSON));
        if store.known(Some(entity.as_ref()), Some(rdf::TYPE), None)?.iter().any(of_class) {
            persons.push(entity);
        }
    }
    Ok(match persons.as_slice() {
        [person] => Some((*person).clone()),
        _ => None,
    })
}

/// Whether words stand in a name one after the other, with the article or without.
fn has_words(name: &str, words: &str) -> bool {
    let bare = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words
            .map(|word| word.strip_prefix(ARTICLE).filter(|rest| !rest.is_empty()).unwrap_or(word).to_owned())
            .collect()
    };
    let (name, words) = (bare(name), bare(words));
    !words.is_empty() && name.windows(words.len()).any(|window| window == words.as_slice())
}

fn none_is_called(wanted: &str, key: &str, labels: &BTreeMap<String, String>) -> Error {
    let near = distance::nearest(key, labels.keys().map(String::as_str));
    let near: Vec<&str> = near.into_iter().filter_map(|key| labels.get(key)).map(String::as_str).collect();
    let remedy = match near.as_slice() {
        [] => "write a name as the graph has it, an IRI, or an identifier such as id:NAME".to_owned(),
        near => format!("near to it: {}", near.join(", ")),
    };
    Error::Query(format!("the graph has no entity '{wanted}'; {remedy}"))
}

/// At most so many are named where several have a name.
const NAMED: usize = 8;

fn several_are_called(
    store: &Store,
    prefixes: &Prefixes,
    wanted: &str,
    found: &BTreeSet<NamedNode>,
) -> Result<NamedNode> {
    let mut named = Vec::new();
    for entity in found.iter().take(NAMED) {
        let label =
            store.known(Some(entity.as_ref()), Some(rdfs::LABEL), None)?.into_iter().find_map(|q| match q.object {
                Term::Literal(label) => Some(label.value().to_owned()),
                _ => None,
            });
        let iri = prefixes.shorten(entity.as_str());
        let class = class(store, prefixes, entity.as_ref())?;
        named.push(format!("{iri} ({}{class})", label.map(|label| label + ", ").unwrap_or_default()));
    }
    let more = match found.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more, see `nisba search`"),
    };
    Err(Error::Query(format!("several entities are called '{wanted}'; name one of: {}{more}", named.join("; "))))
}

/// The entity with more mentions than any other.
fn most_called(called: &BTreeMap<NamedNode, usize>) -> Option<NamedNode> {
    let (entity, most) = called.iter().max_by_key(|(_, n)| **n)?;
    (called.values().filter(|n| *n == most).count() == 1).then(|| entity.clone())
}

fn class(store: &Store, prefixes: &Prefixes, entity: NamedNodeRef<'_>) -> Result<String> {
    let classes = store.known(Some(entity), Some(rdf::TYPE), None)?.into_iter().filter_map(|quad| match quad.object {
        Term::NamedNode(class) => Some(prefixes.shorten(class.as_str())),
        _ => None,
    });
    Ok(classes.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" "))
}
