//! `nisba path` and `nisba analyze` on a graph of hand-written annotations.

use std::path::Path;

use nisba::annotation::Annotation;
use nisba::domain::Domain;
use nisba::graph::{Bases, DocumentGraph, Layer};
use nisba::store::Store;
use oxigraph::model::{Literal, NamedNode, Quad};
use serde_json::{Value as Json, json};

use super::bad_input::tells;
use super::{Ran, folder_with_graph, run};

fn asked(folder: &Path, line: &str) -> Json {
    let ran = run(folder, &format!("{line} --format json"));
    tells(&ran, 0, &[]);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn has(ran: &Ran, parts: &[&str]) {
    tells(ran, 0, &[]);
    for part in parts {
        assert!(ran.out.contains(part), "“{part}” is not in: {}", ran.out);
    }
}

#[test]
fn a_path_has_steps_with_directions_and_sentences() {
    let dir = folder_with_graph();
    let ran = run(dir.path(), "path Twitter Facebook --labels en");
    has(
        &ran,
        &[
            "1. 2 steps · confidence 0.81",
            "\nTwitter  Platform\n  ↑ pressures\n      ",
            "\n  ↓ pressures\n",
            "platforms ",
        ],
    );
    assert!(ran.out.contains("statements: asserted\n"), "{}", ran.out);
    let found = asked(dir.path(), "path Twitter Facebook");
    let path = &found["paths"][0];
    assert_eq!((&path["length"], path["entities"].as_array().map(Vec::len)), (&2.into(), Some(3)));
    let statement = &path["steps"][0]["statements"][0];
    assert_eq!(statement["subject"], path["entities"][1]["id"], "the step goes against the statement");
    let (words, sentence) = (statement["words"].as_str().unwrap(), statement["sentence"].as_str().unwrap());
    assert!(!words.is_empty() && sentence.contains(words) && statement["end"].as_u64() > statement["start"].as_u64());
    assert_eq!(run(dir.path(), "path تويتر فيسبوك --labels en").out, ran.out, "names in either script");
}

#[test]
fn all_that_joins_two_entities_is_one_step() {
    let dir = folder_with_graph();
    let found = asked(dir.path(), "path iraqi-army isis");
    let statements = found["paths"][0]["steps"][0]["statements"].as_array().unwrap();
    let of: Vec<_> = statements.iter().map(|s| (&s["document"], s["confidence"].as_f64())).collect();
    assert_eq!(of, [(&"wire".into(), Some(0.95)), (&"visit".into(), Some(0.9))], "the surest first");
    has(&run(dir.path(), "path iraqi-army isis --min-confidence 0.92"), &["1. 1 step · confidence 0.95"]);
}

#[test]
fn what_is_only_reported_is_followed_where_asked_for() {
    let dir = folder_with_graph();
    let none = run(dir.path(), "path isis tikrit");
    has(&none, &["no path of at most 6 steps", "with --factuality asserted,reported there is one of 1 step"]);
    has(&none, &["none of the statements about تكريت counts; the graph has 2 reported"]);
    assert_eq!(asked(dir.path(), "path isis tikrit")["paths"], Json::Array(Vec::new()));
    has(
        &run(dir.path(), "path isis tikrit --factuality asserted,reported"),
        &["↓ losesControlOf (reported)", "claimed by جون كيري", "statements: asserted, reported"],
    );
    has(&run(dir.path(), "path facebook isis --factuality any -k 1"), &["↓ supports (denied)"]);
}

#[test]
fn filters_lead_other_ways_and_what_they_shut_is_told() {
    let dir = folder_with_graph();
    let length = |flags: &str| {
        let found = asked(dir.path(), &format!("path saudi-arabia jordan -k 1 {flags}"));
        found["paths"][0]["length"].as_u64()
    };
    assert_eq!(length(""), Some(2));
    assert_eq!(length("--directed"), None);
    assert_eq!(length("--avoid id:jeddah-security-conference"), None);
    assert_eq!(length("--avoid-class Event"), None);
    assert_eq!(length("--predicate participatedIn"), Some(2));
    assert_eq!(length("--without-predicate participatedIn,heldIn"), None);
    assert_eq!(length("--from 2014-09 --to 2014-09-30"), Some(2));
    assert_eq!(length("--from 2015"), None);
    assert_eq!(length("--from 2014 --time report"), Some(2), "the document has a date");
    assert_eq!(length("--from 2015 --time report"), None);
    let told = run(dir.path(), "path saudi-arabia jordan --from 2015 --avoid-class Place");
    has(&told, &["without --from and --to there is one of 2 steps", "of no known time did not count"]);
    let far = run(dir.path(), "path cairo jeddah --factuality any --max-length 4");
    has(&far, &["no path of at most 4 steps", "with a greater --max-length there is one of 5 steps"]);
}

#[test]
fn where_nothing_joins_two_entities_the_documents_of_both_are_told() {
    let dir = folder_with_graph();
    let text = "Oslo and Cairo";
    let mention =
        |start: usize, end: usize| json!([{ "start": start, "end": end, "text": text[start..end], "kind": "NAM" }]);
    let annotation = json!({
        "id": "twins", "language": "en", "statements": [], "entities": [
            { "id": "id:oslo", "class": "City", "name": "Oslo", "mentions": mention(0, 4) },
            { "id": "id:cairo", "class": "City", "name": "Cairo", "mentions": mention(9, 14) },
        ],
    });
    let annotation: Annotation = serde_json::from_value(annotation).unwrap();
    let ontology = Domain::embedded().unwrap().ontology;
    let graph = DocumentGraph::new(&annotation, text, &ontology, &Bases::default()).unwrap();
    Store::open(&dir.path().join("nisba-store")).unwrap().put_document(&graph).unwrap();
    let told = run(dir.path(), "path Oslo Cairo");
    has(&told, &["no statement joins Oslo to another entity", "no statement of any kind leads from one to the other"]);
    has(&told, &["1 document mentions both: twins"]);
    has(&run(dir.path(), "path Oslo Jeddah"), &["no document mentions both"]);
}

#[test]
fn what_cannot_be_asked_is_told() {
    let dir = folder_with_graph();
    let told = |line: &str, parts: &[&str]| tells(&run(dir.path(), line), 1, parts);
    told("path Twitter تويتر", &["both names are of", "name two entities"]);
    told("path Twitter Facebok", &["the graph has no entity 'Facebok'", "Facebook"]);
    told("path Twitter Facebook --predicate likes", &["no predicate 'likes'", "nisba query predicates"]);
    told("path Twitter Facebook --predicate heldin", &["write heldIn"]);
    told("path Twitter Facebook --avoid-class country", &["write Country"]);
    told("path Twitter Facebook --from 2015 --to 2014", &["--to is before --from"]);
    assert!(run(dir.path(), "path Twitter Facebook --from yesterday").err.contains("2014-09-15"));
    told("analyze --store nowhere --store-results", &["nowhere is not a nisba store"]);
    assert!(!dir.path().join("nowhere").exists());
}

#[test]
fn measures_are_told_with_the_graph_that_was_measured() {
    let dir = folder_with_graph();
    let ran = run(dir.path(), "analyze --top 3 --labels en");
    has(
        &ran,
        &[
            "measured    statements: asserted; a link of several statements counts once\n",
            "left out    ",
            "\ndegree  all, in, out\n",
            "\nPageRank\n",
            "\nbetweenness\n",
            "\narticulation points",
            "\ncommunities",
        ],
    );
    assert_eq!(run(dir.path(), "analyze --top 3 --labels en").out, ran.out);
    let all = asked(dir.path(), "analyze");
    let entities = all["graph"]["entities"].as_array().unwrap();
    let entity = |id: &str| entities.iter().find(|e| e["id"] == format!("https://w3id.org/nisba/id/{id}").as_str());
    let conference = entity("jeddah-security-conference").unwrap();
    assert_eq!((&conference["in_degree"], &conference["out_degree"]), (&3.into(), &2.into()));
    assert!(entity("turkey").is_none() && entity("tikrit").is_none(), "only asserted statements count");
    let sum: f64 = entities.iter().map(|e| e["page_rank"].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let any = asked(dir.path(), "analyze --factuality any");
    assert!(any["graph"]["entities"].as_array().map(Vec::len) > Some(entities.len()));
    has(&run(dir.path(), "analyze --sample 2"), &["sampled     betweenness is estimated"]);
    has(&run(dir.path(), "analyze --from 1800 --to 1801"), &["no statement counts"]);
}

#[test]
fn measures_go_into_the_graph_and_the_next_replace_them() {
    let dir = folder_with_graph();
    let before = run(dir.path(), "export --format csv").out;
    has(&run(dir.path(), "analyze --store-results"), &["stored      in the graph"]);
    let rows = |select: &str| {
        let text = format!(
            "SELECT {select} WHERE {{ GRAPH <https://w3id.org/nisba/graph/analysis> {{ ?e nisba:pageRank ?r ; nisba:degree ?d ; nisba:community ?c }} }}"
        );
        let ran = super::finish(super::nisba(dir.path()).args(["query", "-e", &text, "-f", "csv"]));
        tells(&ran, 0, &[]);
        ran.out
    };
    let conference = rows("?e ?d").lines().find(|line| line.contains("jeddah-security")).map(str::to_owned);
    assert!(conference.is_some_and(|line| line.ends_with(",5")));
    let entities = rows("?e").lines().count();
    tells(&run(dir.path(), "analyze --store-results --predicate country"), 0, &[]);
    assert!(rows("?e").lines().count() < entities, "the measures of before are gone");
    assert_eq!(run(dir.path(), "export --format csv").out, before, "measures are no statements");
    let store = Store::open_read_only(&dir.path().join("nisba-store")).unwrap();
    let layer = store.layer(Layer::Analysis).unwrap();
    let terms = store_terms();
    let prefix = "https://w3id.org/nisba/ontology#";
    for quad in layer {
        if let Some(term) = quad.predicate.as_str().strip_prefix(prefix) {
            assert!(terms.contains_key(term), "the ontology has no {term}");
        }
    }
}

fn store_terms() -> nisba::graph::Terms {
    nisba::graph::read_terms(&nisba::domain::DataFiles::embedded())
}

#[test]
fn years_are_measured_by_themselves() {
    let dir = folder_with_graph();
    for (id, date) in [("visit", "2014-09-12"), ("platforms", "2016-01-03")] {
        let store = Store::open(&dir.path().join("nisba-store")).unwrap();
        let iri = store.document_iri(id).unwrap().unwrap();
        let written = NamedNode::new("http://purl.org/dc/terms/date").unwrap();
        let date = Quad::new(iri.clone(), written, Literal::from(date), iri.clone());
        let quads = store.quads_in(iri.as_ref()).unwrap().into_iter().chain([date]);
        store.put_document(&DocumentGraph::from_quads(iri, quads)).unwrap();
    }
    let slices = |flags: &str| {
        let all = asked(dir.path(), &format!("analyze --by {flags}"));
        let slices = all["slices"].as_array().unwrap().clone();
        slices.iter().map(|s| (s["period"].as_str().unwrap().to_owned(), s["statements"].clone())).collect::<Vec<_>>()
    };
    let names = |flags: &str| slices(flags).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names("year --time valid"), ["2014"], "the conference's date");
    assert_eq!(names("year --time report"), ["2014", "2016"]);
    assert_eq!(names("month"), ["2014-09", "2016-01"]);
    has(&run(dir.path(), "analyze --by year --top 2"), &["== 2014", "== 2016", "2 slices of time; "]);
    tells(&run(dir.path(), "analyze --by year --store-results"), 0, &[]);
    let text = "SELECT ?e ?p WHERE { GRAPH ?g { ?m nisba:measures ?e ; nisba:period ?p ; nisba:pageRank ?r } }";
    let ran = super::finish(super::nisba(dir.path()).args(["query", "-e", text, "-f", "csv"]));
    has(&ran, &["https://w3id.org/nisba/id/twitter,2016\r\n"]);
    assert_eq!(asked(dir.path(), "path twitter facebook --from 2016 --to 2016")["paths"][0]["length"], 2);
    assert_eq!(asked(dir.path(), "path twitter facebook --to 2015")["paths"], Json::Array(Vec::new()));
}
