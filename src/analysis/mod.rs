//! What the graph as a whole tells of its entities: how two are connected, which matter, which belong together.
//!
//! A [`Selection`] says which statements count, a [`Network`] is the graph that they make, [`Measures`] are taken of it,
//! and [`shortest_paths`] finds connections in it. Nothing here reads a store.

mod centrality;
mod community;
mod cost;
mod measures;
mod network;
mod page_rank;
mod path;
mod rdf;
mod selection;
mod slice;
mod structure;

pub use centrality::{Centrality, centrality};
pub use community::{Partition, communities, modularity};
pub use cost::Rank;
pub use measures::{Bridge, EntityMeasures, Measures, MeasuresOptions};
pub use network::Network;
pub use page_rank::page_rank;
pub use path::{Path, PathOptions, shortest_paths};
pub use rdf::measure_quads;
pub use selection::{Clock, Selection, Stance, Times};
pub use slice::{Slices, slices};
pub use structure::{Structure, structure};
