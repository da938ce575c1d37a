//! The axis of time: days as places, long empty stretches cut short.

use jiff::civil::Date;

use crate::graph::Period;

/// Stretches without anything are cut out where they are longer than this part of the whole.
const EMPTY: f64 = 0.12;
/// And not shorter than so many days.
const DAYS: f64 = 20.0;
/// At most so many stretches stand beside each other.
const STRETCHES: usize = 9;

/// Days of which the picture shows all, from a place to a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) days: [f64; 2],
    pub(super) places: [f64; 2],
}

/// Where the days stand between 0 and a width.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) stretches: Vec<Stretch>,
}

/// A day that is written at the axis.
#[derive(Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) place: f64,
    pub(super) text: String,
}

/// The number of a day; only differences count.
pub(super) fn day(date: Date) -> f64 {
    f64::from(Date::ZERO.until(date).map_or(0, |span| span.get_days()))
}

impl Axis {
    /// For these periods, `width` wide with `gap` between two stretches.
    pub(super) fn new(periods: &[Period], width: f64, gap: f64) -> Self {
        let mut spans: Vec<[f64; 2]> =
            periods.iter().map(|period| [day(period.first), day(period.last) + 1.0]).collect();
        spans.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        let mut found: Vec<[f64; 2]> = Vec::new();
        for span in spans {
            match found.last_mut() {
                Some(last) if span[0] <= last[1] => last[1] = last[1].max(span[1]),
                _ => found.push(span),
            }
        }
        let whole =
            |found: &[[f64; 2]]| found.last().map_or(0.0, |last| last[1]) - found.first().map_or(0.0, |first| first[0]);
        let least = (whole(&found) * EMPTY).max(DAYS);
        let mut empty: Vec<f64> =
            found.windows(2).map(|pair| pair[1][0] - pair[0][1]).filter(|&days| days > least).collect();
        empty.sort_by(|a, b| b.total_cmp(a));
        empty.truncate(STRETCHES - 1);
        let cut = empty.last().copied().unwrap_or(f64::INFINITY);
        let mut stretches: Vec<[f64; 2]> = Vec::new();
        for span in found {
            match stretches.last_mut() {
                Some(last) if span[0] - last[1] < cut => last[1] = span[1],
                _ => stretches.push(span),
            }
        }
        // A little room at both ends; each stretch has its part of the width, and at least a tenth of an even part.
        let margin = |[first, last]: [f64; 2]| ((last - first) * 0.02).max(0.5);
        for stretch in &mut stretches {
            let margin = margin(*stretch);
            *stretch = [stretch[0] - margin, stretch[1] + margin];
        }
        let count = stretches.len() as f64;
        let room = width - gap * (count - 1.0).max(0.0);
        let days: f64 = stretches.iter().map(|[first, last]| last - first).sum();
        let least = 0.5 / count.max(1.0);
        let shares: Vec<f64> = stretches.iter().map(|[first, last]| ((last - first) / days).max(least)).collect();
        let all: f64 = shares.iter().sum();
        let mut from = 0.0;
        let placed = stretches.into_iter().zip(shares).map(|(days, share)| {
            let to = from + room * share / all;
            let stretch = Stretch { days, places: [from, to] };
            from = to + gap;
            stretch
        });
        Self { stretches: placed.collect() }
    }

    /// Where a day stands.
    pub(super) fn place(&self, day: f64) -> f64 {
        let near = self.stretches.iter().find(|stretch| day <= stretch.days[1]).or(self.stretches.last());
        let Some(Stretch { days: [first, last], places: [from, to] }) = near else { return 0.0 };
        from + (to - from) * ((day - first) / (last - first)).clamp(0.0, 1.0)
    }

    /// Round days, `apart` from each other at least.
    pub(super) fn ticks(&self, apart: f64) -> Vec<Tick> {
        self.stretches.iter().flat_map(|stretch| stretch.ticks(apart)).collect()
    }
}

impl Stretch {
    fn ticks(&self, apart: f64) -> Vec<Tick> {
        let a_day = (self.places[1] - self.places[0]) / (self.days[1] - self.days[0]);
        let fits = |days: f64| days * a_day >= apart;
        let mut ticks = if fits(1.0) {
            self.at(|date| (date, date.to_string()), |date| date.tomorrow().ok())
        } else if fits(28.0) {
            let first = |date: Date| date.first_of_month();
            let text = |date: Date| (first(date), first(date).strftime("%Y-%m").to_string());
            self.at(text, |date| date.last_of_month().tomorrow().ok())
        } else {
            let step =
                [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|&years| fits(365.0 * f64::from(years)));
            let step = step.unwrap_or(1000);
            let round = |date: Date| Date::new(date.year().div_euclid(step) * step, 1, 1).unwrap_or(date);
            let next = |date: Date| Date::new(round(date).year().checked_add(step)?, 1, 1).ok();
            self.at(|date| (round(date), format!("{:04}", round(date).year())), next)
        };
        if ticks.is_empty() {
            // Nothing round lies in it: its first whole day.
            let first = Self::date((self.days[0] + 0.5).ceil());
            ticks.extend(first.map(|first| Tick { place: self.place(day(first)), text: first.to_string() }));
        }
        ticks
    }

    /// Days from the first on that lie in it.
    fn at(&self, round: impl Fn(Date) -> (Date, String), next: impl Fn(Date) -> Option<Date>) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut at = Self::date(self.days[0].floor());
        while let Some(date) = at.filter(|date| day(*date) <= self.days[1]) {
            let (round, text) = round(date);
            if (self.days[0]..=self.days[1]).contains(&day(round)) {
                ticks.push(Tick { place: self.place(day(round)), text });
            }
            at = next(date).filter(|next| *next > date);
        }
        ticks
    }

    fn place(&self, day: f64) -> f64 {
        let ([first, last], [from, to]) = (self.days, self.places);
        from + (to - from) * (day - first) / (last - first)
    }

    fn date(day: f64) -> Option<Date> {
        Date::ZERO.checked_add(jiff::Span::new().try_days(day as i64).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn periods(texts: &[&str]) -> Vec<Period> {
        texts.iter().map(|text| Period::parse(text).expect("a period")).collect()
    }

    #[test]
    fn days_stand_in_their_order_and_far_ones_near() {
        let periods = periods(&["1945", "2014-09-15", "2014-09-20", "2014-10"]);
        let axis = Axis::new(&periods, 100.0, 4.0);
        assert_eq!(axis.stretches.len(), 2, "{axis:?}");
        let places: Vec<f64> = periods.iter().map(|period| axis.place(day(period.first))).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
        assert!(axis.place(day(periods[3].last)) <= 100.0);
        assert_eq!(axis.stretches[0].places[1] + 4.0, axis.stretches[1].places[0]);
    }

    #[test]
    fn ticks_are_round_and_apart() {
        let fortnights = ["01-03", "01-16", "01-30", "02-13", "02-27", "03-13", "03-27", "04-10", "04-24", "05-08"];
        let fortnights = fortnights.map(|day| format!("2014-{day}"));
        let axis = Axis::new(&periods(&fortnights.each_ref().map(String::as_str)), 100.0, 4.0);
        let ticks = axis.ticks(8.0);
        let texts: Vec<&str> = ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert!(
            texts.contains(&"2014-03") && texts.iter().all(|text| text.len() == 7 || text.len() == 10),
            "{texts:?}"
        );
        assert!(Axis::new(&[], 100.0, 4.0).ticks(8.0).is_empty());
        let days = Axis::new(&periods(&["2014-09-15", "2014-09-17"]), 100.0, 4.0).ticks(8.0);
        assert!(days.iter().any(|tick| tick.text == "2014-09-16"), "{days:?}");
        let years = Axis::new(&periods(&["1000", "1250", "1500", "1750", "2000", "9999"]), 100.0, 4.0).ticks(8.0);
        assert!(years.iter().any(|tick| tick.text == "1400"), "{years:?}");
    }
}
