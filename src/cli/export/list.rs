//! `nisba export --list`: the formats and the programs that open them.

use std::io::Write;

use nisba::export::Format;

use crate::cli::failure::{Failure, Outcome};
use crate::cli::output::Output;

pub(super) fn run() -> Result<Outcome, Failure> {
    let mut out = Output::standard();
    let width = |text: fn(Format) -> &'static str| Format::ALL.into_iter().map(|f| text(f).chars().count()).max();
    let name = width(Format::name).unwrap_or_default();
    let ending = width(Format::extension).unwrap_or_default() + 1;
    let written = Format::ALL.into_iter().try_for_each(|format| {
        let (what, programs) = (format.description(), format.opened_by());
        writeln!(out, "{:name$}  {:ending$}  {what}", format.name(), format!(".{}", format.extension()))?;
        writeln!(out, "{:name$}  {:ending$}  for {programs}", "", "")
    });
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}
