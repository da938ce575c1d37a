//! The timeline: what has a date, along an axis, by class or by the entities that have to do with it.

mod axis;
mod item;

use std::collections::BTreeMap;

use crate::domain::Ontology;
use crate::export::Options;
use crate::graph::Period;
use crate::graph::{KnowledgeGraph, Language};
use crate::layout::Point;
use crate::timeline::{Selection, timeline};

use super::canvas::{Anchor, Drawing, FAINT, INK, Item, PAPER, Path, RULE, Text, circle, polyline, rectangle};
use super::frame::{Entry, Frame, Plot};
use super::place::Area;
use super::text;
use super::theme::{Standing, Theme};
use axis::{Axis, day};
use item::{Dated, dated};

const LETTER: f64 = 11.0;
/// Width of the axis.
const WIDTH: f64 = 96.0 * LETTER;
/// So many lanes fit into a picture, and so many rows into a lane.
const LANES: usize = 16;
const ROWS: usize = 24;
const ROW: f64 = 1.7 * LETTER;
/// So long a name is, in characters.
const NAME: usize = 42;
const LANE_NAME: usize = 24;

/// What the lanes of a timeline are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lanes {
    /// The classes of what is dated.
    #[default]
    Classes,
    /// The entities that are said to have to do with it.
    Entities,
}

pub(super) fn draw(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    lanes: Lanes,
    options: &Options,
    theme: &Theme,
) -> Drawing {
    let timeline = timeline(graph, ontology, &Selection { reported: true, ..Selection::default() });
    let mut frame = Frame { graph, options, theme, letter: LETTER, legend: Vec::new(), notes: Vec::new() };
    let mut items = dated(&frame, ontology, &timeline);
    if lanes == Lanes::Entities {
        let all = items.len();
        items.retain(|item| !item.with.is_empty());
        frame.left_out("alone_left_out", all - items.len(), all);
    }
    let periods: Vec<Period> = items.iter().map(|item| item.period).collect();
    let chart = Chart { frame: &frame, axis: Axis::new(&periods, WIDTH, 3.0 * LETTER), items: &items };
    let (found, more) = chart.lanes(lanes);
    let all = found.len() + more;
    let (plot, unnamed, shown) = chart.plot(&found);
    frame.legend = vec![chart.standings()];
    if items.is_empty() {
        frame.notes.push(frame.words("empty", &[]));
    }
    frame.left_out("lanes_left_out", more, all);
    frame.left_out("marks_left_out", unnamed, shown);
    let yearless = timeline.valid.iter().filter(|row| row.valid.is_some_and(|valid| valid.period.is_none())).count();
    let undated = timeline.reported.len() + timeline.timeless;
    frame.left_out("yearless", yearless, yearless);
    frame.left_out("undated", undated, undated + timeline.valid.len());
    frame.around(plot)
}

struct Chart<'a> {
    frame: &'a Frame<'a>,
    axis: Axis,
    items: &'a [Dated<'a>],
}

struct Lane<'a> {
    name: String,
    items: Vec<&'a Dated<'a>>,
}

impl Chart<'_> {
    fn mirrored(&self) -> bool {
        self.frame.options.language != Language::English
    }

    /// The lanes, the fullest first, and how many there is no room for.
    fn lanes(&self, lanes: Lanes) -> (Vec<Lane<'_>>, usize) {
        let mut found: BTreeMap<&str, Vec<&Dated<'_>>> = BTreeMap::new();
        for item in self.items {
            match lanes {
                Lanes::Classes => found.entry(&item.node.class).or_default().push(item),
                Lanes::Entities => {
                    for other in &item.with {
                        found.entry(&other.iri).or_default().push(item);
                    }
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(key, items)| (std::cmp::Reverse(items.len()), *key));
        let more = found.len().saturating_sub(LANES);
        found.truncate(LANES);
        let language = self.frame.options.language;
        let name = |key: &str| match lanes {
            Lanes::Classes if key.is_empty() => self.frame.words("other", &[]),
            Lanes::Classes => self.frame.graph.term_label(key, language),
            Lanes::Entities => self.frame.graph.label(key, language).to_owned(),
        };
        let lane =
            |(key, items): (&str, _)| Lane { name: text::shortened(&text::one_line(&name(key)), LANE_NAME), items };
        (found.into_iter().map(lane).collect(), more)
    }

    /// The chart, how many marks have no name, and how many there are.
    fn plot(&self, lanes: &[Lane<'_>]) -> (Plot, usize, usize) {
        if lanes.is_empty() {
            return (Plot { items: Vec::new(), size: [0.0; 2], labels: Vec::new() }, 0, 0);
        }
        let beside =
            lanes.iter().map(|lane| text::width(&lane.name, LETTER, true)).fold(0.0_f64, f64::max) + 1.5 * LETTER;
        let size = [beside + WIDTH, 0.0];
        // Time runs as the language is read.
        let x = |place: f64| if self.mirrored() { WIDTH - place } else { beside + place };
        let top = 2.6 * LETTER;
        let (mut back, mut items, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        let (mut y, mut unnamed, mut shown) = (top, 0, 0);
        for (at, lane) in lanes.iter().enumerate() {
            let rows = self.rows(lane);
            let count = rows.iter().map(|placed| placed.row + 1).max().unwrap_or(1);
            let high = count as f64 * ROW + 0.8 * LETTER;
            if at % 2 == 0 {
                let data = rectangle([0.0, y], [size[0], high]);
                back.push(Item::Path(Path { fill: Some([246; 3]), stroke: None, ..Path::line(data, RULE, 0.0) }));
            }
            let (edge, anchor) =
                if self.mirrored() { (size[0] - 0.5 * LETTER, Anchor::Right) } else { (0.5 * LETTER, Anchor::Left) };
            let name =
                Text::new(lane.name.clone(), [edge, y + 0.4 * LETTER + 0.5 * ROW + 0.35 * LETTER], anchor, LETTER);
            back.push(Item::Text(Text { bold: true, ..name }));
            for placed in rows {
                let middle = y + 0.4 * LETTER + (placed.row as f64 + 0.5) * ROW;
                shown += 1;
                let name = placed.name.as_ref().map(|(name, from)| {
                    let half = text::width(name, LETTER, false) / 2.0;
                    let [from, to] = [x(*from), x(*from + 2.0 * half)];
                    labels.push(Area::upright([(from + to) / 2.0, middle], [half, 0.55 * LETTER]));
                    // It begins at the mark in either direction.
                    let anchor = if self.mirrored() { Anchor::Right } else { Anchor::Left };
                    Text::new(name.clone(), [from, middle + 0.35 * LETTER], anchor, LETTER)
                });
                unnamed += usize::from(name.is_none());
                let mut parts = vec![self.mark(placed.item, placed.span.map(x), middle)];
                parts.extend(name.map(|name| Item::Text(Text { rim: true, ..name })));
                let tooltip = placed.item.tooltip.clone();
                items.push(Item::Group { kind: "dated", tooltip, shift: [0.0; 2], items: parts });
            }
            y += high;
        }
        back.extend(self.scale(x, top, y));
        back.extend(items);
        (Plot { items: back, size: [size[0], y + 0.5 * LETTER], labels }, unnamed, shown)
    }

    /// Each item in the first row of its lane where it and its name have room; without the name where there is no room.
    fn rows<'a>(&self, lane: &Lane<'a>) -> Vec<Placed<'a>> {
        let mut ends: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for item in &lane.items {
            let span = [self.axis.place(day(item.period.first) + 0.5), self.axis.place(day(item.period.last) + 0.5)];
            let name = text::shortened(&item.name, NAME);
            let wide = text::width(&name, LETTER, false);
            let (start, mark_end) = (span[0] - 0.6 * LETTER, span[1] + 0.6 * LETTER);
            let from = mark_end + 0.2 * LETTER;
            // At the end of the axis the name stands before the mark.
            let before = from + wide > WIDTH;
            let name_from = if before { start - 0.2 * LETTER - wide } else { from };
            let needed = if before { [name_from, mark_end] } else { [start, from + wide] };
            let free = |ends: &[f64], start: f64| {
                let row = ends.iter().position(|&end| end + 0.6 * LETTER <= start);
                row.or_else(|| (ends.len() < ROWS).then_some(ends.len()))
            };
            let fits = needed[0] >= -LETTER && needed[1] <= WIDTH + LETTER;
            let named = free(&ends, needed[0]).filter(|_| fits);
            // A mark without a name finds room in the row that ends first.
            let first = || (0..ends.len()).min_by(|&a, &b| ends[a].total_cmp(&ends[b]).then(a.cmp(&b))).unwrap_or(0);
            let row = named.or_else(|| free(&ends, start)).unwrap_or_else(first);
            let end = if named.is_some() { needed[1] } else { mark_end };
            match ends.get_mut(row) {
                Some(last) => *last = last.max(end),
                None => ends.push(end),
            }
            let entry = Placed { item, span, row, name: named.map(|_| (name, name_from)) };
            placed.push(entry);
        }
        placed
    }

    /// A disc for a day, a bar for longer; hollow where it is not held as a fact.
    fn mark(&self, item: &Dated<'_>, [from, to]: [f64; 2], y: f64) -> Item {
        let color = self.frame.options.appearance.of(&item.node.class).mark;
        sign(self.frame, [from.min(to), y], from.max(to) - from.min(to), item.standing, color)
    }

    /// Lines and days along the top, and where the axis is cut.
    fn scale(&self, x: impl Fn(f64) -> f64, top: f64, bottom: f64) -> Vec<Item> {
        let mut items = Vec::new();
        let mut last = f64::NEG_INFINITY;
        for tick in self.axis.ticks(5.0 * LETTER) {
            let at = x(tick.place);
            items.push(Item::Path(Path::line(polyline(&[[at, top], [at, bottom]], false), RULE, 0.7)));
            let half = text::width(&tick.text, 0.9 * LETTER, false) / 2.0;
            // The first day of a stretch may stand near the last of the one before.
            if tick.place - half > last + 0.4 * LETTER {
                last = tick.place + half;
                let text = Text::new(tick.text, [at, top - 0.6 * LETTER], Anchor::Middle, 0.9 * LETTER);
                items.push(Item::Text(Text { color: FAINT, ..text }));
            }
        }
        for pair in self.axis.stretches.windows(2) {
            let at = x((pair[0].places[1] + pair[1].places[0]) / 2.0);
            let side = LETTER * 0.4;
            for shift in [-0.25 * LETTER, 0.25 * LETTER] {
                let slash: [Point; 2] = [[at + shift - side * 0.4, top + side], [at + shift + side * 0.4, top - side]];
                items.push(Item::Path(Path::line(polyline(&slash, false), INK, 1.0)));
            }
            let rule = Path::line(polyline(&[[at, top + LETTER], [at, bottom]], false), RULE, 1.0);
            items.push(Item::Path(Path { dashes: vec![2.0, 4.0], ..rule }));
        }
        for stretch in &self.axis.stretches {
            let [from, to] = stretch.places.map(&x);
            items.push(Item::Path(Path::line(polyline(&[[from, top], [to, top]], false), INK, 1.0)));
        }
        items
    }

    fn standings(&self) -> Vec<Entry> {
        let there = |standing: &Standing| self.items.iter().any(|item| item.standing == *standing);
        let entry = |standing| Entry {
            sign: vec![sign(self.frame, [0.0, 0.0], 0.0, standing, FAINT)],
            text: self.frame.theme.line_label(standing, self.frame.options.language),
        };
        Standing::ALL.into_iter().filter(there).map(entry).collect()
    }
}

fn sign(frame: &Frame<'_>, [x, y]: Point, long: f64, standing: Standing, color: super::canvas::Color) -> Item {
    let radius = 0.42 * LETTER;
    let data = if long > 1.0 {
        rectangle([x - radius, y - radius * 0.8], [long + 2.0 * radius, 1.6 * radius])
    } else {
        circle([x, y], radius)
    };
    let line = frame.theme.line(standing);
    Item::Path(if standing == Standing::Asserted {
        Path { fill: Some(color), ..Path::line(data, color.map(|part| part / 5 * 3), 1.0) }
    } else {
        let dashes = line.dashes.iter().map(|dash| dash * 0.5).collect();
        Path { fill: Some(PAPER), dashes, ..Path::line(data, line.color, 1.5) }
    })
}

struct Placed<'a> {
    item: &'a Dated<'a>,
    /// Where its first and its last day stand on the axis.
    span: [f64; 2],
    row: usize,
    /// Its name and where that begins on the axis.
    name: Option<(String, f64)>,
}
