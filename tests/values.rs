//! Values of short texts, by the table `values.tsv`: each row a text, its values, and where given their words.

use nisba::domain::{DataFiles, Domain};
use nisba::text::AnalysedText;
use nisba::value::{Bound, Quantity, Value, ValueKind, find_values};

/// The embedded domain, also where other parts of it have mistakes.
fn domain() -> Domain {
    Domain::check(&DataFiles::embedded()).0
}

fn quantity(quantity: &Quantity) -> String {
    let number = if quantity.low == quantity.high {
        format!("{}", quantity.low)
    } else {
        format!("{}-{}", quantity.low, quantity.high)
    };
    match quantity.bound {
        Bound::Exact => number,
        Bound::Approximate => format!("~{number}"),
        Bound::AtLeast => format!(">{number}"),
        Bound::AtMost => format!("<{number}"),
    }
}

/// A value as the table writes it.
fn written(value: &Value) -> String {
    let about = |approximate: bool| if approximate { "~" } else { "" };
    match &value.kind {
        ValueKind::Date { iso, approximate, .. } => format!("{}{iso}", about(*approximate)),
        ValueKind::DateRange { start, end, approximate } => format!("{}{start}..{end}", about(*approximate)),
        ValueKind::RelativeDate { resolved: None } => "then".into(),
        ValueKind::RelativeDate { resolved: Some((iso, _)) } => format!("then {iso}"),
        ValueKind::Duration { quantity: q, unit } => format!("{} {}", quantity(q), format!("{unit:?}").to_lowercase()),
        ValueKind::Number(q) => quantity(q),
        ValueKind::Fraction(q) => format!("part {}", (q.low * 1000.0).round() / 1000.0),
        ValueKind::Percent(q) => format!("{}%", quantity(q)),
        ValueKind::Money { amount, currency } => format!("{} {}", quantity(amount), currency.as_deref().unwrap_or("?")),
    }
}

fn rows(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(|(i, line)| (i + 1, line.split('\t').collect()))
}

fn check(table: &str, reference: Option<jiff::civil::Date>) {
    let domain = domain();
    let mut wrong = Vec::new();
    for (line, cells) in rows(table) {
        let text = AnalysedText::new(&domain, cells[0]);
        let values = find_values(&domain, &text, reference);
        let found = values.iter().map(written).collect::<Vec<_>>().join(" | ");
        let words = values.iter().map(|value| value.words(&text)).collect::<Vec<_>>().join(" | ");
        let want = cells.get(1).copied().unwrap_or("");
        let want_words = cells.get(2).copied().unwrap_or(&words);
        if found != want || words != want_words {
            wrong.push(format!("{line}: {}\n  want {want} [{want_words}]\n  have {found} [{words}]", cells[0]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn values_are_as_the_table_says() {
    check(include_str!("values.tsv"), None);
}

#[test]
fn relative_dates_resolve_from_the_day_of_writing() {
    // 10 April 2013 was a Wednesday.
    check(include_str!("values_relative.tsv"), Some(jiff::civil::date(2013, 4, 10)));
}

#[test]
fn no_digits_make_it_fail() {
    let domain = domain();
    let mut texts = vec!["9".repeat(400), "1,".repeat(300), "٩".repeat(50) + " مليون دولار", "99/99/9999".into()];
    texts.push("مليون ألف ".repeat(500));
    texts.push("من 5 إلى ".repeat(500));
    for day in ["0", "00", "32", "99999999999999999999"] {
        texts.push(format!("{day} أيلول {day}{day} و{day}/{day}/{day} عام {day} هـ"));
    }
    for text in texts {
        let text = AnalysedText::new(&domain, &text);
        for value in find_values(&domain, &text, Some(jiff::civil::Date::MAX)) {
            assert!(!matches!(value.kind, ValueKind::Date { .. }), "{value:?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn values_never_overlap_and_never_fail(pieces in proptest::collection::vec(piece(), 0..25)) {
        static DOMAIN: std::sync::OnceLock<Domain> = std::sync::OnceLock::new();
        let domain = DOMAIN.get_or_init(domain);
        let text = AnalysedText::new(domain, &pieces.concat());
        let mut end = 0;
        for value in find_values(domain, &text, Some(jiff::civil::date(2013, 4, 10))) {
            proptest::prop_assert!(value.span.start >= end && value.span.end > value.span.start, "{value:?}");
            proptest::prop_assert!(!value.tokens.is_empty());
            end = value.span.end;
        }
    }
}

/// Words, figures and marks that values are made of, and some that they are not.
fn piece() -> impl proptest::strategy::Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        " ",
        " ",
        " ",
        " ",
        "\u{A0}",
        "و",
        "ب",
        "لل",
        "5",
        "31",
        "٠",
        "٢٠١٤",
        "2014",
        "1435",
        "99999999999999999",
        "/",
        "-",
        ".",
        ",",
        "،",
        ":",
        "%",
        "$",
        "هـ",
        "م",
        "من",
        "إلى",
        "بين",
        "أيلول",
        "سبتمبر",
        "كانون الأول",
        "رمضان",
        "الخامس",
        "عشر",
        "والعشرين",
        "عام",
        "سنة",
        "مليون",
        "آلاف",
        "نصف",
        "بضع",
        "عشرات",
        "أكثر من",
        "في المئة",
        "دولار",
        "أمس",
        "يوم",
        "الأحد",
        "الماضي",
        "السابق",
        "ر",
        "كِتَاب",
        "\n",
        "😀",
        "\u{200F}",
        "May",
        "15th",
        "twenty",
        "last year",
    ])
}
