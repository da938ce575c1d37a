//! What of the graph is shown: a part of it, chosen by entity, statement, time or weight, drawn together where that is
//! asked for.

mod around;
mod complete;
mod event;
mod marks;
mod parallel;
mod quads;
mod top;

use std::collections::BTreeSet;

use crate::analysis::{Selection, Times};
use crate::domain::Ontology;
use crate::graph::{Edge, KnowledgeGraph, Node};

pub use complete::completed;
pub use marks::{Coloring, marks};
pub use quads::quads_of;
pub use top::Weight;

/// Which part of a graph is shown. The default is all of it.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Which statements count; all where nothing is said.
    pub selection: Option<Selection>,
    /// Only these statements, by their identifiers.
    pub statements: Option<BTreeSet<String>>,
    /// Only these entities, by their IRIs, and what is said between them.
    pub entities: Option<BTreeSet<String>>,
    /// Only entities of these classes.
    pub classes: BTreeSet<String>,
    /// Only what these documents say.
    pub documents: BTreeSet<String>,
    /// Only these entities, by their IRIs, and those that lie round them.
    pub around: BTreeSet<String>,
    /// How many steps round them.
    pub depth: usize,
    /// Only so many entities, those that weigh most.
    pub top: Option<(usize, Weight)>,
    /// Whether events become edges between what they join.
    pub events_as_edges: bool,
    /// Whether parallel statements of one kind become one edge.
    pub merge_parallel: bool,
}

/// A part of a graph, and what is not in it though it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Viewed {
    /// The part.
    pub graph: KnowledgeGraph,
    /// Statements that are left out only because no time of theirs is known.
    pub undated: usize,
    /// Events that join fewer than two entities, so that they make no edge.
    pub lone_events: usize,
    /// Events that join so many entities that they stay nodes.
    pub large_events: usize,
    /// Events that join so many entities that they cannot be edges, and that are left out as nodes of their class were not
    /// asked for.
    pub dropped_events: usize,
}

impl View {
    /// Whether it is the whole graph.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.chooses() && self.top.is_none() && !self.changes_edges()
    }

    /// Whether edges stand for other things than statements.
    #[must_use]
    pub fn changes_edges(&self) -> bool {
        self.events_as_edges || self.merge_parallel
    }

    /// Takes the part out of the graph: first the statements and entities that are asked for; then events become edges,
    /// so that what follows takes those as joined that have to do with the same event: the entities round the given ones,
    /// then the ones that weigh most; last, parallel statements are drawn together.
    ///
    /// Where events become edges, classes and entities choose what is joined. Events that are among them choose by which
    /// events; where none is, all events of the chosen entities join these.
    ///
    /// Where statements are chosen, entities that none of these joins to another are left out, but not those that were
    /// named.
    #[must_use]
    pub fn take(&self, graph: &KnowledgeGraph, times: &Times, ontology: &Ontology) -> Viewed {
        let mut viewed = Viewed { graph: graph.clone(), ..Viewed::default() };
        if self.chooses() {
            (viewed.graph, viewed.undated) = self.chosen(graph, times, ontology);
        }
        if self.events_as_edges {
            let joined = event::as_edges(&viewed.graph, ontology);
            (viewed.graph, viewed.lone_events, viewed.large_events) = joined;
            // Events that only joined what was asked for, and that could not become edges.
            let asked = |node: &Node| self.fits(node) || !ontology.is_a(&node.class, event::EVENT);
            let before = viewed.graph.nodes().len();
            viewed.graph = kept(&viewed.graph, asked);
            viewed.dropped_events = before - viewed.graph.nodes().len();
            viewed.large_events = viewed.large_events.saturating_sub(viewed.dropped_events);
        }
        if !self.around.is_empty() {
            let of_event = |edge: &Edge| edge.event.as_ref().is_some_and(|event| self.around.contains(event));
            let ends = viewed.graph.edges().filter(|(_, edge, _)| of_event(edge));
            let ends = ends.flat_map(|(subject, _, object)| [subject.iri.clone(), object.iri.clone()]);
            let centres = ends.chain(self.around.iter().cloned()).collect();
            viewed.graph = around::around(&viewed.graph, &centres, self.depth);
        }
        if let Some((count, weight)) = self.top {
            viewed.graph = top::top(&viewed.graph, count, weight, &self.around);
        }
        if self.merge_parallel {
            viewed.graph = parallel::merged(&viewed.graph);
        }
        viewed
    }

    fn chooses(&self) -> bool {
        self.chooses_statements() || self.entities.is_some() || !self.classes.is_empty() || !self.around.is_empty()
    }

    fn chooses_statements(&self) -> bool {
        self.selection.is_some() || self.statements.is_some() || !self.documents.is_empty()
    }

    /// Whether an entity is of those that are asked for.
    fn fits(&self, node: &Node) -> bool {
        (self.classes.is_empty() || self.classes.contains(&node.class))
            && self.entities.as_ref().is_none_or(|entities| entities.contains(&node.iri))
            || self.around.contains(&node.iri)
    }

    fn chosen(&self, graph: &KnowledgeGraph, times: &Times, ontology: &Ontology) -> (KnowledgeGraph, usize) {
        let (counting, undated) = match &self.selection {
            None => (None, 0),
            Some(selection) => {
                let (statements, undated) = selection.statements(graph, times);
                (Some(statements.into_iter().map(|edge| edge.index()).collect::<BTreeSet<_>>()), undated)
            }
        };
        let in_documents = |document: &str| self.documents.is_empty() || self.documents.contains(document);
        let is_event = |node: &Node| ontology.is_a(&node.class, event::EVENT);
        // Events that are to join what is asked for, where no event is asked for itself.
        let named = || self.entities.iter().flatten().filter_map(|iri| graph.node(iri)).any(is_event);
        let joins =
            self.events_as_edges && !self.classes.iter().any(|class| ontology.is_a(class, event::EVENT)) && !named();
        let joins = |event: &Node, other: &Node| joins && is_event(event) && !is_event(other);
        let fits = |node: &Node| self.fits(node);
        let edges = graph.edges().enumerate().filter(|(at, (subject, edge, object))| {
            counting.as_ref().is_none_or(|counting| counting.contains(at))
                && self.statements.as_ref().is_none_or(|ids| ids.contains(&edge.claim.id))
                && in_documents(&edge.claim.document)
                && (fits(subject) || joins(subject, object))
                && (fits(object) || joins(object, subject))
        });
        let edges: Vec<_> = edges.map(|(_, edge)| edge).collect();
        let ends: BTreeSet<&str> = edges.iter().flat_map(|(s, _, o)| [s.iri.as_str(), &o.iri]).collect();
        let named = |node: &Node| {
            self.around.contains(&node.iri) || self.entities.as_ref().is_some_and(|e| e.contains(&node.iri))
        };
        let alone = |node: &Node| {
            !self.chooses_statements() || named(node) || self.statements.is_none() && self.mentioned(node)
        };
        let kept = graph.nodes().filter(|node| ends.contains(node.iri.as_str()) || fits(node) && alone(node));
        let nodes: Vec<Node> = kept.map(|node| self.described(node)).collect();
        (graph.part(nodes, edges.into_iter().map(owned)), undated)
    }

    /// Whether one of the documents that are asked for speaks of it.
    fn mentioned(&self, node: &Node) -> bool {
        self.selection.is_none() && node.documents.iter().any(|document| self.documents.contains(document))
    }

    /// The node with what is said of it by literals, as far as that counts. Predicates choose between entities only: a
    /// date or a post is always told.
    fn described(&self, node: &Node) -> Node {
        let mut node = node.clone();
        node.attributes.retain(|attribute| {
            let claim = &attribute.claim;
            let held = self.selection.as_ref().is_none_or(|s| s.holds(claim));
            held && (self.documents.is_empty() || self.documents.contains(&claim.document))
        });
        if !self.documents.is_empty() {
            node.documents.retain(|document| self.documents.contains(document));
        }
        node
    }
}

/// The entities that are to be kept, and what is said between them.
fn kept(graph: &KnowledgeGraph, keep: impl Fn(&Node) -> bool) -> KnowledgeGraph {
    let edges = graph.edges().filter(|(subject, _, object)| keep(subject) && keep(object));
    graph.part(graph.nodes().filter(|node| keep(node)).cloned(), edges.map(owned))
}

/// An edge of a graph as a new graph takes it.
fn owned((subject, edge, object): (&Node, &Edge, &Node)) -> (String, Edge, String) {
    (subject.iri.clone(), edge.clone(), object.iri.clone())
}
