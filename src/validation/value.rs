//! Literals by what they mean: whether their form fits their datatype, and which of two is less.

use std::cmp::Ordering;
use std::str::FromStr;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNodeRef};
use oxsdatatypes::{
    Boolean, Date, DateTime, DayTimeDuration, Decimal, Double, Duration, Float, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, Integer, Time, YearMonthDuration,
};

/// Whether a literal has the datatype and a form that the datatype allows.
pub(super) fn is_of(literal: &Literal, datatype: NamedNodeRef<'_>) -> bool {
    if literal.datatype() != datatype {
        return false;
    }
    let value = literal.value();
    match datatype {
        xsd::BOOLEAN => reads::<Boolean>(value),
        xsd::INTEGER | xsd::LONG | xsd::INT | xsd::SHORT | xsd::BYTE => {
            reads::<Integer>(value) && within(value, datatype)
        }
        xsd::NON_NEGATIVE_INTEGER | xsd::UNSIGNED_LONG | xsd::UNSIGNED_INT | xsd::POSITIVE_INTEGER => {
            let number = Integer::from_str(value).map(i64::from);
            number.is_ok_and(|n| n > 0 || n == 0 && datatype != xsd::POSITIVE_INTEGER)
        }
        xsd::DECIMAL => reads::<Decimal>(value),
        xsd::DOUBLE => reads::<Double>(value),
        xsd::FLOAT => reads::<Float>(value),
        xsd::DATE => reads::<Date>(value),
        xsd::DATE_TIME => reads::<DateTime>(value),
        xsd::TIME => reads::<Time>(value),
        xsd::G_YEAR => reads::<GYear>(value),
        xsd::G_YEAR_MONTH => reads::<GYearMonth>(value),
        xsd::G_MONTH => reads::<GMonth>(value),
        xsd::G_MONTH_DAY => reads::<GMonthDay>(value),
        xsd::G_DAY => reads::<GDay>(value),
        xsd::DURATION => reads::<Duration>(value),
        xsd::DAY_TIME_DURATION => reads::<DayTimeDuration>(value),
        xsd::YEAR_MONTH_DURATION => reads::<YearMonthDuration>(value),
        rdf::LANG_STRING => literal.language().is_some(),
        _ => true,
    }
}

fn reads<T: FromStr>(value: &str) -> bool {
    value.parse::<T>().is_ok()
}

fn within(value: &str, datatype: NamedNodeRef<'_>) -> bool {
    let Ok(number) = Integer::from_str(value).map(i64::from) else { return false };
    match datatype {
        xsd::INT => i32::try_from(number).is_ok(),
        xsd::SHORT => i16::try_from(number).is_ok(),
        xsd::BYTE => i8::try_from(number).is_ok(),
        _ => true,
    }
}

/// How two literals stand to each other; nothing where they cannot be compared.
pub(super) fn compare(one: &Literal, other: &Literal) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (number(one), number(other)) {
        // Decimals are compared exactly, so that 0.1 is 0.1.
        return match (a, b) {
            (Number::Decimal(a), Number::Decimal(b)) => a.partial_cmp(&b),
            (a, b) => a.double().partial_cmp(&b.double()),
        };
    }
    if one.datatype() != other.datatype() {
        return None;
    }
    let (a, b) = (one.value(), other.value());
    match one.datatype() {
        xsd::STRING => Some(a.cmp(b)),
        xsd::BOOLEAN => order::<Boolean>(a, b),
        xsd::DATE => order::<Date>(a, b),
        xsd::DATE_TIME => order::<DateTime>(a, b),
        xsd::TIME => order::<Time>(a, b),
        xsd::G_YEAR => order::<GYear>(a, b),
        xsd::G_YEAR_MONTH => order::<GYearMonth>(a, b),
        xsd::G_MONTH_DAY => order::<GMonthDay>(a, b),
        xsd::DURATION => order::<Duration>(a, b),
        _ => None,
    }
}

fn order<T: FromStr + PartialOrd>(a: &str, b: &str) -> Option<Ordering> {
    a.parse::<T>().ok()?.partial_cmp(&b.parse::<T>().ok()?)
}

enum Number {
    Decimal(Decimal),
    Double(f64),
}

impl Number {
    fn double(&self) -> f64 {
        match self {
            Self::Decimal(value) => f64::from(Double::from(*value)),
            Self::Double(value) => *value,
        }
    }
}

fn number(literal: &Literal) -> Option<Number> {
    let value = literal.value();
    match literal.datatype() {
        xsd::DOUBLE | xsd::FLOAT => Some(Number::Double(f64::from(value.parse::<Double>().ok()?))),
        xsd::DECIMAL
        | xsd::INTEGER
        | xsd::LONG
        | xsd::INT
        | xsd::SHORT
        | xsd::BYTE
        | xsd::NON_NEGATIVE_INTEGER
        | xsd::POSITIVE_INTEGER
        | xsd::UNSIGNED_LONG
        | xsd::UNSIGNED_INT => Some(Number::Decimal(value.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(value: &str, datatype: NamedNodeRef<'_>) -> Literal {
        Literal::new_typed_literal(value, datatype)
    }

    #[test]
    fn forms_fit_their_datatypes() {
        assert!(is_of(&typed("2014-02-28", xsd::DATE), xsd::DATE));
        assert!(!is_of(&typed("2014-02-30", xsd::DATE), xsd::DATE));
        assert!(is_of(&typed("--02", xsd::G_MONTH), xsd::G_MONTH));
        assert!(!is_of(&typed("0", xsd::POSITIVE_INTEGER), xsd::POSITIVE_INTEGER));
        assert!(is_of(&typed("0", xsd::NON_NEGATIVE_INTEGER), xsd::NON_NEGATIVE_INTEGER));
        assert!(!is_of(&typed("40000", xsd::SHORT), xsd::SHORT));
        assert!(!is_of(&"1".into(), xsd::INTEGER));
    }

    #[test]
    fn literals_are_compared_by_what_they_mean() {
        let decimal = |value| typed(value, xsd::DECIMAL);
        assert_eq!(compare(&decimal("1.0"), &typed("1", xsd::INTEGER)), Some(Ordering::Equal));
        assert_eq!(compare(&decimal("0.1"), &typed("2.0e-1", xsd::DOUBLE)), Some(Ordering::Less));
        assert_eq!(compare(&typed("2014-01-01", xsd::DATE), &typed("5", xsd::INTEGER)), None);
        assert_eq!(compare(&"x".into(), &decimal("1")), None);
    }
}
