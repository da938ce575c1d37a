//! The graph of all documents, read one document after the other, so that a store kept as files need not be in memory
//! as quads.

use oxigraph::model::Quad;

use super::Opening;
use super::files::DocumentFiles;
use super::folder::Backend;
use crate::error::Result;
use crate::graph::{KnowledgeGraph, Terms};

impl Opening {
    /// The graph of all documents: the same as [`KnowledgeGraph::from_quads`] of all quads of the store. Where these are
    /// kept as files and not read yet, each file is read and forgotten again.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn knowledge_graph(&mut self, terms: Terms) -> Result<KnowledgeGraph> {
        if let Some(folder) = self.unread().filter(|folder| folder.backend() == Backend::NQuads) {
            let files = DocumentFiles::new(folder.content());
            return KnowledgeGraph::from_documents(|| files.quads(), terms);
        }
        let store = self.store()?;
        let quads = || {
            let graphs = store.document_graphs()?.into_iter();
            Ok(graphs.map(|graph| -> Result<Vec<Quad>> { store.quads_in(graph.as_ref()) }))
        };
        KnowledgeGraph::from_documents(quads, terms)
    }
}
