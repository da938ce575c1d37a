//! Parts of graphs: what is chosen is chosen rightly, and what is drawn together loses no statement.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use nisba::analysis::Times;
use nisba::annotation::{Evidence, Factuality};
use nisba::domain::Domain;
use nisba::export::Appearance;
use nisba::graph::{Claim, Edge, KnowledgeGraph, Language, Names, Node, Terms};
use nisba::view::{Coloring, View, Weight, completed, marks};
use proptest::prelude::*;

const CLASSES: [&str; 4] = ["Person", "Conference", "Country", "Event"];
const PREDICATES: [&str; 3] = ["metWith", "about", "heldIn"];

/// Subject, predicate, object, factuality and confidence in tenths.
type Said = (usize, usize, usize, usize, u8);

fn name(at: usize) -> String {
    format!("https://example.org/{at:02}")
}

fn claim(id: usize, factuality: Factuality, confidence: u8) -> Claim {
    Claim {
        id: format!("https://example.org/doc#s{id:03}"),
        factuality,
        asserted: factuality == Factuality::Asserted,
        confidence: f64::from(confidence) / 10.0,
        claimant: None,
        document: format!("doc{}", id % 2),
        evidence: Evidence { start: id, end: id + 1, text: format!("words {id}") },
        pattern: None,
        inferred: None,
    }
}

fn graph(nodes: usize, said: &[Said]) -> KnowledgeGraph {
    let node = |at: usize| Node {
        iri: name(at),
        names: Names { ar: Some(format!("اسم {at}")), en: Some(format!("name {at}")), ..Names::default() },
        class: CLASSES[at % CLASSES.len()].to_owned(),
        documents: BTreeSet::from(["doc0".to_owned()]),
        ..Node::default()
    };
    let edges = said.iter().enumerate().map(|(id, &(s, p, o, factuality, confidence))| {
        let factuality = [Factuality::Asserted, Factuality::Denied][factuality];
        (name(s % nodes), Edge::new(PREDICATES[p], claim(id, factuality, confidence)), name(o % nodes))
    });
    KnowledgeGraph::new((0..nodes).map(node), edges.collect::<Vec<_>>(), Terms::new())
}

fn said() -> impl Strategy<Value = (usize, Vec<Said>)> {
    let one = (0usize..12, 0usize..3, 0usize..12, 0usize..2, 0u8..=10);
    (1usize..12, proptest::collection::vec(one, 0..40))
}

fn take(view: &View, graph: &KnowledgeGraph) -> nisba::view::Viewed {
    static DOMAIN: LazyLock<Domain> = LazyLock::new(|| Domain::embedded().expect("the embedded data"));
    view.take(graph, &Times::default(), &DOMAIN.ontology)
}

fn ids(graph: &KnowledgeGraph) -> Vec<String> {
    let mut ids: Vec<String> =
        graph.edges().flat_map(|(_, edge, _)| edge.claims().map(|claim| claim.id.clone())).collect();
    ids.sort();
    ids
}

fn iris(graph: &KnowledgeGraph) -> BTreeSet<String> {
    graph.nodes().map(|node| node.iri.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn around_is_what_can_be_reached((nodes, said) in said(), depth in 0usize..4) {
        let whole = graph(nodes, &said);
        let view = View { around: BTreeSet::from([name(0)]), depth, ..View::default() };
        let part = take(&view, &whole).graph;
        // By hand: steps from the centre, over statements in either direction.
        let mut reached = BTreeSet::from([name(0)]);
        for _ in 0..depth {
            let near = whole.edges().filter_map(|(s, _, o)| match (reached.contains(&s.iri), reached.contains(&o.iri)) {
                (true, false) => Some(o.iri.clone()),
                (false, true) => Some(s.iri.clone()),
                _ => None,
            });
            let near: Vec<String> = near.collect();
            reached.extend(near);
        }
        prop_assert_eq!(iris(&part), reached.clone());
        let inside = whole.edges().filter(|(s, _, o)| reached.contains(&s.iri) && reached.contains(&o.iri));
        prop_assert_eq!(part.edges().len(), inside.count());
    }

    #[test]
    fn merged_statements_are_all_kept((nodes, said) in said()) {
        let whole = graph(nodes, &said);
        let part = take(&View { merge_parallel: true, ..View::default() }, &whole).graph;
        prop_assert_eq!(ids(&part), ids(&whole));
        let kinds = |graph: &KnowledgeGraph| -> BTreeSet<_> {
            graph.edges().map(|(s, e, o)| (s.iri.clone(), e.predicate.clone(), o.iri.clone(), e.claim.asserted)).collect()
        };
        prop_assert_eq!(part.edges().len(), kinds(&whole).len());
        for (_, edge, _) in part.edges() {
            prop_assert!(edge.claims().all(|claim| claim.confidence <= edge.claim.confidence));
        }
    }

    #[test]
    fn events_become_edges_that_keep_their_statements((nodes, said) in said()) {
        let whole = graph(nodes, &said);
        let viewed = take(&View { events_as_edges: true, ..View::default() }, &whole);
        let before: BTreeSet<String> = ids(&whole).into_iter().collect();
        let after = ids(&viewed.graph).into_iter().map(|id| id.split('~').next().unwrap_or_default().to_owned());
        let after: BTreeSet<String> = after.collect();
        let own: BTreeSet<&str> = viewed.graph.edges().map(|(_, edge, _)| edge.claim.id.as_str()).collect();
        prop_assert_eq!(own.len(), viewed.graph.edges().len(), "each edge has an identifier of its own");
        prop_assert!(after.is_subset(&before));
        // Only what was said of an event that joins nothing is gone.
        if viewed.lone_events == 0 {
            prop_assert_eq!(before, after);
        }
        for (_, edge, _) in viewed.graph.edges().filter(|(_, edge, _)| edge.event.is_some()) {
            prop_assert!(edge.claims().count() >= 2);
            prop_assert!(viewed.graph.node(edge.event.as_deref().unwrap_or_default()).is_none());
        }
    }

    #[test]
    fn the_heaviest_stay((nodes, said) in said(), count in 0usize..14) {
        let whole = graph(nodes, &said);
        let part = take(&View { top: Some((count, Weight::Degree)), ..View::default() }, &whole).graph;
        prop_assert_eq!(part.nodes().len(), count.min(nodes));
        let neighbours = |iri: &str| {
            let ends = whole.edges().filter_map(|(s, _, o)| match (s.iri == iri, o.iri == iri) {
                (true, false) => Some(o.iri.clone()),
                (false, true) => Some(s.iri.clone()),
                _ => None,
            });
            ends.collect::<BTreeSet<_>>().len()
        };
        let kept = iris(&part);
        let least = kept.iter().map(|iri| neighbours(iri)).min().unwrap_or(usize::MAX);
        for left in iris(&whole).difference(&kept) {
            prop_assert!(neighbours(left) <= least);
        }
    }

    #[test]
    fn documents_and_classes_choose((nodes, said) in said()) {
        let whole = graph(nodes, &said);
        let view = View { documents: BTreeSet::from(["doc1".to_owned()]), ..View::default() };
        for (_, edge, _) in take(&view, &whole).graph.edges() {
            prop_assert_eq!(&edge.claim.document, "doc1");
        }
        let view = View { classes: BTreeSet::from(["Person".to_owned()]), ..View::default() };
        let people = take(&view, &whole).graph;
        prop_assert!(people.nodes().all(|node| node.class == "Person"));
        prop_assert_eq!(people.nodes().len(), whole.nodes().filter(|node| node.class == "Person").count());
    }
}

#[test]
fn who_says_it_keeps_a_name_outside_the_part() {
    let mut said = claim(0, Factuality::Asserted, 9);
    said.claimant = Some(name(2));
    let all = graph(3, &[]);
    let all = KnowledgeGraph::new(all.nodes().cloned(), [(name(0), Edge::new("metWith", said), name(1))], Terms::new());
    let view = View { around: BTreeSet::from([name(0)]), depth: 1, ..View::default() };
    let part = take(&view, &all).graph;
    assert_eq!(part.nodes().len(), 2);
    assert_eq!(part.label(&name(2), Language::Arabic), "اسم 2");
}

#[test]
fn a_large_event_stays_a_node() {
    // Node 1 is a conference; eleven others are joined to it.
    let said: Vec<Said> = (0..12).filter(|&at| at != 1).map(|at| (1, 1, at, 0, 9)).collect();
    let whole = graph(12, &said);
    // Other conferences and events join this one, so that it would stay for that alone: leave them out.
    let plain =
        whole.nodes().filter(|node| node.iri == name(1) || ["Person", "Country"].contains(&node.class.as_str()));
    let more = (20..26).map(|at| Node { iri: name(at), class: "Person".to_owned(), ..Node::default() });
    let nodes: Vec<Node> = plain.cloned().chain(more).collect();
    let about = |node: &Node, id| (name(1), Edge::new("about", claim(id, Factuality::Asserted, 9)), node.iri.clone());
    let edges: Vec<_> =
        nodes.iter().filter(|n| n.iri != name(1)).enumerate().map(|(id, node)| about(node, id)).collect();
    let viewed = take(
        &View { events_as_edges: true, ..View::default() },
        &KnowledgeGraph::new(nodes.clone(), edges.clone(), Terms::new()),
    );
    assert_eq!((viewed.large_events, viewed.lone_events), (1, 0));
    assert_eq!(viewed.graph.edges().len(), edges.len());
}

#[test]
fn an_answer_gets_names_and_words() {
    let whole = graph(4, &[(0, 0, 1, 0, 9), (0, 0, 1, 0, 5), (2, 0, 3, 1, 9)]);
    let bare = |id: &str| Claim { id: id.to_owned(), document: String::new(), ..claim(90, Factuality::Asserted, 10) };
    let edges = [
        (name(0), Edge::new("metWith", bare("x")), name(1)),
        (name(2), Edge::new("metWith", bare("y")), name(3)),
        (name(0), Edge::new("made", bare("z")), name(2)),
    ];
    let answer = completed(&KnowledgeGraph::new([], edges, Terms::new()), &whole);
    let words: Vec<(String, String)> =
        answer.edges().map(|(_, e, _)| (e.predicate.clone(), e.claim.document.clone())).collect();
    let of = |predicate: &str, document: &str| (predicate.to_owned(), document.to_owned());
    // The first is a fact twice; the second is denied, so that nothing shows it; the third is the query's own.
    assert_eq!(words, [of("made", ""), of("metWith", "doc0"), of("metWith", "doc1"), of("metWith", "")]);
    assert_eq!(answer.label(&name(3), Language::English), "name 3");
}

#[test]
fn marks_tell_the_measures() {
    let whole = graph(5, &[(0, 0, 1, 0, 9), (0, 0, 2, 0, 9), (0, 0, 3, 0, 9)]);
    let appearance = Appearance::load(&nisba::domain::DataFiles::embedded());
    let marks = marks(&whole, Weight::Degree, Coloring::Community, &appearance);
    let sizes: BTreeMap<&str, f64> = marks.iter().map(|(iri, mark)| (iri.as_str(), mark.size)).collect();
    assert_eq!(marks.len(), 5);
    assert!((sizes[name(0).as_str()] - 100.0).abs() < 1e-9);
    assert!((sizes[name(4).as_str()] - 10.0).abs() < 1e-9);
    assert!(sizes[name(1).as_str()] > 10.0 && sizes[name(1).as_str()] < 100.0);
    assert_eq!(marks[&name(0)].color, appearance.color_of_community(1));
    assert_eq!(marks[&name(4)].community, 0);
    assert_ne!(appearance.color_of_community(1), appearance.color_of_community(2));
    assert!((marks.values().map(|mark| mark.page_rank).sum::<f64>() - 1.0).abs() < 1e-6);
}

#[test]
fn labels_in_both_languages() {
    let whole = graph(1, &[]).with_labels_in_both();
    let label = whole.label(&name(0), Language::Both).to_owned();
    assert!(label.contains("اسم 0") && label.contains("name 0") && label.contains(" / "), "{label}");
    assert_eq!(whole.label(&name(0), Language::Arabic), "اسم 0");
}
