//! Tokens seen as value words: which known word a token is once its clitics are off, and the phrases that begin there.

use super::Value;
use super::candidate::{Meaning, Part};
use super::figure::Figure;
use crate::domain::{Domain, Role, Values};
use crate::span::Span;
use crate::text::{ARTICLE, AnalysedText, Token, TokenKind};

/// Clitics that may stand before a value word, tried where the text layer did not know the word.
const CONJUNCTIONS: [char; 2] = ['\u{0648}', '\u{0641}'];
const PREPOSITIONS: [char; 2] = ['\u{0628}', '\u{0644}'];

/// A token as a value word.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// The word with its article, where a phrase has it so.
    exact: Option<u32>,
    /// The word without its article.
    bare: Option<u32>,
    pub(super) article: bool,
    /// Folded letters before the word.
    pub(super) stripped: usize,
    /// Whether one of them joins the parts of a number.
    pub(super) joined: bool,
    /// The number of a token of digits.
    pub(super) figure: Option<Figure>,
}

impl Reading {
    /// Whether no value begins with the token: an Arabic word that no phrase has. Marks and letters of other scripts may be
    /// signs.
    pub(super) fn begins_nothing(&self, kind: TokenKind) -> bool {
        kind == TokenKind::Arabic && self.exact.is_none() && self.bare.is_none() && self.figure.is_none()
    }
}

/// The reading of every token.
pub(super) fn readings(domain: &Domain, text: &AnalysedText) -> Vec<Reading> {
    text.tokens.iter().map(|token| read(&domain.values, text, token)).collect()
}

fn read(values: &Values, text: &AnalysedText, token: &Token) -> Reading {
    let fold = &token.fold;
    if token.kind == TokenKind::Number {
        let joined = token.proclitics.iter().any(|c| values.joiners.contains(c));
        let figure = Figure::parse(text.slice(token.core));
        return Reading { joined, stripped: token.proclitics.len(), figure, ..Reading::default() };
    }
    if let Some(reading) = known(values, fold) {
        return reading;
    }
    if token.kind != TokenKind::Arabic {
        return Reading::default();
    }
    if !token.proclitics.is_empty()
        && let Some(reading) = known(values, &token.key)
    {
        let joined = token.proclitics.iter().any(|c| values.joiners.contains(c));
        return Reading { stripped: token.proclitics.len(), joined, ..reading };
    }
    let mut joined = false;
    let mut stripped = 0;
    let mut rest = fold.as_str();
    if let Some(shorter) = rest.strip_prefix(CONJUNCTIONS) {
        joined = rest.starts_with(|c| values.joiners.contains(&c));
        stripped += 1;
        rest = shorter;
        if long(rest, 2)
            && let Some(reading) = known(values, rest)
        {
            return Reading { stripped, joined, ..reading };
        }
    }
    if let Some(shorter) = rest.strip_prefix(PREPOSITIONS) {
        let with_article = rest.strip_prefix("\u{0644}\u{0644}").map(|noun| format!("{ARTICLE}{noun}"));
        let word = with_article.as_deref().unwrap_or(shorter);
        if long(word, 3)
            && let Some(reading) = known(values, word)
        {
            return Reading { stripped: stripped + 1, joined, ..reading };
        }
    }
    Reading::default()
}

fn long(word: &str, letters: usize) -> bool {
    word.chars().nth(letters - 1).is_some()
}

/// A word that some phrase has, with or without its article.
fn known(values: &Values, word: &str) -> Option<Reading> {
    let without = word.strip_prefix(ARTICLE).filter(|rest| long(rest, 2));
    let (exact, bare) = (values.word(word), without.and_then(|rest| values.word(rest)));
    (exact.is_some() || bare.is_some()).then(|| Reading {
        exact,
        bare,
        article: without.is_some(),
        ..Reading::default()
    })
}

/// A place in a sentence from which values are read.
pub(super) struct Cursor<'a> {
    domain: &'a Domain,
    pub(super) values: &'a Values,
    pub(super) text: &'a AnalysedText,
    pub(super) reference: Option<jiff::civil::Date>,
    readings: &'a [Reading],
    /// One past the last token of the sentence.
    limit: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(
        domain: &'a Domain,
        text: &'a AnalysedText,
        readings: &'a [Reading],
        at: usize,
        reference: Option<jiff::civil::Date>,
    ) -> Self {
        let sentence = text.tokens.get(at).and_then(|token| text.sentences.get(token.sentence));
        let limit = sentence.map_or(text.tokens.len(), |sentence| sentence.last.min(text.tokens.len()));
        Self { domain, values: &domain.values, text, reference, readings, limit }
    }

    /// A token of the sentence.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.limit { self.text.tokens.get(at) } else { None }
    }

    /// Its reading.
    pub(super) fn reading(&self, at: usize) -> Option<&'a Reading> {
        if at < self.limit { self.readings.get(at) } else { None }
    }

    /// The folded word of a token; a mark is itself.
    pub(super) fn fold(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| &token.fold)
    }

    /// Whether a token is exactly this mark.
    pub(super) fn mark(&self, at: usize, marks: &[&str]) -> bool {
        self.token(at).is_some() && marks.contains(&self.fold(at))
    }

    /// Whether no space stands before a token.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.space_before)
    }

    /// Whether a token follows what is before it with «and».
    pub(super) fn joined(&self, at: usize) -> bool {
        self.reading(at).is_some_and(|reading| reading.joined)
    }

    /// Whether a token has no clitic before it.
    pub(super) fn clean(&self, at: usize) -> bool {
        self.reading(at).is_some_and(|reading| reading.stripped == 0)
    }

    /// Where the next part of a chain begins, and whether «and» stands before it, as a clitic or as a word.
    pub(super) fn link(&self, at: usize) -> (usize, bool) {
        let lone = self.token(at).is_some_and(|token| {
            let mut letters = token.fold.chars();
            letters.next().is_some_and(|c| self.values.joiners.contains(&c)) && letters.next().is_none()
        });
        if lone && self.token(at + 1).is_some() {
            return (at + 1, true);
        }
        match self.clean_role(at, |role| (role == Role::Joiner).then_some(())) {
            Some((end, ())) => (end, true),
            None => (at, self.joined(at)),
        }
    }

    /// The longest phrase at `at` whose role `pick` accepts: its end and what `pick` gives. Clitics may stand before it.
    pub(super) fn role<T>(&self, at: usize, pick: impl Fn(Role) -> Option<T>) -> Option<(usize, T)> {
        let reading = self.reading(at)?;
        let words = [reading.exact, reading.bare];
        let mut best: Option<(usize, T)> = None;
        for phrase in words.into_iter().flatten().flat_map(|word| self.values.phrases(word)) {
            let end = at + 1 + phrase.rest.len();
            if best.as_ref().is_some_and(|(longest, _)| *longest >= end) {
                continue;
            }
            let whole = phrase.rest.iter().enumerate().all(|(i, &word)| self.is_word(at + 1 + i, word));
            if whole && let Some(value) = pick(phrase.role) {
                best = Some((end, value));
            }
        }
        best
    }

    /// As `role`, without a clitic before it.
    pub(super) fn clean_role<T>(&self, at: usize, pick: impl Fn(Role) -> Option<T>) -> Option<(usize, T)> {
        if self.clean(at) { self.role(at, pick) } else { None }
    }

    /// The end of the phrase with this role at `at`.
    pub(super) fn is(&self, at: usize, role: Role) -> Option<usize> {
        self.role(at, |other| (other == role).then_some(())).map(|(end, ())| end)
    }

    fn is_word(&self, at: usize, word: u32) -> bool {
        self.reading(at).is_some_and(|r| r.stripped == 0 && (r.exact == Some(word) || r.bare == Some(word)))
    }

    /// Whether a phrase with this role ends right before `at`.
    pub(super) fn after(&self, at: usize, role: Role) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, role) == Some(at))
    }

    /// Whether a token is an Arabic word.
    pub(super) fn arabic(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Arabic)
    }

    /// Whether an Arabic word that can be a counted noun stands here, as after «2000».
    pub(super) fn bare_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let pos = self.domain.words.pos(&token.stem);
            let noun = pos.is_empty() || pos.contains("NOUN");
            token.kind == TokenKind::Arabic && !token.article && token.proclitics.is_empty() && noun
        })
    }

    /// The span of tokens, without the clitics of the first.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let (Some(first), Some(last)) = (self.token(start), end.checked_sub(1).and_then(|at| self.token(at))) else {
            return Span { start: 0, end: 0 };
        };
        let stripped = self.reading(start).map_or(0, |reading| reading.stripped);
        let begin = if stripped == first.proclitics.len() { first.core.start } else { self.skip(first, stripped) };
        Span { start: begin, end: last.span.end }
    }

    /// The place in the raw text after `letters` letters of a token; marks on them do not count.
    fn skip(&self, token: &Token, letters: usize) -> usize {
        let mut seen = 0;
        for (i, c) in self.text.slice(token.span).chars().enumerate() {
            if c.is_alphanumeric() && c != '\u{0640}' {
                if seen == letters {
                    return token.span.start + i;
                }
                seen += 1;
            }
        }
        token.span.start
    }

    pub(super) fn part(&self, start: usize, end: usize, meaning: Meaning) -> Part {
        Part { span: self.span(start, end), tokens: start..end, meaning }
    }
}

impl Value {
    /// The words of the value in its text.
    #[must_use]
    pub fn words<'a>(&self, text: &'a AnalysedText) -> &'a str {
        text.slice(self.span)
    }
}
