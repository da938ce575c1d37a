//! Numbers written with digits, and strings of digits that are no numbers (codes, clock times, scores).

use super::candidate::Candidate;
use super::cursor::Cursor;
use crate::text::TokenKind;

/// More digits than this are a code and not a number.
const MOST_DIGITS: usize = 15;

/// A number written with digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) value: f64,
    /// How many digits stand there, where there is nothing but digits.
    pub(super) plain: Option<usize>,
}

impl Figure {
    /// Reads the digits of any of the three scripts, with their points and commas.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut groups: Vec<String> = vec![String::new()];
        let mut separators: Vec<char> = Vec::new();
        for c in text.chars() {
            match (digit(c), c) {
                (Some(d), _) => groups.last_mut()?.push(d),
                (None, '.' | ',' | '٫' | '٬' | '،' | '\'' | '’') => {
                    separators.push(c);
                    groups.push(String::new());
                }
                (None, '\u{200E}' | '\u{200F}' | '\u{061C}') => {}
                _ => return None,
            }
        }
        if groups.iter().any(String::is_empty) || groups.iter().map(String::len).sum::<usize>() > MOST_DIGITS {
            return None;
        }
        let plain = separators.is_empty().then(|| groups[0].len());
        let decimal = match separators.as_slice() {
            [] | [.., '٬' | '\'' | '’'] => false,
            [.., '٫'] => true,
            ['.'] => true,
            [_] => groups[1].len() != 3 || groups[0] == "0",
            [rest @ .., last] => !rest.contains(last),
        };
        let (whole, part) = if decimal { groups.split_at(groups.len() - 1) } else { (&groups[..], &groups[..0]) };
        if whole.iter().skip(1).any(|group| group.len() != 3) {
            return None;
        }
        let value = match part.first() {
            Some(part) => format!("{}.{part}", whole.concat()),
            None => whole.concat(),
        };
        Some(Self { value: value.parse().ok()?, plain })
    }

    /// The number where it is whole, written plainly with `digits` digits.
    pub(super) fn whole(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        self.plain.filter(|n| digits.contains(n)).and(i16::try_from(self.value as i64).ok())
    }
}

/// A digit of the European, the Arabic or the Persian row, as a European one.
fn digit(c: char) -> Option<char> {
    let row = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(c as u32 - row as u32, 10)
}

impl Cursor<'_> {
    /// The figure of a token. A clitic may stand before it.
    pub(super) fn figure(&self, at: usize) -> Option<Figure> {
        self.reading(at)?.figure
    }

    /// The whole number of a token that has so many digits.
    pub(super) fn whole(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        self.figure(at)?.whole(digits)
    }

    /// Whether digits at `at` are glued to letters or to other digits, and so are no number of their own.
    pub(super) fn entangled(&self, at: usize) -> bool {
        let kind = |i: usize| self.text.tokens.get(i).map(|token| token.kind);
        let tight = |i: usize| self.text.tokens.get(i).is_some_and(|token| !token.space_before);
        let link = |i: usize| self.mark(i, &["-", "/", ":", "–", "_"]);
        let letters_before = tight(at)
            && match at.checked_sub(1) {
                Some(before) if kind(before) == Some(TokenKind::Latin) => true,
                Some(before) => {
                    link(before)
                        && tight(before)
                        && before
                            .checked_sub(1)
                            .is_some_and(|i| matches!(kind(i), Some(TokenKind::Latin | TokenKind::Number)))
                }
                None => false,
            };
        let next = at + 1;
        let after = tight(next)
            && (kind(next) == Some(TokenKind::Latin) && !self.day_suffix(next)
                || link(next) && tight(next + 1) && kind(next + 1) == Some(TokenKind::Number));
        let clock = self.mark(next, &[":"]) && tight(next) && self.whole(next + 1, 2..=2).is_some()
            || self.mark(at.wrapping_sub(1), &[":"]) && at > 1 && tight(at - 1) && self.whole(at - 2, 1..=2).is_some();
        letters_before || after || clock
    }

    /// Whether a token is the ending of a day's figure.
    pub(super) fn day_suffix(&self, at: usize) -> bool {
        self.glued(at)
            && self.token(at).is_some_and(|token| self.values.day_suffixes.iter().any(|suffix| *suffix == token.fold))
    }
}

/// Digits that are parts of a code, a clock time or a score: they and what is glued to them are no value.
pub(super) fn skip(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    cursor.token(at).filter(|token| token.kind == TokenKind::Number)?;
    if !cursor.entangled(at) {
        return None;
    }
    let mut end = at + 1;
    while cursor.glued(end)
        && (cursor.mark(end, &["-", "/", ":", "–", "_", "."])
            || cursor.token(end).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Latin)))
    {
        end += 1;
    }
    Some(Candidate::nothing(end))
}
