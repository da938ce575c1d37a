//! The lines of a network: statements between the same two entities that stand alike share one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::drawing::canvas::{Item, Path, number, polyline};
use crate::drawing::theme::{End, Line, Standing};
use crate::graph::{Edge, KnowledgeGraph};
use crate::layout::Point;

/// Statements that are drawn as one line.
pub(super) struct Arrow<'a> {
    /// Positions of the ends among the graph's nodes.
    pub(super) ends: [usize; 2],
    pub(super) standing: Standing,
    /// Whether it has no head.
    pub(super) undirected: bool,
    pub(super) edges: Vec<&'a Edge>,
}

impl Arrow<'_> {
    pub(super) fn statements(&self) -> usize {
        self.edges.iter().map(|edge| edge.claims().count()).sum()
    }
}

/// All lines of a graph, in the order of their ends.
pub(super) fn arrows(graph: &KnowledgeGraph) -> Vec<Arrow<'_>> {
    let index: FxHashMap<&str, usize> = graph.nodes().enumerate().map(|(at, node)| (node.iri.as_str(), at)).collect();
    let mut arrows: BTreeMap<_, Vec<&Edge>> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        let ends = [index[subject.iri.as_str()], index[object.iri.as_str()]];
        arrows.entry((ends, Standing::of(&edge.claim), edge.undirected)).or_default().push(edge);
    }
    arrows
        .into_iter()
        .map(|((ends, standing, undirected), edges)| Arrow { ends, standing, undirected, edges })
        .collect()
}

/// Where a line runs.
#[derive(Clone)]
pub(super) struct Course {
    /// A curve of second degree, or of third for a line from an entity to itself.
    points: Vec<Point>,
}

impl Course {
    /// From disc to disc, bent to the side by so much.
    pub(super) fn between(from: (Point, f64), to: (Point, f64), bend: f64) -> Option<Self> {
        let ((start, start_radius), (end, end_radius)) = (from, to);
        let [x, y] = [end[0] - start[0], end[1] - start[1]];
        let length = (x * x + y * y).sqrt();
        if length <= start_radius + end_radius {
            return None;
        }
        let middle = [(start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0];
        let control = [middle[0] - y / length * 2.0 * bend, middle[1] + x / length * 2.0 * bend];
        let whole = Self { points: vec![start, control, end] };
        let (first, last) = (whole.leaves(start, start_radius), 1.0 - whole.reversed().leaves(end, end_radius));
        (first < last).then(|| whole.part(first, last))
    }

    /// A loop above a disc; the next one around it is wider.
    pub(super) fn around([x, y]: Point, radius: f64, number: usize) -> Self {
        let wide = radius * 1.2 + 9.0 * (1.0 + number as f64);
        let (side, top) = (radius * 0.5, y - radius * 0.87);
        Self {
            points: vec![[x - side, top], [x - wide, top - wide * 1.6], [x + wide, top - wide * 1.6], [x + side, top]],
        }
    }

    fn reversed(&self) -> Self {
        Self { points: self.points.iter().rev().copied().collect() }
    }

    /// Where on the way, from 0 to 1, it leaves a circle around its start.
    fn leaves(&self, middle: Point, radius: f64) -> f64 {
        let (mut inside, mut outside) = (0.0, 0.5);
        for _ in 0..24 {
            let half = (inside + outside) / 2.0;
            let [x, y] = self.at(half);
            let apart = (x - middle[0]) * (x - middle[0]) + (y - middle[1]) * (y - middle[1]);
            if apart < radius * radius { inside = half } else { outside = half }
        }
        outside
    }

    /// The part of a curve of second degree.
    fn part(&self, first: f64, last: f64) -> Self {
        let [start, control, end] = [self.points[0], self.points[1], self.points[2]];
        let blend = |a: f64, b: f64| {
            let (ra, rb) = (1.0 - a, 1.0 - b);
            [0, 1].map(|axis| ra * rb * start[axis] + (ra * b + a * rb) * control[axis] + a * b * end[axis])
        };
        Self { points: vec![blend(first, first), blend(first, last), blend(last, last)] }
    }

    /// The place on the way, from 0 to 1.
    pub(super) fn at(&self, part: f64) -> Point {
        let mut points = self.points.clone();
        while points.len() > 1 {
            points = points
                .windows(2)
                .map(|pair| [0, 1].map(|axis| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * part))
                .collect();
        }
        points[0]
    }

    /// Where it leads there, of length 1.
    pub(super) fn direction(&self, part: f64) -> Point {
        let (before, after) = (self.at((part - 0.01).max(0.0)), self.at((part + 0.01).min(1.0)));
        let [x, y] = [after[0] - before[0], after[1] - before[1]];
        let length = (x * x + y * y).sqrt();
        if length > 0.0 { [x / length, y / length] } else { [1.0, 0.0] }
    }

    /// From end to end, as the crow flies.
    pub(super) fn span(&self) -> f64 {
        let (start, end) = (self.at(0.0), self.at(1.0));
        ((end[0] - start[0]) * (end[0] - start[0]) + (end[1] - start[1]) * (end[1] - start[1])).sqrt()
    }

    /// Points on it, about so far from each other.
    pub(super) fn samples(&self, apart: f64) -> Vec<Point> {
        let count = (self.span() / apart).ceil().clamp(2.0, 400.0) as usize;
        (0..=count).map(|at| self.at(at as f64 / count as f64)).collect()
    }

    /// The line and what it has at its end.
    pub(super) fn drawn(&self, line: &Line, width: f64, head: f64, opacity: f64) -> Vec<Item> {
        let tip = self.at(1.0);
        let [x, y] = self.direction(1.0);
        // Short lines have short ends.
        let head = if self.points.len() > 3 { head } else { head.min(self.span() * 0.5) };
        let mut points = self.points.clone();
        if line.end == End::Arrow
            && let Some(last) = points.last_mut()
        {
            *last = [tip[0] - x * head * 0.8, tip[1] - y * head * 0.8];
        }
        let text: Vec<String> = points.iter().map(|[x, y]| format!("{} {}", number(*x), number(*y))).collect();
        let data = match &text[..] {
            [start, control, end] => format!("M{start}Q{control} {end}"),
            _ => format!("M{}C{}", text[0], text[1..].join(" ")),
        };
        let body = Path { dashes: line.dashes.clone(), opacity, ..Path::line(data, line.color, width) };
        let end = match line.end {
            End::Arrow => {
                let side = |s: f64| [tip[0] - x * head - y * s, tip[1] - y * head + x * s];
                let half = head * 0.38;
                let mut head = Path::line(polyline(&[tip, side(half), side(-half)], true), line.color, 0.0);
                (head.fill, head.stroke, head.opacity) = (Some(line.color), None, opacity);
                head
            }
            End::Tee => {
                let half = head * 0.6;
                let bar =
                    polyline(&[[tip[0] - y * half, tip[1] + x * half], [tip[0] + y * half, tip[1] - x * half]], false);
                Path { opacity, ..Path::line(bar, line.color, width * 1.6) }
            }
            End::Plain => return vec![Item::Path(body)],
        };
        vec![Item::Path(body), Item::Path(end)]
    }
}
