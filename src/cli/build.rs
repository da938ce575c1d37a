//! `nisba build`: documents into the graph, one transaction each, and a summary of what is in them.

use nisba::annotation::Annotation;
use nisba::graph::{Bases, DocumentGraph};
use nisba::pipeline;
use nisba::source::SourceDocument;
use nisba::store::Store;

use super::args::{Build, General};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::reading;
use super::summary::Summary;

pub(crate) fn run(args: &Build, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = Store::open(&args.store.folder)?;
    let bases = Bases::default();
    let make = |document: SourceDocument| -> nisba::Result<(Annotation, DocumentGraph)> {
        let annotation = general.sure_enough(pipeline::extract(&domain, &document)?);
        let graph = DocumentGraph::new(&annotation, &document.text, &domain.ontology, &bases)?;
        Ok((annotation, graph))
    };
    let mut summary = Summary::default();
    let account = reading::each(&args.inputs, general, make, |(annotation, graph)| {
        let outcome = store.put_document(&graph).map_err(|e| stopped(&summary, e))?;
        summary.add(&annotation, outcome);
        Ok(())
    })?;
    let inferred = super::infer::after_build(&store, args, &domain)?;
    drop(store);
    if !general.quiet && account.read > 0 {
        let mut out = Output::standard();
        let written = summary.write(&mut out, &args.store, account.skipped.len(), Paint::new(general));
        out.finish(written.map_err(Failure::written))?;
    }
    super::infer::tell_of(inferred, general);
    account.close(general)
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
