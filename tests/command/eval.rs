//! `nisba eval`: figures, causes, differences, floors, and gold that cannot be used.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::bad_input::tells;
use super::{ARTICLE, finish, folder, nisba, run, write};

/// `tests/eval`: sentences that we wrote, their gold, and a prediction with every kind of mistake. `expected.txt` and
/// `expected.json` are the table and the figures that the reference scorer, a Python program, gives for them.
const FILES: [&str; 9] = [
    "gold/one.json",
    "gold/two.json",
    "gold/three.json",
    "gold/texts/one.txt",
    "gold/texts/two.txt",
    "gold/texts/three.txt",
    "predicted.jsonl",
    "expected.txt",
    "expected.json",
];

/// A new folder with those files.
fn case() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval");
    for file in FILES {
        write(folder.path(), file, &fs::read(source.join(file)).expect("there"));
    }
    folder
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).expect("there")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The lines after a title, up to an empty one.
fn section<'a>(out: &'a str, title: &str) -> Vec<&'a str> {
    let lines = out.lines().skip_while(|line| !line.starts_with(title)).skip(1);
    lines.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn every_digit_is_the_one_of_the_reference_scorer() {
    let dir = case();
    let ran = run(dir.path(), "eval gold predicted.jsonl");
    tells(&ran, 0, &["predicted.jsonl: no prediction, which counts as empty: three"]);
    assert_eq!(ran.out, read(dir.path(), "expected.txt"));
    let figures = json(&run(dir.path(), "eval gold predicted.jsonl --format json").out);
    for (name, figure) in json(&read(dir.path(), "expected.json")).as_object().expect("an object") {
        assert_eq!(figures[name], *figure, "{name}");
    }
}

#[test]
fn predictions_come_from_files_folders_and_standard_input() {
    let dir = case();
    let wanted = read(dir.path(), "expected.txt");
    let lines = read(dir.path(), "predicted.jsonl");
    for (line, name) in lines.lines().zip(["a", "b"]) {
        let pretty = serde_json::to_string_pretty(&json(line)).expect("JSON");
        write(dir.path(), &format!("folder/{name}.json"), pretty.as_bytes());
    }
    assert_eq!(run(dir.path(), "eval gold folder --quiet").out, wanted);
    let piped = finish(nisba(dir.path()).args(["eval", "gold", "-", "--quiet"]).write_stdin(lines));
    assert_eq!((piped.out, piped.err.as_str()), (wanted, ""));
    tells(&run(dir.path(), "eval gold - --against -"), 1, &["standard input can be read once"]);
}

#[test]
fn gold_is_a_folder_or_a_file() {
    let dir = case();
    let one = run(dir.path(), "eval gold/one.json predicted.jsonl");
    tells(&one, 0, &["not scored, as there is no gold: two"]);
    assert!(one.out.contains("slices") && one.out.contains("4/7/6"), "{}", one.out);
    let all: Vec<String> = ["one", "three", "two"].map(|name| read(dir.path(), &format!("gold/{name}.json"))).into();
    let lines: Vec<String> = all.iter().map(|document| json(document).to_string()).collect();
    write(dir.path(), "gold.jsonl", lines.join("\n").as_bytes());
    let ran = run(dir.path(), "eval gold.jsonl predicted.jsonl --texts gold/texts");
    assert_eq!(ran.out, read(dir.path(), "expected.txt"), "{}", ran.err);
    let without = run(dir.path(), "eval gold.jsonl predicted.jsonl");
    assert!(without.code == 0 && !without.out.contains("slices"), "{}{}", without.out, without.err);
}

#[test]
fn every_mistake_has_its_cause() {
    let dir = case();
    let out = run(dir.path(), "eval gold predicted.jsonl --errors").out;
    let counts = section(&out, "mistakes by cause");
    assert_eq!(counts[0], "     2  mention    missed");
    assert_eq!(counts.len(), 24, "{out}");
    for (cause, line) in [
        ("mention, missed: 2", "three 0–8  LOC Westland"),
        ("mention, wrong span: 2", "two 142–153  EVENT Vale Summit · found 138–153  EVENT The Vale Summit"),
        ("mention, wrong type: 1", "one 75–85  LOC ميناء نورة · found 75–85  ORG ميناء نورة"),
        ("mention, spurious: 1", "one 164–169  PER لاحقا"),
        ("entity, missed: 2", "three 20–31  LegalInstrument Vale Treaty"),
        ("entity, split: 1", "one 48–55  Person الراشدي · gold has 18–30  Person سالم الراشدي"),
        ("entity, merged: 1", "one 139–151  Organization جمعية السلام · gold has 112–121  PoliticalParty حزب الفجر"),
        ("entity, wrong type: 1", "one 75–85  Facility ميناء نورة · found 75–85  Organization ميناء نورة"),
        ("entity, spurious: 1", "one 164–169  Person لاحقا"),
        ("statement, object not found: 1", "one 124–151  حزب الفجر attacks جمعية السلام"),
        ("statement, subject not found: 1", "one 139–151  جمعية السلام finances ميناء نورة"),
        ("statement, neither end found: 1", "three 0–31  Westland signed Vale Treaty"),
        ("statement, nothing found between the two: 1", "two 142–153  Blue Bank finances Vale Summit (possible)"),
        (
            "statement, weaker predicate: 1",
            "two 0–42  Ann Lee leads Blue Bank · found 0–42  Ann Lee affiliatedWith Blue Bank",
        ),
        (
            "statement, wrong predicate: 1",
            "two 142–175  Vale Summit heldIn Port Vale · found 142–175  The Vale Summit partOf Port Vale",
        ),
        (
            "statement, wrong direction: 1",
            "two 44–67  Sea News ownedBy Blue Bank · found 44–67  Blue Bank ownedBy Sea News",
        ),
        (
            "statement, wrong subject: 1",
            "two 105–130  Ann Lee travelsTo Port Vale · found 105–130  Blue Bank travelsTo Port Vale",
        ),
        (
            "statement, wrong object: 1",
            "two 0–25  Ann Lee position “head of the bank” · found 0–25  Ann Lee position “bank manager”",
        ),
        (
            "statement, wrong factuality: 2",
            "one 88–121  شركة بحار finances حزب الفجر (denied) · found 92–121  شركة بحار finances حزب الفجر",
        ),
        (
            "statement, wrong claimant: 2",
            "two 142–153  Ann Lee participatedIn Vale Summit, says Sea News · \
             found 27–42  Ann Lee participatedIn The Vale Summit, says author",
        ),
        (
            "statement, wrong evidence: 1",
            "two 142–153  Ann Lee participatedIn Vale Summit · found 27–42  Ann Lee participatedIn The Vale Summit",
        ),
        ("statement, spurious, an end is not in gold: 1", "one 164–169  لاحقا position “وزير”"),
        ("statement, spurious: 1", "one 164–169  ميناء نورة supports سالم الراشدي"),
        (
            "statement, spurious where gold says something else: 1",
            "two 166–175  Sea News monitors Port Vale · gold has 142–175  Vale Summit heldIn Port Vale",
        ),
    ] {
        let lines = section(&out, cause);
        assert!(lines.contains(&format!("  {line}").as_str()), "{cause}: {line}\n{out}");
    }
    let all = json(&run(dir.path(), "eval gold predicted.jsonl --errors --format json").out);
    let of = |part: &str, side: &str| {
        let mistakes = all["mistakes"].as_array().expect("a list");
        mistakes.iter().filter(|mistake| mistake["part"] == part && !mistake[side].is_null()).count()
    };
    // All that is missing and all that is wrong is told, once.
    assert_eq!((of("mention", "gold"), of("mention", "predicted")), (21 - 16, 20 - 16));
    assert_eq!((of("entity", "gold"), of("entity", "predicted")), (13 - 9, 12 - 9));
    let sum: u64 = all["causes"].as_array().expect("a list").iter().filter_map(|cause| cause["count"].as_u64()).sum();
    assert_eq!(Some(sum as usize), all["mistakes"].as_array().map(Vec::len));
}

#[test]
fn a_difference_tells_what_was_gained_and_lost() {
    let dir = case();
    let mut lines: Vec<Value> = read(dir.path(), "predicted.jsonl").lines().map(json).collect();
    // A right statement fewer, a wrong one fewer, another wrong one more.
    let statements = lines[1]["statements"].as_array_mut().expect("a list");
    statements.retain(|statement| statement["id"] != "t7" && statement["id"] != "t8");
    statements[0]["predicate"] = "rejects".into();
    let other: String = lines.iter().map(|line| format!("{line}\n")).collect();
    write(dir.path(), "other.jsonl", other.as_bytes());
    let out = run(dir.path(), "eval gold other.jsonl --against predicted.jsonl").out;
    let table = read(dir.path(), "expected.txt");
    assert!(out.starts_with(&format!("before: predicted.jsonl\n{table}\nnow: other.jsonl\n")), "{out}");
    let difference = section(&out, "difference");
    assert!(difference.contains(&"statements          -0.051  -0.067  -0.061           -1/-1"), "{out}");
    assert_eq!(section(&out, "gained: right now, not before: 0"), [""; 0]);
    let lost = section(&out, "lost: right before, not now: 1");
    assert_eq!(lost, ["  two 142–189  Vale Summit onDate “2020-05”  (statement)"]);
    let newly = section(&out, "newly wrong: 1");
    assert_eq!(newly, ["  two 0–42  Ann Lee rejects Blue Bank  (statement, wrong predicate)"]);
    let no_longer = section(&out, "no longer wrong: 1");
    let other = "  two 166–175  Sea News monitors Port Vale  (statement, spurious where gold says something else)";
    assert_eq!(no_longer, [other]);
    let all = json(&run(dir.path(), "eval gold other.jsonl --against predicted.jsonl --format json").out);
    assert_eq!(all["against"]["figures"]["statements"]["right"], 5);
    assert_eq!(all["difference"]["lost"][0]["start"], 142);
    let same = run(dir.path(), "eval gold predicted.jsonl --against predicted.jsonl").out;
    assert_eq!(same.lines().filter(|line| line.ends_with(": 0")).count(), 4, "{same}");
}

#[test]
fn figures_by_predicate_class_and_document() {
    let dir = case();
    let out = run(dir.path(), "eval gold predicted.jsonl --by predicate,class --by document").out;
    for (title, line) in [
        ("statements by predicate", "position                  0.333   0.500   0.400   1/3/2"),
        ("mentions by class", "City                0.750   0.750   0.750   3/4/4"),
        ("entities by class", "PoliticalParty      1.000   1.000   1.000   1/1/1"),
        ("mentions by document", "two                    0.900   0.900   0.900   9/10/10"),
        ("statements by document", "three                    0.000   0.000   0.000   0/0/1"),
    ] {
        assert!(section(&out, title).contains(&line), "{title}: {line}\n{out}");
    }
    let all = json(&run(dir.path(), "eval gold predicted.jsonl --format json").out);
    let sum = |part: &str, measure: Option<&str>, of: &str| -> u64 {
        let rows = all[part].as_object().expect("an object").values();
        rows.filter_map(|row| measure.map_or(row, |measure| &row[measure])[of].as_u64()).sum()
    };
    for of in ["right", "predicted", "gold"] {
        let whole = |measure: &str| all[measure][of].as_u64().expect("a number");
        assert_eq!(sum("by_predicate", None, of), whole("statements"));
        assert_eq!(sum("by_class", Some("mentions"), of), whole("mentions"));
        assert_eq!(sum("by_class", Some("entities"), of), whole("entities"));
        for measure in ["mentions", "mentions_relaxed", "entities", "statements"] {
            assert_eq!(sum("by_document", Some(measure), of), whole(measure));
        }
    }
}

#[test]
fn a_floor_holds_until_a_figure_falls() {
    let dir = case();
    tells(&run(dir.path(), "eval gold predicted.jsonl --record floor.tsv"), 0, &[]);
    let floor = read(dir.path(), "floor.tsv");
    assert!(floor.starts_with("figure\tleast\nmentions.precision\t0.8000\n"), "{floor}");
    tells(&run(dir.path(), "eval gold predicted.jsonl --floor floor.tsv"), 0, &[]);
    write(dir.path(), "higher.tsv", floor.replace("statements.recall\t0.3333", "statements.recall\t0.4").as_bytes());
    let ran = run(dir.path(), "eval gold predicted.jsonl --floor higher.tsv");
    let parts =
        ["fallen below higher.tsv", "statements.recall  0.3333, recorded 0.4000: 0.0667 less", "--record higher"];
    tells(&ran, 1, &parts);
    assert!(!ran.err.contains("precision"), "{}", ran.err);
    assert_eq!(ran.out, read(dir.path(), "expected.txt"));
    write(dir.path(), "one.tsv", "# what counts\nclaimant_accuracy\t0.5\n".as_bytes());
    tells(&run(dir.path(), "eval gold predicted.jsonl --floor one.tsv"), 0, &[]);
    write(dir.path(), "empty.jsonl", b"");
    tells(&run(dir.path(), "eval gold empty.jsonl --floor one.tsv"), 1, &["claimant_accuracy  nothing to judge"]);
    for (text, message) in [
        ("figure\tleast\nmentions\t0.5\n", "bad.tsv:2: no figure is called mentions; use mentions.precision,"),
        ("mentions.f1 0.5\n", "bad.tsv:1: is no figure with its least value; write FIGURE<TAB>NUMBER"),
        ("\nmentions.f1\tNaN\n", "bad.tsv:2: is no figure with"),
    ] {
        write(dir.path(), "bad.tsv", text.as_bytes());
        let ran = run(dir.path(), "eval gold predicted.jsonl --floor bad.tsv");
        tells(&ran, 1, &[message]);
        assert_eq!(ran.out, "");
    }
    tells(&run(dir.path(), "eval gold predicted.jsonl --floor none.tsv"), 1, &["none.tsv"]);
}

#[test]
fn gold_that_cannot_be_used_is_skipped_and_told() {
    let dir = case();
    write(dir.path(), "gold/texts/one.txt", "نص آخر\n".as_bytes());
    let ran = run(dir.path(), "eval gold predicted.jsonl");
    tells(&ran, 2, &["gold/one.json: its text gold/texts/one.txt is not the one that was annotated", "restore"]);
    assert!(ran.out.contains("statements           0.286   0.222"), "{}", ran.out);
    let record = run(dir.path(), "eval gold predicted.jsonl --record floor.tsv");
    tells(&record, 1, &["floor.tsv was not written", "skipped"]);
    assert!(!dir.path().join("floor.tsv").exists());
    write(dir.path(), "gold/four.json", b"{\"id\": \"four\",\n \"entities\": [],\n \"statements\": 5}\n");
    write(dir.path(), "gold/two_again.json", read(dir.path(), "gold/two.json").as_bytes());
    fs::remove_file(dir.path().join("gold/texts/three.txt")).expect("removed");
    let ran = run(dir.path(), "eval gold");
    let parts = [
        "gold/four.json:3: is no annotation: invalid type: integer `5`",
        "gold/three.json: its text texts/three.txt is not there; put it there",
        "gold/two_again.json: the document two is in gold/two.json already",
    ];
    tells(&ran, 2, &parts);
    tells(&run(dir.path(), "eval gold/four.json"), 1, &["nothing could be read"]);
    tells(&run(dir.path(), "eval gold/texts"), 1, &["gold/texts: holds no file that ends in .json"]);
    tells(&run(dir.path(), "eval none"), 1, &["none"]);
}

#[test]
fn predictions_that_cannot_be_used_are_skipped_and_told() {
    let dir = case();
    let lines = read(dir.path(), "predicted.jsonl");
    write(dir.path(), "broken.jsonl", format!("{{\"id\": \"one\"\n\n{}\n{lines}", &lines[..100]).as_bytes());
    let ran = run(dir.path(), "eval gold broken.jsonl");
    tells(&ran, 2, &["broken.jsonl:1: is no annotation: EOF", "broken.jsonl:3: is no annotation", "`nisba extract"]);
    write(dir.path(), "twice.jsonl", format!("{lines}{lines}").as_bytes());
    let twice = run(dir.path(), "eval gold twice.jsonl");
    tells(&twice, 0, &["predicted more than once; the last one counts: one, two"]);
    assert_eq!(twice.out, read(dir.path(), "expected.txt").replace("outside   2", "outside   1"));
    let mut other = json(lines.lines().next().expect("a line"));
    other["text_sha256"] = "0".into();
    write(dir.path(), "other.jsonl", other.to_string().as_bytes());
    let ran = run(dir.path(), "eval gold other.jsonl");
    tells(&ran, 2, &["other.jsonl: the prediction of one was made from another text than gold"]);
}

#[test]
fn what_this_program_extracts_is_all_right_by_its_own_word() {
    let dir = folder(&[("gold/texts/a.txt", ARTICLE.as_bytes()), ("gold/texts/b/c.txt", ARTICLE.as_bytes())]);
    tells(&run(dir.path(), "extract gold/texts --format json --output gold/"), 0, &[]);
    let with = |threads| finish(nisba(dir.path()).args(["eval", "gold"]).env("RAYON_NUM_THREADS", threads));
    let one = with("1");
    tells(&one, 0, &[]);
    assert!(one.out.contains("statements           1.000   1.000   1.000   1.000-1.000   1.000"), "{}", one.out);
    assert_eq!(one.out, with("4").out);
    tells(&run(dir.path(), "extract gold/texts -o all.jsonl"), 0, &[]);
    assert_eq!(run(dir.path(), "eval gold all.jsonl").out, one.out);
    tells(&run(dir.path(), "eval gold --output table.txt"), 0, &[]);
    assert_eq!(read(dir.path(), "table.txt"), one.out);
    tells(&run(dir.path(), "eval gold --max-bytes 10"), 1, &["a.txt: has more than 10 bytes", "nothing could be read"]);
}
