//! From raw text to sentences and tokens, each with its place in the raw text, its clitics and its keys.

mod analyse;
mod form;
mod language;
pub(crate) mod normalise;
mod segment;
mod sentence;
mod tokenise;

pub(crate) use form::Forms;
pub use normalise::fold;
pub(crate) use segment::ARTICLE;
pub(crate) use segment::may_begin_with_clitic;

/// The folded words of a name, cut as the words of a text are; marks and quotation marks are left out.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    tokenise::words(name)
}

use std::ops::Range;

use smol_str::SmolStr;

use crate::span::Span;

/// How many code points lie between two checkpoints: few, as every slice walks from one.
const STRIDE: usize = 8;

/// A text with its sentences and tokens. The raw text is never changed; keys stand beside it.
#[derive(Debug, Clone)]
pub struct AnalysedText {
    raw: String,
    /// Byte offset of every [`STRIDE`]th code point.
    checkpoints: Vec<usize>,
    /// Number of code points.
    length: usize,
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
    pub fold: SmolStr,
    /// `fold` without proclitics, with the article written «ال» where there is one.
    pub key: SmolStr,
    /// `key` without the article.
    pub stem: SmolStr,
    /// Whether the word has the article.
    pub article: bool,
    /// The proclitics in order, folded: «و», «ف», «ب», «ك», «ل», «س».
    pub proclitics: Vec<char>,
    /// A pronoun at the end, folded, where what remains is a known word; `base` is that remainder, with «ه» restored for
    /// «ت». In a preposition with nothing but a pronoun («له»), which has the preposition as proclitic, `base` is empty.
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
    pub pronoun: SmolStr,
    /// The token's `stem` without it.
    pub base: SmolStr,
}

impl Enclitic {
    /// The base as a feminine noun, where it ends as one does before a pronoun: «إدانتها» is «إدانة» or «أدانت», and only the
    /// sentence tells.
    #[must_use]
    pub(crate) fn feminine(&self) -> Option<String> {
        self.base.strip_suffix('\u{062A}').map(|stem| format!("{stem}\u{0647}"))
    }
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

    /// The number of code points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The slice of the raw text at a span; empty where the span is outside.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        match (self.byte_of(span.start), self.byte_of(span.end)) {
            (Some(start), Some(end)) => self.raw.get(start..end).unwrap_or(""),
            _ => "",
        }
    }

    /// Byte offset of a code point, or of the end.
    fn byte_of(&self, place: usize) -> Option<usize> {
        if place >= self.length {
            return (place == self.length).then_some(self.raw.len());
        }
        let checkpoint = *self.checkpoints.get(place / STRIDE)?;
        let inside = self.raw[checkpoint..].char_indices().nth(place % STRIDE)?.0;
        Some(checkpoint + inside)
    }

    /// Index of the token that holds a code point.
    #[must_use]
    pub fn token_at(&self, place: usize) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.span.end <= place);
        self.tokens.get(index).filter(|token| token.span.start <= place).map(|_| index)
    }

    /// Indices of the tokens that have a code point in a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let last = self.tokens.partition_point(|token| token.span.start < span.end);
        first..last.max(first)
    }

    /// The words from a token's core to the end of another, with the article written out where a preposition has
    /// swallowed its first letter («لأمم المتحدة» in «للأمم المتحدة» becomes «الأمم المتحدة»).
    pub(crate) fn written(&self, tokens: Range<usize>) -> String {
        let first = &self.tokens[tokens.start];
        let words = self.slice(Span::new(first.core.start, self.tokens[tokens.end - 1].span.end));
        match words.strip_prefix(normalise::LAM) {
            Some(rest) if first.article && first.core.start > first.span.start => {
                format!("{}{rest}", segment::ARTICLE)
            }
            _ => words.to_owned(),
        }
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence_tokens(&self, sentence: usize) -> &[Token] {
        self.sentences.get(sentence).map_or(&[], |s| &self.tokens[s.first..s.last])
    }
}
