//! The program, run as a user runs it, in an empty folder of its own.

mod bad_input;
mod build;
mod check;
mod confidence;
mod conflicts;
mod connections;
#[cfg(unix)]
mod crash;
mod eval;
mod explain;
mod export;
mod extract;
mod incremental;
mod infer;
mod pages;
mod pictures;
mod resolve;
mod review;
mod search;
mod sequence;
mod small;
mod stored;
mod timeline;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use nisba::domain::Domain;
use nisba::graph::{Bases, DocumentGraph};
use nisba::store::Store;
use tempfile::TempDir;

use crate::hand_written;

/// Two news sentences that we wrote.
const ARTICLE: &str = "اختتم المؤتمر الدولي أعماله في باريس\n\nقال وزير الخارجية العراقي إن العراق يدعم القرار 2170.\n";

/// How a command ended.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// The program in a folder, without the environment's own settings.
fn nisba(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    command.current_dir(folder);
    for variable in ["NISBA_STORE", "NO_COLOR", "RAYON_NUM_THREADS"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program with the arguments of a line that has no quotes.
fn run(folder: &Path, line: &str) -> Ran {
    finish(nisba(folder).args(line.split_whitespace()))
}

fn finish(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A new folder with the graph of the hand-written annotations in `nisba-store`.
fn folder_with_graph() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let domain = Domain::embedded().expect("the embedded domain is sound");
    let store = Store::open(&folder.path().join("nisba-store")).expect("opened");
    for name in hand_written::names() {
        let (annotation, text) = hand_written::read(&name);
        let graph = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default());
        store.put_document(&graph.expect("the annotation is sound")).expect("stored");
    }
    folder
}

/// A new folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}
