//! What is searched for: words, phrases in quotation marks, and the beginning of a last word.

use std::ops::Range;

use super::forms::{self, Forms};
use crate::error::{Error, Result};

/// A search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The words. What stands in quotation marks must stand together; all words must be there. The last word may go on
    /// where a `*` follows it.
    pub words: String,
    /// Whether to look for entities.
    pub entities: bool,
    /// Whether to look for sentences.
    pub sentences: bool,
    /// Look in this document only, by its id or IRI.
    pub document: Option<String>,
    /// Give at most so many entities and so many sentences; all where nothing is said.
    pub limit: Option<usize>,
}

impl Request {
    /// A search for entities and sentences in all documents.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self { words: words.to_owned(), entities: true, sentences: true, document: None, limit: None }
    }
}

/// The words of a search, ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(super) words: Vec<Wanted>,
    /// Words that must stand together, in this order.
    pub(super) phrases: Vec<Range<usize>>,
}

#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) forms: Forms,
    /// Whether the word may go on.
    pub(super) open: bool,
}

impl Words {
    /// Reads what was typed.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (mut words, mut phrases) = (Vec::new(), Vec::new());
        let text = text.trim();
        for (part, quoted) in parts(text) {
            let start = words.len();
            words.extend(forms::words(part).into_iter().map(|forms| Wanted { forms, open: false }));
            if quoted && words.len() > start + 1 {
                phrases.push(start..words.len());
            }
        }
        if text.ends_with('*')
            && let Some(last) = words.last_mut()
        {
            last.open = true;
        }
        if words.is_empty() {
            let remedy = "write at least one word or number";
            // The mark may be the command's own.
            let typed = text.trim_end_matches('*').trim_end();
            let what = if typed.is_empty() { "there is".to_owned() } else { format!("'{typed}' has") };
            return Err(Error::Query(format!("{what} no word to search for; {remedy}")));
        }
        Ok(Self { words, phrases })
    }
}

/// The parts within quotation marks and without. A mark that is not closed reaches to the end.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let is_mark = |c: char| matches!(c, '"' | '\u{00AB}' | '\u{00BB}' | '\u{201C}'..='\u{201E}');
    text.split(is_mark).enumerate().map(|(place, part)| (part, place % 2 == 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_make_phrases_and_a_star_opens_the_last_word() {
        let words = Words::parse("باريس «جون كيري» ker*").expect("words");
        let phrases: Vec<(usize, usize)> = words.phrases.iter().map(|phrase| (phrase.start, phrase.end)).collect();
        assert_eq!((words.words.len(), phrases), (4, vec![(1, 3)]));
        assert_eq!(words.words.iter().map(|word| word.open).collect::<Vec<_>>(), [false, false, false, true]);
        assert!(Words::parse("\"kerry\"").expect("a word").phrases.is_empty());
        assert!(Words::parse(" …، ").is_err());
    }
}
