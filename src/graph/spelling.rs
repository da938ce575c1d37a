//! How documents write the names of entities.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::passage::place_of;
use super::vocabulary as v;
use super::writing::Writings;

/// The words that name an entity in documents, by the entity's IRI: the most frequent first, equals in the order of their
/// letters.
pub type Spellings = BTreeMap<String, Vec<String>>;

/// Reads the words of all mentions by name out of the documents' texts.
#[must_use]
pub fn read_spellings(quads: &[Quad], writings: &Writings) -> Spellings {
    let mut counts = SpellingCounts::default();
    counts.take(quads, writings);
    counts.finish()
}

/// How often each name is written how, in the documents read so far.
#[derive(Debug, Default)]
pub(crate) struct SpellingCounts(BTreeMap<String, BTreeMap<String, usize>>);

impl SpellingCounts {
    /// Counts the mentions of documents that have not been counted yet.
    pub(crate) fn take(&mut self, quads: &[Quad], writings: &Writings) {
        count(quads, writings, &mut self.0);
    }

    pub(crate) fn finish(self) -> Spellings {
        let by_count = |counts: BTreeMap<String, usize>| {
            let mut words: Vec<(String, usize)> = counts.into_iter().collect();
            words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            words.into_iter().map(|(word, _)| word).collect()
        };
        self.0.into_iter().map(|(entity, counts)| (entity, by_count(counts))).collect()
    }
}

fn count(quads: &[Quad], writings: &Writings, counts: &mut BTreeMap<String, BTreeMap<String, usize>>) {
    let mut mentions: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let mut without_name = BTreeSet::new();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(span), Term::NamedNode(object)) = (&quad.subject, &quad.object) else {
            continue;
        };
        if quad.predicate.as_ref() == v::MENTION_KIND {
            without_name.insert(span.as_str());
        } else if quad.predicate.as_ref() == v::REFERS_TO
            && let Some((document, _)) = place_of(span.as_str())
        {
            mentions.entry(document).or_default().push((span.as_str(), object.as_str()));
        }
    }
    for writing in writings.values() {
        let Some(mentions) = mentions.get(writing.iri.as_str()) else { continue };
        let places: Vec<usize> =
            writing.text.char_indices().map(|(byte, _)| byte).chain([writing.text.len()]).collect();
        for (span, entity) in mentions.iter().filter(|(span, _)| !without_name.contains(span)) {
            let Some((_, span)) = place_of(span) else { continue };
            let bytes = places.get(span.start).zip(places.get(span.end));
            let Some(words) = bytes.and_then(|(&start, &end)| writing.text.get(start..end)) else { continue };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            *counts.entry((*entity).to_owned()).or_default().entry(words).or_default() += 1;
        }
    }
}
