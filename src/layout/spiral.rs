//! First places: on a sunflower's spiral, where each next point turns by the golden angle.

use super::Point;
use super::level::Level;

/// Cosine and sine of the golden angle, π (3 − √5).
const TURN: [f64; 2] = [-0.737_368_878_078_320_2, 0.675_490_294_261_523_6];

/// Points of a spiral that fill a disc evenly, one a unit of area about.
struct Spiral {
    direction: Point,
    count: f64,
}

impl Spiral {
    fn new() -> Self {
        Self { direction: [1.0, 0.0], count: 0.0 }
    }
}

impl Iterator for Spiral {
    type Item = Point;

    fn next(&mut self) -> Option<Point> {
        let radius = (self.count + 0.5).sqrt() * 0.56;
        let [x, y] = self.direction;
        let turned = [x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]];
        let length = (turned[0] * turned[0] + turned[1] * turned[1]).sqrt();
        self.direction = [turned[0] / length, turned[1] / length];
        self.count += 1.0;
        Some([x * radius, y * radius])
    }
}

/// The nodes with most ties in the middle.
pub(super) fn start(level: &Level) -> Vec<Point> {
    let mut places = vec![[0.0; 2]; level.mass.len()];
    let scale = (level.mass.iter().sum::<f64>() / level.mass.len().max(1) as f64).sqrt();
    for (node, point) in level.by_degree().into_iter().zip(Spiral::new()) {
        places[node] = [point[0] * scale, point[1] * scale];
    }
    places
}

/// The members of each group around the place of the group.
pub(super) fn spread(groups: &[Point], group: &[usize]) -> Vec<Point> {
    let mut spirals: Vec<Spiral> = groups.iter().map(|_| Spiral::new()).collect();
    let around = |&of: &usize| {
        let [x, y] = spirals[of].next().unwrap_or_default();
        [groups[of][0] + x, groups[of][1] + y]
    };
    group.iter().map(around).collect()
}
