//! Amounts: a number with its limits, as a bare number, a fraction, a share, a sum of money or a span of time.

use super::candidate::{Candidate, Meaning};
use super::cursor::Cursor;
use super::number::{self, Count};
use super::{Bound, Quantity, ValueKind};
use crate::domain::{Limit, Role};
use crate::text::ARTICLE;

/// The ending of a feminine adjective, folded.
const FEMININE: char = '\u{0647}';

/// An amount before its unit is known.
#[derive(Debug, Clone, Copy)]
struct Amount {
    end: usize,
    low: f64,
    high: f64,
    /// The last power that multiplies it.
    scale: f64,
    fraction: bool,
}

impl Amount {
    fn counted(count: Count) -> Self {
        Self { end: count.end, low: count.value, high: count.value, scale: count.scale, fraction: false }
    }

    fn interval(end: usize, low: f64, high: f64, scale: f64) -> Self {
        Self { end, low, high, scale, fraction: false }
    }

    fn times(self, end: usize, factor: f64) -> Self {
        Self { end, low: self.low * factor, high: self.high * factor, scale: factor, fraction: false }
    }
}

/// The amount that begins at `at`.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Candidate> {
    if cursor.role(at, |role| matches!(role, Role::Weekday(_)).then_some(())).is_some() {
        return None;
    }
    if cursor.figure(at).is_some() && cursor.day_suffix(at + 1) {
        return Some(Candidate::nothing(at + 2));
    }
    if let Some(end) = ordinal_phrase(cursor, at) {
        return Some(Candidate::nothing(end));
    }
    let (start, mut bound) = match limit(cursor, at, false) {
        Some((end, bound)) => (end, bound),
        None => (at, Bound::Exact),
    };
    if start > at && cursor.token(start).is_none_or(|token| !token.proclitics.is_empty()) && !cursor.clean(start) {
        return None;
    }
    let sign = cursor.clean_role(start, sign).filter(|&(end, _)| cursor.figure(end).is_some());
    let percent_before = cursor.mark(start, &["%", "٪"]) && cursor.glued(start + 1);
    let from = match sign {
        Some((end, _)) => end,
        None if percent_before => start + 1,
        None => start,
    };
    let Some(amount) = amount(cursor, from) else {
        let (end, kind) = dual(cursor, start, bound)?;
        return Some(Candidate::one(cursor.part(at, end, Meaning::Other(kind))));
    };
    let mut end = amount.end;
    let early = limit(cursor, end, true);
    if let Some((after, limit)) = early {
        (end, bound) = (after, limit);
    }
    let quantity = Quantity { low: amount.low, high: amount.high, bound };
    let (mut end, mut kind) = match sign {
        Some((_, index)) => (end, money(quantity, cursor.values.signs.get(index).cloned())),
        None if percent_before => (end, ValueKind::Percent(quantity)),
        None => measured(cursor, amount, quantity, end),
    };
    if early.is_none()
        && let Some((after, limit)) = limit(cursor, end, true)
    {
        end = after;
        kind = limited(kind, limit);
    }
    // In «20 حالة على الأقل» the limit stands after what is counted; the span ends before it.
    if matches!(kind, ValueKind::Number(_))
        && bound == Bound::Exact
        && let Some((_, limit)) = limit(cursor, end + 1, true)
    {
        kind = limited(kind, limit);
    }
    Some(Candidate::one(cursor.part(at, end, Meaning::Other(kind))))
}

/// What the words after an amount make of it.
fn measured(cursor: &Cursor<'_>, amount: Amount, quantity: Quantity, end: usize) -> (usize, ValueKind) {
    let percent = cursor.mark(end, &["%", "٪"]).then_some(end + 1).or_else(|| cursor.is(end, Role::Percent));
    if let Some(end) = percent {
        return (end, ValueKind::Percent(quantity));
    }
    if let Some((end, index)) = cursor.clean_role(end, sign) {
        return (end, money(quantity, cursor.values.signs.get(index).cloned()));
    }
    // «مئات المليارات من الدولارات»
    let link = cursor.clean_role(end, |role| (role == Role::DayLink).then_some(()));
    let definite = |at: usize| cursor.reading(at).is_some_and(|reading| reading.article);
    if let Some((end, code)) =
        link.filter(|(after, ())| definite(*after)).and_then(|(after, ())| currency(cursor, after, false))
    {
        return (end, money(quantity, code));
    }
    if let Some((end, code)) = currency(cursor, end, false) {
        return (end, money(quantity, code));
    }
    let unit = cursor.clean_role(end, |role| match role {
        Role::Time { unit, dual: false } => Some(unit),
        _ => None,
    });
    // «737 اليوم» is no span of time, «آلاف السنين» is one.
    let definite = cursor.reading(end).is_some_and(|reading| reading.article);
    if let Some((after, unit)) = unit
        && (!definite || amount.low < amount.high)
    {
        let half = half_more(cursor, after, 1.0);
        let (end, more) = half.unwrap_or((after, 0.0));
        let quantity = Quantity { low: quantity.low + more, high: quantity.high + more, ..quantity };
        return (end, ValueKind::Duration { quantity, unit });
    }
    if amount.fraction {
        return (end, ValueKind::Fraction(quantity));
    }
    (end, ValueKind::Number(quantity))
}

fn money(amount: Quantity, currency: Option<String>) -> ValueKind {
    ValueKind::Money { amount, currency }
}

fn limited(mut kind: ValueKind, bound: Bound) -> ValueKind {
    match &mut kind {
        ValueKind::Number(quantity) | ValueKind::Fraction(quantity) | ValueKind::Percent(quantity) => {
            quantity.bound = bound
        }
        ValueKind::Money { amount, .. } => amount.bound = bound,
        ValueKind::Duration { quantity, .. } => quantity.bound = bound,
        ValueKind::Date { .. } | ValueKind::DateRange { .. } | ValueKind::RelativeDate { .. } => {}
    }
    kind
}

fn sign(role: Role) -> Option<usize> {
    match role {
        Role::Sign(index) => Some(index),
        _ => None,
    }
}

/// «more than» before a number, «or more» after it.
fn limit(cursor: &Cursor<'_>, at: usize, after: bool) -> Option<(usize, Bound)> {
    let (end, limit) = cursor.role(at, |role| match role {
        Role::BoundBefore(limit) if !after => Some(limit),
        Role::BoundAfter(limit) if after => Some(limit),
        _ => None,
    })?;
    let bound = match limit {
        Limit::About => Bound::Approximate,
        Limit::AtLeast => Bound::AtLeast,
        Limit::AtMost => Bound::AtMost,
    };
    Some((end, bound))
}

/// A number, an interval or a fraction.
fn amount(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    if let Some(dashed) = dashed(cursor, at) {
        return Some(dashed);
    }
    let vague = few(cursor, at).or_else(|| vague(cursor, at)).or_else(|| fraction(cursor, at));
    let first = match (vague, number::read(cursor, at).map(Amount::counted)) {
        (Some(vague), Some(number)) if number.end > vague.end => number,
        (Some(vague), _) => vague,
        (None, Some(number)) => fraction_of(cursor, at, number).unwrap_or(number),
        (None, None) => return None,
    };
    let first = match half_more(cursor, first.end, first.scale).filter(|_| first.scale > 1.0) {
        Some((end, more)) => Amount { end, low: first.low + more, high: first.high + more, ..first },
        None => first,
    };
    Some(interval(cursor, at, first).unwrap_or(first))
}

/// «من 10 إلى 20», «بين 5 و10 آلاف».
fn interval(cursor: &Cursor<'_>, at: usize, first: Amount) -> Option<Amount> {
    if !cursor.after(at, Role::RangeStart) || first.fraction || first.low != first.high {
        return None;
    }
    let second_at = match cursor.role(first.end, |role| (role == Role::RangeEnd).then_some(())) {
        Some((end, ())) => end,
        None => match cursor.link(first.end) {
            (next, true) => next,
            _ => return None,
        },
    };
    let second = number::read(cursor, second_at)?;
    let low = if first.scale == 1.0 && first.low < 1000.0 { first.low * second.scale } else { first.low };
    (low < second.value).then(|| Amount::interval(second.end, low, second.value, second.scale))
}

/// «30-50» before a unit.
fn dashed(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    if !cursor.mark(at + 1, &["-", "–", "—"]) || !number::counts_something(cursor, at + 3) {
        return None;
    }
    let (low, high) = (cursor.figure(at)?.value, cursor.figure(at + 2)?.value);
    let scale = cursor.clean_role(at + 3, |role| match role {
        Role::Scale(scale) => Some(scale),
        _ => None,
    });
    let (end, scale) = scale.unwrap_or((at + 3, 1.0));
    (low < high).then(|| Amount::interval(end, low * scale, high * scale, scale))
}

/// «بضعة آلاف», «عدة مئات», «بضع».
fn few(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    let (end, alone) = cursor.role(at, |role| match role {
        Role::Few => Some(true),
        Role::FewBeforeScale => Some(false),
        _ => None,
    })?;
    let base = cursor.clean_role(end, |role| match role {
        Role::Vague(base) | Role::Scale(base) => Some(base),
        Role::Hundred { value: 100, .. } => Some(100.0),
        _ => None,
    });
    match base {
        Some((end, base)) => Some(Amount::interval(end, 3.0 * base, 9.0 * base, base)),
        None => alone.then(|| Amount::interval(end, 3.0, 9.0, 1.0)),
    }
}

/// «عشرات», «مئات الآلاف».
fn vague(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    let (end, base) = cursor.role(at, |role| match role {
        Role::Vague(base) => Some(base),
        _ => None,
    })?;
    let amount = Amount::interval(end, 2.0 * base, 10.0 * base - 1.0, base);
    let link = cursor.is(end, Role::VagueLink).unwrap_or(end);
    let scale = cursor.clean_role(link, |role| match role {
        Role::Scale(value) | Role::Vague(value) if value >= 1000.0 => Some(value),
        _ => None,
    });
    Some(match scale {
        Some((end, scale)) => amount.times(end, scale),
        None => amount,
    })
}

/// «نصف», «ثلثي», «نصف مليون».
fn fraction(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    let (end, value) = cursor.role(at, |role| match role {
        Role::Fraction { value, before_article } => {
            let definite = cursor.reading(at + 1).is_some() && cursor.token(at + 1).is_some_and(|token| token.article);
            (definite || !before_article).then_some(value)
        }
        _ => None,
    })?;
    let ordinal = cursor.clean_role(end, |role| matches!(role, Role::Ordinal { .. }).then_some(()));
    if cursor.is(end, Role::NotAfterFraction).is_some() || ordinal.is_some() {
        return None;
    }
    Some(part_of(cursor, end, value))
}

/// «ثلاثة أرباع».
fn fraction_of(cursor: &Cursor<'_>, _at: usize, number: Amount) -> Option<Amount> {
    let (end, below) = cursor.clean_role(number.end, |role| match role {
        Role::FractionPlural(below) => Some(f64::from(below)),
        _ => None,
    })?;
    (number.low < below).then(|| part_of(cursor, end, number.low / below))
}

/// A part of a power is a number again.
fn part_of(cursor: &Cursor<'_>, end: usize, value: f64) -> Amount {
    let scale = cursor.clean_role(end, |role| match role {
        Role::Scale(scale) => Some(scale),
        _ => None,
    });
    match scale {
        Some((end, scale)) => Amount::interval(end, value * scale, value * scale, scale),
        None => Amount { end, low: value, high: value, scale: 1.0, fraction: true },
    }
}

/// «ونصف» after a power or a unit, also «ونصف المليون»: how much more.
fn half_more(cursor: &Cursor<'_>, at: usize, scale: f64) -> Option<(usize, f64)> {
    let (next, joined) = cursor.link(at);
    let (end, value) = cursor.role(next, |role| match role {
        Role::Fraction { value, before_article: false } => Some(value),
        _ => None,
    })?;
    if !joined {
        return None;
    }
    let again = cursor.clean_role(end, |role| (role == Role::Scale(scale)).then_some(()));
    Some((again.map_or(end, |(end, ())| end), value * scale))
}

/// A currency word and the adjective beside it: the code, where the words are clear.
fn currency(cursor: &Cursor<'_>, at: usize, dual: bool) -> Option<(usize, Option<String>)> {
    let (end, index) = cursor.clean_role(at, |role| match role {
        Role::Currency { index, dual: is_dual } if is_dual == dual => Some(index),
        _ => None,
    })?;
    let currency = cursor.values.currencies.get(index)?;
    let adjective = cursor.token(end).and_then(|token| {
        let word = token.fold.strip_prefix(ARTICLE).unwrap_or(&token.fold);
        let masculine = word.strip_suffix(FEMININE).unwrap_or(word);
        currency.of.get(word).or_else(|| currency.of.get(masculine))
    });
    Some(match adjective {
        Some(code) => (end + 1, Some(code.clone())),
        None => (end, currency.default.clone()),
    })
}

/// «سنتين», «دولارين».
fn dual(cursor: &Cursor<'_>, at: usize, bound: Bound) -> Option<(usize, ValueKind)> {
    let quantity = Quantity { low: 2.0, high: 2.0, bound };
    let unit = cursor.role(at, |role| match role {
        Role::Time { unit, dual: true } => Some(unit),
        _ => None,
    });
    if let Some((end, unit)) = unit {
        return Some((end, ValueKind::Duration { quantity, unit }));
    }
    let (end, code) = currency(cursor, at, true)?;
    Some((end, money(quantity, code)))
}

/// «السابع والستين», «القرن العشرين»: an ordinal is no number.
fn ordinal_phrase(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    let ten = |at: usize| {
        let definite = cursor.reading(at).is_some_and(|reading| reading.article);
        cursor.role(at, |role| matches!(role, Role::Ten { juxtaposed: false, .. }).then_some(())).filter(|_| definite)
    };
    if let Some((end, ())) = cursor.role(at, |role| matches!(role, Role::Ordinal { compounds: true, .. }).then_some(()))
    {
        if let Some(end) = cursor.is(end, Role::TeenMark) {
            return Some(end);
        }
        return ten(end).filter(|_| cursor.joined(end)).map(|(end, ())| end);
    }
    ten(at).map(|(end, ())| end)
}
