//! Paths for programs: every statement of every step, with its place.

use std::io::{self, Write};

use nisba::analysis::Stance;
use nisba::graph::Node;
use petgraph::graph::NodeIndex;
use serde_json::{Value as Json, json};

use super::{Answer, Connection, Evidence, Question};

pub(super) fn write(out: &mut impl Write, question: &Question<'_>, answer: &Answer) -> io::Result<()> {
    let node = |node: NodeIndex| entity(&question.graph.as_petgraph()[node]);
    let paths: Vec<Json> = answer.paths.iter().map(|path| connection(question, path)).collect();
    let document = json!({
        "from": node(question.from),
        "to": node(question.to),
        "statements": answer.described,
        "undated": answer.undated,
        "paths": paths,
        "remedies": answer.remedies,
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn connection(question: &Question<'_>, path: &Connection) -> Json {
    let nodes = question.graph.as_petgraph();
    let step = |(ends, step): (&[NodeIndex], &Vec<Evidence>)| {
        let statements: Vec<Json> = step.iter().map(|evidence| statement(question, evidence)).collect();
        json!({ "from": nodes[ends[0]].iri, "to": nodes[ends[1]].iri, "statements": statements })
    };
    json!({
        "length": path.steps.len(),
        "confidence": path.confidence,
        "entities": path.nodes.iter().map(|&node| entity(&nodes[node])).collect::<Vec<_>>(),
        "steps": path.nodes.windows(2).zip(&path.steps).map(step).collect::<Vec<_>>(),
    })
}

fn statement(question: &Question<'_>, evidence: &Evidence) -> Json {
    let graph = question.graph.as_petgraph();
    let edge = &graph[evidence.statement];
    let ends = graph.edge_endpoints(evidence.statement).map(|(subject, object)| (&graph[subject], &graph[object]));
    let claim = &edge.claim;
    let times = question.times.of(question.graph, evidence.statement);
    json!({
        "id": claim.id,
        "subject": ends.map(|(subject, _)| &subject.iri),
        "predicate": edge.predicate,
        "object": ends.map(|(_, object)| &object.iri),
        "factuality": claim.factuality.as_str(),
        "stance": Stance::of(claim).name(),
        "claimant": claim.claimant,
        "confidence": claim.confidence,
        "times": times.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "document": claim.document,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "words": evidence.place.sentence[1],
        "sentence": evidence.place.sentence.concat(),
        "pattern": claim.pattern,
    })
}

/// An entity with its names.
pub(in super::super) fn entity(node: &Node) -> Json {
    json!({ "id": node.iri, "name_ar": node.names.ar, "name_en": node.names.en, "class": node.class })
}
