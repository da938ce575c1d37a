//! Words and phrases with the roles that they play in values.

use rustc_hash::FxHashMap;

use super::Deixis;
use crate::value::TimeUnit;

/// What a phrase does inside a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Role {
    Month {
        number: u8,
        alone: Alone,
    },
    MonthContext,
    YearContext,
    MonthCue,
    HijriMonth(u8),
    HijriMark,
    EraMark,
    YearCue,
    DayLink,
    YearLink,
    Alternative,
    Weekday(u8),
    WeekdayCue,
    /// 1 to 10; whether it forms 11 to 19 and 21 to 29.
    Ordinal {
        value: u8,
        compounds: bool,
    },
    RelativeDay(i8),
    Deictic(Deixis),
    DeicticBefore(Deixis),
    This,
    RangeStart,
    RangeEnd,
    /// 1 to 9; `juxtaposed` where parts of a number need no joining word.
    Unit {
        value: u8,
        juxtaposed: bool,
        teen_only: bool,
    },
    TeenMark,
    Teen(u8),
    Ten {
        value: u8,
        juxtaposed: bool,
    },
    Hundred {
        value: u16,
        juxtaposed: bool,
    },
    Scale(f64),
    ScaleDual(f64),
    Vague(f64),
    VagueLink,
    Few,
    FewBeforeScale,
    Joiner,
    Fraction {
        value: f64,
        before_article: bool,
    },
    FractionPlural(u8),
    NotAfterFraction,
    Percent,
    BoundBefore(Limit),
    BoundAfter(Limit),
    Time {
        unit: TimeUnit,
        dual: bool,
    },
    Currency {
        index: usize,
        dual: bool,
    },
    Sign(usize),
}

/// When the name of a month is a month without a day and a year beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alone {
    Always,
    /// After a word such as «since».
    InContext,
    Never,
}

/// How a word limits the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    About,
    AtLeast,
    AtMost,
}

/// The rest of a phrase after its first word, and its role.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<u32>,
    pub(crate) role: Role,
}

/// Words by number, phrases by first word.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: FxHashMap<String, u32>,
    phrases: Vec<Vec<Phrase>>,
}

impl Lexicon {
    /// Adds a phrase of folded words; false where there is no word in it.
    pub(crate) fn add(&mut self, folded: &str, role: Role) -> bool {
        let mut ids = folded.split_whitespace().map(|word| self.number(word)).collect::<Vec<_>>().into_iter();
        let Some(first) = ids.next() else { return false };
        self.phrases[first as usize].push(Phrase { rest: ids.collect(), role });
        true
    }

    /// The roles that exactly this phrase has so far.
    pub(crate) fn roles(&self, folded: &str) -> Vec<Role> {
        let Some(ids) = folded.split_whitespace().map(|w| self.word(w)).collect::<Option<Vec<u32>>>() else {
            return Vec::new();
        };
        let Some((&first, rest)) = ids.split_first() else { return Vec::new() };
        self.phrases(first).iter().filter(|p| p.rest == rest).map(|p| p.role).collect()
    }

    /// Puts longer phrases first.
    pub(crate) fn sort(&mut self) {
        for phrases in &mut self.phrases {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }

    pub(crate) fn word(&self, folded: &str) -> Option<u32> {
        self.words.get(folded).copied()
    }

    pub(crate) fn phrases(&self, word: u32) -> &[Phrase] {
        self.phrases.get(word as usize).map_or(&[], Vec::as_slice)
    }

    fn number(&mut self, word: &str) -> u32 {
        let next = self.phrases.len() as u32;
        let id = *self.words.entry(word.to_owned()).or_insert(next);
        if id == next {
            self.phrases.push(Vec::new());
        }
        id
    }
}
