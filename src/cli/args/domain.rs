//! What the program knows: `domain`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Work with the data that the program knows: classes, names, patterns
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:\n  nisba domain export mydata\n  nisba domain check mydata")]
pub(crate) enum DomainCommand {
    Check(DomainCheck),
    Export(DomainExport),
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

/// Write what is built in, or the domain of --domain, into a new folder, as a start for one's own
///
/// Change the copy, check it with `nisba domain check`, and use it with `--domain`. The README files in it say what each table
/// means and under which licence it stands.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba domain export mydata
  nisba domain check mydata
  nisba build news/ --domain mydata")]
pub(crate) struct DomainExport {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}
