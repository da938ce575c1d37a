//! The marks that stand for entities: a shape of their class around a place.

use crate::layout::Point;

use super::canvas::{Color, Item, Path, circle, polyline};

/// A mark within a circle of this radius, by the Graphviz shape of its class.
pub(super) fn mark(shape: &str, [x, y]: Point, radius: f64, fill: Color) -> Item {
    let r = radius;
    let at = |points: &[Point]| {
        let moved: Vec<Point> = points.iter().map(|[u, v]| [x + u * r, y + v * r]).collect();
        polyline(&moved, true)
    };
    // Their sizes are such that they look about as large as the circle.
    let data = match shape {
        "box" | "rect" | "square" => at(&[[-0.84, -0.84], [0.84, -0.84], [0.84, 0.84], [-0.84, 0.84]]),
        "hexagon" => at(&[[-1.0, 0.0], [-0.5, -0.866], [0.5, -0.866], [1.0, 0.0], [0.5, 0.866], [-0.5, 0.866]]),
        "note" => at(&[[-0.75, -0.9], [0.25, -0.9], [0.75, -0.4], [0.75, 0.9], [-0.75, 0.9]]),
        "tab" | "triangle" => at(&[[0.0, -1.0], [0.95, 0.7], [-0.95, 0.7]]),
        "component" | "box3d" | "diamond" => at(&[[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]),
        _ => circle([x, y], r),
    };
    Item::Path(Path {
        data,
        fill: Some(fill),
        stroke: Some(rim(fill)),
        width: (r * 0.12).clamp(0.4, 2.0),
        dashes: Vec::new(),
        opacity: 1.0,
    })
}

/// A darker colour of the same hue.
fn rim(fill: Color) -> Color {
    fill.map(|part| (u16::from(part) * 3 / 5) as u8)
}
