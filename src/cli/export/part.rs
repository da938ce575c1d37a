//! Which part of the graph is written, as the flags say.

use std::collections::BTreeSet;

use nisba::domain::Domain;
use nisba::graph::KnowledgeGraph;
use nisba::query::find_entity;
use nisba::store::Store;
use nisba::view::{View, Viewed, Weight};

use crate::cli::args::{EventsAs, General, Held, Measure, Part};
use crate::cli::count::count;
use crate::cli::failure::Failure;
use crate::cli::selected::{selection, times};
use crate::cli::tell;

impl From<Measure> for Weight {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::Degree => Self::Degree,
            Measure::PageRank => Self::PageRank,
            Measure::Betweenness => Self::Betweenness,
        }
    }
}

/// Whether the flags ask for the whole graph, as it is.
pub(super) fn is_whole(args: &Part) -> bool {
    let kinds = &args.kinds;
    let lists = [&args.around, &args.class, &args.document, &kinds.predicate, &kinds.without_predicate];
    let chooses = lists.iter().any(|list| !list.is_empty()) || !args.factuality.is_empty();
    let timed = kinds.from.is_some() || kinds.to.is_some();
    let drawn_together = args.merge_parallel || args.events_as == EventsAs::Edges;
    !chooses && !timed && !drawn_together && args.query.is_none() && args.top.is_none()
}

/// The view that the flags ask for, without what a query gives.
pub(super) fn view(args: &Part, store: &Store, domain: &Domain, general: &General) -> Result<View, Failure> {
    let kinds = &args.kinds;
    let chooses = !args.factuality.is_empty()
        || !kinds.predicate.is_empty()
        || !kinds.without_predicate.is_empty()
        || kinds.from.is_some()
        || kinds.to.is_some();
    let held = if args.factuality.is_empty() { &[Held::Any] } else { args.factuality.as_slice() };
    let around: Result<BTreeSet<String>, Failure> =
        args.around.iter().map(|name| Ok(find_entity(store, &domain.prefixes, name)?.into_string())).collect();
    Ok(View {
        selection: chooses.then(|| selection(held, kinds, domain, general)).transpose()?,
        classes: classes(&args.class, domain)?,
        documents: documents(&args.document, store)?,
        around: around?,
        depth: args.depth,
        top: args.top.map(|count| (count, args.by.into())),
        events_as_edges: args.events_as == EventsAs::Edges,
        merge_parallel: args.merge_parallel,
        ..View::default()
    })
}

/// Takes the part, and says what is not in it.
pub(super) fn take(
    view: &View,
    graph: &KnowledgeGraph,
    args: &Part,
    store: &Store,
    domain: &Domain,
    general: &General,
) -> Result<KnowledgeGraph, Failure> {
    if view.is_whole() {
        return Ok(graph.clone());
    }
    let Viewed { graph: part, undated, lone_events, large_events, dropped_events } =
        view.take(graph, &times(&args.kinds, store)?, &domain.ontology);
    if general.quiet {
        return Ok(part);
    }
    if undated > 0 {
        let statements = count(undated, "statement");
        tell(&format!("{statements} left out because no time is known; --time report takes the documents' dates"));
    }
    if lone_events > 0 {
        tell(&format!("{} left out: fewer than two entities to join", count(lone_events, "event")));
    }
    if large_events > 0 {
        tell(&format!("{} still nodes: they join too many entities to be edges", count(large_events, "event")));
    }
    if dropped_events > 0 {
        let events = count(dropped_events, "event");
        tell(&format!(
            "{events} left out: they join too many entities to be edges; --class with theirs shows them as nodes"
        ));
    }
    if part.nodes().len() == 0 && graph.nodes().len() > 0 {
        tell("nothing fits all that is asked for: the file is empty");
    }
    Ok(part)
}

/// The classes and those below them. A class that the ontology does not have would choose nothing.
fn classes(given: &[String], domain: &Domain) -> Result<BTreeSet<String>, Failure> {
    let below = |given: &String| {
        let name = given.strip_prefix("nisba:").unwrap_or(given);
        let classes = domain.ontology.descendants(name);
        if !classes.is_empty() {
            return Ok(classes);
        }
        let known: Vec<&str> = domain.ontology.classes().map(|(name, _)| name).collect();
        let remedy = match known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => format!("write {known}"),
            None => format!("it has {}", known.join(", ")),
        };
        Err(Failure::Usage(format!("the ontology has no class '{name}'; {remedy}")))
    };
    let classes: Result<Vec<Vec<String>>, Failure> = given.iter().map(below).collect();
    Ok(classes?.into_iter().flatten().collect())
}

fn documents(given: &[String], store: &Store) -> Result<BTreeSet<String>, Failure> {
    if given.is_empty() {
        return Ok(BTreeSet::new());
    }
    let known: BTreeSet<String> = store.documents()?.into_iter().map(|document| document.id).collect();
    if let Some(unknown) = given.iter().find(|id| !known.contains(*id)) {
        let message = format!("the store has no document '{unknown}'; `nisba docs list` names those it has");
        return Err(Failure::Usage(message));
    }
    Ok(given.iter().cloned().collect())
}
