//! What the documents of a store were made from, told without reading all that they say.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};

use super::Store;
use super::files::DocumentFiles;
use super::folder::{Backend, Folder};
use crate::error::{Error, Result};
use crate::graph::vocabulary as v;

/// A document that a store holds, and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampedDocument {
    /// Its IRI, which is its graph's name.
    pub iri: NamedNode,
    /// Its name in the program.
    pub id: String,
    /// The hash of all that its graph follows from; none where it was not made by a build.
    pub stamp: Option<String>,
}

/// The predicates that tell this. Every document has the first.
pub(super) const TOLD: [NamedNodeRef<'static>; 3] = [v::CONTENT_HASH, v::IDENTIFIER, v::STAMP];

impl StampedDocument {
    /// The documents that quads with these predicates describe, in the order of their IRIs.
    pub(super) fn all(quads: impl IntoIterator<Item = Quad>) -> Vec<Self> {
        let mut described: BTreeMap<NamedNode, [Option<String>; 3]> = BTreeMap::new();
        for quad in quads {
            let (GraphName::NamedNode(graph), Term::Literal(value)) = (quad.graph_name, quad.object) else { continue };
            let place = TOLD.iter().position(|told| quad.predicate == *told);
            if let Some(place) = place.filter(|_| quad.subject == graph.clone().into()) {
                described.entry(graph).or_default()[place] = Some(value.destruct().0);
            }
        }
        let documents = described.into_iter().filter(|(_, [hash, ..])| hash.is_some());
        documents.map(|(iri, [_, id, stamp])| Self { iri, id: id.unwrap_or_default(), stamp }).collect()
    }
}

impl Store {
    /// All documents with what they were made from, in the order of their IRIs.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn stamps(&self) -> Result<Vec<StampedDocument>> {
        let mut quads = Vec::new();
        for predicate in TOLD {
            quads.extend(self.matching(predicate, None)?);
        }
        Ok(StampedDocument::all(quads))
    }
}

/// A store that is open, but not read before that is needed: a build that finds nothing to do has no use for the quads.
pub struct Opening {
    /// Until it is read.
    folder: Option<Folder>,
    store: Option<Store>,
    read_only: bool,
}

impl Opening {
    /// Opens a store to read and write, and makes it where the folder is absent or empty.
    ///
    /// # Errors
    /// As [`Store::open`], but for what reading it shows.
    pub fn to_write(path: &Path) -> Result<Self> {
        Ok(Self { folder: Some(Folder::open_to_write(path, None)?), store: None, read_only: false })
    }

    /// Opens a store to read; none where there is no store, and [`Opening::to_write`] would make one.
    ///
    /// # Errors
    /// As [`Opening::to_write`], and where another program writes to the store.
    pub fn to_read(path: &Path) -> Result<Option<Self>> {
        if Folder::is_new(path)? {
            return Ok(None);
        }
        Ok(Some(Self { folder: Some(Folder::open_to_read(path)?), store: None, read_only: true }))
    }

    /// Opens a store to read.
    ///
    /// # Errors
    /// As [`Store::open_read_only`], but for what reading it shows.
    pub fn read_only(path: &Path) -> Result<Self> {
        Ok(Self { folder: Some(Folder::open_to_read(path)?), store: None, read_only: true })
    }

    /// The same as [`Store::stamps`], without reading the whole store where it is not read yet.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn stamps(&mut self) -> Result<Vec<StampedDocument>> {
        match &self.folder {
            Some(folder) if folder.backend() == Backend::NQuads => {
                let mut documents = DocumentFiles::new(folder.content()).stamps()?;
                documents.sort_by(|a, b| a.iri.cmp(&b.iri));
                Ok(documents)
            }
            _ => self.store()?.stamps(),
        }
    }

    /// The store.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be read.
    pub fn store(&mut self) -> Result<&Store> {
        if let Some(folder) = self.folder.take() {
            self.store = Some(Store::in_folder(folder, self.read_only)?);
        }
        self.store.as_ref().ok_or_else(|| Error::Store("the store could not be read before; open it again".to_owned()))
    }

    /// The folder, as long as the store is not read.
    pub(super) fn unread(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// The store, where it was read.
    #[must_use]
    pub fn opened(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// Brings the search index up to date, where the store was read: else nothing has changed.
    ///
    /// # Errors
    /// [`Error::Store`] where the index cannot be written.
    pub fn update_search(&self) -> Result<()> {
        self.store.as_ref().map_or(Ok(()), |store| store.update_search().map(drop))
    }

    /// As [`Store::flush`]; a store that was not opened has nothing to write.
    ///
    /// # Errors
    /// As there.
    pub fn flush(&self) -> Result<()> {
        self.store.as_ref().map_or(Ok(()), Store::flush)
    }
}
