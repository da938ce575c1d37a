//! Dates written with digits only: «15/9/2014», «2014-09-15», «15.9.2014».

use super::calendar::{Day, hijri_day};
use super::candidate::{Candidate, Meaning};
use super::cursor::Cursor;
use super::figure::Figure;
use super::year::HIJRI;
use crate::text::TokenKind;

const SEPARATORS: [&str; 4] = ["/", "-", ".", "–"];

/// A date of three figures.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, figures) = separate(cursor, at).or_else(|| dotted(cursor, at))?;
    let is_part = |i: usize| SEPARATORS[..2].iter().any(|mark| cursor.mark(i, &[mark])) && cursor.glued(i);
    if is_part(end) && cursor.glued(end + 1) || at > 0 && cursor.glued(at) && is_part(at - 1) {
        return None;
    }
    let [a, b, c] = figures;
    let (year, month, day) = match (a.whole(4..=4), c.whole(4..=4)) {
        (Some(year), _) => (year, b.whole(1..=2)?, c.whole(1..=2)?),
        (None, Some(year)) => {
            let (first, second) = (a.whole(1..=2)?, b.whole(1..=2)?);
            // English texts write the month first or second: only where one order is possible is it a date.
            match (first, second) {
                (1..=12, 1..=12) if first != second && cursor.text.language == "en" => return None,
                (1..=12, 13..) => (year, first, second),
                _ => (year, second, first),
            }
        }
        (None, None) => return None,
    };
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let marked = cursor.hijri_mark(end);
    let date = if HIJRI.contains(&year) && marked.is_some() {
        hijri_day(year, month, day)?
    } else {
        Day { year: Some(year), month: Some(month), day: Some(day), ..Day::default() }
    };
    date.exists().then_some(())?;
    let end = marked.unwrap_or_else(|| cursor.era(end));
    Some(Candidate::one(cursor.part(at, end, Meaning::Day(date))))
}

/// Three tokens of digits with the same mark between them.
fn separate(cursor: &Cursor<'_>, at: usize) -> Option<(usize, [Figure; 3])> {
    let mark = cursor.fold(at + 1);
    let same = SEPARATORS.contains(&mark) && cursor.fold(at + 3) == mark;
    // «15 / 9 / 2014» is a date, «15 - 9 - 2014» and «1 . 2 . 2014» need not be.
    let tight = (at + 1..at + 5).all(|i| cursor.glued(i));
    if !same || !(tight || mark == "/") {
        return None;
    }
    Some((at + 5, [cursor.figure(at)?, cursor.figure(at + 2)?, cursor.figure(at + 4)?]))
}

/// One token of digits with two points.
fn dotted(cursor: &Cursor<'_>, at: usize) -> Option<(usize, [Figure; 3])> {
    let token = cursor.token(at).filter(|token| token.kind == TokenKind::Number)?;
    let mut parts = token.fold.split('.');
    let mut next = || Figure::parse(parts.next()?);
    let figures = [next()?, next()?, next()?];
    parts.next().is_none().then_some((at + 1, figures))
}
