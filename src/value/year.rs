//! Years: after a word for «year», before an era mark, and at the end of a date.

use super::calendar::{Day, hijri_range};
use super::candidate::{Candidate, Meaning, Part};
use super::cursor::Cursor;
use super::{ValueKind, number};
use crate::domain::{Deixis, Limit, Role};

/// A year without a word for «year» lies here.
const USUAL: std::ops::RangeInclusive<i16> = 1700..=2199;
/// Hijri years that are not marked but stand after a Hijri month.
pub(super) const HIJRI: std::ops::RangeInclusive<i16> = 1200..=1600;

impl Cursor<'_> {
    /// A year after a day or month: «2014», «, 2014», «من عام 2014», «2014 م».
    pub(super) fn year_tail(&self, at: usize) -> Option<(usize, i16)> {
        let start = if self.mark(at, &[","]) { at + 1 } else { at };
        let linked = self.clean_role(start, |role| (role == Role::YearLink).then_some(()));
        for from in [Some(start), linked.map(|(end, ())| end)].into_iter().flatten() {
            if let Some((end, ())) = self.role(from, |role| (role == Role::YearCue).then_some(()))
                && let Some((end, year)) = self.cued_year(end)
            {
                return Some((self.era(end), year));
            }
        }
        let year = self.whole(start, 4..=4).filter(|year| USUAL.contains(year))?;
        if self.hijri_mark(start + 1).is_some() || self.entangled(start) {
            return None;
        }
        Some((self.era(start + 1), year))
    }

    /// A year after a word for «year», in digits or in words.
    fn cued_year(&self, at: usize) -> Option<(usize, i16)> {
        if let Some(year) = self.whole(at, 3..=4) {
            let entangled = self.glued(at) && self.entangled(at);
            return (year > 0 && !entangled && self.hijri_mark(at + 1).is_none()).then_some((at + 1, year));
        }
        let words = number::read(self, at).filter(|number| number.words && self.clean(at))?;
        let year = words.value as i16;
        (f64::from(year) == words.value && USUAL.contains(&year)).then_some((words.end, year))
    }

    /// The end of an era mark at `at`, or `at`.
    pub(super) fn era(&self, at: usize) -> usize {
        self.clean_role(at, |role| (role == Role::EraMark).then_some(())).map_or(at, |(end, ())| end)
    }

    /// The end of a mark of the Hijri calendar.
    pub(super) fn hijri_mark(&self, at: usize) -> Option<usize> {
        self.role(at, |role| (role == Role::HijriMark).then_some(())).map(|(end, ())| end)
    }
}

/// A year of its own, or several after one word for «years».
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    if let Some(candidate) = marked(cursor, at) {
        return Some(candidate);
    }
    if let Some(candidate) = bare(cursor, at) {
        return Some(candidate);
    }
    let (mut from, ()) = cursor.role(at, |role| (role == Role::YearCue).then_some(()))?;
    if let Some((end, _)) = cursor.clean_role(from, deictic) {
        from = end;
    }
    if cursor.hijri_mark(from + 1).is_some() {
        return hijri(cursor, at, from).map(Candidate::one);
    }
    let (end, first) = cursor.cued_year(from)?;
    // «عام 632» is a year, «العام الماضي 124 مليون» and «سنة 300 شخص» are none.
    let marked = cursor.era(end) > end;
    let plain = cursor.reading(at).is_some_and(|reading| !reading.article) && (marked || !cursor.bare_noun(end));
    if first < 1000 && !plain || number::counts_something(cursor, end) {
        return None;
    }
    let approximate = cursor.after(at, Role::BoundBefore(Limit::About));
    let day = |year| Meaning::Day(Day { approximate, ..Day::year(year) });
    if let Some((end, last)) = span_end(cursor, end, first) {
        return Some(range(cursor, at, end, first, last));
    }
    let mut parts = vec![cursor.part(at, cursor.era(end), day(first))];
    let mut end = cursor.era(end);
    let (mut start, mut joined) = cursor.link(end);
    while joined && let Some(year) = cursor.whole(start, 4..=4).filter(|year| USUAL.contains(year)) {
        parts.push(cursor.part(start, start + 1, day(year)));
        end = start + 1;
        (start, joined) = cursor.link(end);
    }
    Some(Candidate { end, parts })
}

/// A figure that is a year by what stands before it («منذ 2011»), or by the year glued to it («2016-2017»).
fn bare(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let plausible = |at: usize| cursor.whole(at, 4..=4).filter(|year| (1800..=2099).contains(year));
    let first = plausible(at)?;
    let glued = |i: usize| cursor.glued(i);
    let alone = |i: usize| !glued(i) || !cursor.mark(i, &["-", "/", "–"]);
    if glued(at + 1)
        && glued(at + 2)
        && alone(at + 3)
        && at.checked_sub(1).is_none_or(|before| !glued(at) || !cursor.mark(before, &["-", "/", "–"]))
    {
        let slash = cursor.mark(at + 1, &["/"]);
        let dash = cursor.mark(at + 1, &["-", "–"]);
        let last = plausible(at + 2)?;
        return (slash && last == first + 1 || dash && last > first && last - first <= 60)
            .then(|| range(cursor, at, at + 3, first, last));
    }
    let context = cursor.after(at, Role::YearContext);
    let counted = cursor.bare_noun(at + 1) || number::counts_something(cursor, at + 1) || cursor.entangled(at);
    (context && !counted).then(|| Candidate::one(cursor.part(at, at + 1, Meaning::Day(Day::year(first)))))
}

fn deictic(role: Role) -> Option<Deixis> {
    match role {
        Role::Deictic(deixis) => Some(deixis),
        _ => None,
    }
}

/// «2010-2012» and «2010/11» after the first year: its end and the last year.
fn span_end(cursor: &Cursor<'_>, at: usize, first: i16) -> Option<(usize, i16)> {
    if !cursor.mark(at, &["-", "/", "–", "—"]) {
        return None;
    }
    let last = match cursor.whole(at + 1, 2..=4)? {
        short @ 0..=99 => first - first % 100 + short,
        last => last,
    };
    (last > first && USUAL.contains(&last)).then_some((at + 2, last))
}

/// A range of whole years.
pub(super) fn range(cursor: &Cursor<'_>, start: usize, end: usize, first: i16, last: i16) -> Candidate {
    let kind = ValueKind::DateRange { start: format!("{first:04}"), end: format!("{last:04}"), approximate: false };
    Candidate::one(cursor.part(start, end, Meaning::Other(kind)))
}

/// «2014 م», «1435 هـ».
fn marked(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let year = cursor.whole(at, 3..=4)?;
    if cursor.hijri_mark(at + 1).is_some() {
        return hijri(cursor, at, at).map(Candidate::one);
    }
    let end = cursor.era(at + 1);
    let letter = |at: usize| cursor.fold(at).chars().count() == 1 && cursor.arabic(at);
    // A single letter abbreviates other words too, most of all where another letter follows it.
    let certain = !letter(at + 1) || USUAL.contains(&year) && !letter(end);
    if end == at + 1 || !certain || year > *USUAL.end() {
        return None;
    }
    Some(Candidate::one(cursor.part(at, end, Meaning::Day(Day::year(year)))))
}

/// A whole Hijri year at `figure`, its words beginning at `start`.
fn hijri(cursor: &Cursor<'_>, start: usize, figure: usize) -> Option<Part> {
    let year = cursor.whole(figure, 1..=4)?;
    let end = cursor.hijri_mark(figure + 1)?;
    let (first, last) = hijri_range(year, None)?;
    Some(cursor.part(start, end, Meaning::Other(between(first, last, true)?)))
}

/// The range from one day to another.
pub(super) fn between(first: Day, last: Day, approximate: bool) -> Option<ValueKind> {
    Some(ValueKind::DateRange { start: first.lexical()?.0, end: last.lexical()?.0, approximate })
}
