//! What the program knows, as data: classes, names, words, patterns. Loaded once, checked whole, then lent to every stage.

mod files;
mod problem;
mod table;
mod values;
pub(crate) mod words;

pub use files::DataFiles;
pub use problem::Problem;
pub(crate) use values::{Alone, Deixis, Limit, Role, Values};

use crate::error::{Error, Result};

/// All knowledge of one domain, ready for use.
#[derive(Debug)]
pub struct Domain {
    pub(crate) values: Values,
    pub(crate) words: words::Words,
}

impl Domain {
    /// The domain embedded in the program.
    ///
    /// # Errors
    /// Never in a released program: its tests load it.
    pub fn embedded() -> Result<Self> {
        Self::load(&DataFiles::embedded())
    }

    /// Loads a domain.
    ///
    /// # Errors
    /// [`Error::Domain`] with every mistake found.
    pub fn load(files: &DataFiles) -> Result<Self> {
        let (domain, problems) = Self::check(files);
        if problems.is_empty() { Ok(domain) } else { Err(Error::Domain(problems)) }
    }

    /// Loads what can be loaded and lists every mistake, in the order of files and lines.
    #[must_use]
    pub fn check(files: &DataFiles) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let values = Values::load(files, &mut problems);
        let words = words::Words::load(files, &mut problems);
        problems.sort();
        (Self { values, words }, problems)
    }
}
