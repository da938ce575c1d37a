//! `nisba check`: tables, reports, exit codes, shapes of one's own.

use nisba::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use serde_json::Value as Json;

use super::bad_input::tells;
use super::{folder_with_graph, run, write};

/// Asks what the ontology does not: every country is the same as something elsewhere that is not Iraq.
const SHAPES: &[u8] = b"@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix nisba: <https://w3id.org/nisba/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
<urn:country> sh:targetClass nisba:Country ; sh:property <urn:elsewhere> .
<urn:elsewhere> sh:path owl:sameAs ; sh:not [ sh:hasValue <http://www.wikidata.org/entity/Q796> ] ;
  sh:message \"this is Iraq\"@en .\n";

#[test]
fn a_table_tells_what_is_wrong_where_and_what_to_do() {
    let dir = folder_with_graph();
    let ran = run(dir.path(), "check");
    tells(&ran, 0, &[]);
    // In one document a platform acts as a firm.
    for part in
        ["violation", "متحدث باسم فيسبوك", "platforms", "141–158", "not asserted", "nisba explain", "2 violations"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'));
    let quiet = run(dir.path(), "check --strict --quiet");
    assert_eq!((quiet.code, quiet.err.as_str()), (3, ""));
    assert!(quiet.out.lines().count() < 5, "{}", quiet.out);
    let sure = run(dir.path(), "check --strict --min-confidence 1");
    assert!(sure.out.contains("checked"), "{}", sure.out);
}

#[test]
fn without_violations_strict_is_content() {
    let dir = super::folder(&[("a.txt", super::ARTICLE.as_bytes())]);
    tells(&run(dir.path(), "build a.txt"), 0, &[]);
    let ran = run(dir.path(), "check --strict");
    tells(&ran, 0, &[]);
    assert_eq!(ran.out, "1 document checked: 0 violations, 0 warnings, 0 remarks\n");
}

#[test]
fn the_report_is_shacl() {
    let dir = folder_with_graph();
    let json: Json = serde_json::from_str(&run(dir.path(), "check -f json").out).unwrap();
    assert_eq!((&json["conforms"], &json["violations"]), (&Json::from(false), &Json::from(2)));
    assert_eq!(json["findings"][0]["places"][0]["document"], "platforms");
    for (format, syntax) in [
        ("turtle", RdfFormat::Turtle),
        ("trig", RdfFormat::TriG),
        ("ntriples", RdfFormat::NTriples),
        ("nquads", RdfFormat::NQuads),
        ("rdfxml", RdfFormat::RdfXml),
        ("jsonld", RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() }),
    ] {
        let ran = run(dir.path(), &format!("check -f {format}"));
        tells(&ran, 0, &[]);
        assert_eq!(ran.out, run(dir.path(), &format!("check -f {format}")).out, "same input, same bytes");
        let quads: Vec<_> = RdfParser::from_format(syntax).for_slice(&ran.out).map(Result::unwrap).collect();
        let of = |name: &str| quads.iter().filter(|q| q.predicate.as_str().ends_with(&format!("shacl#{name}"))).count();
        assert_eq!((of("conforms"), of("result"), of("focusNode")), (1, 2, 2), "{format}");
    }
    tells(&run(dir.path(), "check -f pdf"), 1, &["pdf", "turtle"]);
    assert_eq!(run(dir.path(), "check -f turtle -o report.ttl --strict").code, 3);
    let written = std::fs::read_to_string(dir.path().join("report.ttl")).unwrap();
    assert_eq!(written, run(dir.path(), "check -f turtle").out);
}

#[test]
fn shapes_of_ones_own_are_checked_too() {
    let dir = folder_with_graph();
    write(dir.path(), "my.ttl", SHAPES);
    let ran = run(dir.path(), "check --shapes my.ttl");
    tells(&ran, 0, &[]);
    assert!(ran.out.contains("this is Iraq") && ran.out.contains("العراق"), "{}", ran.out);
    let printed = run(dir.path(), "check --print-shapes --shapes my.ttl");
    assert!(printed.out.contains("urn:elsewhere") && printed.out.contains("shapes#domain/heldIn"));
    assert!(RdfParser::from_format(RdfFormat::Turtle).for_slice(&printed.out).all(|quad| quad.is_ok()));
    write(dir.path(), "bad.ttl", b"@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:x> sh:path");
    tells(&run(dir.path(), "check --shapes bad.ttl"), 1, &["bad.ttl:2"]);
    tells(&run(dir.path(), "check --shapes none.ttl"), 1, &["none.ttl", "cannot be read"]);
    tells(&run(dir.path(), "check --print-shapes --min-confidence 0.5"), 1, &["leave it out"]);
}

#[test]
fn signature_violations_are_counted_and_listed() {
    let dir = folder_with_graph();
    let list = run(dir.path(), "docs list").out;
    assert!(
        list.lines().any(|line| line.contains("platforms\t") && line.contains(", 2 against the ontology")),
        "{list}"
    );
    assert_eq!(list.matches("against the ontology").count(), 1, "{list}");
    assert!(run(dir.path(), "query violations").out.contains("rdfs:range"));
    let ask = |query: &str| super::finish(super::nisba(dir.path()).args(["query", "-e", query])).out;
    assert_eq!(ask("ASK { ?person nisba:affiliatedWith id:facebook }"), "no\n");
    assert_eq!(ask("ASK { GRAPH ?g { ?person nisba:affiliatedWith id:facebook } }"), "no\n");
    assert!(Store::open_read_only(&dir.path().join("nisba-store")).is_ok());
}

/// An ontology in which a predicate takes less: what a text says is kept, but is no fact.
#[test]
fn a_build_counts_what_the_ontology_does_not_allow() {
    let dir = super::folder(&[("a.txt", super::ARTICLE.as_bytes())]);
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for entry in walkdir::WalkDir::new(&data).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()) {
        let below = entry.path().strip_prefix(&data).unwrap();
        write(&dir.path().join("domain"), &below.to_string_lossy(), &std::fs::read(entry.path()).unwrap());
    }
    let built = run(dir.path(), "build a.txt");
    tells(&built, 0, &[]);
    assert!(!built.out.contains("against the ontology"), "{}", built.out);
    // The same store, checked with the other ontology, shows the facts that no longer fit.
    let file = dir.path().join("domain/ontology/nisba.ttl");
    let ontology = std::fs::read_to_string(&file).unwrap();
    let held_in = ontology.split(":heldIn a owl:ObjectProperty").nth(1).unwrap();
    let narrowed = held_in.replacen("rdfs:range :Place", "rdfs:range :Person", 1);
    std::fs::write(&file, ontology.replace(held_in, &narrowed)).unwrap();
    let ran = run(dir.path(), "check --strict --domain domain");
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("held in") && ran.out.contains("باريس"), "{}", ran.out);
}
