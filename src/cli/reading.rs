//! Reads and extracts documents on all cores, hands them on in the order of the inputs, and keeps account of what was skipped.

use indicatif::{ProgressBar, ProgressStyle};
use nisba::annotation::Annotation;
use nisba::domain::Domain;
use nisba::pipeline;
use nisba::source::{self, Input, SourceDocument};
use rayon::prelude::*;

use super::args::{General, Inputs};
use super::failure::{Failure, Outcome};
use super::tell;

/// Documents are extracted in groups of at most so many, so that memory does not grow with the corpus.
const GROUP: usize = 64;

/// A group ends early where its files have more bytes than this together.
const GROUP_BYTES: u64 = 32 * 1024 * 1024;

/// What was read, and what was not.
pub(crate) struct Account {
    /// The number of documents handed on.
    pub(crate) read: usize,
    /// Why each input that was skipped was skipped.
    pub(crate) skipped: Vec<nisba::Error>,
    /// Files in folders that are of no kind that is read, as `2 .pdf`.
    pub(crate) passed_over: Vec<String>,
}

/// Calls `take` with each document and what it says, in the order of the inputs.
///
/// # Errors
/// The first error of `take`; documents that cannot be used are no error, the account has them.
pub(crate) fn each(
    inputs: &Inputs,
    general: &General,
    domain: &Domain,
    mut take: impl FnMut(SourceDocument, Annotation) -> Result<(), Failure>,
) -> Result<Account, Failure> {
    let found = source::find(&inputs.paths);
    let passed_over = found.passed_over.iter().map(|(extension, n)| format!("{n} {}", ending(extension))).collect();
    let mut account = Account { read: 0, skipped: found.skipped, passed_over };
    let progress = progress(general, found.inputs.len());
    let mut rest = found.inputs.as_slice();
    while !rest.is_empty() {
        let (group, after) = rest.split_at(group_length(rest));
        let extracted: Vec<_> = group.par_iter().map(|input| one(input, inputs.max_bytes, domain)).collect();
        for result in extracted {
            match result {
                Ok((document, annotation)) => {
                    take(document, annotation)?;
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

fn one(input: &Input, max_bytes: u64, domain: &Domain) -> nisba::Result<(SourceDocument, Annotation)> {
    let document = input.read(max_bytes)?;
    let annotation = pipeline::extract(domain, &document)?;
    Ok((document, annotation))
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
fn progress(general: &General, documents: usize) -> ProgressBar {
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
        for reason in &self.skipped {
            tell(&format!("skipped: {reason}"));
        }
        if !self.passed_over.is_empty() && !general.quiet {
            let kinds = self.passed_over.join(", ");
            tell(&format!("not read, as they are neither plain text nor Markdown: {kinds}"));
        }
        match (self.read, self.skipped.len()) {
            (_, 0) => Ok(Outcome::Done),
            (0, _) => Err(Failure::NothingRead),
            _ => Ok(Outcome::SomeSkipped),
        }
    }
}
