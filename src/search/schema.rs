//! The columns and the terms of the index.

use sha2::{Digest, Sha256};
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};

use super::contents::Contents;
use super::forms::{self, Forms};

/// The fields. A row of the index is a document's record, a name that an entity has in a document, or a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The document's IRI, of every row.
    pub(super) document: Field,
    /// Of a record: what tells whether the document has changed.
    fingerprint: Field,
    /// Of a record: how many sentences and words of sentences the document has.
    sentences: Field,
    words: Field,
    /// Of a name: whose it is, and how it is written.
    entity: Field,
    /// A hash of it, so that the names of several parts are put together without reading it.
    key: Field,
    form: Field,
    /// Of a sentence: its code points.
    start: Field,
    end: Field,
    /// Of names and sentences: how many words they have.
    length: Field,
    /// The words of a name.
    pub(super) name: Field,
    /// The words of a sentence.
    pub(super) sentence: Field,
}

pub(super) const DOCUMENT: &str = "document";
pub(super) const FINGERPRINT: &str = "fingerprint";
pub(super) const SENTENCES: &str = "sentences";
pub(super) const WORDS: &str = "words";
pub(super) const ENTITY: &str = "entity";
pub(super) const KEY: &str = "key";
pub(super) const FORM: &str = "form";
pub(super) const START: &str = "start";
pub(super) const END: &str = "end";
pub(super) const LENGTH: &str = "length";

pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    // The words come with their forms already made, so that no tokenizer is asked.
    let words = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words);
    let column = TextOptions::default().set_fast("raw");
    let fields = Fields {
        document: schema.add_text_field(DOCUMENT, STRING | column.clone()),
        fingerprint: schema.add_u64_field(FINGERPRINT, FAST),
        sentences: schema.add_u64_field(SENTENCES, FAST),
        words: schema.add_u64_field(WORDS, FAST),
        entity: schema.add_text_field(ENTITY, column.clone()),
        key: schema.add_u64_field(KEY, FAST),
        form: schema.add_text_field(FORM, column),
        start: schema.add_u64_field(START, FAST),
        end: schema.add_u64_field(END, FAST),
        length: schema.add_u64_field(LENGTH, FAST),
        name: schema.add_text_field("name", words.clone()),
        sentence: schema.add_text_field("sentence", words),
    };
    (schema.build(), fields)
}

impl Fields {
    /// The rows of a document.
    pub(super) fn rows(&self, document: &str, contents: &Contents) -> Vec<TantivyDocument> {
        let row = || {
            let mut row = TantivyDocument::default();
            row.add_text(self.document, document);
            row
        };
        let mut rows = Vec::new();
        let sentences = forms::sentences(&contents.text);
        for (span, words) in &sentences {
            let mut sentence = row();
            sentence.add_u64(self.start, span.start as u64);
            sentence.add_u64(self.end, span.end as u64);
            sentence.add_u64(self.length, words.len() as u64);
            sentence.add_pre_tokenized_text(self.sentence, terms(words));
            rows.push(sentence);
        }
        for (entity, names) in &contents.names {
            let key = key_of(entity);
            for form in names {
                let words = forms::words(form);
                let mut name = row();
                name.add_text(self.entity, entity);
                name.add_u64(self.key, key);
                name.add_text(self.form, form);
                name.add_u64(self.length, words.len() as u64);
                name.add_pre_tokenized_text(self.name, terms(&words));
                rows.push(name);
            }
        }
        let mut record = row();
        record.add_u64(self.fingerprint, contents.fingerprint());
        record.add_u64(self.sentences, sentences.len() as u64);
        record.add_u64(self.words, sentences.iter().map(|(_, words)| words.len() as u64).sum());
        rows.push(record);
        rows
    }
}

/// The same for the same entity, whatever segment of the index it stands in.
fn key_of(entity: &str) -> u64 {
    let hash = Sha256::digest(entity);
    hash.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
}

/// The terms of words; a word's forms stand in one place.
fn terms(words: &[Forms]) -> PreTokenizedString {
    let mut tokens = Vec::new();
    for (position, word) in words.iter().enumerate() {
        tokens.extend(word.terms().into_iter().map(|text| Token { position, text, ..Token::default() }));
    }
    PreTokenizedString { text: String::new(), tokens }
}
