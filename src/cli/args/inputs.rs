//! Which documents are read, and when they were written.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use nisba::source::{DatePattern, Dating};

/// The documents to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Files, folders, patterns such as 'news/**/*.txt', or - for standard input
    ///
    /// Plain text and Markdown, in UTF-8. In folders, files that end in .txt, .md or .markdown are read; a file that is
    /// named itself is read whatever its ending. A document's id is the file's name, or its path below the folder
    /// given, without the extension.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Skip documents that are larger than this
    #[arg(long, value_name = "BYTES", default_value_t = nisba::source::MAX_BYTES)]
    pub(crate) max_bytes: u64,
}

/// When the documents were written.
#[derive(Debug, Args)]
#[command(next_help_heading = "When the documents were written")]
pub(crate) struct DocumentDates {
    /// The day on which they were written or published, where a document does not say it itself
    ///
    /// Dates such as "yesterday" or "last Tuesday" are resolved against it; without it they stay open. A document says its
    /// date itself in the front matter of Markdown (`date: 2014-09-15`), and that always stays.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, conflicts_with_all = ["date_from_name", "date_from_mtime"])]
    pub(crate) date: Option<Date>,
    /// Take that day from the path of each file: YYYY, MM and DD stand for the digits, all else for itself
    ///
    /// As YYYYMMDD for story-20170120.txt, or YYYY/MM/DD for folders. The path is searched as it is given; where it has
    /// two different dates or none, the document has none. May be given several times: the first that fits decides.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) date_from_name: Vec<DatePattern>,
    /// Take that day, in UTC, from the time of the file's last change, where nothing else gives it
    ///
    /// This time changes when a file is copied or downloaded, so that the same texts may give another graph elsewhere.
    #[arg(long)]
    pub(crate) date_from_mtime: bool,
}

impl DocumentDates {
    /// The same for the library.
    pub(crate) fn dating(&self) -> Dating {
        Dating { given: self.date, names: self.date_from_name.clone(), modified: self.date_from_mtime }
    }
}

/// Reads a day.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no day of the calendar; write it as 2014-09-15".to_owned())
}
