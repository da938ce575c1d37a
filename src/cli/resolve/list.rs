//! Pairs of entities that are one, or may be, with what speaks for and against it.

use std::io::{self, Write};

use nisba::graph::{KnowledgeGraph, Language, Node};
use nisba::resolve::{Band, Proposal, Resolution};

use crate::cli::args::{General, Resolve, ResolveBand, ResolveFormat};
use crate::cli::color::Paint;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::tell;

/// How many documents of an entity are shown.
const DOCUMENTS: usize = 3;

/// How many groups that were too large are told.
const OVERSIZED: usize = 5;

pub(super) fn run(
    args: &Resolve,
    general: &General,
    graph: &KnowledgeGraph,
    found: &Resolution,
) -> Result<Outcome, Failure> {
    let wanted: Vec<&Proposal> = found.proposals.iter().filter(|p| is_wanted(p.band, args.band)).collect();
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format.unwrap_or(ResolveFormat::Table) {
        ResolveFormat::Table => table(&wanted, graph, Paint::new(general), &mut out),
        ResolveFormat::Json => json(&wanted, graph, &mut out),
        ResolveFormat::Tsv => tsv(&wanted, graph, &mut out),
    };
    out.finish(written.map_err(Failure::written))?;
    if !general.quiet {
        account(found);
    }
    Ok(Outcome::Done)
}

fn is_wanted(band: Band, only: Option<ResolveBand>) -> bool {
    match only {
        None => band != Band::Different,
        Some(ResolveBand::Same) => band == Band::Same,
        Some(ResolveBand::Ask) => band == Band::Ask,
        Some(ResolveBand::Different) => band == Band::Different,
    }
}

/// Says on the error stream how many pairs there are, and what was not compared.
fn account(found: &Resolution) {
    let count = |band| found.proposals.iter().filter(|proposal| proposal.band == band).count();
    let (same, ask) = (count(Band::Same), count(Band::Ask));
    tell(&format!("{} compared: {same} the same, {ask} to ask", super::super::count::count(found.compared, "pair")));
    if !found.oversized.is_empty() {
        let shown = found.oversized.iter().take(OVERSIZED);
        let shown: Vec<String> = shown.map(|block| format!("{} ({})", block.key, block.entities)).collect();
        let groups = found.oversized.len();
        tell(&format!("{groups} groups with one key were too large to compare: {} …", shown.join(", ")));
    }
}

fn ends<'a>(proposal: &Proposal, graph: &'a KnowledgeGraph) -> Vec<&'a Node> {
    [&proposal.left, &proposal.right].into_iter().filter_map(|iri| graph.node(iri)).collect()
}

fn table(proposals: &[&Proposal], graph: &KnowledgeGraph, paint: Paint, to: &mut impl Write) -> io::Result<()> {
    for proposal in proposals {
        writeln!(to, "{} {:.2}", proposal.band.name(), proposal.score)?;
        for node in ends(proposal, graph) {
            let mut documents: Vec<&str> = node.documents.iter().take(DOCUMENTS).map(String::as_str).collect();
            if node.documents.len() > DOCUMENTS {
                documents.push("…");
            }
            let label = paint.strong(node.label(Language::Arabic));
            writeln!(to, "  {label} · {} · {} · {}", node.class, node.iri, documents.join(", "))?;
        }
        for reason in &proposal.reasons {
            writeln!(to, "    {:+.2} {}: {}", reason.weight, reason.feature.name(), reason.explanation)?;
        }
        if let Some(why) = &proposal.held_back {
            writeln!(to, "    held back: {why}")?;
        }
        writeln!(to)?;
    }
    Ok(())
}

fn json(proposals: &[&Proposal], graph: &KnowledgeGraph, to: &mut impl Write) -> io::Result<()> {
    for proposal in proposals {
        let end = |node: &Node| {
            serde_json::json!({
                "iri": node.iri,
                "name": node.label(Language::Arabic),
                "class": node.class,
                "documents": node.documents,
            })
        };
        let ends: Vec<serde_json::Value> = ends(proposal, graph).into_iter().map(end).collect();
        let reason = |reason: &nisba::resolve::Reason| {
            serde_json::json!({
                "feature": reason.feature.name(),
                "weight": reason.weight,
                "explanation": reason.explanation,
            })
        };
        let reasons: Vec<serde_json::Value> = proposal.reasons.iter().map(reason).collect();
        let pair = serde_json::json!({
            "band": proposal.band.name(),
            "score": proposal.score,
            "entities": ends,
            "reasons": reasons,
            "held_back": proposal.held_back,
        });
        writeln!(to, "{pair}")?;
    }
    Ok(())
}

fn tsv(proposals: &[&Proposal], graph: &KnowledgeGraph, to: &mut impl Write) -> io::Result<()> {
    let clean = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(to, "band\tscore\tleft\tright\tleft_name\tright_name\tleft_documents\tright_documents\treasons")?;
    for proposal in proposals {
        let nodes = ends(proposal, graph);
        let names: Vec<String> = nodes.iter().map(|node| clean(node.label(Language::Arabic))).collect();
        let documents =
            nodes.iter().map(|node| node.documents.iter().map(|d| clean(d)).collect::<Vec<_>>().join(" | "));
        let reasons = proposal.reasons.iter().map(|r| format!("{:+.2} {}", r.weight, r.feature.name()));
        let (documents, reasons) = (documents.collect::<Vec<_>>(), reasons.collect::<Vec<_>>());
        let (band, score, left, right) = (proposal.band.name(), proposal.score, &proposal.left, &proposal.right);
        let (names, documents) = (names.join("\t"), documents.join("\t"));
        writeln!(to, "{band}\t{score:.2}\t{left}\t{right}\t{names}\t{documents}\t{}", reasons.join(" | "))?;
    }
    Ok(())
}
