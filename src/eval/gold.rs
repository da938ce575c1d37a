//! Gold: annotations that are taken as right, with their texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::predictions::Predictions;
use super::read::{self, Placed};
use crate::annotation::Annotation;
use crate::error::{Error, Result};
use crate::source::{self, EXTENSIONS, SourceDocument};

/// The folder of the texts, beside the annotations.
const TEXTS: &str = "texts";

/// The documents by which a prediction is judged.
#[derive(Debug)]
pub struct Gold {
    /// The documents, in the order of files and lines.
    pub documents: Vec<GoldDocument>,
    /// What cannot be used, and why.
    pub skipped: Vec<Error>,
}

/// One document of gold.
#[derive(Debug)]
pub struct GoldDocument {
    /// What is right.
    pub annotation: Annotation,
    /// Its text, where it was found.
    pub text: Option<SourceDocument>,
}

/// Where the texts of gold are, and how they are read.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// Their folder; without it they are sought beside the annotations, in `texts/` first.
    pub folder: Option<&'a Path>,
    /// Whether a document without its text is of no use.
    pub needed: bool,
    /// The largest text that is read, in bytes.
    pub max_bytes: u64,
}

impl Gold {
    /// Reads a folder of annotations or one file. Documents whose text is not the one annotated are skipped.
    ///
    /// # Errors
    /// Where the path cannot be read, or a folder has no annotation.
    pub fn read(path: &Path, texts: Texts<'_>) -> Result<Self> {
        let annotations = read::read(path)?;
        let mut gold = Self { documents: Vec::new(), skipped: annotations.skipped };
        let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
        for placed in annotations.placed {
            let id = placed.annotation.id.clone();
            if let Some(first) = files.get(&id) {
                let message = format!("the document {id} is in {} already; take one of them out", first.display());
                gold.skipped.push(Error::Document { document: placed.path.display().to_string(), message });
                continue;
            }
            files.insert(id, placed.path.clone());
            match document(path, placed, texts) {
                Ok(document) => gold.documents.push(document),
                Err(e) => gold.skipped.push(e),
            }
        }
        Ok(gold)
    }

    /// Skips the documents whose prediction was made from another text.
    pub fn skip_other_texts(&mut self, predictions: &Predictions) {
        let skipped = &mut self.skipped;
        self.documents.retain(|document| {
            let (gold, id) = (&document.annotation.text_sha256, &document.annotation.id);
            let Some(prediction) = predictions.get(id) else { return true };
            let same = gold.is_empty() || prediction.text_sha256.is_empty() || *gold == prediction.text_sha256;
            if !same {
                let message = format!(
                    "the prediction of {id} was made from another text than gold (text_sha256); extract gold's text"
                );
                skipped.push(Error::Document { document: predictions.name().to_owned(), message });
            }
            same
        });
    }
}

/// An annotation with its text, where there is one.
fn document(gold: &Path, placed: Placed, texts: Texts<'_>) -> Result<GoldDocument> {
    let Placed { annotation, path } = placed;
    let fail = |message: String| Error::Document { document: path.display().to_string(), message };
    let Some(file) = text_file(gold, &path, &annotation.id, texts.folder) else {
        if !texts.needed {
            return Ok(GoldDocument { annotation, text: None });
        }
        let folder = texts.folder.map_or(TEXTS.to_owned(), |folder| folder.display().to_string());
        let id = &annotation.id;
        return Err(fail(format!(
            "its text {folder}/{id}.txt is not there; put it there, or name its folder: --texts DIR"
        )));
    };
    let mut found = source::find(std::slice::from_ref(&file));
    let mut text = match (found.inputs.pop(), found.skipped.pop()) {
        (Some(input), _) => input.read(texts.max_bytes)?,
        (None, Some(e)) => return Err(e),
        (None, None) => return Err(fail(format!("its text {} cannot be read", file.display()))),
    };
    text.date = text.date.or(annotation.date.as_deref().and_then(|date| date.parse().ok()));
    let hash: String = Sha256::digest(text.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    if !annotation.text_sha256.is_empty() && annotation.text_sha256 != hash {
        return Err(fail(format!(
            "its text {} is not the one that was annotated (text_sha256); restore that text, or annotate this one",
            file.display()
        )));
    }
    text.id.clone_from(&annotation.id);
    Ok(GoldDocument { annotation, text: Some(text) })
}

/// The text of an annotation, by the name of its file or by its id.
fn text_file(gold: &Path, annotation: &Path, id: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let beside = annotation.parent().unwrap_or(Path::new(""));
    let folders = match folder {
        Some(folder) => vec![folder.to_owned()],
        None => vec![beside.join(TEXTS), gold.join(TEXTS), beside.to_owned()],
    };
    let stem = annotation.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = [id, &stem];
    let names = names.iter().flat_map(|name| EXTENSIONS.iter().rev().map(move |ending| format!("{name}.{ending}")));
    let names: Vec<String> = names.collect();
    folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name))).find(|file| file.is_file())
}
