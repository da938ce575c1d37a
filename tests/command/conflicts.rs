//! `nisba conflicts`: where two made-up papers disagree, and what is no disagreement.

use std::path::Path;

use serde_json::Value;

use super::bad_input::tells;
use super::{folder, run, write};

const FIRST: &str = "عقد المؤتمر الدولي للمياه والطاقة بالعراق في مدينة بغداد يوم 5 آذار 2020. \
                     وقال وزير الدفاع العراقي سالم العتيبي إن العراق يدعم القرار. وتبنى تنظيم داعش هجوم باردو. \
                     والتقى الرئيس المصري وفيق النجار الرئيس التركي نبيل الصاوي.\n";
const SECOND: &str = "عقد المؤتمر الدولي للمياه والطاقة بالعراق في مدينة البصرة يوم 7 آذار 2020. \
                      وقال وزير الدفاع العراقي ماجد البكري إن العراق يدعم القرار. وتبنى تنظيم القاعدة هجوم باردو. \
                      ولم يلتق الرئيس المصري وفيق النجار الرئيس التركي نبيل الصاوي.\n";

fn found(folder: &Path, line: &str) -> Vec<Value> {
    let ran = run(folder, &format!("conflicts {line} --format json"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str::<Vec<Value>>(&ran.out).expect("JSON")
}

fn kinds(folder: &Path, line: &str) -> Vec<String> {
    found(folder, line).iter().map(|conflict| conflict["kind"].as_str().expect("a kind").to_owned()).collect()
}

/// A folder with the graph of documents called by their days.
fn graph(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = folder(&[]);
    for (name, text) in files {
        write(dir.path(), &format!("n/{name}.txt"), text.as_bytes());
    }
    tells(&run(dir.path(), "build n --date-from-name YYYYMMDD"), 0, &[]);
    dir
}

#[test]
fn each_kind_is_found_with_both_sentences() {
    let dir = graph(&[("a-20200310", FIRST), ("b-20200312", SECOND)]);
    let all = found(dir.path(), "");
    assert_eq!(kinds(dir.path(), ""), ["date", "place", "agent", "holder", "denial"]);
    for conflict in &all {
        let sentences = [0, 1].map(|side| conflict["sides"][side]["statements"][0]["sentence"].as_str().expect("one"));
        assert!(FIRST.contains(sentences[0]) != FIRST.contains(sentences[1]), "{sentences:?}");
        assert!(sentences.iter().all(|sentence| FIRST.contains(sentence) || SECOND.contains(sentence)));
        assert_eq!(conflict["within_one_document"], false);
        assert_eq!(conflict["days_apart"], 2);
    }
    let holder = &all[3];
    let side = |at: usize| holder["sides"][at]["value"].as_str().expect("a value");
    assert_eq!(
        (holder["about"].as_str(), [side(0), side(1)]),
        (Some("وزير الدفاع العراقي"), ["سالم العتيبي", "ماجد البكري"])
    );
    assert_eq!(holder["sides"][1]["statements"][0]["reported"], "2020-03-12");
    assert_eq!(kinds(dir.path(), "--kind date,denial"), ["date", "denial"]);
    assert_eq!(kinds(dir.path(), "--predicate heldIn"), ["place"]);
    assert_eq!(kinds(dir.path(), "البصرة"), ["place"]);
    assert_eq!(kinds(dir.path(), "--min-confidence 1"), [""; 0]);
    let text = run(dir.path(), "conflicts --kind holder").out;
    assert!(text.starts_with("holder · وزير الدفاع العراقي · position\n  2 days apart\n  سالم العتيبي\n"), "{text}");
    let table = run(dir.path(), "conflicts --format tsv").out;
    let columns: Vec<usize> = table.lines().map(|line| line.split('\t').count()).collect();
    assert_eq!(columns, [27; 6]);
    assert_ne!(run(dir.path(), "conflicts --kind none").code, 0);
    tells(&run(dir.path(), "conflicts --predicate none"), 1, &["no predicate 'none'"]);
}

#[test]
fn what_both_can_say_is_no_conflict() {
    // A month that holds the day, a country that holds the city, the same post years later, a post of the past.
    let third = "عقد المؤتمر الدولي للمياه والطاقة بالعراق في العراق في آذار 2020. وقال وزير الدفاع العراقي السابق ماجد \
                 البكري إن العراق يدعم القرار.\n";
    let later = "قال وزير الدفاع العراقي ماجد البكري إن العراق يدعم القرار. ولم يلتق الرئيس المصري وفيق النجار الرئيس \
                 التركي نبيل الصاوي.\n";
    let dir = graph(&[("a-20200310", FIRST), ("c-20200312", third), ("d-20220312", later)]);
    assert_eq!(kinds(dir.path(), ""), [""; 0]);
    tells(&run(dir.path(), "conflicts"), 0, &["no two sources disagree"]);
}

#[test]
fn one_name_in_two_spellings_is_one_holder() {
    let dir = graph(&[
        ("a-20200310", "قال وزير الدفاع العراقي ماجد البكري إن العراق يدعم القرار.\n"),
        ("b-20200312", "قال وزير الدفاع العراقي ماجد عبد الله البكرى إن العراق يدعم القرار.\n"),
    ]);
    assert_eq!(kinds(dir.path(), ""), [""; 0]);
}

#[test]
fn one_document_is_held_against_itself_only_when_asked_for() {
    let both = format!("{FIRST}\n{SECOND}");
    let dir = graph(&[("a-20200310", &both)]);
    assert_eq!(kinds(dir.path(), ""), [""; 0]);
    let found = found(dir.path(), "--within-documents --kind date,place,agent,denial");
    assert!(!found.is_empty() && found.iter().all(|conflict| conflict["within_one_document"] == true), "{found:?}");
}

#[test]
fn holders_whose_times_are_not_known_may_follow_each_other() {
    let dir = folder(&[("n/a.txt", FIRST.as_bytes()), ("n/b.txt", SECOND.as_bytes())]);
    run(dir.path(), "build n");
    assert_eq!(kinds(dir.path(), ""), ["date", "place", "agent", "denial"]);
    assert!(kinds(dir.path(), "--undated").contains(&"holder".to_owned()));
    tells(&run(dir.path(), "conflicts"), 0, &["may be of two times"]);
}

#[test]
fn the_table_of_a_domain_decides_and_is_checked() {
    let dir = graph(&[("a-20200310", FIRST), ("b-20200312", SECOND)]);
    let head = "kind\tpredicate\tone\tclasses\tvalues\tfactuality\tdays\tundated\tbody\n";
    let copy = |source: &Path, to: &Path| {
        for entry in walkdir::WalkDir::new(source).into_iter().map(|entry| entry.expect("readable")) {
            let below = to.join(entry.path().strip_prefix(source).expect("below"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(below).expect("made");
            } else {
                std::fs::copy(entry.path(), below).expect("copied");
            }
        }
    };
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &dir.path().join("own"));
    write(
        dir.path(),
        "own/conflicts.tsv",
        format!("{head}date\tonDate\tobject\t*\t*\tasserted\t1\tyes\t\n").as_bytes(),
    );
    assert_eq!(kinds(dir.path(), "--domain own"), [""; 0], "two days are two occasions for this domain");
    let bad = "quarrel\tonDate\tobject\t*\t*\tasserted\t1\tyes\t\ndate\theldIn\tend\tNone\t*\tsure\tx\tperhaps\t\n\
               holder\tposition\tsubject\t*\t*\tasserted\t1\tno\t\nwithin\tbeside\n";
    write(dir.path(), "own/conflicts.tsv", format!("{head}{bad}").as_bytes());
    write(dir.path(), "own/posts.tsv", "words\tpost\nرئيس\tmany\n".as_bytes());
    let ran = run(dir.path(), "domain check own");
    tells(&ran, 1, &["posts.tsv:2: `many` says nothing of a post"]);
    tells(&ran, 1, &["`quarrel` is no kind of conflict", "the object of heldIn is no date", "`end` is no end"]);
    tells(&ran, 1, &["no class is called None", "`sure` is no factuality", "`x` is no number", "`perhaps` is neither"]);
    tells(&ran, 1, &["conflicts.tsv:4: a post is told apart", "conflicts.tsv:5: no predicate is called beside"]);
}
