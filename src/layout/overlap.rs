//! The last step: discs that lie on each other are pushed apart.

use rustc_hash::FxHashMap;

use super::Point;

/// After so many rounds the whole is made larger, to give room.
const PATIENCE: usize = 40;
const GROWTH: f64 = 1.06;
/// The share of nodes that the first scale may leave with their nearest neighbour too near.
const CROWDED: f64 = 0.35;

/// Scales the places to the radii and moves what still overlaps, until there is `gap` between any two discs, or nearly.
pub(super) fn remove(places: &mut [Point], radii: &[f64], gap: f64) {
    if places.len() < 2 {
        return;
    }
    let scale = scale(places, radii, gap);
    enlarge(places, scale);
    let widest = radii.iter().fold(0.0_f64, |most, &r| most.max(r));
    let side = 2.0 * widest + gap;
    for round in 1.. {
        if !push(places, radii, gap, side) {
            return;
        }
        if round % PATIENCE == 0 {
            enlarge(places, GROWTH);
        }
    }
}

fn enlarge(places: &mut [Point], scale: f64) {
    for place in places {
        *place = place.map(|x| x * scale);
    }
}

/// How much the places must grow so that most discs have room.
fn scale(places: &[Point], radii: &[f64], gap: f64) -> f64 {
    // By a sweep along x: the nearest neighbour of each, as a part of the distance that the two need.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a][0].total_cmp(&places[b][0]).then(a.cmp(&b)));
    let distance = |a: usize, b: usize| {
        let [x, y] = [places[a][0] - places[b][0], places[a][1] - places[b][1]];
        (x * x + y * y).sqrt()
    };
    let mut nearest = vec![(f64::INFINITY, 0); places.len()];
    for (at, &node) in order.iter().enumerate() {
        for &other in &order[at + 1..] {
            if places[other][0] - places[node][0] > nearest[node].0 {
                break;
            }
            let apart = distance(node, other);
            if apart < nearest[node].0 {
                nearest[node] = (apart, other);
            }
            if apart < nearest[other].0 {
                nearest[other] = (apart, node);
            }
        }
    }
    let share = |(node, &(apart, other)): (usize, &(f64, usize))| apart / (radii[node] + radii[other] + gap);
    let mut shares: Vec<f64> = nearest.iter().enumerate().map(share).collect();
    shares.sort_by(f64::total_cmp);
    let crowded = shares[(shares.len() as f64 * CROWDED) as usize];
    if crowded > 1e-9 { 1.0 / crowded } else { 1.0 }
}

/// One round over all pairs that are near; whether any was too near.
fn push(places: &mut [Point], radii: &[f64], gap: f64, side: f64) -> bool {
    let cell = |p: &Point| ((p[0] / side).floor() as i64, (p[1] / side).floor() as i64);
    let mut cells: FxHashMap<(i64, i64), Vec<usize>> = FxHashMap::default();
    for (node, place) in places.iter().enumerate() {
        cells.entry(cell(place)).or_default().push(node);
    }
    let mut any = false;
    for node in 0..places.len() {
        let (column, row) = cell(&places[node]);
        for (x, y) in (-1..=1).flat_map(|x| (-1..=1).map(move |y| (column + x, row + y))) {
            for &other in cells.get(&(x, y)).into_iter().flatten() {
                if other > node {
                    any |= part(places, radii, gap, node, other);
                }
            }
        }
    }
    any
}

/// Moves two discs apart where they are too near, the larger one less; whether they were.
fn part(places: &mut [Point], radii: &[f64], gap: f64, a: usize, b: usize) -> bool {
    let [x, y] = [places[b][0] - places[a][0], places[b][1] - places[a][1]];
    let wanted = radii[a] + radii[b] + gap;
    let squared = x * x + y * y;
    // A little less than the gap is enough, so that the rounds come to an end.
    let enough = radii[a] + radii[b] + 0.9 * gap;
    if squared >= enough * enough {
        return false;
    }
    let apart = squared.sqrt();
    // Two on one place part along a line that depends on which they are.
    let direction = if apart > 1e-9 {
        [x / apart, y / apart]
    } else {
        let slope = 1.0 + (a % 7) as f64;
        let length = (1.0 + slope * slope).sqrt();
        [1.0 / length, slope / length]
    };
    let missing = wanted - apart;
    let (weight_a, weight_b) = (radii[a] * radii[a], radii[b] * radii[b]);
    let share = weight_b / (weight_a + weight_b);
    for axis in 0..2 {
        places[a][axis] -= direction[axis] * missing * share;
        places[b][axis] += direction[axis] * missing * (1.0 - share);
    }
    true
}
