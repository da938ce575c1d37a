//! `nisba export`: the graph in the form that another program reads.

use std::ffi::OsStr;

use nisba::domain::DataFiles;
use nisba::export::{self, Appearance, Format, Options, RdfOptions};
use nisba::graph::{KnowledgeGraph, Language, read_terms};
use nisba::inference::{self, Inference};
use nisba::query::Limits;

use super::args::{Export, General, Labels};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::query::{Asked, parameters};

pub(crate) fn run(args: &Export, general: &General) -> Result<Outcome, Failure> {
    let format: Format = args.format.parse()?;
    if args.rdf11 && !format.is_rdf() {
        return Err(Failure::Usage(format!("--rdf11 is for RDF formats, and {format} is none; leave it out")));
    }
    let query = args.query.as_deref().map(Asked::named).transpose()?;
    let files = general.data_files()?;
    let domain = general.load_domain()?;
    let store = general.open_store_to_ask(&args.store, args.infer, &domain)?;
    let (quads, inferences) = match &query {
        None => {
            let inferences = if args.infer { inference::read(&store)? } else { Vec::new() };
            (inference::without_inferences(store.quads()?), inferences)
        }
        Some(query) => {
            let question = query.question(&store, &domain, &parameters(&args.parameters)?)?;
            let question = if args.infer { question.with_inferences() } else { question };
            let quads = question.ask(&store, Limits::default())?.into_quads().ok_or_else(|| {
                let message = "the query gives no graph; write CONSTRUCT instead of SELECT, or use `nisba query`";
                Failure::Usage(message.to_owned())
            })?;
            if args.infer { inference::apart(&store, quads)? } else { (quads, Vec::new()) }
        }
    };
    if format.is_rdf() {
        let options = RdfOptions { rdf11: args.rdf11, prefixes: domain.prefixes };
        let mut out = Output::open(args.output.as_deref())?;
        let quads = quads.into_iter().chain(inferences.iter().flat_map(Inference::quads));
        let written = export::write_quads(quads, format, &options, &mut out).map_err(Failure::written);
        return out.finish(written.map(|()| Outcome::Done));
    }
    let graph = KnowledgeGraph::from_quads(&quads, read_terms(&files));
    let graph = inference::with_inferences(&graph, &inferences);
    write_graph(args, format, &graph, &options(args, &files))
}

fn write_graph(args: &Export, format: Format, graph: &KnowledgeGraph, options: &Options) -> Result<Outcome, Failure> {
    match &args.output {
        // A table of edges alone has a name like that; else nodes and edges need a folder.
        Some(folder) if format == Format::Csv && folder.extension() != Some(OsStr::new("csv")) => {
            export::write_csv_folder(graph, options, folder)?;
            Ok(Outcome::Done)
        }
        path => {
            let mut out = Output::open(path.as_deref())?;
            let written = export::write_graph(graph, format, options, &mut out).map_err(Failure::written);
            out.finish(written.map(|()| Outcome::Done))
        }
    }
}

impl From<Labels> for Language {
    fn from(labels: Labels) -> Self {
        match labels {
            Labels::Ar => Self::Arabic,
            Labels::En => Self::English,
        }
    }
}

fn options(args: &Export, files: &DataFiles) -> Options {
    let name = args.store.folder.file_name().unwrap_or_default().to_string_lossy();
    Options {
        title: name.into_owned(),
        language: args.labels.into(),
        appearance: Appearance::load(files),
        ..Options::default()
    }
}
