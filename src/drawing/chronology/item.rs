//! What stands on a timeline: something that has a date, with all that is said of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{End, Ontology};
use crate::drawing::caption::passage;
use crate::drawing::frame::Frame;
use crate::drawing::text;
use crate::drawing::theme::Standing;
use crate::graph::Node;
use crate::graph::Period;
use crate::timeline::{Object, Row, Timeline};

/// So many passages are shown of one item.
const PASSAGES: usize = 5;
/// So many other entities are named with it.
const OTHERS: usize = 2;

/// Something with one of its dates.
pub(super) struct Dated<'a> {
    pub(super) node: &'a Node,
    pub(super) period: Period,
    /// How the date stands: the surest statement of it.
    pub(super) standing: Standing,
    /// The entities that statements of that date tie it to, in the order of their IRIs.
    pub(super) with: Vec<&'a Node>,
    pub(super) name: String,
    pub(super) tooltip: String,
}

/// The dated things of a timeline, each once for each of its dates, in the order of time.
pub(super) fn dated<'a>(frame: &Frame<'_>, ontology: &Ontology, timeline: &Timeline<'a>) -> Vec<Dated<'a>> {
    let mut found: BTreeMap<_, (&'a Node, Vec<&Row<'a>>)> = BTreeMap::new();
    for row in &timeline.valid {
        let Some(period) = row.valid.and_then(|valid| valid.period) else { continue };
        let node = thing(ontology, row);
        let key = (period.first, std::cmp::Reverse(period.last), node.iri.as_str(), period.precision);
        found.entry(key).or_insert_with(|| (node, Vec::new())).1.push(row);
    }
    let item =
        |((first, last, _, precision), (node, rows)): ((_, std::cmp::Reverse<_>, _, _), (&'a Node, Vec<&Row<'a>>))| {
            let period = Period { first, last: last.0, precision };
            let standings = rows.iter().filter_map(|row| Some(Standing::of(row.valid?.said)));
            let mut with: BTreeMap<&str, &'a Node> = BTreeMap::new();
            for row in &rows {
                let ends =
                    [Some(row.subject), if let Object::Entity(object) = row.object { Some(object) } else { None }];
                let others = ends.into_iter().flatten().filter(|end| end.iri != node.iri);
                with.extend(others.map(|other| (other.iri.as_str(), other)));
            }
            let with: Vec<&Node> = with.into_values().collect();
            Dated {
                node,
                period,
                standing: standings.min().unwrap_or(Standing::Asserted),
                name: name(frame, node, &with),
                tooltip: tooltip(frame, node, &rows),
                with,
            }
        };
    found.into_iter().map(item).collect()
}

/// What the time of a statement is the time of: the end by which its predicate is dated, or what the date is said of.
fn thing<'a>(ontology: &Ontology, row: &Row<'a>) -> &'a Node {
    match (row.object, ontology.predicate(row.predicate).and_then(|predicate| predicate.dated_by)) {
        (Object::Entity(object), Some(End::Object)) => object,
        _ => row.subject,
    }
}

fn name(frame: &Frame<'_>, node: &Node, with: &[&Node]) -> String {
    let language = frame.options.language;
    let own = text::one_line(node.label(language));
    let others: Vec<String> = with.iter().take(OTHERS).map(|other| text::one_line(other.label(language))).collect();
    if others.is_empty() {
        return own;
    }
    frame.words("with", &[("text", &own), ("others", &others.join(&frame.words("separator", &[])))])
}

fn tooltip(frame: &Frame<'_>, node: &Node, rows: &[&Row<'_>]) -> String {
    let language = frame.options.language;
    let mut lines = vec![text::one_line(node.label(language))];
    let written: BTreeSet<&str> = rows.iter().filter_map(|row| Some(row.valid?.written)).collect();
    lines.extend(written.into_iter().map(text::one_line));
    for row in rows.iter().take(PASSAGES) {
        let object = match row.object {
            Object::Entity(object) => object.label(language),
            Object::Literal(literal) => literal,
        };
        let ends = [row.subject.label(language), object].map(text::one_line);
        let standing = Standing::of(row.claim);
        let mark = if standing == Standing::Asserted {
            String::new()
        } else {
            format!(" ({})", frame.theme.line_label(standing, language))
        };
        let predicate = frame.graph.term_label(row.predicate, language);
        lines.push(format!("{} · {predicate} · {}{mark}", ends[0], ends[1]));
        lines.push(passage(frame, row.claim));
    }
    lines.join("\n")
}
