//! Documents that come, change and go, in any order: the graph is always that of a fresh build of what it lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::small::{self, Graphs, Lines};
use super::{Ran, folder, run, write};

/// The folders, each with as many places for a document.
const FOLDERS: [&str; 2] = ["a", "b"];
const PLACES: usize = 3;
/// Below it, what may or may not be is left out of these documents.
const LEAST: f64 = 0.9;

#[derive(Debug, Clone, Copy)]
enum Edit {
    /// Writes a version of a document.
    Write(usize),
    /// Writes what is no text.
    Spoil,
    Delete,
}

/// Some edits, and a build.
#[derive(Debug, Clone)]
struct Step {
    /// Each of a place, counted through the folders.
    edits: Vec<(usize, Edit)>,
    /// Which folders are built.
    folders: Vec<usize>,
    prune: bool,
    /// Whether unsure statements are left out.
    sure: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let edit = prop_oneof![
        6 => (0..3usize).prop_map(Edit::Write),
        1 => Just(Edit::Spoil),
        2 => Just(Edit::Delete),
    ];
    let edits = prop::collection::vec((0..FOLDERS.len() * PLACES, edit), 0..6);
    let folders = prop_oneof![1 => Just(vec![0]), 1 => Just(vec![1]), 3 => Just(vec![0, 1])];
    let (prune, sure) = (any::<bool>(), prop::bool::weighted(0.15));
    (edits, folders, prune, sure).prop_map(|(edits, folders, prune, sure)| Step { edits, folders, prune, sure })
}

/// What lies at a place: a document, or what is no text.
type Files = BTreeMap<usize, Option<String>>;

fn id(place: usize) -> String {
    format!("{}{place}", FOLDERS[place / PLACES])
}

fn edit(folder: &Path, files: &mut Files, place: usize, edit: Edit) {
    let name = format!("{}/{}.txt", FOLDERS[place / PLACES], id(place));
    match edit {
        Edit::Write(version) => {
            let text = small::text(place, version);
            write(folder, &name, text.as_bytes());
            files.insert(place, Some(text));
        }
        Edit::Spoil => {
            write(folder, &name, b"\xc7\xe1");
            files.insert(place, None);
        }
        Edit::Delete => {
            fs::remove_file(folder.join(name)).ok();
            files.remove(&place);
        }
    }
}

/// What a build must do, worked out from the files alone.
#[derive(Debug, Default, PartialEq)]
struct Expected {
    /// The lines that a dry run gives.
    plan: Vec<String>,
    /// The first line of the summary.
    told: String,
    code: i32,
    stored: BTreeMap<String, Lines>,
}

fn expect(step: &Step, files: &Files, graphs: &mut [Graphs; 2], before: &BTreeMap<String, Lines>) -> Expected {
    let of_folder = |folder: usize| files.iter().filter(move |(place, _)| *place / PLACES == folder);
    let empty = step.folders.iter().filter(|folder| of_folder(**folder).count() == 0).count();
    let mut expected = Expected { code: 1, stored: before.clone(), ..Expected::default() };
    if step.prune && empty > 0 {
        return expected;
    }
    let (mut added, mut replaced, mut unchanged, mut skipped) = (0, 0, 0, empty);
    for (place, text) in step.folders.iter().flat_map(|folder| of_folder(*folder)) {
        let Some(text) = text else {
            skipped += 1;
            continue;
        };
        let graph = graphs[usize::from(step.sure)].of(&id(*place), text);
        let said = |lines: &Lines| lines.iter().filter(|line| !line.contains("#stamp>")).cloned().collect::<Lines>();
        match before.get(&id(*place)) {
            None => added += 1,
            Some(old) if said(old) == said(graph) => unchanged += 1,
            Some(_) => replaced += 1,
        }
        match before.get(&id(*place)) {
            None => expected.plan.push(format!("add\t{}", id(*place))),
            Some(old) if old != graph => expected.plan.push(format!("replace\t{}", id(*place))),
            Some(_) => {}
        }
        expected.stored.insert(id(*place), graph.clone());
    }
    let read = added + replaced + unchanged;
    if read == 0 {
        return expected;
    }
    let mut removed = 0;
    if step.prune {
        let named: Vec<String> =
            step.folders.iter().flat_map(|folder| of_folder(*folder)).map(|(p, _)| id(*p)).collect();
        for gone in before.keys().filter(|id| !named.contains(id)) {
            removed += 1;
            expected.plan.push(format!("remove\t{gone}"));
            expected.stored.remove(gone);
        }
    }
    expected.code = if skipped > 0 { 2 } else { 0 };
    let counts = [
        (added, "added"),
        (replaced, "replaced"),
        (unchanged, "unchanged"),
        (removed, "removed"),
        (skipped, "skipped (the reasons are below)"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    expected.told = format!("documents   {}", counts.collect::<Vec<_>>().join(", "));
    expected
}

fn take(folder: &Path, step: &Step, flags: &str) -> Ran {
    let paths: Vec<&str> = step.folders.iter().map(|folder| FOLDERS[*folder]).collect();
    let prune = if step.prune { "--prune" } else { "" };
    let sure = if step.sure { format!("--min-confidence {LEAST}") } else { String::new() };
    run(folder, &format!("build {} --domain domain {prune} {sure} {flags}", paths.join(" ")))
}

fn all(stored: &BTreeMap<String, Lines>) -> Lines {
    stored.values().flatten().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn after_any_steps_the_graph_is_that_of_a_fresh_build(steps in prop::collection::vec(step(), 1..7)) {
        let dir = folder(&[("a/ignored.pdf", b"x"), ("b/ignored.pdf", b"x")]);
        small::write_domain(dir.path());
        let mut graphs = [Graphs::new(dir.path(), None), Graphs::new(dir.path(), Some(LEAST))];
        let store = dir.path().join("nisba-store");
        let (mut files, mut stored) = (Files::new(), BTreeMap::new());
        for step in &steps {
            step.edits.iter().for_each(|(place, to)| edit(dir.path(), &mut files, *place, *to));
            let expected = expect(step, &files, &mut graphs, &stored);
            let dry = take(dir.path(), step, "--dry-run --quiet");
            prop_assert_eq!(dry.code, expected.code, "{}", dry.err);
            prop_assert_eq!(dry.out.lines().collect::<Vec<_>>(), expected.plan, "{:?}", step);
            small::assert_same(&small::stored_lines(&store), &all(&stored), "a dry run changes nothing");
            let ran = take(dir.path(), step, "");
            prop_assert_eq!(ran.code, expected.code, "{}{}", ran.out, ran.err);
            prop_assert_eq!(ran.out.lines().next().unwrap_or_default(), expected.told);
            stored = expected.stored;
            small::assert_same(&small::stored_lines(&store), &all(&stored), "the documents listed");
        }
    }
}
