//! `nisba completions` and `nisba man`: what shells and manual readers need, made from the declared arguments.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Arguments, Completions, Man};
use super::failure::{Failure, Outcome};
use super::output::Output;

pub(crate) fn completions(args: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "nisba", &mut script);
    print(&script)
}

pub(crate) fn manual(args: &Man) -> Result<Outcome, Failure> {
    let command = Arguments::command();
    let Some(folder) = &args.output else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(|e| unwritten("the manual page", e))?;
        return print(&page);
    };
    let fail = |e| unwritten(&folder.display().to_string(), e);
    std::fs::create_dir_all(folder).map_err(fail)?;
    clap_mangen::generate_to(command, folder).map_err(fail)?;
    Ok(Outcome::Done)
}

fn print(bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut out = Output::standard();
    let written = out.write_all(bytes).map_err(|e| unwritten("standard output", e));
    out.finish(written.map(|()| Outcome::Done))
}

fn unwritten(name: &str, source: std::io::Error) -> Failure {
    Failure::Output { name: name.to_owned(), source }
}
