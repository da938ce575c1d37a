//! Ranges of dates: «من 3 إلى 5 مايو 2014», «بين 2010 و2012», «4 و5 مايو».

use super::calendar::Day;
use super::candidate::{Candidate, Meaning};
use super::cursor::Cursor;
use super::year::{self, between};
use super::{date, number};
use crate::domain::Role;

/// The range that begins at `at`.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    days(cursor, at).or_else(|| dates(cursor, at)).or_else(|| years(cursor, at))
}

/// What stands between the two ends.
enum Link {
    /// «to», a dash.
    To,
    /// «and».
    And,
}

fn link(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Link)> {
    if let Some((end, ())) = cursor.role(at, |role| (role == Role::RangeEnd).then_some(())) {
        return Some((end, Link::To));
    }
    if cursor.mark(at, &["-", "–", "—"]) {
        return Some((at + 1, Link::To));
    }
    let (end, joined) = cursor.link(at);
    joined.then_some((end, Link::And))
}

/// Two days of one month.
fn days(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, first) = cursor.day_of_month(at)?;
    let (second_at, link) = link(cursor, end)?;
    let (end, last) = cursor.day_of_month(second_at)?;
    let month_at = cursor.before_month(end);
    if !cursor.clean(month_at) || last <= first {
        return None;
    }
    let (_, month, _) = cursor.month(month_at)?;
    let (end, whole) = date::worded(cursor, second_at)?;
    let start = Day { day: Some(first), ..whole };
    if !start.exists() || whole.month != Some(month) {
        return None;
    }
    if matches!(link, Link::And) && last > first + 1 && !cursor.after(at, Role::RangeStart) {
        let parts =
            vec![cursor.part(at, second_at, Meaning::Day(start)), cursor.part(second_at, end, Meaning::Day(whole))];
        return Some(Candidate { end, parts });
    }
    Some(Candidate::one(cursor.part(at, end, Meaning::Other(between(start, whole, whole.approximate)?))))
}

/// Two dates with months.
fn dates(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, mut first) = date::worded(cursor, at)?;
    let (second_at, link) = link(cursor, end)?;
    if matches!(link, Link::And) && !cursor.after(at, Role::RangeStart) {
        return None;
    }
    let (end, last) = date::worded(cursor, second_at)?;
    if first.day.is_some() != last.day.is_some() {
        return None;
    }
    if first.year.is_none() && first.month <= last.month {
        first.year = last.year;
    }
    let forward = (first.year, first.month, first.day) < (last.year, last.month, last.day);
    if first.year.is_some() != last.year.is_some() || first.year.is_some() && !forward {
        return None;
    }
    let approximate = first.approximate || last.approximate;
    Some(Candidate::one(cursor.part(at, end, Meaning::Other(between(first, last, approximate)?))))
}

/// Two years after «from» or «between», or the second after «to».
fn years(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let is_cue = |at: usize| cursor.role(at, |role| (role == Role::YearCue).then_some(())).map(|(end, ())| end);
    let cue = is_cue(at);
    let first_at = cue.unwrap_or(at);
    let plausible = |at: usize| cursor.whole(at, 4..=4).filter(|year| (1700..=2199).contains(year));
    let first = plausible(first_at)?;
    let (second_at, link) = link(cursor, first_at + 1)?;
    let second_at = is_cue(second_at).unwrap_or(second_at);
    let last = plausible(second_at)?;
    let started = cursor.after(at, Role::RangeStart);
    let certain = match link {
        Link::To => cue.is_some() || started,
        Link::And => started,
    };
    let counted = cue.is_none() && number::counts_something(cursor, second_at + 1);
    (certain && !counted && last > first).then(|| year::range(cursor, at, second_at + 1, first, last))
}
