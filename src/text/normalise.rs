//! Letters without what hides their identity: diacritics, tatweel, controls, presentation forms, letter variants.

use unicode_normalization::UnicodeNormalization;

pub(crate) const ALEF: char = '\u{0627}';
pub(crate) const LAM: char = '\u{0644}';
const ALEF_HAMZA_ABOVE: char = '\u{0623}';
const ALEF_HAMZA_BELOW: char = '\u{0625}';
const ALEF_MADDA: char = '\u{0622}';
const TATWEEL: char = '\u{0640}';

/// Arabic vowel marks and other signs above and below letters.
pub(crate) fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{08CA}'..='\u{08FF}')
}

/// Controls without width: joiners, direction marks, byte order mark, variation selectors, soft hyphen.
pub(crate) fn is_control(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// What keys leave out: diacritics, tatweel, controls.
pub(crate) fn is_ignored(c: char) -> bool {
    c > '\u{00AC}' && (c == TATWEEL || is_diacritic(c) || is_control(c))
}

/// A letter of the Arabic script, presentation forms included.
pub(crate) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{066E}' | '\u{066F}' | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}' | '\u{06EE}' | '\u{06EF}' | '\u{06FA}'..='\u{06FC}' | '\u{06FF}' | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDF2}'
        | '\u{FDF4}'..='\u{FDF9}' | '\u{FE70}'..='\u{FEFC}')
}

/// Calls `each` with the letters that a code point of an Arabic word stands for: none, one, or the parts of a ligature.
fn letters_of(c: char, mut each: impl FnMut(char)) {
    match c {
        '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => each(c),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => {
            let parts = std::iter::once(c).nfkc().filter(|&part| is_arabic_letter(part));
            parts.for_each(|part| each(common_form(part)));
        }
        _ if is_ignored(c) => {}
        _ => each(common_form(c)),
    }
}

/// The Arabic form of kaf and yaa, which keyboards of other languages write as letters of their own.
fn common_form(c: char) -> char {
    match c {
        '\u{06A9}' => '\u{0643}',
        '\u{06CC}' => '\u{064A}',
        _ => c,
    }
}

/// Letters of an Arabic word, hamza kept, each with the index of the code point that it comes from.
pub(crate) fn light_into(word: &str, letters: &mut Vec<char>, places: &mut Vec<u32>) {
    letters.clear();
    places.clear();
    for (place, c) in (0u32..).zip(word.chars()) {
        let composed = match (c, letters.last_mut()) {
            ('\u{0653}', Some(last)) if *last == ALEF => Some((last, ALEF_MADDA)),
            ('\u{0654}', Some(last)) if *last == ALEF => Some((last, ALEF_HAMZA_ABOVE)),
            ('\u{0655}', Some(last)) if *last == ALEF => Some((last, ALEF_HAMZA_BELOW)),
            _ => None,
        };
        if let Some((last, with_hamza)) = composed {
            *last = with_hamza;
            continue;
        }
        letters_of(c, |letter| {
            letters.push(letter);
            places.push(place);
        });
    }
}

/// Letters of an Arabic word without diacritics, tatweel and controls; hamza kept.
pub(crate) fn light(word: &str) -> Vec<char> {
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    light_into(word, &mut letters, &mut places);
    letters
}

/// One letter for its variants: bare alef for alef with hamza or madda, yaa for alef maqsura and hamza on yaa, waw for
/// hamza on waw, haa for taa marbuta.
pub(crate) fn fold_letter(c: char) -> char {
    match c {
        ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | ALEF_MADDA | '\u{0671}' => ALEF,
        '\u{0649}' | '\u{0626}' => '\u{064A}',
        '\u{0624}' => '\u{0648}',
        '\u{0629}' => '\u{0647}',
        _ => c,
    }
}

/// A digit of any script used with Arabic as an ASCII digit, and the Arabic decimal and thousands signs as ASCII.
fn fold_digit(c: char) -> char {
    let digit = match c {
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06F0}'..='\u{06F9}' => c as u32 - 0x06F0,
        '\u{FF10}'..='\u{FF19}' => c as u32 - 0xFF10,
        '\u{066B}' => return '.',
        '\u{066C}' => return ',',
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

/// The key of any text: Arabic letters folded, digits in ASCII, other letters composed and in lower case, one space for
/// each stretch of white space, diacritics, tatweel and controls left out.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        key.push_str(text);
        key.make_ascii_lowercase();
        if !text.bytes().any(|b| b.is_ascii_whitespace()) {
            return key;
        }
        key.clear();
    }
    let mut last = None;
    for c in text.chars() {
        if c.is_whitespace() {
            if !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
        } else if is_arabic_letter(c) {
            letters_of(c, |letter| key.push(fold_letter(letter)));
        } else if is_ignored(c) {
            continue;
        } else if matches!(c, '\u{2019}' | '\u{02BC}') {
            key.push('\'');
        } else {
            let composed = last.filter(|_| unicode_normalization::char::is_combining_mark(c));
            let composed = composed.and_then(|last| unicode_normalization::char::compose(last, c));
            if composed.is_some() {
                key.pop();
            }
            push_folded(composed.unwrap_or(c), &mut key);
        }
        last = key.chars().next_back();
    }
    if key.ends_with(' ') {
        key.pop();
    }
    key
}

/// Adds a letter, digit or sign of another script; letters and digits in their compatible form, as full-width ones.
fn push_folded(c: char, key: &mut String) {
    let c = fold_digit(c);
    if !c.is_alphanumeric() {
        key.push(c);
        return;
    }
    for part in std::iter::once(c).nfkc() {
        if part.is_whitespace() {
            if !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
        } else if !is_ignored(part) {
            key.extend(fold_letter(common_form(part)).to_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_letters_and_leaves_out_what_is_not_a_letter() {
        assert_eq!(fold("الأُمَـــم المُتّحدة"), "الامم المتحده");
        assert_eq!(fold("\u{200F}مسؤول\u{200E}\u{A0}\u{A0}رئيسى\n"), "مسوول رييسي");
        assert_eq!(fold("ا\u{0654}لغت"), "الغت");
        assert_eq!(fold("ايران کی"), "ايران كي");
    }

    #[test]
    fn resolves_presentation_forms() {
        assert_eq!(fold("\u{FEFB}"), "لا");
        assert_eq!(fold("\u{FEB3}\u{FE8E}\u{FEE1}"), "سام");
        assert_eq!(fold("\u{FDF2}"), "الله");
    }

    #[test]
    fn folds_digits_and_latin() {
        assert_eq!(fold("٢٬١٧٠٫٥ ۳"), "2,170.5 3");
        assert_eq!(fold("Cafe\u{301} O’Neill ＡＢ"), "café o'neill ab");
    }

    #[test]
    fn keeps_hamza_in_light_letters() {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        light_into("لـلأُمم", &mut letters, &mut places);
        assert_eq!(letters.iter().collect::<String>(), "للأمم");
        assert_eq!(places, [0, 2, 3, 5, 6]);
    }
}
