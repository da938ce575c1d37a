//! The YAML form of `calendar.yaml`: months, weekdays, ordinals, relative days, ranges.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Deixis;
use super::sheet::{Numbered, Sheet, Sink, Words, folded};
use super::words::{Alone, Role};
use crate::text::fold;

/// `calendar.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Calendar {
    months: Numbered,
    ambiguous_months: Words,
    unsure_months: Words,
    month_contexts: Words,
    year_contexts: Words,
    month_cues: Words,
    hijri_months: Numbered,
    hijri_marks: Words,
    era_marks: Words,
    year_cues: Words,
    day_links: Words,
    year_links: Words,
    alternatives: Words,
    day_suffixes: Vec<String>,
    weekdays: Numbered,
    weekday_cues: Words,
    ordinals: Numbered,
    first_in_compounds: Words,
    relative_days: Numbered,
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
        let ambiguous = folded(&self.ambiguous_months);
        let unsure = folded(&self.unsure_months);
        for (&number, words) in &self.months {
            for word in words {
                let single = BTreeMap::from([(number, vec![word.clone()])]);
                let name = fold(&word.value);
                let alone = match () {
                    () if unsure.contains(&name) => Alone::Never,
                    () if ambiguous.contains(&name) => Alone::InContext,
                    () => Alone::Always,
                };
                sink.numbered(&single, &twelve, |n| Role::Month { number: n as u8, alone });
            }
        }
        sink.numbered(&self.hijri_months, &twelve, |n| Role::HijriMonth(n as u8));
        sink.numbered(&self.weekdays, &twelve[..7], |n| Role::Weekday(n as u8));
        let compound = folded(&self.first_in_compounds);
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
            (&self.year_contexts, Role::YearContext),
            (&self.hijri_marks, Role::HijriMark),
            (&self.era_marks, Role::EraMark),
            (&self.year_cues, Role::YearCue),
            (&self.day_links, Role::DayLink),
            (&self.year_links, Role::YearLink),
            (&self.alternatives, Role::Alternative),
            (&self.weekday_cues, Role::WeekdayCue),
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
