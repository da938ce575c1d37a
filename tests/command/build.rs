//! `nisba build` and `nisba docs`: what goes into the graph and out of it, and what is told.

use std::fs;
use std::path::Path;

use super::bad_input::tells;
use super::{ARTICLE, finish, folder, nisba, run, write};

/// The whole graph, one quad a line.
fn dump(folder: &Path, store: &str) -> String {
    let ran = run(folder, &format!("export --format nquads --store {store}"));
    tells(&ran, 0, &[]);
    ran.out
}

fn articles() -> tempfile::TempDir {
    folder(&[
        ("t/a.txt", ARTICLE.as_bytes()),
        ("t/b/c.md", "---\ntitle: خبر\n---\nزار الوزير العراق.\n".as_bytes()),
        ("t/d.txt", "Nothing is said here.\n".as_bytes()),
    ])
}

#[test]
fn a_build_tells_what_is_in_the_graph_and_what_to_try() {
    let dir = articles();
    let ran = run(dir.path(), "build t");
    tells(&ran, 0, &[]);
    for part in ["documents   3 added\n", "entities ", "statements ", "try next\n"] {
        assert!(ran.out.contains(part), "“{part}” is not in: {}", ran.out);
    }
    for line in ran.out.lines().skip_while(|line| *line != "try next").skip(1) {
        // The program is called by its path here, and is in no folder of PATH.
        let line = line.trim();
        assert!(line.starts_with(['/', '\'']), "{line}");
        let line = line.split(" | dot").next().unwrap_or_default();
        let shell = finish(assert_cmd::Command::new("sh").args(["-c", line]).current_dir(dir.path()));
        assert_eq!(shell.code, 0, "{line}: {}", shell.err);
        assert!(!shell.out.is_empty(), "{line}");
    }
    assert_eq!(run(dir.path(), "build t --quiet").out, "");
}

#[test]
fn the_same_again_changes_nothing_and_a_change_replaces() {
    let dir = articles();
    run(dir.path(), "build t");
    let before = dump(dir.path(), "nisba-store");
    let again = run(dir.path(), "build t");
    assert!(again.out.contains("documents   3 unchanged\n"), "{}", again.out);
    assert_eq!(dump(dir.path(), "nisba-store"), before);
    write(dir.path(), "t/a.txt", "نص آخر عن باريس.\n".as_bytes());
    let changed = run(dir.path(), "build t");
    assert!(changed.out.contains("documents   1 replaced, 2 unchanged\n"), "{}", changed.out);
    assert_ne!(dump(dir.path(), "nisba-store"), before);
    write(dir.path(), "t/a.txt", ARTICLE.as_bytes());
    run(dir.path(), "build t");
    assert_eq!(dump(dir.path(), "nisba-store"), before);
}

#[test]
fn neither_order_nor_threads_nor_runs_change_the_graph() {
    let dir = articles();
    run(dir.path(), "build t --store whole");
    for (store, threads) in [("one", "1"), ("four", "4")] {
        for path in ["t/d.txt", "t/a.txt"] {
            let ran =
                finish(nisba(dir.path()).args(["build", path, "--store", store]).env("RAYON_NUM_THREADS", threads));
            tells(&ran, 0, &[]);
        }
        // The id of a file is its path below the folder given, so that the folder has to be given again.
        tells(&run(dir.path(), &format!("build t --store {store}")), 0, &[]);
        assert_eq!(dump(dir.path(), "whole"), dump(dir.path(), store));
    }
    let extracted = run(dir.path(), "extract t --format nquads");
    assert_eq!(extracted.out, dump(dir.path(), "whole"));
}

#[test]
fn a_removed_document_leaves_nothing() {
    let dir = articles();
    run(dir.path(), "build t/a.txt");
    let before = dump(dir.path(), "nisba-store");
    run(dir.path(), "build t");
    let list = run(dir.path(), "docs list").out;
    let ids: Vec<&str> = list.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(ids, ["a", "b/c", "d"]);
    let ran = run(dir.path(), "docs remove d b/c none");
    tells(&ran, 2, &["none: the graph has no such document"]);
    assert_eq!(ran.out, "removed d\nremoved b/c\n");
    assert_eq!(dump(dir.path(), "nisba-store"), before);
    tells(&run(dir.path(), "docs remove none"), 1, &["nothing was removed"]);
    tells(&run(dir.path(), "docs remove a"), 0, &[]);
    tells(&run(dir.path(), "docs list"), 0, &["the graph has no document"]);
}

#[test]
fn the_store_is_where_the_flag_or_the_environment_says() {
    let dir = articles();
    let ran = finish(nisba(dir.path()).args(["build", "t"]).env("NISBA_STORE", "from-environment"));
    tells(&ran, 0, &[]);
    assert!(dir.path().join("from-environment").is_dir() && !dir.path().join("nisba-store").exists());
    let ran = run(dir.path(), "build t --store elsewhere");
    assert!(ran.out.contains("nisba query --store elsewhere\n"), "{}", ran.out);
}

#[test]
fn good_documents_are_stored_beside_bad_ones() {
    let dir = articles();
    write(dir.path(), "t/bad.txt", b"\xc7\xe1");
    let ran = run(dir.path(), "build t");
    tells(&ran, 2, &["skipped: t/bad.txt: is not UTF-8: byte 0 is 0xC7"]);
    assert!(ran.out.contains("3 added, 1 skipped"), "{}", ran.out);
    assert_eq!(run(dir.path(), "docs list").out.lines().count(), 3);
    tells(&run(dir.path(), "build t/bad.txt"), 1, &["nothing could be read"]);
}

#[test]
fn stores_that_cannot_be_used_are_told() {
    let dir = articles();
    for command in ["docs list", "query documents", "show x", "export -f dot", "docs remove a"] {
        tells(&run(dir.path(), command), 1, &["nisba-store"]);
        assert!(!dir.path().join("nisba-store").exists(), "{command} made a store");
    }
    tells(&run(dir.path(), "build t --store t"), 1, &["is not a nisba store"]);
    tells(
        &run(dir.path(), "build t --store t/a.txt"),
        1,
        &["t/a.txt is not a nisba store: it is a file; name a folder"],
    );
}

#[test]
fn a_store_in_use_is_told() {
    let dir = articles();
    run(dir.path(), "build t");
    let open = nisba::store::Store::open(&dir.path().join("nisba-store")).expect("opened");
    for command in ["build t", "docs remove a", "query documents"] {
        tells(&run(dir.path(), command), 1, &["in use"]);
    }
    drop(open);
    tells(&run(dir.path(), "build t"), 0, &[]);
}

/// A limit on the size of files stands for a full disk where nothing may be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_the_build_and_keeps_what_was_whole() {
    let dir = articles();
    tells(&run(dir.path(), "build t"), 0, &[]);
    let before = dump(dir.path(), "nisba-store");
    write(dir.path(), "t/long.txt", "باريس والعراق. ".repeat(20_000).as_bytes());
    let program = env!("CARGO_BIN_EXE_nisba");
    let line = format!("trap '' XFSZ; ulimit -f 256; exec '{program}' build t");
    let ran = finish(assert_cmd::Command::new("bash").args(["-c", &line]).current_dir(dir.path()));
    tells(&ran, 1, &["nisba-store", "space"]);
    assert_eq!(dump(dir.path(), "nisba-store"), before);
    tells(&run(dir.path(), "build t"), 0, &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mounted_disk_that_is_full_is_told_too() {
    let dir = articles();
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let mount = |args: &[&str]| std::process::Command::new(args[0]).args(&args[1..]).arg(&disk).output();
    let mounted = mount(&["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs"]).is_ok_and(|run| run.status.success());
    if !mounted {
        eprintln!("nothing may be mounted here; the test of the limited file size stands for it");
        return;
    }
    fs::write(disk.join("ballast"), vec![0; 1_040_000]).expect("written");
    let ran = run(dir.path(), "build t --store disk/store");
    mount(&["umount"]).expect("umount is there");
    tells(&ran, 1, &["disk/store", "space"]);
}
