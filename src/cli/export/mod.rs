//! `nisba export`: the graph, or a part of it, in the form that another program reads.

mod folder;
mod list;
mod page;
mod part;
mod unused;

use std::ffi::OsStr;
use std::path::Path;

use nisba::domain::{DataFiles, Domain};
use nisba::export::{self, Appearance, Format, Options, RdfOptions};
use nisba::graph::{KnowledgeGraph, Language, Spellings, Writings, read_spellings, read_terms, read_writings};
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
use super::tell;

pub(crate) fn run(args: &Export, general: &General) -> Result<Outcome, Failure> {
    if args.list {
        return list::run();
    }
    let format = format_of(args)?;
    unused::refuse(args, format)?;
    let files = general.data_files()?;
    let domain = general.load_domain()?;
    if needs_no_store(args, format, general) {
        // Read document by document, so that the quads need not be in memory at once.
        let mut opening = Opening::read_only(&args.store.folder)?;
        let (graph, writings, spellings) = if format.shows_writings() {
            opening.told(read_terms(&files))?
        } else {
            (opening.knowledge_graph(read_terms(&files))?, Writings::new(), Spellings::new())
        };
        return write_shown(args, format, graph, (writings, spellings), (&files, &domain), general);
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
            let (mut writings, mut spellings) = (Writings::new(), Spellings::new());
            if format.shows_writings() {
                writings = read_writings(&quads);
            }
            if format == Format::Html {
                spellings = read_spellings(&quads, &writings);
            }
            drop(quads);
            write_shown(args, format, shown, (writings, spellings), (&files, &domain), general)
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

/// Whether the whole graph is written, in a format that is made of entities, statements and documents.
fn needs_no_store(args: &Export, format: Format, general: &General) -> bool {
    part::is_whole(&args.part) && !args.infer && general.min_confidence.is_none() && !format.is_rdf()
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

/// Writes a graph, or the part of one that was asked for.
fn write_shown(
    args: &Export,
    format: Format,
    shown: KnowledgeGraph,
    (writings, spellings): (Writings, Spellings),
    (files, domain): (&DataFiles, &Domain),
    general: &General,
) -> Result<Outcome, Failure> {
    let options = Options { writings, ..options(args, files, domain, &shown) };
    let options = if format == Format::Html { page::options(options, spellings, files) } else { options };
    if format == Format::Html {
        page::tell_what_is_left_out(&shown, &options, general);
    }
    let shown = if args.labels == Some(Labels::Both) { shown.with_labels_in_both() } else { shown };
    if format.is_picture() {
        let picture = Picture { args: &args.picture, domain, files, options: &options };
        return picture.write(&shown, format, args.output.as_deref(), general);
    }
    tell_of_directions(format, &shown, general);
    write_graph(args, format, &shown, &options, general)
}

/// Says what a program would not read that is told to read this format.
fn tell_of_directions(format: Format, graph: &KnowledgeGraph, general: &General) {
    let mixed = || {
        let undirected = graph.edges().filter(|(_, edge, _)| edge.undirected).count();
        undirected > 0 && undirected < graph.edges().len()
    };
    if matches!(format, Format::GraphMl | Format::Gexf) && !general.quiet && mixed() {
        tell(
            "some edges have no direction, as all that they join take part in an event alike; networkx reads no \
             graphml and gexf with edges of both kinds: take --format nodelink for it",
        );
    }
}

fn write_graph(
    args: &Export,
    format: Format,
    graph: &KnowledgeGraph,
    options: &Options,
    general: &General,
) -> Result<Outcome, Failure> {
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    match output {
        None if format.needs_folder() => {
            let message =
                format!("{format} is more than one file; name a folder with -o, such as -o {}/", format.name());
            Err(Failure::Usage(message))
        }
        Some(folder) if format.needs_folder() => {
            let kept = export::write_folder(graph, format, options, folder)?;
            folder::tell_what_was_found(&kept, general);
            Ok(Outcome::Done)
        }
        // A table of edges alone has a name like that; else nodes and edges need a folder.
        Some(folder) if format == Format::Csv && folder.extension() != Some(OsStr::new("csv")) => {
            export::write_folder(graph, format, options, folder)?;
            Ok(Outcome::Done)
        }
        path => {
            let mut out = Output::open(path)?;
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
    let (title, language) = (name.into_owned(), args.labels.unwrap_or(Labels::Ar).into());
    let exchange = domain.exchange.clone();
    Options { title, language, appearance, marks, times, exchange, yed: args.yed, ..Options::default() }
}
