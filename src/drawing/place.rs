//! Finds places for labels where nothing else is: greedily, the most important first.

use rustc_hash::FxHashMap;

use crate::layout::Point;

/// A rectangle that may be turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) middle: Point,
    /// Half of its width and height.
    pub(super) half: [f64; 2],
    /// Where its width leads, of length 1.
    pub(super) direction: Point,
}

/// What is taken of a plane.
pub(super) struct Plane {
    side: f64,
    /// Each with the entity that it is the mark of.
    areas: Vec<(Area, Option<usize>)>,
    cells: FxHashMap<(i32, i32), Vec<usize>>,
    /// Points of lines that labels had better not hide.
    lines: FxHashMap<(i32, i32), Vec<Point>>,
}

impl Area {
    pub(super) fn upright(middle: Point, half: [f64; 2]) -> Self {
        Self { middle, half, direction: [1.0, 0.0] }
    }

    fn axes(&self) -> [Point; 2] {
        let [x, y] = self.direction;
        [[x, y], [-y, x]]
    }

    /// How far it reaches from its middle along an axis of length 1.
    fn reach(&self, axis: Point) -> f64 {
        let [width, height] = self.axes();
        let along = |side: Point| (side[0] * axis[0] + side[1] * axis[1]).abs();
        along(width) * self.half[0] + along(height) * self.half[1]
    }

    /// Half of the width and height of what it takes upright.
    pub(super) fn bounds(&self) -> [f64; 2] {
        [self.reach([1.0, 0.0]), self.reach([0.0, 1.0])]
    }

    /// Whether two areas have points in common: whether no axis of either parts them.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let apart = [other.middle[0] - self.middle[0], other.middle[1] - self.middle[1]];
        self.axes().into_iter().chain(other.axes()).all(|axis| {
            let distance = (apart[0] * axis[0] + apart[1] * axis[1]).abs();
            distance < self.reach(axis) + other.reach(axis)
        })
    }

    fn holds(&self, point: Point) -> bool {
        let apart = [point[0] - self.middle[0], point[1] - self.middle[1]];
        let inside = |axis: Point, half: f64| (apart[0] * axis[0] + apart[1] * axis[1]).abs() < half;
        let [width, height] = self.axes();
        inside(width, self.half[0]) && inside(height, self.half[1])
    }
}

impl Plane {
    /// An empty one; `side` is about the height of a label.
    pub(super) fn new(side: f64) -> Self {
        Self { side: side * 3.0, areas: Vec::new(), cells: FxHashMap::default(), lines: FxHashMap::default() }
    }

    pub(super) fn take(&mut self, area: Area, owner: Option<usize>) {
        for cell in self.cells_of(&area) {
            self.cells.entry(cell).or_default().push(self.areas.len());
        }
        self.areas.push((area, owner));
    }

    /// Notes a line from point to point.
    pub(super) fn line(&mut self, points: &[Point]) {
        for &point in points {
            self.lines.entry(self.cell(point)).or_default().push(point);
        }
    }

    /// Whether nothing is there but the mark of the owner.
    fn is_free(&self, area: &Area, owner: Option<usize>) -> bool {
        let near = |cell| self.cells.get(&cell).into_iter().flatten();
        let taken = |&at: &usize| {
            let (other, of) = &self.areas[at];
            (owner.is_none() || *of != owner) && other.overlaps(area)
        };
        !self.cells_of(area).flat_map(near).any(taken)
    }

    /// The candidate that is free and hides least of the lines, taken; the first of equal ones. `cost` is what each
    /// candidate is worse by than the first. The owner's own mark may be hidden.
    pub(super) fn best(
        &mut self,
        candidates: impl IntoIterator<Item = (Area, f64)>,
        owner: Option<usize>,
    ) -> Option<Area> {
        let mut best: Option<(Area, f64)> = None;
        for (area, cost) in candidates {
            if best.as_ref().is_some_and(|(_, least)| cost >= *least) || !self.is_free(&area, owner) {
                continue;
            }
            let cost = cost + self.hidden(&area) as f64;
            if best.as_ref().is_none_or(|(_, least)| cost < *least) {
                best = Some((area, cost));
            }
        }
        let (area, _) = best?;
        self.take(area, None);
        Some(area)
    }

    fn hidden(&self, area: &Area) -> usize {
        let near = |cell| self.lines.get(&cell).into_iter().flatten();
        self.cells_of(area).flat_map(near).filter(|&&point| area.holds(point)).count()
    }

    fn cell(&self, [x, y]: Point) -> (i32, i32) {
        ((x / self.side).floor() as i32, (y / self.side).floor() as i32)
    }

    fn cells_of(&self, area: &Area) -> impl Iterator<Item = (i32, i32)> + use<> {
        let (wide, high) = (area.reach([1.0, 0.0]), area.reach([0.0, 1.0]));
        let [x, y] = area.middle;
        let ((left, top), (right, bottom)) = (self.cell([x - wide, y - high]), self.cell([x + wide, y + high]));
        (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_areas_overlap_by_their_edges_only() {
        let flat = Area::upright([0.0, 0.0], [10.0, 1.0]);
        let half = 0.5_f64.sqrt();
        let turned = |middle| Area { middle, half: [10.0, 1.0], direction: [half, half] };
        assert!(flat.overlaps(&turned([0.0, 0.0])));
        // Their bounds have points in common, they themselves have not.
        assert!(!flat.overlaps(&turned([0.0, -5.0])) || turned([0.0, -5.0]).holds([4.0, -1.0]));
        assert!(!flat.overlaps(&turned([9.0, 9.0])));
        assert!(!flat.overlaps(&Area::upright([0.0, 2.5], [10.0, 1.0])));
    }

    #[test]
    fn the_first_free_place_that_hides_no_line_is_taken() {
        let mut plane = Plane::new(2.0);
        plane.take(Area::upright([0.0, 0.0], [5.0, 1.0]), Some(3));
        plane.line(&[[20.0, 0.0]]);
        let at = |x| (Area::upright([x, 0.0], [5.0, 1.0]), 0.0);
        assert_eq!(plane.best([at(1.0), at(20.0), at(40.0)], None), Some(at(40.0).0));
        assert_eq!(plane.best([at(1.0), at(20.0), at(40.0)], None), Some(at(20.0).0));
        assert_eq!(plane.best([at(1.0), at(20.0), at(40.0)], None), None);
        assert_eq!(plane.best([at(1.0)], Some(3)), Some(at(1.0).0), "its own mark may be hidden");
    }
}
