//! Documents kept as N-Quads files, one each: a document is there whole or not at all, and a change writes no other.

use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad};

use super::folder::{failure, sync_folder, write_whole};
use super::nquads;
use crate::error::{Error, Result};
use crate::graph::{DocumentGraph, sha256};

/// The folder of the documents' files.
#[derive(Debug)]
pub(super) struct DocumentFiles {
    folder: PathBuf,
}

const END: &str = "nq";

impl DocumentFiles {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All documents, in no meaningful but always the same order.
    pub(super) fn read_all(&self) -> Result<Vec<DocumentGraph>> {
        let mut paths = Vec::new();
        match fs::read_dir(&self.folder) {
            Ok(entries) => {
                for entry in entries {
                    paths.push(entry.map_err(|e| failure(&self.folder, "cannot be read", &e))?.path());
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failure(&self.folder, "cannot be read", &error)),
        }
        paths.retain(|path| path.extension().is_some_and(|end| end == END));
        paths.sort();
        paths.iter().map(|path| read(path)).collect()
    }

    /// Writes a graph's file; a graph without quads has none.
    pub(super) fn write(&self, document: &DocumentGraph) -> Result<()> {
        if document.quads().is_empty() {
            return self.remove(document.iri().as_ref());
        }
        fs::create_dir_all(&self.folder).map_err(|e| failure(&self.folder, "cannot be written", &e))?;
        let mut bytes = Vec::new();
        let path = self.path(document.iri().as_ref());
        nquads::write(document.quads(), &mut bytes)
            .and_then(|()| write_whole(&path, &bytes))
            .map_err(|e| failure(&path, "cannot be written", &e))
    }

    fn remove(&self, document: NamedNodeRef<'_>) -> Result<()> {
        let path = self.path(document);
        let removed = match fs::remove_file(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| sync_folder(&path)),
        };
        removed.map_err(|e| failure(&path, "cannot be written", &e))
    }

    fn path(&self, document: NamedNodeRef<'_>) -> PathBuf {
        self.folder.join(&sha256(document.as_str())[..32]).with_extension(END)
    }
}

fn read(path: &Path) -> Result<DocumentGraph> {
    let damaged = |what: &str| {
        let remedy = "remove the file and build its document again";
        Error::Store(format!("{}: the file is damaged: {what}; {remedy}", path.display()))
    };
    let bytes = fs::read(path).map_err(|e| failure(path, "cannot be read", &e))?;
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(&bytes).collect::<Result<Vec<Quad>, _>>();
    let quads = quads.map_err(|e| damaged(&e.to_string()))?;
    let graph: Option<NamedNode> = quads.first().and_then(|quad| match &quad.graph_name {
        GraphName::NamedNode(node) => Some(node.clone()),
        _ => None,
    });
    let graph = graph.ok_or_else(|| damaged("it names no document"))?;
    Ok(DocumentGraph::from_quads(graph, quads))
}
