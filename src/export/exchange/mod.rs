//! Formats in which investigators and analysts hand on entities: FollowTheMoney, STIX.

pub(super) mod ftm;
pub(super) mod stix;

use std::collections::BTreeSet;
use std::io;

use crate::annotation::Factuality;
use crate::export::Options;
use crate::graph::{Claim, KnowledgeGraph, Node};

/// The documents that are named anywhere, in order.
fn documents<'a>(graph: &'a KnowledgeGraph, options: &'a Options) -> BTreeSet<&'a str> {
    let of_nodes = graph.nodes().flat_map(|node| {
        node.documents.iter().chain(node.attributes.iter().map(|attribute| &attribute.claim.document))
    });
    let of_edges = graph.edges().flat_map(|(_, edge, _)| edge.claims().map(|claim| &claim.document));
    let all = of_nodes.chain(of_edges).chain(options.writings.keys());
    all.map(String::as_str).filter(|id| !id.is_empty()).collect()
}

/// All names that a node has, the preferred one first.
fn names<'a>(node: &'a Node, options: &Options) -> Vec<&'a str> {
    let mut names = vec![node.label(options.language)];
    for name in [&node.names.ar, &node.names.en, &node.names.other].into_iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// The code of a country of the lexicon.
fn code<'a>(node: &Node, options: &'a Options) -> Option<&'a str> {
    options.exchange.code(&node.class, node.local_name())
}

/// Whether a statement may be told as a fact.
fn is_fact(claim: &Claim) -> bool {
    claim.asserted && claim.factuality == Factuality::Asserted
}

/// Whether a source is an address of the web.
fn is_address(source: &str) -> bool {
    let rest = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// What is said where the domain has no table for a format.
fn no_table(format: &str) -> io::Error {
    let message =
        format!("the domain has no export/{format}.tsv; copy that of the project's data into the folder of --domain");
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
