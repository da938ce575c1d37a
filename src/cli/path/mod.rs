//! `nisba path`: how two entities are connected, with the words that show it.

pub(super) mod json;
mod remedy;
mod text;

use std::collections::BTreeSet;

use nisba::analysis::{self, PathOptions, Rank, Selection, Times};
use nisba::domain::Domain;
use nisba::graph::{KnowledgeGraph, read_terms};
use nisba::query::find_entity;
use nisba::store::Store;
use petgraph::graph::{EdgeIndex, NodeIndex};

use super::args::{ExplainFormat, General, Path, PathRank};
use super::card::Place;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::selected::{described, selection, times};
use super::sentence::Texts;

/// What was asked and where.
struct Question<'a> {
    args: &'a Path,
    graph: &'a KnowledgeGraph,
    times: &'a Times,
    selection: Selection,
    from: NodeIndex,
    to: NodeIndex,
    options: PathOptions,
}

/// What was found.
struct Answer {
    paths: Vec<Connection>,
    /// The statements that count, in words.
    described: String,
    /// The statements that do not count only because their time is not known.
    undated: usize,
    /// Where there is no path: what would make one, or what else is known.
    remedies: Vec<String>,
}

/// A path with the places that show its steps.
struct Connection {
    nodes: Vec<NodeIndex>,
    steps: Vec<Vec<Evidence>>,
    /// The product of the confidences of each step's surest statement.
    confidence: f64,
}

/// One statement of a step.
struct Evidence {
    statement: EdgeIndex,
    place: Place,
}

pub(crate) fn run(args: &Path, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = Store::open_read_only(&args.store.folder)?;
    let selection = selection(&args.statements.factuality, &args.statements.kinds, &domain, general)?;
    let graph = KnowledgeGraph::from_quads(&store.quads_without_texts()?, read_terms(&general.data_files()?));
    let times = times(&args.statements.kinds, &store)?;
    let find = |name: &str| entity(&graph, &store, &domain, name);
    let (from, to) = (find(&args.start)?, find(&args.end)?);
    if from == to {
        let iri = &graph.as_petgraph()[from].iri;
        return Err(Failure::Usage(format!("both names are of {iri}; name two entities")));
    }
    let options = PathOptions {
        paths: args.paths.into(),
        max_length: args.max_length.into(),
        directed: args.directed,
        rank: match args.rank {
            PathRank::Length => Rank::Length,
            PathRank::Rarity => Rank::Rarity,
            PathRank::Confidence => Rank::Confidence,
        },
        avoid: avoided(args, &graph, &store, &domain)?,
    };
    let question = Question { args, graph: &graph, times: &times, selection, from, to, options };
    let answer = question.answer(&store, &domain)?;
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format {
        ExplainFormat::Text => text::write(&mut out, &question, &answer, general),
        ExplainFormat::Json => json::write(&mut out, &question, &answer),
    };
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

impl Question<'_> {
    fn answer(&self, store: &Store, domain: &Domain) -> Result<Answer, Failure> {
        let (statements, undated) = self.selection.statements(self.graph, self.times);
        let paths = analysis::shortest_paths(self.graph, &statements, self.from, self.to, &self.options);
        let mut texts = Texts::new(store, domain);
        let found: Result<Vec<Connection>, Failure> =
            paths.into_iter().map(|path| self.connection(path, &mut texts)).collect();
        let paths = found?;
        let remedies = if paths.is_empty() { remedy::remedies(self, store, &statements)? } else { Vec::new() };
        Ok(Answer { paths, described: described(&self.selection, &self.args.statements), undated, remedies })
    }

    fn connection(&self, path: analysis::Path, texts: &mut Texts<'_>) -> Result<Connection, Failure> {
        let mut confidence = 1.0;
        let mut steps = Vec::with_capacity(path.steps.len());
        for step in path.steps {
            let mut evidence = Vec::with_capacity(step.len());
            for statement in step {
                let place = Place::of(self.graph, &self.graph.as_petgraph()[statement].claim, texts)?;
                evidence.push(Evidence { statement, place });
            }
            confidence *= evidence.first().map_or(0.0, |surest| surest.place.claim.confidence);
            steps.push(evidence);
        }
        Ok(Connection { nodes: path.nodes, steps, confidence })
    }
}

/// The node of the entity that a name is of.
fn entity(graph: &KnowledgeGraph, store: &Store, domain: &Domain, name: &str) -> Result<NodeIndex, Failure> {
    let iri = find_entity(store, &domain.prefixes, name)?;
    let nodes = graph.as_petgraph();
    let found = nodes.node_indices().find(|&node| nodes[node].iri == iri.as_str());
    found.ok_or_else(|| Failure::Usage(format!("{} is in the graph, but no document mentions it", iri.as_str())))
}

fn avoided(
    args: &Path,
    graph: &KnowledgeGraph,
    store: &Store,
    domain: &Domain,
) -> Result<BTreeSet<NodeIndex>, Failure> {
    let mut avoid = BTreeSet::new();
    for name in &args.avoid {
        avoid.insert(entity(graph, store, domain, name)?);
    }
    for class in &args.avoid_class {
        let class = class.strip_prefix("nisba:").unwrap_or(class);
        let below = domain.ontology.descendants(class);
        if below.is_empty() {
            let same = domain.ontology.classes().map(|(name, _)| name).find(|name| name.eq_ignore_ascii_case(class));
            let remedy = same.map_or_else(
                || "`nisba build` and `nisba show` give the classes of entities".to_owned(),
                |known| format!("write {known}"),
            );
            return Err(Failure::Usage(format!("the ontology has no class '{class}'; {remedy}")));
        }
        let nodes = graph.as_petgraph();
        avoid.extend(nodes.node_indices().filter(|&node| below.contains(&nodes[node].class)));
    }
    Ok(avoid)
}
