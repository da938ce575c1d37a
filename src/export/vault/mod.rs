//! An Obsidian vault: a Markdown note for each entity and each document, joined by links.

mod escape;
mod manifest;
mod note;
mod title;

use std::collections::BTreeSet;
use std::path::Path;

use self::manifest::Manifest;
use self::note::Notes;
use super::Options;
use super::folder::{Kept, make};
use crate::error::Result;
use crate::graph::KnowledgeGraph;

const ENTITIES: &str = "entities";
const DOCUMENTS: &str = "documents";

/// Writes `entities/` and `documents/` with a note each, and takes away the notes of a former export that are of nothing
/// any more. What others wrote or changed stays.
pub(super) fn write_folder(graph: &KnowledgeGraph, options: &Options, folder: &Path) -> Result<Kept> {
    let notes = Notes::new(graph, options);
    make(&folder.join(ENTITIES))?;
    make(&folder.join(DOCUMENTS))?;
    let mut manifest = Manifest::open(folder)?;
    let entities = graph.nodes().map(|node| name(ENTITIES, notes.entity_title(node)));
    let documents = notes.documents().map(|document| name(DOCUMENTS, notes.document_title(document)));
    // First, as a file system may take two names for one.
    manifest.remove_all_but(&entities.chain(documents).collect::<BTreeSet<_>>())?;
    for node in graph.nodes() {
        manifest.write(name(ENTITIES, notes.entity_title(node)), &notes.entity(node))?;
    }
    for document in notes.documents() {
        manifest.write(name(DOCUMENTS, notes.document_title(document)), &notes.document(document))?;
    }
    manifest.finish()
}

fn name(folder: &str, title: &str) -> String {
    format!("{folder}/{title}.md")
}
