//! The words of dates, numbers, shares and money, from `values/<language>/*.yaml`: which roles a word or phrase plays.

mod sheet;
mod words;

use std::collections::BTreeMap;

pub(crate) use words::{Limit, Phrase, Role};

use super::files::DataFiles;
use super::problem::Problem;
use sheet::{Calendar, Money, Numbers};
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

    /// Every folded word of the value phrases, for lexicons that guard the splitting of clitics.
    #[expect(dead_code, reason = "the text layer takes its words from here once both are on one branch")]
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.lexicon.words()
    }
}
