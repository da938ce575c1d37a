//! Documents kept as N-Quads files, one each: a document is there whole or not at all, and a change writes no other.

use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad};
use rayon::prelude::*;

use super::folder::{failure, make_folder, sync_folder, write_whole};
use super::nquads;
use super::stamp::{StampedDocument, TOLD};
use crate::error::{Error, Result};
use crate::graph::{DocumentGraph, Layer, sha256};

/// The folder of the documents' files.
#[derive(Debug)]
pub(super) struct DocumentFiles {
    folder: PathBuf,
}

const END: &str = "nq";
/// About so many bytes a line has.
const BYTES_OF_A_QUAD: usize = 200;

impl DocumentFiles {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// All documents, in no meaningful but always the same order.
    pub(super) fn read_all(&self) -> Result<Vec<DocumentGraph>> {
        self.paths()?.iter().map(|path| read(path)).collect()
    }

    /// The quads of each file as they stand there, those of layers among them, one file at a time. The terms are not
    /// judged again, as the store itself wrote them.
    pub(super) fn quads(&self) -> Result<impl Iterator<Item = Result<Vec<Quad>>>> {
        Ok(self.paths()?.into_iter().map(|path| parse(&path, RdfParser::from_format(RdfFormat::NQuads).lenient())))
    }

    /// What the documents are made from, layers left out. Only the lines that tell it are parsed.
    pub(super) fn stamps(&self) -> Result<Vec<StampedDocument>> {
        let found: Result<Vec<_>> = self.paths()?.par_iter().map(|path| read_stamp(path)).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn paths(&self) -> Result<Vec<PathBuf>> {
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
        Ok(paths)
    }

    /// Writes a graph's file; a graph without quads has none.
    pub(super) fn write(&self, document: &DocumentGraph) -> Result<()> {
        if document.quads().is_empty() {
            return self.remove(document.iri().as_ref());
        }
        make_folder(&self.folder).map_err(|e| failure(&self.folder, "cannot be written", &e))?;
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

fn damaged(path: &Path, what: &str) -> Error {
    let remedy = "remove the file and build its document again";
    Error::Store(format!("{}: the file is damaged: {what}; {remedy}", path.display()))
}

fn read(path: &Path) -> Result<DocumentGraph> {
    let quads = parse(path, RdfParser::from_format(RdfFormat::NQuads))?;
    let graph: Option<NamedNode> = quads.first().and_then(|quad| match &quad.graph_name {
        GraphName::NamedNode(node) => Some(node.clone()),
        _ => None,
    });
    let graph = graph.ok_or_else(|| damaged(path, NAMELESS))?;
    Ok(DocumentGraph::from_quads(graph, quads))
}

fn parse(path: &Path, parser: RdfParser) -> Result<Vec<Quad>> {
    let bytes = fs::read(path).map_err(|e| failure(path, "cannot be read", &e))?;
    let mut quads = Vec::with_capacity(bytes.len() / BYTES_OF_A_QUAD);
    for quad in parser.for_slice(&bytes) {
        quads.push(quad.map_err(|e| damaged(path, &e.to_string()))?);
    }
    Ok(quads)
}

const NAMELESS: &str = "it names no document";

/// What a document's file says it was made from; nothing where the file is a layer's.
fn read_stamp(path: &Path) -> Result<Option<StampedDocument>> {
    let bytes = fs::read(path).map_err(|e| failure(path, "cannot be read", &e))?;
    let names_some = |line: &&[u8]| TOLD.iter().any(|predicate| has_predicate(line, predicate.as_str()));
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').filter(names_some).collect();
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(&lines.concat()).collect::<Result<Vec<Quad>, _>>();
    let quads = quads.map_err(|e| damaged(path, &e.to_string()))?;
    match StampedDocument::all(quads).pop() {
        Some(document) => Ok(Some(document)),
        None => read(path).and_then(|graph| match Layer::named(graph.iri().as_ref()) {
            Some(_) => Ok(None),
            None => Err(damaged(path, NAMELESS)),
        }),
    }
}

/// Whether a line's second term is this IRI: the first is one too, and IRIs have no spaces.
fn has_predicate(line: &[u8], predicate: &str) -> bool {
    let after_subject = line.iter().position(|&byte| byte == b' ').map(|at| &line[at + 1..]);
    let after_bracket = after_subject.and_then(|rest| rest.strip_prefix(b"<"));
    let after_iri = after_bracket.and_then(|rest| rest.strip_prefix(predicate.as_bytes()));
    after_iri.is_some_and(|rest| rest.starts_with(b">"))
}
