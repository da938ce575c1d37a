//! `nisba docs`: lists and removes the documents of the graph.

use std::io::Write;

use nisba::store::Store;

use super::args::{Docs, DocsList, DocsRemove, General};
use super::color::Paint;
use super::count::count;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

pub(crate) fn run(command: &Docs, general: &General) -> Result<Outcome, Failure> {
    match command {
        Docs::List(args) => list(args, general),
        Docs::Remove(args) => remove(args, general),
    }
}

/// One line a document, tab-separated, so that other programs can read it.
fn list(args: &DocsList, general: &General) -> Result<Outcome, Failure> {
    let store = general.open_store(&args.store)?;
    let paint = Paint::new(general);
    let mut out = Output::standard();
    let written = store.documents().map_err(Failure::from).and_then(|documents| {
        if documents.is_empty() && !general.quiet {
            tell("the graph has no document; `nisba build PATH` adds some");
        }
        for document in documents {
            let counts = store.counts_in(document.iri.as_ref())?;
            let title = document.title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let language = document.language;
            let id = paint.strong(&document.id);
            let against = match store.violations_in(document.iri.as_ref())? {
                0 => String::new(),
                n => format!(", {n} against the ontology"),
            };
            writeln!(out, "{id}\t{language}\t{}{against}\t{title}", count(counts.statements, "statement"))
                .map_err(Failure::written)?;
        }
        Ok(Outcome::Done)
    });
    out.finish(written)
}

/// Removes every document that is there; ids that are not are told.
fn remove(args: &DocsRemove, general: &General) -> Result<Outcome, Failure> {
    // Opening to write would make a store where there is none.
    drop(Store::open_read_only(&args.store.folder)?);
    let store = Store::open(&args.store.folder)?;
    let mut removed = Vec::new();
    for id in &args.ids {
        if store.remove_document(id)? {
            removed.push(id);
        } else {
            tell(&format!("skipped: {id}: the graph has no such document; `nisba docs list` gives the ids"));
        }
    }
    store.update_search()?;
    super::infer::follow_with(&store, general)?;
    let mut out = Output::standard();
    let mut ids = removed.iter().filter(|_| !general.quiet);
    let written = ids.try_for_each(|id| writeln!(out, "removed {id}")).map_err(Failure::written);
    out.finish(written)?;
    match removed.len() {
        0 => Err(Failure::Usage("nothing was removed".to_owned())),
        n if n == args.ids.len() => Ok(Outcome::Done),
        _ => Ok(Outcome::SomeSkipped),
    }
}
