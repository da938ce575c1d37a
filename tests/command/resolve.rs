//! `nisba resolve`: the same in two spellings, found in a graph that was built.

use std::fs;

use super::run;

#[test]
fn two_spellings_in_two_documents_are_proposed_with_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("one.txt", "قال رجل الأعمال شفيق الجراية إن الشركة ستنتقل إلى صفاقس.\n");
    write("two.txt", "قال رجل الأعمال شفيق جراية إن الشركة لن تنتقل إلى صفاقس.\n");
    assert_eq!(run(folder.path(), "build one.txt two.txt").code, 0);
    let table = run(folder.path(), "resolve --dry-run");
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.starts_with("same "), "{}", table.out);
    for part in ["شفيق الجراية · Person", "شفيق جراية · Person", "name: «", "same-position: ", "one", "two"]
    {
        assert!(table.out.contains(part), "{part}: {}", table.out);
    }
    assert!(table.err.contains("1 the same"), "{}", table.err);
    let json = run(folder.path(), "resolve --format json --quiet");
    let pair: serde_json::Value = serde_json::from_str(json.out.lines().next().unwrap()).unwrap();
    assert_eq!((pair["band"].as_str(), json.err.as_str()), (Some("same"), ""));
    assert_eq!(pair["entities"].as_array().map(Vec::len), Some(2));
    let tsv = run(folder.path(), "resolve --format tsv --band same");
    assert_eq!(tsv.out.lines().count(), 2, "{}", tsv.out);
    let different = run(folder.path(), "resolve --band different --quiet").out;
    assert!(different.starts_with("different ") && !different.contains("same "), "{different}");
}

#[test]
fn what_is_the_same_is_merged_until_somebody_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("one.txt", "قال رجل الأعمال شفيق الجراية إن الشركة ستنتقل إلى صفاقس.\n");
    write("two.txt", "قال رجل الأعمال شفيق جراية إن الشركة لن تنتقل إلى صفاقس.\n");
    assert_eq!(run(folder.path(), "build one.txt two.txt").code, 0);
    let dump = || run(folder.path(), "export --format nquads").out;
    let before = dump();
    let merged = run(folder.path(), "resolve");
    assert!(merged.out.contains("merged      1 pair"), "{}{}", merged.out, merged.err);
    let after = dump();
    assert_ne!(after, before);
    assert!(run(folder.path(), "show id:per/شفيق-جرايه").out.contains("2 documents"), "one card for both");
    // The same again, and after another build.
    assert_eq!(run(folder.path(), "resolve").code, 0);
    assert_eq!(run(folder.path(), "build one.txt two.txt").code, 0);
    assert_eq!(dump(), after);
    assert!(run(folder.path(), "resolve --undo").out.contains("1 merge taken back"));
    assert_eq!(dump(), before);
    // A person's word is the last one: the pair is not merged, and not proposed again.
    assert_eq!(run(folder.path(), "review --by Salma keep-apart id:per/شفيق-جرايه id:per/شفيق-الجرايه").code, 0);
    let merged = run(folder.path(), "resolve");
    assert!(merged.out.contains("merged      0 pairs"), "{}{}", merged.out, merged.err);
    assert_eq!(run(folder.path(), "resolve --band same --quiet").out, "");
}
