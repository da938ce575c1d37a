//! The YAML form of the value words, and what each list means.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::Spanned;

use super::super::problem::Problem;
use super::words::{Limit, Role};
use super::{Currency, Deixis, Values};
use crate::text::fold;
use crate::value::TimeUnit;

type Words = Vec<Spanned<String>>;
type Numbered<N> = BTreeMap<N, Words>;

/// Where the words of one file go.
pub(super) struct Sink<'a> {
    pub(super) file: &'a str,
    pub(super) values: &'a mut Values,
    pub(super) problems: &'a mut Vec<Problem>,
}

/// A file's content, which knows the roles of its lists.
pub(super) trait Sheet: DeserializeOwned {
    fn fill(self, sink: &mut Sink<'_>);
}

impl Sink<'_> {
    /// Reads one file into the values.
    pub(super) fn read<S: Sheet>(&mut self, text: &str) {
        match serde_saphyr::from_str::<S>(text) {
            Ok(sheet) => sheet.fill(self),
            Err(error) => {
                let line = error.location().map_or(0, |location| location.line() as usize);
                let message = error.without_snippet().to_string();
                let message = message.lines().next().unwrap_or("the file is not readable").to_owned();
                self.problem(line, message, "write it as values/README.md says");
            }
        }
    }

    fn problem(&mut self, line: usize, message: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::new(self.file, line, message, remedy));
    }

    fn add(&mut self, word: &Spanned<String>, role: Role) {
        let line = word.referenced.line() as usize;
        let folded = fold(&word.value);
        if self.values.lexicon.roles(&folded).contains(&role) {
            self.problem(
                line,
                format!("\"{}\" is listed twice", word.value),
                "take one out: spellings that fold alike are one",
            );
        } else if self.values.lexicon.roles(&folded).iter().any(|&old| clashes(old, role)) {
            self.problem(line, format!("\"{}\" already has another value", word.value), "keep one of the two");
        } else if !self.values.lexicon.add(&folded, role) {
            self.problem(line, "an empty word", "take it out");
        }
    }

    fn all(&mut self, words: &Words, role: Role) {
        for word in words {
            self.add(word, role);
        }
    }

    /// Words by a number that must be one of `allowed`.
    fn numbered(&mut self, map: &Numbered<i64>, allowed: &[i64], role: impl Fn(i64) -> Role) {
        for (&number, words) in map {
            let line = words.first().map_or(0, |word| word.referenced.line() as usize);
            if allowed.contains(&number) {
                self.all(words, role(number));
            } else {
                self.problem(line, format!("the number {number} does not belong here"), "see values/README.md");
            }
        }
    }

    fn code(&mut self, code: &Spanned<String>) {
        if code.value.len() != 3 || !code.value.bytes().all(|b| b.is_ascii_uppercase()) {
            let line = code.referenced.line() as usize;
            self.problem(
                line,
                format!("\"{}\" is no currency code", code.value),
                "write the ISO 4217 code, such as EUR",
            );
        }
    }
}

/// Whether one phrase cannot have both roles.
fn clashes(old: Role, new: Role) -> bool {
    match (old, new) {
        (Role::Month { number: a, .. }, Role::Month { number: b, .. }) => a != b,
        (Role::HijriMonth(a), Role::HijriMonth(b)) | (Role::Weekday(a), Role::Weekday(b)) => a != b,
        (Role::Ordinal { value: a, .. }, Role::Ordinal { value: b, .. }) => a != b,
        (Role::Unit { value: a, .. }, Role::Unit { value: b, .. }) => a != b,
        (Role::Ten { value: a, .. }, Role::Ten { value: b, .. }) => a != b,
        (Role::Hundred { value: a, .. }, Role::Hundred { value: b, .. }) => a != b,
        (Role::Scale(a), Role::Scale(b)) | (Role::Vague(a), Role::Vague(b)) => a != b,
        (Role::Currency { index: a, .. }, Role::Currency { index: b, .. }) => a != b,
        _ => false,
    }
}

/// `calendar.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Calendar {
    months: Numbered<i64>,
    ambiguous_months: Words,
    month_contexts: Words,
    month_cues: Words,
    hijri_months: Numbered<i64>,
    hijri_marks: Words,
    era_marks: Words,
    year_cues: Words,
    day_links: Words,
    year_links: Words,
    alternatives: Words,
    day_suffixes: Vec<String>,
    weekdays: Numbered<i64>,
    weekday_cues: Words,
    ordinals: Numbered<i64>,
    first_in_compounds: Words,
    ordinal_heads: Words,
    relative_days: Numbered<i64>,
    deictics: Deictics,
    deictics_before: Deictics,
    this_words: Words,
    range_starts: Words,
    range_ends: Words,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Deictics {
    past: Words,
    current: Words,
    next: Words,
}

impl Deictics {
    fn fill(&self, sink: &mut Sink<'_>, role: impl Fn(Deixis) -> Role) {
        sink.all(&self.past, role(Deixis::Past));
        sink.all(&self.current, role(Deixis::Current));
        sink.all(&self.next, role(Deixis::Next));
    }
}

impl Sheet for Calendar {
    fn fill(self, sink: &mut Sink<'_>) {
        let twelve: Vec<i64> = (1..=12).collect();
        let ambiguous: Vec<String> = self.ambiguous_months.iter().map(|word| fold(&word.value)).collect();
        for (&number, words) in &self.months {
            for word in words {
                let single = BTreeMap::from([(number, vec![word.clone()])]);
                let ambiguous = ambiguous.contains(&fold(&word.value));
                sink.numbered(&single, &twelve, |n| Role::Month { number: n as u8, ambiguous });
            }
        }
        sink.numbered(&self.hijri_months, &twelve, |n| Role::HijriMonth(n as u8));
        sink.numbered(&self.weekdays, &twelve[..7], |n| Role::Weekday(n as u8));
        let compound: Vec<String> = self.first_in_compounds.iter().map(|word| fold(&word.value)).collect();
        for (&number, words) in &self.ordinals {
            for word in words {
                let single = BTreeMap::from([(number, vec![word.clone()])]);
                let compounds = number != 1 || compound.contains(&fold(&word.value));
                sink.numbered(&single, &twelve[..10], |n| Role::Ordinal { value: n as u8, compounds });
            }
        }
        sink.numbered(&self.relative_days, &[-3, -2, -1, 0, 1, 2, 3], |n| Role::RelativeDay(n as i8));
        for (words, role) in [
            (&self.month_contexts, Role::MonthContext),
            (&self.month_cues, Role::MonthCue),
            (&self.hijri_marks, Role::HijriMark),
            (&self.era_marks, Role::EraMark),
            (&self.year_cues, Role::YearCue),
            (&self.day_links, Role::DayLink),
            (&self.year_links, Role::YearLink),
            (&self.alternatives, Role::Alternative),
            (&self.weekday_cues, Role::WeekdayCue),
            (&self.ordinal_heads, Role::OrdinalHead),
            (&self.this_words, Role::This),
            (&self.range_starts, Role::RangeStart),
            (&self.range_ends, Role::RangeEnd),
        ] {
            sink.all(words, role);
        }
        self.deictics.fill(sink, Role::Deictic);
        self.deictics_before.fill(sink, Role::DeicticBefore);
        sink.values.day_suffixes.extend(self.day_suffixes.iter().map(|suffix| fold(suffix)));
    }
}

/// `numbers.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Numbers {
    juxtaposed: bool,
    joiner_clitic: Option<char>,
    joiner_words: Words,
    units: Numbered<i64>,
    teen_marks: Words,
    teen_only: Words,
    teens: Numbered<i64>,
    tens: Numbered<i64>,
    hundreds: Numbered<i64>,
    scales: Numbered<i64>,
    scale_duals: Numbered<i64>,
    vague: Numbered<i64>,
    vague_links: Words,
    few: Words,
    few_before_scale: Words,
    fractions: BTreeMap<String, Words>,
    fractions_before_article: Words,
    fraction_plurals: Numbered<i64>,
    not_fraction_before: Words,
    percent: Words,
    bounds: Bounds,
    bounds_after: Bounds,
    units_of_time: Times,
    unit_duals: Times,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Bounds {
    about: Words,
    at_least: Words,
    at_most: Words,
}

impl Bounds {
    fn fill(&self, sink: &mut Sink<'_>, role: impl Fn(Limit) -> Role) {
        sink.all(&self.about, role(Limit::About));
        sink.all(&self.at_least, role(Limit::AtLeast));
        sink.all(&self.at_most, role(Limit::AtMost));
    }
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Times {
    year: Words,
    month: Words,
    week: Words,
    day: Words,
    hour: Words,
    minute: Words,
}

impl Times {
    fn fill(&self, sink: &mut Sink<'_>, dual: bool) {
        for (words, unit) in [
            (&self.year, TimeUnit::Year),
            (&self.month, TimeUnit::Month),
            (&self.week, TimeUnit::Week),
            (&self.day, TimeUnit::Day),
            (&self.hour, TimeUnit::Hour),
            (&self.minute, TimeUnit::Minute),
        ] {
            sink.all(words, Role::Time { unit, dual });
        }
    }
}

impl Sheet for Numbers {
    fn fill(self, sink: &mut Sink<'_>) {
        let juxtaposed = self.juxtaposed;
        let teen_only: Vec<String> = self.teen_only.iter().map(|word| fold(&word.value)).collect();
        let nine: Vec<i64> = (1..=9).collect();
        let powers = [10, 100, 1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000];
        for (&number, words) in &self.units {
            for word in words {
                let single = BTreeMap::from([(number, vec![word.clone()])]);
                let teen_only = teen_only.contains(&fold(&word.value));
                sink.numbered(&single, &nine, |n| Role::Unit { value: n as u8, juxtaposed, teen_only });
            }
        }
        sink.numbered(&self.teens, &(10..=19).collect::<Vec<_>>(), |n| Role::Teen(n as u8));
        let times = |factor: i64| nine.iter().map(|n| n * factor).collect::<Vec<_>>();
        sink.numbered(&self.tens, &times(10), |n| Role::Ten { value: n as u8, juxtaposed });
        sink.numbered(&self.hundreds, &times(100), |n| Role::Hundred { value: n as u16, juxtaposed });
        sink.numbered(&self.scales, &powers[2..], |n| Role::Scale(n as f64));
        sink.numbered(&self.scale_duals, &powers[2..], |n| Role::ScaleDual(n as f64));
        sink.numbered(&self.vague, &powers, |n| Role::Vague(n as f64));
        sink.numbered(&self.fraction_plurals, &(2..=10).collect::<Vec<_>>(), |n| Role::FractionPlural(n as u8));
        let before_article: Vec<String> = self.fractions_before_article.iter().map(|w| fold(&w.value)).collect();
        for (name, words) in &self.fractions {
            let Some(value) = ratio(name) else {
                let line = words.first().map_or(0, |word| word.referenced.line() as usize);
                sink.problem(line, format!("\"{name}\" is no fraction"), "write it as \"1/2\"");
                continue;
            };
            for word in words {
                let before_article = before_article.contains(&fold(&word.value));
                sink.add(word, Role::Fraction { value, before_article });
            }
        }
        for (words, role) in [
            (&self.teen_marks, Role::TeenMark),
            (&self.joiner_words, Role::Joiner),
            (&self.vague_links, Role::VagueLink),
            (&self.few, Role::Few),
            (&self.few_before_scale, Role::FewBeforeScale),
            (&self.not_fraction_before, Role::NotAfterFraction),
            (&self.percent, Role::Percent),
        ] {
            sink.all(words, role);
        }
        self.bounds.fill(sink, Role::BoundBefore);
        self.bounds_after.fill(sink, Role::BoundAfter);
        self.units_of_time.fill(sink, false);
        self.unit_duals.fill(sink, true);
        sink.values.joiners.extend(self.joiner_clitic);
    }
}

/// The value of «1/2»; none where it is not between 0 and 1.
fn ratio(text: &str) -> Option<f64> {
    let (above, below) = text.split_once('/')?;
    let (above, below): (u8, u8) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
    (above > 0 && above < below).then(|| f64::from(above) / f64::from(below))
}

/// `money.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Money {
    signs: BTreeMap<String, Spanned<String>>,
    currencies: Vec<CurrencySheet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencySheet {
    words: Words,
    #[serde(default)]
    duals: Words,
    #[serde(default)]
    default: Option<Spanned<String>>,
    #[serde(default)]
    of: BTreeMap<String, Spanned<String>>,
}

impl Sheet for Money {
    fn fill(self, sink: &mut Sink<'_>) {
        for (sign, code) in self.signs {
            sink.code(&code);
            let index = sink.values.signs.len();
            let word = Spanned::new(sign, code.referenced, code.defined);
            sink.add(&word, Role::Sign(index));
            sink.values.signs.push(code.value);
        }
        for sheet in self.currencies {
            for code in sheet.default.iter().chain(sheet.of.values()) {
                sink.code(code);
            }
            let index = sink.values.currencies.len();
            sink.all(&sheet.words, Role::Currency { index, dual: false });
            sink.all(&sheet.duals, Role::Currency { index, dual: true });
            sink.values.currencies.push(Currency {
                default: sheet.default.map(|code| code.value),
                of: sheet.of.into_iter().map(|(word, code)| (fold(&word), code.value)).collect(),
            });
        }
    }
}
