//! Finds the entity that a user means: by IRI, by identifier, or by its name in either script.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::distance;
use crate::domain::Prefixes;
use crate::error::{Error, Result};
use crate::graph::vocabulary as v;
use crate::store::Store;
use crate::text::fold;

/// The entity that `wanted` names: an IRI, an IRI with a prefix (`id:iraq`), a Wikidata identifier (`Q796`), what stands
/// after `id:`, or a label, first letter by letter, then whatever its diacritics, alefs and capitals; or else the words
/// with which documents mention it, more often than any other.
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
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for quad in store.known(None, Some(rdfs::LABEL), None)? {
        let (NamedOrBlankNode::NamedNode(entity), Term::Literal(label)) = (quad.subject, quad.object) else { continue };
        if label.value() == wanted {
            exact.insert(entity.clone());
        }
        let label_key = fold(label.value());
        if label_key == key {
            folded.insert(entity);
        }
        labels.insert(label_key, label.value().to_owned());
    }
    let found = if exact.is_empty() { folded } else { exact };
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(entity), None) => Ok(entity),
        (Some(first), Some(second)) => {
            let mut all = Vec::new();
            for entity in [first, second].into_iter().chain(found) {
                all.push(format!(
                    "{} ({})",
                    prefixes.shorten(entity.as_str()),
                    class(store, prefixes, entity.as_ref())?
                ));
            }
            Err(Error::Query(format!("several entities are called '{wanted}'; name one of: {}", all.join(", "))))
        }
        (None, _) => {
            if let Some(entity) = most_called(&store.entities_called(wanted)?) {
                return Ok(entity);
            }
            let near = distance::nearest(&key, labels.keys().map(String::as_str));
            let near: Vec<&str> = near.into_iter().filter_map(|key| labels.get(key)).map(String::as_str).collect();
            let remedy = match near.as_slice() {
                [] => "write a name as the graph has it, an IRI, or an identifier such as id:NAME".to_owned(),
                near => format!("near to it: {}", near.join(", ")),
            };
            Err(Error::Query(format!("the graph has no entity '{wanted}'; {remedy}")))
        }
    }
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
