//! A reading of some tokens as one or more values, before the longest is chosen.

use std::ops::Range;

use super::calendar::Day;
use super::{Value, ValueKind};
use crate::span::Span;

/// Values read from the same tokens; without parts it says that the tokens hold no value.
pub(super) struct Candidate {
    /// One past the last token.
    pub(super) end: usize,
    pub(super) parts: Vec<Part>,
}

/// One value of a candidate.
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    pub(super) meaning: Meaning,
}

/// What a part says, where dates may still lack their year.
pub(super) enum Meaning {
    Day(Day),
    Other(ValueKind),
}

impl Candidate {
    /// Tokens that look like a value and are none.
    pub(super) fn nothing(end: usize) -> Self {
        Self { end, parts: Vec::new() }
    }

    pub(super) fn one(part: Part) -> Self {
        Self { end: part.tokens.end, parts: vec![part] }
    }
}

impl Part {
    /// The value; none where it is no day of the calendar.
    pub(super) fn into_value(self) -> Option<Value> {
        let kind = match self.meaning {
            Meaning::Day(day) => day.into_kind()?,
            Meaning::Other(kind) => kind,
        };
        Some(Value { span: self.span, tokens: self.tokens, kind })
    }
}
