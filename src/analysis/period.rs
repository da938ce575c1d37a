//! Stretches of time that written dates stand for: a year, a month, a day.

use std::fmt;
use std::str::FromStr;

/// From a first to a last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: Day,
    last: Day,
}

/// Year, month, day; compared in this order.
type Day = (u16, u8, u8);

/// How long a slice of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Slices of a year.
    Year,
    /// Slices of a month.
    Month,
}

impl FromStr for Period {
    type Err = String;

    /// Reads an ISO 8601 date: `2014`, `2014-09` or `2014-09-15`, which a time of day may follow.
    fn from_str(text: &str) -> Result<Self, String> {
        let remedy = || format!("'{text}' is no date; write a year, a month or a day: 2014, 2014-09 or 2014-09-15");
        let date = text.split('T').next().unwrap_or_default();
        let mut parts = date.split('-');
        let mut part = |digits: usize| -> Result<Option<u16>, String> {
            let Some(part) = parts.next() else { return Ok(None) };
            let sound = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            part.parse().ok().filter(|_| sound).map(Some).ok_or_else(remedy)
        };
        let (year, month, day) = (part(4)?.ok_or_else(remedy)?, part(2)?, part(2)?);
        let narrow = |value: Option<u16>, most: u16| match value {
            Some(value) if (1..=most).contains(&value) => u8::try_from(value).map(Some).map_err(|_| remedy()),
            Some(_) => Err(remedy()),
            None => Ok(None),
        };
        let (month, day) = (narrow(month, 12)?, narrow(day, 31)?);
        if parts.next().is_some() {
            return Err(remedy());
        }
        // A month's last day is compared only, so that 31 serves for all months.
        let first = (year, month.unwrap_or(1), day.unwrap_or(1));
        let last = (year, month.unwrap_or(12), day.unwrap_or(31));
        Ok(Self { first, last })
    }
}

impl Period {
    /// From the first day of one to the last day of the other; an absent end is open.
    #[must_use]
    pub fn between(from: Option<Self>, to: Option<Self>) -> Self {
        Self { first: from.map_or((0, 1, 1), |p| p.first), last: to.map_or((u16::MAX, 12, 31), |p| p.last) }
    }

    /// Whether there is a day that lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether it ends before it begins.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }

    /// The year, or year and month, that all of it lies in (`2014`, `2014-09`); nothing where it is longer.
    #[must_use]
    pub fn slice(self, unit: Unit) -> Option<String> {
        let (first, last) = (self.first, self.last);
        match unit {
            Unit::Year => (first.0 == last.0).then(|| format!("{:04}", first.0)),
            Unit::Month => ((first.0, first.1) == (last.0, last.1)).then(|| format!("{:04}-{:02}", first.0, first.1)),
        }
    }
}

/// As short as it can be said: `2014`, `2014-09`, `2014-09-15`, or `2014-09-15/2014-10-01`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((year, month, day), last) = (self.first, self.last);
        if (month, day, last) == (1, 1, (year, 12, 31)) {
            write!(f, "{year:04}")
        } else if (day, last) == (1, (year, month, 31)) {
            write!(f, "{year:04}-{month:02}")
        } else if self.first == last {
            write!(f, "{year:04}-{month:02}-{day:02}")
        } else {
            write!(f, "{year:04}-{month:02}-{day:02}/{:04}-{:02}-{:02}", last.0, last.1, last.2)
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Year => "year",
            Self::Month => "month",
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn dates_stand_for_all_their_days() {
        assert!(period("2014").overlaps(period("2014-09-15")));
        assert!(period("2014-09-15T10:00:00Z").overlaps(period("2014-09")));
        assert!(!period("2014-09").overlaps(period("2014-10-01")));
        assert!(Period::between(Some(period("2014")), None).overlaps(period("2020-01")));
        assert!(!Period::between(None, Some(period("2014-08"))).overlaps(period("2014-09-01")));
        assert!(Period::between(Some(period("2015")), Some(period("2014"))).is_empty());
    }

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for text in ["2014", "2014-09", "2014-09-15", "2014-01-01"] {
            assert_eq!(period(text).to_string(), text);
        }
    }

    #[test]
    fn a_date_lies_in_a_slice_that_is_at_least_as_long() {
        assert_eq!(period("2014-09-15").slice(Unit::Month).as_deref(), Some("2014-09"));
        assert_eq!(period("2014-09").slice(Unit::Year).as_deref(), Some("2014"));
        assert_eq!(period("2014").slice(Unit::Month), None);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "14", "--09-28", "2014-13", "2014-00", "2014-9", "2014-09-32", "2014-09-15-1", "soon"] {
            assert!(text.parse::<Period>().unwrap_err().contains("2014-09-15"), "{text}");
        }
    }
}
