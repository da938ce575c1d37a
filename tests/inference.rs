//! What follows from the facts: against a simple closure, against owlrl, and in stores whose documents come and go.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use nisba::domain::{DataFiles, Domain};
use nisba::graph::{Bases, DocumentGraph, Layer};
use nisba::inference::{self, Followed, Inference, Rule, Rules, infer};
use nisba::store::Store;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, Quad, Term, Triple};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::readback::{document_quads, python, run, script, seed_quads};

const OWN: &str = "https://w3id.org/nisba/ontology#";

/// The shipped rules; the data is read once.
fn rules() -> Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::of(&Domain::embedded().unwrap().ontology));
    RULES.clone()
}

fn own(name: &str) -> NamedNode {
    NamedNode::new(format!("{OWN}{name}")).unwrap()
}

fn thing(number: usize) -> NamedNode {
    NamedNode::new(format!("https://example.org/{number}")).unwrap()
}

/// `a heldIn b`, with `a` for classes; things are numbers.
fn fact(text: &str) -> Triple {
    let parts: Vec<&str> = text.split(' ').collect();
    let subject = thing(parts[0].parse().unwrap());
    match parts[1] {
        "a" => Triple::new(subject, rdf::TYPE, own(parts[2])),
        predicate => Triple::new(subject, own(predicate), thing(parts[2].parse().unwrap())),
    }
}

fn facts(texts: &[&str]) -> Vec<Triple> {
    texts.iter().map(|text| fact(text)).collect()
}

fn short(triple: &Triple) -> String {
    triple.to_string().replace(OWN, "").replace("https://example.org/", "").replace(['<', '>'], "")
}

/// Conclusion, rule and premises of each.
fn told(inferences: &[Inference]) -> Vec<String> {
    let one = |i: &Inference| {
        let premises: Vec<String> = i.premises.iter().map(short).collect();
        format!("{}: {} of {}", short(&i.conclusion), i.rule.name(), premises.join(", "))
    };
    inferences.iter().map(one).collect()
}

#[test]
fn the_ontology_gives_the_rules_that_hold_always() {
    let given =
        ["1 heldIn 2", "2 locatedIn 3", "3 locatedIn 4", "5 chairedBy 6", "7 leads 8", "7 metWith 6", "9 a City"];
    let told = told(&infer(&facts(&given), &rules()));
    let type_of = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    assert_eq!(
        told,
        [
            "1 heldIn 3: ChainRule of 1 heldIn 2, 2 locatedIn 3".to_owned(),
            "1 heldIn 4: ChainRule of 1 heldIn 2, 2 locatedIn 4".to_owned(),
            "2 locatedIn 4: TransitivityRule of 2 locatedIn 3, 3 locatedIn 4".to_owned(),
            "6 metWith 7: SymmetryRule of 7 metWith 6".to_owned(),
            "6 participatedIn 5: SubPropertyRule of 5 chairedBy 6".to_owned(),
            "7 affiliatedWith 8: SubPropertyRule of 7 leads 8".to_owned(),
            format!("9 {type_of} Place: SubClassRule of 9 {type_of} City"),
        ]
    );
}

#[test]
fn what_does_not_hold_always_is_not_concluded() {
    for given in [
        // A member of an organ need not be one of the whole, nor a part where the whole is.
        vec!["1 memberOf 2", "2 partOf 3"],
        vec!["1 partOf 2", "2 locatedIn 3"],
        vec!["1 partOf 2", "2 country 3"],
        vec!["1 affiliatedWith 2", "2 partOf 3"],
        vec!["1 travelsTo 2", "2 locatedIn 3"],
        vec!["1 attacks 2", "2 locatedIn 3"],
        vec!["1 succeeds 2", "2 succeeds 3"],
        vec!["1 supports 2", "2 supports 3"],
        vec!["1 heldIn 2", "2 country 3"],
    ] {
        assert_eq!(told(&infer(&facts(&given), &rules())), Vec::<String>::new(), "{given:?}");
    }
}

#[test]
fn no_thing_is_concluded_to_lie_in_itself() {
    let told = told(&infer(&facts(&["1 locatedIn 2", "2 locatedIn 1", "3 metWith 3"]), &rules()));
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn inverses_and_chains_with_inverses_are_read() {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), folder.path());
    let file = folder.path().join("ontology/nisba.ttl");
    let shipped = fs::read_to_string(&file).unwrap();
    let property = |name: &str, more: &str| {
        format!(
            "\n:{name} a owl:ObjectProperty ; {more} rdfs:label \"س\"@ar , \"{name}\"@en ; \
             rdfs:domain owl:Thing ; rdfs:range owl:Thing .\n"
        )
    };
    let led_by = property("ledBy", "owl:inverseOf :leads ;");
    let peer = property("peerOf", "owl:propertyChainAxiom ( :partOf [ owl:inverseOf :partOf ] ) ;");
    fs::write(&file, format!("{shipped}{led_by}{peer}")).unwrap();
    let (domain, problems) = Domain::check(&DataFiles::read(folder.path()).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let given = facts(&["1 ledBy 2", "3 partOf 9", "4 partOf 9"]);
    let told = told(&infer(&given, &Rules::of(&domain.ontology)));
    assert_eq!(
        told,
        [
            "2 affiliatedWith 1: SubPropertyRule of 2 leads 1",
            "2 leads 1: InverseRule of 1 ledBy 2",
            "3 peerOf 4: ChainRule of 3 partOf 9, 4 partOf 9",
            "4 peerOf 3: ChainRule of 4 partOf 9, 3 partOf 9",
        ]
    );
    assert_ne!(Rules::of(&domain.ontology).hash(), rules().hash());

    let wrong = property("p", "owl:propertyChainAxiom ( :partOf ) ; rdfs:subPropertyOf :nothing ;")
        + ":position a owl:SymmetricProperty .\n:partOf owl:inverseOf :position .\n";
    fs::write(&file, format!("{shipped}{wrong}")).unwrap();
    let problems = Domain::check(&DataFiles::read(folder.path()).unwrap()).1;
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for part in [
        "no list of predicates",
        "a rdfs:subPropertyOf that is no predicate",
        "no owl:ObjectProperty",
        "joins no entities",
    ] {
        let part = part.replace("a rdfs", "an rdfs");
        assert!(found.iter().any(|problem| problem.contains(&part)), "{part}: {found:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

const PREDICATES: [&str; 13] = [
    "partOf",
    "locatedIn",
    "heldIn",
    "operatesIn",
    "leads",
    "affiliatedWith",
    "chairedBy",
    "participatedIn",
    "metWith",
    "fights",
    "arms",
    "supports",
    "memberOf",
];
const CLASSES: [&str; 6] = ["City", "Company", "Conference", "Organization", "Facility", "Person"];

/// A fact between some of a few things.
fn any_fact() -> impl Strategy<Value = String> {
    let edge = (0..7usize, prop::sample::select(PREDICATES.to_vec()), 0..7usize);
    let class = (0..7usize, prop::sample::select(CLASSES.to_vec()));
    prop_oneof![
        4 => edge.prop_map(|(s, p, o)| format!("{s} {p} {o}")),
        1 => class.prop_map(|(s, c)| format!("{s} a {c}")),
    ]
}

/// The closure by trying every rule on everything until nothing is new; the axioms are written out once more here.
fn simple_closure(given: &[Triple]) -> BTreeSet<String> {
    type Edge = (String, String, String);
    let edge = |fact: &Triple| {
        let predicate = fact.predicate.as_str().replace(OWN, "");
        let object = fact.object.to_string();
        (fact.subject.to_string(), predicate, object)
    };
    let start: BTreeSet<Edge> = given.iter().map(edge).collect();
    let mut all = start.clone();
    let above = [("leads", "affiliatedWith"), ("arms", "supports"), ("finances", "supports")];
    let chains =
        [("partOf", "partOf"), ("locatedIn", "locatedIn"), ("heldIn", "locatedIn"), ("operatesIn", "locatedIn")];
    let class_above = |class: &str| match class.replace(OWN, "").as_str() {
        "<City>" | "<Facility>" => Some("Place"),
        "<Company>" => Some("Organization"),
        "<Conference>" => Some("Event"),
        _ => None,
    };
    loop {
        let mut more = all.clone();
        for (s, p, o) in &all {
            more.extend(
                above.iter().filter(|(below, _)| below == p).map(|(_, a)| (s.clone(), (*a).to_owned(), o.clone())),
            );
            if ["metWith", "fights", "linkedTo"].contains(&p.as_str()) {
                more.insert((o.clone(), p.clone(), s.clone()));
            }
            if p == "chairedBy" {
                more.insert((o.clone(), "participatedIn".to_owned(), s.clone()));
            }
            if let (true, Some(class)) = (p == rdf::TYPE.as_str(), class_above(o)) {
                more.insert((s.clone(), p.clone(), own(class).to_string()));
            }
            for (s2, p2, o2) in &all {
                if s2 == o && chains.contains(&(p.as_str(), p2.as_str())) {
                    more.insert((s.clone(), p.clone(), o2.clone()));
                }
            }
        }
        if more.len() == all.len() {
            break;
        }
        all = more;
    }
    let new = all.difference(&start).filter(|(s, _, o)| s != o);
    new.map(|(s, p, o)| format!("{s} {p} {o}")).collect()
}

/// Each conclusion's premises are facts or conclusions before it in some order, so that none rests on itself.
fn assert_well_founded(known: impl IntoIterator<Item = Triple>, inferences: &[Inference]) {
    let mut known: BTreeSet<String> = known.into_iter().map(|fact| fact.to_string()).collect();
    let mut left: Vec<&Inference> = inferences.iter().collect();
    while !left.is_empty() {
        let before = left.len();
        let ready: Vec<String> = left
            .iter()
            .filter(|i| i.premises.iter().all(|premise| known.contains(&premise.to_string())))
            .map(|i| i.conclusion.to_string())
            .collect();
        known.extend(ready);
        left.retain(|i| !known.contains(&i.conclusion.to_string()));
        assert!(left.len() < before, "without support: {:?}", told(&left.into_iter().cloned().collect::<Vec<_>>()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_follows_is_found_with_its_reasons(texts in prop::collection::vec(any_fact(), 0..40)) {
        let given = facts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let rules = rules();
        let inferences = infer(&given, &rules);
        let found: BTreeSet<String> = inferences
            .iter()
            .map(|i| format!("{} {} {}", i.conclusion.subject, i.conclusion.predicate.as_str().replace(OWN, ""), i.conclusion.object))
            .collect();
        prop_assert_eq!(found, simple_closure(&given));
        assert_well_founded(given.iter().cloned(), &inferences);
        // Each step follows by itself from its premises alone, by the rule that it names.
        for inference in &inferences {
            let alone = infer(&inference.premises, &rules);
            let same = alone.iter().find(|i| i.conclusion == inference.conclusion);
            prop_assert_eq!(same.map(|i| i.rule), Some(inference.rule));
        }
        let mut shuffled = given;
        shuffled.reverse();
        prop_assert_eq!(infer(&shuffled, &rules), inferences);
    }
}

#[test]
fn owlrl_concludes_the_same() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let of_default = |quads: Vec<Quad>| -> Vec<Triple> {
        quads.into_iter().filter(|quad| quad.graph_name.is_default_graph()).map(Triple::from).collect()
    };
    let mut graphs = vec![of_default(seed_quads()), of_default(document_quads())];
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..12 {
        let texts = prop::collection::vec(any_fact(), 40..110).new_tree(&mut runner).unwrap().current();
        graphs.push(facts(&texts.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let mut command = Command::new(python);
    command.arg(script("close.py")).arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ontology/nisba.ttl"));
    for (number, graph) in graphs.iter().enumerate() {
        let path = folder.path().join(format!("{number}.nt"));
        fs::write(&path, graph.iter().map(|fact| format!("{fact} .\n")).collect::<String>()).unwrap();
        command.arg(path);
    }
    let answers = run(&mut command);
    let (rules, mut by_rule) = (rules(), BTreeMap::<Rule, usize>::new());
    assert_eq!(answers.as_array().unwrap().len(), graphs.len());
    for (graph, answer) in graphs.iter().zip(answers.as_array().unwrap()) {
        let inferences = infer(graph, &rules);
        inferences.iter().for_each(|i| *by_rule.entry(i.rule).or_default() += 1);
        let ours: BTreeSet<String> = inferences.iter().map(|i| i.conclusion.to_string()).collect();
        let theirs: BTreeSet<String> =
            answer.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect();
        assert_eq!(ours, theirs);
    }
    assert!(by_rule.len() == 5 && by_rule.values().all(|count| *count > 10), "each rule is at work: {by_rule:?}");
}

/// A document's graph with these facts; a fact after `?` is only reported.
fn document(name: &str, texts: &[String]) -> DocumentGraph {
    let iri = Bases::default().document(name);
    let mut quads =
        vec![Quad::new(iri.clone(), own("contentHash"), Term::from(oxigraph::model::Literal::from(name)), iri.clone())];
    quads.push(Quad::new(
        iri.clone(),
        NamedNode::new("http://purl.org/dc/terms/identifier").unwrap(),
        Term::from(oxigraph::model::Literal::from(name)),
        iri.clone(),
    ));
    for (number, text) in texts.iter().enumerate() {
        let reifier = NamedNode::new(format!("{}#s-{number}", iri.as_str())).unwrap();
        let triple = fact(text.trim_start_matches('?'));
        if !text.starts_with('?') {
            quads.push(triple.clone().in_graph(iri.clone()));
        } else {
            quads.push(Quad::new(reifier.clone(), own("factuality"), own("Denied"), iri.clone()));
        }
        quads.push(Quad::new(reifier, rdf::REIFIES, triple, iri.clone()));
    }
    DocumentGraph::from_quads(iri, quads)
}

fn default_graph(store: &Store) -> Vec<Triple> {
    store.quads_in(GraphNameRef::DefaultGraph).unwrap().into_iter().map(Triple::from).collect()
}

/// Whatever is in the layer rests on facts that are there.
fn assert_sound(store: &Store) {
    assert_well_founded(default_graph(store), &inference::read(store).unwrap());
    let layer = store.layer(Layer::Inferred).unwrap();
    let direct = layer.iter().filter(|quad| quad.predicate == rdf::REIFIES).count();
    let of_state = layer.iter().filter(|quad| quad.subject == Layer::Inferred.name().into_owned().into()).count();
    let about = |quad: &&Quad| quad.predicate == own("rule");
    assert_eq!(layer.iter().filter(about).count(), direct, "each has a rule");
    let premises = layer.iter().filter(|quad| quad.predicate == own("premise")).count();
    assert_eq!(layer.len(), of_state + 3 * direct + premises, "nothing is left of what was taken out");
}

fn assert_in_step(store: &Store) {
    let fresh = Store::in_memory().unwrap();
    for document in store.documents().unwrap() {
        let quads = store.quads_in(document.iri.as_ref()).unwrap();
        fresh.put_document(&DocumentGraph::from_quads(document.iri, quads)).unwrap();
    }
    inference::switch_on(&fresh, &rules()).unwrap();
    assert_eq!(store.layer(Layer::Inferred).unwrap(), fresh.layer(Layer::Inferred).unwrap());
}

/// A document put in, or taken out.
fn any_change() -> impl Strategy<Value = (usize, Option<Vec<String>>)> {
    let text = (any_fact(), prop::bool::weighted(0.2))
        .prop_map(|(text, denied)| if denied { format!("?{text}") } else { text });
    (0..4usize, prop::option::weighted(0.7, prop::collection::vec(text, 1..9)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_layer_follows_the_documents(changes in prop::collection::vec(any_change(), 1..10), on_disk: bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let open = || if on_disk { Store::open_as_nquads(&path).unwrap() } else { Store::in_memory().unwrap() };
        let rules = rules();
        let mut store = open();
        inference::switch_on(&store, &rules).unwrap();
        for (number, (name, content)) in changes.iter().enumerate() {
            let name = format!("d{name}");
            let before = on_disk.then(|| read_folder(&path.join("documents")));
            match content {
                Some(texts) => drop(store.put_document(&document(&name, texts)).unwrap()),
                None => drop(store.remove_document(&name).unwrap()),
            }
            assert_sound(&store);
            if let Some(before) = before {
                // As if the program had stopped after the layer's file and before the document's.
                drop(store);
                assert_sound_after_a_stop(&path, &before);
                store = open();
                assert_sound(&store);
            }
            // Sometimes nobody follows: the next command does.
            if number % 3 != 1 {
                let followed = inference::follow(&store, &rules).unwrap();
                prop_assert!(!matches!(followed, Followed::Off | Followed::OtherRules));
                assert_in_step(&store);
                prop_assert_eq!(inference::follow(&store, &rules).unwrap(), Followed::InStep);
            }
        }
        let before = store.documents().unwrap().len();
        prop_assert!(inference::switch_off(&store).unwrap());
        prop_assert_eq!(store.layer(Layer::Inferred).unwrap(), Vec::new());
        prop_assert_eq!(store.documents().unwrap().len(), before);
        prop_assert_eq!(inference::follow(&store, &rules).unwrap(), Followed::Off);
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn read_folder(path: &Path) -> Files {
    let Ok(entries) = fs::read_dir(path) else { return Files::new() };
    let entries = entries.map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect()
}

/// The store with its layer as it is now and its documents as they were before.
fn assert_sound_after_a_stop(path: &Path, before: &Files) {
    let folder = tempfile::tempdir().unwrap();
    copy(path, folder.path());
    let now = read_folder(&path.join("documents"));
    let is_layer = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("<https://w3id.org/nisba/graph/inferred> .");
    let stopped =
        before.iter().filter(|(_, bytes)| !is_layer(bytes)).chain(now.iter().filter(|(_, bytes)| is_layer(bytes)));
    let documents = folder.path().join("documents");
    fs::remove_dir_all(&documents).unwrap();
    fs::create_dir_all(&documents).unwrap();
    for (name, bytes) in stopped {
        fs::write(documents.join(name), bytes).unwrap();
    }
    assert_sound(&Store::open(folder.path()).unwrap());
}

#[test]
fn other_rules_are_not_followed_and_a_file_of_quads_brings_its_inferences() {
    let store = Store::in_memory().unwrap();
    let texts = ["1 heldIn 2", "2 locatedIn 3"].map(str::to_owned);
    store.put_document(&document("a", &texts)).unwrap();
    assert_eq!(inference::switch_on(&store, &rules()).unwrap(), 1);
    store.put_document(&document("b", &["3 locatedIn 4".to_owned()])).unwrap();
    assert_eq!(inference::follow(&store, &Rules::default()).unwrap(), Followed::OtherRules);
    assert_eq!(inference::follow(&store, &rules()).unwrap(), Followed::Renewed(3));

    let mut dump = Vec::new();
    store.dump(&mut dump).unwrap();
    let copy = Store::in_memory().unwrap();
    copy.load(dump.as_slice()).unwrap();
    assert_eq!(inference::follow(&copy, &rules()).unwrap(), Followed::InStep);
    let other = Store::in_memory().unwrap();
    other.put_document(&document("c", &["4 locatedIn 5".to_owned()])).unwrap();
    other.load(dump.as_slice()).unwrap();
    assert_sound(&other);
    assert_eq!(inference::follow(&other, &rules()).unwrap(), Followed::Renewed(6));
    assert_in_step(&other);
}
