//! Names for documents, entities, spans and statements, computed from content so that every machine finds the same.

use oxigraph::model::{NamedNode, NamedNodeRef};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::span::Span;

/// Where the IRIs of entities and documents begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bases {
    entity: String,
    document: String,
}

impl Default for Bases {
    fn default() -> Self {
        Self { entity: "https://w3id.org/nisba/id/".into(), document: "https://w3id.org/nisba/doc/".into() }
    }
}

/// Begins the fragment of a span's IRI (RFC 5147).
pub(super) const SPAN_MARK: &str = "#char=";
/// Begins the fragment of a statement's IRI.
const STATEMENT_MARK: &str = "#s-";

impl Bases {
    /// Bases other than the default.
    ///
    /// # Errors
    /// [`Error::Store`] where one is no absolute IRI.
    pub fn new(entity: &str, document: &str) -> Result<Self> {
        for base in [entity, document] {
            NamedNode::new(base).map_err(|e| Error::Store(format!("the IRI base '{base}' cannot be used: {e}")))?;
        }
        Ok(Self { entity: entity.into(), document: document.into() })
    }

    /// Where the IRIs of entities begin.
    #[must_use]
    pub fn entity_base(&self) -> &str {
        &self.entity
    }

    /// A document's IRI, by its id.
    #[must_use]
    pub fn document(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", self.document, encode(id)))
    }

    /// An entity's IRI. An id that is an IRI stays; `id:` stands for the base of entities; any other id is a short name
    /// of this one document, so its IRI holds the document.
    ///
    /// # Errors
    /// [`Error::Document`] where the id looks like an IRI and is none.
    pub fn entity(&self, document: &str, id: &str) -> Result<NamedNode> {
        if let Some(local) = id.strip_prefix("id:") {
            return Ok(NamedNode::new_unchecked(format!("{}{}", self.entity, encode(local))));
        }
        if !id.contains("://") && !id.starts_with("urn:") {
            return Ok(NamedNode::new_unchecked(format!("{}{}/{}", self.entity, encode(document), encode(id))));
        }
        NamedNode::new(id).map_err(|e| Error::Document {
            document: document.to_owned(),
            message: format!("the entity id '{id}' is no IRI ({e}); correct it, or use a short name"),
        })
    }
}

/// Keeps letters and digits of every script and the marks that IRI paths allow; all else becomes `%XX` of its UTF-8.
/// No two texts have the same result.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/' | ',' | '+' | '=' | '@' | ':') {
            encoded.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

/// The IRI of a stretch of a document's text.
pub(crate) fn span(document: NamedNodeRef<'_>, span: Span) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{SPAN_MARK}{},{}", document.as_str(), span.start, span.end))
}

/// The IRI of a statement: a hash of all that tells it from others.
pub(crate) fn statement(document: NamedNodeRef<'_>, parts: &[&str]) -> NamedNode {
    let mut hash = Sha256::new();
    for part in std::iter::once(&document.as_str()).chain(parts) {
        // The length keeps two lists of parts apart that only differ in where one ends.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    NamedNode::new_unchecked(format!("{}{STATEMENT_MARK}{}", document.as_str(), &hex(&hash.finalize())[..16]))
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a subject in a document's graph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The document itself.
    Document,
    /// A stretch of its text.
    Span,
    /// What reifies a triple.
    Statement,
    /// Anything else: an entity, of which the document says something.
    Entity,
}

impl Role {
    /// The role of `subject` in the graph of `document`.
    pub(crate) fn of(subject: &str, document: &str) -> Self {
        match subject.strip_prefix(document) {
            Some("") => Self::Document,
            Some(rest) if rest.starts_with(SPAN_MARK) => Self::Span,
            Some(rest) if rest.starts_with(STATEMENT_MARK) => Self::Statement,
            _ => Self::Entity,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_iris_are_valid_and_tell_ids_apart() {
        let bases = Bases::default();
        let ids = ["a b", "a%20b", "مقال/أول", "a#b", "a?b", "\u{200f}x", "x"];
        let iris: std::collections::BTreeSet<_> = ids.iter().map(|id| bases.document(id).into_string()).collect();
        assert_eq!(iris.len(), ids.len());
        assert!(iris.iter().all(|iri| NamedNode::new(iri).is_ok()), "{iris:?}");
        assert!(iris.contains("https://w3id.org/nisba/doc/مقال/أول"));
    }

    #[test]
    fn entity_ids_keep_iris_and_scope_short_names() {
        let bases = Bases::default();
        let iri = |id| bases.entity("d", id).map(NamedNode::into_string);
        assert_eq!(iri("id:iraq").ok().as_deref(), Some("https://w3id.org/nisba/id/iraq"));
        assert_eq!(iri("https://example.org/x").ok().as_deref(), Some("https://example.org/x"));
        assert_eq!(iri("e1").ok().as_deref(), Some("https://w3id.org/nisba/id/d/e1"));
        assert!(iri("https://exa mple").is_err());
    }
}
