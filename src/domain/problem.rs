//! A mistake in a data file: where it is and what to do about it.

use std::fmt;

/// The beginning of the paths of the ontology's files.
pub(crate) const ONTOLOGY: &str = "ontology/";

/// A mistake in a domain file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below the domain folder.
    pub file: String,
    /// Line from 1; 0 where the mistake is the whole file's.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Whether the rest of the file is not known because of it.
    unread: bool,
    /// The beginnings of the paths that must have been read for this to be sure.
    rests_on: Vec<String>,
}

impl Problem {
    /// A mistake at `file:line`.
    pub(crate) fn new(file: &str, line: usize, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (message, remedy) = (message.into(), remedy.into());
        Self { file: file.to_owned(), line, message, remedy, unread: false, rests_on: Vec::new() }
    }

    /// A mistake at `file:line` that keeps the file, or the rest of it, from being read.
    pub(crate) fn unread(file: &str, line: usize, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { unread: true, ..Self::new(file, line, message, remedy) }
    }

    /// The same, but only sure where the files whose paths begin so have been read.
    pub(crate) fn resting_on<'a>(self, beginnings: impl IntoIterator<Item = &'a str>) -> Self {
        Self { rests_on: beginnings.into_iter().map(str::to_owned).collect(), ..self }
    }

    /// Puts problems in order, each once, without those that may only follow from a file that cannot be read.
    #[must_use]
    pub fn settle(mut problems: Vec<Self>) -> Vec<Self> {
        let unread: Vec<String> = problems.iter().filter(|p| p.unread).map(|p| p.file.clone()).collect();
        let sure = |p: &Self| !p.rests_on.iter().any(|beginning| unread.iter().any(|file| file.starts_with(beginning)));
        problems.retain(|p| p.unread || sure(p));
        problems.sort();
        problems.dedup();
        problems
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}; {}", self.file, self.message, self.remedy)
        } else {
            write!(f, "{}:{}: {}; {}", self.file, self.line, self.message, self.remedy)
        }
    }
}
