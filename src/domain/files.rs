//! The data files of a domain: those embedded in the program, or those of a folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// The folder of trained models.
const MODELS: &str = "models/";

/// The endings of the files that are read, beside models.
const ENDINGS: [&str; 4] = [".tsv", ".yaml", ".ttl", ".txt"];

/// Files by path below the domain folder, with `/` between the parts, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct DataFiles {
    files: BTreeMap<String, String>,
    /// Trained models, which are no text.
    models: BTreeMap<String, Cow<'static, [u8]>>,
}

impl DataFiles {
    /// The files embedded in the program.
    #[must_use]
    pub fn embedded() -> Self {
        let (mut files, mut models) = (BTreeMap::new(), BTreeMap::new());
        let mut open = vec![&EMBEDDED];
        while let Some(dir) = open.pop() {
            open.extend(dir.dirs());
            for file in dir.files() {
                let name = file.path().to_string_lossy().replace('\\', "/");
                if is_model(&name) {
                    models.insert(name, Cow::Borrowed(file.contents()));
                } else if let Some(text) = file.contents_utf8() {
                    files.insert(name, text.to_owned());
                }
            }
        }
        Self { files, models }
    }

    /// The files below a folder.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read, or is not UTF-8.
    pub fn read(folder: &Path) -> Result<Self> {
        let (mut files, mut models) = (BTreeMap::new(), BTreeMap::new());
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|e| Error::io(folder, e.into()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = below.to_string_lossy().replace('\\', "/");
            if is_model(&name) {
                let bytes = std::fs::read(entry.path()).map_err(|e| Error::io(entry.path(), e))?;
                models.insert(name, Cow::Owned(bytes));
            } else if is_text(&name) {
                let text = std::fs::read_to_string(entry.path()).map_err(|e| Error::io(entry.path(), e))?;
                files.insert(name, text);
            }
        }
        Ok(Self { files, models })
    }

    /// Writes the files into a folder, which is made where there is none, and tells how many they are.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<usize> {
        let texts = self.files.iter().map(|(path, text)| (path, text.as_bytes()));
        let models = self.models.iter().map(|(path, bytes)| (path, bytes.as_ref()));
        let mut written = 0;
        for (path, bytes) in texts.chain(models) {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent).map_err(|e| Error::io(parent, e))?;
            }
            std::fs::write(&path, bytes).map_err(|e| Error::io(&path, e))?;
            written += 1;
        }
        Ok(written)
    }

    /// The files whose path begins with `prefix`, in order.
    pub(crate) fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files.iter().filter(move |(path, _)| path.starts_with(prefix)).map(|(p, t)| (p.as_str(), t.as_str()))
    }

    /// One file's text.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The bytes of a language's tagger model.
    pub(crate) fn model(&self, language: &str) -> Option<(&str, &[u8])> {
        let found = self.models.get_key_value(&format!("{MODELS}{language}.crf"));
        found.map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The same files without trained models, as training needs them.
    #[must_use]
    pub fn without_models(mut self) -> Self {
        self.models.clear();
        self
    }

    /// A hash of all files, the same for the same content wherever it was read. How lines end is no part of it.
    pub(crate) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let texts = self.files.iter().filter(|(path, _)| is_text(path));
        let texts = texts.map(|(path, text)| (path, Cow::Owned(text.replace("\r\n", "\n").into_bytes())));
        let models = self.models.iter().map(|(path, bytes)| (path, Cow::Borrowed(bytes.as_ref())));
        for (path, bytes) in texts.chain(models) {
            for part in [path.as_bytes(), &bytes] {
                // The length keeps two lists of files apart that only differ in where one ends.
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The files below these folders, as far as they are text.
    #[must_use]
    pub(crate) fn only(mut self, folders: &[&str]) -> Self {
        self.files.retain(|path, _| folders.iter().any(|folder| path.starts_with(folder)));
        self.without_models()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn is_model(path: &str) -> bool {
    path.starts_with(MODELS) && path.ends_with(".crf")
}

fn is_text(path: &str) -> bool {
    ENDINGS.iter().any(|end| path.ends_with(end))
}
