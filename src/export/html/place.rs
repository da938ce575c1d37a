//! Where entities stand when the page is opened: those that are connected by forces, the others in rows below.

use petgraph::unionfind::UnionFind;

use crate::export::reduction::Kept;
use crate::layout::{Point, Settings, layout};

/// Room around an entity for its name, in the unit of the radii.
const ROOM: f64 = 26.0;
/// Room where there are many: names are then seen after zooming in.
const ROOM_OF_MANY: f64 = 9.0;
const MANY: usize = 600;
/// Parts of fewer entities lie below the others.
const SMALL: usize = 6;
/// Width by height of what they take.
const WIDE: f64 = 3.0;
/// Distance of those without a connection.
const STEP: f64 = 60.0;

/// A place for each entity, the same for the same graph.
pub(super) fn positions(kept: &Kept<'_>, radii: &[f64]) -> Vec<Point> {
    let mut number: Vec<Option<usize>> = vec![None; kept.nodes.len()];
    let mut connected: Vec<usize> = Vec::new();
    for &(subject, _, object) in &kept.edges {
        for end in [subject, object] {
            number[end].get_or_insert_with(|| {
                connected.push(end);
                connected.len() - 1
            });
        }
    }
    let edges: Vec<(usize, usize)> =
        kept.edges.iter().filter_map(|&(subject, _, object)| number[subject].zip(number[object])).collect();
    let sizes: Vec<f64> = connected.iter().map(|&node| radii[node]).collect();
    let places = in_parts(&edges, &sizes);
    let lone = number.iter().filter(|place| place.is_none()).count();
    let mut rows = rows_below(&places, lone);
    let place = |number: &Option<usize>| number.map_or_else(|| rows.next().unwrap_or_default(), |at| places[at]);
    number.iter().map(place).collect()
}

/// Places of what is connected: the large parts first, then the small ones below them, which would else lie between the
/// lines of the large ones as if they belonged to them.
fn in_parts(edges: &[(usize, usize)], sizes: &[f64]) -> Vec<Point> {
    let mut joined = UnionFind::<usize>::new(sizes.len());
    for &(a, b) in edges {
        joined.union(a, b);
    }
    let part_of = joined.into_labeling();
    let mut count = vec![0usize; sizes.len()];
    for &part in &part_of {
        count[part] += 1;
    }
    let gap = if sizes.len() > MANY { ROOM_OF_MANY } else { ROOM };
    let mut places = vec![[0.0; 2]; sizes.len()];
    let mut bottom: Option<f64> = None;
    for small in [false, true] {
        let of: Vec<usize> = (0..sizes.len()).filter(|&at| (count[part_of[at]] < SMALL) == small).collect();
        if of.is_empty() {
            continue;
        }
        let mut number = vec![usize::MAX; sizes.len()];
        for (new, &old) in of.iter().enumerate() {
            number[old] = new;
        }
        let own: Vec<(usize, usize)> =
            edges.iter().map(|&(a, b)| (number[a], number[b])).filter(|&(a, b)| a.max(b) < of.len()).collect();
        let radii: Vec<f64> = of.iter().map(|&at| sizes[at]).collect();
        let aspect = if small { WIDE } else { Settings::default().aspect };
        let drawn = layout(of.len(), &own, &radii, &Settings { gap, aspect });
        let top = drawn.iter().map(|place| place[1]).fold(f64::INFINITY, f64::min);
        let down = bottom.map_or(0.0, |bottom| bottom - top + STEP);
        for (&at, place) in of.iter().zip(&drawn) {
            places[at] = [place[0], place[1] + down];
        }
        bottom = Some(drawn.iter().map(|place| place[1] + down).fold(f64::NEG_INFINITY, f64::max));
    }
    places
}

/// Places of the rows below what is drawn, about as wide as it.
fn rows_below(places: &[Point], count: usize) -> impl Iterator<Item = Point> {
    let bottom = places.iter().map(|place| place[1]).fold(0.0, f64::max);
    let width = places.iter().map(|place| place[0].abs()).fold(0.0, f64::max) * 2.0;
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let square = (number(count) * 1.5).sqrt();
    let columns = square.max(width / STEP).ceil().max(1.0);
    (0..count).map(move |at| {
        let (row, column) = ((number(at) / columns).floor(), number(at) % columns);
        [(column - (columns - 1.0) / 2.0) * STEP, bottom + STEP * (row + 1.5)]
    })
}
