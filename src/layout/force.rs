//! Rounds in which each node goes where the forces push it, ever less far.

use rayon::prelude::*;

use super::Point;
use super::level::Level;
use super::quadtree::Quadtree;

/// What draws all nodes to the middle, as a part of their mass, so that long tails do not run off.
const GRAVITY: f64 = 0.04;
/// Below so many nodes threads cost more than they bring.
const ALONE: usize = 1000;
const ROUNDS_FIRST: usize = 300;
const ROUNDS: usize = 80;

/// Moves the nodes to where the forces on them are about even. The first places are taken for coarse ones where they are
/// of the coarsest level, else for good ones.
pub(super) fn settle(level: &Level, places: &mut [Point], coarsest: bool) {
    let count = places.len();
    if count < 2 {
        return;
    }
    let total: f64 = level.mass.iter().sum();
    let rounds = if coarsest { ROUNDS_FIRST } else { ROUNDS };
    // The width that all nodes take, and the one that a single one takes.
    let furthest = if coarsest { total.sqrt() } else { 3.0 * (total / count as f64).sqrt() };
    for round in 0..rounds {
        let left = 1.0 - round as f64 / rounds as f64;
        let limit = furthest * left * left + 1e-3;
        let tree = Quadtree::new(places, &level.mass);
        let middle = places.iter().zip(&level.mass);
        let middle = middle.fold([0.0; 2], |sum, (p, mass)| [sum[0] + p[0] * mass, sum[1] + p[1] * mass]);
        let middle = middle.map(|sum| sum / total);
        let moved = |open: &mut Vec<u32>, node: usize| moved(level, places, &tree, middle, node, limit, open);
        // Each node's sum is made by itself, in one order, so threads change nothing.
        let next: Vec<Point> = if count < ALONE {
            let mut open = Vec::new();
            (0..count).map(|node| moved(&mut open, node)).collect()
        } else {
            (0..count).into_par_iter().map_init(Vec::new, moved).collect()
        };
        places.copy_from_slice(&next);
    }
}

/// Where a node goes: by the force, as far as the ties that hold it let it, and at most to the limit.
fn moved(
    level: &Level,
    places: &[Point],
    tree: &Quadtree,
    middle: Point,
    node: usize,
    limit: f64,
    open: &mut Vec<u32>,
) -> Point {
    let (place, mass) = (places[node], level.mass[node]);
    let mut force = tree.repulsion(place, mass, open);
    let mut stiffness = GRAVITY * mass;
    let mut pull = |to: Point, strength: f64| {
        force[0] += (to[0] - place[0]) * strength;
        force[1] += (to[1] - place[1]) * strength;
    };
    pull(middle, stiffness);
    for &(other, tie) in level.ties(node) {
        pull(places[other], tie);
        stiffness += tie;
    }
    // Half the way, as neighbours come to meet it.
    let mut step = force.map(|f| f / (2.0 * stiffness));
    let length = (step[0] * step[0] + step[1] * step[1]).sqrt();
    if length > limit {
        step = step.map(|s| s * (limit / length));
    }
    [place[0] + step[0], place[1] + step[1]]
}
