//! `nisba query`, `show` and `export` on a graph of hand-written annotations.

use super::bad_input::tells;
use super::{finish, folder_with_graph, nisba, run, write};

#[test]
fn named_queries_are_listed_and_answered() {
    let dir = folder_with_graph();
    let list = run(dir.path(), "query");
    tells(&list, 0, &[]);
    assert!(list.out.contains("neighbours") && list.out.contains("--param entity=ENTITY"), "{}", list.out);
    let table = run(dir.path(), "query neighbours --param entity=العراق");
    tells(&table, 0, &[]);
    assert!(table.out.contains("الجيش العراقي") && !table.out.contains('\u{1b}'), "{}", table.out);
    for (format, part) in [("json", "\"bindings\""), ("csv", "neighbour,"), ("tsv", "?neighbour"), ("xml", "<sparql")] {
        let ran = run(dir.path(), &format!("query neighbours -p entity=Iraq -f {format}"));
        tells(&ran, 0, &[]);
        assert!(ran.out.contains(part), "{format}: {}", ran.out);
    }
    let graph = run(dir.path(), "query around -p entity=Iraq");
    assert!(graph.out.contains("PREFIX nisba:") || graph.out.contains("@prefix nisba:"), "{}", graph.out);
}

#[test]
fn files_and_the_command_line_give_queries_too() {
    let dir = folder_with_graph();
    let text = "SELECT ?event ?place WHERE { ?event nisba:heldIn ?place }";
    let asked = finish(nisba(dir.path()).args(["query", "-e", text, "-f", "csv"]));
    tells(&asked, 0, &[]);
    assert!(asked.out.starts_with("event,place\r\n") && asked.out.lines().count() > 1, "{}", asked.out);
    write(dir.path(), "q.rq", text.as_bytes());
    assert_eq!(run(dir.path(), "query q.rq -f csv").out, asked.out);
    write(
        dir.path(),
        "of.rq",
        b"# title: t\n# param: event entity \"e\"\nSELECT ?event ?place WHERE { ?event nisba:heldIn ?place }",
    );
    tells(&run(dir.path(), "query of.rq"), 1, &["needs 'event'"]);
    assert_eq!(run(dir.path(), "query q.rq -f csv -o q.csv").out, "");
    assert_eq!(std::fs::read_to_string(dir.path().join("q.csv")).expect("written"), asked.out);
}

#[test]
fn broken_queries_are_told_with_their_place() {
    let dir = folder_with_graph();
    let ask = |text: &str| finish(nisba(dir.path()).args(["query", "-e", text]));
    tells(&ask("SELECT ?x WHERE { ?x"), 1, &["line 1"]);
    tells(&ask("SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }"), 1, &["SERVICE"]);
    tells(&ask("SELECT ?x WHERE { ?x unknown:name ?y }"), 1, &["line 1, column 34", "prefix", "PREFIX name: <IRI>"]);
    tells(&ask("DELETE WHERE { ?s ?p ?o }"), 1, &["the query has a mistake", "only read"]);
    tells(&run(dir.path(), "query neighbors"), 1, &["neighbours"]);
    tells(&run(dir.path(), "query none.rq"), 1, &["none.rq", "cannot be read"]);
    tells(&run(dir.path(), "query neighbours"), 1, &["--param entity=VALUE"]);
    tells(&run(dir.path(), "query unrealized -p factuality=denied"), 1, &["write Denied"]);
    tells(&run(dir.path(), "query statements -p predicate=likes"), 1, &["likes", "nisba query predicates"]);
    tells(&run(dir.path(), "query statements -p predicate=heldIn"), 0, &[]);
    tells(&run(dir.path(), "query neighbours -p entity"), 1, &["NAME=VALUE"]);
    tells(&run(dir.path(), "query neighbours -p entity=Irak"), 1, &["Iraq"]);
    tells(&run(dir.path(), "query neighbours -p entity=Iraq -f turtle"), 1, &["table, json, csv, tsv or xml"]);
    tells(&run(dir.path(), "query documents -f pdf"), 1, &["is no format"]);
    let injected = "entity=x> } DELETE WHERE { ?s ?p ?o";
    tells(&finish(nisba(dir.path()).args(["query", "neighbours", "-p", injected])), 1, &["the graph has no entity"]);
}

#[test]
fn a_card_has_names_and_facts_with_sentence_and_source() {
    let dir = folder_with_graph();
    let ran = run(dir.path(), "show العراق");
    tells(&ran, 0, &[]);
    let parts = [
        "العراق\nIraq\nCountry · Q796 · https://w3id.org/nisba/id/iraq\n",
        "← country الجيش العراقي\n",
        "\n    وهزم الجيشُ العراقي تنظيم داعش في تكريت، وتعهد كيري بدعم العراق.\n    visit ",
        "← supports جون كيري\n",
        " · intended",
    ];
    for part in parts {
        assert!(ran.out.contains(part), "“{part}” is not in: {}", ran.out);
    }
    for name in ["Iraq", "iraq", "Q796", "id:iraq", "https://w3id.org/nisba/id/iraq"] {
        assert_eq!(run(dir.path(), &format!("show {name}")).out, ran.out, "{name}");
    }
    assert_eq!(run(dir.path(), "show العراقي").out, ran.out, "a name that is only a mention");
    assert!(run(dir.path(), "show id:isis").out.contains("· claimed by جون كيري"));
    tells(&run(dir.path(), "show Irak"), 1, &["Iraq"]);
}

#[test]
fn colour_is_for_those_who_see_it() {
    let dir = folder_with_graph();
    assert!(run(dir.path(), "show Iraq --color always").out.contains("\u{1b}[1mالعراق\u{1b}[0m"));
    assert!(!run(dir.path(), "show Iraq").out.contains('\u{1b}'));
    let script = format!("'{}' show Iraq", env!("CARGO_BIN_EXE_nisba"));
    let on_terminal = |variable| {
        let mut command = assert_cmd::Command::new("script");
        command.args(["-qc", &script, "/dev/null"]).current_dir(dir.path()).env_remove("NO_COLOR");
        finish(command.env(variable, "1")).out
    };
    if std::process::Command::new("script").arg("--version").output().is_ok() {
        assert!(on_terminal("UNUSED").contains('\u{1b}'));
        assert!(!on_terminal("NO_COLOR").contains('\u{1b}'));
    }
}

#[test]
fn every_export_format_is_written() {
    let dir = folder_with_graph();
    let formats = "graphml gexf dot cytoscape nodelink cx2 adjacency jgf mermaid pajek html svg csv ftm stix cypher turtle trig \
         ntriples nquads rdfxml jsonld";
    for format in formats.split(' ') {
        let ran = run(dir.path(), &format!("export --format {format}"));
        tells(&ran, 0, &[]);
        assert!(ran.out.contains("العراق") || ran.out.contains("\\u0627"), "{format}: {}", ran.out);
        assert_eq!(run(dir.path(), &format!("export --format {format} -o out.{format}")).out, "");
        assert_eq!(std::fs::read_to_string(dir.path().join(format!("out.{format}"))).expect("written"), ran.out);
    }
    tells(&run(dir.path(), "export -f csv -o tables"), 0, &[]);
    assert!(dir.path().join("tables/nodes.csv").is_file() && dir.path().join("tables/edges.csv").is_file());
    tells(&run(dir.path(), "export -f neo4j -o neo4j"), 0, &[]);
    assert!(dir.path().join("neo4j/nodes.csv").is_file() && dir.path().join("neo4j/relationships.csv").is_file());
    tells(&run(dir.path(), "export -f obsidian"), 1, &["name a folder with -o"]);
    tells(&run(dir.path(), "export -f obsidian -o vault"), 0, &[]);
    let note = std::fs::read_to_string(dir.path().join("vault/entities/العراق.md")).expect("a note");
    assert!(note.contains("- ← **يدعم** [[جون كيري]] · *intended*\n  > "), "{note}");
    assert!(note.contains("  > — [[كيري في القاهرة]], "), "{note}");
    let parquet = run(dir.path(), "export -f parquet -o parquet");
    if cfg!(feature = "parquet") {
        tells(&parquet, 0, &[]);
        assert!(dir.path().join("parquet/evidence.parquet").is_file());
    } else {
        tells(&parquet, 1, &["build it with the feature `parquet`"]);
    }
    let rdf11 = run(dir.path(), "export -f turtle --rdf11").out;
    assert!(rdf11.contains("rdf:subject") && !rdf11.contains("<<"), "{rdf11}");
    assert!(run(dir.path(), "export -f dot --labels en").out.contains("Iraq"));
    assert!(run(dir.path(), "export -f graphml --yed").out.contains("<y:NodeLabel>"));
    tells(&run(dir.path(), "export -f gexf --yed"), 1, &["--yed is for graphml"]);
}

#[test]
fn a_graph_read_by_documents_is_that_of_all_quads() {
    let dir = folder_with_graph();
    // Statements of any confidence are all of them, but go through a store in memory.
    for format in ["graphml", "nodelink"] {
        let by_documents = run(dir.path(), &format!("export -f {format}")).out;
        assert_eq!(by_documents, run(dir.path(), &format!("export -f {format} --min-confidence 0")).out);
    }
}

#[test]
fn a_query_chooses_what_is_exported() {
    let dir = folder_with_graph();
    let ran = run(dir.path(), "export -f graphml --query around --param entity=Iraq");
    tells(&ran, 0, &[]);
    assert!(ran.out.contains("الجيش العراقي") && !ran.out.contains("Jeddah"), "{}", ran.out);
    tells(&run(dir.path(), "export -f dot --query documents"), 1, &["CONSTRUCT"]);
    tells(&run(dir.path(), "export -f docx"), 1, &["docx"]);
    tells(&run(dir.path(), "export -f dot --rdf11"), 1, &["--rdf11"]);
    tells(&run(dir.path(), "export -f dot -o /dev/full"), 1, &["/dev/full cannot be written"]);
    tells(&run(dir.path(), "export -f turtle -o /dev/full"), 1, &["/dev/full cannot be written"]);
}
