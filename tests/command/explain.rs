//! `nisba explain`: what produced what stands at a place.

use serde_json::Value;

use super::bad_input::tells;
use super::{finish, folder, nisba, run};

/// A news sentence that we wrote: a source, a negation, a date.
const TEXT: &str = "قال وزير الخارجية الفرنسي لوران فابيوس إن الجيش العراقي لم يهاجم تنظيم داعش في 15 سبتمبر 2014.";

#[test]
fn words_values_mentions_and_statements_are_explained() {
    let dir = folder(&[("news.txt", TEXT.as_bytes())]);
    let ran = run(dir.path(), "explain news.txt 0 94");
    tells(&ran, 0, &[]);
    let parts = [
        "news 0–94 (ar)",
        "الخارجية  الخارجيه (article + خارجيه)",
        "@attack",
        "15 سبتمبر 2014  date 2014-09-15",
        "الجيش العراقي  name, SecurityForce",
        "https://w3id.org/nisba/id/iraqi-army",
        "found by lexicon/ar/",
        "with وزير الخارجية الفرنسي (affiliated), words/ar/titles.tsv:",
        "pattern post/affiliatedWith, words/ar/titles.tsv:",
        "pattern ar/inner#country-by-demonym, patterns/ar/inner.yaml:",
        "pattern ar/frames#attack/subject-first, patterns/ar/frames.yaml:",
        "@attack!",
        "denied, by ar/cues#negation, patterns/ar/cues.yaml:",
        "at لم (56)",
        "claimed by لوران فابيوس, by ar/speech#said-that, patterns/ar/speech.yaml:",
    ];
    for part in parts {
        assert!(ran.out.contains(part), "“{part}” is not in: {}", ran.out);
    }
}

#[test]
fn only_what_touches_the_place_is_shown() {
    let dir = folder(&[("news.txt", TEXT.as_bytes())]);
    let ran = run(dir.path(), "explain news.txt 79 82");
    tells(&ran, 0, &[]);
    assert!(ran.out.contains("mentions: none") && ran.out.contains("2014-09-15"), "{}", ran.out);
}

#[test]
fn json_names_every_rule_with_its_place() {
    let dir = folder(&[("news.txt", TEXT.as_bytes())]);
    let ran = run(dir.path(), "explain news.txt 59 64 --format json");
    tells(&ran, 0, &[]);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(json["asked"]["text"], "يهاجم");
    let statement = &json["statements"][0];
    assert_eq!(statement["predicate"], "attacks");
    assert_eq!(statement["factuality"], "denied");
    assert_eq!(statement["because"]["trigger"]["start"], 56);
    assert_eq!(statement["claimed_by"], "لوران فابيوس");
    assert_eq!(statement["kept"], true);
    let place = statement["pattern"]["place"].as_str().expect("a place");
    let (file, line) = place.rsplit_once(':').expect("FILE:LINE");
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    let text = std::fs::read_to_string(data).expect("the file is there");
    assert_eq!(text.lines().nth(line.parse::<usize>().expect("a line") - 1), Some("- id: attack"));
}

#[test]
fn documents_of_the_graph_and_standard_input_can_be_explained() {
    let dir = folder(&[("news.txt", TEXT.as_bytes())]);
    let file = run(dir.path(), "explain news.txt 42 64").out;
    tells(&run(dir.path(), "build news.txt --store g"), 0, &[]);
    let stored = run(dir.path(), "explain news 42 64 --store g");
    tells(&stored, 0, &[]);
    assert_eq!(stored.out, file);
    let piped = finish(nisba(dir.path()).args(["explain", "-", "42", "64"]).write_stdin(TEXT));
    tells(&piped, 0, &[]);
    assert_eq!(piped.out, file.replace("news", "stdin"));
    tells(&run(dir.path(), "explain other 0 3 --store g"), 1, &["other is no file", "nisba docs list --store g"]);
}

#[test]
fn a_place_that_is_not_there_is_told() {
    let dir = folder(&[("news.txt", TEXT.as_bytes())]);
    tells(&run(dir.path(), "explain news.txt 90 900"), 1, &["news", "94 code points"]);
    tells(&run(dir.path(), "explain news.txt 5 5"), 1, &["no text from 5 to 5"]);
    tells(&run(dir.path(), "explain none.txt 0 5"), 1, &["none.txt is no file", "nisba-store"]);
    tells(&run(dir.path(), "explain news.txt a 5"), 1, &["'a'"]);
    assert!(run(dir.path(), "explain --help").out.contains("Example:\n  nisba explain data/samples/seed.txt"));
}
