//! Exports keep every text whole, whatever it holds, and are the same each time.

use std::collections::{BTreeMap, BTreeSet};

use nisba::annotation::Factuality;
use nisba::domain::{DataFiles, Domain, ExchangeTables};
use nisba::export::{Appearance, Format, Options, RdfOptions, write_graph, write_quads};
use nisba::graph::{Attribute, Edge, KnowledgeGraph, Names, Node, Period, Terms};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::Value as Json;

use crate::hard_text::{claim, hard_text};

/// Two entities with an edge; `text` is a name, a post and the words of the evidence.
pub(crate) fn graph(text: &str) -> KnowledgeGraph {
    let node = |name: &str, text: &str| Node {
        iri: format!("https://example.org/{name}"),
        names: Names { ar: Some(text.to_owned()), ..Names::default() },
        class: "Person".to_owned(),
        attributes: vec![Attribute { predicate: "position".into(), value: text.into(), claim: claim(name, text) }],
        ..Node::default()
    };
    let edge = Edge::new("metWith", claim("s", text));
    let ends = ["https://example.org/a".to_owned(), "https://example.org/b".to_owned()];
    let [a, b] = ends;
    KnowledgeGraph::new([node("a", text), node("b", "باريس")], [(a, edge, b)], Terms::new())
}

/// The embedded domain is loaded once.
pub(crate) fn options() -> Options {
    static EXCHANGE: std::sync::OnceLock<ExchangeTables> = std::sync::OnceLock::new();
    let exchange = EXCHANGE.get_or_init(|| Domain::embedded().unwrap().exchange).clone();
    let appearance = Appearance::load(&DataFiles::embedded());
    Options { title: "t".to_owned(), appearance, exchange, ..Options::default() }
}

pub(crate) fn written(graph: &KnowledgeGraph, format: Format) -> Vec<u8> {
    let options = options();
    let mut bytes = Vec::new();
    write_graph(graph, format, &options, &mut bytes).unwrap();
    bytes
}

/// What an XML document can hold of a text.
pub(crate) fn in_xml(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

/// Every text and attribute value of an XML document.
pub(crate) fn xml_texts(bytes: &[u8]) -> BTreeSet<String> {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(bytes).unwrap());
    let mut texts = BTreeSet::new();
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return texts,
            Event::Start(start) | Event::Empty(start) => {
                text.clear();
                for attribute in start.attributes() {
                    let value = attribute.unwrap().normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                    texts.insert(value.into_owned());
                }
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", reference.xml10_content());
                text.push_str(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::End(_) => {
                texts.insert(std::mem::take(&mut text));
            }
            _ => {}
        }
    }
}

/// The quoted strings of a DOT document, with quotes and backslashes restored; anything unbalanced fails.
fn dot_strings(text: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '"' {
            assert!(c.is_ascii_graphic() || c.is_ascii_whitespace(), "{c:?} outside of quotes");
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next().expect("the quotes are closed") {
                '"' => break,
                '\\' => match chars.next().expect("an escape is whole") {
                    'n' => string.push('\n'),
                    c => string.push(c),
                },
                c => string.push(c),
            }
        }
        strings.push(string);
    }
    strings
}

/// Words without the marks of direction and characters that a picture cannot show.
fn words(text: &str) -> Vec<String> {
    let shown = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = in_xml(text).chars().map(shown).filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    text.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn xml_formats_keep_texts(text in hard_text()) {
        let graph = graph(&text);
        for format in [Format::GraphMl, Format::Gexf] {
            let texts = xml_texts(&written(&graph, format));
            prop_assert!(texts.contains(&in_xml(&text)), "{format}: {text:?} not in {texts:?}");
        }
    }

    #[test]
    fn json_formats_keep_texts(text in hard_text()) {
        let graph = graph(&text);
        let json: Json = serde_json::from_slice(&written(&graph, Format::NodeLink)).unwrap();
        prop_assert_eq!(&json["nodes"][0]["label_ar"], &text);
        prop_assert_eq!(&json["nodes"][0]["position"][0], &text);
        prop_assert_eq!(&json["edges"][0]["evidence"], &text);
        let json: Json = serde_json::from_slice(&written(&graph, Format::Cytoscape)).unwrap();
        prop_assert_eq!(&json["elements"]["nodes"][0]["data"]["label_ar"], &text);
        prop_assert_eq!(&json["elements"]["edges"][0]["data"]["evidence"], &text);
    }

    #[test]
    fn further_json_formats_keep_texts(text in hard_text()) {
        let graph = graph(&text);
        let json: Json = serde_json::from_slice(&written(&graph, Format::Adjacency)).unwrap();
        prop_assert_eq!(&json["nodes"][0]["label_ar"], &text);
        prop_assert_eq!(&json["adjacency"][0][0]["evidence"], &text);
        prop_assert_eq!(&json["adjacency"][1], &Json::Array(Vec::new()));
        let json: Json = serde_json::from_slice(&written(&graph, Format::Jgf)).unwrap();
        prop_assert_eq!(&json["graph"]["nodes"]["https://example.org/a"]["label"], &text);
        prop_assert_eq!(&json["graph"]["edges"][0]["metadata"]["evidence"], &text);
        let json: Json = serde_json::from_slice(&written(&graph, Format::Cx2)).unwrap();
        prop_assert_eq!(&json[4]["nodes"][0]["v"]["name"], &text);
        prop_assert_eq!(&json[5]["edges"][0]["v"]["evidence"], &text);
    }

    #[test]
    fn yed_labels_keep_texts(text in hard_text()) {
        let options = Options { yed: true, ..Options::default() };
        let mut bytes = Vec::new();
        write_graph(&graph(&text), Format::GraphMl, &options, &mut bytes).unwrap();
        let xml = String::from_utf8(bytes.clone()).unwrap();
        prop_assert!(xml_texts(&bytes).contains(&in_xml(&text)));
        prop_assert_eq!(xml.matches("<y:NodeLabel>").count(), 2);
        prop_assert_eq!(xml.matches("<y:EdgeLabel>").count(), 1);
    }

    #[test]
    fn pajek_labels_lose_only_what_it_has_no_escape_for(text in hard_text()) {
        let net = String::from_utf8(written(&graph(&text), Format::Pajek)).unwrap();
        let shown = |c: char| match c {
            '"' => '\u{ff02}',
            '\\' => '\u{ff3c}',
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
            c => c,
        };
        let label: String = text.chars().map(shown).collect();
        let lines: Vec<&str> = net.split('\n').collect();
        prop_assert_eq!(lines.len(), 7, "{}", net);
        let of_vertex = lines[2].split('"').nth(1).unwrap();
        prop_assert!(of_vertex == label || of_vertex == format!("{label} (a)"), "{}", net);
        prop_assert!(lines[2..6].iter().all(|line| [0, 2].contains(&line.matches('"').count())), "{}", net);
    }

    #[test]
    fn mermaid_stays_well_formed(text in hard_text()) {
        let chart = String::from_utf8(written(&graph(&text), Format::Mermaid)).unwrap();
        let node = chart.lines().find(|line| line.starts_with("  n1[")).unwrap();
        let label = node.strip_prefix("  n1[\"").unwrap().strip_suffix("\"]:::isPerson").unwrap();
        let mut read = String::new();
        let mut rest = label;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("<br/>") {
                read.push(' ');
                rest = after;
            } else if c == '#' {
                let (code, after) = rest[1..].split_once(';').unwrap();
                read.push(char::from_u32(code.parse().unwrap()).unwrap());
                rest = after;
            } else {
                prop_assert!(!matches!(c, '"' | '<' | '>' | '`' | '%' | '{' | ';' | '\\'), "{}", label);
                read.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        prop_assert_eq!(words(&read), words(&text));
    }

    #[test]
    fn csv_keeps_texts_and_holds_no_formula(text in hard_text()) {
        let bytes = written(&graph(&text), Format::Csv);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let headers = reader.headers().unwrap().clone();
        let row = reader.records().next().unwrap().unwrap();
        let row: BTreeMap<_, _> = headers.iter().zip(row.iter()).collect();
        let kept = text.replace('\0', "");
        let cell = row["evidence"];
        prop_assert!(cell == kept || cell == format!("'{kept}"), "{cell:?}");
        prop_assert!(row.values().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }

    #[test]
    fn dot_stays_well_formed(text in hard_text()) {
        let dot = String::from_utf8(written(&graph(&text), Format::Dot)).unwrap();
        let label = words(&text).join(" ").replace('&', "&amp;");
        let found = dot_strings(&dot).iter().any(|string| words(string).join(" ").contains(&label));
        prop_assert!(found, "{label:?} not in {dot}");
    }

    #[test]
    fn rdf_formats_keep_texts(text in hard_text()) {
        let iri = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        let literal = Literal::new_language_tagged_literal(&text, "ar").unwrap();
        let quad = Quad::new(iri("a"), iri("name"), literal, GraphName::DefaultGraph);
        for format in Format::ALL.into_iter().filter(|format| format.is_rdf()) {
            let mut bytes = Vec::new();
            write_quads([quad.clone()], format, &RdfOptions::default(), &mut bytes).unwrap();
            let read: Vec<Quad> = RdfParser::from_format(syntax(format)).for_slice(&bytes).map(Result::unwrap).collect();
            let kept = if format == Format::RdfXml { in_xml(&text) } else { text.clone() };
            let literal = Literal::new_language_tagged_literal(kept, "ar").unwrap();
            prop_assert_eq!(read, [Quad { object: literal.into(), ..quad.clone() }], "{}", format);
        }
    }
}

#[test]
fn order_of_input_does_not_change_the_bytes() {
    let iri = |name: String| NamedNode::new_unchecked(format!("https://example.org/{name}"));
    let quad = |i: usize| {
        Quad::new(iri(format!("s{}", i % 3)), iri("p".into()), iri(format!("o{i}")), iri(format!("g{}", i % 2)))
    };
    let quads: Vec<_> = (0..12).map(quad).collect();
    let reversed: Vec<_> = quads.iter().rev().cloned().collect();
    for format in Format::ALL.into_iter().filter(|format| format.is_rdf()) {
        let written = |quads: &[Quad]| {
            let mut bytes = Vec::new();
            write_quads(quads.to_vec(), format, &RdfOptions::default(), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(written(&quads), written(&reversed), "{format}");
    }
}

#[test]
fn an_empty_graph_is_a_file_too() {
    for format in Format::ALL.into_iter().filter(|format| !format.is_picture()) {
        if format.is_rdf() {
            let mut bytes = Vec::new();
            write_quads([], format, &RdfOptions::default(), &mut bytes).unwrap();
            assert_eq!(RdfParser::from_format(syntax(format)).for_slice(&bytes).count(), 0, "{format}");
        } else if !format.needs_folder() {
            // FollowTheMoney has a line an entity, and so none.
            let bytes = written(&KnowledgeGraph::default(), format);
            assert_eq!(bytes.is_empty(), format == Format::Ftm, "{format}");
        }
    }
    let nodes: Json = serde_json::from_slice(&written(&KnowledgeGraph::default(), Format::NodeLink)).unwrap();
    assert_eq!(nodes["nodes"], Json::Array(Vec::new()));
}

#[test]
fn what_is_no_fact_never_stands_among_the_facts() {
    let mut post = Attribute { predicate: "position".into(), value: "وزير".into(), claim: claim("s", "وزير") };
    post.claim.factuality = Factuality::Denied;
    post.claim.asserted = false;
    let node = Node { iri: "https://example.org/a".into(), attributes: vec![post], ..Node::default() };
    let graph = KnowledgeGraph::new([node], [], Terms::new());
    let json: Json = serde_json::from_slice(&written(&graph, Format::NodeLink)).unwrap();
    assert_eq!(json["nodes"][0]["position"], Json::Null);
    assert_eq!(json["nodes"][0]["claims"][0], "position وزير (denied)");
}

/// A graph of a star's shape: the first entity is said to have met each other.
fn star(entities: usize) -> KnowledgeGraph {
    let iri = |n: usize| format!("https://example.org/{n:06}");
    let nodes = (0..entities).map(|n| Node { iri: iri(n), class: "Person".into(), ..Node::default() });
    let edges = (1..entities).map(|n| (iri(0), Edge::new("metWith", claim(format!("s-{n}"), "بغداد")), iri(n)));
    KnowledgeGraph::new(nodes, edges, Terms::new())
}

#[test]
fn mermaid_says_what_is_left_out() {
    let chart = |entities| String::from_utf8(written(&star(entities), Format::Mermaid)).unwrap();
    assert!(!chart(100).contains("left_out"));
    let large = chart(2_000);
    assert!(large.encode_utf16().count() <= 50_000);
    let arrows = large.matches("-->").count();
    assert!(arrows <= 500 && arrows > 300, "{arrows}");
    assert!(large.contains(&format!("{} statements", 1_999 - arrows)), "{large}");
}

#[test]
fn time_spans_and_weights_stand_at_the_edges_of_gexf() {
    let graph = graph("بغداد");
    let id = "https://example.org/doc#s".to_owned();
    let times = [(id, Period::parse("2014-09").expect("a month"))].into();
    let mut bytes = Vec::new();
    write_graph(&graph, Format::Gexf, &Options { times, ..Options::default() }, &mut bytes).unwrap();
    let xml = String::from_utf8(bytes).unwrap();
    assert!(xml.contains("weight=\"1\" start=\"2014-09-01\" end=\"2014-09-30\">"), "{xml}");
    assert!(xml.contains("mode=\"dynamic\""));
}

#[test]
fn an_rdf_format_asks_for_quads() {
    let error = write_graph(&KnowledgeGraph::default(), Format::Turtle, &Options::default(), Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    let error = write_quads([], Format::Dot, &RdfOptions::default(), Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}

fn syntax(format: Format) -> RdfFormat {
    match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
    }
}
