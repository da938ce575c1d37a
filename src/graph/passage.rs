//! The words that a span's IRI stands for.

use std::collections::BTreeMap;

use oxigraph::model::{Quad, Term};

use super::id::SPAN_MARK;
use super::vocabulary as v;
use crate::annotation::Evidence;
use crate::span::Span;

/// What is told of a document.
#[derive(Default)]
pub(super) struct Document<'a> {
    /// Its name in the program.
    pub(super) id: Option<&'a str>,
    text: &'a str,
    /// The day of writing.
    pub(super) date: Option<&'a str>,
}

impl<'a> Document<'a> {
    /// Takes a quad that has the document as its subject.
    pub(super) fn take(&mut self, quad: &'a Quad) {
        let Term::Literal(literal) = &quad.object else { return };
        if quad.predicate.as_ref() == v::IDENTIFIER {
            self.id = Some(literal.value());
        } else if quad.predicate.as_ref() == v::TEXT {
            self.text = literal.value();
        } else if quad.predicate.as_ref() == v::DATE {
            self.date = Some(literal.value());
        }
    }
}

/// Ids and texts of documents, with the place of every code point of the texts that have been asked for.
pub(super) struct Texts<'a> {
    documents: &'a BTreeMap<&'a str, Document<'a>>,
    places: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(documents: &'a BTreeMap<&'a str, Document<'a>>) -> Self {
        Self { documents, places: BTreeMap::new() }
    }

    /// A document's id, or its IRI where it has none.
    pub(super) fn id<'b>(&'b self, document: &'b str) -> &'b str {
        self.documents.get(document).and_then(|d| d.id).unwrap_or(document)
    }

    /// The words at a span's IRI.
    pub(super) fn evidence(&mut self, span: Option<&'a str>) -> Evidence {
        let nothing = Evidence { start: 0, end: 0, text: String::new() };
        let Some((document, span)) = span.and_then(place_of) else { return nothing };
        let text = self.documents.get(document).map_or("", |d| d.text);
        let places = self
            .places
            .entry(document)
            .or_insert_with(|| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect());
        let slice = places.get(span.start).zip(places.get(span.end)).and_then(|(&start, &end)| text.get(start..end));
        Evidence { start: span.start, end: span.end, text: slice.unwrap_or_default().to_owned() }
    }
}

/// The document and the code points of a span's IRI.
pub(crate) fn place_of(span: &str) -> Option<(&str, Span)> {
    let (document, range) = span.rsplit_once(SPAN_MARK)?;
    let (start, end) = range.split_once(',')?;
    Some((document, Span::new(start.parse().ok()?, end.parse().ok()?)))
}
