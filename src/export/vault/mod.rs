//! An Obsidian vault: a Markdown note for each entity and each document, joined by links.

mod escape;
mod note;
mod title;

use std::path::Path;

use self::note::Notes;
use super::Options;
use super::folder::{make, write_file};
use crate::error::Result;
use crate::graph::KnowledgeGraph;

/// Writes `entities/` and `documents/` with a note each.
pub(super) fn write_folder(graph: &KnowledgeGraph, options: &Options, folder: &Path) -> Result<()> {
    let notes = Notes::new(graph, options);
    let [entities, documents] = ["entities", "documents"].map(|name| folder.join(name));
    make(&entities)?;
    make(&documents)?;
    for node in graph.nodes() {
        let (title, text) = notes.entity(node);
        write_file(&entities, &format!("{title}.md"), |file| std::io::Write::write_all(file, text.as_bytes()))?;
    }
    for document in notes.documents() {
        let (title, text) = notes.document(document);
        write_file(&documents, &format!("{title}.md"), |file| std::io::Write::write_all(file, text.as_bytes()))?;
    }
    Ok(())
}
