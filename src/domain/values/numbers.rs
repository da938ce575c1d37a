//! The YAML form of `numbers.yaml`: number words, fractions, limits, units of time.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::sheet::{Numbered, Sheet, Sink, Words, folded};
use super::words::{Limit, Role};
use crate::text::fold;
use crate::value::TimeUnit;

/// `numbers.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Numbers {
    juxtaposed: bool,
    joiner_clitic: Option<char>,
    joiner_words: Words,
    reversed_decimal: Option<char>,
    units: Numbered,
    teen_marks: Words,
    teen_only: Words,
    teens: Numbered,
    tens: Numbered,
    hundreds: Numbered,
    scales: Numbered,
    scale_duals: Numbered,
    vague: Numbered,
    vague_links: Words,
    few: Words,
    few_before_scale: Words,
    fractions: BTreeMap<String, Words>,
    fractions_before_article: Words,
    fraction_plurals: Numbered,
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
        let teen_only = folded(&self.teen_only);
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
        let before_article = folded(&self.fractions_before_article);
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
        sink.values.reversed_decimals.extend(self.reversed_decimal);
    }
}

/// The value of «1/2»; none where it is not between 0 and 1.
fn ratio(text: &str) -> Option<f64> {
    let (above, below) = text.split_once('/')?;
    let (above, below): (u8, u8) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
    (above > 0 && above < below).then(|| f64::from(above) / f64::from(below))
}
