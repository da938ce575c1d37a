//! The path from a document to its annotation.

use sha2::{Digest, Sha256};

use crate::annotation::Annotation;
use crate::domain::Domain;
use crate::error::Result;
use crate::source::SourceDocument;

/// What a document says: its entities and statements.
///
/// # Errors
/// Where the document cannot be used.
pub fn extract(domain: &Domain, document: &SourceDocument) -> Result<Annotation> {
    let analysed = crate::text::AnalysedText::new(domain, &document.text);
    Ok(Annotation {
        id: document.id.clone(),
        language: analysed.language,
        title: document.metadata.title.clone(),
        text_sha256: Sha256::digest(document.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        entities: Vec::new(),
        statements: Vec::new(),
    })
}
