//! Runs the command, prints its error, sets the exit code.

mod analyze;
mod args;
mod build;
mod card;
mod check;
mod color;
mod confidence;
mod conflicts;
mod count;
mod docs;
mod domain;
mod dry_run;
mod eval;
mod explain;
mod export;
mod extract;
mod failure;
mod infer;
mod inferred;
mod output;
mod pages;
mod path;
mod picture;
mod query;
mod reading;
mod resolve;
mod review;
mod search;
mod selected;
mod sentence;
mod show;
mod summary;
mod timeline;
mod train;

use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use args::{Arguments, Command};
use failure::{Failure, Outcome, exit_code};

/// Runs the program as its command line says.
pub(crate) fn run() -> ExitCode {
    let parsed = color::of_help(Arguments::command())
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(e) => {
            // Help for a reader that has gone away is no failure.
            _ = e.print();
            return match e.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
                _ => ExitCode::FAILURE,
            };
        }
    };
    let result = dispatch(&arguments);
    if let Err(failure) = &result
        && !failure.is_closed_pipe()
    {
        tell(&failure.to_string());
    }
    exit_code(&result)
}

fn dispatch(arguments: &Arguments) -> Result<Outcome, Failure> {
    let general = &arguments.general;
    confidence::refuse(&arguments.command, general)?;
    match &arguments.command {
        Command::Build(args) => build::run(args, general),
        Command::Extract(args) => extract::run(args, general),
        Command::Query(args) => query::run(args, general),
        Command::Search(args) => search::run(args, general),
        Command::Export(args) => export::run(args, general),
        Command::Show(args) => show::run(args, general),
        Command::Review(args) => review::run(args, general),
        Command::Path(args) => path::run(args, general),
        Command::Analyze(args) => analyze::run(args, general),
        Command::Conflicts(args) => conflicts::run(args, general),
        Command::Timeline(args) => timeline::run(args, general),
        Command::Docs(args) => docs::run(args, general),
        Command::Check(args) => check::run(args, general),
        Command::Infer(args) => infer::run(args, general),
        Command::Domain(args) => domain::run(args, general),
        Command::Eval(args) => eval::run(args, general),
        Command::Train(args) => train::run(args, general),
        Command::Completions(args) => pages::completions(args),
        Command::Man(args) => pages::manual(args),
        Command::Explain(args) => explain::run(args, general),
        Command::Resolve(args) => resolve::run(args, general),
    }
}

/// Writes a message on the error stream.
fn tell(message: &str) {
    // There is nowhere left to say that the error stream itself is closed.
    _ = writeln!(std::io::stderr().lock(), "nisba: {message}");
}
