//! Turns what the user names (files, folders, globs, `-`) into a list of inputs, each with its id.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::EXTENSIONS;
use crate::error::{Error, Result};

/// One input that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The document's id.
    pub id: String,
    /// Its size in bytes as the system gives it; 0 where it cannot be known before reading.
    pub size: u64,
    pub(super) place: Place,
}

/// Where an input is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    StandardInput,
    File(PathBuf),
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The inputs in the order given, those of a folder by path; no id occurs twice.
    pub inputs: Vec<Input>,
    /// What was named and cannot be read, each with the reason.
    pub skipped: Vec<Error>,
    /// The ids of inputs that were found and are not read, as several share them.
    pub refused: BTreeSet<String>,
    /// Whether something could not be searched, so that nobody knows which documents it holds: a path that leads nowhere,
    /// a folder that may not be entered or has nothing to read in it, a pattern that matches nothing.
    pub incomplete: bool,
    /// Files in folders that are of no kind that is read: how many by extension.
    pub passed_over: BTreeMap<String, usize>,
}

impl Input {
    /// Standard input, whose id is `stdin`.
    #[must_use]
    pub fn standard_input() -> Self {
        Self { id: "stdin".to_owned(), size: 0, place: Place::StandardInput }
    }

    /// How messages call it: its path, or `standard input`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.place {
            Place::StandardInput => "standard input".to_owned(),
            Place::File(path) => path.display().to_string(),
        }
    }
}

/// Finds the inputs that `paths` name.
///
/// A file's id is its name without the extension; a file below a folder that was given has its path below that folder
/// without the extension. A file that is reached twice is read once and keeps the longer id. Where two files would have
/// the same id, neither is read, so that the result does not depend on the order in which they are named.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.inputs.push(Input::standard_input());
        } else if let Some(pattern) = pattern(path) {
            match matches(pattern) {
                Ok(paths) => paths.iter().for_each(|path| found.add(path)),
                Err(e) => found.miss(e),
            }
        } else {
            found.add(path);
        }
    }
    found.read_once();
    found.refuse_shared_ids();
    found
}

impl Found {
    fn add(&mut self, path: &Path) {
        let added = if path.is_dir() { self.add_folder(path) } else { self.add_file(path, stem(path)) };
        if let Err(e) = added {
            self.miss(e);
        }
    }

    /// Notes what could not be searched.
    fn miss(&mut self, reason: Error) {
        self.skipped.push(reason);
        self.incomplete = true;
    }

    fn add_file(&mut self, path: &Path, id: Option<String>) -> Result<()> {
        let data = std::fs::metadata(path).map_err(|e| skip(path, format!("cannot be read: {e}")))?;
        let id = id.ok_or_else(|| skip(path, "has a name that is not UTF-8; rename it"))?;
        self.inputs.push(Input { id, size: data.len(), place: Place::File(path.to_owned()) });
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let (inputs, skipped) = (self.inputs.len(), self.skipped.len());
        let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_read(entry.path()) && entry.file_type().is_file() => {
                    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    if let Err(e) = self.add_file(entry.path(), path_id(below)) {
                        self.miss(e);
                    }
                }
                Ok(entry) => *self.passed_over.entry(extension(entry.path())).or_default() += 1,
                // What such a link leads to has been reached by another way.
                Err(e) if e.loop_ancestor().is_some() => self.skipped.push(walk_error(folder, &e)),
                Err(e) => self.miss(walk_error(folder, &e)),
            }
        }
        if (inputs, skipped) == (self.inputs.len(), self.skipped.len()) {
            let message = format!(
                "holds no file that ends in {}; to read a file of another kind as plain text, name the file itself",
                EXTENSIONS.map(|e| format!(".{e}")).join(", ")
            );
            return Err(skip(folder, message));
        }
        Ok(())
    }

    /// Leaves one input for each file.
    fn read_once(&mut self) {
        let mut best: BTreeMap<PathBuf, usize> = BTreeMap::new();
        let mut drop = BTreeSet::new();
        for (at, input) in self.inputs.iter().enumerate() {
            let place = match &input.place {
                Place::StandardInput => PathBuf::from("-"),
                Place::File(path) => std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
            };
            let rank = |at: usize| self.inputs.get(at).map(|i| (i.id.chars().count(), i.id.as_str()));
            match best.get(&place).copied() {
                Some(other) if rank(other) >= rank(at) => _ = drop.insert(at),
                Some(other) => {
                    drop.insert(other);
                    best.insert(place, at);
                }
                None => _ = best.insert(place, at),
            }
        }
        let mut at = 0;
        self.inputs.retain(|_| {
            at += 1;
            !drop.contains(&(at - 1))
        });
    }

    /// Takes out every input whose id another one has too.
    fn refuse_shared_ids(&mut self) {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for input in &self.inputs {
            names.entry(input.id.clone()).or_default().push(input.name());
        }
        names.retain(|_, names| names.len() > 1);
        self.inputs.retain(|input| !names.contains_key(&input.id));
        for (id, names) in names {
            for (at, name) in names.iter().enumerate() {
                let other = &names[usize::from(at == 0)];
                let message = format!(
                    "would have the same id as {other}: “{id}”; rename one of them, or name the folder above both, \
                     so that their paths tell them apart"
                );
                self.skipped.push(Error::Document { document: name.clone(), message });
            }
            self.refused.insert(id);
        }
    }
}

fn skip(path: &Path, message: impl Into<String>) -> Error {
    Error::Document { document: path.display().to_string(), message: message.into() }
}

/// The path as a glob pattern, where it is one and no file of that very name exists.
fn pattern(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    (text.contains(['*', '?', '[']) && path.symlink_metadata().is_err()).then_some(text)
}

fn matches(pattern: &str) -> Result<Vec<PathBuf>> {
    let fail = |message: String| Error::Document { document: pattern.to_owned(), message };
    let entries = glob::glob(pattern).map_err(|e| fail(format!("is no file, and no pattern either: {e}")))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|e| fail(format!("cannot be searched: {e}")))?);
    }
    paths.sort();
    if paths.is_empty() {
        return Err(fail("matches no file; check the pattern and the folder you are in".to_owned()));
    }
    Ok(paths)
}

fn walk_error(folder: &Path, error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or(folder);
    if let Some(above) = error.loop_ancestor() {
        return skip(path, format!("links back to {} and was not followed", above.display()));
    }
    match error.io_error() {
        Some(e) => skip(path, format!("cannot be read: {e}")),
        None => skip(path, format!("cannot be read: {error}")),
    }
}

fn is_read(path: &Path) -> bool {
    EXTENSIONS.contains(&extension(path).as_str())
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem()?.to_str().map(str::to_owned)
}

/// The id of a file below a folder: its path with `/` between the parts, without the extension.
fn path_id(below: &Path) -> Option<String> {
    let below = below.with_extension("");
    let parts: Option<Vec<&str>> = below
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn ids(found: &Found) -> Vec<&str> {
        found.inputs.iter().map(|input| input.id.as_str()).collect()
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
            fs::write(path, "text").expect("written");
        }
        folder
    }

    #[test]
    fn a_folder_gives_paths_below_it_in_order() {
        let dir = folder(&["b.txt", "a/z.md", "a/y.v2.txt", ".hidden/c.txt", "p.pdf", "q.PDF"]);
        let found = find(&[dir.path().to_owned()]);
        assert_eq!(ids(&found), ["a/y.v2", "a/z", "b"]);
        assert_eq!(found.passed_over, BTreeMap::from([("pdf".to_owned(), 2)]));
        assert!(found.skipped.is_empty());
    }

    #[test]
    fn patterns_and_files_give_names() {
        let dir = folder(&["b.txt", "a/z.md", "a/notes.log", "odd[1].txt"]);
        assert_eq!(ids(&find(&[dir.path().join("**/*.txt")])), ["b", "odd[1]"]);
        assert_eq!(ids(&find(&[dir.path().join("a/notes.log"), dir.path().join("odd[1].txt")])), ["notes", "odd[1]"]);
        let none = find(&[dir.path().join("*.csv")]);
        assert!(none.inputs.is_empty() && none.skipped[0].to_string().contains("matches no file"));
    }

    #[test]
    fn the_same_file_twice_is_one_document_in_any_order() {
        let dir = folder(&["a/z.txt"]);
        let (whole, file) = (dir.path().to_owned(), dir.path().join("a/z.txt"));
        assert_eq!(ids(&find(&[whole.clone(), file.clone()])), ["a/z"]);
        assert_eq!(ids(&find(&[file, whole])), ["a/z"]);
    }

    #[test]
    fn files_that_share_an_id_are_refused_and_the_others_kept() {
        let dir = folder(&["a.txt", "a.md", "b.txt"]);
        let found = find(&[dir.path().to_owned()]);
        assert_eq!(ids(&found), ["b"]);
        assert_eq!(found.skipped.len(), 2);
        assert!(found.refused.contains("a") && !found.incomplete);
        assert!(found.skipped.iter().all(|e| e.to_string().contains("same id")));
    }

    #[test]
    fn what_is_not_there_is_told() {
        let dir = folder(&["p.pdf"]);
        let found = find(&[dir.path().join("none.txt"), dir.path().to_owned()]);
        assert!(found.inputs.is_empty() && found.incomplete);
        let messages: Vec<String> = found.skipped.iter().map(ToString::to_string).collect();
        assert!(messages[0].contains("none.txt") && messages[1].contains("holds no file"), "{messages:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_or_nowhere_do_not_stop_the_others() {
        let dir = folder(&["a/b.txt"]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/loop")).expect("linked");
        let found = find(&[dir.path().to_owned()]);
        assert!(!found.incomplete && found.skipped.len() == 1, "nothing is behind the link that has not been found");
        std::os::unix::fs::symlink("/none", dir.path().join("a/dangling.txt")).expect("linked");
        let found = find(&[dir.path().to_owned()]);
        assert!(found.incomplete);
        assert_eq!(ids(&found), ["a/b"]);
        let messages: Vec<String> = found.skipped.iter().map(ToString::to_string).collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages.iter().any(|m| m.contains("links back")), "{messages:?}");
    }
}
