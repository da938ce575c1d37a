//! What of a document's graph is searched: its text, and the names that entities have in it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};

use crate::graph::{place_of, vocabulary as v};

/// What is searched of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(super) text: String,
    /// Each entity's names: those that the graph gives, and the words that mention it by name.
    pub(super) names: BTreeMap<String, BTreeSet<String>>,
}

impl Contents {
    /// Reads a document's graph.
    pub(crate) fn read(document: NamedNodeRef<'_>, quads: &[Quad]) -> Self {
        let mut contents = Self::default();
        let mut mentions = Vec::new();
        let mut without_name = BTreeSet::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let predicate = quad.predicate.as_ref();
            match &quad.object {
                Term::Literal(text) if predicate == v::TEXT && subject.as_ref() == document => {
                    text.value().clone_into(&mut contents.text);
                }
                Term::Literal(label) if predicate == rdfs::LABEL => contents.add(subject.as_str(), label.value()),
                Term::NamedNode(entity) if predicate == v::REFERS_TO => {
                    mentions.push((subject.as_str(), entity.as_str()));
                }
                Term::NamedNode(_) if predicate == v::MENTION_KIND => {
                    without_name.insert(subject.as_str());
                }
                _ => {}
            }
        }
        mentions.retain(|(span, _)| !without_name.contains(span));
        if mentions.is_empty() {
            return contents;
        }
        let text = std::mem::take(&mut contents.text);
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        for (span, entity) in mentions {
            let slice = place_of(span).and_then(|(_, span)| Some((*bytes.get(span.start)?, *bytes.get(span.end)?)));
            if let Some(name) = slice.and_then(|(start, end)| text.get(start..end)) {
                contents.add(entity, name);
            }
        }
        contents.text = text;
        contents
    }

    fn add(&mut self, entity: &str, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.names.entry(entity.to_owned()).or_default().insert(name);
    }

    /// A number that tells these contents from others.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        part(&self.text);
        for (entity, names) in &self.names {
            part(entity);
            part(&names.len().to_string());
            names.iter().for_each(|name| part(name));
        }
        let hash = hash.finalize();
        hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}
