//! `nisba build`: documents into the graph, one transaction each, and a summary of what is in them.

use std::collections::{BTreeMap, BTreeSet};

use nisba::annotation::Annotation;
use nisba::build::Builder;
use nisba::graph::DocumentGraph;
use nisba::inference::Followed;
use nisba::source::{self, Found, SourceDocument};
use nisba::store::{Opening, StampedDocument};

use super::args::{Build, General};
use super::color::Paint;
use super::dry_run;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::reading;
use super::summary::Summary;

/// A document that was read, or need not be.
enum Made {
    Unchanged,
    Read(Box<(Annotation, DocumentGraph)>),
    /// The domain cannot be loaded, so that no document can be read.
    Nothing(nisba::Error),
}

pub(crate) fn run(args: &Build, general: &General) -> Result<Outcome, Failure> {
    let builder = Builder::new(general.data_files()?, general.min_confidence);
    let found = source::find(&args.inputs.paths);
    if args.prune {
        refuse_to_prune_blindly(&found)?;
    }
    if args.dry_run {
        return dry_run::run(args, general, &builder, found);
    }
    let mut opening = Opening::to_write(&args.store.folder)?;
    let stored = opening.stamps()?;
    let stamps = Stamps::new(&stored);
    let surplus = if args.prune { surplus(&stored, &builder, &found) } else { Vec::new() };
    let make = |document: SourceDocument| -> nisba::Result<Made> {
        if stamps.has(&builder, &document) {
            return Ok(Made::Unchanged);
        }
        match builder.read(&document) {
            Err(mistakes @ nisba::Error::Domain(_)) => Ok(Made::Nothing(mistakes)),
            read => Ok(Made::Read(Box::new(read?))),
        }
    };
    let mut summary = Summary::default();
    let account = reading::each_found(found, args.inputs.max_bytes, &args.dates.dating(), general, make, |made| {
        match made {
            Made::Nothing(mistakes) => return Err(mistakes.into()),
            Made::Unchanged => summary.add_unchanged(),
            Made::Read(read) => {
                let (annotation, graph) = *read;
                let put = opening.store().and_then(|store| store.put_document(&graph));
                summary.add(&annotation, &graph, put.map_err(|e| stopped(&summary, e))?);
            }
        }
        Ok(())
    })?;
    // Where nothing could be read, something is wrong with the inputs as a whole.
    let surplus = if account.read > 0 { surplus } else { Vec::new() };
    for document in surplus {
        let removed = opening.store().and_then(|store| store.remove_document(document.iri.as_str()));
        removed.map_err(|e| stopped(&summary, e))?;
        summary.add_removed();
    }
    if args.infer {
        opening.store()?;
    }
    let inferred = opening.opened().map(|store| super::infer::after_build(store, args, general)).transpose()?;
    opening.update_search()?;
    opening.flush()?;
    drop(opening);
    if !general.quiet && account.read > 0 {
        let mut out = Output::standard();
        let written = summary.write(&mut out, &args.store, account.skipped.len(), Paint::new(general));
        out.finish(written.map_err(Failure::written))?;
    }
    super::infer::tell_of(inferred.unwrap_or(Followed::Off), general);
    account.close(general)
}

/// The stamps of the documents that a store has.
pub(super) struct Stamps<'a> {
    by_iri: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Stamps<'a> {
    pub(super) fn new(stored: &'a [StampedDocument]) -> Self {
        Self { by_iri: stored.iter().map(|known| (known.iri.as_str(), known.stamp.as_deref())).collect() }
    }

    /// Whether the store has what reading the document would give.
    pub(super) fn has(&self, builder: &Builder, document: &SourceDocument) -> bool {
        let known = self.by_iri.get(builder.iri(&document.id).as_str());
        known.is_some_and(|stamp| *stamp == Some(&builder.stamp(document)))
    }

    /// Whether the store has a document of that id.
    pub(super) fn knows(&self, builder: &Builder, id: &str) -> bool {
        self.by_iri.contains_key(builder.iri(id).as_str())
    }
}

/// The documents of the store that are not among the inputs. Inputs that cannot be read are among them all the same.
pub(super) fn surplus<'a>(stored: &'a [StampedDocument], builder: &Builder, found: &Found) -> Vec<&'a StampedDocument> {
    let ids = found.inputs.iter().map(|input| &input.id).chain(&found.refused);
    let named: BTreeSet<String> = ids.map(|id| builder.iri(id)).collect();
    stored.iter().filter(|document| !named.contains(document.iri.as_str())).collect()
}

/// Fails where it is not known which documents the inputs have.
fn refuse_to_prune_blindly(found: &Found) -> Result<(), Failure> {
    if !found.incomplete {
        return Ok(());
    }
    reading::tell_skipped(&found.skipped);
    Err(Failure::Usage(
        "nothing was done: --prune removes what the inputs do not have, and these could not be searched; make them \
         readable or name others, or leave --prune out (`nisba docs remove` removes single documents)"
            .to_owned(),
    ))
}

/// What is in the store when it can take no more.
fn stopped(summary: &Summary, error: nisba::Error) -> Failure {
    match summary.documents() {
        0 => error.into(),
        n => Failure::Usage(format!(
            "{error}\nthe {n} documents before are in the graph, whole; run the same command again for the rest"
        )),
    }
}
