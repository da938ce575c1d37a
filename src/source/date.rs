//! The day on which a document was written or published: read from what it says of itself, or from where it lies.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::SourceDocument;

/// Where the date of a document that does not say it itself is taken from.
///
/// In this order: the day given for all, the patterns over the path, the time of the file's last change. The last one
/// depends on the machine and not on the document, so it is off unless asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dating {
    /// The day of all documents.
    pub given: Option<Date>,
    /// Patterns that are looked for in the path; the first one that gives a date decides.
    pub names: Vec<DatePattern>,
    /// Whether the day of the file's last change, in UTC, is taken where nothing else gives one.
    pub modified: bool,
}

impl Dating {
    /// Gives the document its date. What it says of itself stays. Returns why it has none, where one was written or
    /// looked for.
    pub fn date(&self, document: &mut SourceDocument) -> Option<String> {
        if document.date.is_some() {
            return None;
        }
        document.date = self.given.or_else(|| self.of_path(document.path.as_deref()?));
        if document.date.is_some() {
            return None;
        }
        if let Some(written) = &document.metadata.date {
            return Some(format!("its date “{}” is no day; write it as 2014-09-15", written.trim()));
        }
        let looked_for = !self.names.is_empty() || self.modified;
        looked_for.then(|| "no date was found for it; relative dates in it stay open".to_owned())
    }

    fn of_path(&self, path: &Path) -> Option<Date> {
        let name = path.to_string_lossy().replace('\\', "/");
        self.names.iter().find_map(|pattern| pattern.find(&name)).or_else(|| {
            let changed = std::fs::metadata(path).ok().filter(|_| self.modified)?.modified().ok()?;
            Some(Offset::UTC.to_datetime(Timestamp::try_from(changed).ok()?).date())
        })
    }
}

/// The day that a text begins with, as `2014-09-15` and `2014-09-15T10:00:00Z`.
pub(super) fn read_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10)?;
    let ends = text[10..].chars().next().is_none_or(|c| !c.is_ascii_digit() && c != '-');
    day.parse().ok().filter(|_| ends)
}

/// How a date stands in a path: `YYYY`, `MM` and `DD` stand for their digits, all else for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePattern {
    parts: Vec<Part>,
    written: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
    Sign(char),
}

/// Why a text is no [`DatePattern`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write YYYY, MM and DD once each, with what stands between them, as YYYY-MM-DD or YYYY/MM/DD")]
pub struct NoDatePattern;

impl FromStr for DatePattern {
    type Err = NoDatePattern;

    fn from_str(text: &str) -> Result<Self, NoDatePattern> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            let named = [("YYYY", Part::Year), ("MM", Part::Month), ("DD", Part::Day)];
            let found = named.into_iter().find_map(|(name, part)| Some((rest.strip_prefix(name)?, part)));
            let (after, part) = found.unwrap_or((&rest[sign.len_utf8()..], Part::Sign(sign)));
            parts.push(part);
            rest = after;
        }
        let once = |wanted| parts.iter().filter(|part| **part == wanted).count() == 1;
        if [Part::Year, Part::Month, Part::Day].into_iter().all(once) {
            Ok(Self { parts, written: text.to_owned() })
        } else {
            Err(NoDatePattern)
        }
    }
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl DatePattern {
    /// The date that stands so in a path; none where no day of the calendar does, or several do. Digits that go on
    /// before or after it make it none.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Date> {
        let signs: Vec<char> = path.chars().collect();
        let dates: BTreeSet<Date> = (0..signs.len()).filter_map(|start| self.at(&signs, start)).collect();
        let mut dates = dates.into_iter();
        dates.next().filter(|_| dates.next().is_none())
    }

    fn at(&self, signs: &[char], start: usize) -> Option<Date> {
        let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
        let (mut at, mut year, mut month, mut day) = (start, 0, 0, 0);
        let number = |at: usize, length: usize| {
            let digits: String = signs.get(at..at + length)?.iter().collect();
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
        };
        for part in &self.parts {
            at += match part {
                Part::Year => (year = number(at, 4)?, 4).1,
                Part::Month => (month = number(at, 2)?, 2).1,
                Part::Day => (day = number(at, 2)?, 2).1,
                Part::Sign(sign) => (signs.get(at) == Some(sign)).then_some(1)?,
            };
        }
        let goes_on = start > 0 && digit(start) && digit(start - 1) || digit(at - 1) && digit(at);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| !goes_on && year >= 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, path: &str) -> Option<String> {
        pattern.parse::<DatePattern>().expect("a pattern").find(path).map(|date| date.to_string())
    }

    #[test]
    fn patterns_find_days_in_paths() {
        assert_eq!(found("YYYYMMDD", "news/a-1-20170120.txt").as_deref(), Some("2017-01-20"));
        assert_eq!(found("DD.MM.YYYY", "خبر 20.01.2017.txt").as_deref(), Some("2017-01-20"));
        assert_eq!(found("YYYY/MM/DD", "news/2017/01/20/a.txt").as_deref(), Some("2017-01-20"));
        assert_eq!(found("-YYYYMMDD", "20160101-20170120").as_deref(), Some("2017-01-20"));
    }

    #[test]
    fn what_is_no_day_or_not_the_only_one_is_none() {
        for path in ["a-09112016.txt", "a-20170230", "120170120", "201701201", "20170120/20170121", "2017", ""] {
            assert_eq!(found("YYYYMMDD", path), None, "{path}");
        }
        assert_eq!(found("YYYYMMDD", "20170120/20170120").as_deref(), Some("2017-01-20"));
    }

    #[test]
    fn a_pattern_has_each_part_once() {
        for text in ["", "YYYY-MM", "YYYYMMDDDD", "YYMMDD", "YYYYYYYYMMDD"] {
            assert_eq!(text.parse::<DatePattern>(), Err(NoDatePattern), "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_time_after_it() {
        assert_eq!(read_day(" 2014-09-15T10:00:00Z").map(|d| d.to_string()).as_deref(), Some("2014-09-15"));
        assert!(["2014-09", "2014-09-155", "2014-13-01", "15 أيلول 2014", ""].iter().all(|t| read_day(t).is_none()));
    }
}
