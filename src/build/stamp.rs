//! Stamps of documents: hashes of everything that their graphs follow from.

use sha2::{Digest, Sha256};

use crate::source::{Media, Metadata, SourceDocument};

/// What the program is, as far as a document's graph depends on it: a hash of the source, from `build.rs`.
const EXTRACTION: &str = env!("NISBA_EXTRACTION");

/// The bytes of a stamp; two texts of one document share one by chance once in 2^64 changes.
const BYTES: usize = 16;

/// What the stamps of all documents of a run begin with: program, domain and settings.
pub(super) struct Stamper {
    begun: Sha256,
}

impl Stamper {
    pub(super) fn new(domain: &str, settings: &[String]) -> Self {
        let mut begun = Sha256::new();
        add(&mut begun, env!("CARGO_PKG_VERSION"));
        add(&mut begun, EXTRACTION);
        add(&mut begun, domain);
        add(&mut begun, &settings.len().to_string());
        settings.iter().for_each(|setting| add(&mut begun, setting));
        Self { begun }
    }

    pub(super) fn stamp(&self, document: &SourceDocument) -> String {
        // A field that is added must be thought of here. Where the file lies is no part of the graph.
        let SourceDocument { id, text, path: _, media, metadata, date: known } = document;
        let Metadata { title, date, language, body } = metadata;
        let mut hash = self.begun.clone();
        add(&mut hash, id);
        add(&mut hash, text);
        add(
            &mut hash,
            match media {
                Media::Plain => "plain",
                Media::Markdown => "markdown",
            },
        );
        let known = known.map(|day| day.to_string());
        for field in [title, date, language, &known] {
            add(&mut hash, if field.is_some() { "given" } else { "none" });
            add(&mut hash, field.as_deref().unwrap_or_default());
        }
        add(&mut hash, &body.to_string());
        hash.finalize().iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Adds a part; its length keeps two lists of parts apart that only differ in where one ends.
fn add(hash: &mut Sha256, part: &str) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    fn document() -> SourceDocument {
        SourceDocument::plain("a", "text")
    }

    #[test]
    fn everything_that_a_graph_follows_from_changes_the_stamp() {
        let stamper = Stamper::new("domain", &["0.5".to_owned()]);
        let metadata = |change: &dyn Fn(&mut Metadata)| {
            let mut document = document();
            change(&mut document.metadata);
            document
        };
        let documents = [
            document(),
            SourceDocument::plain("b", "text"),
            SourceDocument::plain("at", "ext"),
            SourceDocument::plain("a", "text "),
            SourceDocument { media: Media::Markdown, ..document() },
            SourceDocument { date: jiff::civil::Date::new(2014, 9, 15).ok(), ..document() },
            metadata(&|m| m.title = Some(String::new())),
            metadata(&|m| m.title = Some("2014".into())),
            metadata(&|m| m.date = Some("2014".into())),
            metadata(&|m| m.language = Some("2014".into())),
            metadata(&|m| m.body = 1),
        ];
        let mut stamps: BTreeSet<String> = documents.iter().map(|document| stamper.stamp(document)).collect();
        for (domain, settings) in
            [("other", vec!["0.5"]), ("domain", vec!["0.6"]), ("domain", vec![]), ("domain", vec!["0.5", ""])]
        {
            let settings: Vec<String> = settings.into_iter().map(str::to_owned).collect();
            stamps.insert(Stamper::new(domain, &settings).stamp(&document()));
        }
        assert_eq!(stamps.len(), documents.len() + 4);
        assert!(stamps.iter().all(|stamp| stamp.len() == 2 * BYTES));
    }

    #[test]
    fn where_a_file_lies_does_not() {
        let stamper = Stamper::new("domain", &[]);
        let moved = SourceDocument { path: Some(PathBuf::from("elsewhere/a.txt")), ..document() };
        assert_eq!(stamper.stamp(&moved), stamper.stamp(&document()));
    }
}
