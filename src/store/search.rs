//! Keeps the search index in step with the documents, and answers searches from it.
//!
//! The index is made from the documents' graphs and can always be made again. Before a document changes, a mark says that
//! the index is behind; when the changes are in the index, the mark goes. So whatever stops the program, either the index
//! is in step or the mark is there; where it is, or where the documents are not those that the index was stamped with, each
//! document is compared with what the index has of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use rayon::prelude::*;

use super::Store;
use super::folder::{failure, sync_folder};
use crate::error::{Error, Result};
use crate::graph::{Layer, place_of, sha256, vocabulary as v};
use crate::search::{
    self, Contents, EntityHit, Found, Freshness, Index, Label, Matches, Request, Scope, SentenceHit, SentenceMatch,
    Snapshot, Words,
};
use crate::span::Span;

/// The index's folder in the store's.
const FOLDER: &str = "search";
/// The file that says that the index may be behind.
const BEHIND: &str = "search-is-behind";

/// The index of a store.
pub(super) struct SearchIndex {
    data: oxigraph::store::Store,
    /// The store's folder; nothing for a store in memory.
    folder: Option<PathBuf>,
    read_only: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether the index on disk has been looked for.
    opened: bool,
    index: Option<Index>,
    /// Whether each document must be compared with what the index has of it.
    doubtful: bool,
    /// Whether the mark is there because of what this program changes.
    marked: bool,
    /// Documents that have changed since.
    changed: BTreeSet<String>,
    /// What is searched, once it is in step.
    snapshots: Option<Arc<Vec<Snapshot>>>,
    freshness: Freshness,
}

impl SearchIndex {
    pub(super) fn in_memory(data: &oxigraph::store::Store) -> Arc<Self> {
        Arc::new(Self { data: data.clone(), folder: None, read_only: false, state: Mutex::default() })
    }

    pub(super) fn in_folder(data: &oxigraph::store::Store, folder: &Path, read_only: bool) -> Arc<Self> {
        Arc::new(Self { data: data.clone(), folder: Some(folder.to_owned()), read_only, state: Mutex::default() })
    }

    /// Is told that a document's graph is about to become another, or to go. What it then is, is read later.
    pub(super) fn will_change(&self, document: NamedNodeRef<'_>) -> Result<()> {
        if Layer::named(document).is_some() {
            return Ok(());
        }
        let mut state = self.state();
        if let Some(folder) = &self.folder
            && !state.marked
        {
            self.open(&mut state)?;
            let mark = folder.join(BEHIND);
            let marked = File::create(&mark).and_then(|file| file.sync_all()).and_then(|()| sync_folder(&mark));
            marked.map_err(|e| failure(&mark, "cannot be written", &e))?;
            state.marked = true;
        }
        state.snapshots = None;
        state.changed.insert(document.as_str().to_owned());
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whatever panicked left the mark behind, or an index in memory that is not in step: both are mended when it is
        // next used.
        self.state.lock().unwrap_or_else(|poisoned| {
            let mut state = PoisonError::into_inner(poisoned);
            state.doubtful = true;
            state.snapshots = None;
            state
        })
    }

    /// Looks for the index on disk, and whether it is of the documents that the store has.
    fn open(&self, state: &mut State) -> Result<()> {
        let Some(folder) = self.folder.as_ref().filter(|_| !state.opened) else { return Ok(()) };
        state.index = Index::open(&folder.join(FOLDER));
        let stamp = state.index.as_ref().and_then(Index::stamp);
        state.doubtful = folder.join(BEHIND).exists() || stamp != Some(self.stamp()?);
        state.opened = true;
        Ok(())
    }

    /// Brings the index up to date, on disk where the store is. One that a killed program left in a state in which it
    /// cannot be changed is made anew.
    fn update(&self, state: &mut State) -> Result<()> {
        let updated = self.update_as_it_is(state);
        if updated.is_err() && self.folder.is_some() {
            state.index = None;
            return self.update_as_it_is(state);
        }
        updated
    }

    fn update_as_it_is(&self, state: &mut State) -> Result<()> {
        self.open(state)?;
        let before = state.index.is_some();
        let index = match state.index.take() {
            Some(index) => index,
            None => self.new_index()?,
        };
        let doubtful = state.doubtful || !before;
        let documents = if doubtful { self.differences(&records(Some(&index))?)? } else { state.changed.clone() };
        if doubtful || !documents.is_empty() {
            let documents: Vec<String> = documents.into_iter().collect();
            index.change(&documents, |document| self.contents(document), &self.stamp()?)?;
            // What this program changed itself is nothing to tell.
            let strange = documents.iter().filter(|document| !state.changed.contains(*document)).count();
            if self.folder.is_some() && strange > 0 {
                let documents = strange;
                state.freshness = if before {
                    Freshness::Behind { documents, kept: true }
                } else {
                    Freshness::Anew { documents, kept: true }
                };
            }
        }
        state.snapshots = Some(Arc::new(vec![index.snapshot(&BTreeSet::new())?]));
        state.index = Some(index);
        state.changed.clear();
        state.doubtful = false;
        if let Some(folder) = &self.folder {
            let mark = folder.join(BEHIND);
            if mark.exists() {
                let removed = fs::remove_file(&mark).and_then(|()| sync_folder(&mark));
                removed.map_err(|e| failure(&mark, "cannot be written", &e))?;
            }
            state.marked = false;
        }
        Ok(())
    }

    /// Makes what can be searched without writing: the index on disk as far as it is right, the rest in memory.
    fn look(&self, state: &mut State) -> Result<()> {
        self.open(state)?;
        let mut snapshots = Vec::new();
        let mut hidden = BTreeSet::new();
        if state.doubtful || state.index.is_none() {
            hidden = self.differences(&records(state.index.as_ref())?)?;
        }
        if let Some(index) = &state.index {
            snapshots.push(index.snapshot(&hidden)?);
        }
        if !hidden.is_empty() {
            let documents = hidden.len();
            state.freshness = match state.index {
                Some(_) => Freshness::Behind { documents, kept: false },
                None => Freshness::Anew { documents, kept: false },
            };
            let rest = Index::in_memory();
            let documents: Vec<String> = hidden.into_iter().collect();
            rest.change(&documents, |document| self.contents(document), "")?;
            snapshots.push(rest.snapshot(&BTreeSet::new())?);
        }
        state.snapshots = Some(Arc::new(snapshots));
        Ok(())
    }

    /// What is searched, in step with the documents.
    fn snapshots(&self) -> Result<(Arc<Vec<Snapshot>>, Freshness)> {
        let mut state = self.state();
        if state.snapshots.is_none() {
            let made = if self.read_only { self.look(&mut state) } else { self.update(&mut state) };
            made.inspect_err(|_| state.opened = false)?;
        }
        Ok((state.snapshots.clone().unwrap_or_default(), state.freshness))
    }

    fn new_index(&self) -> Result<Index> {
        let Some(folder) = &self.folder else { return Ok(Index::in_memory()) };
        let folder = folder.join(FOLDER);
        let emptied = if folder.exists() { fs::remove_dir_all(&folder) } else { Ok(()) };
        let emptied = emptied.and_then(|()| fs::create_dir(&folder)).and_then(|()| sync_folder(&folder));
        emptied.map_err(|e| failure(&folder, "cannot be written", &e))?;
        Index::create(&folder)
    }

    /// The documents that the index has not, has otherwise, or has although they are gone.
    fn differences(&self, records: &BTreeMap<String, u64>) -> Result<BTreeSet<String>> {
        let there: BTreeSet<String> = self.hashes()?.into_keys().collect();
        let differs = |document: &String| -> Result<bool> {
            let Some(contents) = self.contents(document)? else { return Ok(true) };
            Ok(records.get(document) != Some(&contents.fingerprint()))
        };
        let compared = there.par_iter().map(|document| Ok((document, differs(document)?)));
        let compared: Vec<(&String, bool)> = compared.collect::<Result<_>>()?;
        let mut different: BTreeSet<String> =
            compared.into_iter().filter(|(_, differs)| *differs).map(|(document, _)| document.clone()).collect();
        different.extend(records.keys().filter(|document| !there.contains(*document)).cloned());
        Ok(different)
    }

    /// What is searched of a document; nothing where the store has it not.
    fn contents(&self, document: &str) -> Result<Option<Contents>> {
        let document = NamedNodeRef::new_unchecked(document);
        let quads = self.data.quads_for_pattern(None, None, None, Some(document.into()));
        let quads = quads.collect::<Result<Vec<Quad>, _>>().map_err(|e| self.unreadable(&e))?;
        let is_document = quads.iter().any(|quad| quad.predicate.as_ref() == v::CONTENT_HASH);
        Ok(is_document.then(|| Contents::read(document, &quads)))
    }

    /// The documents with the hashes of their texts.
    fn hashes(&self) -> Result<BTreeMap<String, String>> {
        let mut hashes = BTreeMap::new();
        for quad in self.data.quads_for_pattern(None, Some(v::CONTENT_HASH), None, None) {
            let quad = quad.map_err(|e| self.unreadable(&e))?;
            if let (GraphName::NamedNode(document), Term::Literal(hash)) = (quad.graph_name, quad.object) {
                hashes.insert(document.into_string(), hash.value().to_owned());
            }
        }
        Ok(hashes)
    }

    /// Which documents the store has, as one hash.
    fn stamp(&self) -> Result<String> {
        Ok(sha256(&self.hashes()?.iter().map(|(document, hash)| format!("{document} {hash}\n")).collect::<String>()))
    }

    fn unreadable(&self, error: &dyn std::fmt::Display) -> Error {
        failure(self.folder.as_deref().unwrap_or(Path::new("memory")), "cannot be read", error)
    }
}

impl Drop for SearchIndex {
    fn drop(&mut self) {
        let mut state = self.state();
        if self.folder.is_some() && !state.changed.is_empty() && !std::thread::panicking() {
            // Where that fails, the mark stays, and whoever opens the store next does it.
            _ = self.update(&mut state);
        }
    }
}

fn records(index: Option<&Index>) -> Result<BTreeMap<String, u64>> {
    index.map_or_else(|| Ok(BTreeMap::new()), |index| index.snapshot(&BTreeSet::new())?.records())
}

impl Store {
    /// Finds entities and sentences by words. The index is brought up to date before, where it is not; a store that is open
    /// to read only does that in memory, for as long as it is open.
    ///
    /// # Errors
    /// [`Error::Query`] where there is no word to search for, or no such document; [`Error::Store`] where the store cannot
    /// be read, or the index not be written.
    pub fn search(&self, request: &Request) -> Result<Found> {
        let words = Words::parse(&request.words)?;
        let document = match &request.document {
            Some(id) => Some(self.document_iri(id)?.ok_or_else(|| {
                Error::Query(format!("the graph has no document '{id}'; `nisba docs list` gives the ids"))
            })?),
            None => None,
        };
        let scope = Scope {
            entities: request.entities,
            sentences: request.sentences,
            document: document.as_ref().map(NamedNode::as_str),
            limit: request.limit,
        };
        let (matches, freshness) = self.matches(&words, &scope)?;
        let mut found = Found {
            entity_count: matches.entity_count,
            sentence_count: matches.sentence_count,
            unknown: matches.unknown,
            freshness,
            ..Found::default()
        };
        for entity in matches.entities {
            let iri = NamedNodeRef::new_unchecked(&entity.iri);
            found.entities.push(EntityHit {
                labels: self.labels(iri)?,
                classes: self.classes(iri)?,
                iri: entity.iri,
                name: entity.name,
                documents: entity.documents,
                fit: entity.fit,
                score: entity.score,
            });
        }
        let (mut documents, mut names) = (BTreeMap::new(), BTreeMap::new());
        for sentence in matches.sentences {
            found.sentences.push(self.sentence(sentence, &mut documents, &mut names)?);
        }
        Ok(found)
    }

    /// Brings the search index up to date now. Else that is done when something is searched, or when the store is closed.
    ///
    /// # Errors
    /// [`Error::Store`] where the store is open to read only, or the index cannot be written; then it is behind, and that
    /// is known when the store is next used.
    pub fn update_search(&self) -> Result<Freshness> {
        let _one_at_a_time = self.begin_writing()?;
        Ok(self.search.snapshots()?.1)
    }

    /// Whether the search index is in step, so that a search need read no document.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read.
    pub fn is_search_in_step(&self) -> Result<bool> {
        let mut state = self.search.state();
        self.search.open(&mut state)?;
        let is_there = state.index.is_some() && !state.doubtful;
        // Nothing is in step with nothing.
        Ok(state.changed.is_empty() && (is_there || self.search.hashes()?.is_empty()))
    }

    /// The words that names of entities have, in small letters.
    ///
    /// # Errors
    /// [`Error::Store`] where the store cannot be read, or the index not be written.
    pub fn words_of_names(&self) -> Result<BTreeSet<String>> {
        let snapshots = self.snapshots()?.0;
        search::words_of_names(&snapshots.iter().collect::<Vec<_>>())
    }

    /// What has the words, without what the graph knows of it.
    pub(crate) fn matches(&self, words: &Words, scope: &Scope<'_>) -> Result<(Matches, Freshness)> {
        let (snapshots, freshness) = self.snapshots()?;
        Ok((search::evaluate(&snapshots.iter().collect::<Vec<_>>(), words, scope)?, freshness))
    }

    fn snapshots(&self) -> Result<(Arc<Vec<Snapshot>>, Freshness)> {
        // A document that has been announced and is not yet there must not be read.
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.search.snapshots()
    }

    fn labels(&self, entity: NamedNodeRef<'_>) -> Result<Vec<Label>> {
        let labels =
            self.known(Some(entity), Some(rdfs::LABEL), None)?.into_iter().filter_map(|quad| match quad.object {
                Term::Literal(label) => {
                    let language = label.language().unwrap_or_default().to_owned();
                    Some((language, label.value().to_owned()))
                }
                _ => None,
            });
        let labels: BTreeSet<(String, String)> = labels.collect();
        Ok(labels.into_iter().map(|(language, text)| Label { text, language }).collect())
    }

    fn classes(&self, entity: NamedNodeRef<'_>) -> Result<Vec<String>> {
        let classes =
            self.known(Some(entity), Some(rdf::TYPE), None)?.into_iter().filter_map(|quad| match quad.object {
                Term::NamedNode(class) => Some(class.into_string()),
                _ => None,
            });
        Ok(classes.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// What has been read of documents, and the names of entities, is kept for the next sentence.
    fn sentence(
        &self,
        found: SentenceMatch,
        documents: &mut BTreeMap<String, Document>,
        names: &mut BTreeMap<NamedNode, String>,
    ) -> Result<SentenceHit> {
        if !documents.contains_key(&found.document) {
            documents.insert(found.document.clone(), self.document(NamedNodeRef::new_unchecked(&found.document))?);
        }
        let document = &documents[&found.document];
        let span = Span::new(found.start, found.end);
        let text = document.slice(span).to_owned();
        let words = search::word_spans(&text);
        let of_word = |place: &usize| words.get(*place).map(|w| Span::new(w.start + span.start, w.end + span.start));
        let marks: Vec<Span> = found.words.iter().filter_map(of_word).collect();
        let meant = document.mentions.iter().filter(|(mention, _)| marks.iter().any(|mark| mark.overlaps(*mention)));
        let mut entities = Vec::new();
        for entity in meant.map(|(_, entity)| entity).collect::<BTreeSet<_>>() {
            if !names.contains_key(entity) {
                let label = self.labels(entity.as_ref())?.into_iter().next();
                names.insert(entity.clone(), label.map(|label| label.text).unwrap_or_default());
            }
            entities.push((entity.as_str().to_owned(), names[entity].clone()));
        }
        Ok(SentenceHit {
            document: document.id.clone(),
            iri: format!("{}#char={},{}", found.document, span.start, span.end),
            span,
            text,
            marks,
            entities,
            fit: found.fit,
            score: found.score,
        })
    }

    fn document(&self, document: NamedNodeRef<'_>) -> Result<Document> {
        let quads = self.data.quads_for_pattern(None, Some(v::REFERS_TO), None, Some(document.into()));
        let mentions = self.collected(quads)?.into_iter().filter_map(|quad| match (quad.subject, quad.object) {
            (oxigraph::model::NamedOrBlankNode::NamedNode(span), Term::NamedNode(entity)) => {
                Some((place_of(span.as_str())?.1, entity))
            }
            _ => None,
        });
        let text = self.text(document)?.unwrap_or_default();
        let bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let id = self.value(document, v::IDENTIFIER)?.unwrap_or_else(|| document.as_str().to_owned());
        Ok(Document { id, text, bytes, mentions: mentions.collect() })
    }
}

/// What is read of a document once, for all its sentences.
struct Document {
    id: String,
    text: String,
    /// The byte of each code point, and of the end.
    bytes: Vec<usize>,
    mentions: Vec<(Span, NamedNode)>,
}

impl Document {
    fn slice(&self, span: Span) -> &str {
        let bytes = self.bytes.get(span.start).zip(self.bytes.get(span.end));
        bytes.and_then(|(start, end)| self.text.get(*start..*end)).unwrap_or_default()
    }
}
