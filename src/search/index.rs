//! The index on disk or in memory: documents go in and out whole, and a stamp says of which state of the store it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

use rayon::prelude::*;
use tantivy::columnar::{BytesColumn, Column, StrColumn};
use tantivy::{ReloadPolicy, SegmentReader, TantivyDocument, Term};

use super::contents::Contents;
use super::forms::VERSION;
use super::schema::{self, Fields};
use crate::error::{Error, Result};

/// Memory for what is not yet written, in bytes.
const BUFFER: usize = 64 << 20;

/// An index.
pub(crate) struct Index {
    index: tantivy::Index,
    fields: Fields,
}

impl Index {
    /// An empty one in memory.
    pub(crate) fn in_memory() -> Self {
        let (schema, fields) = schema::schema();
        Self { index: tantivy::Index::create_in_ram(schema), fields }
    }

    /// The one in a folder; nothing where there is none, where it is damaged, or where another version of the program made it.
    pub(crate) fn open(folder: &Path) -> Option<Self> {
        let index = tantivy::Index::open_in_dir(folder).ok()?;
        let (schema, fields) = schema::schema();
        let opened = Self { index, fields };
        let sound = opened.index.schema() == schema
            && opened.stamp().is_some()
            && opened.index.validate_checksum().is_ok_and(|damaged| damaged.is_empty());
        sound.then_some(opened)
    }

    /// A new one in an empty folder.
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        let (schema, fields) = schema::schema();
        let index = tantivy::Index::create_in_dir(folder, schema).map_err(failure)?;
        Ok(Self { index, fields })
    }

    /// What [`Index::change`] was told of the store; nothing where another version of the program made the index.
    pub(crate) fn stamp(&self) -> Option<String> {
        let payload = self.index.load_metas().ok()?.payload?;
        payload.strip_prefix(VERSION.as_str())?.strip_prefix('\n').map(str::to_owned)
    }

    /// Puts documents in the place of what it has of them, or takes them out, whole or not at all. `read` gives what a
    /// document has, or nothing where the store has it no more.
    pub(crate) fn change(
        &self,
        documents: &[String],
        read: impl Fn(&str) -> Result<Option<Contents>> + Sync,
        stamp: &str,
    ) -> Result<()> {
        let mut writer = self.index.writer_with_num_threads::<TantivyDocument>(1, BUFFER).map_err(failure)?;
        for part in documents.chunks(512) {
            let rows: Vec<_> = part.par_iter().map(|document| self.rows(document, &read)).collect::<Result<_>>()?;
            for (document, rows) in part.iter().zip(rows) {
                writer.delete_term(Term::from_field_text(self.fields.document, document));
                for row in rows {
                    writer.add_document(row).map_err(failure)?;
                }
            }
        }
        let mut commit = writer.prepare_commit().map_err(failure)?;
        commit.set_payload(&format!("{}\n{stamp}", *VERSION));
        commit.commit().map_err(failure)?;
        writer.wait_merging_threads().map_err(failure)
    }

    fn rows(
        &self,
        document: &str,
        read: &(impl Fn(&str) -> Result<Option<Contents>> + Sync),
    ) -> Result<Vec<TantivyDocument>> {
        Ok(read(document)?.map_or_else(Vec::new, |contents| self.fields.rows(document, &contents)))
    }

    /// What is in it now, without the documents that are `hidden`.
    pub(crate) fn snapshot(&self, hidden: &BTreeSet<String>) -> Result<Snapshot> {
        let reader = self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failure)?;
        let searcher = reader.searcher();
        let segments = searcher.segment_readers().iter().map(|s| Segment::open(s.clone(), hidden));
        let segments = segments.collect::<Result<Vec<_>>>()?;
        let sum = |column: fn(&Segment) -> &Column<u64>| segments.iter().map(|s| s.sum(column(s))).sum();
        Ok(Snapshot {
            fields: self.fields,
            sentences: sum(|segment| &segment.sentences),
            words: sum(|segment| &segment.words),
            segments,
        })
    }
}

/// A state of the index, to be searched.
pub(crate) struct Snapshot {
    pub(super) fields: Fields,
    pub(super) segments: Vec<Segment>,
    /// How many sentences there are, and how many words they have.
    pub(super) sentences: u64,
    pub(super) words: u64,
}

impl Snapshot {
    /// The documents with their fingerprints.
    pub(crate) fn records(&self) -> Result<BTreeMap<String, u64>> {
        let mut records = BTreeMap::new();
        for segment in &self.segments {
            for row in (0..segment.reader.max_doc()).filter(|&row| segment.is_alive(row)) {
                if let Some(fingerprint) = segment.fingerprint.first(row) {
                    records.insert(segment.text(&segment.document, row)?, fingerprint);
                }
            }
        }
        Ok(records)
    }
}

/// A part of the index, with its columns.
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    pub(super) document: StrColumn,
    pub(super) entity: StrColumn,
    pub(super) key: Column<u64>,
    pub(super) form: StrColumn,
    pub(super) start: Column<u64>,
    pub(super) end: Column<u64>,
    pub(super) length: Column<u64>,
    fingerprint: Column<u64>,
    sentences: Column<u64>,
    words: Column<u64>,
    /// The numbers of documents that do not count, sorted.
    hidden: Vec<u64>,
}

impl Segment {
    fn open(reader: SegmentReader, hidden: &BTreeSet<String>) -> Result<Self> {
        let columns = reader.fast_fields();
        let number = |name: &str| -> Result<Column<u64>> {
            let column = columns.column_opt::<u64>(name).map_err(failure)?;
            Ok(column.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
        };
        let text = |name: &str| -> Result<StrColumn> {
            let column = columns.str(name).map_err(failure)?;
            Ok(column.unwrap_or_else(|| StrColumn::wrap(BytesColumn::empty(reader.max_doc()))))
        };
        let document = text(schema::DOCUMENT)?;
        let mut numbers = Vec::new();
        for iri in hidden {
            numbers.extend(document.dictionary().term_ord(iri).map_err(failure)?);
        }
        numbers.sort_unstable();
        Ok(Self {
            entity: text(schema::ENTITY)?,
            key: number(schema::KEY)?,
            form: text(schema::FORM)?,
            start: number(schema::START)?,
            end: number(schema::END)?,
            length: number(schema::LENGTH)?,
            fingerprint: number(schema::FINGERPRINT)?,
            sentences: number(schema::SENTENCES)?,
            words: number(schema::WORDS)?,
            document,
            hidden: numbers,
            reader,
        })
    }

    /// Whether a row counts: it is not deleted, and its document is not hidden.
    pub(super) fn is_alive(&self, row: u32) -> bool {
        !self.reader.is_deleted(row)
            && (self.hidden.is_empty()
                || self.document.ords().first(row).is_none_or(|number| self.hidden.binary_search(&number).is_err()))
    }

    /// Whether all rows count.
    pub(super) fn is_whole(&self) -> bool {
        !self.reader.has_deletes() && self.hidden.is_empty()
    }

    fn sum(&self, column: &Column<u64>) -> u64 {
        (0..self.reader.max_doc()).filter(|&row| self.is_alive(row)).filter_map(|row| column.first(row)).sum()
    }

    /// The text of a row.
    pub(super) fn text(&self, column: &StrColumn, row: u32) -> Result<String> {
        let mut text = String::new();
        if let Some(number) = column.ords().first(row) {
            column.ord_to_str(number, &mut text).map_err(failure)?;
        }
        Ok(text)
    }
}

/// A failure of the index.
pub(super) fn failure(error: impl Display) -> Error {
    Error::Store(format!(
        "the search index cannot be used: {error}; remove the folder `search` of the store, and search again"
    ))
}
