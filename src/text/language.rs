//! The main language of a text, from the share of scripts and from letter statistics.

use whatlang::{Detector, Lang};

use super::normalise::{is_arabic_letter, is_ignored};

/// How many letters are looked at.
const ENOUGH: usize = 20_000;
/// How many bytes the letter statistics get.
const SAMPLE: usize = 4_000;
/// Fewer letters than this say nothing about the language, except in the Arabic script, where Arabic is assumed.
const FEW: usize = 3;
/// Letters of other languages, in a hundred, from which on another language of the Arabic script is believed.
const FOREIGN: usize = 2;

/// BCP 47 tag of the main language; `und` where there are no letters or the language is unknown.
pub(super) fn detect(text: &str) -> String {
    let (mut arabic, mut other, mut foreign) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        if is_arabic_letter(c) {
            arabic += 1;
            foreign += usize::from(is_foreign(c));
        } else if !is_ignored(c) && c.is_alphabetic() {
            other += 1;
        }
        if arabic + other >= ENOUGH {
            break;
        }
    }
    if arabic + other < FEW {
        return "und".into();
    }
    if arabic >= other && foreign * 100 <= arabic * FOREIGN {
        return "ar".into();
    }
    let end = text.char_indices().map(|(i, _)| i).take_while(|&i| i <= SAMPLE).last().unwrap_or(0);
    let sample = if text.len() <= SAMPLE { text } else { &text[..end] };
    match Detector::new().detect(sample) {
        Some(found) if arabic >= other || found.is_reliable() || found.lang() == Lang::Eng => tag(found.lang()).into(),
        _ if arabic >= other => "ar".into(),
        _ => "und".into(),
    }
}

/// Letters of the Arabic script that Arabic itself does not use.
fn is_foreign(c: char) -> bool {
    matches!(
        c,
        '\u{067E}'
            | '\u{0686}'
            | '\u{0698}'
            | '\u{06A9}'
            | '\u{06AF}'
            | '\u{06CC}'
            | '\u{0679}'
            | '\u{06BE}'
            | '\u{06C1}'
            | '\u{06D2}'
            | '\u{0688}'
            | '\u{0691}'
            | '\u{06BA}'
            | '\u{06C6}'
            | '\u{06CE}'
            | '\u{06D5}'
    )
}

/// The shortest tag of a language, as BCP 47 asks for it.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Hin => "hi",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ell => "el",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Cat => "ca",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Ben => "bn",
        Lang::Mar => "mr",
        Lang::Guj => "gu",
        Lang::Pan => "pa",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Sin => "si",
        Lang::Nep => "ne",
        Lang::Mya => "my",
        Lang::Khm => "km",
        Lang::Amh => "am",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Bel => "be",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Yid => "yi",
        Lang::Sna => "sn",
        Lang::Zul => "zu",
        Lang::Aka => "ak",
        Lang::Afr => "af",
        _ => lang.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn knows_the_main_language() {
        assert_eq!(detect("داعش تسقط"), "ar");
        assert_eq!(detect("أعلنت شركة Twitter أنها ألغت حسابات"), "ar");
        assert_eq!(detect("The ministers met in Paris on Monday to discuss the plan."), "en");
        assert_eq!(detect("Les ministres se sont réunis lundi à Paris pour discuter du plan de paix."), "fr");
        assert_eq!(detect("وزیران دو کشور روز گذشته در پاریس دیدار کردند و درباره‌ی طرح گفت‌وگو کردند"), "fa");
    }

    #[test]
    fn knows_when_there_is_none() {
        for text in ["", "😀😀", "12 + 3", "\u{200F}ـ"] {
            assert_eq!(detect(text), "und");
        }
    }
}
