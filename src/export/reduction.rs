//! Which entities and statements of a large graph a page or a picture shows: those with the most statements, and what joins them.

use std::collections::BTreeMap;

use crate::export::Options;
use crate::graph::{Edge, KnowledgeGraph, Node};

/// A page or a picture shows no more entities than this.
const MOST_NODES: usize = 5_000;
/// A page or a picture shows no more statements between entities than this.
const MOST_EDGES: usize = 20_000;

/// What a page shows of a graph.
pub(in crate::export) struct Kept<'a> {
    /// In the graph's order.
    pub(super) nodes: Vec<&'a Node>,
    /// In the graph's order; the ends as places in `nodes`.
    pub(super) edges: Vec<(usize, &'a Edge, usize)>,
}

/// How much of a graph a page or a picture leaves out, as it is too large to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// All entities of the graph.
    pub nodes: usize,
    /// All statements between entities.
    pub edges: usize,
    /// The entities that are shown.
    pub nodes_shown: usize,
    /// The statements that are shown.
    pub edges_shown: usize,
}

/// What is kept of a graph, and what is not, where that is anything.
///
/// Entities are ranked by the PageRank of their mark, where they have one, then by the number of their statements, then by
/// how often they are spoken of; statements by whether they are facts, then by confidence. Equals are taken in the graph's
/// order, so that the same graph is always reduced to the same.
pub(in crate::export) fn reduce<'a>(graph: &'a KnowledgeGraph, options: &Options) -> (Kept<'a>, Option<LeftOut>) {
    let mut nodes: Vec<&Node> = graph.nodes().collect();
    if nodes.len() > MOST_NODES {
        let rank = |node: &Node| options.marks.get(&node.iri).map_or(0.0, |mark| mark.page_rank);
        let order = |node: &&Node| (graph.degree(&node.iri), node.mentions);
        nodes.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then_with(|| order(b).cmp(&order(a))));
        nodes.truncate(MOST_NODES);
        nodes.sort_by(|a, b| a.iri.cmp(&b.iri));
    }
    let places: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.iri.as_str(), at)).collect();
    let ends = graph.edges().filter_map(|(subject, edge, object)| {
        Some((*places.get(subject.iri.as_str())?, edge, *places.get(object.iri.as_str())?))
    });
    let mut edges: Vec<(usize, &Edge, usize)> = ends.collect();
    if edges.len() > MOST_EDGES {
        let mut order: Vec<usize> = (0..edges.len()).collect();
        let claim = |at: usize| &edges[at].1.claim;
        order.sort_by(|&a, &b| {
            let facts = claim(b).asserted.cmp(&claim(a).asserted);
            facts.then_with(|| claim(b).confidence.total_cmp(&claim(a).confidence))
        });
        order.truncate(MOST_EDGES);
        order.sort_unstable();
        edges = order.into_iter().map(|at| edges[at]).collect();
    }
    let left_out = LeftOut {
        nodes: graph.nodes().len(),
        edges: graph.edges().len(),
        nodes_shown: nodes.len(),
        edges_shown: edges.len(),
    };
    let whole = left_out.nodes == left_out.nodes_shown && left_out.edges == left_out.edges_shown;
    (Kept { nodes, edges }, (!whole).then_some(left_out))
}

/// The part of a graph that is kept, as a graph, where that is not all of it; with how much it is of what.
pub(crate) fn reduced(graph: &KnowledgeGraph, options: &Options) -> Option<(KnowledgeGraph, LeftOut)> {
    let (Kept { nodes, edges }, left_out) = reduce(graph, options);
    let left_out = left_out?;
    let ends = |at: usize| nodes[at].iri.clone();
    let edges = edges.iter().map(|&(subject, edge, object)| (ends(subject), edge.clone(), ends(object)));
    Some((graph.part(nodes.iter().map(|&node| node.clone()), edges), left_out))
}
