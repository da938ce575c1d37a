//! Measures for programs: all entities, in the order of their IRIs.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::super::path::json::entity;
use super::{Part, Report};

pub(super) fn write(out: &mut impl Write, report: &Report<'_>) -> io::Result<()> {
    let mut document = json!({
        "measured": {
            "statements": report.described,
            "weighted": report.args.weighted,
            "directed": ["in_degree", "out_degree", "page_rank", "strong_component"],
            "undated": report.undated,
            "left_out": report.known - report.whole.nodes.len(),
        },
        "graph": part(report, &report.whole),
    });
    if report.args.by.is_some() {
        let slice = |(name, slice): &(String, Part)| {
            let mut json = part(report, slice);
            json["period"] = name.as_str().into();
            json
        };
        document["slices"] = report.slices.iter().map(slice).collect();
        document["outside"] = report.outside.into();
    }
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn part(report: &Report<'_>, part: &Part) -> Json {
    let graph = report.graph.as_petgraph();
    let measures = &part.measures;
    let entities: Vec<Json> = measures
        .entities
        .iter()
        .zip(&part.nodes)
        .map(|(of, &node)| {
            let mut json = entity(&graph[node]);
            json["degree"] = of.degree.into();
            json["in_degree"] = of.in_degree.into();
            json["out_degree"] = of.out_degree.into();
            json["page_rank"] = of.page_rank.into();
            json["betweenness"] = of.betweenness.into();
            json["closeness"] = of.closeness.into();
            json["core"] = of.core.into();
            json["component"] = of.component.into();
            json["strong_component"] = of.strong_component.into();
            json["community"] = of.community.into();
            json["articulation_point"] = of.articulation.into();
            json
        })
        .collect();
    let iri = |node: usize| graph[part.nodes[node]].iri.as_str();
    let bridges: Vec<Json> = measures
        .bridges
        .iter()
        .map(|bridge| json!({ "from": iri(bridge.from), "to": iri(bridge.to), "smaller_part": bridge.part }))
        .collect();
    json!({
        "statements": part.statements,
        "links": measures.links,
        "pairs": measures.pairs,
        "components": measures.sizes(|entity| entity.component),
        "strong_components": measures.sizes(|entity| entity.strong_component).len(),
        "communities": measures.sizes(|entity| entity.community),
        "modularity": measures.modularity,
        "betweenness_sources": measures.sources,
        "betweenness_sampled": measures.is_sampled(),
        "bridges": bridges,
        "entities": entities,
    })
}
