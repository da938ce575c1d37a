//! Exported files are read back by the programs that they are made for: networkx, igraph, ndex2, Mermaid, rdflib, Oxigraph's command,
//! Cytoscape.js and Graphviz. `.ci/readback-setup` installs these. Where they are missing the test says that it was
//! skipped, but fails where `CI=true`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use nisba::annotation::{Annotation, Evidence, Factuality};
use nisba::domain::{DataFiles, Domain};
use nisba::drawing::{self, Picture, Theme};
use nisba::export::{Appearance, Format, Options, RdfOptions, write_folder, write_graph, write_quads};
use nisba::graph::{Bases, Claim, DocumentGraph, Edge, KnowledgeGraph, Names, Node, Terms, read_terms};
use nisba::source::SourceDocument;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Triple};
use serde_json::Value as Json;

/// An entity of the sample whose label no format may break.
const HARD: &str = "https://w3id.org/nisba/id/ufuq";

#[test]
fn graph_files_are_read_by_networkx_and_cytoscape() {
    let (graph, folder) = (sample_graph(), tempfile::tempdir().unwrap());
    write_all(&graph, folder.path());
    let label = graph.node(HARD).unwrap().names.ar.clone().unwrap();
    assert!(label.contains('"') && label.contains("]]>") && label.contains('\n'), "the label is hard: {label:?}");
    let check = |name: &str, answer: &Json| {
        assert_eq!(answer["nodes"], graph.nodes().len(), "nodes, {name}");
        assert_eq!(answer["edges"], graph.edges().len(), "edges, {name}");
        assert_eq!(answer["label"], label, "label, {name}");
    };
    if let Some(python) = python() {
        let answers = run(Command::new(python).arg(script("read_graphs.py")).arg(folder.path()).arg(HARD));
        let answers = answers.as_object().unwrap();
        assert_eq!(answers.len(), 9);
        answers.iter().for_each(|(name, answer)| check(name, answer));
    }
    if let (Some(modules), Some(node)) = (node_modules(), installed("node")) {
        let file = folder.path().join("graph.cyjs");
        let mut command = Command::new(node);
        command.env("NISBA_NODE_MODULES", modules).arg(script("read.mjs")).arg(file).arg(HARD);
        check("cytoscape", &run(&mut command));
    }
}

#[test]
fn exchange_files_are_read_by_followthemoney_stix_duckdb_kuzu_and_yaml() {
    let (graph, folder) = (sample_graph(), tempfile::tempdir().unwrap());
    write_all(&graph, folder.path());
    let label = graph.node(HARD).unwrap().names.ar.clone().unwrap();
    let Some(python) = python() else { return };
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/export/ftm.tsv");
    let answer = run(Command::new(python).arg(script("read_exchange.py")).arg(folder.path()).arg(HARD).arg(table));
    assert!(answer["rows"].as_u64().unwrap() > 40);
    let answers = answer["answers"].as_object().unwrap();
    assert_eq!(answers.len(), if cfg!(feature = "parquet") { 6 } else { 5 });
    for (name, answer) in answers {
        assert_eq!(answer["nodes"], graph.nodes().len(), "nodes, {name}");
        assert!(name == "obsidian" || answer["edges"] == graph.edges().len(), "edges, {name}");
        assert_eq!(answer["label"], label, "label, {name}");
    }
}

#[test]
fn a_flowchart_is_parsed_by_mermaid() {
    let (graph, folder) = (sample_graph(), tempfile::tempdir().unwrap());
    write_all(&graph, folder.path());
    if let (Some(modules), Some(node)) = (node_modules(), installed("node")) {
        let mut command = Command::new(node);
        command
            .env("NISBA_NODE_MODULES", modules)
            .arg(script("read.mjs"))
            .arg(folder.path().join("graph.mmd"))
            .arg(HARD);
        let answer = run(&mut command);
        let arrows: BTreeSet<_> = graph.edges().map(|(s, edge, o)| (&s.iri, &o.iri, edge.claim.asserted)).collect();
        assert_eq!(answer["nodes"], graph.nodes().len());
        assert_eq!(answer["edges"], arrows.len());
        assert_eq!(answer["dotted"], arrows.iter().filter(|(_, _, asserted)| !asserted).count());
        let words = |text: &str| {
            let text: String = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
            text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let label = words(graph.node(HARD).unwrap().names.ar.as_deref().unwrap());
        let labels = answer["labels"].as_array().unwrap();
        assert!(labels.iter().any(|found| words(found.as_str().unwrap()) == label), "{labels:?}");
    }
}

#[test]
fn rdf_files_are_read_by_rdflib_and_oxigraph() {
    let (quads, folder) = (sample_quads(), tempfile::tempdir().unwrap());
    let prefixes = Domain::embedded().unwrap().prefixes;
    for rdf11 in [true, false] {
        for format in Format::ALL.into_iter().filter(|format| format.is_rdf()) {
            let version = if rdf11 { "rdf11" } else { "rdf12" };
            let path = folder.path().join(format!("{version}.{}", format.extension()));
            let options = RdfOptions { rdf11, prefixes: prefixes.clone() };
            write_quads(quads.clone(), format, &options, File::create(path).unwrap()).unwrap();
        }
    }
    let Some(python) = python() else { return };
    let answers = run(Command::new(python).arg(script("read_rdf.py")).arg(folder.path()).arg(HARD));
    let answers = answers.as_object().unwrap();
    assert_eq!(answers.len(), 6 + 2 * 5 + 1);
    let expected = Expected::of(&quads);
    for (name, answer) in answers {
        let (_, version, extension) = parts(name);
        let format: Format = extension.parse().unwrap();
        let flat = version == "rdf11" || format == Format::JsonLd;
        assert_eq!(answer["nodes"], expected.labelled, "labelled, {name}");
        // In RDF 1.1 the two nested triple terms of the sample are statements of their own.
        assert_eq!(answer["edges"], expected.reifiers + if flat { 2 } else { 0 }, "statements, {name}");
        assert_eq!(answer["label"], expected.label, "label, {name}");
        let facts = if format.keeps_graphs() { expected.quads } else { expected.triples };
        let more = if flat { 3 * expected.reifiers + 2 * 4 } else { 0 };
        assert_eq!(answer["quads"], facts + more, "quads, {name}");
    }
}

#[test]
fn dot_is_drawn_by_graphviz() {
    let (graph, folder) = (sample_graph(), tempfile::tempdir().unwrap());
    write_all(&graph, folder.path());
    let Some(dot) = installed("dot") else { return };
    let output = Command::new(dot).arg("-Tsvg").arg(folder.path().join("graph.dot")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "no warning");
    let svg = String::from_utf8(output.stdout).unwrap();
    assert_eq!(svg.matches("class=\"node\"").count(), graph.nodes().len());
    let arrows: BTreeSet<_> = graph
        .edges()
        .map(|(s, edge, o)| (&s.iri, &o.iri, edge.claim.factuality, edge.claim.claimant.as_deref()))
        .collect();
    assert!(arrows.len() < graph.edges().len(), "the sample has parallel statements");
    assert_eq!(svg.matches("class=\"edge\"").count(), arrows.len());
    assert!(svg.contains(">الأردن</text>"));
    assert!(svg.contains("]]&gt;"), "the hard label is there");
}

/// Nothing, one entity, and as many as a large newspaper archive gives.
#[test]
fn graphs_of_any_size_are_read() {
    for (nodes, edges) in sizes() {
        let (graph, folder) = (synthetic_graph(nodes, edges), tempfile::tempdir().unwrap());
        let formats = [
            Format::GraphMl,
            Format::Gexf,
            Format::NodeLink,
            Format::Adjacency,
            Format::Cytoscape,
            Format::Jgf,
            Format::Cx2,
            Format::Pajek,
        ];
        for format in formats {
            let file = File::create(folder.path().join(format!("graph.{}", format.extension()))).unwrap();
            write_graph(&graph, format, &Options::default(), file).unwrap();
        }
        let tables = [Format::Csv, Format::Neo4j, Format::Parquet];
        for format in tables.into_iter().filter(|&format| format != Format::Parquet || cfg!(feature = "parquet")) {
            write_folder(&graph, format, &Options::default(), &folder.path().join(format.name())).unwrap();
        }
        let Some(python) = python() else { return };
        let answers = run(Command::new(python).arg(script("read_sizes.py")).arg(folder.path()));
        for (name, answer) in answers.as_object().unwrap() {
            assert_eq!(answer["nodes"], nodes, "nodes of {nodes}, {name}");
            assert_eq!(answer["edges"], edges, "edges of {edges}, {name}");
        }
    }
}

/// What is written and read in these sizes: entities, and statements between them.
fn sizes() -> [(usize, usize); 4] {
    let large = if cfg!(debug_assertions) { 2_000 } else { 100_000 };
    [(0, 0), (1, 0), (1, 2), (large, 3 * large)]
}

fn full_options() -> Options {
    let appearance = Appearance::load(&DataFiles::embedded());
    Options {
        title: "عيّنة".to_owned(),
        appearance,
        exchange: Domain::embedded().unwrap().exchange,
        ..Options::default()
    }
}

fn write_to(graph: &KnowledgeGraph, format: Format, options: &Options, folder: &Path) {
    let file = File::create(folder.join(format!("graph.{}", format.extension()))).unwrap();
    write_graph(graph, format, options, file).unwrap();
}

#[test]
fn exchange_files_of_any_size_are_read() {
    let options = full_options();
    for (nodes, edges) in sizes() {
        let (graph, folder) = (synthetic_graph(nodes, edges), tempfile::tempdir().unwrap());
        for format in [Format::Ftm, Format::Stix, Format::Cypher] {
            write_to(&graph, format, &options, folder.path());
        }
        write_folder(&graph, Format::Obsidian, &options, &folder.path().join("obsidian")).unwrap();
        let Some(python) = python() else { return };
        let answers = run(Command::new(python).arg(script("read_sizes_exchange.py")).arg(folder.path()));
        assert_eq!(answers.as_object().unwrap().len(), 4);
        for (name, answer) in answers.as_object().unwrap() {
            assert_eq!(answer["nodes"], nodes, "nodes of {nodes}, {name}");
            // A note quotes the words of each statement that the entity is an end of.
            let loops = graph.edges().filter(|(subject, _, object)| subject.iri == object.iri).count();
            let expected = if name == "obsidian" { 2 * edges - loops } else { edges };
            assert_eq!(answer["edges"], expected, "edges of {nodes}, {name}");
        }
    }
}

/// A page and a picture hold so much; of more they tell how much is left out.
const SHOWN: usize = 5_000;

#[test]
fn pages_pictures_and_rdf_of_any_size_are_read() {
    let (options, domain) = (full_options(), Domain::embedded().unwrap());
    let theme = Theme::load(&DataFiles::embedded());
    for (nodes, edges) in sizes() {
        let (graph, folder) = (synthetic_graph(nodes, edges), tempfile::tempdir().unwrap());
        for format in [Format::Dot, Format::Html, Format::Mermaid] {
            write_to(&graph, format, &options, folder.path());
        }
        let drawing = drawing::draw(&graph, &domain.ontology, Picture::Graph, &options, &theme);
        std::fs::write(folder.path().join("graph.svg"), drawing.to_svg()).unwrap();
        #[cfg(feature = "pictures")]
        {
            let fonts = drawing::Fonts::of_system();
            std::fs::write(folder.path().join("graph.png"), drawing.to_png(&fonts, 1600).unwrap()).unwrap();
            std::fs::write(folder.path().join("graph.pdf"), drawing.to_pdf(&fonts).unwrap()).unwrap();
        }
        for format in Format::ALL.into_iter().filter(|format| format.is_rdf()) {
            let file = File::create(folder.path().join(format!("graph.{}", format.extension()))).unwrap();
            write_quads(synthetic_quads(&graph), format, &RdfOptions::default(), file).unwrap();
        }
        if let Some(python) = python() {
            let answers = run(Command::new(python).arg(script("read_sizes_rest.py")).arg(folder.path()));
            assert_eq!((&answers["dot"]["nodes"], &answers["dot"]["edges"]), (&nodes.into(), &edges.into()));
            // What joins those that are shown.
            let shown: BTreeSet<&str> = graph.nodes().take(SHOWN).map(|node| node.iri.as_str()).collect();
            let inside = |iri: &str| shown.contains(iri);
            let joined = graph.edges().filter(|(s, _, o)| inside(&s.iri) && inside(&o.iri)).count();
            for name in ["page", "svg"] {
                let answer = &answers[name];
                assert_eq!((&answer["nodes"], &answer["edges"]), (&shown.len().into(), &joined.into()), "{name}");
            }
            let of = &answers["page"]["of"];
            assert_eq!(*of, if nodes > SHOWN { serde_json::json!([nodes, edges]) } else { Json::Null });
            if nodes > SHOWN {
                let told = |count: usize| answers["svg"]["texts"].as_str().unwrap().contains(&count.to_string());
                assert!(told(nodes - SHOWN) && told(edges - joined), "{}", answers["svg"]["texts"]);
            }
            assert!(!cfg!(feature = "pictures") || answers["png"]["width"] == 1600 && answers["pdf"]["pages"] == 1);
            let said: BTreeSet<_> = graph.edges().map(|(s, _, o)| (&s.iri, &o.iri)).collect();
            for format in Format::ALL.into_iter().filter(|format| format.is_rdf()) {
                // In JSON-LD a statement about a statement is four triples.
                let each = if format == Format::JsonLd { 4 } else { 1 };
                // A fact stands in its document's graph, and once among all facts.
                let facts = if format.keeps_graphs() { 2 * said.len() } else { said.len() };
                let expected = nodes + facts + each * edges;
                assert_eq!(answers[format.extension()]["quads"], expected, "quads of {nodes}, {format}");
            }
        }
        if let (Some(modules), Some(node)) = (node_modules(), installed("node")) {
            let mut command = Command::new(node);
            command.env("NISBA_NODE_MODULES", modules).arg(script("read.mjs")).arg(folder.path().join("graph.mmd"));
            let answer = run(command.arg(HARD));
            let (drawn, arrows) = (answer["nodes"].as_u64().unwrap(), answer["edges"].as_u64().unwrap());
            let labels = answer["labels"].to_string();
            let whole = nodes < 100;
            // The note on what is left out is a node too.
            let (drawn, nodes, edges) = (drawn - u64::from(!whole), nodes as u64, edges as u64);
            assert!(whole && (drawn, arrows) == (nodes, edges) || labels.contains(&format!("{} nodes", nodes - drawn)));
            assert!(whole || labels.contains(&format!("{} statements", edges - arrows)), "{labels}");
        }
    }
}

/// Names of entities, statements, and what reifies these, in one document; the statements also as facts.
fn synthetic_quads(graph: &KnowledgeGraph) -> Vec<Quad> {
    let named = |iri: &str| NamedNode::new_unchecked(iri);
    let document = named("https://example.org/doc");
    let labels = graph.nodes().map(|node| {
        let label = Literal::new_language_tagged_literal(node.names.ar.as_deref().unwrap(), "ar").unwrap();
        Quad::new(named(&node.iri), rdfs::LABEL, label, document.clone())
    });
    let statements = graph.edges().flat_map(|(subject, edge, object)| {
        let triple = Triple::new(named(&subject.iri), named("https://example.org/metWith"), named(&object.iri));
        let reified = Quad::new(named(&edge.claim.id), rdf::REIFIES, triple.clone(), document.clone());
        [triple.clone().in_graph(GraphName::DefaultGraph), triple.in_graph(document.clone()), reified]
    });
    labels.chain(statements).collect()
}

/// Entities with names in both scripts, and statements between them that are a fact or not.
fn synthetic_graph(nodes: usize, edges: usize) -> KnowledgeGraph {
    let iri = |at: usize| format!("https://example.org/{at:06}");
    let node = |at: usize| Node {
        iri: iri(at),
        names: Names {
            ar: Some(format!("كيان «{at}»")), en: Some(format!("entity \"{at}\"")), ..Names::default()
        },
        class: ["Person", "Country", "Conference"][at % 3].to_owned(),
        ..Node::default()
    };
    let edge = |at: usize| {
        let factuality = [Factuality::Asserted, Factuality::Denied][at % 2];
        let words = format!("كلمات {at}");
        let claim = Claim {
            id: format!("https://example.org/doc#s{at:06}"),
            factuality,
            asserted: factuality == Factuality::Asserted,
            confidence: 0.75,
            claimant: None,
            document: format!("doc-{}", at % 97),
            evidence: Evidence { start: at, end: at + words.chars().count(), text: words },
            pattern: None,
            inferred: None,
        };
        // Steps of different lengths, so that no two statements have the same ends.
        (iri(at % nodes), Edge::new("metWith", claim), iri((at % nodes + 1 + at / nodes) % nodes))
    };
    KnowledgeGraph::new((0..nodes).map(node), (0..edges).map(edge), Terms::new())
}

/// The sample's documents as the store would hold them.
pub(crate) fn document_quads() -> Vec<Quad> {
    let domain = Domain::embedded().unwrap();
    let documents: Vec<Json> = serde_json::from_str(include_str!("readback/sample.json")).unwrap();
    let quads = documents.into_iter().flat_map(|document| {
        let text = document["text"].as_str().unwrap().to_owned();
        let annotation: Annotation = serde_json::from_value(document).unwrap();
        DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).unwrap().dataset()
    });
    let quads: BTreeMap<String, Quad> = quads.map(|quad| (quad.to_string(), quad)).collect();
    quads.into_values().collect()
}

/// What extraction finds in the seed article.
pub(crate) fn seed_quads() -> Vec<Quad> {
    let domain = Domain::embedded().unwrap();
    let document = SourceDocument::plain("seed", include_str!("../data/samples/seed.txt"));
    let annotation = nisba::pipeline::extract(&domain, &document).unwrap();
    DocumentGraph::new(&annotation, &document.text, &domain.ontology, &Bases::default()).unwrap().dataset()
}

/// The sample's documents and the seed article, each quad once.
fn read_quads() -> Vec<Quad> {
    let quads = document_quads().into_iter().chain(seed_quads());
    quads.map(|quad| (quad.to_string(), quad)).collect::<BTreeMap<_, _>>().into_values().collect()
}

pub(crate) fn sample_graph() -> KnowledgeGraph {
    KnowledgeGraph::from_quads(&read_quads(), read_terms(&DataFiles::embedded()))
}

/// The documents, and what extraction does not write.
fn sample_quads() -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::TriG);
    let more = parser.for_slice(include_str!("readback/sample.trig")).map(Result::unwrap);
    read_quads().into_iter().chain(more).collect()
}

fn write_all(graph: &KnowledgeGraph, folder: &Path) {
    let appearance = Appearance::load(&DataFiles::embedded());
    let exchange = Domain::embedded().unwrap().exchange;
    let options = Options { title: "عيّنة \"أولى\"".to_owned(), appearance, exchange, ..Options::default() };
    for format in
        Format::ALL.into_iter().filter(|format| !format.is_rdf() && !format.needs_folder() && !format.is_picture())
    {
        let file = File::create(folder.join(format!("graph.{}", format.extension()))).unwrap();
        write_graph(graph, format, &options, file).unwrap();
    }
    write_folder(graph, Format::Csv, &options, folder).unwrap();
    for format in Format::ALL.into_iter().filter(|format| format.needs_folder()) {
        if format != Format::Parquet || cfg!(feature = "parquet") {
            write_folder(graph, format, &options, &folder.join(format.name())).unwrap();
        }
    }
}

/// What the RDF sample holds, counted without the exporter.
struct Expected {
    quads: usize,
    triples: usize,
    labelled: usize,
    reifiers: usize,
    label: String,
}

impl Expected {
    fn of(quads: &[Quad]) -> Self {
        let labels = || quads.iter().filter(|quad| quad.predicate == rdfs::LABEL);
        let hard = labels().filter(|quad| quad.subject.to_string() == format!("<{HARD}>"));
        let mut label = hard.filter_map(|quad| match &quad.object {
            Term::Literal(literal) if literal.language() == Some("ar") => Some(literal.value().to_owned()),
            _ => None,
        });
        let triple = |quad: &Quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object);
        let jordan = "<https://w3id.org/nisba/id/jordan>";
        let is_rejected =
            |quad: &&Quad| quad.predicate.as_str().ends_with("#fights") && quad.subject.to_string() == jordan;
        assert_eq!(quads.iter().filter(is_rejected).count(), 1);
        Self {
            quads: quads.len(),
            triples: quads.iter().filter(|quad| !is_rejected(quad)).map(triple).collect::<BTreeSet<_>>().len(),
            labelled: labels().map(|quad| quad.subject.to_string()).collect::<BTreeSet<_>>().len(),
            reifiers: quads.iter().filter(|quad| quad.predicate == rdf::REIFIES).count(),
            label: label.next().unwrap(),
        }
    }
}

/// `rdflib rdf11.ttl` as its three parts.
fn parts(name: &str) -> (&str, &str, &str) {
    let (reader, file) = name.split_once(' ').unwrap();
    let (version, extension) = file.split_once('.').unwrap();
    (reader, version, extension)
}

pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readback").join(name)
}

/// The JSON that a command prints.
pub(crate) fn run(command: &mut Command) -> Json {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Python with the packages of `.ci/readback-setup`.
pub(crate) fn python() -> Option<PathBuf> {
    located("NISBA_PYTHON", "python/bin/python")
}

/// A folder of Node's packages.
pub(crate) fn node_modules() -> Option<PathBuf> {
    located("NISBA_NODE_MODULES", "node/node_modules")
}

/// What an environment variable names, or what `.ci/readback-setup` has put in its usual place.
fn located(variable: &str, usual: &str) -> Option<PathBuf> {
    let cache = || {
        let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/nisba"));
        std::env::var_os("NISBA_CACHE").map(PathBuf::from).or(home)
    };
    let named = std::env::var_os(variable).map(PathBuf::from);
    let found = named.or_else(|| cache().map(|cache| cache.join("readback").join(usual)));
    found.filter(|path| path.exists()).or_else(|| missing(variable))
}

/// A program that answers `--version` or `-V`.
fn installed(name: &str) -> Option<&OsStr> {
    let version = if name == "dot" { "-V" } else { "--version" };
    let there = Command::new(name).arg(version).output().is_ok_and(|output| output.status.success());
    there.then_some(OsStr::new(name)).or_else(|| missing(name))
}

fn missing<T>(what: &str) -> Option<T> {
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{what} is missing: run .ci/readback-setup");
    println!("skipped: {what} is missing; .ci/readback-setup installs what reads the files back");
    None
}
