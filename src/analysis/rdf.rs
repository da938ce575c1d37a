//! Measures as RDF, for a store's layer of measures, so that SPARQL can ask for them.

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Quad, Term};
use petgraph::graph::NodeIndex;

use super::measures::{EntityMeasures, Measures};
use crate::domain::NAMESPACE;
use crate::graph::{KnowledgeGraph, Layer, Unit};

/// The measures of a network as quads of [`Layer::Analysis`]; `nodes` are its nodes in the graph.
///
/// Measures of the whole are triples of the entities themselves: `id:iraq nisba:pageRank 0.1`. Those of a slice of time are
/// triples of a node that is the entity in that slice (`nisba:measures`, `nisba:period`), so that they are not taken for
/// those of the whole. What was measured stands at the layer's own name, or at the slice's.
#[must_use]
pub fn measure_quads(
    graph: &KnowledgeGraph,
    nodes: &[NodeIndex],
    measures: &Measures,
    about: &str,
    slice: Option<(&str, Unit)>,
) -> Vec<Quad> {
    let mut quads = Quads(Vec::new());
    let whole = Layer::Analysis.name().as_str();
    let run = slice.map_or_else(|| whole.to_owned(), |(name, _)| format!("{whole}#{name}"));
    let period = slice.map(|(name, unit)| {
        let datatype = match unit {
            Unit::Year => xsd::G_YEAR,
            Unit::Month => xsd::G_YEAR_MONTH,
        };
        Literal::new_typed_literal(name, datatype)
    });
    quads.add(&run, "type", NamedNode::new_unchecked(format!("{NAMESPACE}Measurement")));
    quads.add(&run, "measuredGraph", Literal::from(about));
    quads.count(&run, "entityCount", measures.entities.len());
    quads.count(&run, "linkCount", measures.links);
    quads.count(&run, "componentCount", measures.sizes(|entity| entity.component).len());
    quads.count(&run, "communityCount", measures.sizes(|entity| entity.community).len());
    quads.number(&run, "modularity", measures.modularity);
    quads.count(&run, "betweennessSources", measures.sources);
    period.iter().for_each(|period| quads.add(&run, "period", period.clone()));
    let petgraph = graph.as_petgraph();
    let part = |kind: &str, number: usize| NamedNode::new_unchecked(format!("{run}{}{kind}-{number}", mark(&run)));
    for (entity, &node) in measures.entities.iter().zip(nodes) {
        // Blank nodes are no entities of the store.
        let Ok(iri) = NamedNode::new(&petgraph[node].iri) else { continue };
        let subject = match &period {
            None => iri.as_str().to_owned(),
            Some(period) => {
                let subject = format!("{run}/{}", escaped(iri.as_str()));
                quads.add(&subject, "measures", iri);
                quads.add(&subject, "period", period.clone());
                subject
            }
        };
        quads.entity(&subject, entity);
        quads.add(&subject, "component", part("component", entity.component));
        quads.add(&subject, "strongComponent", part("strong-component", entity.strong_component));
        quads.add(&subject, "community", part("community", entity.community));
    }
    if period.is_none() {
        for bridge in &measures.bridges {
            if let Ok(to) = NamedNode::new(&petgraph[nodes[bridge.to]].iri) {
                quads.add(&petgraph[nodes[bridge.from]].iri, "bridgeTo", to);
            }
        }
    }
    for (kind, sizes) in [
        ("component", measures.sizes(|entity| entity.component)),
        ("community", measures.sizes(|entity| entity.community)),
    ] {
        for (at, size) in sizes.into_iter().enumerate() {
            quads.count(part(kind, at + 1).as_str(), "entityCount", size);
        }
    }
    quads.0
}

/// Begins a fragment, or goes on in one.
fn mark(iri: &str) -> &'static str {
    if iri.contains('#') { "/" } else { "#" }
}

/// An IRI that can stand in a fragment: its own fragment's sign would end it.
fn escaped(iri: &str) -> String {
    iri.replace('%', "%25").replace('#', "%23")
}

struct Quads(Vec<Quad>);

impl Quads {
    fn add(&mut self, subject: &str, term: &str, object: impl Into<Term>) {
        let predicate = match term {
            "type" => rdf::TYPE.into_owned(),
            term => NamedNode::new_unchecked(format!("{NAMESPACE}{term}")),
        };
        if let Ok(subject) = NamedNode::new(subject) {
            self.0.push(Quad::new(subject, predicate, object, Layer::Analysis.name()));
        }
    }

    fn count(&mut self, subject: &str, term: &str, count: usize) {
        self.add(subject, term, Literal::new_typed_literal(count.to_string(), xsd::INTEGER));
    }

    fn number(&mut self, subject: &str, term: &str, number: f64) {
        self.add(subject, term, Literal::from(number));
    }

    fn entity(&mut self, subject: &str, entity: &EntityMeasures) {
        self.count(subject, "degree", entity.degree);
        self.count(subject, "inDegree", entity.in_degree);
        self.count(subject, "outDegree", entity.out_degree);
        self.number(subject, "pageRank", entity.page_rank);
        self.number(subject, "betweenness", entity.betweenness);
        if let Some(closeness) = entity.closeness {
            self.number(subject, "closeness", closeness);
        }
        self.count(subject, "coreNumber", entity.core);
        if entity.articulation {
            self.add(subject, "articulationPoint", Literal::from(true));
        }
    }
}
