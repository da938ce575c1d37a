//! The graph of entities that quads describe.

use nisba::annotation::Factuality;
use nisba::domain::DataFiles;
use nisba::export::{Format, Options, RdfOptions, write_graph, write_quads};
use nisba::graph::{Edge, KnowledgeGraph, Language, Node, Terms, read_terms};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};

use crate::readback::document_quads;

const ID: &str = "https://w3id.org/nisba/id/";

fn graph() -> KnowledgeGraph {
    KnowledgeGraph::from_quads(&document_quads(), read_terms(&DataFiles::embedded()))
}

fn node<'a>(graph: &'a KnowledgeGraph, name: &str) -> &'a Node {
    graph.node(&format!("{ID}{name}")).unwrap()
}

fn edges<'a>(graph: &'a KnowledgeGraph, predicate: &str) -> Vec<&'a Edge> {
    graph.edges().map(|(_, edge, _)| edge).filter(|edge| edge.predicate == predicate).collect()
}

fn node_link(graph: &KnowledgeGraph) -> String {
    let mut bytes = Vec::new();
    write_graph(graph, Format::NodeLink, &Options::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_entity_has_names_class_identity_and_counts() {
    let graph = graph();
    let jordan = node(&graph, "jordan");
    assert_eq!(jordan.names.ar.as_deref(), Some("الأردن"));
    assert_eq!(jordan.names.en.as_deref(), Some("Jordan"));
    assert_eq!((jordan.class.as_str(), jordan.wikidata.as_deref()), ("Country", Some("Q810")));
    assert_eq!((jordan.mentions, graph.degree(&jordan.iri)), (3, 3));
    assert_eq!(jordan.documents.iter().map(String::as_str).collect::<Vec<_>>(), ["amman", "amman-en"]);
    let meeting = node(&graph, "amman-meeting");
    assert_eq!((meeting.first_date(), meeting.attributes.len()), (Some("2021-03-03"), 2), "a date from each document");
}

#[test]
fn every_statement_keeps_its_words_and_who_says_it() {
    let graph = graph();
    let held: Vec<_> = edges(&graph, "heldIn").into_iter().map(|edge| &edge.claim).collect();
    assert_eq!(held.iter().map(|claim| claim.document.as_str()).collect::<Vec<_>>(), ["amman", "amman-en"]);
    assert_eq!(held[1].evidence.text, "met in Amman");
    assert!(held.iter().all(|claim| claim.asserted && claim.claimant.is_none()));
    let denied = &edges(&graph, "rejects")[0].claim;
    assert_eq!((denied.factuality, denied.asserted), (Factuality::Denied, false));
    let claimant = denied.claimant.as_deref().unwrap();
    assert_eq!(graph.label(claimant, Language::Arabic), "متحدث حكومي");
    assert!((denied.confidence - 0.8).abs() < 1e-9);
    assert_eq!(denied.pattern.as_deref(), Some("ar/sample#rejects"));
}

#[test]
fn labels_come_from_the_ontology() {
    let graph = graph();
    assert_ne!(graph.term_label("heldIn", Language::Arabic), graph.term_label("heldIn", Language::English));
    for factuality in ["Alleged", "Intended", "Possible", "Denied"] {
        assert!(graph.term(factuality).is_some_and(|names| names.ar.is_some() && names.en.is_some()), "{factuality}");
    }
    assert_eq!(graph.term_label("noSuchTerm", Language::Arabic), "no such term");
}

#[test]
fn a_rejected_fact_is_not_asserted() {
    let rejected = |quad: &Quad| quad.graph_name.is_default_graph() && quad.predicate.as_str().ends_with("#metWith");
    let quads: Vec<_> = document_quads().into_iter().filter(|quad| !rejected(quad)).collect();
    let graph = KnowledgeGraph::from_quads(&quads, Terms::new());
    assert!(!edges(&graph, "metWith")[0].claim.asserted);
}

#[test]
fn order_of_quads_does_not_matter() {
    let mut quads = document_quads();
    let first = node_link(&KnowledgeGraph::from_quads(&quads, Terms::new()));
    quads.reverse();
    assert_eq!(node_link(&KnowledgeGraph::from_quads(&quads, Terms::new())), first);
}

#[test]
fn a_format_with_one_graph_loses_no_statement() {
    let mut turtle = Vec::new();
    write_quads(document_quads(), Format::Turtle, &RdfOptions::default(), &mut turtle).unwrap();
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).map(Result::unwrap).collect();
    assert_eq!(node_link(&KnowledgeGraph::from_quads(&quads, Terms::new())), {
        node_link(&KnowledgeGraph::from_quads(&document_quads(), Terms::new()))
    });
}

#[test]
fn a_querys_answer_is_a_graph_without_evidence() {
    let facts = document_quads().into_iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph);
    let graph = KnowledgeGraph::from_quads(&facts.collect::<Vec<_>>(), Terms::new());
    let held = &edges(&graph, "heldIn")[0].claim;
    assert!(held.asserted && held.evidence.text.is_empty() && held.document.is_empty());
    assert_eq!(edges(&graph, "heldIn").len(), 1);
    assert!(edges(&graph, "rejects").is_empty());
}
