//! Opens inputs as documents: files, folders, globs and standard input; plain text and Markdown.

mod date;
mod find;
mod front_matter;
mod read;

use std::path::PathBuf;

pub use date::{DatePattern, Dating, NoDatePattern};
pub use find::{Found, Input, find};
pub use front_matter::Metadata;

/// The endings of the files that are read when a folder is given.
pub const EXTENSIONS: [&str; 3] = ["markdown", "md", "txt"];

/// The largest input that is read unless another limit is given, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A document as it was found: its name and its text, untouched.
///
/// A byte order mark at the start is no part of the text: offsets count after it. Nothing else is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    /// The file's name without its extension, or its path below the folder given; `stdin` for standard input.
    pub id: String,
    /// The text.
    pub text: String,
    /// Where it was read; none for standard input.
    pub path: Option<PathBuf>,
    /// What kind of text it is.
    pub media: Media,
    /// What the document says of itself before its text begins.
    pub metadata: Metadata,
    /// The day on which it was written or published, where that is known. Relative dates are resolved against it.
    pub date: Option<jiff::civil::Date>,
}

/// What kind of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Text without markup.
    Plain,
    /// Markdown, perhaps with front matter.
    Markdown,
}

impl SourceDocument {
    /// A document of plain text that comes from no file.
    #[must_use]
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            path: None,
            media: Media::Plain,
            metadata: Metadata::default(),
            date: None,
        }
    }
}
