//! Which notes of a folder an export wrote, and as what: so that the next one can take away those of what is gone, and
//! tells a note that somebody has changed since from one that nobody has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::export::folder::{Kept, make};
use crate::graph::sha256;

/// Obsidian shows no folder whose name begins with a point.
const FOLDER: &str = ".nisba";
const FILE: &str = "notes.tsv";
const HEAD: &str =
    "# The notes that nisba export wrote, each with the SHA-256 of its text. The next export needs them.\n";

/// The notes of a folder while it is written to.
pub(super) struct Manifest<'a> {
    folder: &'a Path,
    /// What former exports wrote: paths below the folder, with the hashes of what stood there.
    before: BTreeMap<String, BTreeSet<String>>,
    now: BTreeMap<String, String>,
    log: File,
    kept: Kept,
}

impl<'a> Manifest<'a> {
    /// Reads what former exports wrote.
    pub(super) fn open(folder: &'a Path) -> Result<Self> {
        let own = folder.join(FOLDER);
        make(&own)?;
        let path = own.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => HEAD.to_owned(),
            Err(e) => return Err(Error::io(&path, e)),
        };
        let mut before: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, hash) in text.lines().filter_map(|line| line.split_once('\t')).filter(|(name, _)| is_note(name)) {
            before.entry(name.to_owned()).or_default().insert(hash.to_owned());
        }
        // What is written is added as it is, so that an export that is broken off leaves no note of unknown origin.
        let log = OpenOptions::new().create(true).append(true).open(&path).map_err(|e| Error::io(&path, e))?;
        let mut manifest = Self { folder, before, now: BTreeMap::new(), log, kept: Kept::default() };
        if text == HEAD {
            manifest.log.write_all(HEAD.as_bytes()).map_err(|e| Error::io(&path, e))?;
        }
        Ok(manifest)
    }

    /// Takes away what a former export wrote and this one will not. A note that was changed since stays, as its author's.
    pub(super) fn remove_all_but(&mut self, names: &BTreeSet<String>) -> Result<()> {
        for name in self.before.keys().filter(|name| !names.contains(*name)) {
            let path = self.folder.join(name);
            match found(&path)? {
                None => {}
                Some(hash) if self.before[name].contains(&hash) => {
                    fs::remove_file(&path).map_err(|e| Error::io(&path, e))?;
                    self.kept.removed += 1;
                }
                Some(_) => self.kept.left.push(path),
            }
        }
        Ok(())
    }

    /// Writes a note. One that stands there and that no export wrote as it is now gets another name first.
    pub(super) fn write(&mut self, name: String, text: &str) -> Result<()> {
        let (path, hash) = (self.folder.join(&name), sha256(text));
        let there = found(&path)?;
        if there.as_ref() != Some(&hash) {
            let ours = |hash: &String| self.before.get(&name).is_some_and(|hashes| hashes.contains(hash));
            if there.is_some_and(|there| !ours(&there)) {
                let aside = free_name(&path);
                fs::rename(&path, &aside).map_err(|e| Error::io(&path, e))?;
                self.kept.moved.push((path.clone(), aside));
            }
            let noted = writeln!(self.log, "{name}\t{hash}").and_then(|()| fs::write(&path, text));
            noted.map_err(|e| Error::io(&path, e))?;
        }
        self.now.insert(name, hash);
        Ok(())
    }

    /// Writes down what is there now, and nothing of before.
    pub(super) fn finish(self) -> Result<Kept> {
        let mut text = HEAD.to_owned();
        for (name, hash) in &self.now {
            text.push_str(&format!("{name}\t{hash}\n"));
        }
        let own = self.folder.join(FOLDER);
        let (path, new) = (own.join(FILE), own.join("notes.new"));
        let written = fs::write(&new, text).and_then(|()| fs::rename(&new, &path));
        written.map_err(|e| Error::io(&path, e))?;
        Ok(self.kept)
    }
}

/// The hash of what stands there; nothing where there is no file. What is no text has a hash that no note has.
fn found(path: &Path) -> Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(std::str::from_utf8(&bytes).map(sha256).unwrap_or_default())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io(path, e)),
    }
}

/// `كيري (changed).md`, or with a number where that is there too.
fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Titles are short enough for this, see `title`.
    let numbered = |n: usize| match n {
        1 => format!("{stem} (changed).md"),
        n => format!("{stem} (changed {n}).md"),
    };
    (1..).map(|n| path.with_file_name(numbered(n))).find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}

/// Whether it is a note's place in the folder. Whatever else stands in the file, nothing outside is ever touched.
fn is_note(name: &str) -> bool {
    let inside = |folder: &str| name.strip_prefix(folder).and_then(|rest| rest.strip_suffix(".md"));
    let title = inside("entities/").or_else(|| inside("documents/"));
    title.is_some_and(|title| !title.is_empty() && !title.contains(['/', '\\']))
}

#[cfg(test)]
mod tests {
    use super::is_note;

    #[test]
    fn nothing_outside_is_a_note() {
        assert!(is_note("entities/كيري.md") && is_note("documents/a..b.md"));
        for name in ["entities/../../x.md", "/etc/x.md", "entities/.md", "notes.md", "entities/x", "other/x.md"] {
            assert!(!is_note(name), "{name}");
        }
    }
}
