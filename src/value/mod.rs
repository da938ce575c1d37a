//! Values in a text: dates, spans of time, numbers, shares, money.

mod calendar;
mod candidate;
mod cursor;
mod date;
mod figure;
mod number;
mod numeric_date;
mod quantity;
mod range;
mod relative;
mod year;

use std::ops::Range;

use crate::domain::Domain;
use crate::span::Span;
use crate::text::AnalysedText;
use candidate::Candidate;
use cursor::Cursor;

/// A value and where the text says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The words that say it, in code points. Prepositions, clitics and a weekday before a date are outside; words
    /// that limit a number («more than») are inside.
    pub span: Span,
    /// The tokens of the span; the first may have a clitic before the span.
    pub tokens: Range<usize>,
    /// What they say.
    pub kind: ValueKind,
}

impl Value {
    /// Whether it says when.
    #[must_use]
    pub fn is_date(&self) -> bool {
        use ValueKind::{Date, DateRange, RelativeDate};
        matches!(self.kind, Date { .. } | DateRange { .. } | RelativeDate { .. })
    }

    /// Whether it is a sum of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        matches!(self.kind, ValueKind::Money { .. })
    }
}

/// What a value says.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// A day, a month or a year.
    Date {
        /// The lexical form: `2014-09-15`, `2014-09`, `2014`, `--09-28`, `--09`.
        iso: String,
        /// `xsd:date`, `xsd:gYearMonth`, `xsd:gYear`, `xsd:gMonthDay` or `xsd:gMonth`.
        datatype: &'static str,
        /// Whether the day may be another near it, as after conversion from the Hijri calendar or after «about».
        approximate: bool,
    },
    /// From one date to another, both included and in the forms of [`ValueKind::Date`].
    DateRange {
        /// The first.
        start: String,
        /// The last.
        end: String,
        /// As in [`ValueKind::Date`].
        approximate: bool,
    },
    /// A day, month or year as seen from the day of writing.
    RelativeDate {
        /// Lexical form and datatype, where the day of writing is known and the words leave no doubt.
        resolved: Option<(String, &'static str)>,
    },
    /// A count of years, months, weeks, days, hours or minutes.
    Duration {
        /// How many.
        quantity: Quantity,
        /// Of what.
        unit: TimeUnit,
    },
    /// A bare number.
    Number(Quantity),
    /// A part of a whole, between 0 and 1.
    Fraction(Quantity),
    /// A share in hundredths.
    Percent(Quantity),
    /// A sum of money.
    Money {
        /// How much.
        amount: Quantity,
        /// The ISO 4217 code, where the words are clear about it.
        currency: Option<String>,
    },
}

/// A number or an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// The lowest number meant.
    pub low: f64,
    /// The highest number meant; the same as `low` for a single number.
    pub high: f64,
    /// How the words limit it.
    pub bound: Bound,
}

/// How exact a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// «About».
    Approximate,
    /// «More than».
    AtLeast,
    /// «Less than».
    AtMost,
}

/// A unit of a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// 12 months.
    Year,
    /// A calendar month.
    Month,
    /// 7 days.
    Week,
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
}

/// The values of a text, in order, none inside another. `reference` is the day of writing, where it is known.
#[must_use]
pub fn find_values(domain: &Domain, text: &AnalysedText, reference: Option<jiff::civil::Date>) -> Vec<Value> {
    let readings = cursor::readings(domain, text);
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        if readings[at].begins_nothing(text.tokens[at].kind) {
            at += 1;
            continue;
        }
        let cursor = Cursor::new(domain, text, &readings, at, reference);
        let best = [
            range::read(&cursor, at),
            date::read(&cursor, at),
            relative::read(&cursor, at),
            quantity::read(&cursor, at),
            figure::skip(&cursor, at),
        ]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.end > best.end { next } else { best });
        match best {
            Some(candidate) if candidate.end > at => {
                at = candidate.end;
                found.push(candidate);
            }
            _ => at += 1,
        }
    }
    let mut parts: Vec<_> = found.into_iter().flat_map(|candidate| candidate.parts).collect();
    date::complete_years(&mut parts);
    parts.into_iter().filter_map(|part| part.into_value()).collect()
}
