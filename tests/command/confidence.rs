//! `--min-confidence`, and what a confidence is worth: `nisba eval --by pattern`, `--by confidence`, `--leave-one-out`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::bad_input::tells;
use super::{ARTICLE, finish, folder, folder_with_graph, nisba, run, write};

/// The confidences of what is extracted, in order.
fn confidences(folder: &Path, line: &str) -> Vec<f64> {
    let ran = run(folder, line);
    tells(&ran, 0, &[]);
    let document: Value = serde_json::from_str(ran.out.lines().next().expect("a line")).expect("JSON");
    let statements = document["statements"].as_array().expect("a list").iter();
    let mut confidences: Vec<f64> = statements.map(|s| s["confidence"].as_f64().expect("a number")).collect();
    confidences.sort_by(f64::total_cmp);
    confidences
}

/// A folder with a text and, of its confidences, one that parts the least sure statement from the others.
fn article() -> (TempDir, f64) {
    let dir = folder(&[("news/a.txt", ARTICLE.as_bytes()), ("news/b.txt", "زار الوزير العراق.\n".as_bytes())]);
    let all = confidences(dir.path(), "extract news/a.txt");
    assert!(all.len() > 1 && all[0] < all[1], "the text must have statements of two confidences: {all:?}");
    (dir, all[1])
}

#[test]
fn extract_leaves_out_what_is_less_sure_and_keeps_entities() {
    let (dir, least) = article();
    let whole = run(dir.path(), "extract news/a.txt").out;
    let sure = run(dir.path(), &format!("extract news/a.txt --min-confidence {least}")).out;
    let [whole, sure] = [whole, sure].map(|line| serde_json::from_str::<Value>(&line).expect("JSON"));
    assert_eq!(whole["entities"], sure["entities"]);
    let count = |document: &Value| document["statements"].as_array().expect("a list").len();
    assert_eq!(count(&sure), count(&whole) - 1);
    assert_eq!(run(dir.path(), "extract news/a.txt --min-confidence 0").out, run(dir.path(), "extract news/a.txt").out);
    for format in ["turtle", "brat"] {
        let of = |more: &str| run(dir.path(), &format!("extract news/a.txt -f {format}{more}")).out;
        assert!(of(&format!(" --min-confidence {least}")).len() < of("").len(), "{format}");
    }
}

#[test]
fn a_graph_seen_from_a_confidence_on_is_the_one_built_from_it_on() {
    let (dir, least) = article();
    tells(&run(dir.path(), "build news --store whole"), 0, &[]);
    tells(&run(dir.path(), &format!("build news --store sure --min-confidence {least}")), 0, &[]);
    for command in [
        "export --format nquads",
        "export --format graphml",
        "export --format turtle --query around --param entity=العراق",
        "query statements",
        "query predicates --format csv",
        "query connected",
        "show العراق",
        "docs list",
    ] {
        let seen = run(dir.path(), &format!("{command} --store whole --min-confidence {least}"));
        tells(&seen, 0, &[]);
        // A view was not made from anything by itself.
        let built = run(dir.path(), &format!("{command} --store sure")).out;
        let built: String = built.split_inclusive('\n').filter(|line| !line.contains("ontology#stamp>")).collect();
        assert_eq!(seen.out.replace("whole", "sure"), built);
        let whole = run(dir.path(), &format!("{command} --store whole")).out;
        assert_ne!(seen.out, whole, "{command} shows what is less sure");
    }
    let again = run(dir.path(), "build news --store sure");
    assert!(again.out.contains("replaced"), "{}", again.out);
    let both = ["whole", "sure"].map(|store| run(dir.path(), &format!("export -f nquads --store {store}")).out);
    assert_eq!(both[0], both[1]);
}

#[test]
fn each_place_that_says_a_fact_has_its_own_confidence() {
    let dir = folder_with_graph();
    let ask =
        |more: &str| run(dir.path(), &format!("query evidence -p subject=id:jeddah-security-conference -f csv{more}"));
    let of_jeddah = |out: &str| out.lines().filter(|line| line.contains("held-in")).count();
    let (all, sure, none) = (ask(""), ask(" --min-confidence 0.94"), ask(" --min-confidence 0.96"));
    tells(&all, 0, &[]);
    assert_eq!([&all, &sure, &none].map(|ran| of_jeddah(&ran.out)), [3, 1, 0], "{}", all.out);
    let fact = |more: &[&str]| {
        let text = "ASK { id:jeddah-security-conference nisba:heldIn id:jeddah }";
        finish(nisba(dir.path()).args(["query", "-e", text]).args(more)).out
    };
    assert_eq!(fact(&["--min-confidence", "0.94"]), "yes\n", "one place is sure enough");
    assert_eq!(fact(&["--min-confidence", "0.96"]), "no\n", "no place is");
}

#[test]
fn a_confidence_is_a_number_from_0_to_1() {
    let dir = folder(&[("a.txt", ARTICLE.as_bytes())]);
    for value in ["1.5", "-0.1", "NaN", "high", "90%"] {
        let ran = run(dir.path(), &format!("extract a.txt --min-confidence={value}"));
        tells(&ran, 1, &["--min-confidence", value, "write a number from 0 to 1"]);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn commands_without_statements_say_what_to_do_instead() {
    let dir = folder_with_graph();
    for (command, remedy) in [
        ("query", "name a query"),
        ("docs remove visit", "nisba build --min-confidence X"),
        ("domain check", "nisba eval GOLD --by confidence"),
        ("train x.conll", "leave it out"),
        ("completions bash", "leave it out"),
        ("man", "leave it out"),
    ] {
        let ran = run(dir.path(), &format!("{command} --min-confidence 0.9"));
        tells(&ran, 1, &["--min-confidence means nothing here", remedy]);
        assert_eq!(ran.out, "", "{command}");
    }
    assert!(run(dir.path(), "docs list").out.contains("visit"), "nothing was removed");
}

#[test]
fn explain_tells_how_a_confidence_came_about() {
    let (dir, least) = article();
    let all = run(dir.path(), "explain news/a.txt 38 90").out;
    assert!(all.contains("      stated 0.9 · ") && all.contains("reported: right "), "{all}");
    let sure = run(dir.path(), &format!("explain news/a.txt 38 90 --min-confidence {least}")).out;
    assert!(sure.contains("statements: none"), "{sure}");
    let json = run(dir.path(), "explain news/a.txt 38 90 --format json").out;
    let statement = &serde_json::from_str::<Value>(&json).expect("JSON")["statements"][0];
    assert_eq!(statement["basis"]["stated"], 0.9);
    assert_eq!(statement["basis"]["circumstances"][0]["name"], "reported");
    let extracted = confidences(dir.path(), "extract news/a.txt");
    assert!(extracted.contains(&statement["confidence"].as_f64().expect("a number")), "{json}");
}

/// A copy of the data without counts of Arabic patterns, named `data`.
fn domain_without_counts(folder: &Path) {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &folder.join("data"));
    let file = folder.join("data/patterns/ar/calibration.tsv");
    if file.exists() {
        fs::remove_file(file).expect("removed");
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("there") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).expect("there")
}

/// Gold of two texts in `gold`, by which one statement is right, and one wrong in each text.
fn gold(folder: &Path) {
    tells(&run(folder, "extract gold/texts --format json --output gold/ --domain data"), 0, &[]);
    for name in ["a", "b"] {
        let path = folder.join(format!("gold/{name}.json"));
        let mut document: Value = serde_json::from_str(&fs::read_to_string(&path).expect("there")).expect("JSON");
        let statements = document["statements"].as_array_mut().expect("a list");
        statements.retain(|statement| statement["predicate"] == "heldIn");
        assert_eq!(statements.len(), 1);
        fs::write(path, document.to_string()).expect("written");
    }
}

fn gold_case() -> TempDir {
    let dir = folder(&[("gold/texts/a.txt", ARTICLE.as_bytes()), ("gold/texts/b.txt", ARTICLE.as_bytes())]);
    domain_without_counts(dir.path());
    gold(dir.path());
    dir
}

#[test]
fn counts_by_pattern_make_a_calibration_that_changes_confidences() {
    let dir = gold_case();
    let table = run(dir.path(), "eval gold --domain data --by pattern").out;
    for (name, figures) in
        [("ar/events#held-in", "1.000   2/0/0"), ("ar/frames#support/subject-first", "0.000   0/2/0")]
    {
        let line = table.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        assert!(line.ends_with(figures), "{name}\n{table}");
    }
    let all = run(dir.path(), "eval gold --domain data --format json").out;
    let all: Value = serde_json::from_str(&all).expect("JSON");
    let held = json!({ "precision": 1.0, "right": 2, "wrong": 0, "not_counted": 0 });
    assert_eq!(all["by_pattern"]["ar/events#held-in"], held);
    let file = "data/patterns/ar/calibration.tsv";
    tells(&run(dir.path(), &format!("eval gold --domain data --by pattern --format tsv -o {file}")), 0, &[]);
    let counts = read(dir.path(), file);
    let wanted =
        "pattern\tright\twrong\n*/reported\t0\t2\nar/events#held-in\t2\t0\nar/frames#support/subject-first\t0\t2\n";
    assert!(counts.starts_with("# Made by ") && counts.ends_with(wanted), "{counts}");
    tells(&run(dir.path(), "domain check data"), 0, &[]);
    let extracted = confidences(dir.path(), "extract gold/texts/a.txt --domain data");
    assert!(extracted[0] < 0.8 && extracted[1] > 0.85, "{extracted:?}");
    let mut other: Value = serde_json::from_str(&read(dir.path(), "gold/b.json")).expect("JSON");
    other["language"] = "en".into();
    write(dir.path(), "mixed/b.json", other.to_string().as_bytes());
    write(dir.path(), "mixed/a.json", read(dir.path(), "gold/a.json").as_bytes());
    let mixed = run(dir.path(), "eval mixed --texts gold/texts --by pattern --format tsv");
    tells(&mixed, 1, &["gold has texts of several languages (ar, en)", "put them into folders"]);
    // The counts do not depend on the calibration that they are counted with.
    assert_eq!(run(dir.path(), "eval gold --domain data --by pattern --format tsv").out, counts);
}

#[test]
fn a_calibration_that_is_wrong_is_told() {
    let dir = folder(&[]);
    domain_without_counts(dir.path());
    let rows = "pattern\tright\twrong\nar/events#held-in\t2\t0\nar/events#held-in\t1\t0\nar/events#none\t1\t0\n\
                ar/groups#part-of\t-1\t0\nar/groups#member-of\t1\n*/odd\t1\t1\n*/reported\t3\t1\npost/leads\t3\t1\n";
    write(dir.path(), "data/patterns/ar/calibration.tsv", rows.as_bytes());
    let ran = run(dir.path(), "domain check data");
    let place = "patterns/ar/calibration.tsv";
    tells(
        &ran,
        1,
        &[
            &format!("{place}:3: ar/events#held-in has a row already; add the counts up in one row"),
            &format!("{place}:4: no pattern is called ar/events#none; write its name as `nisba explain` gives it"),
            &format!("{place}:5: `-1` and `0` are no counts; write how many statements were right"),
            &format!("{place}:6: `1` and `` are no counts"),
            &format!("{place}:7: no circumstance is called odd; use one of one-word-text, object-by-noun, reported,"),
        ],
    );
    assert_eq!(ran.err.lines().count(), 6, "{}", ran.err);
}

#[test]
fn a_confidence_is_measured_on_texts_that_had_no_part_in_it() {
    let dir = gold_case();
    let table = |more: &str| {
        let ran = run(dir.path(), &format!("eval gold --domain data --by confidence{more}"));
        tells(&ran, 0, &[]);
        ran.out
            .lines()
            .skip_while(|line| !line.starts_with("statements by confidence"))
            .skip(1)
            .map(str::to_owned)
            .collect()
    };
    let stated: Vec<String> = table("");
    assert_eq!(stated.len(), 10);
    assert!(stated[9].starts_with("0.90 or more") && stated[9].ends_with("0.900   0.500   2/2/0"), "{stated:?}");
    let left_out: Vec<String> = table(" --leave-one-out");
    assert!(left_out[9].ends_with("0/0/0"), "one statement in the other text is too little: {left_out:?}");
    assert!(left_out[7].ends_with("2/2/0"), "{left_out:?}");
    // By the other text one kind of statement is right and the other is not.
    let scored = run(dir.path(), "eval gold --domain data --leave-one-out --min-confidence 0.86").out;
    assert!(scored.contains("statements           1.000   1.000   1.000"), "{scored}");
    let unsure = run(dir.path(), "eval gold --by pattern --format tsv --min-confidence 0.5");
    tells(&unsure, 1, &["needs the unsure statements too; leave --min-confidence out"]);
    tells(&run(dir.path(), "eval gold gold --leave-one-out"), 1, &["--leave-one-out", "cannot be used with"]);
    for line in [
        "eval gold --format tsv",
        "eval gold --by pattern,class --format tsv",
        "eval gold --by pattern --errors -f tsv",
    ] {
        tells(&run(dir.path(), line), 1, &["--by pattern --format tsv"]);
    }
}
