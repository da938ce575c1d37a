//! What stands around every picture: title, figures, legend, and what was left out.

use crate::export::Options;
use crate::graph::{KnowledgeGraph, Language};
use crate::layout::Point;

use super::canvas::{Anchor, Color, Drawing, FAINT, INK, Item, Path, RULE, Text, number};
use super::place::Area;
use super::text;
use super::theme::Theme;

/// What the frame goes around, from the origin to its width and height.
pub(super) struct Plot {
    pub(super) items: Vec<Item>,
    pub(super) size: [f64; 2],
    pub(super) labels: Vec<Area>,
}

/// A sign with what it stands for.
pub(super) struct Entry {
    /// Around the origin, at most one and a half letters high, and two and a half wide.
    pub(super) sign: Vec<Item>,
    pub(super) text: String,
}

pub(super) struct Frame<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) options: &'a Options,
    pub(super) theme: &'a Theme,
    /// The height of small letters.
    pub(super) letter: f64,
    pub(super) legend: Vec<Vec<Entry>>,
    pub(super) notes: Vec<String>,
}

/// Room for a legend's sign, in letters.
const SIGN: f64 = 2.6;
/// Least width of a picture, in letters.
const LEAST: f64 = 56.0;

impl Frame<'_> {
    pub(super) fn around(self, plot: Plot) -> Drawing {
        let letter = self.letter;
        let margin = 2.0 * letter;
        let width = plot.size[0].max(LEAST * letter) + 2.0 * margin;
        let mut lines = Lines { items: Vec::new(), margin, width, right: self.right(), y: margin };
        let title = text::one_line(&self.options.title);
        let title = if title.is_empty() { self.words("untitled", &[]) } else { title };
        lines.text(&title, 1.7 * letter, INK, true);
        let summary = self.summary();
        lines.text(&summary, letter, FAINT, false);
        lines.y += letter;
        let shift = [(width - plot.size[0]) / 2.0, lines.y];
        lines.items.push(Item::Group { kind: "plot", tooltip: String::new(), shift, items: plot.items });
        lines.y += plot.size[1] + letter;
        if !self.legend.is_empty() || !self.notes.is_empty() {
            let y = number(lines.y);
            let rule = format!("M{} {y}H{}", number(margin), number(width - margin));
            lines.items.push(Item::Path(Path::line(rule, RULE, 0.08 * letter)));
            lines.y += 0.6 * letter;
        }
        for entries in self.legend {
            lines.entries(entries, letter);
        }
        for note in &self.notes {
            lines.text(note, 0.95 * letter, FAINT, false);
        }
        let mut description = vec![summary];
        description.extend(self.notes.iter().cloned());
        let moved = |area: Area| Area { middle: [area.middle[0] + shift[0], area.middle[1] + shift[1]], ..area };
        Drawing {
            width,
            height: lines.y + margin,
            letter,
            title,
            description: description.join("\n"),
            language: self.options.language,
            items: lines.items,
            notes: self.notes,
            labels: plot.labels.into_iter().map(moved).collect(),
        }
    }

    fn right(&self) -> bool {
        self.options.language != Language::English
    }

    pub(super) fn words(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.theme.words(key, self.options.language, values)
    }

    /// Notes that something was left out, where it was.
    pub(super) fn left_out(&mut self, key: &str, left: usize, all: usize) {
        if left > 0 {
            let note = self.words(key, &[("left", &left.to_string()), ("all", &all.to_string())]);
            self.notes.push(note);
        }
    }

    fn summary(&self) -> String {
        let documents: std::collections::BTreeSet<&str> = self
            .graph
            .edges()
            .flat_map(|(_, edge, _)| edge.claims())
            .chain(self.graph.nodes().flat_map(|node| &node.attributes).map(|attribute| &attribute.claim))
            .map(|claim| claim.document.as_str())
            .collect();
        let attributes: usize = self.graph.nodes().map(|node| node.attributes.len()).sum();
        let edges: usize = self.graph.edges().map(|(_, edge, _)| edge.claims().count()).sum();
        let values = [self.graph.nodes().len(), attributes + edges, documents.len()].map(|count| count.to_string());
        self.words("summary", &[("nodes", &values[0]), ("statements", &values[1]), ("documents", &values[2])])
    }
}

/// Lines below each other, from the edge where the language begins.
struct Lines {
    items: Vec<Item>,
    margin: f64,
    width: f64,
    right: bool,
    y: f64,
}

impl Lines {
    /// From the edge where reading begins, and towards the other one.
    fn x(&self, from_edge: f64) -> f64 {
        if self.right { self.width - self.margin - from_edge } else { self.margin + from_edge }
    }

    fn line(&self, text: &str, at: Point, size: f64, color: Color, bold: bool) -> Item {
        let anchor = if self.right { Anchor::Right } else { Anchor::Left };
        // What is said in the language of the picture runs its way, whatever it begins with.
        let rtl = self.right && text.chars().any(|c| text::runs_right_to_left(&c.to_string()));
        let line = Text::new(text, at, anchor, size);
        Item::Text(Text { color, bold, rtl: rtl || line.rtl, ..line })
    }

    /// A text in as many lines as it needs.
    fn text(&mut self, words: &str, size: f64, color: Color, bold: bool) {
        let room = self.width - 2.0 * self.margin;
        let mut line = String::new();
        for word in words.split(' ') {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if !line.is_empty() && text::width(&longer, size, bold) > room {
                self.put(&line, size, color, bold);
                line = word.to_owned();
            } else {
                line = longer;
            }
        }
        self.put(&line, size, color, bold);
    }

    fn put(&mut self, line: &str, size: f64, color: Color, bold: bool) {
        // A single word may be longer than the picture is wide.
        let most = ((self.width - 2.0 * self.margin) / (0.7 * size)).max(8.0) as usize;
        let fits = text::width(line, size, bold) <= self.width - 2.0 * self.margin;
        let line = if fits { line.to_owned() } else { text::shortened(line, most) };
        self.y += 1.1 * size;
        self.items.push(self.line(&line, [self.x(0.0), self.y], size, color, bold));
        self.y += 0.4 * size;
    }

    /// Signs with their texts side by side.
    fn entries(&mut self, entries: Vec<Entry>, letter: f64) {
        if entries.is_empty() {
            return;
        }
        let room = self.width - 2.0 * self.margin;
        let (mut from, row) = (0.0, 1.75 * letter);
        self.y += row;
        for entry in entries {
            let most = (room / (0.7 * letter)) as usize;
            let words = text::shortened(&text::one_line(&entry.text), most.saturating_sub(6).max(8));
            let needed = (SIGN + 0.6) * letter + text::width(&words, letter, false);
            if from > 0.0 && from + needed > room {
                (from, self.y) = (0.0, self.y + row);
            }
            let middle = [self.x(from + SIGN * letter / 2.0), self.y - 0.35 * letter];
            self.items.push(Item::Group { kind: "key", tooltip: String::new(), shift: middle, items: entry.sign });
            let at = [self.x(from + (SIGN + 0.5) * letter), self.y];
            self.items.push(self.line(&words, at, letter, INK, false));
            from += needed + 1.6 * letter;
        }
        self.y += 0.5 * letter;
    }
}
