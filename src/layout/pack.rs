//! Components side by side: each a set of squares of a grid, put where it fits next to the middle (Freivalds, Dogrusoz and
//! Kikusts, 2002).

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::Point;

/// So many squares the bounds of all components have together, about.
const SQUARES: f64 = 20_000.0;

/// Nothing stands inside components of so many nodes: it would look as if it were of them.
const SOLID: usize = 8;

/// A component as it is laid out.
pub(super) struct Shape<'a> {
    pub(super) places: &'a [Point],
    pub(super) radii: Vec<f64>,
    pub(super) edges: &'a [(usize, usize)],
}

type Square = (i32, i32);

/// How far each shape is to be moved.
pub(super) fn pack(shapes: &[Shape<'_>], gap: f64, aspect: f64) -> Vec<Point> {
    let bounds: Vec<[f64; 4]> = shapes.iter().map(Shape::bounds).collect();
    let area: f64 = bounds.iter().map(|[left, top, right, bottom]| (right - left) * (bottom - top)).sum();
    let least = shapes.iter().flat_map(|shape| &shape.radii).fold(f64::INFINITY, |least, &r| least.min(r));
    let side = (area / SQUARES).sqrt().max((least + gap) / 3.0);
    let mut order: Vec<usize> = (0..shapes.len()).collect();
    let size = |&at: &usize| (std::cmp::Reverse(shapes[at].places.len()), at);
    order.sort_by_key(size);
    let mut taken: FxHashSet<Square> = FxHashSet::default();
    let mut reach = 2 * (((area / (side * side)).sqrt() as i32).max(4));
    let mut spots = spots(reach, aspect);
    let mut shifts = vec![[0.0; 2]; shapes.len()];
    let mut last: Option<(Vec<Square>, usize)> = None;
    for at in order {
        let [left, top, right, bottom] = bounds[at];
        let middle = [(left + right) / 2.0, (top + bottom) / 2.0];
        let squares = shapes[at].squares(middle, side, gap);
        // Where the one before had the same shape, nothing nearer is free.
        let mut from = last.take().filter(|(before, _)| *before == squares).map_or(0, |(_, spot)| spot);
        let spot = loop {
            let free = |&(x, y): &Square| squares.iter().all(|(i, j)| !taken.contains(&(x + i, y + j)));
            if let Some(found) = spots[from..].iter().position(free) {
                break from + found;
            }
            (reach, from) = (reach * 2, 0);
            spots = self::spots(reach, aspect);
        };
        let (x, y) = spots[spot];
        taken.extend(squares.iter().map(|(i, j)| (x + i, y + j)));
        shifts[at] = [f64::from(x) * side - middle[0], f64::from(y) * side - middle[1]];
        last = Some((squares, spot));
    }
    shifts
}

/// The squares around the middle, the nearest first; a step up counts for more than one to the side.
fn spots(reach: i32, aspect: f64) -> Vec<Square> {
    let mut spots: Vec<Square> = (-reach..=reach).flat_map(|y| (-reach..=reach).map(move |x| (x, y))).collect();
    let distance = |&(x, y): &Square| {
        let (x, y) = (f64::from(x), f64::from(y) * aspect);
        x * x + y * y
    };
    spots.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.cmp(b)));
    spots
}

impl Shape<'_> {
    /// Left, top, right, bottom.
    fn bounds(&self) -> [f64; 4] {
        let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        self.places.iter().zip(&self.radii).fold(start, |[left, top, right, bottom], ([x, y], r)| {
            [left.min(x - r), top.min(y - r), right.max(x + r), bottom.max(y + r)]
        })
    }

    /// The squares that its discs, with the gap, and its edges cover, the middle of the shape in the middle of `(0, 0)`.
    fn squares(&self, middle: Point, side: f64, gap: f64) -> Vec<Square> {
        let mut squares = BTreeSet::new();
        let at = |x: f64| (x / side + 0.5).floor() as i32;
        let places: Vec<Point> = self.places.iter().map(|p| [p[0] - middle[0], p[1] - middle[1]]).collect();
        for ([x, y], radius) in places.iter().zip(&self.radii) {
            // What lies in a square of its own by more than half of the gap keeps the whole gap from the next one.
            let reach = radius + gap / 2.0;
            let (rows, columns) = (at(y - reach)..=at(y + reach), at(x - reach)..=at(x + reach));
            squares.extend(rows.flat_map(|row| columns.clone().map(move |column| (column, row))));
        }
        for &(a, b) in self.edges {
            let ([x, y], [u, v]) = (places[a], places[b]);
            let length = ((u - x) * (u - x) + (v - y) * (v - y)).sqrt();
            let steps = (length / (side * 0.5)).ceil().max(1.0);
            let mut step = 0.0;
            while step < steps {
                let part = step / steps;
                squares.insert((at(x + (u - x) * part), at(y + (v - y) * part)));
                step += 1.0;
            }
        }
        if self.places.len() >= SOLID {
            fill(&mut squares);
        }
        squares.into_iter().collect()
    }
}

/// Takes the holes too: the squares that have others of the shape on all four sides.
fn fill(squares: &mut BTreeSet<Square>) {
    let mut columns: BTreeMap<i32, (i32, i32)> = BTreeMap::new();
    let mut rows: BTreeMap<i32, (i32, i32)> = BTreeMap::new();
    let widen = |ends: &mut (i32, i32), at: i32| *ends = (ends.0.min(at), ends.1.max(at));
    for &(x, y) in squares.iter() {
        widen(columns.entry(x).or_insert((y, y)), y);
        widen(rows.entry(y).or_insert((x, x)), x);
    }
    for (y, (left, right)) in rows {
        let inside = |x: &i32| columns.get(x).is_some_and(|(top, bottom)| (*top..=*bottom).contains(&y));
        squares.extend((left..=right).filter(inside).map(|x| (x, y)));
    }
}
