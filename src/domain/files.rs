//! The data files of a domain: those embedded in the program, or those of a folder.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::error::{Error, Result};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Text files by path below the domain folder, with `/` between the parts, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct DataFiles {
    files: BTreeMap<String, String>,
}

impl DataFiles {
    /// The files embedded in the program.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        let mut open = vec![&EMBEDDED];
        while let Some(dir) = open.pop() {
            open.extend(dir.dirs());
            for file in dir.files() {
                if let Some(text) = file.contents_utf8() {
                    files.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
                }
            }
        }
        Self { files }
    }

    /// The files below a folder.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read, or is not UTF-8.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|e| Error::io(folder, e.into()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = below.to_string_lossy().replace('\\', "/");
            if [".tsv", ".yaml", ".ttl", ".txt"].iter().any(|end| name.ends_with(end)) {
                let text = std::fs::read_to_string(entry.path()).map_err(|e| Error::io(entry.path(), e))?;
                files.insert(name, text);
            }
        }
        Ok(Self { files })
    }

    /// The files whose path begins with `prefix`, in order.
    pub(crate) fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files.iter().filter(move |(path, _)| path.starts_with(prefix)).map(|(p, t)| (p.as_str(), t.as_str()))
    }

    /// One file's text.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
