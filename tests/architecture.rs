//! What `ARCHITECTURE.md` says of the source holds: who may import whom, who may name the store's library, no Arabic
//! words in code, a first line in each file that says what it is for. Test modules inside the files are left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each stage and what it may import, in the order of `src/lib.rs`.
const STAGES: &[(&str, &[&str])] = &[
    ("error", &["domain"]),
    ("span", &[]),
    ("analysis", &["annotation", "domain", "graph"]),
    ("annotation", &["domain", "span", "text"]),
    ("build", &["annotation", "domain", "error", "graph", "pipeline", "source"]),
    ("conflict", &["annotation", "domain", "graph", "span", "text", "timeline", "value"]),
    ("domain", &["annotation", "error", "tagger", "text", "value"]),
    ("decision", &["annotation", "domain", "error", "graph", "span"]),
    ("drawing", &["annotation", "domain", "error", "export", "graph", "layout", "timeline"]),
    ("entity", &["annotation", "domain", "mention", "text"]),
    ("eval", &["annotation", "domain", "error", "source", "span"]),
    ("example", &["annotation", "domain", "pipeline", "source"]),
    (
        "explain",
        &["annotation", "domain", "error", "mention", "pipeline", "source", "span", "statement", "text", "value"],
    ),
    ("export", &["annotation", "domain", "error", "graph", "layout"]),
    ("graph", &["annotation", "domain", "error", "span"]),
    ("inference", &["annotation", "domain", "error", "graph", "store"]),
    ("layout", &[]),
    ("mention", &["annotation", "domain", "span", "tagger", "text", "value"]),
    ("name", &["domain", "text"]),
    (
        "pipeline",
        &[
            "annotation",
            "domain",
            "entity",
            "error",
            "graph",
            "mention",
            "source",
            "span",
            "statement",
            "text",
            "value",
        ],
    ),
    ("query", &["decision", "domain", "error", "graph", "inference", "search", "store", "text"]),
    ("resolve", &["domain", "graph", "name", "text"]),
    ("search", &["domain", "error", "graph", "span", "text"]),
    ("source", &["error"]),
    ("statement", &["annotation", "domain", "mention", "span", "text", "value"]),
    ("store", &["decision", "error", "graph", "search", "span", "text"]),
    ("tagger", &["annotation", "domain", "error", "span", "text"]),
    ("text", &["domain", "span"]),
    ("timeline", &["annotation", "domain", "graph"]),
    ("validation", &["domain", "error", "export", "graph", "query", "span", "store"]),
    ("value", &["domain", "span", "text"]),
    ("view", &["analysis", "domain", "export", "graph"]),
];

/// The knowledge of the program is read with keys that the text layer makes, and uses names of the annotation; nothing
/// else of those stages.
const DOMAIN_USES: [(&str, &[&str]); 4] = [
    ("annotation", &["Circumstance", "Factuality", "MentionKind"]),
    ("tagger", &["Tagger"]),
    ("text", &["TokenKind", "fold", "may_begin_with_clitic", "name_words", "normalise"]),
    ("value", &["TimeUnit"]),
];

/// Folders and files that may name `oxigraph`.
const OF_THE_STORE: &[&str] = &[
    "analysis/rdf.rs",
    "decision/",
    "graph/",
    "store/",
    "inference/",
    "query/",
    "search/contents.rs",
    "export/",
    "validation/",
    "view/quads.rs",
    "domain/ontology/",
    "domain/prefix.rs",
];

/// Files with Arabic letters, and why.
const ARABIC: [(&str, &str); 2] =
    [("cli/args/", "examples in the help"), ("domain/pattern/parse.rs", "a sign of the pattern grammar")];

struct File {
    /// Below `src`.
    path: String,
    text: String,
}

impl File {
    fn stage(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Its lines of code, before its tests and without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().take_while(|(_, line)| *line != "#[cfg(test)]");
        lines.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// What it takes of other stages: the stage, and what of it where that is said in the same place.
    fn imports(&self) -> Vec<(String, Vec<String>)> {
        let code: String = self.code().flat_map(|(_, line)| [line, "\n"]).collect();
        let mut imports = Vec::new();
        for rest in code.split("crate::").skip(1) {
            let stage: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let of = rest[stage.len()..].strip_prefix("::").unwrap_or_default();
            let of = match of.strip_prefix('{') {
                Some(group) => group.split('}').next().unwrap_or_default(),
                None => of.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
            };
            let names = of.split(',').map(|name| name.split("::").next().unwrap_or_default().trim().to_owned());
            imports.push((stage, names.filter(|name| !name.is_empty()).collect()));
        }
        imports
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("readable").path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let below = path.strip_prefix(&root).expect("below src").components();
        let below: Vec<_> = below.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        File { path: below.join("/"), text: fs::read_to_string(&path).expect("UTF-8") }
    };
    paths.into_iter().map(read).collect()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn stages_import_only_what_they_may() {
    let files = files();
    let mut wrong = Vec::new();
    let found: BTreeSet<&str> = files.iter().map(File::stage).filter(|s| !["lib", "main", "cli"].contains(s)).collect();
    assert_eq!(found, STAGES.iter().map(|(stage, _)| *stage).collect::<BTreeSet<_>>());
    for file in &files {
        let Some((stage, allowed)) = STAGES.iter().find(|(stage, _)| *stage == file.stage()) else { continue };
        for (other, names) in file.imports() {
            if other == *stage {
                continue;
            }
            if !allowed.contains(&other.as_str()) {
                wrong.push(format!("src/{}: {stage} may not import crate::{other}", file.path));
            }
            let part = DOMAIN_USES.iter().find(|(of, _)| *stage == "domain" && *of == other);
            if let Some((_, may)) = part
                && let Some(name) = names.iter().find(|name| !may.contains(&name.as_str()))
            {
                wrong.push(format!("src/{}: domain may not use {name} of {other}", file.path));
            }
        }
    }
    assert_none(&wrong);
}

/// Otherwise a document would be taken for unchanged after a change of the code that reads it.
#[test]
fn stamps_depend_on_all_code_that_a_graph_depends_on() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs")).expect("build.rs");
    let list =
        script.split("BESIDE_EXTRACTION: &[&str] = ").nth(1).and_then(|rest| rest.split(';').next()).expect("the list");
    let beside: BTreeSet<&str> = list.split('"').skip(1).step_by(2).map(|name| name.trim_end_matches(".rs")).collect();
    assert!(beside.contains("cli") && beside.contains("store"), "{beside:?}");
    let mut needed = BTreeSet::from(["build"]);
    let mut open = vec!["build"];
    while let Some(stage) = open.pop() {
        let (_, uses) = STAGES.iter().find(|(name, _)| *name == stage).expect("a stage");
        open.extend(uses.iter().filter(|used| needed.insert(used)));
    }
    assert!(needed.contains("tagger") && needed.is_disjoint(&beside), "{needed:?} and {beside:?}");
}

#[test]
fn the_program_uses_only_the_public_library() {
    let inside = |file: &File| file.code().any(|(_, line)| line.contains("mod cli") || line.contains("nisba::"));
    let main = files().into_iter().find(|file| file.path == "main.rs").expect("src/main.rs");
    assert!(inside(&main), "`mod cli;` belongs to the binary, so that the compiler keeps it on the public library");
    let library = files().into_iter().find(|file| file.path == "lib.rs").expect("src/lib.rs");
    assert!(!library.text.contains("mod cli"));
}

#[test]
fn few_name_the_library_of_the_store() {
    let of_the_store = |file: &&File| !OF_THE_STORE.iter().any(|place| file.path.starts_with(place));
    let names = |file: &File| file.code().any(|(_, line)| line.contains("oxigraph"));
    let files = files();
    let wrong: Vec<String> = files.iter().filter(of_the_store).filter(|f| names(f)).map(|f| f.path.clone()).collect();
    assert_none(&wrong);
}

#[test]
fn no_arabic_word_stands_in_code() {
    let letter = |c: char| ('\u{0600}'..='\u{06ff}').contains(&c) && c.is_alphabetic();
    let mut wrong = Vec::new();
    for file in files() {
        if ARABIC.iter().any(|(path, _)| file.path.starts_with(path)) {
            continue;
        }
        let lines = file.code().filter(|(_, line)| line.chars().any(letter));
        wrong.extend(lines.map(|(at, line)| format!("src/{}:{at}: {}; put it into data/", file.path, line.trim())));
    }
    assert_none(&wrong);
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let says = |file: &File| match file.path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => file.text.starts_with("// "),
        Some("css") => file.text.starts_with("/* "),
        Some("html") => file.text.starts_with("<!doctype html>"),
        _ => file.text.starts_with("//! "),
    };
    let silent: Vec<String> = files().into_iter().filter(|file| !says(file)).map(|file| file.path).collect();
    assert_none(&silent);
}
