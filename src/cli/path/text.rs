//! Paths to read: the entities one below the other, and between them what joins them and the words that say it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nisba::analysis::Stance;
use nisba::graph::{Language, Node};
use petgraph::graph::NodeIndex;

use super::super::args::General;
use super::super::color::Paint;
use super::super::count::count;
use super::super::selected::grouped;
use super::{Answer, Connection, Evidence, Question};

/// How many places of one relation are shown unless all are asked for.
const PLACES: usize = 2;
/// An entity on the way with more neighbours than this is pointed out.
const HUB: usize = 50;

pub(super) fn write(
    out: &mut impl Write,
    question: &Question<'_>,
    answer: &Answer,
    general: &General,
) -> io::Result<()> {
    let paint = Paint::new(general);
    let language = question.args.labels.into();
    let name = |node: NodeIndex| question.graph.as_petgraph()[node].label(language).to_owned();
    let undated: Vec<String> = (answer.undated > 0)
        .then(|| format!("{} of no known time did not count", count(answer.undated, "statement")))
        .into_iter()
        .collect();
    if answer.paths.is_empty() {
        let steps = count(question.options.max_length, "step");
        writeln!(out, "no path of at most {steps} (statements: {})", answer.described)?;
        for end in [question.from, question.to] {
            writeln!(out, "  {}", paint.strong(name(end)))?;
        }
        return undated.iter().chain(&answer.remedies).try_for_each(|remedy| writeln!(out, "- {remedy}"));
    }
    for (at, path) in answer.paths.iter().enumerate() {
        let title = format!("{}. {}", at + 1, count(path.steps.len(), "step"));
        let sure = format!("confidence {:.2}", path.confidence);
        writeln!(out, "{} · {sure}\n", paint.strong(title))?;
        write_path(out, question, path, language, paint)?;
        writeln!(out)?;
    }
    writeln!(out, "{}", paint.faint(format!("statements: {}", answer.described)))?;
    let hubs = hubs(question, answer);
    undated.iter().chain(hubs.first()).try_for_each(|note| writeln!(out, "{}", paint.faint(note)))
}

fn write_path(
    out: &mut impl Write,
    question: &Question<'_>,
    path: &Connection,
    language: Language,
    paint: Paint,
) -> io::Result<()> {
    let graph = question.graph.as_petgraph();
    for (at, &node) in path.nodes.iter().enumerate() {
        write_node(out, &graph[node], language, paint)?;
        let Some(step) = path.steps.get(at) else { break };
        let mut relations: BTreeMap<(usize, bool, &str, Stance), Vec<&Evidence>> = BTreeMap::new();
        let mut first: BTreeMap<(bool, &str, Stance), usize> = BTreeMap::new();
        for evidence in step {
            let edge = &graph[evidence.statement];
            let forward = graph.edge_endpoints(evidence.statement).is_some_and(|(subject, _)| subject == node);
            let relation = (forward, edge.predicate.as_str(), Stance::of(&edge.claim));
            let next = first.len();
            let at = *first.entry(relation).or_insert(next);
            relations.entry((at, relation.0, relation.1, relation.2)).or_default().push(evidence);
        }
        for ((_, forward, predicate, stance), places) in relations {
            write_relation(out, question, forward, predicate, stance, &places, paint)?;
        }
    }
    Ok(())
}

fn write_node(out: &mut impl Write, node: &Node, language: Language, paint: Paint) -> io::Result<()> {
    let class = if node.class.is_empty() { String::new() } else { format!("  {}", node.class) };
    writeln!(out, "{}{}", paint.strong(node.label(language)), paint.faint(class))
}

/// The arrow goes from the entity above to the one below, or back up.
fn write_relation(
    out: &mut impl Write,
    question: &Question<'_>,
    forward: bool,
    predicate: &str,
    stance: Stance,
    places: &[&Evidence],
    paint: Paint,
) -> io::Result<()> {
    let arrow = if forward { '↓' } else { '↑' };
    let held = if stance == Stance::Asserted { String::new() } else { format!(" ({})", stance.name()) };
    writeln!(out, "  {arrow} {}{held}", paint.strong(predicate))?;
    let shown = if question.args.all { usize::MAX } else { PLACES };
    for evidence in places.iter().take(shown) {
        let [before, words, after] = &evidence.place.sentence;
        if !words.is_empty() {
            writeln!(out, "      {before}{}{after}", paint.strong(words))?;
        }
        let details = match evidence.place.claim.document.is_empty() {
            true => "without evidence in the graph".to_owned(),
            false => evidence.place.details(),
        };
        writeln!(out, "      {}", paint.faint(details))?;
    }
    match places.len().saturating_sub(shown) {
        0 => Ok(()),
        more => writeln!(out, "      {}", paint.faint(format!("and {}: --all", count(more, "more place")))),
    }
}

/// Paths over what everything is linked to tell little; how to lead round it.
fn hubs(question: &Question<'_>, answer: &Answer) -> Vec<String> {
    let graph = question.graph.as_petgraph();
    let inner = answer.paths.iter().flat_map(|path| &path.nodes[1..path.nodes.len() - 1]);
    let mut hubs: Vec<(usize, NodeIndex)> = inner
        .map(|&node| (question.graph.degree(&graph[node].iri), node))
        .filter(|(statements, _)| *statements > HUB)
        .collect();
    hubs.sort_unstable_by_key(|&(statements, node)| (usize::MAX - statements, node));
    hubs.dedup();
    let told = |(statements, node): (usize, NodeIndex)| {
        format!(
            "{} joins much ({} statements): --rank rarity, --avoid or --avoid-class {} lead round it",
            graph[node].label(question.args.labels.into()),
            grouped(statements),
            graph[node].class
        )
    };
    hubs.into_iter().map(told).collect()
}
