//! Inferences as edges of the graph of entities, marked as what they are.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Term, Triple};

use super::chain::Inference;
use crate::annotation::{Evidence, Factuality};
use crate::domain::NAMESPACE;
use crate::graph::{Claim, Edge, Inferred, KnowledgeGraph, Layer, statement_iri};

/// The graph with inferences as further edges: not asserted, without document, with rule and premises. As confidence each
/// has the product of its premises' confidences, a fact's own being its surest place's. Classes have no edge.
#[must_use]
pub fn with_inferences(graph: &KnowledgeGraph, inferences: &[Inference]) -> KnowledgeGraph {
    let mut confidences: BTreeMap<[String; 3], f64> = BTreeMap::new();
    for (subject, edge, object) in graph.edges().filter(|(_, edge, _)| edge.claim.asserted) {
        let key = [subject.iri.clone(), edge.predicate.clone(), object.iri.clone()];
        let surest = confidences.entry(key).or_default();
        *surest = surest.max(edge.claim.confidence);
    }
    let mut left: Vec<&Inference> = inferences.iter().collect();
    // Premises may be inferences, in any order: each round finds those whose premises are all known.
    loop {
        let before = left.len();
        left.retain(|inference| {
            let of = |premise| parts(premise).and_then(|key| confidences.get(&key)).copied();
            let product = inference.premises.iter().map(of).product::<Option<f64>>();
            let Some((key, product)) = parts(&inference.conclusion).zip(product) else { return true };
            confidences.entry(key).or_insert(product);
            false
        });
        if left.len() == before {
            break;
        }
    }
    let edges = inferences.iter().filter_map(|inference| {
        let [subject, predicate, object] = parts(&inference.conclusion)?;
        let confidence = confidences.get(&[subject.clone(), predicate.clone(), object.clone()]);
        let claim = claim(inference, confidence.copied().unwrap_or(1.0));
        Some((subject, Edge::new(predicate, claim), object))
    });
    graph.with_edges(edges)
}

fn claim(inference: &Inference, confidence: f64) -> Claim {
    Claim {
        id: statement_iri(Layer::Inferred.name(), &[&inference.conclusion.to_string()]).into_string(),
        factuality: Factuality::Asserted,
        asserted: false,
        confidence: (confidence * 1000.0).round() / 1000.0,
        claimant: None,
        document: String::new(),
        evidence: Evidence { start: 0, end: 0, text: String::new() },
        pattern: None,
        inferred: Some(Inferred {
            rule: inference.rule.name().to_owned(),
            premises: inference.premises.iter().filter_map(parts).collect(),
        }),
    }
}

/// Subject, predicate and object of a fact between entities.
fn parts(fact: &Triple) -> Option<[String; 3]> {
    let NamedOrBlankNode::NamedNode(subject) = &fact.subject else { return None };
    let Term::NamedNode(object) = &fact.object else { return None };
    let predicate = fact.predicate.as_str();
    let local = predicate.strip_prefix(NAMESPACE).unwrap_or(predicate);
    (fact.predicate != rdf::TYPE).then(|| [subject.as_str().to_owned(), local.to_owned(), object.as_str().to_owned()])
}
