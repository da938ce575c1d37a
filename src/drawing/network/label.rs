//! Names beside marks and predicates along lines, where there is room for them.

use crate::drawing::caption::relation_names;
use crate::export::Options;
use crate::graph::Node;

use super::{
    Anchor, Area, Arrow, Course, Frame, Item, MOST_IMPORTANT, NAMED, PAPER, Path, Plane, RELATIONS, Spot, Text,
    polyline, text,
};

/// So long a line of a name is, in characters, where it can be broken, and where it is cut.
const LINE: usize = 20;
const MOST: usize = 30;
/// So many predicates are named on one line.
const PREDICATES: usize = 2;

/// The colour of predicates, a little behind the names.
const QUIET: [u8; 3] = [80; 3];

/// A label that found a place.
pub(super) struct Placed {
    pub(super) area: Area,
    lines: Vec<String>,
    size: f64,
    relation: bool,
}

impl Placed {
    pub(super) fn items(&self) -> Vec<Item> {
        let [x, y] = self.area.middle;
        let high = 1.2 * self.size;
        let top = y - high * (self.lines.len() as f64 - 1.0) / 2.0;
        let line = |(at, line): (usize, &String)| {
            let down = top + high * at as f64 + 0.35 * self.size;
            // The baseline lies below the middle, seen along the text.
            let [cosine, sine] = self.area.direction;
            let aside = down - y;
            let place = [x - sine * aside, y + cosine * aside];
            let text = Text::new(line.clone(), place, Anchor::Middle, self.size);
            let color = if self.relation { QUIET } else { text.color };
            Item::Text(Text { rim: true, color, direction: self.area.direction, ..text })
        };
        self.lines.iter().enumerate().map(line).collect()
    }

    /// With paper behind it, so that no line runs through the letters.
    pub(super) fn item(&self) -> Item {
        let [[x, y], [wide, high], [cosine, sine]] = [self.area.middle, self.area.half, self.area.direction];
        let corner = |u: f64, v: f64| [x + u * cosine - v * sine, y + u * sine + v * cosine];
        let corners = [corner(-wide, -high), corner(wide, -high), corner(wide, high), corner(-wide, high)];
        let mut paper = Path::line(polyline(&corners, true), PAPER, 0.0);
        (paper.fill, paper.stroke, paper.opacity) = (Some(PAPER), None, 0.88);
        let mut items = vec![Item::Path(paper)];
        items.extend(self.items());
        super::group("relation", items)
    }
}

/// What names and predicates must not hide, and had better not hide.
pub(super) fn plane(spots: &[Spot<'_>], courses: &[Option<Course>], letter: f64) -> Plane {
    let mut plane = Plane::new(letter);
    let mut radii: Vec<f64> = spots.iter().map(|spot| spot.radius).collect();
    radii.sort_by(|a, b| b.total_cmp(a));
    // Where only the important are named, their names may lie over marks that have none.
    let least = if spots.len() > NAMED { radii.get(MOST_IMPORTANT).copied().unwrap_or_default() } else { -1.0 };
    for (at, spot) in spots.iter().enumerate() {
        if spot.radius > least {
            plane.take(Area::upright(spot.at, [spot.radius; 2]), Some(at));
        } else {
            let [x, y] = spot.at;
            let half = spot.radius * 0.6;
            plane.line(&[spot.at, [x - half, y], [x + half, y], [x, y - half], [x, y + half]]);
        }
    }
    for course in courses.iter().flatten() {
        plane.line(&course.samples(letter * 0.5));
    }
    plane
}

/// An entity's name as it is shown.
pub(super) fn name(node: &Node, options: &Options) -> Vec<String> {
    text::lines(node.label(options.language), LINE, MOST)
}

/// Half of the width and height that lines of text take.
fn half(lines: &[String], size: f64) -> [f64; 2] {
    let wide = lines.iter().map(|line| text::width(line, size, false)).fold(0.0_f64, f64::max);
    [wide / 2.0 + 0.15 * size, lines.len() as f64 * 0.6 * size + 0.05 * size]
}

/// The names of entities, the largest first.
pub(super) fn names(frame: &mut Frame<'_>, spots: &[Spot<'_>], plane: &mut Plane) -> Vec<Placed> {
    let mut order: Vec<(usize, &Spot<'_>)> = spots.iter().enumerate().collect();
    // The sort is stable, so equals stay in the order of their IRIs.
    order.sort_by(|(_, a), (_, b)| b.radius.total_cmp(&a.radius));
    let wanted = if spots.len() > NAMED { MOST_IMPORTANT } else { spots.len() };
    let (least, most) = spots
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(least, most), spot| (least.min(spot.radius), most.max(spot.radius)));
    let mut placed = Vec::new();
    for (at, spot) in order.into_iter().take(wanted) {
        let share = if most > least { (spot.radius - least) / (most - least) } else { 0.0 };
        let size = frame.letter * (0.95 + 0.45 * share);
        let lines = name(spot.node, frame.options);
        if lines.iter().all(String::is_empty) {
            continue;
        }
        let area = plane.best(around(spot, half(&lines, size), frame.letter), Some(at));
        placed.extend(area.map(|area| Placed { area, lines, size, relation: false }));
    }
    frame.left_out("names_left_out", spots.len() - placed.len(), spots.len());
    placed
}

/// The places beside a mark, with what they are worse by.
fn around(spot: &Spot<'_>, [wide, high]: [f64; 2], letter: f64) -> Vec<(Area, f64)> {
    // Over the mark itself, where nothing else is left.
    let mut places = vec![(Area::upright(spot.at, [wide, high]), 7.0)];
    for far in 0..3 {
        let gap = 0.15 * letter + 0.7 * letter * f64::from(far);
        let (x, y) = (spot.radius + gap + wide, spot.radius + gap + high);
        let (near_x, near_y) = (spot.radius * 0.7 + gap + wide, spot.radius * 0.7 + gap + high);
        let sides = [
            ([0.0, y], 0.0),
            ([0.0, -y], 0.2),
            ([x, 0.0], 0.3),
            ([-x, 0.0], 0.3),
            ([near_x, near_y], 0.6),
            ([-near_x, near_y], 0.6),
            ([near_x, -near_y], 0.7),
            ([-near_x, -near_y], 0.7),
            ([wide * 0.5, y], 0.5),
            ([-wide * 0.5, y], 0.5),
            ([wide * 0.5, -y], 0.6),
            ([-wide * 0.5, -y], 0.6),
        ];
        places.extend(sides.map(|([x, y], cost)| {
            let middle = [spot.at[0] + x, spot.at[1] + y];
            (Area::upright(middle, [wide, high]), cost + 3.0 * f64::from(far))
        }));
    }
    places
}

/// What lines say, along them; those that stand for most statements first.
pub(super) fn relations(
    frame: &mut Frame<'_>,
    arrows: &[Arrow<'_>],
    courses: &[Option<Course>],
    plane: &mut Plane,
) -> Vec<Placed> {
    let mut placed = Vec::new();
    if arrows.len() <= RELATIONS {
        let mut order: Vec<_> = arrows.iter().zip(courses).collect();
        order.sort_by_key(|(arrow, _)| std::cmp::Reverse(arrow.statements()));
        for (arrow, course) in order {
            let Some(course) = course else { continue };
            let size = 0.88 * frame.letter;
            let lines = vec![relation(frame, arrow)];
            let half = half(&lines, size);
            let looped = arrow.ends[0] == arrow.ends[1];
            if !looped && course.span() < 2.0 * half[0] {
                continue;
            }
            let along = |part: f64| {
                let [x, y] = course.direction(part);
                // Never upside down.
                let direction = if x < 0.0 || (x == 0.0 && y > 0.0) { [-x, -y] } else { [x, y] };
                let direction = if looped { [1.0, 0.0] } else { direction };
                (Area { middle: course.at(part), half, direction }, (part - 0.5).abs() * 8.0)
            };
            let area = plane.best([0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68].map(along), None);
            placed.extend(area.map(|area| Placed { area, lines, size, relation: true }));
        }
    }
    frame.left_out("relations_left_out", arrows.len() - placed.len(), arrows.len());
    placed
}

/// What a line says.
fn relation(frame: &Frame<'_>, arrow: &Arrow<'_>) -> String {
    let names = relation_names(frame, &arrow.edges);
    let mut words = names[..names.len().min(PREDICATES)].join(&frame.words("separator", &[]));
    if names.len() > PREDICATES {
        let more = (names.len() - PREDICATES).to_string();
        words = format!("{words} {}", frame.words("more", &[("count", &more)]));
    }
    text::shortened(&text::one_line(&words), 40)
}
