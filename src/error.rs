//! Every way in which the library can fail, with where and what to do.

use std::path::PathBuf;

/// What went wrong. Each message names the place and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A document cannot be used; others are not touched by this.
    #[error("{document}: {message}")]
    Document {
        /// The document's path or id.
        document: String,
        /// What is wrong, and what to do.
        message: String,
    },
    /// The domain folder has mistakes, all of them listed, one a line.
    #[error("the domain has {} mistake{}:\n{}", .0.len(), if .0.len() == 1 { "" } else { "s" }, .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Domain(Vec<crate::domain::Problem>),
    /// Shapes have mistakes, all of them listed, one a line.
    #[error("the shapes cannot be used:\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Shapes(Vec<crate::domain::Problem>),
    /// A query cannot be parsed, or its parameters do not fit.
    #[error("{0}")]
    Query(String),
    /// The store cannot be opened, read or written.
    #[error("{0}")]
    Store(String),
    /// A decision cannot be made, or its record cannot be read.
    #[error("{0}")]
    Decision(String),
    /// A tagger cannot be trained.
    #[error("{0}")]
    Training(String),
    /// An export cannot be made.
    #[error("{0}")]
    Export(String),
}

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An [`Error::Io`] for a path.
    pub(crate) fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }
}
