//! `nisba export`: the part of the graph that is asked for, as a user asks for it.

use std::path::Path;

use serde_json::Value as Json;

use super::bad_input::tells;
use super::{Ran, finish, folder_with_graph, nisba, run, write};

fn exported(dir: &Path, flags: &str) -> Json {
    let ran = run(dir, &format!("export -f nodelink {flags}"));
    assert_eq!(ran.code, 0, "{flags}: {}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn size(graph: &Json) -> (usize, usize) {
    let length = |key: &str| graph[key].as_array().map_or(0, Vec::len);
    (length("nodes"), length("edges"))
}

#[test]
fn formats_are_listed_with_their_programs() {
    let dir = tempfile::tempdir().expect("a folder");
    let list = run(dir.path(), "export --list");
    tells(&list, 0, &[]);
    for format in nisba::export::Format::ALL {
        assert!(list.out.contains(&format!("{} ", format.name())), "{format}");
        assert!(list.out.contains(format.opened_by()), "{format}");
    }
}

#[test]
fn the_ending_of_the_file_tells_the_format() {
    let dir = folder_with_graph();
    tells(&run(dir.path(), "export -o graph.graphml"), 0, &[]);
    let text = std::fs::read_to_string(dir.path().join("graph.graphml")).expect("written");
    assert!(text.contains("<graphml"));
    tells(&run(dir.path(), "export -o graph.docx"), 1, &[".docx", "--list"]);
    tells(&run(dir.path(), "export"), 1, &["--format", "--list"]);
}

#[test]
fn a_part_of_the_graph_is_written() {
    let dir = folder_with_graph();
    let (nodes, edges) = size(&exported(dir.path(), ""));
    let around = exported(dir.path(), "--around Iraq");
    let far = exported(dir.path(), "--around العراق --depth 9");
    assert!(size(&around).0 > 1 && size(&around).0 < nodes, "{:?} of {nodes}", size(&around));
    assert!(size(&far).0 >= size(&around).0 && size(&far).1 <= edges);
    let held = exported(dir.path(), "--predicate heldIn");
    assert!(size(&held).1 > 0);
    assert!(held["edges"].as_array().expect("edges").iter().all(|edge| edge["predicate"] == "heldIn"));
    let countries = exported(dir.path(), "--class Country");
    assert!(size(&countries).0 > 0);
    assert!(countries["nodes"].as_array().expect("nodes").iter().all(|node| node["class"] == "Country"));
    assert_eq!(size(&exported(dir.path(), "--top 3")).0, 3);
    let not_facts = exported(dir.path(), "--factuality denied,alleged,intended,possible,reported");
    let asserted = exported(dir.path(), "--factuality asserted");
    assert_eq!(size(&not_facts).1 + size(&asserted).1, edges);
    assert!(size(&not_facts).1 > 0);
}

#[test]
fn events_and_parallel_statements_are_drawn_together() {
    let dir = folder_with_graph();
    let graph = exported(dir.path(), "--events-as edges --merge-parallel --measures --fill community");
    let edges = graph["edges"].as_array().expect("edges");
    let of_event = edges.iter().find(|edge| edge["event"].is_string()).expect("an event as an edge");
    assert!(of_event["statements"].as_u64() >= Some(2), "{of_event}");
    assert_eq!(of_event["label"], of_event["event_label"]);
    for node in graph["nodes"].as_array().expect("nodes") {
        assert!(node["size"].as_f64() >= Some(10.0) && node["community"].is_u64(), "{node}");
        assert!(node["color"].as_str().is_some_and(|color| color.starts_with('#')), "{node}");
    }
    tells(&run(dir.path(), "export -f turtle --merge-parallel"), 1, &["graph formats", "leave them out"]);
}

#[test]
fn a_query_chooses_what_is_written() {
    let dir = folder_with_graph();
    let ask = |text: &str| -> Ran {
        write(dir.path(), "q.rq", text.as_bytes());
        run(dir.path(), "export -f nodelink --query q.rq")
    };
    let graph = |ran: Ran| -> Json { serde_json::from_str(&ran.out).expect("JSON") };
    let countries = graph(ask("SELECT ?node WHERE { ?node a nisba:Country }"));
    assert!(size(&countries).0 > 0);
    assert!(countries["nodes"].as_array().expect("nodes").iter().all(|node| node["class"] == "Country"));
    let held = graph(ask("SELECT ?statement WHERE { GRAPH ?g { ?statement rdf:reifies <<( ?s nisba:heldIn ?o )>> } }"));
    assert!(size(&held).1 > 0);
    assert!(held["edges"].as_array().expect("edges").iter().all(|edge| edge["evidence"].is_string()));
    let own = graph(ask("SELECT ?source ?target WHERE { ?source nisba:heldIn ?target }"));
    assert!(own["edges"].as_array().expect("edges").iter().all(|edge| edge["predicate"] == "edge"));
    assert!(own["nodes"].as_array().expect("nodes").iter().all(|node| node["class"].is_string()));
    let made = graph(ask("CONSTRUCT { ?s nisba:heldIn ?o } WHERE { ?s nisba:heldIn ?o }"));
    assert!(size(&made).1 > 0);
    assert!(made["edges"].as_array().expect("edges").iter().all(|edge| edge["evidence"].is_string()));
    tells(&ask("ASK { ?s ?p ?o }"), 1, &["ASK gives no graph", "?node"]);
    tells(&ask("SELECT ?who WHERE { ?who ?p ?o }"), 1, &["?who", "?source"]);
}

#[test]
fn what_is_not_there_is_told() {
    let dir = folder_with_graph();
    tells(&run(dir.path(), "export -f csv --class country"), 1, &["write Country"]);
    tells(&run(dir.path(), "export -f csv --document none"), 1, &["no document 'none'", "nisba docs list"]);
    tells(&run(dir.path(), "export -f csv --predicate likes"), 1, &["likes"]);
    tells(&run(dir.path(), "export -f csv --depth 2"), 1, &["--around"]);
    tells(&run(dir.path(), "export -f csv --from 1200 --to 1201"), 0, &["nothing fits"]);
}

#[test]
fn a_part_as_rdf_is_a_graph_that_can_be_read_again() {
    let dir = folder_with_graph();
    let whole = run(dir.path(), "export -f nquads");
    let part = run(dir.path(), "export -f nquads --around Iraq --factuality asserted");
    tells(&part, 0, &[]);
    let lines: std::collections::BTreeSet<&str> = whole.out.lines().collect();
    assert!(part.out.lines().count() > 10 && part.out.lines().count() < lines.len());
    assert!(part.out.lines().all(|line| lines.contains(line)), "nothing but what the store has");
    assert!(part.out.contains("#evidence>") && part.out.contains("#text>") && !part.out.contains("#stamp>"));
    let all = finish(nisba(dir.path()).args(["export", "-f", "nquads", "--factuality", "any"]));
    let statements = |out: &str| out.matches("22-rdf-syntax-ns#reifies").count();
    assert_eq!(statements(&all.out), statements(&whole.out));
}
