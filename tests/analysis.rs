//! Measures and paths are what networkx finds too, on graphs of many kinds and on the sample's. `.ci/readback-setup`
//! installs networkx; where it is missing these tests say that they were skipped, but fail where `CI=true`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use nisba::analysis::{
    Measures, MeasuresOptions, Network, Path, PathOptions, Rank, Selection, Stance, Times, centrality, communities,
    modularity, page_rank, shortest_paths, structure,
};
use nisba::annotation::{Evidence, Factuality};
use nisba::graph::{Claim, Edge, KnowledgeGraph, Node, Terms};
use petgraph::graph::NodeIndex;
use serde_json::{Value as Json, json};

use crate::readback;

/// How far a figure may be from networkx's.
const NEAR: f64 = 1e-6;

#[test]
fn measures_and_paths_are_those_of_networkx() {
    let sample = readback::sample_graph();
    let (statements, _) =
        Selection { stances: Stance::ALL.into(), ..Selection::default() }.statements(&sample, &Times::default());
    let (network, _) = Network::of_statements(&sample, &statements);
    let links: Vec<_> = (0..network.nodes()).flat_map(|a| network.targets(a).map(move |(b, _)| [a, b])).collect();
    assert!(network.nodes() > 20 && network.links() > 20, "the sample has a graph");
    let Some(python) = readback::python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("links.json");
    std::fs::write(&file, json!({ "nodes": network.nodes(), "links": links }).to_string()).unwrap();
    let answers = readback::run(Command::new(python).arg(readback::script("measure.py")).arg(&file));
    let answers = answers.as_object().unwrap();
    assert_eq!(answers.len(), 11);
    for (name, answer) in answers {
        same_measures(name, answer);
        same_paths(name, answer);
    }
}

fn same_measures(name: &str, answer: &Json) {
    let link = |link: &Json| (number(&link[0]), number(&link[1]), link[2].as_f64().unwrap());
    let links: Vec<_> = answer["links"].as_array().unwrap().iter().map(link).collect();
    let weighted = Network::new(number(&answer["nodes"]), links);
    let network = weighted.clone().unweighted();
    let nodes = 0..network.nodes();
    let near = |key: &str, found: &[f64]| {
        let expected: Vec<f64> = answer[key].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
        assert_eq!(found.len(), expected.len(), "{name}, {key}");
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= NEAR, "{name}, {key} of {at}: {found}, networkx {expected}");
        }
    };
    let equal = |key: &str, found: Json| assert_eq!(found, answer[key], "{name}, {key}");
    equal("in_degree", nodes.clone().map(|node| network.in_degree(node)).collect());
    equal("out_degree", nodes.clone().map(|node| network.out_degree(node)).collect());
    equal("degree", nodes.clone().map(|node| network.neighbours(node).len()).collect());
    near("page_rank", &page_rank(&network));
    near("page_rank_weighted", &page_rank(&weighted));
    let all = centrality(&network, usize::MAX);
    near("betweenness", &all.betweenness);
    near("closeness", &all.closeness.unwrap());
    near("betweenness_sampled", &centrality(&network, number(&answer["sources"])).betweenness);
    let found = structure(&network);
    equal("core", found.core.clone().into());
    equal("components", parts(&found.component));
    equal("strong_components", parts(&found.strong_component));
    equal("articulation", nodes.clone().filter(|&node| found.articulation[node]).collect());
    let bridges: BTreeSet<_> = found.bridges.iter().copied().collect();
    equal("bridges", bridges.into_iter().map(|(a, b, part)| json!([a, b, part])).collect());
    for (key, network) in [("modularity", &network), ("modularity_weighted", &weighted)] {
        let partition = communities(network);
        let best = answer[key].as_f64().unwrap();
        assert!(partition.modularity >= best - 0.01, "{name}, {key}: {}, networkx {best}", partition.modularity);
        assert!((partition.modularity - modularity(network, &partition.community)).abs() < 1e-12);
        assert!(partition.modularity <= 1.0);
    }
}

fn number(json: &Json) -> usize {
    usize::try_from(json.as_u64().unwrap()).unwrap()
}

/// The parts with their members, as networkx gives them sorted; the largest must have the lowest number.
fn parts(numbers: &[usize]) -> Json {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    numbers.iter().enumerate().for_each(|(node, number)| members.entry(*number).or_default().push(node));
    assert!(members.values().zip(members.values().skip(1)).all(|(a, b)| a.len() >= b.len()));
    let sorted: BTreeSet<Vec<usize>> = members.into_values().collect();
    sorted.into_iter().collect()
}

fn same_paths(name: &str, answer: &Json) {
    let links = answer["links"].as_array().unwrap();
    let graph = graph(links.iter().map(|link| (number(&link[0]), number(&link[1]), 1.0)), number(&answer["nodes"]));
    for asked in answer["paths"].as_array().unwrap() {
        let (from, to) = (number(&asked["from"]), number(&asked["to"]));
        for (key, directed) in [("lengths", false), ("directed", true)] {
            let options = PathOptions { paths: 25, directed, max_length: 300, ..options() };
            let found = paths(&graph, from, to, &options);
            let lengths: Json = found.iter().map(|path| path.steps.len()).collect();
            assert_eq!(lengths, asked[key], "{name}, {key} from {from} to {to}");
            let different: BTreeSet<_> = found.iter().map(|path| &path.nodes).collect();
            assert_eq!(different.len(), found.len(), "each path once");
            for path in &found {
                assert_eq!(path.nodes.iter().collect::<BTreeSet<_>>().len(), path.nodes.len(), "no entity twice");
            }
        }
    }
}

fn options() -> PathOptions {
    PathOptions { paths: 10, max_length: 6, directed: false, rank: Rank::Length, avoid: BTreeSet::new() }
}

fn iri(node: usize) -> String {
    format!("https://example.org/{node:04}")
}

/// A graph of links with their confidences.
fn graph(links: impl IntoIterator<Item = (usize, usize, f64)>, nodes: usize) -> KnowledgeGraph {
    let edge = |(at, (a, b, confidence)): (usize, (usize, usize, f64))| {
        let claim = Claim {
            id: format!("{at}"),
            factuality: Factuality::Asserted,
            asserted: true,
            confidence,
            claimant: None,
            document: "d".to_owned(),
            evidence: Evidence { start: at, end: at + 1, text: String::new() },
            pattern: None,
            inferred: None,
        };
        (iri(a), Edge::new("knows", claim), iri(b))
    };
    let nodes = (0..nodes).map(|node| Node { iri: iri(node), ..Node::default() });
    KnowledgeGraph::new(nodes, links.into_iter().enumerate().map(edge), Terms::new())
}

fn paths(graph: &KnowledgeGraph, from: usize, to: usize, options: &PathOptions) -> Vec<Path> {
    let (statements, _) = Selection::default().statements(graph, &Times::default());
    shortest_paths(graph, &statements, NodeIndex::new(from), NodeIndex::new(to), options)
}

fn nodes(paths: &[Path]) -> Vec<Vec<usize>> {
    paths.iter().map(|path| path.nodes.iter().map(|node| node.index()).collect()).collect()
}

/// From 0 to 9 over 1, which is linked with ten others; over 2; over 3 and 4.
fn crossroads() -> KnowledgeGraph {
    let ways = [(0, 1, 0.9), (1, 9, 0.9), (2, 0, 0.5), (2, 9, 0.5), (0, 3, 0.99), (3, 4, 0.99), (4, 9, 0.99)];
    let others = (10..20).map(|other| (1, other, 0.9));
    graph(ways.into_iter().chain(others), 20)
}

#[test]
fn a_rank_says_which_path_is_best() {
    let graph = crossroads();
    let by = |rank| nodes(&paths(&graph, 0, 9, &PathOptions { rank, ..options() }));
    assert_eq!(by(Rank::Length), [vec![0, 2, 9], vec![0, 1, 9], vec![0, 3, 4, 9]], "the rarer of two as long");
    assert_eq!(by(Rank::Confidence)[0], [0, 3, 4, 9]);
    assert_eq!(by(Rank::Rarity)[2], [0, 1, 9], "what all is linked to comes last");
}

#[test]
fn paths_keep_to_what_is_asked() {
    let graph = crossroads();
    let with = |change: &dyn Fn(&mut PathOptions)| {
        let mut options = options();
        change(&mut options);
        nodes(&paths(&graph, 0, 9, &options))
    };
    assert_eq!(with(&|o| o.paths = 1).len(), 1);
    assert_eq!(with(&|o| o.max_length = 2).len(), 2);
    assert_eq!(with(&|o| o.max_length = 1), Vec::<Vec<usize>>::new());
    assert_eq!(with(&|o| o.directed = true), [vec![0, 1, 9], vec![0, 3, 4, 9]]);
    assert_eq!(with(&|o| o.avoid = [1, 3].map(NodeIndex::new).into()), [[0, 2, 9]]);
    assert_eq!(with(&|o| o.avoid = [0, 9].map(NodeIndex::new).into()).len(), 3, "the ends are no places to avoid");
}

#[test]
fn parallel_statements_are_one_step_the_surest_first() {
    let graph = graph([(0, 1, 0.5), (1, 0, 0.9), (0, 1, 0.7), (1, 2, 1.0)], 3);
    let found = paths(&graph, 0, 2, &options());
    assert_eq!(found.len(), 1);
    let confidences: Vec<f64> =
        found[0].steps[0].iter().map(|&edge| graph.as_petgraph()[edge].claim.confidence).collect();
    assert_eq!(confidences, [0.9, 0.7, 0.5]);
}

#[test]
fn a_large_graph_is_sampled_and_says_so() {
    let ring = Network::new(300, (0..300).map(|node| (node, (node + 1) % 300, 1.0)));
    let measured = |sources| Measures::of(&ring, MeasuresOptions { weighted: false, sources });
    assert!(!measured(None).is_sampled());
    let sampled = measured(Some(30));
    assert!(sampled.is_sampled() && sampled.entities.iter().all(|entity| entity.closeness.is_none()));
    let mean = |measures: &Measures| measures.entities.iter().map(|e| e.betweenness).sum::<f64>() / 300.0;
    assert!((mean(&sampled) - mean(&measured(None))).abs() < 1e-9, "in a ring all are alike");
}
