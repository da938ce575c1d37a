//! Graphs that are sound and graphs that are not: what the shapes say of them, here and by pyshacl.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use nisba::Error;
use nisba::domain::{DataFiles, Domain};
use nisba::export::{Format, RdfOptions, write_quads};
use nisba::graph::{Bases, DocumentGraph, Violation};
use nisba::store::Store;
use nisba::validation::{Report, Severity, Shapes, check};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::Value as Json;

use crate::{hand_written, readback};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// Only the ontology is used here, so a mistake elsewhere fails another test.
fn domain() -> Domain {
    Domain::check(&DataFiles::embedded()).0
}

fn shapes(more: &[(String, String)]) -> Shapes {
    Shapes::load(&DataFiles::embedded(), &domain().ontology, more).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validation")
}

fn file(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The graphs of a TriG file as documents of a store.
fn store_of(trig: &str) -> Store {
    let store = Store::in_memory().unwrap();
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::TriG).for_slice(trig).map(Result::unwrap).collect();
    let graphs: BTreeSet<NamedNode> = quads.iter().filter_map(|quad| graph_of(quad).cloned()).collect();
    for graph in graphs {
        store.put_document(&DocumentGraph::from_quads(graph, quads.iter().cloned())).unwrap();
    }
    store
}

fn sample_store() -> Store {
    let domain = domain();
    let store = Store::in_memory().unwrap();
    for name in hand_written::names() {
        let (annotation, text) = hand_written::read(&name);
        store
            .put_document(&DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).unwrap())
            .unwrap();
    }
    for (iri, quads) in by_graph(readback::document_quads()) {
        store.put_document(&DocumentGraph::from_quads(iri, quads)).unwrap();
    }
    store
}

fn by_graph(quads: Vec<Quad>) -> BTreeMap<NamedNode, Vec<Quad>> {
    let mut graphs: BTreeMap<NamedNode, Vec<Quad>> = BTreeMap::new();
    for quad in quads {
        if let Some(graph) = graph_of(&quad) {
            graphs.entry(graph.clone()).or_default().push(quad);
        }
    }
    graphs
}

fn graph_of(quad: &Quad) -> Option<&NamedNode> {
    match &quad.graph_name {
        GraphName::NamedNode(graph) => Some(graph),
        _ => None,
    }
}

/// A result: focus node, path, value, component, severity, shape; the text of blank nodes is left out.
type Row = [Option<String>; 6];

/// The results as the SHACL report has them.
fn rows(report: &Report) -> BTreeSet<Row> {
    let quads = report.quads();
    let of = |node: &NamedOrBlankNode, property: &str| {
        let named = |quad: &&Quad| quad.subject == *node && quad.predicate.as_str() == format!("{SH}{property}");
        quads.iter().find(named).map(|quad| quad.object.clone())
    };
    let text = |term: Option<Term>| match term? {
        Term::NamedNode(node) => Some(node.into_string()),
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    };
    let results = quads.iter().filter(|quad| quad.predicate.as_str() == format!("{SH}result"));
    let results = results.map(|quad| match &quad.object {
        Term::BlankNode(node) => NamedOrBlankNode::from(node.clone()),
        other => panic!("{other}"),
    });
    results
        .map(|node| {
            let path = match of(&node, "resultPath") {
                Some(Term::BlankNode(path)) => Some(
                    text(of(&path.into(), "inversePath"))
                        .map_or_else(|| "complex".to_owned(), |path| format!("^{path}")),
                ),
                path => text(path),
            };
            [
                text(of(&node, "focusNode")),
                path,
                text(of(&node, "value")),
                text(of(&node, "sourceConstraintComponent")),
                text(of(&node, "resultSeverity")),
                text(of(&node, "sourceShape")),
            ]
        })
        .collect()
}

fn short(row: &Row) -> String {
    let part = |part: &Option<String>| {
        let part = part.as_deref().unwrap_or("-");
        part.replace("https://w3id.org/nisba/", "").replace(SH, "").replace("https://example.org/", "")
    };
    row.iter().map(part).collect::<Vec<_>>().join(" | ")
}

const BROKEN: [&str; 4] = ["document", "statement", "entity", "core"];

fn broken(name: &str) -> (Store, Shapes) {
    let more = if name == "core" { vec![("core".to_owned(), file("core-shapes.ttl"))] } else { Vec::new() };
    (store_of(&file(&format!("{name}.trig"))), shapes(&more))
}

/// Set `NISBA_WRITE_EXPECTED=1` to write the results anew; read them before you commit them.
#[test]
fn broken_graphs_give_the_results_expected() {
    for name in BROKEN {
        let (store, shapes) = broken(name);
        let report = check(&store, &shapes).unwrap();
        let found: String = rows(&report).iter().map(|row| short(row) + "\n").collect();
        let path = folder().join(format!("{name}.expected"));
        if std::env::var_os("NISBA_WRITE_EXPECTED").is_some() {
            fs::write(&path, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&path).unwrap_or_default(), "{name}");
        assert!(!report.findings.is_empty());
        for finding in &report.findings {
            let own = finding.shape.starts_with("https://w3id.org/nisba/");
            assert!(!own || !finding.remedy().is_empty(), "{name}: {} says what to do", finding.shape);
        }
    }
}

#[test]
fn samples_are_sound() {
    let report = check(&sample_store(), &shapes(&[])).unwrap();
    // In one of them a platform acts as a firm: that is marked, is no fact, and is all there is.
    let found: Vec<_> = report.findings.iter().filter(|f| f.severity == Severity::Violation).collect();
    let found: Vec<_> = found.iter().map(|f| (f.document.as_deref(), f.shape.rsplit('#').next().unwrap())).collect();
    assert_eq!(found, [(Some("platforms"), "statement-signature"); 2]);
    assert_eq!(report.documents, sample_store().documents().unwrap().len());
}

/// Every graph by itself and the default graph, as pyshacl sees them, have the results that the check gives.
#[test]
fn pyshacl_gives_the_same_results() {
    let Some(python) = readback::python() else { return };
    let mut cases: Vec<(&str, Store, Shapes)> = vec![("samples", sample_store(), shapes(&[]))];
    cases.extend(BROKEN.map(|name| {
        let (store, shapes) = broken(name);
        (name, store, shapes)
    }));
    for (name, store, shapes) in cases {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("shapes.ttl"), shapes.turtle()).unwrap();
        let mut ontology = include_str!("../data/ontology/nisba.ttl").to_owned();
        if name == "core" {
            ontology += &file("core-shapes.ttl");
        }
        fs::write(dir.path().join("ontology.ttl"), ontology).unwrap();
        let data = dir.path().join("data");
        fs::create_dir(&data).unwrap();
        let options = RdfOptions { rdf11: true, ..RdfOptions::default() };
        let (mut graphs, all) = (by_graph(store.quads().unwrap()), NamedNode::new("urn:all").unwrap());
        if name == "samples" {
            // What is sound by itself and together is so in one graph, which takes pyshacl less time.
            graphs = BTreeMap::from([(all, store.quads().unwrap())]);
        } else {
            graphs.insert(all, store.quads_in(oxigraph::model::GraphNameRef::DefaultGraph).unwrap());
        }
        for (at, quads) in graphs.into_values().enumerate() {
            let quads = quads.into_iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad });
            let to = File::create(data.join(format!("{at}.nt"))).unwrap();
            write_quads(quads, Format::NTriples, &options, to).unwrap();
        }
        let mut command = Command::new(&python);
        command.arg(readback::script("validate.py")).arg(dir.path().join("shapes.ttl"));
        let answers = readback::run(command.arg(dir.path().join("ontology.ttl")).arg(&data));
        let theirs: BTreeSet<Row> =
            answers.as_object().unwrap().values().flat_map(|r| r.as_array().unwrap()).map(row).collect();
        let theirs: BTreeSet<Row> = theirs.into_iter().map(without_value).collect();
        let ours: BTreeSet<Row> = rows(&check(&store, &shapes).unwrap()).into_iter().map(without_value).collect();
        let only = |a: &BTreeSet<Row>, b| a.difference(b).map(short).collect::<Vec<_>>().join("\n");
        assert_eq!(only(&ours, &theirs), "", "{name}: pyshacl does not find");
        assert_eq!(only(&theirs, &ours), "", "{name}: pyshacl finds also");
    }
}

/// pyshacl leaves the value out of what our own constraints find in a property.
fn without_value(mut row: Row) -> Row {
    if row[3].as_deref().is_some_and(|component| component.starts_with("https://w3id.org/")) {
        row[2] = None;
    }
    row
}

fn row(result: &Json) -> Row {
    let part = |at: usize| result[at].as_str().map(str::to_owned);
    let complex =
        |path: String| if path.starts_with("http") || path.starts_with('^') { path } else { "complex".into() };
    [part(0), part(1).map(complex), part(2), part(3), part(4), part(5)]
}

#[test]
fn facts_of_several_documents_are_checked_together_with_places() {
    let (store, shapes) = broken("entity");
    let report = check(&store, &shapes).unwrap();
    let countries = report.findings.iter().find(|f| f.shape.ends_with("#entity-country")).unwrap();
    assert_eq!((countries.severity, countries.document.as_deref()), (Severity::Warning, None));
    assert_eq!(countries.name.as_deref(), Some("الجيش"));
    let names: Vec<_> = countries.values.iter().map(|(_, name)| name.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, ["", "العراق"], "France's own name is empty here");
    let place = &countries.places[0];
    assert_eq!(
        (place.document.as_str(), place.start, place.end, place.words.as_str()),
        ("two", Some(4), Some(8), "محمد")
    );
}

#[test]
fn shapes_cover_the_ontology() {
    let domain = domain();
    let shapes = shapes(&[]);
    for (name, _) in domain.ontology.predicates() {
        let target = format!("sh:targetSubjectsOf <https://w3id.org/nisba/ontology#{name}>");
        assert!(shapes.turtle().contains(&target), "{name}");
    }
    for (name, class) in domain.ontology.classes().filter(|(_, class)| class.parent.is_none()) {
        let target = format!("sh:targetClass <https://w3id.org/nisba/ontology#{name}> .");
        assert!(shapes.turtle().contains(&target), "{name} {class:?}");
    }
    assert!(!shapes.turtle().contains("{predicate}\" "), "the templates are filled");
}

/// For every predicate and every pair of classes, the ontology and its shapes agree.
#[test]
fn shapes_and_ontology_agree_on_every_signature() {
    use std::fmt::Write as _;
    let (domain, shapes) = (domain(), shapes(&[]));
    let classes: Vec<&str> = domain.ontology.classes().map(|(name, _)| name).collect();
    let mut trig =
        String::from("@prefix n: <https://w3id.org/nisba/ontology#> .\nGRAPH <https://w3id.org/nisba/doc/x> {\n");
    for class in &classes {
        _ = writeln!(trig, "<urn:s:{class}> a n:{class} . <urn:o:{class}> a n:{class} .");
    }
    let predicates = || domain.ontology.predicates().filter(|(_, predicate)| !predicate.takes_literal());
    for (name, _) in predicates() {
        for (subject, object) in classes.iter().flat_map(|s| classes.iter().map(move |o| (s, o))) {
            _ = writeln!(trig, "<urn:s:{subject}> n:{name} <urn:o:{object}> .");
        }
    }
    let report = check(&store_of(&(trig + "}")), &shapes).unwrap();
    let wrong = |shape: &str, node: &str, value: Option<&str>| {
        let shape = format!("https://w3id.org/nisba/shapes#{shape}");
        report.findings.iter().any(|finding| {
            finding.shape == shape
                && finding.node == node
                && value.is_none_or(|value| finding.values.iter().any(|(known, _)| known == value))
        })
    };
    let mut checked = 0;
    for (name, _) in predicates() {
        for (subject, object) in classes.iter().flat_map(|s| classes.iter().map(move |o| (s, o))) {
            let (s, o) = (format!("urn:s:{subject}"), format!("urn:o:{object}"));
            // A part of them, so that the test is quick; every predicate and class has its turn.
            if checked % 7 == 0 {
                let fits =
                    !wrong(&format!("domain/{name}"), &s, None) && !wrong(&format!("range/{name}/value"), &s, Some(&o));
                assert_eq!(fits, domain.ontology.allows(name, subject, Some(object)), "{subject} {name} {object}");
            }
            checked += 1;
        }
    }
}

#[test]
fn statements_that_the_ontology_does_not_allow_are_no_facts() {
    let domain = domain();
    let (mut annotation, text) = hand_written::read("summit");
    let before = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).unwrap();
    assert!(before.violations().is_empty());
    // What is an entity of the wrong class now was right before.
    let statement =
        annotation.statements.iter().find(|s| s.factuality == Default::default() && s.claimed_by == "author");
    let statement = statement.unwrap().clone();
    let subject = annotation.entities.iter_mut().find(|entity| entity.id == statement.subject).unwrap();
    let class = std::mem::replace(&mut subject.class, "Product".to_owned());
    let after = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).unwrap();
    assert!(after.violations().contains(&Violation { predicate: statement.predicate.clone(), vouched: true }));
    let store = Store::in_memory().unwrap();
    store.put_document(&after).unwrap();
    assert_eq!(store.violations_in(after.iri().as_ref()).unwrap(), after.violations().len());
    assert_eq!(store.counts().unwrap().statements, before.counts().statements, "no statement is lost");
    let direct = |graph: &DocumentGraph| {
        let named = |quad: &&Quad| quad.predicate.as_str().ends_with(&format!("#{}", statement.predicate));
        graph.dataset().iter().filter(named).count()
    };
    assert!(direct(&after) < direct(&before));
    // The check lists it, and nothing else: the direct triple is nowhere.
    let report = check(&store, &shapes(&[])).unwrap();
    let violations: Vec<_> = report.findings.iter().filter(|f| f.severity == Severity::Violation).collect();
    assert_eq!(violations.len(), after.violations().len(), "{violations:#?}");
    assert!(violations.iter().all(|f| f.shape.ends_with("#statement-signature") && !f.places[0].words.is_empty()));
    // With the class corrected in the graph, the fact comes back.
    let wrong = NamedNode::new("https://w3id.org/nisba/ontology#Product").unwrap();
    let right = NamedNode::new(format!("https://w3id.org/nisba/ontology#{class}")).unwrap();
    let corrected = after.quads().iter().cloned().map(|mut quad| {
        if quad.object == Term::from(wrong.clone()) {
            quad.object = right.clone().into();
        }
        quad
    });
    let corrected = DocumentGraph::from_quads(after.iri().clone(), corrected).with_signatures(&domain.ontology);
    assert!(corrected == before, "the fact is back");
    assert!(before.with_signatures(&domain.ontology) == before);
}

#[test]
fn mistakes_in_shapes_are_told() {
    let domain = domain();
    let told = |text: &str, parts: &[&str]| {
        let text = format!("@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <urn:> .\n{text}");
        let shapes = Shapes::load(&DataFiles::embedded(), &domain.ontology, &[("my.ttl".to_owned(), text)]);
        let Err(Error::Shapes(problems)) = shapes else { panic!("{parts:?} is told") };
        let all: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
        assert!(parts.iter().all(|part| all.contains(part)), "{all}");
    };
    told(":a sh:path", &["my.ttl:3"]);
    told(
        ":a sh:targetNode :x ; sh:sparql [ sh:select \"SELECT $this {}\" ] .",
        &["<urn:a>", "sh:sparql is not of SHACL Core"],
    );
    told(":a sh:targetNode :x ; sh:minCount 1 .", &["sh:minCount needs a sh:path"]);
    told(":a sh:targetNode :x ; sh:nodeKind sh:Animal .", &["sh:nodeKind has a value"]);
    told(":a sh:targetNode :x ; sh:pattern \"(\" .", &["sh:pattern has a value"]);
    told(":a sh:targetNode :x ; sh:node :b . :b sh:node :a .", &["asks itself"]);
    told(":a sh:targetNode :x ; sh:severity :bad .", &["severity"]);
    told(":a sh:targetNode :x ; sh:path \"p\" .", &["sh:path is none"]);
    told(
        ":c a sh:ConstraintComponent ; sh:parameter [ sh:path :odd ] . :a sh:targetNode :x ; :odd 1 .",
        &["urn:odd", "query"],
    );
}
