//! A quadtree over masses: what is far away repels as one (Barnes and Hut, 1986).

use super::Point;

/// A square is taken for one mass where its side is less than this part of its distance.
const OPENING: f64 = 0.8;
/// Squares are divided no further: what is so near counts as one place.
const DEPTH: u32 = 40;
const NONE: u32 = u32::MAX;

/// The masses of a plane.
pub(super) struct Quadtree {
    squares: Vec<Square>,
}

struct Square {
    middle: Point,
    half: f64,
    mass: f64,
    /// The sum of the places by mass; their centre once the tree is whole.
    centre: Point,
    children: [u32; 4],
    leaf: bool,
}

impl Square {
    fn new(middle: Point, half: f64) -> Self {
        Self { middle, half, mass: 0.0, centre: [0.0; 2], children: [NONE; 4], leaf: true }
    }
}

impl Quadtree {
    pub(super) fn new(places: &[Point], mass: &[f64]) -> Self {
        let bounds = |axis: usize| {
            let of = |(least, most): (f64, f64), p: &Point| (least.min(p[axis]), most.max(p[axis]));
            places.iter().fold((f64::INFINITY, f64::NEG_INFINITY), of)
        };
        let ((left, right), (top, bottom)) = (bounds(0), bounds(1));
        let half = (right - left).max(bottom - top) / 2.0 + 1e-9;
        let mut tree = Self { squares: Vec::with_capacity(places.len() * 2) };
        tree.squares.push(Square::new([(left + right) / 2.0, (top + bottom) / 2.0], half));
        for (place, &mass) in places.iter().zip(mass) {
            tree.insert(*place, mass);
        }
        for square in &mut tree.squares {
            square.centre = square.centre.map(|sum| sum / square.mass);
        }
        tree
    }

    fn insert(&mut self, place: Point, mass: f64) {
        let (mut at, mut depth) = (0, 0);
        loop {
            let square = &mut self.squares[at];
            let (held, sum) = (square.mass, square.centre);
            square.mass += mass;
            square.centre = [sum[0] + place[0] * mass, sum[1] + place[1] * mass];
            if square.leaf {
                if held == 0.0 || depth == DEPTH {
                    return;
                }
                // What was alone here goes one down.
                square.leaf = false;
                let old = self.child(at, sum.map(|s| s / held));
                self.squares[old].mass = held;
                self.squares[old].centre = sum;
            }
            at = self.child(at, place);
            depth += 1;
        }
    }

    /// The quarter of a square that a place is in.
    fn child(&mut self, at: usize, place: Point) -> usize {
        let (middle, half) = (self.squares[at].middle, self.squares[at].half / 2.0);
        let (right, below) = (place[0] >= middle[0], place[1] >= middle[1]);
        let quarter = usize::from(right) + 2 * usize::from(below);
        if self.squares[at].children[quarter] == NONE {
            let side = |far: bool| if far { half } else { -half };
            let child = Square::new([middle[0] + side(right), middle[1] + side(below)], half);
            self.squares[at].children[quarter] = self.squares.len() as u32;
            self.squares.push(child);
        }
        self.squares[at].children[quarter] as usize
    }

    /// The force on a mass at a place, `mass * other / distance` away from each other mass.
    pub(super) fn repulsion(&self, place: Point, mass: f64, open: &mut Vec<u32>) -> Point {
        let mut force = [0.0; 2];
        open.clear();
        open.push(0);
        while let Some(at) = open.pop() {
            let square = &self.squares[at as usize];
            let [x, y] = [place[0] - square.centre[0], place[1] - square.centre[1]];
            let squared = x * x + y * y;
            let side = 2.0 * square.half;
            if square.leaf || side * side < OPENING * OPENING * squared {
                if squared > 1e-18 {
                    let strength = mass * square.mass / squared;
                    force = [force[0] + x * strength, force[1] + y * strength];
                }
            } else {
                open.extend(square.children.iter().rev().filter(|&&child| child != NONE));
            }
        }
        force
    }
}
