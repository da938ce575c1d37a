//! Formats that are more than one file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::table::{csv, neo4j, parquet};
use super::{Format, Options, vault};
use crate::error::{Error, Result};
use crate::graph::KnowledgeGraph;

/// What was found in a folder that is written to again; only an Obsidian vault has any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Files that stood where a note was to be written and that no export had written as they are: where they stood, and
    /// where they are now.
    pub moved: Vec<(PathBuf, PathBuf)>,
    /// Notes of what is gone that somebody has changed since they were written: they stay.
    pub left: Vec<PathBuf>,
    /// How many notes of what is gone were removed.
    pub removed: usize,
}

/// Writes the graph into a folder, which is made where it is not there. Files of the same names are written over; others
/// stay. In an Obsidian vault the notes of a former export that this one does not write again are removed, and what
/// somebody has changed is kept.
///
/// # Errors
/// [`Error::Io`] with the file that cannot be written; [`Error::Export`] for a format that is one file, or that this build
/// has not.
pub fn write_folder(graph: &KnowledgeGraph, format: Format, options: &Options, folder: &Path) -> Result<Kept> {
    match format {
        Format::Csv => csv::write_folder(graph, options, folder)?,
        Format::Neo4j => neo4j::write_folder(graph, options, folder)?,
        Format::Parquet => parquet::write_folder(graph, options, folder)?,
        Format::Obsidian => return vault::write_folder(graph, options, folder),
        _ => return Err(Error::Export(format!("{format} is one file; name a file instead of a folder"))),
    }
    Ok(Kept::default())
}

/// Makes the folder.
pub(super) fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))
}

/// Writes one file in the folder.
pub(super) fn write_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<()> {
    let path = folder.join(name);
    let file = File::create(&path).map(BufWriter::new);
    file.and_then(|mut file| write(&mut file).and_then(|()| file.flush())).map_err(|e| Error::io(&path, e))
}
