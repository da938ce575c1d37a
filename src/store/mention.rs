//! Which documents speak of an entity, and which entities they call by a name.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::Store;
use crate::error::Result;
use crate::graph::{place_of, vocabulary as v};
use crate::span::Span;
use crate::text::fold;

impl Store {
    /// The documents that mention the entity with this IRI, in the order of their IRIs.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn documents_that_mention(&self, entity: &str) -> Result<Vec<NamedNode>> {
        let quads = self.matching(v::REFERS_TO, Some(&NamedNode::new_unchecked(entity).into()))?;
        let documents = quads.into_iter().filter_map(|quad| match quad.graph_name {
            GraphName::NamedNode(document) => Some(document),
            _ => None,
        });
        Ok(documents.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// The quads of these graphs together.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn quads_of<'a>(&self, graphs: impl IntoIterator<Item = &'a NamedNode>) -> Result<Vec<Quad>> {
        let mut quads = Vec::new();
        for graph in graphs {
            quads.extend(self.quads_in(graph.as_ref())?);
        }
        Ok(quads)
    }

    /// Where documents mention the entity with this IRI: the document's id and the place, in the order of these.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn mentions(&self, entity: &str) -> Result<Vec<(String, Span)>> {
        let mut ids: BTreeMap<NamedNode, String> = BTreeMap::new();
        let mut mentions = Vec::new();
        for quad in self.matching(v::REFERS_TO, Some(&NamedNode::new_unchecked(entity).into()))? {
            if let (GraphName::NamedNode(document), NamedOrBlankNode::NamedNode(span)) = (quad.graph_name, quad.subject)
                && let Some((_, span)) = place_of(span.as_str())
            {
                if !ids.contains_key(&document) {
                    let id = self.value(document.as_ref(), v::IDENTIFIER)?.unwrap_or_default();
                    ids.insert(document.clone(), id);
                }
                mentions.push((ids[&document].clone(), span));
            }
        }
        mentions.sort();
        Ok(mentions)
    }

    /// The entities that documents mention with these words, whatever their diacritics, alefs and capitals, and how
    /// often. It reads all mentions: where the words may be a label, look there first.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn entities_called(&self, words: &str) -> Result<BTreeMap<NamedNode, usize>> {
        let key = fold(words);
        let mut mentions: BTreeMap<NamedNode, Vec<(Span, NamedNode)>> = BTreeMap::new();
        for quad in self.matching(v::REFERS_TO, None)? {
            if let (GraphName::NamedNode(document), NamedOrBlankNode::NamedNode(span), Term::NamedNode(entity)) =
                (quad.graph_name, quad.subject, quad.object)
                && let Some((_, span)) = place_of(span.as_str())
            {
                mentions.entry(document).or_default().push((span, entity));
            }
        }
        let mut called = BTreeMap::new();
        for (document, mentions) in mentions {
            let text: Vec<char> = self.text(document.as_ref())?.unwrap_or_default().chars().collect();
            for (span, entity) in mentions {
                let slice = text.get(span.start..span.end).unwrap_or_default();
                if fold(&slice.iter().collect::<String>()) == key {
                    *called.entry(entity).or_default() += 1;
                }
            }
        }
        Ok(called)
    }
}
