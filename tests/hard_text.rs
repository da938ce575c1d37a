//! Texts that break formats and pages, for every test that writes some.

use nisba::annotation::{Evidence, Factuality};
use nisba::graph::Claim;
use proptest::prelude::*;

/// What must never run, in each place where data stands.
pub(crate) const HOSTILE: [&str; 7] = [
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "\"><svg onload=window.hit=1>",
    "javascript:window.hit=1",
    "]]>{script}{policy}<!--",
    "\u{202e}txt.exe\u{2028}\u{2029}\u{0}",
    "<bdi dir=rtl>\u{2066}العراق & 'ليبيا' `${window.hit = 1}`",
];

/// Texts as people and machines write them, with what breaks formats.
pub(crate) fn hard_text() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("\\".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("]]>".to_owned()),
        Just("<!--".to_owned()),
        Just("&amp;".to_owned()),
        Just("&#x1F;".to_owned()),
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("\u{200f}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{1b}".to_owned()),
        Just("\u{fffe}".to_owned()),
        Just("بغداد".to_owned()),
        Just("عُقِدَ، «اليوم»".to_owned()),
        Just("🕊️".to_owned()),
        proptest::sample::select(HOSTILE.as_slice()).prop_map(str::to_owned),
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    let texts = proptest::collection::vec(parts, 1..8).prop_map(|parts| parts.concat());
    texts.prop_filter("a value without a text is left out", |text| !text.is_empty())
}

/// A fact of the document `doc`, with these words.
pub(crate) fn claim(id: impl std::fmt::Display, text: &str) -> Claim {
    Claim {
        id: format!("https://example.org/doc#{id}"),
        factuality: Factuality::Asserted,
        asserted: true,
        confidence: 0.5,
        claimant: None,
        document: "doc".to_owned(),
        evidence: Evidence { start: 0, end: text.chars().count(), text: text.to_owned() },
        pattern: None,
        inferred: None,
    }
}
