//! The words of each language: stems with part of speech and frequency, words that are never split, abbreviations.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::files::DataFiles;
use super::problem::Problem;
use super::table;
use crate::text::normalise::{ALEF, LAM, fold, fold_letter, light};

/// One bit of information, in the units in which costs are counted.
pub(crate) const BIT: u32 = 16;
/// What a word that is never split costs.
const KEPT: u32 = 5 * BIT;
/// What a part of a name costs: the same as one word in five hundred.
const NAME: u32 = 9 * BIT;

/// From how many occurrences on a word counts as common.
const COMMON: u32 = 40;

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Word {
    count: u32,
    cost: u32,
    pos: u16,
    kept: bool,
}

/// The known words of all languages, by folded stem: without clitics and article.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: FxHashMap<SmolStr, Word>,
    pos: Vec<Box<str>>,
    abbreviations: FxHashSet<Box<str>>,
    /// Words seen with the article and without it, as names are not.
    nouns: FxHashSet<SmolStr>,
}

impl Words {
    /// Reads `words/<language>/{words,no_split,abbreviations}.tsv`.
    pub(crate) fn load(files: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let mut words = Self { pos: vec!["".into()], ..Self::default() };
        let mut kept = Vec::new();
        for (file, text) in files.under("words/") {
            match file.rsplit('/').next() {
                Some("words.tsv") => words.read_words(file, text, problems),
                Some("no_split.tsv") => {
                    kept.extend(table::rows(file, text, &["form"], problems).iter().map(|row| fold(row.cell(0))));
                }
                Some("common.tsv") => {
                    let rows = table::rows(file, text, &["form", "bare", "with"], problems);
                    words.nouns.extend(rows.iter().map(|row| row.cell(0).into()));
                }
                Some("abbreviations.tsv") => {
                    let rows = table::rows(file, text, &["form"], problems);
                    words.abbreviations.extend(rows.iter().map(|row| fold(row.cell(0)).into_boxed_str()));
                }
                _ => {}
            }
        }
        words.weigh();
        for form in kept {
            let word = words.words.entry(form.into()).or_insert(Word { count: 0, cost: KEPT, pos: 0, kept: true });
            word.kept = true;
        }
        words
    }

    fn read_words(&mut self, file: &str, text: &str, problems: &mut Vec<Problem>) {
        for row in table::rows(file, text, &["form", "pos", "count"], problems) {
            let Ok(count) = row.cell(2).parse::<u32>() else {
                let message = format!("«{}» is not a count", row.cell(2));
                problems.push(Problem::new(file, row.line, message, "write a whole number"));
                continue;
            };
            let pos = self.pos_index(row.cell(1));
            let word =
                self.words.entry(fold(row.cell(0)).into()).or_insert(Word { count: 0, cost: 0, pos, kept: false });
            word.count = word.count.saturating_add(count);
        }
    }

    fn pos_index(&mut self, name: &str) -> u16 {
        let index = self.pos.iter().position(|known| **known == *name).unwrap_or_else(|| {
            self.pos.push(name.into());
            self.pos.len() - 1
        });
        u16::try_from(index).unwrap_or(0)
    }

    /// Sets the cost of each word from its share of all counts.
    fn weigh(&mut self) {
        let total: u64 = self.words.values().map(|word| u64::from(word.count)).sum();
        self.words.values_mut().for_each(|word| {
            let share = total.max(1) as f64 / f64::from(word.count.max(1));
            word.cost = (share.log2() * f64::from(BIT)).round() as u32;
        });
    }

    /// Makes a token of a name known, so that it is found behind clitics and never split itself. The token is given as
    /// written: hamza on the first alef shows that it has no article.
    pub(crate) fn add_name_key(&mut self, key: &str) {
        let letters = light(key);
        let article = letters.len() >= 4 && letters[0] == ALEF && letters[1] == LAM;
        let form: String = letters.iter().map(|&c| fold_letter(c)).collect();
        if form.is_empty() || self.no_split(&form) {
            return;
        }
        let stem = if article { form.chars().skip(2).collect() } else { form };
        let word = self.words.entry(stem.into()).or_insert(Word { count: 0, cost: NAME, pos: 0, kept: false });
        word.cost = word.cost.min(NAME);
    }

    /// Whether the folded stem is a known word.
    pub(crate) fn contains(&self, stem: &str) -> bool {
        self.words.contains_key(stem)
    }

    /// Whether the folded form is never split, in spite of its first letters.
    pub(crate) fn no_split(&self, form: &str) -> bool {
        self.words.get(form).is_some_and(|word| word.kept)
    }

    /// Parts of speech of a folded stem in the reference, joined by `|` («NOUN|V»); empty where unknown.
    pub(crate) fn pos(&self, stem: &str) -> &str {
        self.words.get(stem).map_or("", |word| &self.pos[usize::from(word.pos)])
    }

    /// Whether the reference has the stem as a verb and as nothing else.
    pub(crate) fn is_verb(&self, stem: &str) -> bool {
        self.pos(stem) == "V"
    }

    /// Whether the reference has the stem as a verb, among other things.
    pub(crate) fn may_be_verb(&self, stem: &str) -> bool {
        self.pos(stem).split('|').any(|pos| pos == "V")
    }

    /// Whether the reference has the stem as a noun.
    pub(crate) fn is_noun(&self, stem: &str) -> bool {
        self.pos(stem).split('|').any(|pos| pos == "NOUN")
    }

    /// Whether the reference has the stem as an adjective.
    pub(crate) fn is_adjective(&self, stem: &str) -> bool {
        self.pos(stem).split('|').any(|pos| pos == "ADJ")
    }

    /// Whether the stem was seen both with the article and without it, as nouns and adjectives are and names are not.
    pub(crate) fn takes_article(&self, stem: &str) -> bool {
        self.nouns.contains(stem)
    }

    /// Whether the stem is no rare word, as most family names are.
    pub(crate) fn is_common(&self, stem: &str) -> bool {
        self.count(stem) >= COMMON
    }

    /// How often the folded stem was seen.
    pub(crate) fn count(&self, stem: &str) -> u32 {
        self.words.get(stem).map_or(0, |word| word.count)
    }

    /// Whether a full stop after the folded word belongs to it.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// What a known stem costs in a reading without a pronoun, in sixteenths of a bit, and its parts of speech. Lower is
    /// more likely; a word that is never split costs little.
    pub(crate) fn cost_and_pos(&self, stem: &str) -> Option<(u32, &str)> {
        let word = self.words.get(stem)?;
        let cost = if word.kept { KEPT.min(word.cost) } else { word.cost };
        Some((cost, &self.pos[usize::from(word.pos)]))
    }

    /// What a known stem costs before a pronoun or as a relative of an unknown one: what its frequency says.
    pub(crate) fn cost_with_ending(&self, stem: &str) -> Option<u32> {
        self.words.get(stem).filter(|word| !word.kept || word.count > 0).map(|word| word.cost)
    }
}
