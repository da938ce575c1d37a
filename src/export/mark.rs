//! What a picture shows of an entity beside its name: how large, in which colour, in which group.

use std::collections::BTreeMap;

/// Marks by the IRI of the entity.
pub type Marks = BTreeMap<String, Mark>;

/// How an entity stands out in a picture, and the measures that say so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The diameter, where 10 is the least and 100 the greatest.
    pub size: f64,
    /// Red, green, blue.
    pub color: [u8; 3],
    /// The number of its community, from 1, the largest first.
    pub community: usize,
    /// The number of its neighbours.
    pub neighbours: usize,
    /// PageRank; the sum over all entities is 1.
    pub page_rank: f64,
    /// The share of shortest paths that lead through it.
    pub betweenness: f64,
}
