//! Names of property-graph databases: keys of properties, labels of nodes, types of relationships.

use super::columns::Kind;
use crate::annotation::Factuality;
use crate::graph::{Edge, Node};

/// The label of every node.
pub(super) const ENTITY: &str = "Entity";

/// The type of every relationship that is no fact, so that a question for facts does not find it.
pub(super) const CLAIM: &str = "CLAIM";

/// The label of a node beside [`ENTITY`]: its class.
pub(super) fn label(node: &Node) -> Option<String> {
    (!node.class.is_empty()).then(|| word(&node.class))
}

/// `heldIn` as `HELD_IN`.
pub(super) fn relationship_type(edge: &Edge) -> String {
    if !edge.claim.asserted || edge.claim.factuality != Factuality::Asserted {
        return CLAIM.to_owned();
    }
    let mut name = String::new();
    for c in word(&edge.predicate).chars() {
        if c.is_uppercase() && !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        name.extend(c.to_uppercase());
    }
    name
}

/// The keys of columns, each once.
pub(super) fn keys(columns: &[(String, Kind)]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(columns.len());
    for (name, _) in columns {
        let mut key = word(name);
        while keys.contains(&key) {
            key.push('_');
        }
        keys.push(key);
    }
    keys
}

/// Letters, digits and `_`, of which the first is no digit.
fn word(name: &str) -> String {
    let word: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if word.starts_with(|c: char| c.is_ascii_digit()) || word.is_empty() { format!("_{word}") } else { word }
}
