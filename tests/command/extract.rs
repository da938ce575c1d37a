//! `nisba extract` on good input: forms, ids, order, destinations.

use std::fs;

use serde_json::Value;

use super::{ARTICLE, Ran, finish, folder, nisba, run};

fn documents(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn ids(ran: &Ran) -> Vec<String> {
    documents(ran).iter().map(|d| d["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn json_is_one_document_a_line_with_its_id() {
    let dir = folder(&[("t/b.txt", ARTICLE.as_bytes()), ("t/a/c.md", b"text"), ("t/x.pdf", b"%PDF")]);
    let ran = run(dir.path(), "extract t --format json");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ids(&ran), ["a/c", "b"]);
    assert!(ran.err.contains("not read") && ran.err.contains("1 .pdf"), "{}", ran.err);
    let quiet = run(dir.path(), "extract t --format jsonl --quiet");
    assert_eq!((quiet.out, quiet.err.as_str()), (ran.out, ""));
    assert_eq!(documents(&run(dir.path(), "extract t/b.txt"))[0]["id"], "b");
}

#[test]
fn every_slice_equals_the_text_after_a_byte_order_mark() {
    let text = format!("\u{feff}{ARTICLE}");
    let dir = folder(&[("marked/a.txt", text.as_bytes()), ("a.txt", ARTICLE.as_bytes())]);
    let found = ["extract marked/a.txt", "extract a.txt"].map(|line| documents(&run(dir.path(), line)).remove(0));
    let chars: Vec<char> = ARTICLE.chars().collect();
    let at = |place: &Value, key: &str| place[key].as_u64().expect("an offset") as usize;
    let list = |value: &Value| value.as_array().expect("a list").clone();
    for document in &found {
        let mentions = list(&document["entities"]).into_iter().flat_map(|e| list(&e["mentions"]));
        for place in mentions.chain(list(&document["statements"]).into_iter().map(|s| s["evidence"].clone())) {
            let slice: String = chars[at(&place, "start")..at(&place, "end")].iter().collect();
            assert_eq!(place["text"], slice.as_str());
        }
    }
    assert_eq!(found[0], found[1]);
}

#[test]
fn standard_input_and_patterns_that_the_shell_left() {
    let dir = folder(&[("a.txt", b"x"), ("n/b.txt", b"y"), ("n/c.log", b"z")]);
    let ran = finish(nisba(dir.path()).args(["extract", "-", "**/*.txt"]).write_stdin(ARTICLE));
    assert_eq!((ran.code, ids(&ran)), (0, vec!["stdin".to_owned(), "a".to_owned(), "b".to_owned()]), "{}", ran.err);
}

#[test]
fn a_folder_as_output_gets_one_file_a_document() {
    let dir = folder(&[("t/a.txt", ARTICLE.as_bytes()), ("t/b/c.txt", b"text")]);
    for (format, endings) in [("json", &["json"][..]), ("conll", &["conll"]), ("brat", &["ann", "txt"])] {
        let ran = run(dir.path(), &format!("extract t -f {format} -o {format}/"));
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        for ending in endings {
            assert!(dir.path().join(format!("{format}/a.{ending}")).is_file());
            assert!(dir.path().join(format!("{format}/b/c.{ending}")).is_file());
        }
    }
    assert_eq!(fs::read_to_string(dir.path().join("brat/a.txt")).expect("there"), ARTICLE);
    let ran = run(dir.path(), "extract t -f jsonl -o json/");
    assert_eq!((ran.code, ran.err.contains("name a file")), (1, true), "{}", ran.err);
    let ran = run(dir.path(), "extract t -f brat");
    assert_eq!((ran.code, ran.err.contains("name a folder")), (1, true), "{}", ran.err);
}

#[test]
fn conll_has_a_line_for_every_word() {
    let dir = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let ran = run(dir.path(), "extract a.txt -f conll");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("-DOCSTART-\t0\t0\ta\tO\tO\n\n"), "{}", ran.out);
    let chars: Vec<char> = ARTICLE.chars().collect();
    let mut words = String::new();
    for line in ran.out.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (start, end): (usize, usize) = (cells[1].parse().expect("a number"), cells[2].parse().expect("a number"));
        assert_eq!(cells.len(), 6);
        assert_eq!(chars[start..end].iter().collect::<String>(), cells[0]);
        words += cells[0];
    }
    assert_eq!(words, ARTICLE.split_whitespace().collect::<String>());
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let texts: Vec<(String, String)> = (0..150).map(|n| (format!("t/{n}.txt"), format!("{ARTICLE}{n}"))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let dir = folder(&files);
    let with = |threads| finish(nisba(dir.path()).args(["extract", "t"]).env("RAYON_NUM_THREADS", threads)).out;
    let one = with("1");
    assert_eq!(one.lines().count(), 150);
    assert!(one == with("4") && one == with("4"), "the output differs");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let files: Vec<(String, String)> = (0..300).map(|n| (format!("t/{n}.txt"), ARTICLE.repeat(5))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let dir = folder(&files);
    let line = format!("'{}' extract t | head -n 1; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_nisba"));
    let ran = finish(assert_cmd::Command::new("bash").args(["-c", &line]).current_dir(dir.path()));
    assert_eq!((ran.code, ran.out.lines().count(), ran.err.as_str()), (0, 1, ""));
}
