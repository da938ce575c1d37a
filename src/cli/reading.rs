//! Reads and extracts documents on all cores, hands them on in the order of the inputs, and keeps account of what was skipped.

use indicatif::{ProgressBar, ProgressStyle};
use nisba::source::{self, Dating, Found, Input, SourceDocument};
use rayon::prelude::*;

use super::args::{General, Inputs};
use super::count::count;
use super::failure::{Failure, Outcome};
use super::tell;

/// Documents are extracted in groups of at most so many, so that memory does not grow with the corpus.
const GROUP: usize = 64;

/// A group ends early where its files have more bytes than this together.
const GROUP_BYTES: u64 = 32 * 1024 * 1024;

/// How many documents without a date are named.
const UNDATED: usize = 5;

/// What was read, and what was not.
pub(crate) struct Account {
    /// The number of documents handed on.
    pub(crate) read: usize,
    /// Why each input that was skipped was skipped.
    pub(crate) skipped: Vec<nisba::Error>,
    /// Files in folders that are of no kind that is read, as `2 .pdf`.
    pub(crate) passed_over: Vec<String>,
    /// Documents for which a date was sought and none was found, and why.
    pub(crate) undated: Vec<String>,
}

/// Calls `make` with each document, on all cores, and `take` with what it made, in the order of the inputs.
///
/// # Errors
/// The first error of `take`. Documents that cannot be read, or of which `make` can make nothing, are in the account.
pub(crate) fn each<T: Send>(
    inputs: &Inputs,
    dating: &Dating,
    general: &General,
    make: impl Fn(SourceDocument) -> nisba::Result<T> + Sync,
    take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<Account, Failure> {
    each_found(source::find(&inputs.paths), inputs.max_bytes, dating, general, make, take)
}

/// The same for inputs that have been found.
pub(crate) fn each_found<T: Send>(
    found: Found,
    max_bytes: u64,
    dating: &Dating,
    general: &General,
    make: impl Fn(SourceDocument) -> nisba::Result<T> + Sync,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<Account, Failure> {
    let passed_over = found.passed_over.iter().map(|(extension, n)| format!("{n} {}", ending(extension))).collect();
    let mut account = Account { read: 0, skipped: found.skipped, passed_over, undated: Vec::new() };
    let progress = progress(general, found.inputs.len());
    let mut rest = found.inputs.as_slice();
    while !rest.is_empty() {
        let (group, after) = rest.split_at(group_length(rest));
        let read = |input: &Input| {
            let mut document = input.read(max_bytes)?;
            let undated = dating.date(&mut document).map(|why| format!("{}: {why}", input.name()));
            Ok((make(document)?, undated))
        };
        let made: Vec<nisba::Result<(T, Option<String>)>> = group.par_iter().map(read).collect();
        for result in made {
            match result {
                Ok((made, undated)) => {
                    account.undated.extend(undated);
                    take(made)?;
                    account.read += 1;
                }
                Err(e) => account.skipped.push(e),
            }
            progress.inc(1);
        }
        rest = after;
    }
    progress.finish_and_clear();
    Ok(account)
}

fn group_length(inputs: &[Input]) -> usize {
    let mut bytes = 0_u64;
    let small = |input: &&Input| {
        bytes = bytes.saturating_add(input.size);
        bytes <= GROUP_BYTES
    };
    inputs.iter().take(GROUP).take_while(small).count().max(1)
}

fn ending(extension: &str) -> String {
    if extension.is_empty() { "without extension".to_owned() } else { format!(".{extension}") }
}

/// A bar on the error stream, which shows nothing where that is no terminal.
pub(crate) fn progress(general: &General, documents: usize) -> ProgressBar {
    if general.quiet || documents < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(documents as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Account {
    /// Says on the error stream what was skipped and why, and how the command ended.
    pub(crate) fn close(&self, general: &General) -> Result<Outcome, Failure> {
        tell_skipped(&self.skipped);
        if !self.passed_over.is_empty() && !general.quiet {
            let kinds = self.passed_over.join(", ");
            tell(&format!("not read, as they are neither plain text nor Markdown: {kinds}"));
        }
        if !general.quiet {
            self.undated.iter().take(UNDATED).for_each(|why| tell(why));
            match self.undated.len().saturating_sub(UNDATED) {
                0 => {}
                more => tell(&format!("{} without a date", count(more, "more document"))),
            }
        }
        match (self.read, self.skipped.len()) {
            (_, 0) => Ok(Outcome::Done),
            (0, _) => Err(Failure::NothingRead),
            _ => Ok(Outcome::SomeSkipped),
        }
    }
}

/// Says why inputs were skipped.
pub(crate) fn tell_skipped(reasons: &[nisba::Error]) {
    for reason in reasons {
        tell(&format!("skipped: {reason}"));
    }
}
