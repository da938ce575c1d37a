//! How wide a text is about, which way it runs, and where it is broken.

use unicode_width::UnicodeWidthChar;

/// Whether a text, or its first word that has a direction, runs from right to left.
pub(super) fn runs_right_to_left(text: &str) -> bool {
    let strong = text.chars().find(|&c| c.is_alphabetic() || is_right_to_left(c));
    strong.is_some_and(is_right_to_left)
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and what follows them, and the Arabic presentation forms.
fn is_right_to_left(c: char) -> bool {
    let right_to_left = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    right_to_left && c.is_alphabetic()
}

/// Whether a renderer that takes all text for left to right needs to be told: a text from right to left with other letters
/// or digits in it, or with marks at its edges.
pub(super) fn needs_isolation(text: &str) -> bool {
    let edges = [text.chars().next(), text.chars().next_back()];
    let plain = |c: char| is_right_to_left(c) || c == ' ' || c.width() == Some(0);
    !text.chars().all(plain) || edges.into_iter().flatten().any(|c| c == ' ')
}

/// About how wide a text is, in the unit of its size: by groups of letters, as they are in DejaVu Sans, which is wider than
/// most fonts.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    em * size * if bold { 1.12 } else { 1.0 }
}

fn advance(c: char) -> f64 {
    match c {
        _ if c.is_control() || c.width() == Some(0) => 0.0,
        _ if c.width() == Some(2) => 1.1,
        'i' | 'j' | 'l' | '\'' | '|' => 0.29,
        ' ' | '.' | ',' | ':' | ';' | '!' | '·' | 'I' => 0.35,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.41,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 1.0,
        'A'..='Z' | '«' | '»' | '0'..='9' => 0.69,
        // Alef and its like are narrow, seen and the like wide; joined letters lie between.
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' => 0.3,
        '\u{644}' => 0.37,
        '\u{633}' | '\u{634}' | '\u{635}' | '\u{636}' => 1.1,
        _ if is_right_to_left(c) => 0.62,
        _ => 0.64,
    }
}

/// The text in one line, or in two of about the same length where it is longer than `line` and has a space; cut with an
/// ellipsis where a line is longer than `most` characters.
pub(super) fn lines(text: &str, line: usize, most: usize) -> Vec<String> {
    let text = one_line(text);
    let length = text.chars().count();
    let mut lines = vec![text.clone()];
    if length > line {
        let spaces = text.char_indices().enumerate().filter(|(_, (_, c))| *c == ' ');
        let nearest = spaces.min_by_key(|(at, _)| at.abs_diff(length / 2));
        if let Some((_, (byte, _))) = nearest {
            lines = vec![text[..byte].to_owned(), text[byte + 1..].to_owned()];
        }
    }
    lines.into_iter().map(|line| shortened(&line, most)).collect()
}

/// At most so many characters, with an ellipsis where some are cut.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// Without line ends and control characters, which a picture has no place for.
pub(super) fn one_line(text: &str) -> String {
    let steering = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let text: String = text.chars().map(|c| if steering(c) { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        assert!(runs_right_to_left("«الجيش» CNN"));
        assert!(!runs_right_to_left("CNN «الجيش»"));
        assert!(!runs_right_to_left("2014"));
        assert!(runs_right_to_left("2014 العراق"));
        assert!(!needs_isolation("الجيش العراقي") && needs_isolation("«الجيش»") && needs_isolation("جيش 2"));
    }

    #[test]
    fn long_texts_are_broken_and_cut() {
        assert_eq!(lines("short", 10, 20), ["short"]);
        assert_eq!(lines("United Nations Security Council", 20, 20), ["United Nations", "Security Council"]);
        assert_eq!(lines("a\nb", 10, 20), ["a b"]);
        assert_eq!(lines("Unbreakableandlong", 10, 8), ["Unbreak…"]);
        assert_eq!(lines("", 10, 20), [""]);
    }
}
