//! Days, months and years with or without their year, their lexical forms, and the Hijri calendar.

use icu_calendar::Date as IcuDate;
use icu_calendar::cal::{Gregorian, Hijri};
use jiff::civil::Date;

use super::ValueKind;
use crate::domain::Deixis;

/// A date as far as the words give it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Day {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) approximate: bool,
    /// «Last» or «this», where it stands beside it.
    pub(super) deixis: Option<Deixis>,
}

impl Day {
    pub(super) fn year(year: i16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    pub(super) fn full(date: Date) -> Self {
        Self {
            year: Some(date.year()),
            month: Some(date.month() as u8),
            day: Some(date.day() as u8),
            ..Self::default()
        }
    }

    /// Whether the calendar has it. 29 February needs a leap year where the year is given.
    pub(super) fn exists(&self) -> bool {
        let year = self.year.unwrap_or(2000);
        if !(1..=9999).contains(&year) {
            return false;
        }
        match (self.month, self.day) {
            (None, None) => self.year.is_some(),
            (Some(month), day) => Date::new(year, month as i8, day.unwrap_or(1) as i8).is_ok(),
            (None, Some(_)) => false,
        }
    }

    /// The lexical form and the datatype; none where the calendar does not have it.
    pub(super) fn lexical(&self) -> Option<(String, &'static str)> {
        if !self.exists() {
            return None;
        }
        Some(match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => (format!("{y:04}-{m:02}-{d:02}"), "xsd:date"),
            (Some(y), Some(m), None) => (format!("{y:04}-{m:02}"), "xsd:gYearMonth"),
            (Some(y), None, _) => (format!("{y:04}"), "xsd:gYear"),
            (None, Some(m), Some(d)) => (format!("--{m:02}-{d:02}"), "xsd:gMonthDay"),
            (None, Some(m), None) => (format!("--{m:02}"), "xsd:gMonth"),
            (None, None, _) => return None,
        })
    }

    pub(super) fn into_kind(self) -> Option<ValueKind> {
        let (iso, datatype) = self.lexical()?;
        Some(ValueKind::Date { iso, datatype, approximate: self.approximate })
    }

    /// With the year that «last», «this» or «next» gives as seen from `reference`.
    pub(super) fn seen_from(mut self, reference: Option<Date>) -> Self {
        let (Some(reference), Some(deixis), None, Some(month)) = (reference, self.deixis, self.year, self.month) else {
            return self;
        };
        let here = (reference.month() as u8, self.day.map_or(0, |_| reference.day() as u8));
        let there = (month, self.day.unwrap_or(0));
        let shift = match deixis {
            Deixis::Past if there > here => -1,
            Deixis::Next if there < here => 1,
            _ => 0,
        };
        self.year = Some(reference.year().saturating_add(shift));
        self
    }
}

/// The Gregorian day of a Hijri day, by the calendar of Umm al-Qura; the true day may be one off.
pub(super) fn hijri_day(year: i16, month: u8, day: u8) -> Option<Day> {
    let hijri = IcuDate::try_new_hijri_with_calendar(i32::from(year), month, day, Hijri::new_umm_al_qura()).ok()?;
    let civil = hijri.to_calendar(Gregorian);
    let year = i16::try_from(civil.era_year().year).ok()?;
    let day = Day {
        year: Some(year),
        month: Some(civil.month().ordinal),
        day: Some(civil.day_of_month().0),
        approximate: true,
        deixis: None,
    };
    day.exists().then_some(day)
}

/// First and last Gregorian day of a Hijri month, or of a whole year.
pub(super) fn hijri_range(year: i16, month: Option<u8>) -> Option<(Day, Day)> {
    let (first, last) = month.map_or((1, 12), |month| (month, month));
    let end = hijri_day(year, last, 30).or_else(|| hijri_day(year, last, 29))?;
    Some((hijri_day(year, first, 1)?, end))
}
