//! A stretch of time as exact as a date literal gives it: a day, a month, a year, or from one to another.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// The days that an ISO 8601 date or interval stands for, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// From one date to another.
    Range,
    /// A day.
    Day,
}

/// How long a slice of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Slices of a year.
    Year,
    /// Slices of a month.
    Month,
}

impl Precision {
    /// Its name in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Range => "range",
            Self::Day => "day",
        }
    }
}

impl Period {
    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day, precision: Precision::Day }
    }

    /// From the first day of one to the last day of the other; an absent end is open. It is empty where the one begins
    /// after the other has ended.
    #[must_use]
    pub fn between(from: Option<Self>, to: Option<Self>) -> Self {
        Self {
            first: from.map_or(Date::MIN, |from| from.first),
            last: to.map_or(Date::MAX, |to| to.last),
            precision: Precision::Range,
        }
    }

    /// Whether it ends before it begins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.last < self.first
    }

    /// The period of `2014-09-15`, `2014-09`, `2014` or of two of them with `/` between; none for a date without its
    /// year, and for what is no date. A time of day may follow a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((start, end)) = text.split_once('/') {
            let (start, end) = (Self::parse(start)?, Self::parse(end)?);
            let precision = Precision::Range;
            return (start.first <= end.last).then_some(Self { first: start.first, last: end.last, precision });
        }
        let text = text.split_once('T').filter(|(day, _)| day.len() == "2014-09-15".len()).map_or(text, |(day, _)| day);
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| digits(year, 4))?.parse().ok()?;
        let two = |part: Option<&str>| part.filter(|part| digits(part, 2))?.parse::<i8>().ok();
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Some(Self {
                first: Date::new(year, 1, 1).ok()?,
                last: Date::new(year, 12, 31).ok()?,
                precision: Precision::Year,
            }),
            (month, None) => {
                let first = Date::new(year, two(month)?, 1).ok()?;
                Some(Self { first, last: first.last_of_month(), precision: Precision::Month })
            }
            (month, day) => Some(Self::day(Date::new(year, two(month)?, two(day)?).ok()?)),
        }
    }

    /// Whether every day of the other is one of this.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether a day is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The year, or year and month, that all of it lies in (`2014`, `2014-09`); nothing where it is longer.
    #[must_use]
    pub fn slice(&self, unit: Unit) -> Option<String> {
        let (first, last) = (self.first, self.last);
        let same_year = first.year() == last.year();
        match unit {
            Unit::Year => same_year.then(|| format!("{:04}", first.year())),
            Unit::Month => (same_year && first.month() == last.month())
                .then(|| format!("{:04}-{:02}", first.year(), first.month())),
        }
    }

    /// How many days lie between the two: 0 where they share one, 1 for one day and the next.
    #[must_use]
    pub fn days_apart(&self, other: &Self) -> u32 {
        let (earlier, later) = if self.first <= other.first { (self, other) } else { (other, self) };
        let days = earlier.last.until((jiff::Unit::Day, later.first)).map_or(0, |span| span.get_days());
        u32::try_from(days).unwrap_or(0)
    }
}

impl FromStr for Period {
    type Err = String;

    /// As [`Period::parse`], with what to write instead where it is none.
    fn from_str(text: &str) -> Result<Self, String> {
        let remedy = || format!("'{text}' is no date; write a year, a month or a day: 2014, 2014-09 or 2014-09-15");
        Self::parse(text).ok_or_else(remedy)
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

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        match self.precision {
            Precision::Year => write!(f, "{:04}", first.year()),
            Precision::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Precision::Day => write!(f, "{first}"),
            Precision::Range => write!(f, "{first}/{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap_or_else(|| panic!("{text} is a period"))
    }

    #[test]
    fn dates_are_periods_as_exact_as_they_are_written() {
        for (text, first, last, precision) in [
            ("2014", "2014-01-01", "2014-12-31", Precision::Year),
            ("2016-02", "2016-02-01", "2016-02-29", Precision::Month),
            ("2014-09-15", "2014-09-15", "2014-09-15", Precision::Day),
            ("2014-09/2014-10-02", "2014-09-01", "2014-10-02", Precision::Range),
        ] {
            let period = period(text);
            assert_eq!((period.first.to_string(), period.last.to_string()), (first.to_owned(), last.to_owned()));
            assert_eq!(period.precision, precision);
        }
        assert_eq!(["2014", "2016-02", "2014-09-15"].map(|t| period(t).to_string()), ["2014", "2016-02", "2014-09-15"]);
    }

    #[test]
    fn what_is_no_date_is_no_period() {
        for text in ["--09-28", "", "14", "2014-13", "2015-02-29", "2014-9-1", "2014-09-15-1", "2015/2014", "وزير"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_lies_in_a_slice_that_is_at_least_as_long() {
        assert_eq!(period("2014-09-15").slice(Unit::Month).as_deref(), Some("2014-09"));
        assert_eq!(period("2014-09").slice(Unit::Year).as_deref(), Some("2014"));
        assert_eq!(period("2014").slice(Unit::Month), None);
        assert_eq!(period("2014-12-31/2015-01-01").slice(Unit::Year), None);
    }

    #[test]
    fn an_absent_end_is_open() {
        let between = |from: &str, to: &str| Period::between(Period::parse(from), Period::parse(to));
        assert!(between("2014", "").overlaps(&period("2020-01")));
        assert!(!between("", "2014-08").overlaps(&period("2014-09-01")));
        assert!(between("2015", "2014").is_empty() && !between("2014", "2014").is_empty());
        assert!(period("2014-09-15T10:00:00Z").overlaps(&period("2014-09")));
        assert!("soon".parse::<Period>().is_err_and(|message| message.contains("2014-09-15")));
    }

    #[test]
    fn periods_contain_and_lie_apart() {
        assert!(period("2014").contains(&period("2014-09")) && !period("2014-09").contains(&period("2014")));
        assert!(period("2014-09/2014-10").overlaps(&period("2014-10-31")));
        assert_eq!(period("2014").days_apart(&period("2014-09")), 0);
        assert_eq!(period("2014-10-02").days_apart(&period("2014-09")), 2);
        assert_eq!(period("2015").days_apart(&period("2014")), 1);
    }
}
