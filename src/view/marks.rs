//! Size, colour and community of each entity, by the measures of the graph that is shown.

use super::top::{Measured, Weight, measured};
use crate::export::{Appearance, Mark, Marks};
use crate::graph::KnowledgeGraph;

/// What the colour of an entity tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Coloring {
    /// Its class.
    #[default]
    Class,
    /// The community that it belongs to.
    Community,
}

/// The least and the greatest diameter.
const SIZES: [f64; 2] = [10.0, 100.0];

/// Measures the graph and says how each entity stands out. The area of an entity grows with its weight, from the
/// smallest diameter, 10, to 100. An entity without statements is the smallest and belongs to no community (0).
#[must_use]
pub fn marks(graph: &KnowledgeGraph, weight: Weight, coloring: Coloring, appearance: &Appearance) -> Marks {
    let measured = measured(graph);
    let most = measured.values().map(|entity| entity.weight(weight)).fold(0.0, f64::max);
    let size = |entity: &Measured| {
        let [least, greatest] = SIZES;
        let share = if most > 0.0 { entity.weight(weight) / most } else { 0.0 };
        let diameter = (least * least + share * (greatest * greatest - least * least)).sqrt();
        (diameter * 100.0).round() / 100.0
    };
    let mark = |node: &crate::graph::Node| {
        let entity = measured.get(node.iri.as_str());
        let community = entity.map_or(0, |entity| entity.community);
        let color = match coloring {
            Coloring::Class => appearance.color_of_class(&node.class),
            Coloring::Community => appearance.color_of_community(community),
        };
        Mark {
            size: entity.map_or(SIZES[0], size),
            color,
            community,
            neighbours: entity.map_or(0, |entity| entity.degree),
            page_rank: entity.map_or(0.0, |entity| entity.page_rank),
            betweenness: entity.map_or(0.0, |entity| entity.betweenness),
        }
    };
    graph.nodes().map(|node| (node.iri.clone(), mark(node))).collect()
}
