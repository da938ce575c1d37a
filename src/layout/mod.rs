//! Where the nodes of a graph stand: like things near each other, nothing on top of another.
//!
//! The method is that of force-directed drawing on levels: repulsion of all nodes by a quadtree (Barnes and Hut, 1986), that
//! grows with their degree as in ForceAtlas2 (Jacomy et al., 2014), and a coarse graph laid out first (Hu, 2005). Components
//! are laid out by themselves and packed (Freivalds et al., 2002). Nothing is drawn at random, and nothing is reckoned but by
//! `+ - * /` and the square root, which are the same on every machine; so the same graph has the same places everywhere,
//! with any number of threads.

mod force;
mod level;
mod overlap;
mod pack;
mod quadtree;
mod spiral;

use rayon::prelude::*;

use level::Level;

/// A place: to the right, and down.
pub type Point = [f64; 2];

/// How much room a layout takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Least space between two discs, in the unit of the radii.
    pub gap: f64,
    /// Width by height that the whole is to have, about.
    pub aspect: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { gap: 4.0, aspect: 1.4 }
    }
}

/// Places of the nodes `0..nodes`, around the origin, in the unit of the radii.
///
/// Each node is a disc; no two of them touch. A node without a radius counts as one of radius 1. Edges to themselves and to
/// nodes that are not there count for nothing; parallel ones hold their ends closer together.
#[must_use]
pub fn layout(nodes: usize, edges: &[(usize, usize)], radii: &[f64], settings: &Settings) -> Vec<Point> {
    let usable = |r: &f64| r.is_finite() && *r > 0.0;
    let radii: Vec<f64> = (0..nodes).map(|i| radii.get(i).copied().filter(usable).unwrap_or(1.0)).collect();
    let gap = settings.gap.max(1e-3);
    let parts = level::components(nodes, edges);
    let drawn: Vec<Vec<Point>> = parts
        .par_iter()
        .map(|part| {
            let radii: Vec<f64> = part.nodes.iter().map(|&node| radii[node]).collect();
            draw(Level::new(part.nodes.len(), &part.edges), &radii, gap)
        })
        .collect();
    let shapes: Vec<pack::Shape<'_>> = parts
        .iter()
        .zip(&drawn)
        .map(|(part, places)| pack::Shape {
            places,
            radii: part.nodes.iter().map(|&node| radii[node]).collect(),
            edges: &part.edges,
        })
        .collect();
    let shifts = pack::pack(&shapes, gap, settings.aspect.clamp(0.2, 5.0));
    let mut places = vec![[0.0; 2]; nodes];
    for ((part, drawn), shift) in parts.iter().zip(&drawn).zip(shifts) {
        for (&node, place) in part.nodes.iter().zip(drawn) {
            places[node] = [place[0] + shift[0], place[1] + shift[1]];
        }
    }
    places
}

/// One component, its middle at the origin.
fn draw(finest: Level, radii: &[f64], gap: f64) -> Vec<Point> {
    let mut levels = vec![(finest, Vec::new())];
    while let Some((level, _)) = levels.last()
        && let Some((coarser, group)) = level.coarser()
    {
        levels.push((coarser, group));
    }
    let mut places = Vec::new();
    for at in (0..levels.len()).rev() {
        let (level, _) = &levels[at];
        let coarsest = at + 1 == levels.len();
        places = if coarsest { spiral::start(level) } else { spiral::spread(&places, &levels[at + 1].1) };
        force::settle(level, &mut places, coarsest);
    }
    lay_flat(&mut places);
    overlap::remove(&mut places, radii, gap);
    places
}

/// Turned so that the longest axis lies flat, and moved so that the middle is the origin.
fn lay_flat(places: &mut [Point]) {
    let count = places.len() as f64;
    let middle = places.iter().fold([0.0, 0.0], |sum, p| [sum[0] + p[0], sum[1] + p[1]]).map(|sum| sum / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in &mut *places {
        *place = [place[0] - middle[0], place[1] - middle[1]];
        xx += place[0] * place[0];
        xy += place[0] * place[1];
        yy += place[1] * place[1];
    }
    // The angle of the axis, by half-angle formulas.
    let length = ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt();
    if length <= f64::EPSILON * (xx + yy) {
        return;
    }
    let cosine = ((1.0 + (xx - yy) / length) / 2.0).max(0.0).sqrt();
    let sine = ((1.0 - (xx - yy) / length) / 2.0).max(0.0).sqrt();
    let sine = if xy < 0.0 { -sine } else { sine };
    for place in places {
        *place = [place[0] * cosine + place[1] * sine, place[1] * cosine - place[0] * sine];
    }
}

#[cfg(test)]
mod tests;
