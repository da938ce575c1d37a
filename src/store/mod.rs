//! The graph on disk or in memory: documents go in and out whole, and the default graph follows them.

mod change;
mod confidence;
mod decisions;
mod documents;
mod files;
mod folder;
mod layer;
mod mention;
mod nquads;
mod search;
mod stamp;
mod statement;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term,
};
use oxigraph::store::StorageError;

use crate::decision::Decisions;
use crate::error::{Error, Result};
use crate::graph::{DocumentGraph, Layer, QuadCounts, sorted, vocabulary as v};
use change::{Change, as_stored};
use decisions::Decided;
use files::DocumentFiles;
use folder::{Backend, Folder};
use search::SearchIndex;
pub use stamp::{Opening, StampedDocument};

/// A graph of documents.
///
/// Each document has a named graph of its own; the default graph holds every triple that some document vouches for,
/// once. One document is one transaction: whatever interrupts the program, a document is there whole or not at all.
pub struct Store {
    /// First, so that it is in step and closed before the folder's lock is freed.
    search: Arc<SearchIndex>,
    data: oxigraph::store::Store,
    /// Absent for a store in memory.
    folder: Option<Folder>,
    /// Where the quads are kept as files beside the memory.
    files: Option<DocumentFiles>,
    read_only: bool,
    /// Oxigraph does not notice that two transactions rest on the same old state, so only one runs at a time.
    writing: Mutex<()>,
    decided: RwLock<Decided>,
}

/// What putting a document in has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The store did not have the document.
    Added,
    /// The store had it, with the same content; its stamp may be another.
    Unchanged,
    /// The store had it with other content, which is gone.
    Replaced,
}

/// A document that a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its IRI, which is its graph's name.
    pub iri: NamedNode,
    /// Its name in the program.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// The day on which it was written or published (`YYYY-MM-DD`), where it is known.
    pub date: Option<String>,
    /// Its language's tag.
    pub language: String,
    /// `sha256:` and the hash of its text.
    pub content_hash: String,
}

impl Store {
    /// An empty store in memory.
    ///
    /// # Errors
    /// Where the system gives no memory for it.
    pub fn in_memory() -> Result<Self> {
        let data = oxigraph::store::Store::new().map_err(|e| Error::Store(e.to_string()))?;
        Ok(Self {
            search: SearchIndex::in_memory(&data),
            data,
            folder: None,
            files: None,
            read_only: false,
            writing: Mutex::new(()),
            decided: RwLock::default(),
        })
    }

    /// Opens a store to read and write, and makes it where the folder is absent or empty.
    ///
    /// # Errors
    /// [`Error::Store`] where the folder is no store, is in use, or cannot be read or written.
    pub fn open(path: &Path) -> Result<Self> {
        Self::in_folder(Folder::open_to_write(path, None)?, false)
    }

    /// Opens a store like [`Store::open`]; a new one is kept as N-Quads, whatever this build's default is.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_as_nquads(path: &Path) -> Result<Self> {
        Self::in_folder(Folder::open_to_write(path, Some(Backend::NQuads))?, false)
    }

    /// Opens a store to read. Several programs may, but not while one writes.
    ///
    /// # Errors
    /// [`Error::Store`] where there is no store, or where another program writes to it.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        Self::in_folder(Folder::open_to_read(path)?, true)
    }

    fn in_folder(folder: Folder, read_only: bool) -> Result<Self> {
        let content = folder.content();
        let (data, files) = match folder.backend() {
            Backend::RocksDb => (open_rocksdb(folder.path(), &content, read_only)?, None),
            Backend::NQuads => {
                let files = DocumentFiles::new(content);
                (load(folder.path(), files.read_all()?)?, Some(files))
            }
        };
        let decided = RwLock::default();
        let search = SearchIndex::in_folder(&data, folder.path(), read_only);
        let store = Self { search, data, folder: Some(folder), files, read_only, writing: Mutex::new(()), decided };
        let decisions = Decisions::from_quads(&store.layer(Layer::Decisions)?)?;
        *store.decided_to_change() = Decided::new(decisions);
        Ok(store)
    }

    /// Puts a document in, in one transaction, as the decisions in force make it. What the store had of a document with
    /// the same IRI is replaced.
    ///
    /// # Errors
    /// [`Error::Store`] where the store is open to read only, or cannot be written; then nothing has changed.
    pub fn put_document(&self, document: &DocumentGraph) -> Result<Outcome> {
        let one_at_a_time = self.begin_writing()?;
        let graph = as_stored(document).map_err(|e| self.failure("cannot be read", &e))?;
        let graph = self.decided().apply(&graph)?;
        self.change_to(&[graph], &one_at_a_time)
    }

    /// Takes with a change what rests on the facts that go. Where the quads are kept as files, the layer's is written
    /// first, with no inference in it until the layer is renewed: whatever stops the program, none outlives its premises,
    /// and a long file is not written again for each document.
    fn keep_inferences_sound(&self, change: &mut Change) -> Result<()> {
        let changed = change.retract_inferences(&self.data).map_err(|e| self.failure("cannot be read", &e))?;
        if let (true, Some(files)) = (changed, &self.files) {
            let graph = Layer::Inferred.name();
            let rules = self.in_layer(Layer::Inferred, Some(graph), Some(v::RULES_HASH), None)?;
            files.write(&DocumentGraph::from_quads(graph.into_owned(), rules))?;
        }
        Ok(())
    }

    /// Takes a document out, by its id or IRI, in one transaction: the store is then as if it had never been in.
    /// Returns whether the store had it.
    ///
    /// # Errors
    /// [`Error::Store`] where the store is open to read only, or cannot be written; then nothing has changed.
    pub fn remove_document(&self, id: &str) -> Result<bool> {
        let one_at_a_time = self.begin_writing()?;
        let Some(iri) = self.document_iri(id)? else { return Ok(false) };
        self.change_to(&[DocumentGraph::from_quads(iri, [])], &one_at_a_time)?;
        Ok(true)
    }

    /// Gives graphs of documents or layers the quads that they are to have, in one transaction.
    fn change_to(&self, graphs: &[DocumentGraph], _one_at_a_time: &MutexGuard<'_, ()>) -> Result<Outcome> {
        let mut change = Change::towards(&self.data, graphs).map_err(|e| self.failure("cannot be read", &e))?;
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let outcome = match change.replaces {
            _ if change.is_only_stamp() => Outcome::Unchanged,
            true => Outcome::Replaced,
            false => Outcome::Added,
        };
        self.keep_inferences_sound(&mut change)?;
        for graph in graphs {
            self.search.will_change(graph.iri().as_ref())?;
        }
        if let Some(files) = &self.files {
            graphs.iter().try_for_each(|graph| files.write(graph))?;
        }
        change.commit(&self.data).map_err(|e| self.failure("cannot be written", &e))?;
        Ok(outcome)
    }

    /// Puts `quads` in the place of what a layer has, in one transaction. Quads of other graphs are left out. Returns
    /// whether anything has changed. For decisions it is [`Store::decide`], which carries them out too.
    ///
    /// # Errors
    /// [`Error::Store`] where the store is open to read only, or cannot be written; then nothing has changed.
    pub fn put_layer(&self, layer: Layer, quads: impl IntoIterator<Item = Quad>) -> Result<bool> {
        // A layer is kept as a document is; it vouches for nothing, so the default graph stays.
        let graph = DocumentGraph::from_quads(layer.name().into_owned(), quads);
        if layer == Layer::Decisions {
            let decisions = Decisions::from_quads(graph.quads())?;
            let changed = decisions != self.decisions();
            self.decide(decisions)?;
            return Ok(changed);
        }
        let one_at_a_time = self.begin_writing()?;
        let graph = as_stored(&graph).map_err(|e| self.failure("cannot be read", &e))?;
        Ok(self.change_to(&[graph], &one_at_a_time)? != Outcome::Unchanged)
    }

    /// The quads of a layer, in the order of their N-Quads lines.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn layer(&self, layer: Layer) -> Result<Vec<Quad>> {
        self.quads_in(layer.name())
    }

    /// Puts in all documents and layers of an N-Quads file that extraction or [`Store::dump`] wrote, each in its own
    /// transaction.
    /// The default graph is not read from it: it follows from the documents. A layer that is in the file replaces the
    /// one of the store.
    ///
    /// # Errors
    /// [`Error::Store`] where it is no N-Quads, and as [`Store::put_document`].
    pub fn load(&self, from: impl Read) -> Result<Vec<(NamedNode, Outcome)>> {
        // Beside other documents more may follow than the file's inferences.
        let complete = self.is_empty()?;
        let mut graphs: BTreeMap<NamedNode, Vec<Quad>> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_reader(from) {
            let quad = quad.map_err(|e| Error::Store(format!("the N-Quads cannot be read: {e}")))?;
            if let GraphName::NamedNode(graph) = &quad.graph_name
                && (complete || quad.predicate.as_ref() != v::IS_COMPLETE)
            {
                graphs.entry(graph.clone()).or_default().push(quad);
            }
        }
        // Decisions first: documents are put in as they make them. What follows from documents comes after these.
        let mut layers = Layer::ALL.map(|layer| (layer, graphs.remove(&layer.name().into_owned())));
        if let Some((_, Some(quads))) = layers.iter_mut().find(|(layer, _)| *layer == Layer::Decisions) {
            self.put_layer(Layer::Decisions, std::mem::take(quads))?;
        }
        let put = |(iri, quads): (NamedNode, Vec<Quad>)| {
            let outcome = self.put_document(&DocumentGraph::from_quads(iri.clone(), quads))?;
            Ok((iri, outcome))
        };
        let outcomes: Vec<_> = graphs.into_iter().map(put).collect::<Result<_>>()?;
        for (layer, quads) in layers.into_iter().filter(|(layer, _)| *layer != Layer::Decisions) {
            if let Some(quads) = quads {
                self.put_layer(layer, quads)?;
            }
        }
        Ok(outcomes)
    }

    /// The documents, in the order of their ids.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn documents(&self) -> Result<Vec<StoredDocument>> {
        let mut documents = Vec::new();
        for quad in self.matching(v::CONTENT_HASH, None)? {
            let GraphName::NamedNode(iri) = quad.graph_name else { continue };
            let value = |predicate| self.value(iri.as_ref(), predicate);
            documents.push(StoredDocument {
                id: value(v::IDENTIFIER)?.unwrap_or_default(),
                title: value(v::TITLE)?,
                date: value(v::DATE)?,
                language: value(v::LANGUAGE)?.unwrap_or_default(),
                content_hash: value(v::CONTENT_HASH)?.unwrap_or_default(),
                iri,
            });
        }
        documents.sort_by(|a, b| (&a.id, &a.iri).cmp(&(&b.id, &b.iri)));
        Ok(documents)
    }

    /// The IRI of a document that the store holds, by its id or by the IRI itself.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn document_iri(&self, id: &str) -> Result<Option<NamedNode>> {
        let by_id = self.matching(v::IDENTIFIER, Some(&Literal::from(id).into()))?;
        let by_id = by_id.into_iter().find_map(|quad| match quad.graph_name {
            GraphName::NamedNode(iri) => Some(iri),
            _ => None,
        });
        match (by_id, NamedNode::new(id)) {
            (Some(iri), _) => Ok(Some(iri)),
            (None, Ok(iri)) => Ok(self.value(iri.as_ref(), v::CONTENT_HASH)?.map(|_| iri)),
            (None, Err(_)) => Ok(None),
        }
    }

    /// A document's whole text, by its IRI.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn text(&self, document: NamedNodeRef<'_>) -> Result<Option<String>> {
        self.value(document, v::TEXT)
    }

    /// The day on which a document was written or published (`YYYY-MM-DD`), by its IRI, where it is known.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn report_date(&self, document: NamedNodeRef<'_>) -> Result<Option<String>> {
        self.value(document, v::DATE)
    }

    /// The quads of one graph, in the order of their N-Quads lines.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn quads_in<'a>(&self, graph: impl Into<GraphNameRef<'a>>) -> Result<Vec<Quad>> {
        let quads = self.data.quads_for_pattern(None, None, None, Some(graph.into()));
        Ok(sorted(self.collected(quads)?))
    }

    /// All quads, in the order of their N-Quads lines.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn quads(&self) -> Result<Vec<Quad>> {
        Ok(sorted(self.collected(self.data.iter())?))
    }

    /// How many quads of each kind there are.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn counts(&self) -> Result<QuadCounts> {
        let mut counts = QuadCounts::default();
        for quad in self.data.iter() {
            counts.add(&quad.map_err(|e| self.failure("cannot be read", &e))?);
        }
        Ok(counts)
    }

    /// How many quads of each kind one document's own graph has.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn counts_in(&self, document: NamedNodeRef<'_>) -> Result<QuadCounts> {
        let quads = self.data.quads_for_pattern(None, None, None, Some(document.into()));
        Ok(QuadCounts::of(&self.collected(quads)?))
    }

    /// How many statements of a document the ontology does not allow, by the marks that they had when it was put in.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn violations_in(&self, document: NamedNodeRef<'_>) -> Result<usize> {
        let marks = self.find(None, Some(v::VIOLATES), None, Some(document.into()))?;
        Ok(marks.into_iter().map(|mark| mark.subject.to_string()).collect::<BTreeSet<_>>().len())
    }

    /// Writes what the database keeps in its log into its files, so that whoever opens it next need not read the log. Nothing
    /// is lost without; where the quads are files there is nothing to do.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be written.
    pub fn flush(&self) -> Result<()> {
        #[cfg(feature = "rocksdb")]
        if self.files.is_none() && !self.read_only {
            self.data.flush().map_err(|e| self.failure("cannot be written", &e))?;
        }
        Ok(())
    }

    /// Writes everything as N-Quads, in the order of the lines: equal stores give equal bytes.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read or the dump cannot be written.
    pub fn dump(&self, to: impl Write) -> Result<()> {
        nquads::write(&self.quads()?, to).map_err(|e| Error::Store(format!("the dump cannot be written: {e}")))
    }

    /// The number of quads.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn len(&self) -> Result<usize> {
        self.data.len().map_err(|e| self.failure("cannot be read", &e))
    }

    /// Whether there is no quad.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        self.data.is_empty().map_err(|e| self.failure("cannot be read", &e))
    }

    /// What queries run on.
    pub(crate) fn data(&self) -> &oxigraph::store::Store {
        &self.data
    }

    /// The quads of the default graph with this subject, predicate and object, where given, in no fixed order.
    pub(crate) fn known(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&Term>,
    ) -> Result<Vec<Quad>> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let subject = subject.map(Into::into);
        self.collected(self.data.quads_for_pattern(subject, predicate, object.map(Term::as_ref), graph))
    }

    /// The quads with this subject, predicate, object and graph, where given, in no fixed order.
    pub(crate) fn find(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&Term>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<Vec<Quad>> {
        self.collected(self.data.quads_for_pattern(subject, predicate, object.map(Term::as_ref), graph))
    }

    /// The names of the documents' graphs, in order, those too that lack what makes a document.
    pub(crate) fn document_graphs(&self) -> Result<Vec<NamedNode>> {
        let names: Result<Vec<_>, _> = self.data.named_graphs().collect();
        let names = names.map_err(|e| self.failure("cannot be read", &e))?.into_iter().filter_map(|name| match name {
            NamedOrBlankNode::NamedNode(name) => Some(name),
            NamedOrBlankNode::BlankNode(_) => None,
        });
        let mut names: Vec<_> = names.filter(|name| Layer::named(name.as_ref()).is_none()).collect();
        names.sort();
        Ok(names)
    }

    /// The quads of all graphs with this predicate, and this object where given.
    fn matching(&self, predicate: NamedNodeRef<'_>, object: Option<&Term>) -> Result<Vec<Quad>> {
        self.collected(self.data.quads_for_pattern(None, Some(predicate), object.map(Term::as_ref), None))
    }

    /// A literal that a document's graph gives of the document itself.
    pub(crate) fn value(&self, document: NamedNodeRef<'_>, predicate: NamedNodeRef<'_>) -> Result<Option<String>> {
        let quads = self.data.quads_for_pattern(Some(document.into()), Some(predicate), None, Some(document.into()));
        Ok(self.collected(quads)?.into_iter().find_map(|quad| match quad.object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }))
    }

    fn collected(&self, quads: impl Iterator<Item = Result<Quad, StorageError>>) -> Result<Vec<Quad>> {
        quads.collect::<Result<_, _>>().map_err(|e| self.failure("cannot be read", &e))
    }

    fn begin_writing(&self) -> Result<MutexGuard<'_, ()>> {
        if self.read_only {
            let message =
                format!("{}: the store is open for reading only; open it for writing", self.place().display());
            return Err(Error::Store(message));
        }
        // A writer that panicked left no half change behind: its transaction was never committed.
        Ok(self.writing.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn decided(&self) -> RwLockReadGuard<'_, Decided> {
        self.decided.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn decided_to_change(&self) -> RwLockWriteGuard<'_, Decided> {
        self.decided.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self) -> &Path {
        self.folder.as_ref().map_or(Path::new("memory"), Folder::path)
    }

    fn failure(&self, what: &str, error: &StorageError) -> Error {
        folder::failure(self.place(), what, error)
    }
}

/// All documents in memory, with the default graph that follows from them. The decisions are carried out anew: a
/// program that was stopped between two files has left documents that do not know of the last ones.
fn load(path: &Path, graphs: Vec<DocumentGraph>) -> Result<oxigraph::store::Store> {
    let data = oxigraph::store::Store::new().map_err(|e| folder::failure(path, "cannot be read", &e))?;
    let layer = graphs.iter().find(|graph| graph.iri().as_ref() == Layer::Decisions.name());
    let decided = Decided::new(Decisions::from_quads(layer.map_or(&[], DocumentGraph::quads))?);
    for graph in graphs {
        let is_layer = Layer::named(graph.iri().as_ref()).is_some();
        let graph = if is_layer { graph } else { decided.apply(&graph)? };
        let quads = graph.quads().iter().cloned().chain(graph.knowledge());
        data.extend(quads).map_err(|e| folder::failure(path, "cannot be read", &e))?;
    }
    Ok(data)
}

#[cfg(feature = "rocksdb")]
fn open_rocksdb(path: &Path, content: &Path, read_only: bool) -> Result<oxigraph::store::Store> {
    let opened = match read_only {
        // A store that was made and never opened by its engine, or not to the end, has nothing to read: the engine writes
        // this file when all others are there.
        true if !content.join("CURRENT").exists() => oxigraph::store::Store::new(),
        true => oxigraph::store::Store::open_read_only(content),
        false => oxigraph::store::Store::open(content),
    };
    opened.map_err(|e| folder::failure(path, "cannot be opened", &e))
}

#[cfg(not(feature = "rocksdb"))]
fn open_rocksdb(path: &Path, _content: &Path, _read_only: bool) -> Result<oxigraph::store::Store> {
    Err(Error::Store(format!(
        "{}: the store is kept in RocksDB, which this program was built without; use one built with the feature \
         `rocksdb`, or build another store",
        path.display()
    )))
}
