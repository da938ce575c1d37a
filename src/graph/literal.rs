//! Literals of names and values: their language by their script, their datatype by their form.

use oxigraph::model::{Literal, NamedNode};

use crate::domain::{Fillers, Predicate};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Languages written in Arabic script.
const ARABIC_SCRIPT: [&str; 8] = ["ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ks"];

/// A name or a text in a document's language, where its script fits; otherwise without a language.
pub(super) fn text(value: &str, language: &str) -> Literal {
    let arabic = value.chars().any(is_arabic);
    let main = language.split('-').next().unwrap_or(language);
    let tag = match (arabic, ARABIC_SCRIPT.contains(&main)) {
        (true, false) if main == "und" => None,
        (true, false) => Some(ARABIC_SCRIPT[0]),
        (false, true) => None,
        _ if main == "und" => None,
        _ => Some(language),
    };
    tag.and_then(|tag| Literal::new_language_tagged_literal(value, tag).ok()).unwrap_or_else(|| value.into())
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && c.is_alphabetic()
}

/// A statement's literal. Without a datatype it gets the one of the predicate's range whose form it has; where the
/// range names none that fits, it is text in the document's language.
///
/// `None` where the datatype given is neither `xsd:…` nor an IRI.
pub(super) fn value(value: &str, datatype: Option<&str>, predicate: &Predicate, language: &str) -> Option<Literal> {
    let datatype = match datatype {
        Some(name) => Some(match name.strip_prefix("xsd:") {
            Some(local) => format!("{XSD}{local}"),
            None => name.to_owned(),
        }),
        None => date_type(value).map(|local| format!("{XSD}{local}")).filter(|iri| in_range(predicate, iri)),
    };
    match datatype {
        Some(iri) => NamedNode::new(iri).ok().map(|iri| Literal::new_typed_literal(value, iri)),
        None => Some(text(value, language)),
    }
}

fn in_range(predicate: &Predicate, datatype: &str) -> bool {
    matches!(&predicate.range, Fillers::Literal(datatypes) if datatypes.iter().any(|known| known == datatype))
}

/// The XML Schema type of an ISO 8601 date, by its form alone.
fn date_type(value: &str) -> Option<&'static str> {
    let form: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match form.as_str() {
        "0000-00-00" => Some("date"),
        "0000-00" => Some("gYearMonth"),
        "0000" => Some("gYear"),
        "--00-00" => Some("gMonthDay"),
        _ => None,
    }
}

/// Whether a text is a day in the form of `xsd:date`.
pub(super) fn is_day(value: &str) -> bool {
    date_type(value) == Some("date")
}

/// A confidence as a decimal without needless zeros, so that it reads back as it was written.
/// `None` for certainty, which is not written; the value must lie between 0 and 1.
pub(super) fn confidence(value: f64) -> Option<Literal> {
    let digits = format!("{value:.3}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    (digits != "1").then(|| Literal::new_typed_literal(digits, NamedNode::new_unchecked(format!("{XSD}decimal"))))
}
