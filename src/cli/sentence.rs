//! The sentence around the words that say a fact, read from the stored text.

use std::collections::BTreeMap;

use nisba::domain::Domain;
use nisba::store::Store;
use nisba::text::AnalysedText;
use nisba::{Result, Span};

/// The texts of documents, each read once.
pub(crate) struct Texts<'a> {
    store: &'a Store,
    domain: &'a Domain,
    known: BTreeMap<String, AnalysedText>,
}

impl<'a> Texts<'a> {
    /// The texts of a store.
    pub(crate) fn new(store: &'a Store, domain: &'a Domain) -> Self {
        Self { store, domain, known: BTreeMap::new() }
    }

    /// What a person decided on a statement, in words.
    pub(crate) fn decision(&self, statement: &str) -> Result<Option<String>> {
        let decision = self.store.decision_on(statement)?;
        Ok(decision.map(|one| format!("{} by {}, undo {}", one.action.judgement(), one.by, one.id())))
    }

    /// The sentence of some words of a document in three parts: before them, they, after them.
    pub(crate) fn sentence(&mut self, document: &str, words: Span) -> Result<[String; 3]> {
        if !self.known.contains_key(document) {
            let iri = self.store.document_iri(document)?;
            let text = iri.map(|iri| self.store.text(iri.as_ref())).transpose()?.flatten().unwrap_or_default();
            self.known.insert(document.to_owned(), AnalysedText::new(self.domain, &text));
        }
        let text = &self.known[document];
        let touched = text.sentences.iter().filter(|sentence| sentence.span.overlaps(words));
        let whole = touched.fold(words, |whole, sentence| whole.cover(sentence.span));
        let parts = [(whole.start, words.start), (words.start, words.end), (words.end, whole.end)];
        Ok(parts.map(|(start, end)| one_line(text.slice(Span::new(start, end)))))
    }
}

/// The text with every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}
