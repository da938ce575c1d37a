//! The network: entities as marks, what is said of two as a line between them.

mod arrow;
mod label;

use std::collections::{BTreeMap, BTreeSet};

use crate::export::{LeftOut, Options, reduced};
use crate::graph::{KnowledgeGraph, Node};
use crate::layout::{self, Point, layout};

use super::canvas::{Anchor, Drawing, FAINT, Item, PAPER, Path, Text, polyline};
use super::caption;
use super::frame::{Entry, Frame, Plot};
use super::mark::mark;
use super::place::{Area, Plane};
use super::text;
use super::theme::{Standing, Theme};
use arrow::{Arrow, Course, arrows};

/// Above so many entities only the most important have their names.
const NAMED: usize = 300;
/// So many of them then.
const MOST_IMPORTANT: usize = 150;
/// Above so many lines none has its predicate.
const RELATIONS: usize = 260;
/// So many classes, and so many communities, stand in the legend.
const CLASSES: usize = 14;

/// The height of small letters in a picture that is not large.
const LETTER: f64 = 11.0;
/// A larger picture is at most so many letters wide: one that has all names, and one that has not.
const LETTERS: [f64; 2] = [240.0, 130.0];

/// An entity with its place.
struct Spot<'a> {
    node: &'a Node,
    at: Point,
    radius: f64,
}

pub(super) fn draw(graph: &KnowledgeGraph, options: &Options, theme: &Theme) -> Drawing {
    match reduced(graph, options) {
        Some((part, left_out)) => draw_all(&part, Some(left_out), options, theme),
        None => draw_all(graph, None, options, theme),
    }
}

fn draw_all(graph: &KnowledgeGraph, left_out: Option<LeftOut>, options: &Options, theme: &Theme) -> Drawing {
    let (nodes, arrows) = tied(graph);
    let spots = spots(graph, options, &nodes, &arrows);
    let (left, top, right, bottom) = bounds(&spots);
    let letters = LETTERS[usize::from(spots.len() > NAMED)];
    let letter = LETTER.max((right - left) / letters).max((bottom - top) / (letters * 0.8));
    let mut frame = Frame { graph, options, theme, letter, legend: Vec::new(), notes: Vec::new() };
    if let Some(LeftOut { nodes, edges, nodes_shown, edges_shown }) = left_out {
        let counts = [nodes - nodes_shown, nodes, edges - edges_shown, edges].map(|count| count.to_string());
        let values = ["left", "all", "statements", "said"].into_iter().zip(counts.iter().map(String::as_str));
        frame.notes.push(frame.words("graph_left_out", &values.collect::<Vec<_>>()));
    }
    frame.left_out("untied_left_out", graph.nodes().len() - spots.len(), graph.nodes().len());
    let courses = courses(&arrows, &spots, letter);
    let mut plane = label::plane(&spots, &courses, letter);
    // Important names first, then what lines say, then the rest: a line without a word still says who is tied to whom.
    let mut names = label::names(&mut frame, &spots, &mut plane);
    let relations = label::relations(&mut frame, &arrows, &courses, &mut plane);
    let items = vec![
        group("lines", lines(&frame, &arrows, &courses, &spots)),
        group("entities", marks(&frame, &spots)),
        group("relations", relations.iter().map(|placed| placed.item()).collect()),
        group("names", names.iter().flat_map(label::Placed::items).collect()),
    ];
    names.extend(relations);
    let labels: Vec<Area> = names.into_iter().map(|placed| placed.area).collect();
    frame.legend = vec![classes(&frame, &spots), standings(&frame, &arrows)];
    if !options.marks.is_empty() {
        frame.legend.insert(1, communities(&frame, &spots));
    }
    if spots.is_empty() {
        frame.notes.push(frame.words("empty", &[]));
    } else if spots.len() > 1 {
        let key = if options.marks.is_empty() { "larger" } else { "larger_measured" };
        frame.notes.insert(0, frame.words(key, &[]));
    }
    frame.around(plot(items, labels, &spots, &courses, letter))
}

/// Everything moved so that it begins at the origin; no label and no loop is cut off.
fn plot(items: Vec<Item>, labels: Vec<Area>, spots: &[Spot<'_>], courses: &[Option<Course>], letter: f64) -> Plot {
    let (mut left, mut top, mut right, mut bottom) = bounds(spots);
    let mut include = |[x, y]: Point, [wide, high]: [f64; 2]| {
        (left, right) = (left.min(x - wide), right.max(x + wide));
        (top, bottom) = (top.min(y - high), bottom.max(y + high));
    };
    for label in &labels {
        include(label.middle, label.bounds());
    }
    for point in courses.iter().flatten().flat_map(|course| course.samples(letter)) {
        include(point, [letter * 0.5; 2]);
    }
    let shift = [-left, -top];
    let moved = |area: Area| Area { middle: [area.middle[0] - left, area.middle[1] - top], ..area };
    Plot {
        items: vec![Item::Group { kind: "network", tooltip: String::new(), shift, items }],
        size: [right - left, bottom - top],
        labels: labels.into_iter().map(moved).collect(),
    }
}

fn group(kind: &'static str, items: Vec<Item>) -> Item {
    Item::Group { kind, tooltip: String::new(), shift: [0.0; 2], items }
}

/// The entities that are at an end of a line, and the lines between their positions. Where there are no lines at all, all
/// entities.
fn tied(graph: &KnowledgeGraph) -> (Vec<&Node>, Vec<Arrow<'_>>) {
    let mut arrows = arrows(graph);
    if arrows.is_empty() {
        return (graph.nodes().collect(), arrows);
    }
    let tied: BTreeSet<usize> = arrows.iter().flat_map(|arrow| arrow.ends).collect();
    let positions: BTreeMap<usize, usize> = tied.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    for arrow in &mut arrows {
        arrow.ends = arrow.ends.map(|end| positions[&end]);
    }
    (graph.nodes().enumerate().filter(|(at, _)| tied.contains(at)).map(|(_, node)| node).collect(), arrows)
}

/// Places, with room for names and predicates where there are few enough to show them.
fn spots<'a>(graph: &KnowledgeGraph, options: &Options, nodes: &[&'a Node], arrows: &[Arrow<'_>]) -> Vec<Spot<'a>> {
    let radius = |node: &Node| options.size_of(graph, node) / 2.0;
    let count = nodes.len();
    let needed = |node: &Node| {
        if count > NAMED {
            return radius(node);
        }
        let lines = label::name(node, options);
        let wide = lines.iter().map(|line| text::width(line, LETTER, false)).fold(0.0_f64, f64::max);
        radius(node).max((wide * lines.len() as f64 * 1.2 * LETTER).sqrt() * 0.62)
    };
    let radii: Vec<f64> = nodes.iter().map(|node| needed(node)).collect();
    let gap = match arrows.len() {
        0..=60 => 46.0,
        61..=150 => 30.0,
        151..=RELATIONS => 20.0,
        _ => 7.0,
    };
    let edges: Vec<(usize, usize)> = arrows.iter().map(|arrow| (arrow.ends[0], arrow.ends[1])).collect();
    let places = layout(count, &edges, &radii, &layout::Settings { gap, aspect: 1.5 });
    let spot = |(&node, at): (&&'a Node, Point)| Spot { node, at, radius: radius(node) };
    nodes.iter().zip(places).map(spot).collect()
}

fn bounds(spots: &[Spot<'_>]) -> (f64, f64, f64, f64) {
    let start = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    if spots.is_empty() {
        return (0.0, 0.0, 0.0, 0.0);
    }
    spots.iter().fold(start, |(left, top, right, bottom), Spot { at: [x, y], radius, .. }| {
        (left.min(x - radius), top.min(y - radius), right.max(x + radius), bottom.max(y + radius))
    })
}

/// Where each line runs: straight where it is the only one between two, else bent away from the others.
fn courses(arrows: &[Arrow<'_>], spots: &[Spot<'_>], letter: f64) -> Vec<Option<Course>> {
    let pair = |arrow: &Arrow<'_>| (arrow.ends[0].min(arrow.ends[1]), arrow.ends[0].max(arrow.ends[1]));
    let mut between: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for arrow in arrows {
        *between.entry(pair(arrow)).or_insert(0) += 1;
    }
    let mut drawn: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let course = |arrow: &Arrow<'_>| {
        let all = between[&pair(arrow)];
        let number = drawn.entry(pair(arrow)).or_insert(0);
        let [from, to] = arrow.ends.map(|end| (spots[end].at, spots[end].radius + 1.5));
        let course = if arrow.ends[0] == arrow.ends[1] {
            Some(Course::around(from.0, spots[arrow.ends[0]].radius, *number))
        } else {
            let aside = (*number as f64 - (all as f64 - 1.0) / 2.0) * 1.9 * letter;
            // To the same side, seen from the same end.
            let aside = if arrow.ends[0] < arrow.ends[1] { aside } else { -aside };
            let straight = Course::between(from, to, aside);
            let bends = [1.5, -1.5, 3.0, -3.0, 5.0, -5.0].into_iter();
            let bent = bends.filter_map(|bend| Course::between(from, to, aside + bend * letter));
            // Of many lines no way round every mark is sought.
            let clear =
                straight.iter().cloned().chain(bent).take(if arrows.len() > RELATIONS { 0 } else { usize::MAX });
            clear.into_iter().find(|course| !is_hidden(course, arrow.ends, spots)).or(straight)
        };
        *number += 1;
        course
    };
    arrows.iter().map(course).collect()
}

/// Whether a line runs over the mark of another entity.
fn is_hidden(course: &Course, ends: [usize; 2], spots: &[Spot<'_>]) -> bool {
    let samples = course.samples(3.0);
    let others = spots.iter().enumerate().filter(|(at, _)| !ends.contains(at));
    let over = |spot: &Spot<'_>| {
        let reach = spot.radius + 3.0;
        let near =
            |[x, y]: &Point| (x - spot.at[0]) * (x - spot.at[0]) + (y - spot.at[1]) * (y - spot.at[1]) < reach * reach;
        samples.iter().any(near)
    };
    others.into_iter().any(|(_, spot)| over(spot))
}

fn lines(frame: &Frame<'_>, arrows: &[Arrow<'_>], courses: &[Option<Course>], spots: &[Spot<'_>]) -> Vec<Item> {
    let (thin, opacity) = match arrows.len() {
        0..=400 => (1.0, 1.0),
        401..=2500 => (0.6, 0.65),
        _ => (0.35, 0.4),
    };
    let unit = frame.letter / LETTER * thin;
    let drawn = arrows.iter().zip(courses).filter_map(|(arrow, course)| {
        let line = frame.theme.line(arrow.standing);
        let line = if arrow.undirected { line.without_end() } else { line };
        let width = unit * (1.1 + 0.45 * f64::from(arrow.statements().max(1).ilog2()));
        let items = course.as_ref()?.drawn(&line, width, 6.0 * unit + 1.6 * width, opacity);
        let tooltip = caption::of_edges(frame, arrow.ends.map(|end| spots[end].node), &arrow.edges, arrow.standing);
        Some(Item::Group { kind: "line", tooltip, shift: [0.0; 2], items })
    });
    drawn.collect()
}

/// The largest first, so that none is hidden by a larger one.
fn marks(frame: &Frame<'_>, spots: &[Spot<'_>]) -> Vec<Item> {
    let mark = |spot: &Spot<'_>| {
        let look = frame.options.appearance.of(&spot.node.class);
        let measured = frame.options.marks.contains_key(&spot.node.iri);
        let color = if measured { frame.options.color_of(spot.node) } else { look.mark };
        let items = vec![mark(&look.shape, spot.at, spot.radius, color)];
        Item::Group { kind: "entity", tooltip: caption::of_node(frame, spot.node), shift: [0.0; 2], items }
    };
    spots.iter().map(mark).collect()
}

/// The classes that are there, the most frequent first; classes that look alike stand together.
fn classes(frame: &Frame<'_>, spots: &[Spot<'_>]) -> Vec<Entry> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for Spot { node, .. } in spots {
        *counts.entry(&node.class).or_insert(0) += 1;
    }
    let mut classes: Vec<_> = counts.into_iter().collect();
    classes.sort_by_key(|&(class, count)| (std::cmp::Reverse(count), class));
    let more = classes.len().saturating_sub(CLASSES);
    let entry = |&(class, count): &(&str, usize)| {
        let look = frame.options.appearance.of(class);
        let color = if frame.options.marks.is_empty() { look.mark } else { FAINT };
        let name = if class.is_empty() {
            frame.words("other", &[])
        } else {
            frame.graph.term_label(class, frame.options.language)
        };
        let sign = vec![mark(&look.shape, [0.0; 2], frame.letter * 0.55, color)];
        Entry { sign, text: format!("{name} ({count})") }
    };
    let mut entries: Vec<Entry> = classes.iter().take(CLASSES).map(entry).collect();
    if more > 0 {
        entries.push(Entry { sign: Vec::new(), text: frame.words("more", &[("count", &more.to_string())]) });
    }
    entries
}

/// The largest communities, each by its largest member.
fn communities(frame: &Frame<'_>, spots: &[Spot<'_>]) -> Vec<Entry> {
    let mut largest: BTreeMap<usize, (&Node, f64, [u8; 3])> = BTreeMap::new();
    for Spot { node, .. } in spots {
        let Some(mark) = frame.options.marks.get(&node.iri) else { continue };
        let held = largest.entry(mark.community).or_insert((node, mark.size, mark.color));
        if mark.size > held.1 {
            *held = (node, mark.size, mark.color);
        }
    }
    let entry = |(node, _, color): &(&Node, f64, [u8; 3])| {
        let name = text::shortened(&text::one_line(node.label(frame.options.language)), 30);
        Entry {
            sign: vec![mark("ellipse", [0.0; 2], frame.letter * 0.55, *color)],
            text: frame.words("community", &[("name", &name)]),
        }
    };
    largest.values().take(frame.theme.series_count()).map(entry).collect()
}

/// The kinds of lines that are there.
fn standings(frame: &Frame<'_>, arrows: &[Arrow<'_>]) -> Vec<Entry> {
    let there = |standing: &Standing| arrows.iter().any(|arrow| arrow.standing == *standing);
    let entry = |standing: Standing| {
        let line = frame.theme.line(standing);
        let unit = frame.letter / LETTER;
        let half = 1.25 * frame.letter;
        let course = Course::between(([-half, 0.0], 0.0), ([half, 0.0], 0.0), 0.0);
        let sign = course.map(|course| course.drawn(&line, 1.3 * unit, 6.5 * unit, 1.0)).unwrap_or_default();
        Entry { sign, text: frame.theme.line_label(standing, frame.options.language) }
    };
    Standing::ALL.into_iter().filter(there).map(entry).collect()
}
