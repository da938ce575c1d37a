//! Help for the shell: `completions`, `man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// Write the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba completions bash > ~/.local/share/bash-completion/completions/nisba")]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// Write the manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  nisba man | man -l -
  nisba man --output ~/.local/share/man/man1     also a page for each command")]
pub(crate) struct Man {
    /// Write this page and one for each command into this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}
