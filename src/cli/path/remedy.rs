//! What would connect two entities between which no path was found.

use std::collections::{BTreeMap, BTreeSet};

use nisba::analysis::{PathOptions, Selection, Stance, shortest_paths};
use nisba::store::Store;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::count::count;
use super::super::failure::Failure;
use super::Question;

/// How far paths are searched when the length was what stood in the way.
const FARTHEST: usize = 20;
/// How many documents are named.
const DOCUMENTS: usize = 3;

/// Sentences that say which flag would make a path, or why none would; never empty.
pub(super) fn remedies(
    question: &Question<'_>,
    store: &Store,
    statements: &[EdgeIndex],
) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    for end in [question.from, question.to] {
        told.extend(unlinked(question, statements, end));
    }
    let relaxed = relaxed(question);
    let mut any = false;
    for (flag, selection, options) in &relaxed {
        if let Some(steps) = steps(question, selection, options) {
            any = true;
            told.push(format!("{flag} there is one of {}", count(steps, "step")));
        }
    }
    if !any {
        let all = Selection { stances: Stance::ALL.into(), ..Selection::default() };
        let options = free(question);
        told.push(match steps(question, &all, &options) {
            Some(steps) => {
                format!("only with all of these changed together is there one, of {}", count(steps, "step"))
            }
            None => "no statement of any kind leads from one to the other, by however many steps".to_owned(),
        });
        told.push(together(question, store)?);
    }
    Ok(told)
}

/// What is told of an end that no statement in use touches.
fn unlinked(question: &Question<'_>, statements: &[EdgeIndex], end: NodeIndex) -> Option<String> {
    let graph = question.graph.as_petgraph();
    let touches = |&statement: &EdgeIndex| graph.edge_endpoints(statement).is_some_and(|(s, o)| s == end || o == end);
    if statements.iter().any(touches) {
        return None;
    }
    let mut stances: BTreeMap<&str, usize> = BTreeMap::new();
    let edges = [Direction::Outgoing, Direction::Incoming].into_iter().flat_map(|way| graph.edges_directed(end, way));
    for edge in edges.filter(|edge| edge.source() != edge.target()) {
        *stances.entry(Stance::of(&edge.weight().claim).name()).or_default() += 1;
    }
    let name = graph[end].label(question.args.labels.into());
    if stances.is_empty() {
        return Some(format!("no statement joins {name} to another entity"));
    }
    let kinds: Vec<String> = stances.iter().map(|(stance, n)| format!("{n} {stance}")).collect();
    Some(format!("none of the statements about {name} counts; the graph has {}", kinds.join(", ")))
}

/// The question with one flag left out at a time, and how that is told.
fn relaxed(question: &Question<'_>) -> Vec<(&'static str, Selection, PathOptions)> {
    let (selection, options) = (&question.selection, &question.options);
    let mut relaxed = Vec::new();
    let mut with = |applies: bool, flag, change: &dyn Fn(&mut Selection, &mut PathOptions)| {
        if applies {
            let (mut selection, mut options) = (selection.clone(), options.clone());
            change(&mut selection, &mut options);
            relaxed.push((flag, selection, options));
        }
    };
    let (asserted, reported) = (selection.stances.len(), selection.stances.contains(&Stance::Reported));
    with(!reported, "with --factuality asserted,reported", &|s, _| _ = s.stances.insert(Stance::Reported));
    with(asserted < Stance::ALL.len(), "with --factuality any", &|s, _| s.stances = Stance::ALL.into());
    with(!selection.predicates.is_empty(), "without --predicate", &|s, _| s.predicates = BTreeSet::new());
    with(!selection.without.is_empty(), "without --without-predicate", &|s, _| s.without = BTreeSet::new());
    with(selection.period.is_some(), "without --from and --to", &|s, _| s.period = None);
    with(selection.confidence > 0.0, "without --min-confidence", &|s, _| s.confidence = 0.0);
    with(options.directed, "without --directed", &|_, o| o.directed = false);
    with(!options.avoid.is_empty(), "without --avoid and --avoid-class", &|_, o| o.avoid = BTreeSet::new());
    with(options.max_length < FARTHEST, "with a greater --max-length", &|_, o| o.max_length = FARTHEST);
    relaxed
}

fn free(question: &Question<'_>) -> PathOptions {
    PathOptions {
        paths: 1,
        max_length: question.graph.nodes().len(),
        directed: false,
        rank: question.options.rank,
        avoid: BTreeSet::new(),
    }
}

/// The length of the shortest path.
fn steps(question: &Question<'_>, selection: &Selection, options: &PathOptions) -> Option<usize> {
    let (statements, _) = selection.statements(question.graph, question.times);
    let one = PathOptions { paths: 1, rank: nisba::analysis::Rank::Length, ..options.clone() };
    let paths = shortest_paths(question.graph, &statements, question.from, question.to, &one);
    paths.first().map(|path| path.steps.len())
}

/// The documents that mention both.
fn together(question: &Question<'_>, store: &Store) -> Result<String, Failure> {
    let graph = question.graph.as_petgraph();
    let from: BTreeSet<_> = store.documents_that_mention(&graph[question.from].iri)?.into_iter().collect();
    let to: BTreeSet<_> = store.documents_that_mention(&graph[question.to].iri)?.into_iter().collect();
    let both: Vec<_> = from.intersection(&to).collect();
    if both.is_empty() {
        return Ok("no document mentions both".to_owned());
    }
    let documents = store.documents()?;
    let id = |iri: &&_| documents.iter().find(|document| document.iri == **iri).map(|document| document.id.clone());
    let ids: Vec<String> = both.iter().take(DOCUMENTS).filter_map(id).collect();
    let verb = if both.len() == 1 { "mentions" } else { "mention" };
    let more = if both.len() > ids.len() { ", …" } else { "" };
    Ok(format!("{} {verb} both: {}{more}", count(both.len(), "document"), ids.join(", ")))
}
