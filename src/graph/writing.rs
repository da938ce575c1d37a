//! What the quads tell of each document: title, day, source and text.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::vocabulary as v;

/// Documents by their ids, as [`Claim::document`](super::Claim::document) gives them.
pub type Writings = BTreeMap<String, Writing>;

/// A document that statements come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writing {
    /// Its IRI.
    pub iri: String,
    /// Its title.
    pub title: Option<String>,
    /// The day of writing or publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Where it comes from: an address or a name.
    pub source: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The text that the offsets of evidence count in, in code points.
    pub text: String,
}

/// Reads all documents that quads describe. What has no `dcterms:identifier` goes by its IRI.
#[must_use]
pub fn read_writings(quads: &[Quad]) -> Writings {
    let mut found: BTreeMap<&str, (Option<&str>, Writing)> = BTreeMap::new();
    let texts = [v::IDENTIFIER, v::TITLE, v::DATE, v::SOURCE, v::LANGUAGE, v::TEXT];
    for quad in quads.iter().filter(|quad| texts.contains(&quad.predicate.as_ref())) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let value = match &quad.object {
            Term::Literal(literal) => literal.value(),
            Term::NamedNode(node) => node.as_str(),
            _ => continue,
        };
        let (id, writing) = found.entry(subject.as_str()).or_default();
        match quad.predicate.as_ref() {
            v::IDENTIFIER => *id = Some(value),
            v::TITLE => writing.title = Some(value.to_owned()),
            v::DATE => writing.date = Some(value.to_owned()),
            v::SOURCE => writing.source = Some(value.to_owned()),
            v::LANGUAGE => writing.language = Some(value.to_owned()),
            _ => value.clone_into(&mut writing.text),
        }
    }
    let documents = found.into_iter().filter(|(_, (_, writing))| !writing.text.is_empty());
    documents
        .map(|(iri, (id, writing))| (id.unwrap_or(iri).to_owned(), Writing { iri: iri.to_owned(), ..writing }))
        .collect()
}
