//! Predictions: what was extracted from the texts of gold.

use std::collections::BTreeMap;
use std::path::Path;

use super::read;
use crate::annotation::Annotation;
use crate::error::{Error, Result};

/// What was extracted, by document.
#[derive(Debug)]
pub struct Predictions {
    name: String,
    documents: BTreeMap<String, Annotation>,
    /// What cannot be used, and why.
    pub skipped: Vec<Error>,
    /// The documents that were predicted more than once; the last prediction counts.
    pub repeated: Vec<String>,
}

impl Predictions {
    /// Predictions from these annotations; `name` is how messages call them.
    #[must_use]
    pub fn new(name: &str, annotations: Vec<Annotation>) -> Self {
        let mut documents = BTreeMap::new();
        let mut repeated = Vec::new();
        for annotation in annotations {
            if let Some(before) = documents.insert(annotation.id.clone(), annotation) {
                repeated.push(before.id);
            }
        }
        Self { name: name.to_owned(), documents, skipped: Vec::new(), repeated }
    }

    /// Reads JSON lines, one document, or a folder of such files; `-` is standard input.
    ///
    /// # Errors
    /// Where the path cannot be read, or a folder has no annotation.
    pub fn read(path: &Path) -> Result<Self> {
        let annotations = read::read(path)?;
        let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
        let read = Self::new(&name, annotations.placed.into_iter().map(|placed| placed.annotation).collect());
        Ok(Self { skipped: annotations.skipped, ..read })
    }

    /// Takes out the statements that are less sure.
    pub fn leave_out_below(&mut self, confidence: f64) {
        self.documents.values_mut().for_each(|document| document.leave_out_below(confidence));
    }

    /// How messages call them.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The prediction of a document.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Annotation> {
        self.documents.get(id)
    }

    /// All, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.documents.values()
    }
}
