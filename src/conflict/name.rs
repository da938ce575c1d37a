//! Whether two names may be one name written in two ways: so two people are only told apart where no word is shared.

use crate::graph::Names;
use crate::text::{ARTICLE, name_words};

/// Letters that spellings of a foreign name put in and leave out: alef, waw, yaa, hamza, final haa, and their like in
/// Latin script.
const WEAK: [char; 11] = ['\u{627}', '\u{648}', '\u{64A}', '\u{621}', '\u{647}', 'a', 'e', 'i', 'o', 'u', 'y'];

/// Words with fewer letters are shared by too many names.
const LEAST: usize = 3;

/// Whether two entities may have the same name. Where no language has a name of both, they may. One word in common is
/// enough for people; bodies and places share their first words with others.
pub(super) fn may_be_same(a: &Names, b: &Names, people: bool) -> bool {
    let pairs = [(&a.ar, &b.ar), (&a.en, &b.en), (&a.other, &b.other)];
    let mut told = pairs.into_iter().filter_map(|(a, b)| Some((a.as_deref()?, b.as_deref()?))).peekable();
    told.peek().is_none() || told.any(|(a, b)| spelt_alike(a, b) || people && share_a_word(a, b))
}

fn spelt_alike(a: &str, b: &str) -> bool {
    skeleton(&words(a).concat()) == skeleton(&words(b).concat())
}

fn share_a_word(a: &str, b: &str) -> bool {
    let b = words(b);
    words(a).iter().any(|word| b.iter().any(|other| near(word, other)))
}

fn near(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    let bones = skeleton(a);
    a == b || length > LEAST && strsim::levenshtein(a, b) == 1 || bones.chars().count() >= LEAST && bones == skeleton(b)
}

fn words(name: &str) -> Vec<String> {
    let bare = |word: String| word.strip_prefix(ARTICLE).map_or_else(|| word.clone(), str::to_owned);
    let words: Vec<String> = name_words(name).into_iter().map(bare).collect();
    let long: Vec<String> = words.iter().filter(|word| word.chars().count() >= LEAST).cloned().collect();
    if long.is_empty() { words } else { long }
}

/// The letters that all spellings have, each once where it is doubled.
fn skeleton(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().filter(|c| !WEAK.contains(c)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        spelt_alike(a, b) || share_a_word(a, b)
    }

    #[test]
    fn bodies_may_share_a_word() {
        assert!(!spelt_alike("تنظيم القاعدة", "تنظيم الدولة") && spelt_alike("الجهاد الإسلامي", "الجهاد الاسلامي"));
    }

    #[test]
    fn spellings_and_parts_of_a_name_are_the_same() {
        for (a, b) in [
            ("أنجيلا ميركل", "انغيلا ميركيل"),
            ("رجب طيب أردوغان", "أردوغان"),
            ("توماس دي ميزير", "توماس دوميزيار"),
            ("Mohammed Said", "Muhammad Saeed"),
        ] {
            assert!(alike(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn names_without_a_common_word_are_two() {
        for (a, b) in
            [("باراك أوباما", "دونالد ترامب"), ("سالم العتيبي", "ماجد البكري"), ("John Kerry", "Rex Tillerson")]
        {
            assert!(!alike(a, b), "{a} and {b}");
        }
    }
}
