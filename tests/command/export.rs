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

/// Two people meet, one of them and a third have a part in a conference.
fn folder_of_events() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "events.txt", EVENTS.as_bytes());
    tells(&run(dir.path(), "build events.txt"), 0, &[]);
    dir
}

const EVENTS: &str = "\
    التقى جون كيري نظيره سيرغي لافروف في باريس. \
    وعقد مؤتمر باريس في فرنسا بمشاركة جون كيري ومحمد جواد ظريف.\n";

#[test]
fn classes_choose_what_events_join() {
    let dir = folder_of_events();
    // As nodes, events stand between people, who are then joined only by what is said of the two.
    let people = exported(dir.path(), "--class Person");
    assert_eq!((size(&people), &people["edges"][0]["predicate"]), ((3, 1), &"metWith".into()), "{people}");
    let people = exported(dir.path(), "--class Person --events-as edges");
    assert_eq!(size(&people), (3, 2), "{people}");
    assert!(people["nodes"].as_array().expect("nodes").iter().all(|node| node["class"] == "Person"));
    let edges = people["edges"].as_array().expect("edges");
    let joined = edges.iter().find(|edge| edge["event"].is_string()).expect("an event as an edge");
    assert_eq!((&joined["predicate"], &joined["statements"]), (&"Conference".into(), &2.into()));
    let both = exported(dir.path(), "--class Person,Conference --events-as edges");
    assert_eq!(size(&both), (3, 2), "conferences join too where they are named: {both}");
    let other = exported(dir.path(), "--class Person,Attack --events-as edges");
    assert_eq!(size(&other), (3, 1), "and others do not: {other}");
    // Those with whom Kerry has to do are one step away, and not two.
    let near = exported(dir.path(), "--around https://w3id.org/nisba/id/john-kerry --events-as edges --class Person");
    assert_eq!(size(&near), (3, 2), "{near}");
    let conference = joined["event"].as_str().expect("an IRI");
    let of_event = exported(dir.path(), &format!("--around {conference} --events-as edges --depth 0"));
    assert_eq!(size(&of_event).0, 4, "what it joins: two people, a city and a state: {of_event}");
}

#[test]
fn those_who_take_part_alike_are_joined_without_an_arrow() {
    let dir = folder_of_events();
    let flags = "--class Person --events-as edges --without-predicate metWith";
    let written = |format: &str| {
        let ran = run(dir.path(), &format!("export -f {format} {flags} -q"));
        tells(&ran, 0, &[]);
        ran.out
    };
    assert_eq!(exported(dir.path(), flags)["edges"][0]["directed"], false);
    assert!(written("graphml").contains("edgedefault=\"undirected\""));
    assert!(written("graphml --yed").contains("<y:Arrows source=\"none\" target=\"none\"/>"));
    assert!(written("gexf").contains("defaultedgetype=\"undirected\""));
    assert!(written("dot").contains(", dir=none"));
    assert!(written("csv").contains(",Undirected,"));
    assert!(written("jgf").contains("},\"directed\":false}"));
    assert!(written("cx2").contains("\"directed\":false"));
    assert!(written("pajek").contains("*Edges\n"));
    assert!(written("mermaid").contains(" ---|"));
    assert!(written("stix").contains("\"directed\":false"));
    assert!(written("ftm").contains("\"schema\":\"UnknownLink\""));
    let lines = |svg: &str| {
        svg.split("class=\"line\"")
            .nth(1)
            .map(|rest| rest.split("</g>").next().unwrap_or_default().matches("<path").count())
    };
    assert_eq!(lines(&written("svg")), Some(1), "a line, and no head");
    assert_eq!(written("svg --picture matrix").matches("class=\"cell\"").count(), 2, "both to each other");
    // In one graph with edges that have a direction, each of the others says that it has none.
    let mixed = "--class Person --events-as edges";
    let ran = run(dir.path(), &format!("export -f graphml {mixed}"));
    assert!(ran.out.contains("edgedefault=\"directed\"") && ran.out.contains(" directed=\"false\">"), "{}", ran.out);
    tells(&ran, 0, &["networkx", "nodelink"]);
    let ran = run(dir.path(), &format!("export -f gexf {mixed}"));
    assert!(ran.out.contains(" type=\"undirected\" weight="), "{}", ran.out);
}

#[test]
fn a_flag_that_the_format_cannot_use_is_refused() {
    let dir = folder_with_graph();
    for (flags, parts) in [
        ("graphml --picture timeline", ["--picture", "svg, png and pdf", "this is graphml", "leave it out"]),
        ("html --lanes entity", ["--lanes", "svg, png and pdf", "this is html", "leave it out"]),
        ("svg --lanes entity", ["--lanes", "timeline", "leave it out", "--picture timeline"]),
        ("svg --width 900", ["--width", "png", "this is svg", "leave it out"]),
        ("pdf --width 900", ["--width", "png", "this is pdf", "leave it out"]),
        ("svg --font x.ttf", ["--font", "png and pdf", "this is svg", "leave it out"]),
        ("dot --yed", ["--yed", "graphml", "this is dot", "leave it out"]),
        ("dot --rdf11", ["--rdf11", "RDF formats", "this is dot", "leave it out"]),
        ("turtle --labels en", ["--labels", "RDF", "this is turtle", "leave it out"]),
        ("stix --measures", ["--measures", "graphml", "this is stix", "leave it out"]),
        ("obsidian --size degree -o v", ["--size", "graphml", "this is obsidian", "leave it out"]),
        ("ftm --fill community", ["--fill", "graphml", "this is ftm", "leave it out"]),
        ("svg --picture matrix --fill community", ["--fill", "picture of the graph", "leave it out", "--picture"]),
    ] {
        let ran = run(dir.path(), &format!("export -f {flags}"));
        tells(&ran, 1, &parts);
        assert!(ran.out.is_empty(), "nothing is written: {}", ran.out);
    }
    assert!(!dir.path().join("v").exists());
    for flags in ["svg --picture graph", "nodelink --labels ar", "svg --fill class", "graphml --size degree"] {
        tells(&run(dir.path(), &format!("export -q -f {flags}")), 0, &[]);
    }
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

/// The Markdown files of a folder, by their paths below it.
fn notes(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["entities", "documents"] {
        for entry in std::fs::read_dir(dir.join(folder)).expect("a folder") {
            let name = entry.expect("a file").file_name().into_string().expect("UTF-8");
            found.push(format!("{folder}/{name}"));
        }
    }
    found.sort();
    found
}

#[test]
fn a_vault_that_is_written_again_has_no_note_of_what_is_gone() {
    let dir = folder_of_events();
    let vault = dir.path().join("vault");
    let export = |flags: &str| run(dir.path(), &format!("export -f obsidian -o vault {flags}"));
    tells(&export(""), 0, &[]);
    let first = notes(&vault);
    assert!(first.contains(&"entities/جون كيري.md".to_owned()), "{first:?}");
    // A note of the user's own, one that the user changed, one that was changed and will be gone, and a file elsewhere.
    for (name, text) in [
        ("entities/ملاحظاتي.md", "mine"),
        ("entities/جون كيري.md", "mine too"),
        ("entities/باريس.md", "and mine"),
        ("todo.md", "see [[جون كيري]]"),
    ] {
        std::fs::write(vault.join(name), text).expect("written");
    }
    let again = export("--class Person");
    tells(&again, 0, &["جون كيري (changed).md", "باريس.md stays", "of what is gone removed"]);
    let read = |name: &str| std::fs::read_to_string(vault.join(name)).expect(name);
    assert_eq!(read("entities/ملاحظاتي.md"), "mine");
    assert_eq!(read("entities/جون كيري (changed).md"), "mine too");
    assert_eq!(read("entities/باريس.md"), "and mine");
    assert_eq!(read("todo.md"), "see [[جون كيري]]");
    assert!(read("entities/جون كيري.md").starts_with("---\n"));
    let mut expected = vec![
        "documents/events.md",
        "entities/باريس.md",
        "entities/جون كيري (changed).md",
        "entities/جون كيري.md",
        "entities/سيرغي لافروف.md",
        "entities/محمد جواد ظريف.md",
        "entities/ملاحظاتي.md",
    ];
    expected.sort_unstable();
    assert_eq!(notes(&vault), expected);
    // The same once more changes nothing and says nothing; what is the user's by now is never taken for a note of ours.
    let same = export("--class Person");
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert_eq!(notes(&vault), expected);
    // An export that was broken off has written down what it wrote.
    let list = vault.join(".nisba/notes.tsv");
    let text = std::fs::read_to_string(&list).expect("the list of notes");
    assert!(text.contains("entities/جون كيري.md\t"), "{text}");
    std::fs::write(&list, format!("{text}../outside.md\tx\n/etc/passwd\ty\n")).expect("written");
    write(dir.path(), "outside.md", b"mine");
    tells(&export(""), 0, &["باريس (changed).md"]);
    assert!(dir.path().join("outside.md").exists());
}
