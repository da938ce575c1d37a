//! How a command ends: done, done with some input skipped, or failed.

use std::io;
use std::process::ExitCode;

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    SomeSkipped,
    /// A strict check found a violation.
    Violated,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Library(#[from] nisba::Error),
    #[error("{name} cannot be written: {source}")]
    Output { name: String, source: io::Error },
    #[error("{0}")]
    Usage(String),
    /// Which figures fell, and what to do.
    #[error("{0}")]
    BelowFloor(String),
    /// The reasons have been told already.
    #[error("nothing could be read")]
    NothingRead,
}

impl Failure {
    /// What a writer reported; [`Output`](super::output::Output) puts in where it writes to.
    pub(crate) fn written(source: io::Error) -> Self {
        Self::Output { name: "the output".to_owned(), source }
    }

    /// Whether the reader of our output went away, which is its right: `nisba extract … | head`.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Output { source, .. } | Self::Library(nisba::Error::Io { source, .. }) => {
                source.kind() == io::ErrorKind::BrokenPipe
            }
            _ => false,
        }
    }
}

/// The exit code of a command: 0 done, 1 failed, 2 some input was skipped, 3 a strict check found a violation.
pub(crate) fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeSkipped) => ExitCode::from(2),
        Ok(Outcome::Violated) => ExitCode::from(3),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
