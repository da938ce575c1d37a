//! `nisba export`: the graph, or a part of it, in the form that another program reads.

mod list;
mod page;
mod part;

use std::ffi::OsStr;
use std::path::Path;

use nisba::domain::{DataFiles, Domain};
use nisba::export::{self, Appearance, Format, Options, RdfOptions};
use nisba::graph::{KnowledgeGraph, Language, read_spellings, read_terms, read_writings};
use nisba::inference::{self, Inference};
use nisba::query::{Limits, Part};
use nisba::store::{Opening, Store};
use nisba::timeline::Times;
use nisba::view::{self, Coloring, Weight};

use super::args::{Export, Fill, General, Labels};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::picture::Picture;
use super::query::{Asked, parameters};

pub(crate) fn run(args: &Export, general: &General) -> Result<Outcome, Failure> {
    if args.list {
        return list::run();
    }
    let format = format_of(args)?;
    if args.rdf11 && !format.is_rdf() {
        return Err(Failure::Usage(format!("--rdf11 is for RDF formats, and {format} is none; leave it out")));
    }
    if args.yed && format != Format::GraphMl {
        return Err(Failure::Usage(format!("--yed is for graphml, and this is {format}; leave it out")));
    }
    let files = general.data_files()?;
    let domain = general.load_domain()?;
    if needs_no_store(args, format, general) {
        // Read document by document, so that the quads need not be in memory at once.
        let graph = Opening::read_only(&args.store.folder)?.knowledge_graph(read_terms(&files))?;
        return write_graph(args, format, &graph, &options(args, &files, &domain, &graph));
    }
    let store = general.open_store_to_ask(&args.store, args.infer, &domain)?;
    let mut view = part::view(&args.part, &store, &domain, general)?;
    if format.is_rdf() && view.changes_edges() {
        let message = format!(
            "--merge-parallel and --events-as edges are for graph formats, and {format} has statements; leave them out"
        );
        return Err(Failure::Usage(message));
    }
    let asked = asked(args, &store, &domain)?;
    let quads = store.quads()?;
    let stored = if args.infer { inference::read(&store)? } else { Vec::new() };
    let quads = inference::without_inferences(quads);
    let graph = |quads: &[_]| KnowledgeGraph::from_quads(quads, read_terms(&files));
    let (quads, inferences, graph) = match asked {
        Some(Part::Triples(triples)) => {
            let (answer, inferences) =
                if args.infer { inference::apart(&store, triples)? } else { (triples, Vec::new()) };
            let graph =
                (!format.is_rdf() || !view.is_whole()).then(|| view::completed(&graph(&answer), &graph(&quads)));
            (answer, inferences, graph)
        }
        other => {
            match other {
                Some(Part::Entities(entities)) => view.entities = Some(entities),
                Some(Part::Statements(statements)) => view.statements = Some(statements),
                _ => {}
            }
            let graph = (!format.is_rdf() || !view.is_whole()).then(|| graph(&quads));
            (quads, stored, graph)
        }
    };
    let graph = graph.map(|graph| inference::with_inferences(&graph, &inferences));
    let shown = graph.map(|graph| part::take(&view, &graph, &args.part, &store, &domain, general)).transpose()?;
    match shown {
        Some(shown) if !format.is_rdf() => {
            let options = options(args, &files, &domain, &shown);
            let mut options = Options { writings: read_writings(&quads), ..options };
            if format == Format::Html {
                let spellings = read_spellings(&quads, &options.writings);
                options = page::options(options, spellings, &files);
                page::tell_what_is_left_out(&shown, &options, general);
            }
            let shown = if args.labels == Labels::Both { shown.with_labels_in_both() } else { shown };
            if format.is_picture() {
                let picture = Picture { args: &args.picture, domain: &domain, files: &files, options: &options };
                return picture.write(&shown, format, args.output.as_deref(), general);
            }
            write_graph(args, format, &shown, &options)
        }
        shown => {
            let quads = quads.into_iter().chain(inferences.iter().flat_map(Inference::quads));
            let quads = match shown.filter(|_| !view.is_whole()) {
                None => quads.collect(),
                Some(shown) => view::quads_of(&shown, quads.collect()),
            };
            let options = RdfOptions { rdf11: args.rdf11, prefixes: domain.prefixes };
            let mut out = Output::open(args.output.as_deref())?;
            let written = export::write_quads(quads, format, &options, &mut out).map_err(Failure::written);
            out.finish(written.map(|()| Outcome::Done))
        }
    }
}

/// Whether the whole graph is written, in a format that shows nothing but entities and statements.
fn needs_no_store(args: &Export, format: Format, general: &General) -> bool {
    let whole = part::is_whole(&args.part) && !args.infer && general.min_confidence.is_none();
    let plain = !format.is_rdf() && !format.is_picture() && !format.shows_writings();
    whole && plain && args.labels != Labels::Both
}

/// The format that is named, or that the output's ending tells.
fn format_of(args: &Export) -> Result<Format, Failure> {
    if let Some(name) = &args.format {
        return Ok(name.parse()?);
    }
    let file = args.output.as_deref().and_then(Path::file_name).and_then(OsStr::to_str).unwrap_or_default();
    let ends = |format: &Format| file.strip_suffix(format.extension()).is_some_and(|stem| stem.ends_with('.'));
    // Of `x.ftm.json` both endings are some format's; the longer one tells more.
    let format = Format::ALL.into_iter().filter(ends).max_by_key(|format| format.extension().len());
    format.ok_or_else(|| {
        let why = match file.rsplit_once('.') {
            Some((_, ending)) => format!("no format ends in .{ending}"),
            None => "which format?".to_owned(),
        };
        Failure::Usage(format!("{why}; name one with --format, `nisba export --list` has them"))
    })
}

/// What the query gives, where there is one.
fn asked(args: &Export, store: &Store, domain: &Domain) -> Result<Option<Part>, Failure> {
    let Some(name) = args.part.query.as_deref() else { return Ok(None) };
    let question = Asked::named(name)?.question(store, domain, &parameters(&args.part.parameters)?)?;
    let question = if args.infer { question.with_inferences() } else { question };
    Ok(Some(question.ask(store, Limits::default())?.into_part()?))
}

fn write_graph(args: &Export, format: Format, graph: &KnowledgeGraph, options: &Options) -> Result<Outcome, Failure> {
    match &args.output {
        None if format.needs_folder() => {
            let message =
                format!("{format} is more than one file; name a folder with -o, such as -o {}/", format.name());
            Err(Failure::Usage(message))
        }
        Some(folder) if format.needs_folder() => {
            export::write_folder(graph, format, options, folder)?;
            Ok(Outcome::Done)
        }
        // A table of edges alone has a name like that; else nodes and edges need a folder.
        Some(folder) if format == Format::Csv && folder.extension() != Some(OsStr::new("csv")) => {
            export::write_folder(graph, format, options, folder)?;
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
            Labels::Both => Self::Both,
        }
    }
}

fn options(args: &Export, files: &DataFiles, domain: &Domain, graph: &KnowledgeGraph) -> Options {
    let name = args.store.folder.file_name().unwrap_or_default().to_string_lossy();
    let appearance = Appearance::load(files);
    let measured = args.measures || args.size.is_some() || args.fill.is_some();
    let coloring = match args.fill {
        Some(Fill::Community) => Coloring::Community,
        Some(Fill::Class) | None => Coloring::Class,
    };
    let weight = args.size.map_or(Weight::Degree, Weight::from);
    let marks = if measured { view::marks(graph, weight, coloring, &appearance) } else { export::Marks::new() };
    let times = Times::new(graph, &domain.ontology).of_all();
    let (title, language) = (name.into_owned(), args.labels.into());
    let exchange = domain.exchange.clone();
    Options { title, language, appearance, marks, times, exchange, yed: args.yed, ..Options::default() }
}
