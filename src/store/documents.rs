//! The graph of all documents, read one document after the other, so that a store kept as files need not be in memory
//! as quads.

use std::cell::RefCell;

use oxigraph::model::Quad;

use super::Opening;
use super::files::DocumentFiles;
use super::folder::Backend;
use crate::error::Result;
use crate::graph::{KnowledgeGraph, SpellingCounts, Spellings, Terms, Writings, read_writings};

impl Opening {
    /// The graph of all documents: the same as [`KnowledgeGraph::from_quads`] of all quads of the store. Where these are
    /// kept as files and not read yet, each file is read and forgotten again.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn knowledge_graph(&mut self, terms: Terms) -> Result<KnowledgeGraph> {
        self.read(terms, |_| ())
    }

    /// The same graph, with the documents that it comes from, and how these write the names of entities.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn told(&mut self, terms: Terms) -> Result<(KnowledgeGraph, Writings, Spellings)> {
        let told: RefCell<(Writings, SpellingCounts)> = RefCell::default();
        let graph = self.read(terms, |quads| {
            let mut told = told.borrow_mut();
            let mut writings = read_writings(quads);
            // Where documents are read again they have been noted.
            writings.retain(|id, _| !told.0.contains_key(id));
            told.1.take(quads, &writings);
            told.0.append(&mut writings);
        })?;
        let (writings, spellings) = told.into_inner();
        Ok((graph, writings, spellings.finish()))
    }

    fn read(&mut self, terms: Terms, note: impl Fn(&[Quad])) -> Result<KnowledgeGraph> {
        let noted = |quads: Result<Vec<Quad>>| quads.inspect(|quads| note(quads));
        if let Some(folder) = self.unread().filter(|folder| folder.backend() == Backend::NQuads) {
            let files = DocumentFiles::new(folder.content());
            return KnowledgeGraph::from_documents(|| Ok(files.quads()?.map(noted)), terms);
        }
        let store = self.store()?;
        let quads = || {
            let graphs = store.document_graphs()?.into_iter();
            Ok(graphs.map(|graph| -> Result<Vec<Quad>> { noted(store.quads_in(graph.as_ref())) }))
        };
        KnowledgeGraph::from_documents(quads, terms)
    }
}
