//! Input that cannot be used: the reason is told, the rest is done, and nothing panics.

use super::{ARTICLE, Ran, finish, folder, nisba, run, write};

/// The command's message has every one of these in it, and is no panic.
pub(super) fn tells(ran: &Ran, code: i32, parts: &[&str]) {
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    for part in parts {
        assert!(ran.err.contains(part), "“{part}” is not in: {}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn not_utf8_names_the_byte_and_a_remedy() {
    let dir =
        folder(&[("old.txt", b"abc \xc7\xe1\xda\xd1\xc7\xde"), ("wide.txt", b"\xff\xfea\0b\0"), ("zip.txt", b"PK\0")]);
    tells(&run(dir.path(), "extract old.txt"), 1, &["old.txt", "byte 4 is 0xC7", "iconv -f WINDOWS-1256"]);
    tells(&run(dir.path(), "extract wide.txt"), 1, &["UTF-16"]);
    tells(&run(dir.path(), "extract zip.txt"), 1, &["no text"]);
}

#[test]
fn empty_input_is_told() {
    let dir = folder(&[("a.txt", b""), ("b.txt", " \n\u{a0}\t".as_bytes())]);
    tells(&run(dir.path(), "extract a.txt b.txt"), 1, &["a.txt: is empty", "b.txt: is empty"]);
    tells(&finish(nisba(dir.path()).args(["extract", "-"]).write_stdin("")), 1, &["standard input: is empty"]);
    std::fs::create_dir(dir.path().join("d")).expect("made");
    tells(&run(dir.path(), "extract d"), 1, &["holds no file that ends in"]);
}

#[test]
fn emoji_and_unknown_languages_are_documents_without_facts() {
    let texts = ["😀😃👩‍👩‍👧‍👦🏴‍☠️ 🇮🇶", "ᚠᛇᚻ ᛒᛦᚦ ᚠᚱᚩᚠᚢᚱ", "ꦲꦏ꧀ꦱꦫ ꦗꦮ", "\u{202b}\u{200f}…\u{202c}"];
    for text in texts {
        let dir = folder(&[("a.txt", text.as_bytes())]);
        let ran = run(dir.path(), "extract a.txt");
        tells(&ran, 0, &[]);
        let document: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(document["statements"], serde_json::json!([]), "{text}");
        tells(&run(dir.path(), "extract a.txt -f conll"), 0, &[]);
        tells(&run(dir.path(), "extract a.txt -f brat"), 0, &[]);
    }
}

#[test]
fn two_hundred_megabytes_in_one_line_are_refused() {
    let dir = folder(&[("long.txt", line(200_000).as_bytes()), ("good.txt", ARTICLE.as_bytes())]);
    let ran = run(dir.path(), "extract long.txt good.txt");
    tells(&ran, 2, &["long.txt: has more than", "--max-bytes"]);
    assert_eq!(ran.out.lines().count(), 1);
    let piped = finish(nisba(dir.path()).args(["extract", "-", "--max-bytes", "1000"]).write_stdin("م".repeat(501)));
    tells(&piped, 1, &["standard input: has more than 1000 bytes"]);
}

/// `NISBA_TEST_LINE_KB` sets how long the line is, in kilobytes.
#[test]
fn one_endless_line_is_read_to_its_end() {
    let kilobytes = std::env::var("NISBA_TEST_LINE_KB").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    let dir = folder(&[("long.txt", line(kilobytes).as_bytes())]);
    tells(&run(dir.path(), "extract long.txt --max-bytes 1000000000 -o /dev/null"), 0, &[]);
}

fn line(kilobytes: usize) -> String {
    let words = "العراق وباريس و";
    words.repeat(kilobytes * 1000 / words.len() + 1)
}

#[cfg(unix)]
#[test]
fn unreadable_files_do_not_stop_the_others() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir =
        folder(&[("t/a.txt", ARTICLE.as_bytes()), ("t/bad.txt", b"\xff"), ("t/locked.txt", b"x"), ("t/z.txt", b"z")]);
    symlink("/none", dir.path().join("t/dangling.txt")).expect("linked");
    symlink(dir.path().join("t"), dir.path().join("t/loop")).expect("linked");
    let locked = dir.path().join("t/locked.txt");
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).expect("set");
    let readable_all_the_same = std::fs::read(&locked).is_ok();
    let ran = run(dir.path(), "extract t");
    tells(&ran, 2, &["bad.txt", "dangling.txt", "links back"]);
    assert_eq!(ran.out.lines().count(), if readable_all_the_same { 3 } else { 2 });
    tells(&run(dir.path(), "extract none.txt"), 1, &["none.txt: cannot be read"]);
    tells(&run(dir.path(), "extract *.none"), 1, &["matches no file"]);
}

#[test]
fn shared_ids_are_refused_in_any_order() {
    let dir = folder(&[("x/a.txt", b"x"), ("y/a.txt", b"y"), ("b.txt", b"b")]);
    let ran = run(dir.path(), "extract x/a.txt y/a.txt b.txt");
    tells(&ran, 2, &["x/a.txt: would have the same id as y/a.txt", "y/a.txt: would have the same id as x/a.txt"]);
    assert_eq!(ran.out, run(dir.path(), "extract b.txt y/a.txt x/a.txt").out);
}

#[test]
fn broken_domain_folders_are_told_with_file_and_line() {
    let dir = folder(&[("a.txt", b"x"), ("empty/readme.md", b"x"), ("bad/lexicon/ar/x.tsv", b"\xff\xfe")]);
    tells(&run(dir.path(), "extract a.txt --domain none"), 1, &["none is no folder"]);
    tells(&run(dir.path(), "extract a.txt --domain empty"), 1, &["no domain files"]);
    tells(&run(dir.path(), "domain check bad"), 1, &["x.tsv"]);
    write(dir.path(), "typo/prefixes.tsv", b"prefix\tiri\nex ample\thttps://example.org/\nx\tnone\n");
    let typo = run(dir.path(), "domain check typo");
    tells(&typo, 1, &["prefixes.tsv:2: 'ex ample' is no prefix; use", "prefixes.tsv:3: 'none' is no IRI; write"]);
    assert_eq!(run(dir.path(), "extract a.txt --domain typo").err, typo.err);
    tells(&run(dir.path(), "domain check"), 0, &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let dir = folder(&[("a.txt", ARTICLE.as_bytes())]);
    tells(&run(dir.path(), "extract a.txt -o /dev/full"), 1, &["/dev/full cannot be written", "No space left"]);
    tells(&run(dir.path(), "extract a.txt -o none/a.json"), 1, &["none/a.json cannot be written"]);
}

#[test]
fn the_domain_that_is_built_in_can_be_written_out_and_used() {
    let dir = folder(&[("a.txt", "وصل جون كيري إلى باريس.\n".as_bytes())]);
    let written = run(dir.path(), "domain export mydata");
    tells(&written, 0, &["files written to mydata"]);
    tells(&run(dir.path(), "domain check mydata"), 0, &[]);
    let built_in = run(dir.path(), "extract a.txt --format json");
    assert_eq!(run(dir.path(), "extract a.txt --format json --domain mydata").out, built_in.out);
    tells(&run(dir.path(), "domain export mydata"), 1, &["mydata is not empty; name a new folder"]);
}
