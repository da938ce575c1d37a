//! Inferences as quads of their graph, and back.
//!
//! Each is its plain triple, and one reifier of it with rule and premises:
//! `?i rdf:reifies <<( s p o )>> ; nisba:rule nisba:ChainRule ; nisba:premise <<( s1 p1 o1 )>> , <<( s2 p2 o2 )>>`.
//! The graph's own name has the hash of the rules, which says that inference is on, and whether the graph is complete.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};

use super::chain::Inference;
use super::rule::Rule;
use crate::graph::{Layer, statement_iri, vocabulary as v};

/// What the layer says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The hash of the rules that it rests on, see [`Rules::hash`](super::Rules::hash).
    pub rules: String,
    /// Whether it has all that follows from the facts.
    pub complete: bool,
}

/// The quads of the layer with these inferences.
pub(super) fn quads(inferences: &[Inference], rules: &str) -> Vec<Quad> {
    let graph = Layer::Inferred.name();
    let mut quads = vec![
        Quad::new(graph, v::RULES_HASH, Literal::from(rules), graph),
        Quad::new(graph, v::IS_COMPLETE, Literal::from(true), graph),
    ];
    quads.extend(inferences.iter().flat_map(Inference::quads));
    quads
}

impl Inference {
    /// The conclusion and its reifier with rule and premises, in the layer's graph.
    #[must_use]
    pub fn quads(&self) -> Vec<Quad> {
        let (graph, Self { conclusion, rule, premises }) = (Layer::Inferred.name(), self);
        let reifier = statement_iri(graph, &[&conclusion.to_string()]);
        let rule = NamedNode::new_unchecked(rule.iri());
        let mut quads = vec![
            conclusion.clone().in_graph(graph.into_owned()),
            Quad::new(reifier.clone(), rdf::REIFIES, conclusion.clone(), graph),
            Quad::new(reifier.clone(), v::RULE, rule, graph),
        ];
        quads.extend(premises.iter().map(|premise| Quad::new(reifier.clone(), v::PREMISE, premise.clone(), graph)));
        quads
    }
}

/// What quads of the layer say of it; nothing where inference is off.
pub(super) fn state(quads: &[Quad]) -> Option<State> {
    let value = |predicate| {
        quads.iter().find(|quad| quad.predicate.as_ref() == predicate).and_then(|quad| match &quad.object {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    };
    Some(State { rules: value(v::RULES_HASH)?.to_owned(), complete: value(v::IS_COMPLETE) == Some("true") })
}

/// Conclusion, rule and premises, as far as they have been met.
type Parts<'a> = (Option<&'a Triple>, Option<Rule>, Vec<&'a Triple>);

/// The inferences among quads, in the order of their conclusions' N-Triples; the premises of each likewise. Quads of
/// other graphs, and what lacks conclusion or rule, are passed over.
#[must_use]
pub(super) fn read_inferences<'a>(quads: impl IntoIterator<Item = &'a Quad>) -> Vec<Inference> {
    let mut parts: BTreeMap<&str, Parts<'_>> = BTreeMap::new();
    for quad in quads.into_iter().filter(|quad| quad.graph_name == Layer::Inferred.name().into()) {
        let NamedOrBlankNode::NamedNode(reifier) = &quad.subject else { continue };
        match &quad.object {
            Term::Triple(triple) if quad.predicate == rdf::REIFIES => {
                parts.entry(reifier.as_str()).or_default().0 = Some(triple);
            }
            Term::NamedNode(rule) if quad.predicate.as_ref() == v::RULE => {
                parts.entry(reifier.as_str()).or_default().1 = Rule::named(rule.as_str());
            }
            Term::Triple(triple) if quad.predicate.as_ref() == v::PREMISE => {
                parts.entry(reifier.as_str()).or_default().2.push(triple);
            }
            _ => {}
        }
    }
    let inferences = parts.into_values().filter_map(|(conclusion, rule, mut premises)| {
        premises.sort_by_cached_key(|premise| premise.to_string());
        let premises = premises.into_iter().cloned().collect();
        Some(Inference { conclusion: conclusion?.clone(), rule: rule?, premises })
    });
    let ordered: BTreeMap<String, Inference> = inferences.map(|i| (i.conclusion.to_string(), i)).collect();
    ordered.into_values().collect()
}
