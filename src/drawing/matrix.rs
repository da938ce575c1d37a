//! The matrix: who to whom, how often, and by which predicate.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::Options;
use crate::graph::{Edge, KnowledgeGraph, Language, Node};
use crate::layout::Point;

use super::canvas::{Anchor, Color, Drawing, FAINT, INK, Item, PAPER, Path, RULE, Text, polyline, rectangle};
use super::caption;
use super::frame::{Entry, Frame, Plot};
use super::mark::mark;
use super::place::Area;
use super::text;
use super::theme::{Standing, Theme};

/// So many rows and columns fit into a picture.
const MOST: usize = 40;
const LETTER: f64 = 11.0;
/// The side of a square.
const SIDE: f64 = 2.2 * LETTER;
/// So long a name is, in characters.
const NAME: usize = 28;
/// Where the names of columns lead in English; mirrored in Arabic.
const SLOPE: Point = [0.6, 0.8];

/// Entities of one side, in the order in which they stand.
type Side<'a> = Vec<&'a Node>;

pub(super) fn draw(graph: &KnowledgeGraph, options: &Options, theme: &Theme) -> Drawing {
    let (rows, columns) = sides(graph);
    let cells = cells(graph, &rows, &columns);
    let mut frame = Frame { graph, options, theme, letter: LETTER, legend: Vec::new(), notes: Vec::new() };
    let ranks = ranks(&cells);
    let plot = Grid { frame: &frame, rows: &rows, columns: &columns, ranks: &ranks }.plot(&cells);
    frame.legend = vec![predicates(&frame, &ranks), standings(&frame, &cells)];
    note(&mut frame, &rows, &columns, &cells);
    frame.around(plot)
}

/// Who to whom: an edge without direction stands for both ways.
fn ways(graph: &KnowledgeGraph) -> impl Iterator<Item = (&Node, &Edge, &Node)> {
    graph.edges().flat_map(|(subject, edge, object)| {
        let back = edge.undirected.then_some((object, edge, subject));
        std::iter::once((subject, edge, object)).chain(back)
    })
}

/// The entities that most is said to be done to, and those that most is said to do it; by class, the largest class first,
/// and in it by number.
fn sides(graph: &KnowledgeGraph) -> (Side<'_>, Side<'_>) {
    let count = |of: &dyn Fn(&'_ str, &'_ str) -> bool, subjects: bool| {
        let mut counts = BTreeMap::new();
        for (subject, edge, object) in ways(graph).filter(|(subject, _, object)| of(&subject.iri, &object.iri)) {
            let iri = if subjects { &subject.iri } else { &object.iri };
            *counts.entry(iri.as_str()).or_insert(0) += edge.claims().count();
        }
        side(graph, counts)
    };
    let iris = |side: &Side<'_>| side.iter().map(|node| node.iri.clone()).collect::<BTreeSet<String>>();
    // Rows for the columns, and of these such as the rows have something for, so that none is empty.
    let columns = iris(&count(&|_, _| true, false));
    let rows = count(&|_, object| columns.contains(object), true);
    let those = iris(&rows);
    let columns = count(&|subject, object| those.contains(subject) && columns.contains(object), false);
    (rows, columns)
}

fn side<'a>(graph: &'a KnowledgeGraph, counts: BTreeMap<&'a str, usize>) -> Side<'a> {
    let mut found: Vec<(&Node, usize)> =
        counts.into_iter().filter_map(|(iri, count)| Some((graph.node(iri)?, count))).collect();
    found.sort_by_key(|(node, count)| (std::cmp::Reverse(*count), &node.iri));
    found.truncate(MOST);
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for (node, count) in &found {
        *classes.entry(&node.class).or_insert(0) += count;
    }
    found.sort_by_key(|(node, count)| {
        (std::cmp::Reverse(classes[node.class.as_str()]), &node.class, std::cmp::Reverse(*count), &node.iri)
    });
    found.into_iter().map(|(node, _)| node).collect()
}

/// The statements of each pair that is there, by row and column.
fn cells<'a>(
    graph: &'a KnowledgeGraph,
    rows: &Side<'_>,
    columns: &Side<'_>,
) -> BTreeMap<(usize, usize), Vec<&'a Edge>> {
    let index = |side: &Side<'_>| -> BTreeMap<String, usize> {
        side.iter().enumerate().map(|(at, node)| (node.iri.clone(), at)).collect()
    };
    let (rows, columns) = (index(rows), index(columns));
    let mut cells: BTreeMap<_, Vec<&Edge>> = BTreeMap::new();
    for (subject, edge, object) in ways(graph) {
        if let (Some(&row), Some(&column)) = (rows.get(&subject.iri), columns.get(&object.iri)) {
            cells.entry((row, column)).or_default().push(edge);
        }
    }
    cells
}

/// The most frequent predicate of some statements.
fn most_frequent<'a>(edges: &[&'a Edge]) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in edges {
        *counts.entry(&edge.predicate).or_insert(0) += edge.claims().count();
    }
    counts.into_iter().min_by_key(|&(name, count)| (std::cmp::Reverse(count), name)).map_or("", |(name, _)| name)
}

/// The predicates that colour squares, those of most squares first.
fn ranks<'a>(cells: &BTreeMap<(usize, usize), Vec<&'a Edge>>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for edges in cells.values() {
        *counts.entry(most_frequent(edges)).or_insert(0) += 1;
    }
    let mut ranks: Vec<_> = counts.into_iter().collect();
    ranks.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    ranks.into_iter().map(|(name, _)| name).collect()
}

fn predicates(frame: &Frame<'_>, ranks: &[&str]) -> Vec<Entry> {
    let series = frame.theme.series_count();
    let sign = |at: usize| vec![mark("box", [0.0; 2], LETTER * 0.6, frame.theme.series(at))];
    let named = ranks.iter().take(series).enumerate();
    let mut entries: Vec<Entry> = named
        .map(|(at, name)| Entry { sign: sign(at), text: frame.graph.term_label(name, frame.options.language) })
        .collect();
    if ranks.len() > series {
        entries.push(Entry { sign: sign(series), text: frame.words("other", &[]) });
    }
    entries
}

/// How a square stands: as the surest of its statements.
fn standing(edges: &[&Edge]) -> Standing {
    edges.iter().map(|edge| Standing::of(&edge.claim)).min().unwrap_or(Standing::Asserted)
}

/// The kinds of squares that are there, where not all are facts.
fn standings(frame: &Frame<'_>, cells: &BTreeMap<(usize, usize), Vec<&Edge>>) -> Vec<Entry> {
    let there: BTreeSet<Standing> = cells.values().map(|edges| standing(edges)).collect();
    if there.iter().all(|standing| *standing == Standing::Asserted) {
        return Vec::new();
    }
    let entry = |&standing: &Standing| {
        let data = rectangle([-0.6 * LETTER; 2], [1.2 * LETTER; 2]);
        let sign = square(frame, data, standing, FAINT);
        Entry { sign: vec![sign], text: frame.theme.line_label(standing, frame.options.language) }
    };
    there.iter().map(entry).collect()
}

/// Filled where it is a fact; else only framed, like a line of that kind.
fn square(frame: &Frame<'_>, data: String, standing: Standing, color: Color) -> Item {
    Item::Path(if standing == Standing::Asserted {
        Path { fill: Some(color), stroke: None, ..Path::line(data, color, 0.0) }
    } else {
        let dashes = frame.theme.line(standing).dashes.iter().map(|dash| dash * 0.5).collect();
        Path { fill: Some(PAPER), dashes, ..Path::line(data, color, 2.0) }
    })
}

fn note(frame: &mut Frame<'_>, rows: &Side<'_>, columns: &Side<'_>, cells: &BTreeMap<(usize, usize), Vec<&Edge>>) {
    if cells.is_empty() {
        frame.notes.push(frame.words("empty", &[]));
        return;
    }
    frame.notes.push(frame.words("one_predicate", &[]));
    let shown: BTreeSet<&str> = rows.iter().chain(columns).map(|node| node.iri.as_str()).collect();
    let all: BTreeSet<&str> =
        frame.graph.edges().flat_map(|(subject, _, object)| [subject.iri.as_str(), object.iri.as_str()]).collect();
    let there: BTreeSet<&str> = cells.values().flatten().map(|edge| edge.claim.id.as_str()).collect();
    let missing = frame.graph.edges().filter(|(_, edge, _)| !there.contains(edge.claim.id.as_str()));
    let missing: usize = missing.map(|(_, edge, _)| edge.claims().count()).sum();
    if missing > 0 {
        let values = [all.len() - shown.len(), all.len(), missing].map(|count| count.to_string());
        let values = [("left", values[0].as_str()), ("all", &values[1]), ("statements", &values[2])];
        frame.notes.push(frame.words("matrix_left_out", &values));
    }
}

struct Grid<'a> {
    frame: &'a Frame<'a>,
    rows: &'a Side<'a>,
    columns: &'a Side<'a>,
    ranks: &'a [&'a str],
}

impl Grid<'_> {
    fn plot(&self, cells: &BTreeMap<(usize, usize), Vec<&Edge>>) -> Plot {
        if cells.is_empty() {
            return Plot { items: Vec::new(), size: [0.0; 2], labels: Vec::new() };
        }
        let longest = |side: &Side<'_>| {
            side.iter().map(|node| text::width(&self.name(node), LETTER, false)).fold(0.0_f64, f64::max)
        };
        let (beside, above) = (longest(self.rows) + 3.0 * LETTER, longest(self.columns) * SLOPE[1] + 3.2 * LETTER);
        // The names of the last columns lean out.
        let lean = longest(self.columns) * SLOPE[0] + LETTER;
        let wide = self.columns.len() as f64 * SIDE;
        let high = self.rows.len() as f64 * SIDE;
        let size = [beside + wide + lean, above + high];
        let left = if self.mirrored() { lean } else { beside };
        let corner = [left, above];
        let mut items = self.rules(corner, [wide, high]);
        let mut labels = Vec::new();
        for (at, node) in self.rows.iter().enumerate() {
            let y = above + (at as f64 + 0.5) * SIDE;
            let (sign, text, anchor) = if self.mirrored() {
                (left + wide + LETTER, left + wide + 2.2 * LETTER, Anchor::Left)
            } else {
                (left - LETTER, left - 2.2 * LETTER, Anchor::Right)
            };
            // In Arabic the names stand at the right of the squares and begin there.
            let name = self.name(node);
            let half = text::width(&name, LETTER, false) / 2.0;
            let middle = if self.mirrored() { text + half } else { text - half };
            labels.push(Area::upright([middle, y], [half, LETTER * 0.6]));
            let text = Item::Text(Text::new(name, [text, y + 0.35 * LETTER], anchor, LETTER));
            items.push(self.entity(node, [sign, y], text));
        }
        for (at, node) in self.columns.iter().enumerate() {
            let x = left + (self.column(at) + 0.5) * SIDE;
            let (direction, anchor) =
                if self.mirrored() { (SLOPE, Anchor::Right) } else { ([SLOPE[0], -SLOPE[1]], Anchor::Left) };
            let name = self.name(node);
            let half = text::width(&name, LETTER, false) / 2.0;
            let start = [x, above - 2.4 * LETTER];
            let sign = if self.mirrored() { -1.0 } else { 1.0 };
            let middle = [start[0] + sign * SLOPE[0] * half, start[1] - SLOPE[1] * half];
            labels.push(Area { middle, half: [half, LETTER * 0.5], direction });
            let at = [start[0] + 0.3 * LETTER * SLOPE[1] * sign, start[1]];
            let text = Item::Text(Text { direction, ..Text::new(name, at, anchor, LETTER) });
            items.push(self.entity(node, [x, above - LETTER], text));
        }
        for ((row, column), edges) in cells {
            items.push(self.cell(corner, *row, *column, edges));
        }
        items.push(self.direction(size, above));
        Plot { items, size, labels }
    }

    fn mirrored(&self) -> bool {
        self.frame.options.language != Language::English
    }

    /// Where a column stands, counted from the left.
    fn column(&self, at: usize) -> f64 {
        (if self.mirrored() { self.columns.len() - 1 - at } else { at }) as f64
    }

    fn name(&self, node: &Node) -> String {
        text::shortened(&text::one_line(node.label(self.frame.options.language)), NAME)
    }

    fn rules(&self, [left, top]: Point, [wide, high]: [f64; 2]) -> Vec<Item> {
        let mut items = Vec::new();
        for row in 0..=self.rows.len() {
            let y = top + row as f64 * SIDE;
            items.push(Item::Path(Path::line(polyline(&[[left, y], [left + wide, y]], false), RULE, 0.6)));
        }
        for column in 0..=self.columns.len() {
            let x = left + column as f64 * SIDE;
            items.push(Item::Path(Path::line(polyline(&[[x, top], [x, top + high]], false), RULE, 0.6)));
        }
        items
    }

    /// Which side is whose, above the names of the rows.
    fn direction(&self, [wide, _]: [f64; 2], above: f64) -> Item {
        let words = self.frame.words("from_to", &[]);
        let (x, anchor) = if self.mirrored() { (wide, Anchor::Right) } else { (0.0, Anchor::Left) };
        Item::Text(Text { color: FAINT, ..Text::new(words, [x, above - 0.8 * LETTER], anchor, 0.9 * LETTER) })
    }

    fn entity(&self, node: &Node, at: Point, text: Item) -> Item {
        let look = self.frame.options.appearance.of(&node.class);
        let items = vec![mark(&look.shape, at, LETTER * 0.45, look.mark), text];
        Item::Group { kind: "entity", tooltip: caption::of_node(self.frame, node), shift: [0.0; 2], items }
    }

    fn cell(&self, [left, top]: Point, row: usize, column: usize, edges: &[&Edge]) -> Item {
        let predicate = most_frequent(edges);
        let rank = self.ranks.iter().position(|name| *name == predicate).unwrap_or(usize::MAX);
        let color = self.frame.theme.series(rank);
        let standing = standing(edges);
        let [x, y] = [left + self.column(column) * SIDE, top + row as f64 * SIDE];
        let data = rectangle([x + 1.6, y + 1.6], [SIDE - 3.2; 2]);
        let square = square(self.frame, data, standing, color);
        let count: usize = edges.iter().map(|edge| edge.claims().count()).sum();
        let ink = if standing == Standing::Asserted && is_dark(color) { PAPER } else { INK };
        let at = [x + SIDE / 2.0, y + SIDE / 2.0 + 0.36 * LETTER];
        let number = Text { color: ink, ..Text::new(count.to_string(), at, Anchor::Middle, LETTER) };
        let ends = [self.rows[row], self.columns[column]];
        let tooltip = caption::of_edges(self.frame, ends, edges, standing);
        Item::Group { kind: "cell", tooltip, shift: [0.0; 2], items: vec![square, Item::Text(number)] }
    }
}

/// Whether white letters are easier to read on a colour than black ones, by its luminance as WCAG weighs it.
fn is_dark([red, green, blue]: Color) -> bool {
    0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue) < 140.0
}
