//! What the program knows: `domain`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Work with the data that the program knows: classes, names, patterns
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:\n  nisba domain check data/")]
pub(crate) enum DomainCommand {
    Check(DomainCheck),
}

/// Check a domain folder and list every mistake with its file, its line and what to do
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba domain check          the one built in
  nisba domain check data/")]
pub(crate) struct DomainCheck {
    /// The folder; without it, the one of --domain, or the one built in
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}
