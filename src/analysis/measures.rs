//! All measures of a network, entity by entity.

use super::centrality::{Centrality, centrality};
use super::community::{Partition, communities};
use super::network::Network;
use super::page_rank::page_rank;
use super::structure::{Structure, structure};

/// How the measures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasuresOptions {
    /// Whether a link counts as often as there are statements, for PageRank and communities.
    pub weighted: bool,
    /// From how many nodes the paths for betweenness are searched; nothing lets the size of the network decide.
    pub sources: Option<usize>,
}

/// What is measured of a network.
#[derive(Debug, Clone, Default)]
pub struct Measures {
    /// The nodes, by their numbers.
    pub entities: Vec<EntityMeasures>,
    /// Links that alone join two parts, the one with the largest smaller part first.
    pub bridges: Vec<Bridge>,
    /// The modularity of the communities.
    pub modularity: f64,
    /// The number of nodes from which paths were searched; betweenness is an estimate where it is not all.
    pub sources: usize,
    /// The number of links from one node to another.
    pub links: usize,
    /// The number of pairs that are linked.
    pub pairs: usize,
}

/// What is measured of one node. Components and communities have numbers from 1, the largest first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EntityMeasures {
    /// The number of neighbours.
    pub degree: usize,
    /// The number of neighbours that link to it.
    pub in_degree: usize,
    /// The number of neighbours that it links to.
    pub out_degree: usize,
    /// See [`page_rank`].
    pub page_rank: f64,
    /// See [`Centrality::betweenness`].
    pub betweenness: f64,
    /// See [`Centrality::closeness`].
    pub closeness: Option<f64>,
    /// See [`Structure::core`].
    pub core: usize,
    /// See [`Structure::component`].
    pub component: usize,
    /// See [`Structure::strong_component`].
    pub strong_component: usize,
    /// See [`Partition::community`].
    pub community: usize,
    /// See [`Structure::articulation`].
    pub articulation: bool,
}

/// A link that alone joins two parts of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bridge {
    /// One end, the one with the lower number.
    pub from: usize,
    /// The other end.
    pub to: usize,
    /// The number of nodes in the smaller of the two parts.
    pub part: usize,
}

/// Where nothing else is asked for, paths are searched from so many nodes that no more links than this are followed: some
/// ten seconds on one core.
const WORK: usize = 2_000_000_000;
/// But from so many at least, as fewer tell too little.
const LEAST_SOURCES: usize = 256;

impl Measures {
    /// Measures a network.
    #[must_use]
    pub fn of(network: &Network, options: MeasuresOptions) -> Self {
        let nodes = network.nodes();
        let affordable = (WORK / (nodes + 2 * network.pairs()).max(1)).max(LEAST_SOURCES);
        let sources = options.sources.unwrap_or(affordable).min(nodes);
        let plain = (!options.weighted).then(|| network.clone().unweighted());
        let for_weights = plain.as_ref().unwrap_or(network);
        let ranks = page_rank(for_weights);
        let Partition { community, modularity } = communities(for_weights);
        let Centrality { betweenness, closeness, sources } = centrality(network, sources);
        let Structure { component, strong_component, bridges, articulation, core } = structure(network);
        let entity = |node: usize| EntityMeasures {
            degree: network.neighbours(node).len(),
            in_degree: network.in_degree(node),
            out_degree: network.out_degree(node),
            page_rank: ranks[node],
            betweenness: betweenness[node],
            closeness: closeness.as_ref().map(|closeness| closeness[node]),
            core: core[node],
            component: component[node],
            strong_component: strong_component[node],
            community: community[node],
            articulation: articulation[node],
        };
        Self {
            entities: (0..nodes).map(entity).collect(),
            bridges: bridges.into_iter().map(|(from, to, part)| Bridge { from, to, part }).collect(),
            modularity,
            sources,
            links: network.links(),
            pairs: network.pairs(),
        }
    }

    /// The sizes of the parts that a measure numbers from 1: components or communities.
    #[must_use]
    pub fn sizes(&self, part: impl Fn(&EntityMeasures) -> usize) -> Vec<usize> {
        let parts = self.entities.iter().map(&part).max().unwrap_or_default();
        let mut sizes = vec![0; parts];
        self.entities.iter().for_each(|entity| sizes[part(entity) - 1] += 1);
        sizes
    }

    /// Whether betweenness is an estimate.
    #[must_use]
    pub fn is_sampled(&self) -> bool {
        self.sources < self.entities.len()
    }
}
