//! The page of `export --format html`: what it holds, and how it behaves in Chromium.
//!
//! `readback/page.mjs` uses it as a reader does. Where Chromium or Playwright are missing that test says that it was skipped,
//! but fails where `CI=true`; `.ci/readback-setup` installs them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use nisba::annotation::{Evidence, Factuality};
use nisba::domain::{DataFiles, Domain};
use nisba::export::{Appearance, Format, Mark, Options, left_out_of_page, write_graph};
use nisba::graph::{
    Attribute, Claim, Edge, Inferred, KnowledgeGraph, Language, Names, Node, Terms, Writing, read_spellings,
    read_terms, read_writings,
};
use nisba::timeline::Times;
use serde_json::Value as Json;

use crate::hard_text::{HOSTILE, claim};
use crate::readback::{node_modules, run, sample_graph, script, seed_quads};

fn page_of(graph: &KnowledgeGraph, options: &Options) -> String {
    let mut bytes = Vec::new();
    write_graph(graph, Format::Html, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn data_of(page: &str) -> Json {
    let (_, rest) = page.split_once("<script id=\"data\" type=\"application/json\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn options() -> Options {
    Options {
        title: "عيّنة".to_owned(), appearance: Appearance::load(&DataFiles::embedded()), ..Options::default()
    }
}

/// The seed article as the program shows it.
fn seed() -> (KnowledgeGraph, Options) {
    let (quads, domain) = (seed_quads(), Domain::embedded().unwrap());
    let graph = KnowledgeGraph::from_quads(&quads, read_terms(&DataFiles::embedded()));
    let writings = read_writings(&quads);
    let options = Options {
        spellings: read_spellings(&quads, &writings),
        times: Times::new(&graph, &domain.ontology).of_all(),
        writings,
        ..options()
    };
    (graph, options)
}

fn iri(name: impl std::fmt::Display) -> String {
    format!("https://example.org/{name}")
}

fn entity(name: impl std::fmt::Display, text: &str) -> Node {
    Node { iri: iri(name), names: Names { ar: Some(text.to_owned()), ..Names::default() }, ..Node::default() }
}

/// Hostile names, values, classes, predicates, documents, claimants; the documents' sources and titles too.
fn hostile() -> (KnowledgeGraph, Options) {
    let mut options = Options { title: HOSTILE[0].to_owned(), ..options() };
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    for (at, text) in HOSTILE.iter().enumerate() {
        let of = |id: String| Claim {
            document: format!("{text}{at}"),
            pattern: Some((*text).to_owned()),
            claimant: Some(iri(0)),
            ..claim(id, text)
        };
        let post = Attribute { predicate: "position".into(), value: (*text).into(), claim: of(format!("p{at}")) };
        let class = (*text).to_owned();
        let wikidata = Some(format!("Q1{text}"));
        nodes.push(Node { attributes: vec![post], class, wikidata, ..entity(at, text) });
        edges.push((iri(at), Edge::new(*text, of(format!("e{at}"))), iri((at + 1) % HOSTILE.len())));
        let writing = Writing {
            iri: iri(text),
            title: Some((*text).to_owned()),
            source: Some(if at == 0 { "https://example.org/<b>?q=\"".to_owned() } else { (*text).to_owned() }),
            text: format!("{text} {text}"),
            date: Some((*text).to_owned()),
            language: None,
        };
        options.writings.insert(format!("{text}{at}"), writing);
        options.spellings.insert(iri(at), vec![(*text).to_owned()]);
    }
    (KnowledgeGraph::new(nodes, edges, Terms::new()), options)
}

/// The graph with a statement that follows from its first one.
fn with_an_inference(graph: &KnowledgeGraph) -> KnowledgeGraph {
    let (subject, edge, object) = graph.edges().next().unwrap();
    let premises = vec![[subject.iri.clone(), edge.predicate.clone(), object.iri.clone()]];
    let nothing = Evidence { start: 0, end: 0, text: String::new() };
    let inferred = Some(Inferred { rule: "InverseRule".to_owned(), premises });
    let claim = Claim { inferred, document: String::new(), evidence: nothing, ..claim("inferred", "") };
    graph.with_edges([(object.iri.clone(), Edge::new("relatedTo", claim), subject.iri.clone())])
}

/// As many entities as a page shows, and as many statements: most lead to some hubs, as in news.
fn large() -> KnowledgeGraph {
    const NODES: usize = 5_000;
    const EDGES: usize = 20_000;
    let classes = ["Person", "Country", "Organization", "Event", "City"];
    let names =
        |at: usize| Names { ar: Some(format!("كيان {at}")), en: Some(format!("Entity {at}")), ..Names::default() };
    let node =
        |at: usize| Node { names: names(at), class: classes[at % 5].to_owned(), ..entity(format_args!("{at:05}"), "") };
    let edge = |at: usize| {
        let subject = at * 7 % NODES;
        let object = if at.is_multiple_of(2) { at * at % 60 } else { (subject + 1 + at % 23) % NODES };
        let factuality = [Factuality::Asserted, Factuality::Intended, Factuality::Denied]
            [if at.is_multiple_of(9) { at % 3 } else { 0 }];
        let asserted = factuality == Factuality::Asserted;
        let claim = Claim { factuality, asserted, ..claim(at, "كلمات") };
        (
            iri(format_args!("{subject:05}")),
            Edge::new(["metWith", "heldIn", "memberOf"][at % 3], claim),
            iri(format_args!("{object:05}")),
        )
    };
    KnowledgeGraph::new((0..NODES).map(node), (0..EDGES).map(edge), read_terms(&DataFiles::embedded()))
}

#[test]
fn the_page_has_every_entity_and_statement_with_its_words() {
    let (graph, options) = seed();
    let data = data_of(&page_of(&graph, &options));
    let rows = |name: &str| data[name].as_array().unwrap().len();
    assert_eq!((rows("nodes"), rows("edges")), (graph.nodes().len(), graph.edges().len()));
    let literals: usize = graph.nodes().map(|node| node.attributes.len()).sum();
    assert_eq!(rows("claims"), graph.edges().len() + literals);
    for claim in data["claims"].as_array().unwrap() {
        let passage = &data["passages"][usize::try_from(claim[4].as_u64().unwrap()).unwrap()];
        let (start, text) = (passage[0].as_u64().unwrap(), passage[1].as_str().unwrap());
        let [first, last] = [5, 6].map(|at| usize::try_from(claim[at].as_u64().unwrap() - start).unwrap());
        let words: String = text.chars().skip(first).take(last - first).collect();
        let same = |other: &Claim| other.evidence.text == words;
        let said = graph.edges().any(|(_, edge, _)| same(&edge.claim));
        assert!(said || graph.nodes().any(|node| node.attributes.iter().any(|a| same(&a.claim))), "{words}");
        assert!(text.chars().count() <= 520 + words.chars().count(), "a passage, not a text: {text}");
    }
    let passages: BTreeSet<String> = data["passages"].as_array().unwrap().iter().map(Json::to_string).collect();
    assert_eq!(passages.len(), rows("passages"), "each passage is there once");
    assert!(passages.len() < rows("claims"));
    let both = Options { language: Language::Both, ..options };
    assert_eq!((&data["both"], &data_of(&page_of(&graph, &both))["both"]), (&Json::Bool(false), &Json::Bool(true)));
    assert_eq!(data["documents"][0][0], "seed");
    assert!(data["claims"].as_array().unwrap().iter().any(|claim| claim[9] == "2014-09-15"), "a date of the text");
    assert!(data["nodes"].to_string().contains("\"داعش\""), "names as the text writes them");
}

#[test]
fn the_same_graph_gives_the_same_page() {
    let (graph, options) = seed();
    let page = page_of(&graph, &options);
    let again = KnowledgeGraph::new(
        graph.nodes().cloned().collect::<Vec<_>>().into_iter().rev(),
        graph
            .edges()
            .map(|(s, edge, o)| (s.iri.clone(), edge.clone(), o.iri.clone()))
            .collect::<Vec<_>>()
            .into_iter()
            .rev(),
        read_terms(&DataFiles::embedded()),
    );
    assert!(page == page_of(&again, &options));
}

#[test]
fn a_page_fetches_nothing_and_runs_only_its_own_script() {
    let (graph, options) = hostile();
    let page = page_of(&graph, &options);
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'));
    let markup: Vec<&str> = page.split('<').skip(1).collect();
    let tags = |name: &str| markup.iter().filter(|tag| tag.starts_with(name)).count();
    assert_eq!(
        (tags("script"), tags("style"), tags("img"), tags("svg"), tags("iframe"), tags("object")),
        (2, 1, 0, 0, 0, 0)
    );
    assert_eq!(tags("link"), 1);
    assert!(page.contains("<link rel=\"icon\" href=\"data:,\">"));
    assert!(!page.contains('\u{2028}') && !page.contains('\0'));
    let data = data_of(&page);
    for (at, text) in HOSTILE.iter().enumerate() {
        assert_eq!(data["nodes"][at][1], *text);
    }
}

#[test]
fn a_graph_that_is_too_large_is_cut_and_the_page_says_so() {
    let graph = large();
    assert_eq!(left_out_of_page(&graph, &options()), None);
    let lonely = entity("zz", "وحيد");
    let more = (0..3).map(|at| (iri("00001"), Edge::new("metWith", claim(format_args!("m{at}"), "م")), iri("00002")));
    let edges = graph.edges().map(|(s, edge, o)| (s.iri.clone(), edge.clone(), o.iri.clone())).chain(more);
    let nodes = graph.nodes().cloned().chain([lonely.clone()]);
    let larger = KnowledgeGraph::new(nodes, edges, Terms::new());
    let out = left_out_of_page(&larger, &options()).unwrap();
    assert_eq!((out.nodes, out.nodes_shown, out.edges, out.edges_shown), (5_001, 5_000, 20_003, 20_000));
    let mut marked = options();
    let mark = Mark { size: 100.0, color: [255, 0, 0], community: 1, neighbours: 0, page_rank: 0.9, betweenness: 0.0 };
    marked.marks.insert(lonely.iri.clone(), mark);
    let data = data_of(&page_of(&larger, &marked));
    assert_eq!(data["leftOut"], serde_json::json!([5_001, 20_003]));
    let names = |graph: &Json| graph["nodes"].as_array().unwrap().iter().any(|node| node[0] == lonely.iri);
    assert!(names(&data), "what the measures hold important stays");
}

#[test]
fn everything_that_the_page_says_is_in_the_table() {
    let table = include_str!("../data/export/page.tsv");
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect()).collect();
    for row in &rows {
        assert!(row.len() == 3 && row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
        let places = |cell: &str| {
            cell.split('{').skip(1).filter_map(|p| p.split('}').next()).map(str::to_owned).collect::<BTreeSet<_>>()
        };
        assert_eq!(places(row[1]), places(row[2]), "{row:?}");
    }
    let keys: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(keys.len(), rows.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/html/page");
    let texts: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let code = texts.concat();
    let asked = |before: &str| {
        let ends = code.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        ends.map(str::to_owned).collect::<Vec<_>>()
    };
    let said = ["say(\"", "data-say=\"", "data-say-label=\"", "data-say-placeholder=\""].into_iter().flat_map(asked);
    let missing: Vec<String> = said.filter(|key| !keys.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // Some are put together from parts, as `status-fact`.
    let parts = |key: &str| ["status-", "time-", "column-", "key-"].iter().any(|part| key.starts_with(part));
    let idle: Vec<&&str> = keys.iter().filter(|key| !parts(key) && !code.contains(&format!("\"{key}\""))).collect();
    assert!(idle.iter().all(|key| **key == "noscript"), "{idle:?}");
}

#[test]
fn the_page_is_used_in_chromium() {
    let chromium = std::env::var_os("NISBA_CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    let playwright = node_modules().filter(|modules| modules.join("playwright-core").exists());
    let Some(modules) = playwright.filter(|_| chromium.exists()) else {
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "Chromium or Playwright is missing: run .ci/readback-setup"
        );
        println!("skipped: Chromium or Playwright is missing; .ci/readback-setup installs them");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, graph: &KnowledgeGraph, options: &Options| {
        let file = File::create(folder.path().join(name)).unwrap();
        write_graph(graph, Format::Html, options, file).unwrap();
    };
    let (graph, options) = seed();
    write("seed.html", &graph, &options);
    let (graph, options) = hostile();
    write("hostile.html", &graph, &options);
    write("sample.html", &with_an_inference(&sample_graph()), &self::options());
    write("large.html", &large(), &self::options());
    write("empty.html", &KnowledgeGraph::default(), &self::options());
    write("one.html", &KnowledgeGraph::new([entity("one", "وحيد")], [], Terms::new()), &self::options());
    let mut command = Command::new("node");
    command.env("NISBA_NODE_MODULES", modules).env("NISBA_CHROMIUM", chromium);
    let answer = run(command.arg(script("page.mjs")).arg(folder.path()));
    assert_eq!(answer["checks"], "done");
    for what in ["panned", "dragged"] {
        let (fps, longest) = (&answer[what]["fps"], &answer[what]["longest"]);
        println!("{what}, of 5,000 entities and 20,000 statements: {fps} frames a second, longest {longest} ms");
        // 30 are wanted; a machine that does much else at the time may give fewer.
        assert!(fps.as_f64().unwrap() > 8.0, "{answer}");
    }
}
