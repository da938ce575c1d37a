//! Pictures: the same each time, no label on another, texts whole, lines that tell facts from claims.

use std::sync::LazyLock;

use nisba::annotation::{Evidence, Factuality};
use nisba::domain::{DataFiles, Domain};
use nisba::drawing::{Drawing, Lanes, Picture, Theme, draw};
use nisba::export::{Appearance, Options};
use nisba::graph::{Attribute, Claim, Edge, KnowledgeGraph, Language, Names, Node, Terms};
use proptest::prelude::*;

use crate::export::{in_xml, xml_texts};
use crate::hard_text::hard_text;
use crate::readback::sample_graph;

const PICTURES: [Picture; 4] =
    [Picture::Graph, Picture::Timeline(Lanes::Classes), Picture::Timeline(Lanes::Entities), Picture::Matrix];

/// Loaded once.
static DOMAIN: LazyLock<Domain> = LazyLock::new(|| Domain::embedded().unwrap());

fn drawn(graph: &KnowledgeGraph, picture: Picture, language: Language) -> Drawing {
    let files = DataFiles::embedded();
    let appearance = Appearance::load(&files);
    let options = Options { title: "عيّنة: sample".to_owned(), language, appearance, ..Options::default() };
    draw(graph, &DOMAIN.ontology, picture, &options, &Theme::load(&files))
}

fn claim(factuality: Factuality, text: &str) -> Claim {
    Claim {
        id: format!("https://example.org/doc#{factuality:?}"),
        factuality,
        asserted: factuality == Factuality::Asserted,
        confidence: 0.9,
        claimant: None,
        document: "doc".to_owned(),
        evidence: Evidence { start: 0, end: text.chars().count(), text: text.to_owned() },
        pattern: None,
        inferred: None,
    }
}

fn node(at: usize, text: &str) -> Node {
    let date =
        Attribute { predicate: "onDate".into(), value: "2014-09-15".into(), claim: claim(Factuality::Asserted, text) };
    Node {
        iri: format!("https://example.org/{at:04}"),
        names: Names { ar: Some(text.to_owned()), ..Names::default() },
        class: "Event".to_owned(),
        attributes: vec![date],
        ..Node::default()
    }
}

/// Nodes named by a text, and statements between them.
fn graph(count: usize, text: &str, edges: &[(usize, usize, Claim)]) -> KnowledgeGraph {
    let iri = |at: &usize| format!("https://example.org/{at:04}");
    let edges = edges.iter().map(|(from, to, claim)| (iri(from), Edge::new("heldIn", claim.clone()), iri(to)));
    KnowledgeGraph::new((0..count).map(|at| node(at, text)), edges.collect::<Vec<_>>(), Terms::new())
}

/// The drawn lines of a class of groups: their `path` elements.
fn paths<'a>(svg: &'a str, group: &str) -> Vec<&'a str> {
    let open = format!("<g class=\"{group}\"");
    let groups: Vec<&str> = svg.split(open.as_str()).skip(1).collect();
    groups
        .into_iter()
        .flat_map(|group| group.split("</g>").next().unwrap().lines())
        .filter(|line| line.starts_with("<path"))
        .collect()
}

#[test]
fn the_same_graph_gives_the_same_bytes_with_any_number_of_threads() {
    let graph = sample_graph();
    for picture in PICTURES {
        let of = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| drawn(&graph, picture, Language::Arabic).to_svg())
        };
        let first = of(1);
        assert_eq!(first, of(4), "{picture:?}");
        assert!(!first.contains("NaN") && !first.contains("inf"), "{picture:?}");
    }
}

#[test]
fn no_label_lies_on_another_and_all_are_inside() {
    let ring: Vec<_> = (0..120).map(|at| (at, (at * 7 + 1) % 120, claim(Factuality::Asserted, "x"))).collect();
    let crowded = graph(120, "اسم طويل جدا لا مكان له في الصورة", &ring);
    for graph in [sample_graph(), crowded] {
        for (picture, language) in PICTURES.into_iter().flat_map(|p| [(p, Language::Arabic), (p, Language::English)]) {
            let drawing = drawn(&graph, picture, language);
            assert_eq!(drawing.overlapping_labels(), 0, "{picture:?}");
            let [width, height] = drawing.size();
            for [left, top, right, bottom] in drawing.label_bounds() {
                let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
                assert!(inside, "{picture:?} {language:?}: {left} {top} {right} {bottom} of {width} {height}");
            }
        }
    }
}

#[test]
fn what_is_no_fact_is_dashed_and_what_is_denied_does_not_arrive() {
    use Factuality::{Alleged, Asserted, Denied, Intended, Possible};
    let line = |factuality| {
        let svg = drawn(&graph(2, "a", &[(0, 1, claim(factuality, "x"))]), Picture::Graph, Language::English).to_svg();
        let lines: Vec<String> = paths(&svg, "line").into_iter().map(str::to_owned).collect();
        assert_eq!(lines.len(), 2, "the line and its end: {svg}");
        lines
    };
    let asserted = line(Asserted);
    assert!(!asserted[0].contains("stroke-dasharray") && asserted[1].contains("Z\""), "{asserted:?}");
    let mut looks = vec![asserted[0].clone()];
    for factuality in [Alleged, Intended, Possible, Denied] {
        let lines = line(factuality);
        assert!(lines[0].contains("stroke-dasharray"), "{lines:?}");
        // A bar instead of a head.
        assert_eq!(lines[1].contains("Z\""), factuality != Denied, "{lines:?}");
        looks.push(lines[0].clone());
    }
    looks.sort();
    looks.dedup();
    assert_eq!(looks.len(), 5, "each looks different: {looks:?}");
    let claimed = Claim { asserted: false, ..claim(Asserted, "x") };
    let svg = drawn(&graph(2, "a", &[(0, 1, claimed)]), Picture::Graph, Language::English).to_svg();
    assert!(paths(&svg, "line")[0].contains("stroke-dasharray"), "{svg}");
    assert!(svg.contains("only said by someone"), "the legend tells it: {svg}");
    let svg = drawn(&graph(2, "a", &[(0, 1, claim(Denied, "x"))]), Picture::Matrix, Language::English).to_svg();
    assert!(paths(&svg, "cell")[0].contains("stroke-dasharray"), "{svg}");
}

#[test]
fn parallel_statements_and_loops_have_ways_of_their_own() {
    let of = |factuality| claim(factuality, "x");
    let edges = [
        (0, 1, of(Factuality::Asserted)),
        (1, 0, of(Factuality::Asserted)),
        (0, 1, of(Factuality::Denied)),
        (1, 1, of(Factuality::Asserted)),
    ];
    let svg = drawn(&graph(2, "a", &edges), Picture::Graph, Language::English).to_svg();
    let mut lines = paths(&svg, "line");
    assert_eq!(lines.len(), 8);
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 8, "{lines:?}");
}

#[test]
fn a_large_picture_names_the_most_important_and_says_so() {
    let mut edges: Vec<_> = (1..400).map(|at| (at, at / 10, claim(Factuality::Asserted, "x"))).collect();
    edges.push((0, 399, claim(Factuality::Asserted, "x")));
    let drawing = drawn(&graph(450, "المركز", &edges), Picture::Graph, Language::English);
    let notes = drawing.notes().join("\n");
    assert!(notes.contains("of 400 names of entities are not shown"), "{notes}");
    assert!(notes.contains("50 of 450 entities have no relation"), "{notes}");
    assert!(notes.contains("400 of 400 names of relations are not shown"), "{notes}");
    let svg = drawing.to_svg();
    notes.lines().for_each(|note| assert!(svg.contains(note), "the picture says it too: {note}"));
}

#[test]
fn the_empty_and_the_smallest_graph_are_drawn() {
    for (count, edges) in [(0, vec![]), (1, vec![]), (1, vec![(0, 0, claim(Factuality::Asserted, "x"))])] {
        for picture in PICTURES {
            let drawing = drawn(&graph(count, "a", &edges), picture, Language::Arabic);
            xml_texts(drawing.to_svg().as_bytes());
            assert!(drawing.size().iter().all(|side| side.is_finite() && *side > 0.0), "{picture:?}");
        }
    }
}

/// A text as a picture shows it: in one line, without what steers a terminal or the direction.
fn shown(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let text: String = text.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    in_xml(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn svg_keeps_texts(text in hard_text()) {
        let graph = graph(2, &text, &[(0, 1, claim(Factuality::Asserted, &text))]);
        for picture in PICTURES {
            let drawing = drawn(&graph, picture, Language::Arabic);
            let texts = xml_texts(drawing.to_svg().as_bytes());
            let expected = shown(&text);
            let whole = |found: &String| found.split('\n').any(|line| shown(line).contains(&expected));
            prop_assert!(texts.iter().any(whole), "{picture:?}: {expected:?} not in {texts:?}");
            prop_assert_eq!(drawing.overlapping_labels(), 0);
        }
    }
}

#[cfg(feature = "pictures")]
mod rendered {
    use super::*;
    use crate::readback::script;
    use nisba::drawing::Fonts;
    use resvg::tiny_skia::Pixmap;
    use std::process::Command;

    /// Fonts with all letters of a drawing.
    pub(super) fn fonts(drawing: &Drawing) -> Option<Fonts> {
        let fonts = Fonts::of_system();
        if fonts.missing(drawing).is_empty() {
            return Some(fonts);
        }
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "no font has Arabic: run .ci/readback-setup");
        println!("skipped: no font has Arabic; .ci/readback-setup installs one");
        None
    }

    #[test]
    fn a_png_has_the_width_asked_for_and_something_on_it() {
        let graph = sample_graph();
        for picture in PICTURES {
            let drawing = drawn(&graph, picture, Language::Arabic);
            let Some(fonts) = fonts(&drawing) else { return };
            let bytes = drawing.to_png(&fonts, 700).unwrap();
            assert_eq!(bytes, drawing.to_png(&fonts, 700).unwrap());
            let pixels = Pixmap::decode_png(&bytes).unwrap();
            let [width, height] = drawing.size();
            assert_eq!(pixels.width(), 700);
            assert!((f64::from(pixels.height()) - 700.0 * height / width).abs() <= 1.0);
            let inked = pixels.pixels().iter().filter(|p| (p.red(), p.green(), p.blue()) != (255, 255, 255)).count();
            let share = inked as f64 / pixels.pixels().len() as f64;
            assert!((0.005..0.5).contains(&share), "{picture:?}: {share} of the picture is not white");
            assert!(pixels.pixels().iter().all(|p| p.alpha() == 255), "no part is see-through");
        }
    }

    #[test]
    fn a_pdf_is_read_by_pypdf() {
        let drawing = drawn(&sample_graph(), Picture::Matrix, Language::English);
        let Some(fonts) = fonts(&drawing) else { return };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("matrix.pdf");
        let bytes = drawing.to_pdf(&fonts).unwrap();
        assert_eq!(bytes, drawing.to_pdf(&fonts).unwrap());
        std::fs::write(&path, bytes).unwrap();
        let Some(python) = crate::readback::python() else { return };
        let answer = crate::readback::run(Command::new(python).arg(script("read_pdf.py")).arg(&path));
        assert_eq!(answer["pages"], 1);
        assert_eq!(answer["title"], "عيّنة: sample");
        assert_eq!(answer["embedded"], true);
        for (side, drawn) in answer["size"].as_array().unwrap().iter().zip(drawing.size()) {
            assert!((side.as_f64().unwrap() - drawn * 0.75).abs() < 0.1, "{side} of {drawn}");
        }
        let text = answer["text"].as_str().unwrap();
        assert!(text.contains("From (row) to (column)"), "{text}");
        assert!(text.contains("Each square: the number of statements"), "{text}");
    }

    #[test]
    fn a_size_that_no_memory_holds_is_refused() {
        let drawing = drawn(&sample_graph(), Picture::Graph, Language::English);
        let Some(fonts) = fonts(&drawing) else { return };
        let message = drawing.to_png(&fonts, 4_000_000).unwrap_err().to_string();
        assert!(message.contains("--width"), "{message}");
        assert!(drawing.to_png(&fonts, 0).is_err());
    }
}
