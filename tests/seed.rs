//! The seed article from text to store: what the README shows of it, and how many quads it takes.

use nisba::domain::{Domain, Prefixes};
use nisba::graph::{Bases, DocumentGraph};
use nisba::query::{Answer, Limits, Question};
use nisba::source::SourceDocument;
use nisba::store::Store;

fn seed() -> (Store, Prefixes) {
    let domain = Domain::embedded().expect("the embedded domain is sound");
    let document = SourceDocument::plain("seed", include_str!("../data/samples/seed.txt"));
    let annotation = nisba::pipeline::extract(&domain, &document).expect("extracted");
    let graph = DocumentGraph::new(&annotation, &document.text, &domain.ontology, &Bases::default());
    let store = Store::in_memory().expect("memory");
    store.put_document(&graph.expect("the annotation is sound")).expect("stored");
    (store, domain.prefixes)
}

#[test]
fn the_facts_of_the_readme_are_in_the_graph_of_the_seed_article() {
    let (store, prefixes) = seed();
    let holds = |pattern: &str| {
        let question = Question::free(&prefixes, &format!("ASK {{ {pattern} }}"), &[]);
        question.ask(&store, Limits::default()).expect("asked") == Answer::Boolean(true)
    };
    for fact in [
        "?event a nisba:Conference ; nisba:heldIn id:paris ; nisba:onDate '2014-09-15'^^xsd:date",
        "?event nisba:about id:iraq . ?statement nisba:issuedBy ?event",
        "id:twitter nisba:suspendsAccountsOf id:islamic-state",
        "id:resolution-2170 nisba:issuedBy id:security-council . id:security-council nisba:partOf id:united-nations",
        "GRAPH ?d { ?r rdf:reifies <<( ?who nisba:supports id:iraq )>> ; nisba:factuality nisba:Intended }",
        "GRAPH ?d { ?r rdf:reifies <<( id:us-government nisba:notifies id:twitter )>> ; nisba:claimedBy ?official }",
    ] {
        assert!(holds(fact), "{fact}");
    }
    for claim in ["?who nisba:supports id:iraq", "?who nisba:notifies id:twitter"] {
        assert!(!holds(claim), "planned or reported, and yet a fact: {claim}");
    }
}

#[test]
fn a_statement_of_the_seed_article_takes_six_quads_at_most() {
    let (store, _) = seed();
    let counts = store.counts().expect("read");
    assert!(counts.quads_a_statement() <= 6.0, "{counts:?}");
    assert_eq!(counts.total(), store.len().expect("read"));
}
