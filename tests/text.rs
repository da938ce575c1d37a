//! The text layer holds for any text: tokens and sentences lie in order and in bounds, and slices equal the text.

use std::sync::LazyLock;

use nisba::Span;
use nisba::domain::Domain;
use nisba::text::{AnalysedText, TokenKind, fold};
use proptest::prelude::*;

static DOMAIN: LazyLock<Domain> = LazyLock::new(|| Domain::embedded().expect("the embedded domain loads"));

/// Words, marks and signs of every kind that the text layer treats in its own way, and arbitrary strings.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "وبالعراق", "للأُمَم", "لـــه", "المُتّحدة", "بوتين", "ﻻ", "ﷲ", "ﷺ", "۱۲٫۵", "٢٬١٧٠", "3.5", "10,000", "أ.ف.ب",
            "د.", "Iraq's", "don’t", "U.S.", "Mr.", "e\u{301}", "Straße", "https://a.b/c", "@un", "#داعش", "👨‍👩‍👧", "❤️", "東京",
        ]).prop_map(String::from),
        4 => prop::sample::select(vec![
            " ", " ", " ", "\n", "\r\n", "\u{A0}", "\t", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202B}",
            "\u{202C}", "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{64E}", "\u{651}", "\u{640}", "\u{670}", "\u{301}", "\0",
            ".", "..", "…", "؟", "!", "،", "؛", "“", "”", "«", "»", "\"", "'", "’", "(", ")", "-", "/", "%", "٪", "$", "_",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => "[\u{600}-\u{6FF}]{0,9}",
        1 => "[\u{FB50}-\u{FEFF}]{0,4}",
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn tokens_lie_in_order_and_slices_equal_the_text(raw in any_text()) {
        let text = AnalysedText::new(&DOMAIN, &raw);
        let points: Vec<char> = raw.chars().collect();
        prop_assert_eq!(text.raw(), &raw);
        prop_assert_eq!(text.len(), points.len());
        let mut end = 0;
        for (index, token) in text.tokens.iter().enumerate() {
            prop_assert!(token.span.start >= end && token.span.end <= points.len() && !token.span.is_empty());
            prop_assert!(token.span.contains(token.core) && token.core.end == token.span.end);
            prop_assert!(!token.core.is_empty());
            let expected: String = points[token.span.start..token.span.end].iter().collect();
            prop_assert_eq!(text.slice(token.span), expected);
            prop_assert_eq!(text.token_at(token.span.start), Some(index));
            prop_assert_eq!(text.tokens_in(token.span), index..index + 1);
            prop_assert_eq!(token.article, token.kind == TokenKind::Arabic && token.key != token.stem);
            let between = &points[end..token.span.start];
            prop_assert_eq!(token.space_before, between.iter().any(|c| c.is_whitespace() || *c == '\u{200B}'));
            end = token.span.end;
        }
    }

    #[test]
    fn every_letter_and_digit_is_in_a_token(raw in any_text()) {
        let text = AnalysedText::new(&DOMAIN, &raw);
        for (place, c) in raw.chars().enumerate().filter(|(_, c)| c.is_ascii_alphanumeric() || ('ا'..='غ').contains(c)) {
            prop_assert!(text.token_at(place).is_some(), "{} at {} is in no token", c, place);
        }
    }

    #[test]
    fn sentences_hold_all_tokens_in_order(raw in any_text()) {
        let text = AnalysedText::new(&DOMAIN, &raw);
        let mut next = 0;
        for (index, sentence) in text.sentences.iter().enumerate() {
            prop_assert_eq!(sentence.first, next);
            prop_assert!(sentence.last > sentence.first);
            let tokens = text.sentence_tokens(index);
            prop_assert!(tokens.iter().all(|token| token.sentence == index));
            prop_assert_eq!(sentence.span, tokens[0].span.cover(tokens[tokens.len() - 1].span));
            next = sentence.last;
        }
        prop_assert_eq!(next, text.tokens.len());
    }

    #[test]
    fn two_runs_give_the_same(raw in any_text()) {
        let (one, two) = (AnalysedText::new(&DOMAIN, &raw), AnalysedText::new(&DOMAIN, &raw));
        prop_assert_eq!(one.tokens, two.tokens);
        prop_assert_eq!(one.sentences, two.sentences);
        prop_assert_eq!(one.language, two.language);
    }

    #[test]
    fn folding_twice_changes_nothing(raw in any_text()) {
        let once = fold(&raw);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn signs_without_letters_do_not_change_the_key(word in "[\u{628}\u{62A}\u{645}\u{631}]{1,8}", sign in "[\u{64B}-\u{652}\u{640}]{0,3}") {
        let signed: String = word.chars().flat_map(|c| std::iter::once(c).chain(sign.chars())).collect();
        let (plain, signed) = (AnalysedText::new(&DOMAIN, &word), AnalysedText::new(&DOMAIN, &signed));
        prop_assert_eq!(&plain.tokens[0].key, &signed.tokens[0].key);
    }

    #[test]
    fn slices_outside_are_empty(raw in any_text(), start in 0_usize..200, length in 0_usize..200) {
        let text = AnalysedText::new(&DOMAIN, &raw);
        let slice = text.slice(Span::new(start, start + length));
        let expected: String = if start + length <= text.len() { raw.chars().skip(start).take(length).collect() } else { String::new() };
        prop_assert_eq!(slice, expected);
    }
}

#[test]
fn texts_without_words_have_an_unknown_language() {
    for raw in ["", " \n", "😀😀", "…", "\u{200F}"] {
        assert_eq!(AnalysedText::new(&DOMAIN, raw).language, "und");
    }
}

#[test]
fn one_long_line_takes_linear_time() {
    let unit = "قال المتحدث إن ٣٫٥ مليون “شخص في بغداد والموصل a.b.c.d.e.f.g.h.i.j’s ";
    let raw = unit.repeat(20_000);
    let text = AnalysedText::new(&DOMAIN, &raw);
    assert_eq!(text.len(), unit.chars().count() * 20_000);
    for hard in ["a.", "ا.", "'s", "www.!", "\u{200F}ا", "😀\u{200B}", "..!", "1,"] {
        let raw = hard.repeat(100_000);
        assert!(!AnalysedText::new(&DOMAIN, &raw).tokens.is_empty());
    }
}
