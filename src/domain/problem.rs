//! A mistake in a data file: where it is and what to do about it.

use std::fmt;

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
}

impl Problem {
    /// A mistake at `file:line`.
    pub(crate) fn new(file: &str, line: usize, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into(), remedy: remedy.into() }
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
