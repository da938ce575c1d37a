//! Pictures of a graph: a network, a timeline, a matrix, each with a legend and a word on what it does not show.

mod canvas;
mod caption;
mod chronology;
mod frame;
mod mark;
mod matrix;
mod network;
mod place;
#[cfg(feature = "pictures")]
mod render;
mod svg;
mod text;
mod theme;

use crate::domain::Ontology;
use crate::export::Options;
use crate::graph::KnowledgeGraph;

pub use canvas::Drawing;
pub use chronology::Lanes;
#[cfg(feature = "pictures")]
pub use render::Fonts;
pub use theme::Theme;

/// What a picture shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Picture {
    /// Entities as marks, statements as lines between them.
    #[default]
    Graph,
    /// What happened when.
    Timeline(Lanes),
    /// Who to whom.
    Matrix,
}

/// Draws a graph. The same graph gives the same drawing on every machine.
#[must_use]
pub fn draw(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    picture: Picture,
    options: &Options,
    theme: &Theme,
) -> Drawing {
    match picture {
        Picture::Graph => network::draw(graph, options, theme),
        Picture::Timeline(lanes) => chronology::draw(graph, ontology, lanes, options, theme),
        Picture::Matrix => matrix::draw(graph, options, theme),
    }
}
