//! Which documents speak of an entity.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, NamedNode};

use super::Store;
use crate::error::Result;
use crate::graph::vocabulary as v;

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
}
