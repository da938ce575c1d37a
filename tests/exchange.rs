//! The formats for exchange, databases and notes keep every text whole, and no claim becomes a fact in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nisba::annotation::Factuality;
use nisba::export::{Format, Options, write_folder, write_graph};
use nisba::graph::{Attribute, Edge, KnowledgeGraph, Names, Node, Terms, Writing};
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::export::{graph, options, written};
use crate::hard_text::{claim, hard_text};

/// A document with this text, which the statements of [`graph`] come from.
fn with_document(text: &str) -> Options {
    let writing = Writing {
        iri: "https://example.org/doc".to_owned(),
        title: Some(text.to_owned()),
        date: Some("2016-08-05".to_owned()),
        text: text.to_owned(),
        ..Writing::default()
    };
    Options { writings: BTreeMap::from([("doc".to_owned(), writing)]), ..options() }
}

fn file(graph: &KnowledgeGraph, format: Format, options: &Options) -> String {
    let mut bytes = Vec::new();
    write_graph(graph, format, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn lines(text: &str) -> Vec<Json> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files of a folder by their paths below it, without what an export keeps for itself.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".nisba");
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let below = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    files.map(|entry| (below(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn folder(graph: &KnowledgeGraph, format: Format, options: &Options) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    write_folder(graph, format, options, folder.path()).unwrap();
    files(folder.path())
}

fn text_of(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// The strings of a Cypher script.
fn cypher_strings(script: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut chars = script.chars();
    while let Some(c) = chars.next() {
        if c != '\'' {
            assert!(c.is_ascii_graphic() || matches!(c, ' ' | '\n'), "{c:?} outside of quotes");
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next().expect("the quotes are closed") {
                '\'' => break,
                '\\' => string.push(match chars.next().expect("an escape is whole") {
                    c @ ('\\' | '\'') => c,
                    c => panic!("\\{c} is no escape"),
                }),
                c => string.push(c),
            }
        }
        strings.push(string);
    }
    strings
}

/// The links of a note: the titles they lead to.
fn links(note: &str) -> Vec<String> {
    let inner = note.split("[[").skip(1).map(|rest| rest.split("]]").next().unwrap());
    inner.map(|link| link.split('|').next().unwrap().to_owned()).collect()
}

/// The front matter of a note.
fn front(note: &str) -> BTreeMap<String, Json> {
    let (front, _) = note.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    serde_saphyr::from_str(front).unwrap_or_else(|e| panic!("{e}: {front:?}"))
}

/// Markdown without its marks of quotes and its escapes, and white space as single spaces.
fn unescaped(note: &str) -> String {
    let mut text = String::new();
    let note: Vec<_> = note.split('\n').map(|line| line.strip_prefix("  > ").unwrap_or(line)).collect();
    let note = note.join("\n");
    let mut chars = note.chars();
    while let Some(c) = chars.next() {
        text.push(if c == '\\' { chars.next().expect("something is escaped") } else { c });
    }
    one_line(&text)
}

fn one_line(text: &str) -> String {
    let text = text.replace('\0', "");
    text.split(|c: char| c.is_whitespace() || c == '\u{b}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_exchange_keeps_texts(text in hard_text()) {
        let (graph, options) = (graph(&text), with_document(&text));
        let entities = lines(&file(&graph, Format::Ftm, &options));
        let of = |schema: &str| entities.iter().find(|e| e["schema"] == schema).unwrap()["properties"].clone();
        prop_assert_eq!(&of("PlainText")["bodyText"][0], &text);
        prop_assert_eq!(&of("Person")["name"][0], &text);
        prop_assert_eq!(&of("Person")["position"][0], &text);
        prop_assert_eq!(&of("UnknownLink")["description"][0], &text);
        let bundle: Json = serde_json::from_str(&file(&graph, Format::Stix, &options)).unwrap();
        let objects = bundle["objects"].as_array().unwrap();
        let of = |kind: &str| objects.iter().rfind(|o| o["type"] == kind).unwrap().clone();
        prop_assert!(objects.iter().any(|o| o["type"] == "identity" && o["name"] == text.as_str()));
        prop_assert_eq!(&of("report")["description"], &text);
        let own = of("relationship")["extensions"].as_object().unwrap().values().next().unwrap().clone();
        prop_assert_eq!(&own["statements"][0]["evidence"], &text);
    }

    #[test]
    fn cypher_keeps_texts(text in hard_text()) {
        let strings = cypher_strings(&file(&graph(&text), Format::Cypher, &options()));
        let kept = text.replace('\0', "");
        // The label, the name, the post and the words.
        let found = strings.iter().filter(|string| **string == kept).count();
        prop_assert!(found >= 4, "{found} times in {strings:?}");
    }

    #[test]
    fn neo4j_keeps_texts(text in hard_text()) {
        let tables = folder(&graph(&text), Format::Neo4j, &options());
        let mut reader = csv::Reader::from_reader(tables["relationships.csv"].as_slice());
        let headers = reader.headers().unwrap().clone();
        let at = headers.iter().position(|name| name == "evidence:string").unwrap();
        prop_assert_eq!(&reader.records().next().unwrap().unwrap()[at], text.replace(['\0', '\u{1f}'], ""));
        let mut reader = csv::Reader::from_reader(tables["nodes.csv"].as_slice());
        let headers = reader.headers().unwrap().clone();
        let at = headers.iter().position(|name| name == "position:string[]").unwrap();
        prop_assert_eq!(&reader.records().next().unwrap().unwrap()[at], text.replace(['\0', '\u{1f}'], ""));
    }

    #[test]
    fn a_vault_keeps_texts_and_every_link_leads_to_a_note(text in hard_text(), other in hard_text()) {
        let attributes = |text: &str| vec![Attribute { predicate: "position".into(), value: text.into(), claim: claim("p", text) }];
        let node = |iri: &str, name: &str| Node {
            iri: format!("https://example.org/{iri}"),
            names: Names { ar: Some(name.to_owned()), ..Names::default() },
            class: "Person".to_owned(),
            documents: BTreeSet::from(["doc".to_owned()]),
            attributes: attributes(&text),
            ..Node::default()
        };
        let edge = |from: &str, to: &str| {
            let end = |name: &str| format!("https://example.org/{name}");
            (end(from), Edge::new("metWith", claim(format!("{from}{to}"), &text)), end(to))
        };
        let nodes = [node("a", &text), node("b", &other), node("c", &text)];
        let graph = KnowledgeGraph::new(nodes, [edge("a", "b"), edge("b", "c"), edge("c", "c")], Terms::new());
        let files = folder(&graph, Format::Obsidian, &with_document(&text));
        prop_assert_eq!(files.len(), 4);
        let title = |path: &str| path.split_once('/').unwrap().1.strip_suffix(".md").unwrap().to_owned();
        let titles: BTreeSet<_> = files.keys().map(|path| title(path)).collect();
        prop_assert_eq!(titles.len(), 4);
        prop_assert_eq!(titles.iter().map(|t| t.to_lowercase()).collect::<BTreeSet<_>>().len(), 4);
        for (path, note) in &files {
            let note = String::from_utf8(note.clone()).unwrap();
            prop_assert!(path.rsplit('/').next().unwrap().len() <= 255);
            prop_assert!(!title(path).contains(['*', '"', '\\', '/', '<', '>', ':', '|', '?', '#', '^', '[', ']', '\n']));
            for link in links(note.split_once("\n---\n").unwrap().1) {
                prop_assert!(titles.contains(&link), "{link:?} is none of {titles:?}");
            }
            let front = front(&note);
            let body = unescaped(note.split_once("\n---\n").unwrap().1);
            if let Some(iri) = front.get("class").and_then(|_| front["iri"].as_str()) {
                let name = if iri.ends_with('b') { &other } else { &text };
                prop_assert_eq!(&front["label"], name);
                prop_assert!(front["aliases"].as_array().unwrap().contains(&Json::from(name.as_str())));
                prop_assert!(body.contains(&one_line(&text)), "{body}");
            } else {
                prop_assert!(body.contains(&one_line(&text)), "{body}");
            }
        }
    }
}

#[cfg(feature = "parquet")]
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parquet_keeps_texts(text in hard_text()) {
        let tables = folder(&graph(&text), Format::Parquet, &options());
        prop_assert_eq!(tables.keys().collect::<Vec<_>>(), ["edges.parquet", "evidence.parquet", "nodes.parquet"]);
        let nodes = rows(&tables["nodes.parquet"]);
        prop_assert_eq!(&nodes[0]["label_ar"], &text);
        prop_assert_eq!(&nodes[0]["position"], &Json::from(vec![text.as_str()]));
        prop_assert_eq!(&nodes[0]["wikidata"], &Json::Null);
        prop_assert_eq!(&rows(&tables["edges.parquet"])[0]["evidence"], &text);
        let evidence = rows(&tables["evidence.parquet"]);
        prop_assert_eq!(evidence.len(), 3);
        prop_assert_eq!(&evidence[0]["text"], &text);
        prop_assert_eq!(&evidence[1]["value"], &text);
        prop_assert!(evidence.iter().all(|row| row["confidence"] == 0.5 && row["start"] == 0));
    }
}

/// The rows of a Parquet table.
#[cfg(feature = "parquet")]
fn rows(bytes: &[u8]) -> Vec<Json> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    fn value(field: &Field) -> Json {
        match field {
            Field::Str(text) => text.as_str().into(),
            Field::Long(number) => (*number).into(),
            Field::Double(number) => (*number).into(),
            Field::Bool(flag) => (*flag).into(),
            Field::ListInternal(list) => list.elements().iter().map(value).collect(),
            _ => Json::Null,
        }
    }
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()).collect()
}

#[test]
fn a_claim_is_no_fact_anywhere() {
    let [a, b] = ["a", "b"].map(|name| format!("https://example.org/{name}"));
    let node = |iri: &str, class: &str| Node { iri: iri.to_owned(), class: class.to_owned(), ..Node::default() };
    let mut denied = claim("s", "ليس عضوًا");
    denied.factuality = Factuality::Denied;
    denied.asserted = false;
    let mut fact = Edge::new("memberOf", claim("t", "عضو"));
    fact.claim.asserted = true;
    let nodes = || [node(&a, "Person"), node(&b, "PoliticalParty")];
    let with = |edge: Edge| KnowledgeGraph::new(nodes(), [(a.clone(), edge, b.clone())], Terms::new());
    let (denied, fact) = (with(Edge::new("memberOf", denied)), with(fact));
    let last = |graph| lines(&file(graph, Format::Ftm, &options())).pop().unwrap();
    assert_eq!(last(&fact)["schema"], "Membership");
    assert_eq!(last(&denied)["schema"], "UnknownLink");
    assert_eq!(last(&denied)["properties"]["role"][0], "member of (denied)");
    assert_eq!(last(&denied)["properties"]["status"][0], "denied");
    assert!(file(&fact, Format::Cypher, &options()).contains("[r:`MEMBER_OF` {"));
    assert!(file(&denied, Format::Cypher, &options()).contains("[r:`CLAIM` {"));
    let relationships = |graph| text_of(&folder(graph, Format::Neo4j, &options()), "relationships.csv");
    assert!(relationships(&fact).contains(",MEMBER_OF,") && relationships(&denied).contains(",CLAIM,"));
    let note = |graph| text_of(&folder(graph, Format::Obsidian, &options()), "entities/a.md");
    assert!(note(&fact).contains("## Facts") && !note(&denied).contains("## Facts"), "{}", note(&denied));
    assert!(note(&denied).contains("## Not held as facts\n\n- **member of** [[b]] · *denied*"), "{}", note(&denied));
}

#[test]
fn stix_takes_its_own_relationships_for_facts_only() {
    let [a, b] = ["a", "b"].map(|name| format!("https://example.org/{name}"));
    let node = |iri: &str, class: &str| Node { iri: iri.to_owned(), class: class.to_owned(), ..Node::default() };
    let kind = |asserted: bool| {
        let mut edge = Edge::new("attacks", claim("s", "هاجم"));
        edge.claim.asserted = asserted;
        let nodes = [node(&a, "ArmedGroup"), node(&b, "City")];
        let graph = KnowledgeGraph::new(nodes, [(a.clone(), edge, b.clone())], Terms::new());
        let bundle: Json = serde_json::from_str(&file(&graph, Format::Stix, &options())).unwrap();
        let objects = bundle["objects"].as_array().unwrap().clone();
        objects.iter().find(|o| o["type"] == "relationship").unwrap()["relationship_type"].clone()
    };
    assert_eq!([kind(true), kind(false)], ["targets", "related-to"]);
}

#[test]
fn what_a_format_lacks_is_said() {
    let empty = KnowledgeGraph::default();
    for format in [Format::Ftm, Format::Stix] {
        let error = write_graph(&empty, format, &Options::default(), Vec::new()).unwrap_err().to_string();
        assert!(error.contains("export/") && error.contains("copy"), "{error}");
    }
    for format in [Format::Parquet, Format::Neo4j, Format::Obsidian] {
        let error = write_graph(&empty, format, &options(), Vec::new()).unwrap_err().to_string();
        assert!(error.contains("folder"), "{error}");
    }
    let error = write_folder(&empty, Format::Ftm, &options(), Path::new("nowhere")).unwrap_err().to_string();
    assert!(error.contains("one file") && !Path::new("nowhere").exists(), "{error}");
}

#[test]
fn one_entity_is_a_graph_too() {
    let node = Node { iri: "https://example.org/a".to_owned(), class: "City".to_owned(), ..Node::default() };
    let graph = KnowledgeGraph::new([node], [], Terms::new());
    let entities = lines(&file(&graph, Format::Ftm, &options()));
    assert_eq!(entities.len(), 1);
    assert_eq!(entities[0]["properties"]["name"], Json::from(vec!["a"]));
    let bundle: Json = serde_json::from_str(&file(&graph, Format::Stix, &options())).unwrap();
    let place = bundle["objects"].as_array().unwrap().last().unwrap().clone();
    assert_eq!([&place["type"], &place["region"]], ["location", "a"]);
    assert!(file(&graph, Format::Cypher, &options()).contains("MERGE (n:Entity {iri: row.iri}) SET n:`City`"));
    assert_eq!(text_of(&folder(&graph, Format::Neo4j, &options()), "nodes.csv").lines().count(), 2);
    assert_eq!(folder(&graph, Format::Obsidian, &options()).keys().collect::<Vec<_>>(), ["entities/a.md"]);
}

#[test]
fn a_large_graph_is_the_same_each_time() {
    let node = |i: usize| Node {
        iri: format!("https://example.org/{i:05}"),
        names: Names { ar: Some(format!("اسم {}", i / 2)), ..Names::default() },
        class: "Person".to_owned(),
        ..Node::default()
    };
    let edges = (0..3_000).map(|i| {
        let ends = [i % 1_000, (i * 7 + 1) % 1_000].map(|i| format!("https://example.org/{i:05}"));
        let [from, to] = ends;
        (from, Edge::new("metWith", claim(format!("s{i:05}"), "التقى")), to)
    });
    let large = KnowledgeGraph::new((0..1_000).map(node), edges, Terms::new());
    for format in [Format::Ftm, Format::Stix, Format::Cypher] {
        assert_eq!(written(&large, format), written(&large, format), "{format}");
    }
    assert_eq!(lines(&file(&large, Format::Ftm, &options())).len(), 1 + 1_000 + 3_000);
    for format in [Format::Neo4j, Format::Obsidian] {
        let (first, second) = (folder(&large, format, &options()), folder(&large, format, &options()));
        assert!(first == second, "{format}");
        assert_eq!(first.len(), if format == Format::Obsidian { 1_001 } else { 2 }, "{format}");
        assert!(!folder(&KnowledgeGraph::default(), format, &options()).is_empty() || format == Format::Obsidian);
    }
}
