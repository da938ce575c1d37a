//! `nisba build --dry-run`: which documents a build would add, replace and remove.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nisba::build::Builder;
use nisba::source::{Found, SourceDocument};
use nisba::store::{Opening, StampedDocument};

use super::args::{Build, General};
use super::build::{Stamps, surplus};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::reading;

/// What would be done with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Add,
    Replace,
    Leave,
    Remove,
}

impl Act {
    fn verb(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace => "replace",
            Self::Leave => "leave",
            Self::Remove => "remove",
        }
    }

    /// The end of «3 …».
    fn count(self) -> &'static str {
        match self {
            Self::Add => "to add",
            Self::Replace => "to replace",
            Self::Leave => "unchanged",
            Self::Remove => "to remove",
        }
    }
}

pub(super) fn run(args: &Build, general: &General, builder: &Builder, found: Found) -> Result<Outcome, Failure> {
    let stored = match Opening::to_read(&args.store.folder)? {
        Some(mut opening) => opening.stamps()?,
        None => Vec::new(),
    };
    let stamps = Stamps::new(&stored);
    let surplus = if args.prune { surplus(&stored, builder, &found) } else { Vec::new() };
    let make = |document: SourceDocument| {
        let act = match stamps.knows(builder, &document.id) {
            _ if stamps.has(builder, &document) => Act::Leave,
            true => Act::Replace,
            false => Act::Add,
        };
        Ok((document.id, act))
    };
    let mut plan = Vec::new();
    let account = reading::each_found(found, args.inputs.max_bytes, &args.dates.dating(), general, make, |document| {
        plan.push(document);
        Ok(())
    })?;
    if account.read > 0 {
        plan.extend(surplus.into_iter().map(|document| (name(document), Act::Remove)));
        let mut out = Output::standard();
        let written = write(&mut out, &plan, account.skipped.len(), general);
        out.finish(written.map_err(Failure::written))?;
    }
    account.close(general)
}

/// A document as `nisba docs` calls it.
fn name(document: &StampedDocument) -> String {
    if document.id.is_empty() { document.iri.as_str().to_owned() } else { document.id.clone() }
}

/// One line a document, tab-separated, so that other programs can read it, and their numbers.
fn write(out: &mut impl Write, plan: &[(String, Act)], skipped: usize, general: &General) -> io::Result<()> {
    let mut counts: BTreeMap<Act, usize> = BTreeMap::new();
    for (id, act) in plan {
        *counts.entry(*act).or_default() += 1;
        if *act != Act::Leave {
            writeln!(out, "{}\t{id}", act.verb())?;
        }
    }
    if general.quiet {
        return Ok(());
    }
    let mut counts: Vec<String> = counts.iter().map(|(act, n)| format!("{n} {}", act.count())).collect();
    counts.extend((skipped > 0).then(|| format!("{skipped} skipped (the reasons are below)")));
    writeln!(out, "{}  {}", Paint::new(general).strong("documents "), counts.join(", "))?;
    writeln!(out, "nothing was written; without --dry-run the same command does it")
}
