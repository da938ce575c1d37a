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
    let table = run(folder.path(), "resolve");
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
