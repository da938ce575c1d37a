//! Tells cargo that the embedded data and queries are part of the program, and the program which version of extraction it is.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// What lies in `src` and has no part in a document's graph; all else counts. `tests/architecture.rs` holds this.
const BESIDE_EXTRACTION: &[&str] = &[
    "analysis",
    "cli",
    "conflict",
    "decision",
    "drawing",
    "eval",
    "example.rs",
    "explain",
    "export",
    "inference",
    "layout",
    "main.rs",
    "name",
    "query",
    "resolve",
    "search",
    "store",
    "timeline",
    "validation",
];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=queries");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo:rustc-env=NISBA_EXTRACTION={}", extraction(&root)?);
    Ok(())
}

/// A hash of all source that a document's graph depends on. A number that is raised by hand would be forgotten, and the
/// graphs of old code would then be taken for those of new code.
fn extraction(root: &Path) -> io::Result<String> {
    let mut files = vec![root.join("Cargo.lock")];
    for entry in fs::read_dir(root.join("src"))? {
        let entry = entry?;
        if !BESIDE_EXTRACTION.iter().any(|name| entry.file_name() == *name) {
            files.push(entry.path());
        }
    }
    let mut texts = Vec::new();
    while let Some(path) = files.pop() {
        println!("cargo:rerun-if-changed={}", path.display());
        if path.is_dir() {
            files.extend(fs::read_dir(&path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?);
        } else if let Ok(text) = fs::read_to_string(&path) {
            // A package may come without the lock file; and some systems end lines in their own way.
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            texts.push((name, text.replace("\r\n", "\n")));
        }
    }
    texts.sort();
    let mut hash = Sha256::new();
    for part in texts.iter().flat_map(|(name, text)| [name, text]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    Ok(hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}
