//! Reads annotations: a file of one document, a file with one a line, a folder of such files, standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use walkdir::{DirEntry, WalkDir};

use crate::annotation::Annotation;
use crate::error::{Error, Result};

/// An annotation and the file that it is from.
pub(super) struct Placed {
    pub(super) annotation: Annotation,
    pub(super) path: PathBuf,
}

/// What was read, in the order of paths and lines, and what could not be.
#[derive(Default)]
pub(super) struct Annotations {
    pub(super) placed: Vec<Placed>,
    pub(super) skipped: Vec<Error>,
}

/// Reads all annotations that a path names; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<Annotations> {
    let mut annotations = Annotations::default();
    if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map_err(|e| Error::io("standard input", e))?;
        annotations.add(Path::new("standard input"), &text);
    } else if path.is_dir() {
        for file in files(path)? {
            match std::fs::read_to_string(&file) {
                Ok(text) => annotations.add(&file, &text),
                Err(e) => annotations.skipped.push(Error::io(file, e)),
            }
        }
    } else {
        annotations.add(path, &std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?);
    }
    Ok(annotations)
}

/// The files of a folder that end in `.json`, in the order of their paths.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        let path = entry.map_err(|e| Error::io(folder, e.into()))?.into_path();
        if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        let message =
            "holds no file that ends in .json; `nisba extract --format json --output FOLDER/` writes such files";
        return Err(Error::Document { document: folder.display().to_string(), message: message.to_owned() });
    }
    Ok(files)
}

impl Annotations {
    fn add(&mut self, path: &Path, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if is_one_a_line(text) {
            for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                self.take(path, serde_json::from_str(line), at);
            }
            return;
        }
        let documents = serde_json::Deserializer::from_str(text).into_iter();
        // What stands after a mistake cannot be told apart from it.
        for document in documents {
            if !self.take(path, document, 0) {
                break;
            }
        }
    }

    /// Keeps an annotation, or why it is none and in which line; `before` is the number of lines that were left out.
    fn take(&mut self, path: &Path, read: serde_json::Result<Annotation>, before: usize) -> bool {
        match read {
            Ok(annotation) => self.placed.push(Placed { annotation, path: path.to_owned() }),
            Err(e) => {
                let document = format!("{}:{}", path.display(), before + e.line());
                let place = format!(" at line {} column {}", e.line(), e.column());
                let reason = e.to_string();
                let reason = reason.strip_suffix(&place).unwrap_or(&reason);
                let message = format!(
                    "is no annotation: {reason}, column {}; write it as `nisba extract --format json` does",
                    e.column()
                );
                self.skipped.push(Error::Document { document, message });
                return false;
            }
        }
        true
    }
}

/// What tells a document from the objects inside one.
#[derive(Deserialize)]
struct Document {
    #[serde(rename = "entities")]
    _entities: IgnoredAny,
}

/// Whether documents stand one a line: some line is a whole one, though others may be broken.
fn is_one_a_line(text: &str) -> bool {
    text.lines().any(|line| line.starts_with('{') && serde_json::from_str::<Document>(line).is_ok())
}
