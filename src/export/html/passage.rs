//! The words around a piece of evidence: its paragraph where that is short, else its sentence.

use std::collections::BTreeMap;

use crate::graph::{Claim, Writings};

/// A paragraph of so many characters is shown whole.
const SHORT: usize = 420;
/// Of longer sentences no more than so many characters are shown on either side of the words.
const AROUND: usize = 240;

/// A stretch of a document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where it begins in the document, in code points.
    pub(super) start: usize,
    pub(super) text: String,
    /// Whether its sentence goes on before it, and after it.
    pub(super) cut: [bool; 2],
}

/// Documents' texts, each split into code points once.
pub(super) struct Passages<'a> {
    writings: &'a Writings,
    known: BTreeMap<&'a str, Vec<char>>,
}

impl<'a> Passages<'a> {
    pub(super) fn new(writings: &'a Writings) -> Self {
        Self { writings, known: BTreeMap::new() }
    }

    /// What stands around the evidence of a claim; the words alone where the text is not known, and nothing where there are none.
    pub(super) fn around(&mut self, claim: &'a Claim) -> Option<Passage> {
        let evidence = &claim.evidence;
        if let Some(writing) = self.writings.get(&claim.document) {
            let text = self.known.entry(&claim.document).or_insert_with(|| writing.text.chars().collect());
            if evidence.start < evidence.end && evidence.end <= text.len() {
                let (start, end, cut) = bounds(text, evidence.start, evidence.end);
                return Some(Passage { start, text: text[start..end].iter().collect(), cut });
            }
        }
        let words = || Passage { start: evidence.start, text: evidence.text.clone(), cut: [false; 2] };
        (!evidence.text.is_empty()).then(words)
    }
}

fn bounds(text: &[char], start: usize, end: usize) -> (usize, usize, [bool; 2]) {
    let is_break = |at: &usize| matches!(text[*at], '\n' | '\r');
    let paragraph = around(text, start, end, is_break);
    if paragraph.1 - paragraph.0 <= SHORT {
        return (paragraph.0, paragraph.1, [false; 2]);
    }
    let ends_sentence = |at: &usize| {
        let stop = matches!(text[*at], '.' | '!' | '?' | '\u{061f}' | '\u{06d4}' | '\u{2026}');
        is_break(at) || stop && text.get(at + 1).is_none_or(|next| next.is_whitespace())
    };
    let sentence = around(text, start, end, ends_sentence);
    let whole = |at: &usize| text[*at].is_whitespace();
    let (early, late) = (start.saturating_sub(AROUND), end + AROUND);
    let cut = [early > sentence.0, late < sentence.1];
    let first = if cut[0] { (early..start).find(whole).unwrap_or(early) } else { sentence.0 };
    let last = if cut[1] { (end..late).rev().find(whole).unwrap_or(late) } else { sentence.1 };
    let (first, last) = trimmed(text, first, last);
    (first, last, cut)
}

/// From the break before the words to the one after them, which belongs to them where it can be seen.
fn around(text: &[char], start: usize, end: usize, is_break: impl Fn(&usize) -> bool) -> (usize, usize) {
    let first = (0..start).rev().find(&is_break).map_or(0, |at| at + 1);
    let last = (end.saturating_sub(1)..text.len()).find(&is_break).map_or(text.len(), |at| at + 1);
    trimmed(text, first, last.max(end))
}

fn trimmed(text: &[char], mut first: usize, mut last: usize) -> (usize, usize) {
    while first < last && text[first].is_whitespace() {
        first += 1;
    }
    while last > first && text[last - 1].is_whitespace() {
        last -= 1;
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let byte = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
        let start = text[..byte].chars().count();
        let (first, last, _) = bounds(&chars, start, start + words.chars().count());
        assert!(first <= start && last >= start + words.chars().count());
        chars[first..last].iter().collect()
    }

    #[test]
    fn a_short_paragraph_is_whole() {
        assert_eq!(cut("عنوان\n\n قال الوزير. زار باريس.  \nآخر", "زار"), "قال الوزير. زار باريس.");
        assert_eq!(cut("words", "words"), "words");
    }

    #[test]
    fn of_a_long_paragraph_the_sentence_is_shown() {
        let text = format!("{}. The minister met 3.5 men today. {}", "a b ".repeat(200).trim(), "c d ".repeat(200));
        assert_eq!(cut(&text, "met 3.5"), "The minister met 3.5 men today.");
        assert_eq!(cut(&text, "today."), "The minister met 3.5 men today.");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let text = format!("{}here{}", "word ".repeat(300), " other".repeat(300));
        let shown = cut(&text, "here");
        assert!(shown.chars().count() <= 4 + 2 * AROUND && shown.starts_with("word ") && shown.ends_with(" other"));
    }
}
