//! Splits proclitics, article and pronoun from an Arabic word: of all legal readings, the one whose parts cost least.
//!
//! A stem costs what its frequency says, an unknown one more for each letter; a word that is never split, or is part of
//! a name, costs little as it is. The costs of the parts are those of `data/words/derive.py`.

use rustc_hash::FxHashSet;

use super::normalise::{ALEF, LAM, fold_letter};
use crate::domain::words::{BIT, Words};

const WAW: char = '\u{0648}';
const FAA: char = '\u{0641}';
const BAA: char = '\u{0628}';
const KAF: char = '\u{0643}';
const SEEN: char = '\u{0633}';
const TAA: char = '\u{062A}';
const HAA: char = '\u{0647}';
const TAA_MARBUTA: char = '\u{0629}';
const ARTICLE: &str = "\u{0627}\u{0644}";

const ARTICLE_COST: u32 = 2 * BIT;
const RESTORED_COST: u32 = 2 * BIT;
const UNKNOWN_COST: u32 = 14 * BIT;
const LETTER_COST: u32 = 3 * BIT;
/// What each letter costs that a split stem has fewer than four, where the reference does not have the stem.
const SHORT_COST: u32 = 4 * BIT;
/// What an unknown stem costs more than the known word of which it is a form.
const RELATED_COST: u32 = 5 * BIT;
/// Endings of nouns and verbs that are no pronouns, folded.
const ENDINGS: [&str; 8] = [
    "",
    "\u{0648}\u{0627}",
    "\u{0648}\u{0646}",
    "\u{064A}\u{0646}",
    "\u{0627}\u{062A}",
    "\u{062A}",
    "\u{0627}",
    "\u{0647}",
];
/// A stem that stands elsewhere in the document without the clitic.
const SEEN_COST: u32 = 17 * BIT;

/// Pronouns at the end of a word, and what each costs.
const PRONOUNS: [(&[char], u32); 10] = [
    (&[HAA], 6 * BIT),
    (&[HAA, ALEF], 6 * BIT),
    (&[HAA, '\u{0645}'], 7 * BIT),
    (&[HAA, '\u{0645}', ALEF], 9 * BIT),
    (&[HAA, '\u{0646}'], 12 * BIT),
    (&['\u{0646}', ALEF], 9 * BIT),
    (&[KAF, '\u{0645}'], 11 * BIT),
    (&[KAF, '\u{0645}', ALEF], 16 * BIT),
    (&[KAF], 12 * BIT),
    (&['\u{0646}', '\u{064A}'], 10 * BIT),
];

fn proclitic_cost(c: char) -> u32 {
    match c {
        WAW => 4 * BIT,
        BAA | LAM | SEEN => 5 * BIT,
        FAA => 7 * BIT,
        _ => 8 * BIT,
    }
}

/// How a word is split; lengths count letters of the folded word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// Number of proclitics, one letter each.
    pub(super) proclitics: usize,
    /// Whether there is an article.
    pub(super) article: bool,
    /// The stem, without article and with the pronoun.
    pub(super) stem: String,
    /// The pronoun and the stem without it.
    pub(super) pronoun: Option<(String, String)>,
}

/// What the words of one document say about its other words.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Folded words as they stand.
    pub(super) bare: FxHashSet<String>,
    /// Folded stems that stand after an article.
    pub(super) definite: FxHashSet<String>,
}

impl Evidence {
    /// Notes one word of the document.
    pub(super) fn note(&mut self, letters: &[char], fold: &str) {
        // A preposition or conjunction before the article is not sure enough: names begin so too.
        if letters.len() >= 5 && letters[0] == ALEF && letters[1] == LAM {
            self.definite.insert(fold.chars().skip(2).collect());
        } else if letters.len() >= 3 {
            self.bare.insert(fold.to_owned());
        }
    }
}

/// Splits a word given as its letters with hamza, and folded.
pub(super) fn split(words: &Words, evidence: &Evidence, letters: &[char], fold: &str) -> Split {
    if letters.len() < 2 || words.no_split(fold) {
        return Split { stem: fold.to_owned(), ..Split::default() };
    }
    let folded: Vec<char> = letters.iter().map(|&c| fold_letter(c)).collect();
    let mut search =
        Search { words, evidence, letters, folded: &folded, stem: String::new(), best: None, best_cost: u32::MAX };
    search.heads(0, 0, Slot::Conjunction);
    let Some(reading) = search.best else {
        return Split { stem: fold.to_owned(), ..Split::default() };
    };
    let Reading { proclitics, article, lead_in, start, pronoun, restored } = reading;
    let stem: String = lead_in.chars().chain(folded[start..].iter().copied()).collect();
    let pronoun = (pronoun > 0).then(|| {
        let end = folded.len() - pronoun;
        let mut base: String = folded[start.min(end)..end].iter().collect();
        if restored {
            base.pop();
            base.push(HAA);
        }
        (folded[end..].iter().collect(), base)
    });
    Split { proclitics, article, stem, pronoun }
}

#[derive(Debug, Clone, Copy)]
struct Reading {
    proclitics: usize,
    article: bool,
    /// What the spelling leaves out before the stem: the article of a word that is never without it.
    lead_in: &'static str,
    start: usize,
    pronoun: usize,
    restored: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Conjunction,
    Preposition,
    Done,
}

struct Search<'a> {
    words: &'a Words,
    evidence: &'a Evidence,
    letters: &'a [char],
    folded: &'a [char],
    stem: String,
    best: Option<Reading>,
    best_cost: u32,
}

impl Search<'_> {
    fn fill(&mut self, lead_in: &str, start: usize, end: usize) {
        self.stem.clear();
        self.stem.push_str(lead_in);
        self.stem.extend(&self.folded[start..end]);
    }

    fn offer(&mut self, cost: u32, reading: Reading) {
        // The first of two that cost the same stays: fewer clitics come first.
        if cost < self.best_cost {
            (self.best, self.best_cost) = (Some(reading), cost);
        }
    }

    /// Weighs the stem just filled in.
    fn weigh(&mut self, cost: u32, reading: Reading) {
        let split = reading.proclitics > 0 || reading.article;
        let length = self.folded.len() - reading.start;
        let known = self.words.cost(&self.stem, false).and_then(|known| {
            let pos = self.words.pos(&self.stem);
            if split && self.is_barred(pos, reading) {
                return None;
            }
            // A short rest is in the word list by chance more often than not, unless the reference has it.
            let doubtful = split && length <= 3 && pos.is_empty();
            Some(known + if doubtful { SHORT_COST * (4 - u32::try_from(length.min(3)).unwrap_or(3)) } else { 0 })
        });
        let seen = self.evidence.definite.contains(&self.stem) || (split && self.evidence.bare.contains(&self.stem));
        let seen = (seen && length >= 3).then_some(SEEN_COST);
        let unknown = UNKNOWN_COST + LETTER_COST * u32::try_from(length.min(64)).unwrap_or(64);
        // Before a preposition or article this finds Arabic words in foreign names.
        let open = self.folded[..reading.proclitics].iter().all(|c| matches!(c, &WAW | &FAA)) && !reading.article;
        let related = if open && known.is_none() && seen.is_none() && length >= 4 { self.related() } else { None };
        let least = [known, seen, related, (length >= 2).then_some(unknown)].into_iter().flatten().min();
        if let Some(stem) = least {
            self.offer(cost + stem, reading);
        }
    }

    /// Whether the clitics cannot stand before the stem: prepositions and the article do not stand before verbs, except
    /// «lam» before the imperfect.
    fn is_barred(&self, pos: &str, reading: Reading) -> bool {
        let imperfect = self.stem.starts_with(['\u{064A}', TAA, '\u{0646}', ALEF]);
        let verb = pos == "V"
            || (pos.is_empty() && self.stem.starts_with('\u{064A}') && reading.start + 4 <= self.folded.len());
        verb && match self.folded[..reading.proclitics].last() {
            _ if reading.article => pos == "V",
            Some(&(BAA | KAF)) => true,
            Some(&LAM) => !imperfect,
            _ => false,
        }
    }

    /// The cost of the stem by a known word that differs in its ending or in the prefix of the imperfect.
    fn related(&self) -> Option<u32> {
        let mut relative = String::with_capacity(self.stem.len() + 2);
        let mut least: Option<u32> = None;
        let mut try_word = |word: &str| {
            if let Some(cost) = self.words.cost(word, true) {
                let cost = cost + RELATED_COST;
                least = Some(least.map_or(cost, |other| other.min(cost)));
            }
        };
        for ending in ENDINGS {
            let Some(base) = self.stem.strip_suffix(ending) else { continue };
            if base.chars().nth(2).is_none() {
                continue;
            }
            if !ending.is_empty() {
                try_word(base);
                relative.clear();
                relative.push_str(base);
                relative.push(HAA);
                try_word(&relative);
            }
            if base.starts_with(['\u{064A}', TAA, '\u{0646}', ALEF]) {
                for prefix in ['\u{064A}', TAA] {
                    relative.clear();
                    relative.push(prefix);
                    relative.extend(base.chars().skip(1));
                    try_word(&relative);
                }
            }
        }
        least
    }

    /// All readings of the rest from `start`, after proclitics that cost `cost`.
    fn heads(&mut self, start: usize, cost: u32, slot: Slot) {
        let n = self.folded.len();
        self.fill("", start, n);
        let whole = self.words.no_split(&self.stem);
        self.tails(start, cost, whole);
        if whole {
            return;
        }
        let rest = &self.letters[start..];
        let after_lam = start > 0 && self.letters[start - 1] == LAM;
        let reading = Reading { proclitics: start, article: true, lead_in: "", start, pronoun: 0, restored: false };
        if !after_lam && rest.len() >= 4 && rest[0] == ALEF && rest[1] == LAM {
            self.fill("", start + 2, n);
            self.weigh(cost + ARTICLE_COST, Reading { start: start + 2, ..reading });
        }
        if after_lam && rest.len() >= 3 && rest[0] == LAM {
            self.fill(ARTICLE, start + 1, n);
            if self.words.no_split(&self.stem) {
                self.weigh(cost, Reading { article: false, lead_in: ARTICLE, start: start + 1, ..reading });
            }
            // Few stems begin with two lams, so that the article costs nothing here.
            self.fill("", start + 1, n);
            self.weigh(cost, Reading { start: start + 1, ..reading });
            self.fill("", start, n);
            self.weigh(cost, reading);
        }
        let (Some(&first), Some(&second)) = (rest.first(), rest.get(1)) else { return };
        let next = cost + proclitic_cost(first);
        match first {
            WAW | FAA if slot == Slot::Conjunction => self.heads(start + 1, next, Slot::Preposition),
            BAA | KAF | LAM if slot != Slot::Done => {
                if !(first == LAM && second == ALEF && rest.get(2) == Some(&LAM)) {
                    self.heads(start + 1, next, Slot::Done);
                }
                if first != KAF {
                    self.pronoun_alone(start + 1, next);
                }
            }
            SEEN if slot != Slot::Done && rest.len() >= 4 && is_imperfect_prefix(second) => {
                self.tails(start + 1, next, false);
            }
            _ => {}
        }
    }

    /// The rest from `start` as a stem, with or without a pronoun.
    fn tails(&mut self, start: usize, cost: u32, whole: bool) {
        let n = self.folded.len();
        let reading = Reading { proclitics: start, article: false, lead_in: "", start, pronoun: 0, restored: false };
        self.fill("", start, n);
        self.weigh(cost, reading);
        if whole || self.letters.last() == Some(&TAA_MARBUTA) {
            return;
        }
        for (pronoun, pronoun_cost) in PRONOUNS {
            let end = n.saturating_sub(pronoun.len());
            if end < start + 2 || self.folded[end..] != *pronoun {
                continue;
            }
            let reading = Reading { pronoun: pronoun.len(), ..reading };
            self.fill("", start, end);
            // A preposition has a pronoun more often than not.
            let preposition = self.words.pos(&self.stem) == "PREP";
            let pronoun_cost = if preposition { pronoun_cost / 2 } else { pronoun_cost };
            if let Some(base) = self.words.cost(&self.stem, true) {
                self.offer(cost + pronoun_cost + base, reading);
            }
            if self.stem.ends_with(TAA) && end >= start + 3 {
                self.stem.pop();
                self.stem.push(HAA);
                if let Some(base) = self.words.cost(&self.stem, true) {
                    self.offer(cost + pronoun_cost + RESTORED_COST + base, Reading { restored: true, ..reading });
                }
            }
        }
    }

    /// A preposition of one letter with nothing but a pronoun.
    fn pronoun_alone(&mut self, start: usize, cost: u32) {
        let found = PRONOUNS.iter().find(|(pronoun, _)| self.folded[start..] == **pronoun);
        if let Some(&(pronoun, pronoun_cost)) = found
            && self.letters.last() != Some(&TAA_MARBUTA)
        {
            let pronoun = pronoun.len();
            let reading = Reading { proclitics: start, article: false, lead_in: "", start, pronoun, restored: false };
            self.offer(cost + pronoun_cost, reading);
        }
    }
}

/// The first letters of the verbs that take the future «seen»; the alef has its hamza.
fn is_imperfect_prefix(c: char) -> bool {
    matches!(c, '\u{064A}' | TAA | '\u{0646}' | '\u{0623}')
}
