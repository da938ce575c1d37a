//! Dates with the name of a month, in the Gregorian and the Hijri calendar, with or without day and year.

use std::collections::BTreeMap;

use super::calendar::{Day, hijri_day, hijri_range};
use super::candidate::{Candidate, Meaning, Part};
use super::cursor::Cursor;
use super::year::{HIJRI, between};
use super::{ValueKind, numeric_date, year};
use crate::domain::{Alone, Deixis, Limit, Role};
use crate::text::TokenKind;

/// The date that begins at `at`.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    numeric_date::read(cursor, at)
        .or_else(|| hijri(cursor, at))
        .or_else(|| several_months(cursor, at))
        .or_else(|| {
            let (end, day) = worded(cursor, at)?;
            Some(Candidate::one(cursor.part(at, end, Meaning::Day(day))))
        })
        .or_else(|| year::read(cursor, at))
}

/// A date with the name of a month; its end and what it says, which may be no day of the calendar.
pub(super) fn worded(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Day)> {
    let (end, mut day) = day_first(cursor, at).or_else(|| month_first(cursor, at))?;
    day.approximate |= cursor.after(at, Role::BoundBefore(Limit::About));
    Some((end, day))
}

/// «15 أيلول 2014», «الخامس عشر من أيلول», «15 September 2014».
fn day_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Day)> {
    let (end, day) = cursor.day_of_month(at)?;
    let month_at = cursor.before_month(end);
    if !cursor.clean(month_at) {
        return None;
    }
    let (end, month, _) = cursor.month(month_at)?;
    Some(complete(cursor, end, month, Some(day)))
}

/// «أيلول 2014», «شهر أيلول», «September 15, 2014».
fn month_first(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Day)> {
    // A figure that is no day makes the month after it no date either.
    if at > 0 && cursor.clean(at) && cursor.token(at - 1).is_some_and(|token| token.kind == TokenKind::Number) {
        return None;
    }
    let cue = cursor.role(at, |role| (role == Role::MonthCue).then_some(()));
    let month_at = cue.map_or(at, |(end, ())| end);
    if month_at > at && !cursor.clean(month_at) {
        return None;
    }
    let (mut end, month, alone) = cursor.month(month_at)?;
    let latin = cursor.token(month_at).is_some_and(|token| token.kind == TokenKind::Latin);
    let after_stop = if latin && cursor.mark(end, &["."]) { end + 1 } else { end };
    if latin
        && let Some((after, day)) = cursor.day_of_month(after_stop)
        && cursor.token(after_stop).is_some_and(|token| token.kind == TokenKind::Number)
    {
        return Some(complete(cursor, after, month, Some(day)));
    }
    if latin && cursor.year_tail(after_stop).is_some() {
        end = after_stop;
    }
    let (end, day) = complete(cursor, end, month, None);
    let certain = alone == Alone::Always
        || day.year.is_some()
        || day.deixis.is_some()
        || cue.is_some()
        || alone == Alone::InContext && cursor.after(at, Role::MonthContext) && cursor.named(month_at);
    certain.then_some((end, day))
}

/// Year or «last», «this», «next» after a month.
fn complete(cursor: &Cursor<'_>, at: usize, month: u8, day: Option<u8>) -> (usize, Day) {
    let mut date = Day { month: Some(month), day, ..Day::default() };
    let mut end = at;
    if let Some((after, year)) = cursor.year_tail(at) {
        (end, date.year) = (after, Some(year));
    } else if let Some((after, deixis)) = cursor.deictic(at) {
        (end, date.deixis) = (after, Some(deixis));
        if let Some((after, year)) = cursor.year_tail(end) {
            (end, date.year) = (after, Some(year));
        }
    }
    (end, date.seen_from(cursor.reference))
}

impl Cursor<'_> {
    /// A day of the month, in digits or as an ordinal.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(usize, u8)> {
        if let Some(day) = self.whole(at, 1..=2) {
            let end = if self.day_suffix(at + 1) { at + 2 } else { at + 1 };
            let outside = at > 0 && self.glued(at) && self.mark(at - 1, &["/", ".", "-"]);
            return u8::try_from(day).ok().filter(|day| (1..=31).contains(day) && !outside).map(|day| (end, day));
        }
        self.ordinal(at).filter(|_| !self.describes(at))
    }

    /// Whether an ordinal belongs to the noun before it, as in «الأسبوع الأول من مايو». Weekdays and «last» do not
    /// count.
    fn describes(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let of_day = |role| {
            matches!(role, Role::Weekday(_) | Role::WeekdayCue | Role::RelativeDay(_) | Role::Deictic(_)).then_some(())
        };
        let article = |at: usize| self.reading(at).is_some_and(|reading| reading.article);
        let definite = article(before) || self.token(before).is_some_and(|token| token.article);
        let follows = article(at) && self.clean(at);
        definite && follows && self.role(before, of_day).is_none()
    }

    /// An ordinal from 1 to 31.
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u8)> {
        let ten = |role| match role {
            Role::Ten { value: value @ (20 | 30), juxtaposed: false } => Some(value),
            _ => None,
        };
        let article = |at: usize| self.reading(at).is_some_and(|reading| reading.article);
        let Some((end, (unit, compounds))) = self.role(at, |role| match role {
            Role::Ordinal { value, compounds } => Some((value, compounds)),
            _ => None,
        }) else {
            return self.role(at, ten).filter(|_| article(at));
        };
        if !compounds {
            return Some((end, unit));
        }
        if let Some((end, ())) = self.clean_role(end, |role| (role == Role::TeenMark).then_some(())) {
            return Some((end, unit + 10));
        }
        if self.joined(end)
            && article(end)
            && let Some((end, tens)) = self.role(end, ten)
        {
            return Some((end, tens + unit));
        }
        Some((end, unit))
    }

    /// Past the words between a day and its month.
    pub(super) fn before_month(&self, at: usize) -> usize {
        let link = self.clean_role(at, |role| (role == Role::DayLink).then_some(())).map_or(at, |(end, ())| end);
        self.clean_role(link, |role| (role == Role::MonthCue).then_some(())).map_or(link, |(end, ())| end)
    }

    /// The name of a month, also with a second name of the same month beside it; and whether it may stand alone.
    pub(super) fn month(&self, at: usize) -> Option<(usize, u8, Alone)> {
        let name = |role| match role {
            Role::Month { number, alone } => Some((number, alone)),
            _ => None,
        };
        let (end, (month, alone)) = self.role(at, name)?;
        let second =
            |at: usize| self.clean_role(at, name).filter(|(_, (number, _))| *number == month).map(|(end, _)| end);
        let slash = self.mark(end, &["/", "-", "\\"]) || self.is(end, Role::Alternative).is_some();
        if slash && let Some(end) = second(end + 1) {
            return Some((end, month, Alone::Always));
        }
        if self.mark(end, &["(", "["])
            && let Some(inside) = second(end + 1)
            && self.mark(inside, &[")", "]"])
        {
            return Some((inside + 1, month, Alone::Always));
        }
        Some((end, month, alone))
    }

    /// «last», «this», «next» after a word.
    pub(super) fn deictic(&self, at: usize) -> Option<(usize, Deixis)> {
        self.clean_role(at, |role| match role {
            Role::Deictic(deixis) => Some(deixis),
            _ => None,
        })
    }

    /// Whether a Latin word is written as a name.
    fn named(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind != TokenKind::Latin || self.text.slice(token.span).starts_with(char::is_uppercase)
        })
    }
}

/// «شهري يوليو وأغسطس»: each month is a value.
fn several_months(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (first, ()) = cursor.role(at, |role| (role == Role::MonthCue).then_some(()))?;
    let (mut end, month, _) = cursor.month(first)?;
    let mut parts = vec![(at, end, month)];
    while cursor.joined(end)
        && let Some((after, month, _)) = cursor.month(end)
    {
        parts.push((end, after, month));
        end = after;
    }
    if parts.len() < 2 {
        return None;
    }
    let year = cursor.year_tail(end);
    let deixis = cursor.deictic(end);
    let last = year.map(|(end, _)| end).or(deixis.map(|(end, _)| end)).unwrap_or(end);
    let count = parts.len();
    let parts = parts
        .into_iter()
        .enumerate()
        .map(|(i, (start, end, month))| {
            let year = year.map(|(_, year)| year);
            let deixis = deixis.map(|(_, deixis)| deixis);
            let day = Day { year, month: Some(month), deixis, ..Day::default() }.seen_from(cursor.reference);
            cursor.part(start, if i + 1 == count { last } else { end }, Meaning::Day(day))
        })
        .collect();
    Some(Candidate { end: last, parts })
}

/// «2 جمادى الأولى 1435 هـ», «رمضان 1435 هـ»; without its year a Hijri day has no Gregorian date.
fn hijri(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let name = |role| match role {
        Role::HijriMonth(month) => Some(month),
        _ => None,
    };
    let day = cursor.day_of_month(at);
    let month_at = day.map_or(at, |(end, _)| cursor.before_month(end));
    if month_at > at && !cursor.clean(month_at) {
        return None;
    }
    let (end, month) = cursor.role(month_at, name)?;
    let cue = cursor.role(end, |role| (role == Role::YearCue).then_some(())).map_or(end, |(end, ())| end);
    let Some(year) = cursor.whole(cue, 4..=4).filter(|year| HIJRI.contains(year)) else {
        let kind = ValueKind::RelativeDate { resolved: None };
        return day.map(|_| Candidate::one(cursor.part(at, end, Meaning::Other(kind))));
    };
    let end = cursor.hijri_mark(cue + 1).unwrap_or(cue + 1);
    let meaning = match day {
        Some((_, day)) => Meaning::Day(hijri_day(year, month, day)?),
        None => {
            let (first, last) = hijri_range(year, Some(month))?;
            Meaning::Other(between(first, last, true)?)
        }
    };
    Some(Candidate::one(cursor.part(at, end, meaning)))
}

/// Gives a day without year the year of the full dates in the same month, where all of these agree and no «last» or
/// «next» speaks against it.
pub(super) fn complete_years(parts: &mut [Part]) {
    let mut years: BTreeMap<u8, Option<i16>> = BTreeMap::new();
    for part in parts.iter() {
        if let Meaning::Day(Day { year: Some(year), month: Some(month), day: Some(_), approximate: false, .. }) =
            part.meaning
        {
            let known = years.entry(month).or_insert(Some(year));
            if *known != Some(year) {
                *known = None;
            }
        }
    }
    for part in parts {
        if let Meaning::Day(day) = &mut part.meaning
            && matches!(day, Day { year: None, day: Some(_), deixis: None | Some(Deixis::Current), .. })
            && let Some(Some(year)) = day.month.and_then(|month| years.get(&month).copied())
        {
            let whole = Day { year: Some(year), ..*day };
            if whole.exists() {
                *day = whole;
            }
        }
    }
}
