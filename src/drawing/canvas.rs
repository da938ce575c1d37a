//! A drawing as plain data: paths and texts with their places, which SVG, PNG and PDF are made from.

use crate::graph::Language;
use crate::layout::Point;

/// Red, green, blue.
pub(super) type Color = [u8; 3];

pub(super) const INK: Color = [34, 34, 34];
pub(super) const FAINT: Color = [105, 105, 105];
pub(super) const RULE: Color = [216, 216, 216];
pub(super) const PAPER: Color = [255; 3];

/// A picture, drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The height of small letters.
    pub(super) letter: f64,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) language: Language,
    pub(super) items: Vec<Item>,
    /// What the picture does not show, as it says itself below.
    pub(super) notes: Vec<String>,
    /// The boxes of its labels, that no two of them overlap.
    pub(super) labels: Vec<super::place::Area>,
}

#[derive(Debug, Clone)]
pub(super) enum Item {
    /// What belongs together, with the text that a browser shows over it.
    Group {
        kind: &'static str,
        tooltip: String,
        shift: Point,
        items: Vec<Item>,
    },
    Path(Path),
    Text(Text),
}

#[derive(Debug, Clone)]
pub(super) struct Path {
    pub(super) data: String,
    pub(super) fill: Option<Color>,
    pub(super) stroke: Option<Color>,
    pub(super) width: f64,
    pub(super) dashes: Vec<f64>,
    pub(super) opacity: f64,
}

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) text: String,
    /// Where its baseline begins, has its middle, or ends.
    pub(super) at: Point,
    pub(super) anchor: Anchor,
    pub(super) size: f64,
    pub(super) color: Color,
    pub(super) bold: bool,
    /// Whether it has a white rim, so that it can be read over lines.
    pub(super) rim: bool,
    /// Whether it runs from right to left as a whole.
    pub(super) rtl: bool,
    /// Where its baseline leads, of length 1.
    pub(super) direction: Point,
}

/// What of a text is at its place, as it is seen: a text from right to left too has its left edge at `Left`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

impl Drawing {
    /// Width and height, in units of which a small text is about 11 high.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        [self.width, self.height]
    }

    /// The width in pixels at which its small letters are 12 pixels high; at least 1600.
    #[must_use]
    pub fn readable_width(&self) -> u32 {
        (self.width / self.letter * 12.0).ceil().clamp(1600.0, 12_000.0) as u32
    }

    /// What the picture says of itself below: what it does not show.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The bounds of each label that was placed: left, top, right, bottom.
    pub fn label_bounds(&self) -> impl Iterator<Item = [f64; 4]> {
        self.labels.iter().map(|label| {
            let ([x, y], [wide, high]) = (label.middle, label.bounds());
            [x - wide, y - high, x + wide, y + high]
        })
    }

    /// The pairs of labels that lie on each other; the placing makes none.
    #[must_use]
    pub fn overlapping_labels(&self) -> usize {
        let pairs =
            self.labels.iter().enumerate().flat_map(|(at, a)| self.labels[at + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| a.overlaps(b)).count()
    }
}

impl Path {
    pub(super) fn line(data: String, stroke: Color, width: f64) -> Self {
        Self { data, fill: None, stroke: Some(stroke), width, dashes: Vec::new(), opacity: 1.0 }
    }
}

impl Text {
    pub(super) fn new(text: impl Into<String>, at: Point, anchor: Anchor, size: f64) -> Self {
        let text = text.into();
        let rtl = super::text::runs_right_to_left(&text);
        Self { text, at, anchor, size, color: INK, bold: false, rim: false, rtl, direction: [1.0, 0.0] }
    }
}

/// A number as it stands in a file: two digits after the point at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `M1 2 3 4`: a path from point to point.
pub(super) fn polyline(points: &[Point], closed: bool) -> String {
    let points: Vec<String> = points.iter().map(|[x, y]| format!("{} {}", number(*x), number(*y))).collect();
    format!("M{}{}", points.join(" "), if closed { "Z" } else { "" })
}

pub(super) fn rectangle([x, y]: Point, [width, height]: [f64; 2]) -> String {
    polyline(&[[x, y], [x + width, y], [x + width, y + height], [x, y + height]], true)
}

pub(super) fn circle([x, y]: Point, radius: f64) -> String {
    let (x, y, r) = (number(x - radius), number(y), number(radius));
    let across = number(2.0 * radius);
    format!("M{x} {y}a{r} {r} 0 1 1 {across} 0a{r} {r} 0 1 1 -{across} 0Z")
}
