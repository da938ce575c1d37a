//! Formats that are more than one file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::table::{csv, neo4j, parquet};
use super::{Format, Options, vault};
use crate::error::{Error, Result};
use crate::graph::KnowledgeGraph;

/// Writes the graph into a folder, which is made where it is not there. Files of the same names are written over; others stay.
///
/// # Errors
/// [`Error::Io`] with the file that cannot be written; [`Error::Export`] for a format that is one file, or that this build
/// has not.
pub fn write_folder(graph: &KnowledgeGraph, format: Format, options: &Options, folder: &Path) -> Result<()> {
    match format {
        Format::Csv => csv::write_folder(graph, options, folder),
        Format::Neo4j => neo4j::write_folder(graph, options, folder),
        Format::Parquet => parquet::write_folder(graph, options, folder),
        Format::Obsidian => vault::write_folder(graph, options, folder),
        _ => Err(Error::Export(format!("{format} is one file; name a file instead of a folder"))),
    }
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
