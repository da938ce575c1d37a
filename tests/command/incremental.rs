//! `nisba build` again: what is read again, what is removed, and what is told of it.

use std::fs;
use std::path::Path;

use super::bad_input::tells;
use super::{finish, folder, nisba, run, small, write};

/// A folder with three documents and the small domain.
fn documents() -> tempfile::TempDir {
    let dir = folder(&[]);
    small::write_domain(dir.path());
    for number in 0..3 {
        write(dir.path(), &format!("t/{number}.txt"), small::text(number, 0).as_bytes());
    }
    dir
}

fn build(folder: &Path, line: &str) -> super::Ran {
    run(folder, &format!("build --domain domain {line}"))
}

fn ids(folder: &Path) -> Vec<String> {
    let list = run(folder, "docs list").out;
    list.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}

/// The lines of the graph without the stamps.
fn said(folder: &Path) -> String {
    let dump = run(folder, "export --format nquads").out;
    assert!(dump.contains("ontology#stamp>"));
    dump.split_inclusive('\n').filter(|line| !line.contains("ontology#stamp>")).collect()
}

#[test]
fn what_is_unchanged_is_not_read_again() {
    let dir = documents();
    tells(&build(dir.path(), "t"), 0, &[]);
    let again = build(dir.path(), "t");
    tells(&again, 0, &[]);
    assert!(again.out.starts_with("documents   3 unchanged\n\ntry next\n"), "{}", again.out);
    write(dir.path(), "t/1.txt", small::text(1, 1).as_bytes());
    write(dir.path(), "t/3.txt", small::text(3, 0).as_bytes());
    let some = build(dir.path(), "t").out;
    assert!(some.starts_with("documents   1 added, 1 replaced, 2 unchanged\nentities    "), "{some}");
    assert!(some.contains(" in the 2 documents that were read\n"), "{some}");
}

#[test]
fn what_a_graph_follows_from_is_read_again_when_it_changes() {
    let dir = documents();
    write(dir.path(), "t/a.md", b"---\ntitle: One\n---\nIraq attacked Syria.\n");
    tells(&build(dir.path(), "t"), 0, &[]);
    let before = said(dir.path());
    // A title is what the document says, and is in its graph.
    write(dir.path(), "t/a.md", b"---\ntitle: Two\n---\nIraq attacked Syria.\n");
    assert!(build(dir.path(), "t").out.contains("1 replaced, 3 unchanged\n"));
    write(dir.path(), "t/a.md", b"---\ntitle: One\n---\nIraq attacked Syria.\n");
    tells(&build(dir.path(), "t"), 0, &[]);
    assert_eq!(said(dir.path()), before);
    // A new row that no document speaks of: all are read again, and say the same.
    let countries = dir.path().join("domain/lexicon/en/countries.tsv");
    let rows = fs::read_to_string(&countries).expect("read");
    fs::write(&countries, format!("{rows}atlantis\tCountry\tAtlantis\t\t\t\n")).expect("written");
    let plan = build(dir.path(), "t --dry-run").out;
    assert!(
        plan.ends_with("4 to replace\nnothing was written; without --dry-run the same command does it\n"),
        "{plan}"
    );
    let read = build(dir.path(), "t").out;
    assert!(read.starts_with("documents   4 unchanged\nentities    "), "{read}");
    assert_eq!(said(dir.path()), before);
    assert!(build(dir.path(), "t").out.starts_with("documents   4 unchanged\n\n"), "they have the new stamp");
    // A setting.
    assert!(build(dir.path(), "t --min-confidence 1").out.contains("replaced"));
    assert_ne!(said(dir.path()), before);
    tells(&build(dir.path(), "t"), 0, &[]);
    assert_eq!(said(dir.path()), before);
    // A domain with a mistake stops the build, and changes nothing.
    fs::write(&countries, "id\tname\n").expect("written");
    tells(&build(dir.path(), "t"), 1, &["lexicon/en/countries.tsv:1"]);
    assert_eq!(said(dir.path()), before);
}

#[test]
fn prune_leaves_exactly_what_the_inputs_have() {
    let dir = documents();
    write(dir.path(), "other/x.txt", small::text(9, 0).as_bytes());
    tells(&finish(nisba(dir.path()).args(["build", "--domain", "domain", "-"]).write_stdin(small::text(8, 0))), 0, &[]);
    tells(&build(dir.path(), "t other"), 0, &[]);
    fs::remove_file(dir.path().join("t/0.txt")).expect("removed");
    assert!(build(dir.path(), "t other").out.starts_with("documents   3 unchanged\n"), "nothing goes without --prune");
    assert_eq!(ids(dir.path()), ["0", "1", "2", "stdin", "x"]);
    let plan = build(dir.path(), "t other --prune --dry-run");
    tells(&plan, 0, &[]);
    assert!(plan.out.starts_with("remove\t0\nremove\tstdin\ndocuments   3 unchanged, 2 to remove\n"), "{}", plan.out);
    assert_eq!(ids(dir.path()).len(), 5);
    let pruned = build(dir.path(), "t other --prune").out;
    assert!(pruned.starts_with("documents   3 unchanged, 2 removed\n"), "{pruned}");
    assert_eq!(ids(dir.path()), ["1", "2", "x"]);
    let graph = said(dir.path());
    tells(&build(dir.path(), "t other --store fresh"), 0, &[]);
    fs::remove_dir_all(dir.path().join("nisba-store")).expect("removed");
    fs::rename(dir.path().join("fresh"), dir.path().join("nisba-store")).expect("renamed");
    assert_eq!(said(dir.path()), graph);
}

#[test]
fn a_folder_that_vanished_does_not_empty_the_graph() {
    let dir = documents();
    write(dir.path(), "other/x.txt", small::text(9, 0).as_bytes());
    tells(&build(dir.path(), "t other"), 0, &[]);
    write(dir.path(), "other/new.txt", small::text(10, 0).as_bytes());
    let hide = |from: &str, to: &str| fs::rename(dir.path().join(from), dir.path().join(to)).expect("renamed");
    hide("t", "elsewhere");
    for path in ["t", "t/*.txt", "t/0.txt"] {
        for flags in ["--prune", "--prune --dry-run"] {
            let ran = build(dir.path(), &format!("{path} other {flags}"));
            tells(&ran, 1, &[path, "nothing was done", "--prune", "docs remove"]);
            assert_eq!((ran.out.as_str(), ids(dir.path()).len()), ("", 4));
        }
    }
    // So does one that is empty, as a disk is that is not mounted.
    fs::create_dir(dir.path().join("t")).expect("made");
    tells(&build(dir.path(), "t other --prune"), 1, &["holds no file", "nothing was done"]);
    assert_eq!(ids(dir.path()).len(), 4);
    fs::remove_dir(dir.path().join("t")).expect("removed");
    hide("elsewhere", "t");
    assert!(build(dir.path(), "t other --prune").out.contains("1 added, 4 unchanged\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_no_reason_to_remove_its_document() {
    let dir = documents();
    tells(&build(dir.path(), "t"), 0, &[]);
    let before = said(dir.path());
    write(dir.path(), "t/0.txt", b"\xc7\xe1");
    write(dir.path(), "t/1.md", b"# Iraq\n");
    fs::remove_file(dir.path().join("t/2.txt")).expect("removed");
    write(dir.path(), "t/3.txt", small::text(3, 0).as_bytes());
    let ran = build(dir.path(), "t --prune");
    tells(&ran, 2, &["t/0.txt: is not UTF-8", "would have the same id"]);
    assert!(ran.out.starts_with("documents   1 added, 1 removed, 3 skipped"), "{}", ran.out);
    assert_eq!(ids(dir.path()), ["0", "1", "3"]);
    // Where nothing at all can be read, nothing goes.
    fs::remove_file(dir.path().join("t/3.txt")).expect("removed");
    tells(&build(dir.path(), "t --prune"), 1, &["nothing could be read"]);
    assert_eq!(ids(dir.path()), ["0", "1", "3"]);
    fs::remove_file(dir.path().join("t/1.md")).expect("removed");
    write(dir.path(), "t/0.txt", small::text(0, 0).as_bytes());
    write(dir.path(), "t/2.txt", small::text(2, 0).as_bytes());
    tells(&build(dir.path(), "t --prune"), 0, &[]);
    assert_eq!(said(dir.path()), before);
}

#[test]
fn a_dry_run_makes_no_graph() {
    let dir = documents();
    let plan = build(dir.path(), "t --dry-run");
    tells(&plan, 0, &[]);
    assert!(plan.out.starts_with("add\t0\nadd\t1\nadd\t2\ndocuments   3 to add\n"), "{}", plan.out);
    assert_eq!(build(dir.path(), "t --dry-run --quiet").out, "add\t0\nadd\t1\nadd\t2\n");
    assert!(!dir.path().join("nisba-store").exists());
    tells(&build(dir.path(), "t --dry-run --store t"), 1, &["t is not a nisba store"]);
}
