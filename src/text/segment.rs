//! Splits proclitics, article and pronoun from an Arabic word: of all legal readings, the one whose parts cost least.
//!
//! A stem costs what its frequency says, an unknown one more for each letter; a word that is never split, or is part of
//! a name, costs little as it is. The costs of the parts are those of `data/words/derive.py`.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

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
/// The article, folded.
pub(crate) const ARTICLE: &str = "\u{0627}\u{0644}";

/// Whether a folded word begins with a letter that may be a proclitic.
pub(crate) fn may_begin_with_clitic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(c, WAW | FAA | BAA | KAF | LAM | SEEN))
}

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
    /// Where the word begins without them, in code points from its beginning.
    pub(super) core: usize,
    /// Whether there is an article.
    pub(super) article: bool,
    /// The stem, without article and with the pronoun.
    pub(super) stem: SmolStr,
    /// The pronoun and the stem without it.
    pub(super) pronoun: Option<(SmolStr, SmolStr)>,
}

impl Split {
    /// A word that is not split.
    pub(super) fn whole(fold: &SmolStr) -> Self {
        Self { stem: fold.clone(), ..Self::default() }
    }
}

/// What the words of one document say about its other words.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// Folded words as they stand.
    bare: FxHashSet<&'a str>,
    /// Folded stems that stand after an article.
    definite: FxHashSet<&'a str>,
}

impl<'a> Evidence<'a> {
    /// Notes one word of the document.
    pub(super) fn note(&mut self, word: &str, fold: &'a str) {
        let length = fold.chars().take(5).count();
        // A preposition or conjunction before the article is not sure enough: names begin so too.
        let definite = fold.strip_prefix(ARTICLE).filter(|_| length == 5 && word.starts_with(ALEF));
        if let Some(stem) = definite {
            self.definite.insert(stem);
        } else if length >= 3 {
            self.bare.insert(fold);
        }
    }
}

/// Splits the words of one document.
pub(super) struct Splitter<'a> {
    words: &'a Words,
    evidence: &'a Evidence<'a>,
    folded: Vec<char>,
    stem: String,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(words: &'a Words, evidence: &'a Evidence<'a>) -> Self {
        Self { words, evidence, folded: Vec::new(), stem: String::new() }
    }

    /// Splits a word given as its letters with hamza, and folded.
    pub(super) fn split(&mut self, letters: &[char], fold: &SmolStr) -> Split {
        let (first, last) = (letters.first().copied(), letters.last().copied());
        let plain = first.is_none_or(|c| !may_begin_clitics(c)) && last.is_none_or(|c| !may_end_pronoun(c));
        if plain || letters.len() < 2 || self.words.no_split(fold) {
            return Split::whole(fold);
        }
        self.folded.clear();
        self.folded.extend(letters.iter().map(|&c| fold_letter(c)));
        let (words, evidence, folded) = (self.words, self.evidence, &self.folded);
        let mut search =
            Search { words, evidence, letters, folded, stem: &mut self.stem, best: None, best_cost: u32::MAX };
        search.heads(0, 0, Slot::Conjunction);
        match search.best {
            Some(reading) => reading.apply(&self.folded),
            None => Split::whole(fold),
        }
    }
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

impl Reading {
    fn apply(self, folded: &[char]) -> Split {
        let Self { proclitics, article, lead_in, start, pronoun, restored } = self;
        let stem = lead_in.chars().chain(folded[start..].iter().copied()).collect();
        let pronoun = (pronoun > 0).then(|| {
            let end = folded.len() - pronoun;
            let kept = if restored { end - 1 } else { end };
            let base = folded[start.min(kept)..kept].iter().copied().chain(restored.then_some(HAA)).collect();
            (folded[end..].iter().copied().collect(), base)
        });
        Split { proclitics, core: 0, article, stem, pronoun }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Conjunction,
    Preposition,
    Done,
}

struct Search<'a> {
    words: &'a Words,
    evidence: &'a Evidence<'a>,
    letters: &'a [char],
    folded: &'a [char],
    stem: &'a mut String,
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
        if cost >= self.best_cost {
            return;
        }
        let split = reading.proclitics > 0 || reading.article;
        let length = self.folded.len() - reading.start;
        let known = self.words.cost_and_pos(self.stem).and_then(|(known, pos)| {
            if split && self.is_barred(pos, reading) {
                return None;
            }
            // A short rest is in the word list by chance more often than not, unless the reference has it.
            let doubtful = split && length <= 3 && pos.is_empty();
            Some(known + if doubtful { SHORT_COST * (4 - u32::try_from(length.min(3)).unwrap_or(3)) } else { 0 })
        });
        let seen = length >= 3
            && known.is_none_or(|known| known > SEEN_COST)
            && (self.evidence.definite.contains(self.stem.as_str())
                || (split && self.evidence.bare.contains(self.stem.as_str())));
        let seen = seen.then_some(SEEN_COST);
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
            if let Some(cost) = self.words.cost_with_ending(word) {
                let cost = cost + RELATED_COST;
                least = Some(least.map_or(cost, |other| other.min(cost)));
            }
        };
        for ending in ENDINGS {
            let Some(base) = self.stem.strip_suffix(ending) else { continue };
            // A final haa that is no taa marbuta is a pronoun, and that is another reading.
            let pronoun = ending.starts_with(HAA) && self.letters.last() != Some(&TAA_MARBUTA);
            // So is an alef after a haa: before an ending taa marbuta is written as taa.
            let pronoun = pronoun || ending.starts_with(ALEF) && base.ends_with(HAA);
            if pronoun || base.chars().nth(2).is_none() {
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
        let whole = self.words.no_split(self.stem);
        let rest = &self.letters[start..];
        let after_lam = start > 0 && self.letters[start - 1] == LAM;
        // «للأزمة» is no «لازمة»: few stems begin with lam and an alef that has a hamza.
        let article = after_lam && rest.len() > 2 && rest[0] == LAM && fold_letter(rest[1]) == ALEF && rest[1] != ALEF;
        if whole || !article {
            self.tails(start, cost, whole);
        }
        if whole {
            return;
        }
        let reading = Reading { proclitics: start, article: true, lead_in: "", start, pronoun: 0, restored: false };
        if !after_lam && rest.len() >= 4 && rest[0] == ALEF && rest[1] == LAM {
            self.fill("", start + 2, n);
            self.weigh(cost + ARTICLE_COST, Reading { start: start + 2, ..reading });
        }
        if after_lam && rest.len() >= 2 && rest[0] == LAM {
            for start in [start + 1, start] {
                self.fill(ARTICLE, start, n);
                if self.words.no_split(self.stem) {
                    self.weigh(cost, Reading { article: false, lead_in: ARTICLE, start, ..reading });
                }
            }
        }
        if after_lam && rest.len() >= 3 && rest[0] == LAM {
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
        if whole || self.letters.last().is_none_or(|&c| !may_end_pronoun(c)) {
            return;
        }
        for (pronoun, pronoun_cost) in PRONOUNS {
            let end = n.saturating_sub(pronoun.len());
            if end < start + 2 || self.folded[end..] != *pronoun {
                continue;
            }
            let reading = Reading { pronoun: pronoun.len(), ..reading };
            self.fill("", start, end);
            if let Some(base) = self.base_cost() {
                // A preposition has a pronoun more often than not.
                let preposition = self.words.pos(self.stem) == "PREP";
                let pronoun_cost = if preposition { pronoun_cost / 2 } else { pronoun_cost };
                self.offer(cost + pronoun_cost + base, reading);
            }
            if self.stem.ends_with(TAA) && end >= start + 3 {
                self.stem.pop();
                self.stem.push(HAA);
                if let Some(base) = self.base_cost() {
                    self.offer(cost + pronoun_cost + RESTORED_COST + base, Reading { restored: true, ..reading });
                }
            }
        }
    }

    /// What the stem just filled in costs before a pronoun, where it is known or stands after an article elsewhere.
    fn base_cost(&self) -> Option<u32> {
        let seen = || self.evidence.definite.contains(self.stem.as_str()).then_some(SEEN_COST);
        self.words.cost_with_ending(self.stem).or_else(seen)
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

fn may_begin_clitics(c: char) -> bool {
    matches!(c, WAW | FAA | BAA | KAF | LAM | SEEN | ALEF)
}

fn may_end_pronoun(c: char) -> bool {
    matches!(c, HAA | ALEF | KAF | '\u{0645}' | '\u{0646}' | '\u{064A}')
}

/// The first letters of the verbs that take the future «seen»; the alef has its hamza.
fn is_imperfect_prefix(c: char) -> bool {
    matches!(c, '\u{064A}' | TAA | '\u{0646}' | '\u{0623}')
}

#[cfg(test)]
mod tests {
    use crate::domain::words::Words;
    use crate::domain::{DataFiles, Domain};
    use crate::text::AnalysedText;

    /// Each token as `clitics+ال+stem`, with the base of a pronoun in brackets.
    fn shown(text: &str) -> String {
        let (mut domain, _) = Domain::check(&DataFiles::embedded());
        domain.words = Words::load(&DataFiles::embedded(), &mut Vec::new());
        ["داعش", "الأمم", "ألمانيا", "وولفوفيتس"].iter().for_each(|name| domain.words.add_name_key(name));
        let analysed = AnalysedText::new(&domain, text);
        let show = |token: &crate::text::Token| {
            let clitics: String = token.proclitics.iter().map(|c| format!("{c}+")).collect();
            let article = if token.article { "ال+" } else { "" };
            let base = token.enclitic.as_ref().map_or(String::new(), |e| format!("[{}+{}]", e.base, e.pronoun));
            format!("{clitics}{article}{}{base}", token.stem)
        };
        analysed.tokens.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn splits_proclitics_and_article() {
        assert_eq!(shown("وبالعراق للأمم بدعم كمقاتلين"), "و+ب+ال+عراق ل+ال+امم ب+دعم ك+مقاتلين");
        assert_eq!(shown("لتنظيم فمواقع وسيقدم سيتم"), "ل+تنظيم ف+مواقع و+س+يقدم س+يتم");
        assert_eq!(shown("لداعش وداعش بألمانيا"), "ل+داعش و+داعش ب+المانيا");
    }

    #[test]
    fn keeps_names_and_words_that_look_split() {
        let text = "لبنان بوتين وليد فيتنام واشنطن بان كي مون وزير الذي ألغت وولفوفيتس";
        assert_eq!(shown(text), "لبنان بوتين وليد فيتنام واشنطن بان كي مون وزير الذي الغت وولفوفيتس");
        assert_eq!(shown("ووزير وبلبنان وفيتنام"), "و+وزير و+ب+لبنان و+فيتنام");
    }

    #[test]
    fn writes_the_article_that_lam_hides() {
        assert_eq!(shown("للتنظيم لله للذين"), "ل+ال+تنظيم ل+الله ل+الذين");
    }

    #[test]
    fn finds_pronouns_of_known_words() {
        assert_eq!(shown("موارده حكومتهم عليها له"), "موارده[موارد+ه] حكومتهم[حكومه+هم] عليها[علي+ها] ل+ه[+ه]");
        assert_eq!(shown("مدينة المدرسة"), "مدينه ال+مدرسه");
    }

    #[test]
    fn learns_from_the_other_words_of_the_document() {
        assert_eq!(shown("لغنجور"), "لغنجور");
        assert_eq!(shown("الغنجور لغنجور"), "ال+غنجور ل+غنجور");
    }

    #[test]
    fn sets_the_core_after_diacritics_and_tatweel() {
        let (domain, _) = Domain::check(&DataFiles::embedded());
        let text = AnalysedText::new(&domain, "في لِلأُمَم وَبِـالعراق");
        let cores: Vec<&str> = text.tokens.iter().map(|token| text.slice(token.core)).collect();
        assert_eq!(cores, ["في", "لأُمَم", "العراق"]);
        assert_eq!(text.tokens[1].key, "الامم");
    }
}
