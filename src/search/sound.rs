//! Words of two scripts as they sound: the consonants that both write, and whether the vowels speak against it.

use crate::domain::DataFiles;

const FILE: &str = "search/sounds.tsv";

/// The script of a word, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Arabic,
    Latin,
}

impl Script {
    /// The script of a folded word, by its first letter.
    pub(super) fn of(word: &str) -> Option<Self> {
        let first = word.chars().find(|c| c.is_alphabetic())?;
        if crate::text::normalise::is_arabic_letter(first) {
            Some(Self::Arabic)
        } else {
            first.is_ascii_alphabetic().then_some(Self::Latin)
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Arabic => "Arab",
            Self::Latin => "Latn",
        }
    }
}

/// The sounds of letters.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    arabic: Vec<Row>,
    latin: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    place: Place,
    letters: String,
    sound: String,
}

/// In the order in which rows with the same letters are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    First,
    Last,
    Any,
}

impl Sounds {
    /// Reads the table; a row that cannot be read is left out.
    pub(super) fn read(files: &DataFiles) -> Self {
        let mut sounds = Self::default();
        let lines = files.get(FILE).unwrap_or_default().lines().filter(|line| !line.starts_with('#'));
        for line in lines.skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[script, place, letters, sound] = cells.as_slice() else { continue };
            let place = match place {
                "first" => Place::First,
                "last" => Place::Last,
                _ => Place::Any,
            };
            let rows = if script == Script::Arabic.name() { &mut sounds.arabic } else { &mut sounds.latin };
            rows.push(Row { place, letters: letters.to_owned(), sound: sound.to_owned() });
        }
        for rows in [&mut sounds.arabic, &mut sounds.latin] {
            rows.sort_by(|a, b| {
                (b.letters.chars().count(), a.place, &a.letters).cmp(&(a.letters.chars().count(), b.place, &b.letters))
            });
        }
        sounds
    }

    /// The consonants of a folded word: what both scripts write of it. Empty for a word of another script.
    pub(super) fn skeleton(&self, word: &str) -> String {
        self.heard(word).chars().filter(char::is_ascii_uppercase).collect()
    }

    /// Whether an Arabic and a Latin word of the same consonants may be one word: each vowel that the Arabic one writes
    /// is heard in the Latin one, and both end in a vowel or neither does. With `open`, what was typed (`typed`) may go on.
    pub(super) fn agree(&self, typed: &str, other: &str, open: bool) -> bool {
        let scripts = (Script::of(typed), Script::of(other));
        let (typed, other) = (gaps(&self.heard(typed)), gaps(&self.heard(other)));
        let (arabic, latin) = match scripts {
            (Some(Script::Arabic), Some(Script::Latin)) => (&typed, &other),
            (Some(Script::Latin), Some(Script::Arabic)) => (&other, &typed),
            _ => return false,
        };
        // Behind the last consonant that was typed anything may follow.
        let inner = if open { typed.len() - 1 } else { arabic.len().min(latin.len()) };
        let same_length = open || arabic.len() == latin.len();
        // Before the first consonant Arabic writes a letter that carries any vowel.
        let begin_alike = |first: Option<(&String, &String)>| first.is_none_or(|(a, b)| a.is_empty() == b.is_empty());
        same_length
            && begin_alike(arabic.first().zip(latin.first()))
            && arabic.iter().zip(latin).take(inner).enumerate().skip(1).all(|(place, (written, heard))| {
                // The last vowel of all is compared with the last of the other.
                let last = !open && place + 1 == arabic.len();
                let inside = written.chars().count() - usize::from(last && !written.is_empty());
                written.chars().take(inside).all(|vowel| is_heard(vowel, heard))
                    && (!last || ends_agree(written, heard))
            })
    }

    /// The word as it sounds.
    fn heard(&self, word: &str) -> String {
        let rows = match Script::of(word) {
            Some(Script::Arabic) => &self.arabic,
            Some(Script::Latin) => &self.latin,
            None => return String::new(),
        };
        let mut heard = String::new();
        let mut rest = word;
        while let Some(next) = rest.chars().next() {
            let fits = |row: &&Row| {
                rest.starts_with(&row.letters)
                    && match row.place {
                        Place::First => rest.len() == word.len(),
                        Place::Last => rest.len() == row.letters.len() && rest.len() < word.len(),
                        Place::Any => true,
                    }
            };
            match rows.iter().find(fits) {
                Some(row) => {
                    heard.push_str(&row.sound);
                    rest = &rest[row.letters.len()..];
                }
                None => rest = &rest[next.len_utf8()..],
            }
        }
        heard
    }
}

/// The vowels before, between and after the consonants.
fn gaps(heard: &str) -> Vec<String> {
    heard.split(|c: char| c.is_ascii_uppercase()).map(str::to_owned).collect()
}

/// Whether a written vowel is one of those heard. Alef stands for several in foreign names («ترامب», Trump).
fn is_heard(written: char, heard: &str) -> bool {
    match written {
        'i' => heard.contains(['i', 'e']),
        'u' => heard.contains(['u', 'o']),
        _ => heard.contains(['a', 'o', 'u']),
    }
}

/// Whether both words end in a vowel, and one that goes with the other: at the end Arabic leaves none out. Yaa may be alef
/// maqsura, which folding makes the same.
fn ends_agree(written: &str, heard: &str) -> bool {
    match (written.chars().last(), heard.chars().last()) {
        (None, None) => true,
        (Some('i'), Some(vowel)) => matches!(vowel, 'i' | 'e' | 'a'),
        (Some('u'), Some(vowel)) => matches!(vowel, 'u' | 'o'),
        (Some(_), Some(vowel)) => matches!(vowel, 'a' | 'e'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds() -> Sounds {
        Sounds::read(&DataFiles::embedded())
    }

    fn same(latin: &str, arabic: &str) -> bool {
        let sounds = sounds();
        let (a, b) = (sounds.skeleton(latin), sounds.skeleton(arabic));
        let agree = a == b && !a.is_empty() && sounds.agree(latin, arabic, false);
        assert_eq!(agree, a == b && !a.is_empty() && sounds.agree(arabic, latin, false), "both ways");
        agree
    }

    #[test]
    fn names_sound_the_same_in_both_scripts() {
        let pairs = [
            ("kerry", "كيري"),
            ("netanyahu", "نتنياهو"),
            ("obama", "اوباما"),
            ("iraq", "عراق"),
            ("iran", "ايران"),
            ("abbas", "عباس"),
            ("putin", "بوتين"),
            ("lavrov", "لافروف"),
            ("cameron", "كاميرون"),
            ("trump", "ترامب"),
            ("hassan", "حسن"),
            ("washington", "واشنطن"),
            ("yasser", "ياسر"),
            ("sisi", "سيسي"),
            ("mustafa", "مصطفي"),
            ("hamza", "حمزه"),
            ("hollande", "هولاند"),
            ("erdogan", "اردوغان"),
        ];
        let wrong: Vec<_> = pairs.iter().filter(|(latin, arabic)| !same(latin, arabic)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn vowels_tell_words_of_the_same_consonants_apart() {
        for (latin, arabic) in [
            ("kerry", "كره"),
            ("kerry", "فكر"),
            ("kerry", "كوري"),
            ("kerry", "كر"),
            ("kerry", "عقاري"),
            ("trump", "تركي"),
        ] {
            assert!(!same(latin, arabic), "{latin} {arabic}");
        }
    }

    #[test]
    fn the_beginning_of_a_name_sounds_like_its_beginning() {
        let sounds = sounds();
        assert!(sounds.skeleton("نتنياهو").starts_with(&sounds.skeleton("netan")));
        assert!(sounds.agree("netan", "نتنياهو", true));
        assert!(sounds.agree("كير", "kerry", true) && !sounds.agree("كور", "kerry", true));
    }
}
