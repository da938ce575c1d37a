//! A view of a store: what is in it without the statements that are less sure than asked for.

use std::sync::Arc;

use super::Store;
use super::decisions::Decided;
use crate::error::Result;
use crate::graph::DocumentGraph;

impl Store {
    /// A store in memory with the same documents, but without the statements that are less sure and the facts that only
    /// such statements support: it is as if it had been built without them. Entities stay.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read, or the system gives no memory for the view.
    pub fn at_least(&self, confidence: f64) -> Result<Self> {
        let view = Self::in_memory()?;
        for document in self.documents()? {
            let quads = self.quads_in(document.iri.as_ref())?;
            let graph = DocumentGraph::from_quads(document.iri, quads).at_least(confidence);
            let quads = graph.quads().iter().cloned().chain(graph.knowledge());
            view.data.extend(quads).map_err(|e| self.failure("cannot be read", &e))?;
        }
        *view.decided_to_change() = Decided::new(self.decisions());
        // Texts and names are the same in both.
        Ok(Self { read_only: true, search: Arc::clone(&self.search), ..view })
    }
}
