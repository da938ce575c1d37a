//! `nisba search`, and search in queries.

use super::bad_input::tells;
use super::{finish, folder, folder_with_graph, nisba, run};

#[test]
fn entities_and_sentences_are_found_with_the_words_marked() {
    let dir = folder_with_graph();
    let found = run(dir.path(), "search Iraq");
    tells(&found, 0, &[]);
    assert!(
        found.out.starts_with("entities") && found.out.contains("id:iraq") && found.out.contains("\nsentences"),
        "{}",
        found.out
    );
    assert!(found.out.contains("العراق]"), "in the other script: {}", found.out);
    assert_eq!(found.out, run(dir.path(), "search Iraq").out);
    assert!(!run(dir.path(), "search Iraq --sentences").out.contains("entities"));
    assert!(!run(dir.path(), "search Iraq --entities").out.contains("sentences"));
    let tsv = run(dir.path(), "search العراق -f tsv -n 1").out;
    assert!(tsv.starts_with("kind\tid\tstart\tend\tfit\tscore\ttext\nentity\t") && tsv.lines().count() == 3, "{tsv}");
    let json: serde_json::Value =
        serde_json::from_str(&run(dir.path(), "search \"العراق\" -f json -n 2").out).expect("JSON");
    assert_eq!(json["sentences"].as_array().map(Vec::len), Some(2));
    let sentence = &json["sentences"][0];
    let (start, mark) = (sentence["start"].as_u64().expect("a place"), &sentence["marks"][0]);
    let letters: Vec<char> = sentence["text"].as_str().expect("a text").chars().collect();
    let at = |name: &str| usize::try_from(mark[name].as_u64().expect("a place") - start).expect("small");
    assert_eq!(letters[at("start")..at("end")].iter().collect::<String>(), "العراق");
    let phrase = finish(nisba(dir.path()).args(["search", "الجيش العراقي", "--sentences"]));
    assert!(phrase.out.contains("[الجيش] [العراقي]"), "{}", phrase.out);
    let bold = run(dir.path(), "search العراق --color always").out;
    assert!(bold.contains("\u{1b}[1mالعراق\u{1b}[0m"), "{bold}");
}

#[test]
fn what_is_not_found_is_told() {
    let dir = folder_with_graph();
    tells(&run(dir.path(), "search العراقق"), 0, &["nothing has 'العراقق'", "near to it", "العراق"]);
    tells(&run(dir.path(), "search ..."), 1, &["no word to search for"]);
    tells(&run(dir.path(), "search Iraq --document none"), 1, &["no document 'none'", "nisba docs list"]);
    tells(&run(dir.path(), "search Iraq --min-confidence 0.9"), 1, &["means nothing here"]);
    tells(&run(dir.path(), "search Iraq --store nowhere"), 1, &["nowhere", "does not exist"]);
}

#[test]
fn build_and_remove_keep_the_index_in_step() {
    let text = "قال وزير الخارجية العراقي إن العراق يدعم القرار 2170.\n";
    let dir = folder(&[("a.txt", text.as_bytes()), ("b.txt", "وصل كيري إلى باريس.\n".as_bytes())]);
    tells(&run(dir.path(), "build a.txt b.txt"), 0, &[]);
    assert!(dir.path().join("nisba-store/search/meta.json").exists());
    assert!(!dir.path().join("nisba-store/search-is-behind").exists());
    let kerry = run(dir.path(), "search kerry");
    tells(&kerry, 0, &[]);
    assert!(kerry.out.contains("[كيري]") && kerry.err.is_empty(), "{}{}", kerry.out, kerry.err);
    tells(&run(dir.path(), "docs remove b"), 0, &[]);
    assert!(!run(dir.path(), "search kerry").out.contains("كيري"));
    std::fs::remove_dir_all(dir.path().join("nisba-store/search")).expect("removed");
    tells(&run(dir.path(), "search 2170"), 0, &["made one from 1 document"]);
    let again = run(dir.path(), "search 2170");
    assert!(again.err.is_empty() && again.out.contains("[2170]"), "{}", again.err);
}

#[test]
fn queries_search_too() {
    let dir = folder_with_graph();
    let named = run(dir.path(), "query search --param words=Irak* -f csv");
    tells(&named, 0, &[]);
    let named = run(dir.path(), "query search --param words=Iraq -f csv");
    assert!(named.out.lines().nth(1).is_some_and(|row| row.contains("/iraq")), "{}", named.out);
    let text = "SELECT ?sentence WHERE { ?sentence nisba:contains 'العراق' }";
    let asked = finish(nisba(dir.path()).args(["query", "-e", text, "-f", "csv"]));
    assert!(asked.out.contains("#char="), "{}", asked.out);
}

#[test]
fn a_name_in_part_finds_the_only_one_that_has_it() {
    let texts: [(&str, &str); 3] = [
        ("a.txt", "قالت المستشارة الألمانية أنغيلا ميركل إن حكومة ميركل لن تتراجع.\n"),
        ("b.txt", "التقى محمد عبد السلام جون كيري.\n"),
        ("c.txt", "قال حسين عبد السلام إن جون كيري عاد.\n"),
    ];
    let dir = folder(&texts.map(|(name, text)| (name, text.as_bytes())));
    tells(&run(dir.path(), "build a.txt b.txt c.txt"), 0, &[]);
    let card = run(dir.path(), "show الألمانية");
    assert!(card.out.contains("ألمانيا"), "{} {}", card.out, card.err);
    let card = run(dir.path(), "show كيري");
    assert!(card.out.starts_with("جون كيري"), "{} {}", card.out, card.err);
    tells(
        &run(dir.path(), "show السلام"),
        1,
        &["several entities are called 'السلام'", "محمد عبد السلام", "حسين عبد السلام"],
    );
    tells(&run(dir.path(), "show زيدان"), 1, &["the graph has no entity 'زيدان'"]);
}
