//! What joins entities, without the texts and mentions that are most of a store.

use std::collections::BTreeMap;

use oxigraph::model::Quad;

use super::Store;
use crate::error::Result;
use crate::graph::vocabulary as v;

impl Store {
    /// All quads but texts and mentions, in no fixed order: enough for a
    /// [`KnowledgeGraph`](crate::graph::KnowledgeGraph) whose claims have places but no words.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn quads_without_texts(&self) -> Result<Vec<Quad>> {
        let of_texts = [v::TEXT, v::REFERS_TO, v::MENTION_KIND];
        let quads = self.data().iter().filter(|quad| match quad {
            Ok(quad) => !of_texts.contains(&quad.predicate.as_ref()),
            Err(_) => true,
        });
        let quads: Result<Vec<Quad>, _> = quads.collect();
        quads.map_err(|e| self.failure("cannot be read", &e))
    }

    /// The days on which documents were written or published, by the documents' ids. Documents without one are left out.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn document_dates(&self) -> Result<BTreeMap<String, String>> {
        let dated = self.documents()?.into_iter();
        Ok(dated.filter_map(|document| Some((document.id, document.date?))).collect())
    }
}
