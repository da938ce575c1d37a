//! The words of dates, numbers, shares and money, from `values/<language>/*.yaml`: which roles a word or phrase plays.

mod calendar;
mod money;
mod numbers;
mod sheet;
mod words;

use std::collections::BTreeMap;

pub(crate) use words::{Alone, Limit, Phrase, Role};

use super::files::DataFiles;
use super::problem::Problem;
use calendar::Calendar;
use money::Money;
use numbers::Numbers;
use words::Lexicon;

/// A point in time as seen from the day of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deixis {
    Past,
    Current,
    Next,
}

/// A currency word: its code where it stands alone, and by the adjective beside it, folded.
#[derive(Debug, Default)]
pub(crate) struct Currency {
    pub(crate) default: Option<String>,
    pub(crate) of: BTreeMap<String, String>,
}

/// All value words of all languages.
#[derive(Debug, Default)]
pub(crate) struct Values {
    lexicon: Lexicon,
    pub(crate) currencies: Vec<Currency>,
    /// Codes of currency signs, by the number in [`Role::Sign`].
    pub(crate) signs: Vec<String>,
    /// Proclitics that join two parts of a number.
    pub(crate) joiners: Vec<char>,
    /// Letters that stand between the decimals and the whole number, in this order.
    pub(crate) reversed_decimals: Vec<char>,
    /// Endings of a day's figure, folded.
    pub(crate) day_suffixes: Vec<String>,
}

impl Values {
    /// Loads every file below `values/`; mistakes go to `problems`.
    pub(crate) fn load(files: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let mut values = Self::default();
        for (path, text) in files.under("values/").filter(|(path, _)| path.ends_with(".yaml")) {
            let mut sink = sheet::Sink { file: path, values: &mut values, problems };
            match path.rsplit('/').next() {
                Some("calendar.yaml") => sink.read::<Calendar>(text),
                Some("numbers.yaml") => sink.read::<Numbers>(text),
                Some("money.yaml") => sink.read::<Money>(text),
                _ => problems.push(Problem::new(
                    path,
                    0,
                    "this file is not one that is read",
                    "name it calendar.yaml, numbers.yaml or money.yaml",
                )),
            }
        }
        values.lexicon.sort();
        values
    }

    /// The number of a folded word, where any phrase has it.
    pub(crate) fn word(&self, folded: &str) -> Option<u32> {
        self.lexicon.word(folded)
    }

    /// The phrases that begin with a word, longest first.
    pub(crate) fn phrases(&self, word: u32) -> &[Phrase] {
        self.lexicon.phrases(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("values/xx")).expect("a folder");
        std::fs::write(folder.path().join("values/xx").join(name), text).expect("a file");
        let mut problems = Vec::new();
        Values::load(&DataFiles::read(folder.path()).expect("readable"), &mut problems);
        problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    }

    #[test]
    fn embedded_words_load() {
        let mut problems = Vec::new();
        let values = Values::load(&DataFiles::embedded(), &mut problems);
        assert_eq!(problems, []);
        assert!(values.word("ايلول").is_some() && values.word("september").is_some());
    }

    #[test]
    fn mistakes_are_listed_with_their_lines() {
        assert_eq!(problems("calendar.yaml", "months:\n  13: [x]\n"), ["2: the number 13 does not belong here"]);
        assert_eq!(problems("calendar.yaml", "months:\n  1: [x]\n  2: [X]\n"), ["3: \"X\" already has another value"]);
        assert_eq!(problems("calendar.yaml", "era_marks:\n  - x\n  - x\n"), ["3: \"x\" is listed twice"]);
        assert_eq!(problems("money.yaml", "signs: {\"$\": dollar}\n"), ["1: \"dollar\" is no currency code"]);
        assert_eq!(problems("numbers.yaml", "fractions:\n  \"3/2\": [x]\n"), ["2: \"3/2\" is no fraction"]);
        assert_eq!(problems("calendar.yaml", "monhts: {}\n").len(), 1);
        assert_eq!(problems("other.yaml", "x: 1\n"), ["0: this file is not one that is read"]);
    }
}
