//! Every named query, asked of a small graph of hand-written annotations, gives what `tests/queries/` expects.
//!
//! `tests/queries/NAME.expected` begins with `param: name=value` lines, then has the answer as a table, or as Turtle
//! where the query constructs a graph. Set `NISBA_WRITE_EXPECTED=1` to write the answers anew; read them before you
//! commit them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nisba::Error;
use nisba::domain::{DataFiles, Domain};
use nisba::graph::{Bases, DocumentGraph};
use nisba::inference::{self, Rules};
use nisba::query::{Answer, Catalogue, Format, Limits, NamedQuery, Question, find_entity};
use nisba::store::Store;

use crate::hand_written;

/// Only the ontology and the prefixes are used here, so a mistake elsewhere fails another test.
fn domain() -> Domain {
    Domain::check(&DataFiles::embedded()).0
}

fn store(domain: &Domain) -> Store {
    let store = Store::in_memory().expect("memory");
    for name in hand_written::names() {
        let (annotation, text) = hand_written::read(&name);
        let graph = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default());
        store.put_document(&graph.expect("the annotation is sound")).expect("stored");
    }
    // Only the query that asks for inferences sees them.
    inference::switch_on(&store, &Rules::of(&domain.ontology)).expect("stored");
    store
}

fn expectation(query: &NamedQuery) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries").join(format!("{}.expected", query.name))
}

fn answered(store: &Store, domain: &Domain, query: &NamedQuery, values: &[(String, String)]) -> String {
    let question = Question::named(store, &domain.prefixes, query, values).expect("the parameters fit");
    let answer = question.ask(store, Limits::default()).unwrap_or_else(|e| panic!("{}: {e}", query.name));
    let format = if matches!(answer, Answer::Graph(_)) { Format::Turtle } else { Format::Table };
    let mut bytes = Vec::new();
    answer.write(format, &domain.prefixes, None, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_named_query_gives_its_expected_answer() {
    let domain = domain();
    let store = store(&domain);
    let mut wrong = String::new();
    for query in Catalogue::embedded().expect("the queries parse").iter() {
        assert!(!query.title.is_empty(), "{} has no title", query.name);
        let path = expectation(query);
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        let header: Vec<&str> = expected.lines().take_while(|line| line.starts_with("param: ")).collect();
        let values = header.iter().filter_map(|line| line.strip_prefix("param: ")?.split_once('='));
        let values: Vec<_> = values.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let header: String = header.iter().map(|line| format!("{line}\n")).collect();
        let found = header + &answered(&store, &domain, query, &values);
        if std::env::var_os("NISBA_WRITE_EXPECTED").is_some() {
            std::fs::write(&path, &found).expect("written");
        } else if found != expected {
            let _ = write!(wrong, "== {}: expected\n{expected}\nfound\n{found}\n", query.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_expectation_is_without_its_query() {
    let catalogue = Catalogue::embedded().expect("the queries parse");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let name = entry.expect("readable").path().file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(catalogue.get(&name).is_ok(), "{name}.expected has no query");
    }
}

fn free(text: &str, values: &[(&str, &str)], limits: Limits) -> Result<String, Error> {
    let domain = domain();
    let store = store(&domain);
    let values: Vec<_> = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let answer = Question::free(&domain.prefixes, text, &values).ask(&store, limits)?;
    let mut bytes = Vec::new();
    answer.write(Format::Csv, &domain.prefixes, None, &mut bytes)?;
    Ok(String::from_utf8(bytes).expect("UTF-8"))
}

fn message<T>(result: Result<T, Error>) -> String {
    result.err().expect("an error").to_string()
}

#[test]
fn a_simple_question_is_a_simple_query() {
    let answer =
        free("SELECT ?place WHERE { id:jeddah-security-conference nisba:heldIn ?place }", &[], Limits::default());
    assert_eq!(answer.expect("an answer"), "place\r\nhttps://w3id.org/nisba/id/jeddah\r\n");
}

#[test]
fn annotation_syntax_leads_from_a_fact_to_its_evidence() {
    let query = "SELECT ?doc ?span ?c WHERE { GRAPH ?doc {
        ?e nisba:heldIn ?p {| nisba:evidence ?span ; nisba:confidence ?c |} } }";
    let answer = free(query, &[], Limits::default()).expect("an answer");
    assert_eq!(answer.lines().count(), 4, "{answer}");
}

#[test]
fn a_syntax_error_has_its_line_and_column() {
    let message = message(free("SELECT ?x\nWHERE { ?x a }", &[], Limits::default()));
    assert!(message.contains("line 2, column 1"), "{message}");
}

#[test]
fn queries_only_read_and_ask_no_one_else() {
    let update = message(free("INSERT DATA { <urn:a> <urn:b> <urn:c> }", &[], Limits::default()));
    assert!(update.contains("mistake in line 1"), "{update}");
    let service = free("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", &[], Limits::default());
    assert!(message(service).contains("take SERVICE out"));
}

#[test]
fn a_parameter_is_a_term_and_never_text_of_the_query() {
    let hostile = "x\") } INSERT DATA { <urn:a> <urn:b> \"c";
    let answer = free("SELECT ?v WHERE { ?s rdfs:label ?v }", &[("v", hostile)], Limits::default());
    assert_eq!(answer.expect("an answer").lines().count(), 1);
    let unbound = message(free("SELECT ?s WHERE { ?s a ?v }", &[("v", "nisba:Country")], Limits::default()));
    assert!(unbound.contains("add ?v to SELECT"), "{unbound}");
    let bound = free("SELECT ?s ?v WHERE { ?s a ?v }", &[("v", "nisba:Country")], Limits::default());
    assert_eq!(bound.expect("an answer").lines().count(), 6);
}

#[test]
fn limits_stop_a_query() {
    let all = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a";
    let time = Limits { time: Some(Duration::from_millis(50)), rows: None };
    assert!(message(free(all, &[], time)).contains("stopped after 0.05 seconds"));
    let rows = Limits { time: None, rows: Some(2) };
    assert_eq!(free("SELECT * { ?a ?b ?c }", &[], rows).expect("an answer").lines().count(), 3);
}

#[test]
fn wrong_names_and_missing_parameters_are_explained() {
    let domain = domain();
    let store = store(&domain);
    let catalogue = Catalogue::embedded().expect("the queries parse");
    assert!(message(catalogue.get("timelin")).contains("there is: timeline"));
    let card = catalogue.get("card").expect("there is one");
    let ask = |values: &[(&str, &str)]| {
        let values: Vec<_> = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        message(Question::named(&store, &domain.prefixes, card, &values))
    };
    assert!(ask(&[]).contains("give --param entity=VALUE"));
    assert!(ask(&[("entitty", "x")]).contains("it takes: entity"));
    assert!(ask(&[("entity", "العراك")]).contains("near to it: العراق"));
}

#[test]
fn an_entity_is_found_by_any_of_its_names() {
    let domain = domain();
    let store = store(&domain);
    let find =
        |name: &str| find_entity(&store, &domain.prefixes, name).map(|node| domain.prefixes.shorten(node.as_str()));
    for name in ["id:iraq", "iraq", "Q796", "wd:Q796", "https://w3id.org/nisba/id/iraq", "العراق", "Iraq", "العِراق"]
    {
        assert_eq!(find(name).unwrap_or_else(|e| panic!("{name}: {e}")), "id:iraq");
    }
    assert_eq!(find("الاردن").expect("found"), "id:jordan");
    assert_eq!(find("islamic STATE").expect("found"), "id:isis");
}

#[test]
fn every_format_writes_the_answer_it_fits() {
    let domain = domain();
    let store = store(&domain);
    let ask =
        |text: &str| Question::free(&domain.prefixes, text, &[]).ask(&store, Limits::default()).expect("an answer");
    let fits = |answer: &Answer, name: &str| {
        let format: Format = name.parse().expect("a format");
        let mut bytes = Vec::new();
        answer.write(format, &domain.prefixes, Some(60), &mut bytes).is_ok() && !bytes.is_empty()
    };
    let rows = ask("SELECT ?t WHERE { GRAPH ?g { ?s rdf:reifies ?t } }");
    let graph = ask("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }");
    let truth = ask("ASK { ?s a nisba:Country }");
    for name in ["table", "json", "csv", "tsv", "xml"] {
        assert!(fits(&rows, name) && fits(&truth, name), "{name}");
    }
    for name in ["table", "turtle", "trig", "ntriples", "nquads", "rdfxml"] {
        assert!(fits(&graph, name), "{name}");
    }
    assert!(!fits(&rows, "turtle") && !fits(&graph, "csv"));
    assert!("yaml".parse::<Format>().is_err());
}
