//! Days, months and years as seen from the day of writing: «أمس», «العام الماضي», «يوم الأحد».

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::Day;
use super::candidate::{Candidate, Meaning};
use super::cursor::Cursor;
use super::{TimeUnit, ValueKind, date, numeric_date};
use crate::domain::{Deixis, Role};

/// The relative date that begins at `at`.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    let (end, day) = weekday(cursor, at)
        .or_else(|| relative_day(cursor, at))
        .or_else(|| day_of_this_month(cursor, at))
        .or_else(|| unit(cursor, at))?;
    let resolved = day.and_then(|day| day.lexical());
    Some(Candidate::one(cursor.part(at, end, Meaning::Other(ValueKind::RelativeDate { resolved }))))
}

fn weekday_at(cursor: &Cursor<'_>, at: usize) -> Option<(usize, u8)> {
    cursor.role(at, |role| match role {
        Role::Weekday(day) => Some(day),
        _ => None,
    })
}

/// A weekday; not where a date follows, which then says all.
fn weekday(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Option<Day>)> {
    let before = cursor.role(at, |role| match role {
        Role::DeicticBefore(deixis) => Some(Some(deixis)),
        Role::WeekdayCue => Some(None),
        _ => None,
    });
    let (name_at, before) = before.unwrap_or((at, None));
    let (end, weekday) = weekday_at(cursor, name_at)?;
    let (end, deixis) = match cursor.deictic(end) {
        Some((end, deixis)) => (end, Some(deixis)),
        None => (end, before),
    };
    if before_date(cursor, end) {
        return None;
    }
    Some((end, cursor.reference.and_then(|reference| nearest(reference, weekday, deixis))))
}

/// Whether a full date follows, also after a comma or «in».
fn before_date(cursor: &Cursor<'_>, at: usize) -> bool {
    let linked = cursor.clean_role(at, |role| matches!(role, Role::MonthContext | Role::DayLink).then_some(()));
    let next = match linked {
        Some((end, ())) => end,
        None if cursor.mark(at, &[",", "،"]) => at + 1,
        None => at,
    };
    numeric_date::read(cursor, next).is_some() || date::worded(cursor, next).is_some_and(|(_, day)| day.day.is_some())
}

/// The day of that name: the last one up to the day of writing, or the next one.
fn nearest(reference: Date, weekday: u8, deixis: Option<Deixis>) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday.try_into().ok()?).ok()?;
    let date = match deixis {
        None | Some(Deixis::Current) if reference.weekday() == weekday => reference,
        Some(Deixis::Next) => reference.nth_weekday(1, weekday).ok()?,
        _ => reference.nth_weekday(-1, weekday).ok()?,
    };
    Some(Day::full(date))
}

/// «أمس», «اليوم».
fn relative_day(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Option<Day>)> {
    let shift_at = |at: usize| {
        cursor.role(at, |role| match role {
            Role::RelativeDay(shift) => Some(shift),
            _ => None,
        })
    };
    let cue = cursor.role(at, |role| (role == Role::WeekdayCue).then_some(()));
    let (end, shift) = shift_at(at).or_else(|| shift_at(cue?.0))?;
    if shift == 0 {
        // «اليوم العالمي» is a day of another kind.
        let described = cursor.token(end).is_some_and(|token| token.article && token.proclitics.is_empty());
        if described && weekday_at(cursor, end).is_none() {
            return None;
        }
    }
    let end = weekday_at(cursor, end).filter(|(after, _)| !before_date(cursor, *after)).map_or(end, |(end, _)| end);
    let day = cursor.reference.and_then(|reference| reference.checked_add(i32::from(shift).days()).ok());
    Some((end, day.map(Day::full)))
}

/// «الحادي والثلاثين من الشهر الحالي».
fn day_of_this_month(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Option<Day>)> {
    let (end, day) = cursor.day_of_month(at)?;
    let (unit_at, ()) = cursor.clean_role(end, |role| (role == Role::DayLink).then_some(()))?;
    let month = Role::Time { unit: TimeUnit::Month, dual: false };
    cursor.is(unit_at, month).filter(|_| cursor.clean(unit_at))?;
    let (end, month) = unit(cursor, unit_at)?;
    Some((end, month.map(|month| Day { day: Some(day), ..month })))
}

/// «العام الماضي», «هذا الشهر», «last year».
fn unit(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Option<Day>)> {
    let unit_at = |at: usize| {
        cursor.role(at, |role| match role {
            Role::Time { unit, dual: false } => Some(unit),
            _ => None,
        })
    };
    let article = |at: usize| cursor.reading(at).is_some_and(|reading| reading.article);
    let before = cursor.role(at, |role| match role {
        Role::DeicticBefore(deixis) => Some((deixis, false)),
        Role::This => Some((Deixis::Current, true)),
        _ => None,
    });
    let (end, unit, deixis) = match before {
        Some((unit_start, (deixis, with_article))) => {
            let (end, unit) = unit_at(unit_start)?;
            if with_article && !article(unit_start) {
                return None;
            }
            (end, unit, deixis)
        }
        None => {
            let (end, unit) = unit_at(at).filter(|_| article(at))?;
            let (end, deixis) = cursor.deictic(end)?;
            (end, unit, deixis)
        }
    };
    if matches!(unit, TimeUnit::Hour | TimeUnit::Minute) {
        return None;
    }
    Some((end, cursor.reference.and_then(|reference| shifted(reference, unit, deixis))))
}

fn shifted(reference: Date, unit: TimeUnit, deixis: Deixis) -> Option<Day> {
    let by = match deixis {
        Deixis::Past => -1,
        Deixis::Current => 0,
        Deixis::Next => 1,
    };
    match unit {
        TimeUnit::Year => {
            Some(Day::full(reference.checked_add(by.years()).ok()?)).map(|day| Day { month: None, day: None, ..day })
        }
        TimeUnit::Month => Some(Day { day: None, ..Day::full(reference.checked_add(by.months()).ok()?) }),
        _ => None,
    }
}
