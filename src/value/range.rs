//! Ranges of dates: «من 3 إلى 5 مايو 2014», «بين 2010 و2012», «4 و5 مايو».

use super::calendar::Day;
use super::candidate::{Candidate, Meaning};
use super::cursor::Cursor;
use super::year::{self, between};
use super::{date, number};
use crate::domain::Role;

/// The range that begins at `at`.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    days(cursor, at)
        .or_else(|| days_after_month(cursor, at))
        .or_else(|| dates(cursor, at))
        .or_else(|| years(cursor, at))
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

/// Two or more days of one month.
fn days(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (mut end, first) = cursor.day_of_month(at)?;
    let mut days = vec![(at, end, first)];
    let mut to = false;
    while let Some((next, link)) = link(cursor, end) {
        let Some((after, day)) = cursor.day_of_month(next).filter(|(_, day)| !to && *day > days[days.len() - 1].2)
        else {
            break;
        };
        to = matches!(link, Link::To);
        days.push((next, after, day));
        end = after;
    }
    let month_at = cursor.before_month(end);
    let &(last_at, _, last) = days.last()?;
    if days.len() < 2 || !cursor.clean(month_at) {
        return None;
    }
    cursor.month(month_at)?;
    let (end, whole) = date::worded(cursor, last_at)?;
    if whole.day != Some(last) || !whole.exists() {
        return None;
    }
    let on = |day| Day { day: Some(day), ..whole };
    let unbroken = days.windows(2).all(|pair| pair[0].2 + 1 == pair[1].2);
    let interval = days.len() == 2 && (to || cursor.after(at, Role::RangeStart));
    if unbroken || interval {
        let kind = between(on(first), whole, whole.approximate)?;
        return Some(Candidate::one(cursor.part(at, end, Meaning::Other(kind))));
    }
    let part = |&(start, after, day): &(usize, usize, u8)| {
        cursor.part(start, if start == last_at { end } else { after }, Meaning::Day(on(day)))
    };
    Some(Candidate { end, parts: days.iter().map(part).collect() })
}

/// «October 25-26, 2016».
fn days_after_month(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, month, _) = cursor.month(at).filter(|_| !cursor.arabic(at))?;
    let stop = if cursor.mark(end, &["."]) { end + 1 } else { end };
    let (end, first) = cursor.day_of_month(stop)?;
    let (last_at, Link::To) = link(cursor, end)? else { return None };
    let last = cursor.whole(last_at, 1..=2).and_then(|day| u8::try_from(day).ok()).filter(|day| *day > first)?;
    let year = cursor.year_tail(last_at + 1);
    let on = |day| Day { year: year.map(|(_, year)| year), month: Some(month), day: Some(day), ..Day::default() };
    let end = year.map_or(last_at + 1, |(end, _)| end);
    Some(Candidate::one(cursor.part(at, end, Meaning::Other(between(on(first), on(last), false)?))))
}

/// Two dates with months.
fn dates(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, mut first) = date::worded(cursor, at)?;
    let (second_at, link) = link(cursor, end)?;
    let first_end = end;
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
    if matches!(link, Link::And) && !cursor.after(at, Role::RangeStart) {
        let part = |start, end, day| cursor.part(start, end, Meaning::Day(day));
        return Some(Candidate { end, parts: vec![part(at, first_end, first), part(second_at, end, last)] });
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
    let noun = matches!(link, Link::And) && cursor.bare_noun(second_at + 1);
    let counted = cue.is_none() && (noun || number::counts_something(cursor, second_at + 1));
    (certain && !counted && last > first).then(|| year::range(cursor, at, second_at + 1, first, last))
}
