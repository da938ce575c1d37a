//! The dates of documents, and `nisba timeline`: both times of a statement, apart.

use serde_json::Value;

use super::bad_input::tells;
use super::{folder, run, write};

const FORUM: &str = "وافتتح منتدى الفرات للمياه في بغداد يوم الثلاثاء الماضي.\n";
const CONFERENCE: &str = "عقد مؤتمر جدة للأمن في مدينة جدة يوم 5 آذار 2020. وزار الرئيس المصري وفيق النجار بغداد.\n";

fn dates(out: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(out.lines().next().expect("a document")).expect("JSON");
    let statements = document["statements"].as_array().expect("a list").clone();
    let found = statements.into_iter().filter(|s| s["predicate"] == "onDate").map(|s| s["object"]["literal"].clone());
    [document["date"].clone()].into_iter().chain(found).collect()
}

#[test]
fn relative_dates_are_resolved_against_the_day_of_the_document() {
    let dir = folder(&[("news/a-20220312.txt", FORUM.as_bytes())]);
    let given = run(dir.path(), "extract news --date 2022-03-12");
    assert_eq!(dates(&given.out), ["2022-03-12", "2022-03-08"]);
    let named = run(dir.path(), "extract news --date-from-name DD.MM.YYYY --date-from-name YYYYMMDD");
    assert_eq!(named.out, given.out);
    assert_eq!(dates(&run(dir.path(), "extract news").out), [Value::Null], "without a day they stay open");
}

#[test]
fn what_a_document_says_of_itself_comes_first() {
    let text = format!("---\ndate: 2022-03-12T08:00:00Z\n---\n{FORUM}");
    let bad = format!("---\ndate: March 2022\n---\n{FORUM}");
    let dir = folder(&[("a.md", text.as_bytes()), ("b.md", bad.as_bytes())]);
    let ran = run(dir.path(), "extract a.md --date 1999-01-01");
    assert_eq!(dates(&ran.out), ["2022-03-12", "2022-03-08"]);
    let ran = run(dir.path(), "extract b.md");
    tells(&ran, 0, &["b.md: its date “March 2022” is no day"]);
    assert_eq!(dates(&run(dir.path(), "extract b.md --date 2022-03-11").out)[0], "2022-03-11");
}

#[test]
fn a_date_that_cannot_be_is_refused_and_one_that_is_not_found_is_told() {
    let dir = folder(&[("a.txt", FORUM.as_bytes())]);
    tells(&run(dir.path(), "extract a.txt --date-from-name YYYYMMDD"), 0, &["a.txt: no date was found"]);
    for line in ["build a.txt --date 2022-02-30", "build a.txt --date-from-name YYYY", "timeline --all --from x"] {
        assert_ne!(run(dir.path(), line).code, 0, "{line}");
    }
}

#[test]
fn the_time_of_a_file_counts_only_when_asked_for() {
    let dir = folder(&[("a.txt", FORUM.as_bytes())]);
    let file = std::fs::File::options().write(true).open(dir.path().join("a.txt")).expect("opened");
    // 12 March 2022, 06:00 UTC.
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_647_064_800);
    file.set_modified(time).expect("set");
    assert_eq!(dates(&run(dir.path(), "extract a.txt").out), [Value::Null]);
    assert_eq!(dates(&run(dir.path(), "extract a.txt --date-from-mtime").out), ["2022-03-12", "2022-03-08"]);
}

#[test]
fn a_timeline_is_in_the_order_of_what_happened() {
    let dir = folder(&[("n/b-20220312.txt", FORUM.as_bytes()), ("n/a-20200310.txt", CONFERENCE.as_bytes())]);
    tells(&run(dir.path(), "build n --date-from-name YYYYMMDD"), 0, &[]);
    let rows = |line: &str| {
        let ran = run(dir.path(), &format!("timeline {line} --format tsv"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let rows: Vec<Vec<String>> = ran.out.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect();
        let header = &rows[0];
        let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
        let (time, date, reported, predicate) =
            (column("time"), column("date"), column("reported"), column("predicate"));
        let cells = |row: &Vec<String>| [time, date, reported, predicate].map(|at| row[at].clone()).join(" ");
        rows[1..].iter().map(cells).collect::<Vec<_>>()
    };
    let conference =
        ["valid 2020-03-05 2020-03-10 heldIn", "valid 2020-03-05 2020-03-10 onDate"].map(str::to_owned).to_vec();
    let forum = ["valid 2022-03-08 2022-03-12 heldIn", "valid 2022-03-08 2022-03-12 onDate"].map(str::to_owned);
    assert_eq!(rows("--all"), [conference.clone(), forum.to_vec()].concat());
    assert_eq!(rows("--all --to 2021"), conference);
    assert_eq!(rows("--all --from 2020-03 --to 2020-03 --predicate onDate"), conference[1..]);
    assert_eq!(rows("--all --factuality denied"), [""; 0]);
    assert_eq!(rows("بغداد"), forum[..1]);
    // What has no date of its own comes after, under the day of its report, and is marked.
    let reported = rows("بغداد --reported");
    assert_eq!(reported, [forum[0].clone(), "reported  2020-03-10 travelsTo".to_owned()]);
    let text = run(dir.path(), "timeline بغداد --reported").out;
    assert!(text.contains("no date in the text; by the day of the report:\n\nreported 2020-03-10\n"), "{text}");
    let json: Value =
        serde_json::from_str(&run(dir.path(), "timeline بغداد --reported --format json").out).expect("JSON");
    assert_eq!(json["valid"][0]["dated_by"]["words"], FORUM.trim_end().trim_end_matches('.'));
    assert_eq!((&json["valid"][0]["precision"], &json["reported"][0]["date"]), (&"day".into(), &Value::Null));
}

#[test]
fn another_day_makes_another_graph_and_the_store_knows_it() {
    let dir = folder(&[("a.txt", FORUM.as_bytes())]);
    run(dir.path(), "build a.txt --date 2022-03-12");
    let explained = run(dir.path(), "explain a 0 55").out;
    assert!(explained.contains("relative date 2022-03-08"), "{explained}");
    assert!(run(dir.path(), "build a.txt --date 2022-03-20").out.contains("1 replaced"));
    assert!(run(dir.path(), "timeline --all").out.starts_with("2022-03-15\n"));
    write(dir.path(), "b.txt", b"Nothing is said here.");
    tells(&run(dir.path(), "timeline none"), 1, &["no entity 'none'"]);
    assert_ne!(run(dir.path(), "timeline").code, 0, "an entity, or --all");
}
