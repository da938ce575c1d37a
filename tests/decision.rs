//! Decisions: what they do to the graph, that they can be taken back, that they outlive everything else.

use std::collections::BTreeSet;

use nisba::annotation::Factuality;
use nisba::decision::{Action, Decision, Decisions, Fact};
use nisba::domain::{DataFiles, Domain};
use nisba::graph::{Bases, DocumentGraph, Layer};
use nisba::store::Store;
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use proptest::prelude::*;

use crate::hand_written;

fn documents() -> Vec<DocumentGraph> {
    let domain = Domain::check(&DataFiles::embedded()).0;
    let graph = |name: &String| {
        let (annotation, text) = hand_written::read(name);
        DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).expect("sound")
    };
    hand_written::names().iter().map(graph).collect()
}

fn store_of(documents: &[DocumentGraph]) -> Store {
    let store = Store::in_memory().expect("memory");
    for document in documents {
        store.put_document(document).expect("stored");
    }
    store
}

fn dump(store: &Store) -> String {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).expect("dumped");
    String::from_utf8(bytes).expect("UTF-8")
}

fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).expect("an IRI")
}

fn by_me(action: Action) -> Decision {
    Decision::by_person(action, "a reader", "2026-01-31T12:00:00Z", Some("the text says so".into())).expect("sound")
}

fn decide(store: &Store, actions: impl IntoIterator<Item = Action>) -> Vec<String> {
    let mut decisions = store.decisions();
    let mut ids = Vec::new();
    for action in actions {
        let decision = by_me(action);
        ids.push(decision.id());
        decisions.add(decision).expect("no contradiction");
    }
    store.decide(decisions).expect("decided");
    ids
}

fn undo(store: &Store, id: &str) {
    let mut decisions = store.decisions();
    decisions.remove(id).expect("it is in force");
    store.decide(decisions).expect("undone");
}

/// The entities of all documents, in order.
fn entities(documents: &[DocumentGraph]) -> Vec<NamedNode> {
    let quads = documents.iter().flat_map(DocumentGraph::knowledge);
    let subjects = quads.filter_map(|quad| match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    });
    subjects.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The statements of all documents, each with its document.
fn facts(documents: &[DocumentGraph]) -> Vec<(Fact, NamedNode)> {
    let of = |document: &DocumentGraph| {
        let iri = document.iri().clone();
        let quads = document.quads().iter().filter_map(|quad| match (&quad.object, quad.predicate.as_str()) {
            (Term::Triple(triple), _) => Some(triple.as_ref().clone()),
            _ => None,
        });
        let facts = quads.filter_map(|triple| match triple.subject {
            NamedOrBlankNode::NamedNode(subject) => {
                Some(Fact { subject, predicate: triple.predicate, object: triple.object })
            }
            NamedOrBlankNode::BlankNode(_) => None,
        });
        facts.map(|fact| (fact, iri.clone())).collect::<Vec<_>>()
    };
    documents.iter().flat_map(of).collect()
}

fn default_graph(store: &Store) -> BTreeSet<String> {
    store.quads_in(GraphNameRef::DefaultGraph).expect("read").iter().map(Quad::to_string).collect()
}

fn says(store: &Store, fact: &Fact) -> bool {
    let quad = Quad::new(fact.subject.clone(), fact.predicate.clone(), fact.object.clone(), GraphName::DefaultGraph);
    default_graph(store).contains(&quad.to_string())
}

/// A statement that the default graph has as a fact between two entities, and its document.
fn some_fact(documents: &[DocumentGraph]) -> (Fact, NamedNode) {
    let store = store_of(documents);
    let found = facts(documents).into_iter().find(|(fact, _)| fact.object.is_named_node() && says(&store, fact));
    found.expect("the texts state a fact")
}

fn mentions_of(store: &Store, entity: &NamedNode) -> usize {
    let quads = store.quads().expect("read");
    quads.iter().filter(|q| q.predicate.as_str().ends_with("#refersTo") && q.object == entity.clone().into()).count()
}

#[test]
fn merged_entities_are_one_and_undoing_leaves_no_trace() {
    let documents = documents();
    let store = store_of(&documents);
    let before = dump(&store);
    let all = entities(&documents);
    let (kept, gone) = (all[0].clone(), all[1].clone());
    let mentions = mentions_of(&store, &kept) + mentions_of(&store, &gone);

    let ids = decide(&store, [Action::Merge { entity: kept.clone(), other: gone.clone() }]);
    assert_eq!(store.canonical(gone.as_str()), kept.as_str());
    assert_eq!(mentions_of(&store, &kept), mentions, "all mentions are of the one that is left");
    assert!(!default_graph(&store).iter().any(|quad| quad.contains(&gone.to_string())));

    undo(&store, &ids[0]);
    assert_eq!(dump(&store), before);
}

#[test]
fn a_chain_of_merges_comes_apart_in_any_order() {
    let documents = documents();
    let store = store_of(&documents);
    let before = dump(&store);
    let all = entities(&documents);
    let merge = |a: usize, b: usize| Action::Merge { entity: all[a].clone(), other: all[b].clone() };
    let ids = decide(&store, [merge(0, 1), merge(1, 2), merge(3, 2)]);
    for other in &all[1..4] {
        assert_eq!(store.canonical(other.as_str()), store.canonical(all[0].as_str()));
    }
    for id in [&ids[1], &ids[2], &ids[0]] {
        undo(&store, id);
    }
    assert_eq!(dump(&store), before);
}

#[test]
fn what_is_kept_apart_is_not_merged() {
    let all = entities(&documents());
    let pair = |a: usize, b: usize| (all[a].clone(), all[b].clone());
    let (entity, other) = pair(0, 2);
    let kept_apart = by_me(Action::KeepApart { entity, other });
    let mut decisions = Decisions::default();
    decisions.add(kept_apart.clone()).expect("alone");
    // The program's merges give way; a person's are refused, with the decision that they contradict.
    for (a, b) in [(0, 1), (1, 2)] {
        let (entity, other) = pair(a, b);
        decisions.add(Decision::by_machine(Action::Merge { entity, other }, None)).expect("overruled");
    }
    assert!(decisions.are_one(all[0].as_str(), all[1].as_str()) != decisions.are_one(all[1].as_str(), all[2].as_str()));
    assert!(!decisions.are_one(all[0].as_str(), all[2].as_str()));
    let (entity, other) = pair(2, 0);
    let refused = decisions.add(by_me(Action::Merge { entity, other })).expect_err("it contradicts").to_string();
    assert!(refused.contains(&kept_apart.id()), "{refused}");
    assert_eq!(decisions.of_people().len(), 1);
}

#[test]
fn one_name_in_two_documents_can_be_split() {
    let documents = documents();
    let store = store_of(&documents);
    let before = dump(&store);
    let shared = entities(&documents).into_iter().find(|entity| {
        documents.iter().filter(|d| d.quads().iter().any(|q| q.object == entity.clone().into())).count() > 1
    });
    let shared = shared.expect("an entity of two documents");
    let all = mentions_of(&store, &shared);
    let of = store.documents_that_mention(shared.as_str()).expect("read");
    let action = Action::split(shared.clone(), vec![of[0].clone()]);
    let Action::Split { into, .. } = action.clone() else { unreachable!() };
    let ids = decide(&store, [action]);
    assert_eq!(store.documents_that_mention(into.as_str()).expect("read"), of[..1]);
    assert_eq!(store.documents_that_mention(shared.as_str()).expect("read"), of[1..]);
    assert_eq!(mentions_of(&store, &shared) + mentions_of(&store, &into), all);
    let identity = format!("{into} <http://www.w3.org/2002/07/owl#sameAs>");
    assert!(!dump(&store).lines().any(|line| line.starts_with(&identity)), "the identifier is not the other one's");
    undo(&store, &ids[0]);
    assert_eq!(dump(&store), before);
}

#[test]
fn one_mention_can_be_split_from_the_others() {
    let documents = documents();
    let store = store_of(&documents);
    let (mut most, mut places) = (None, Vec::new());
    for entity in entities(&documents) {
        let of = |document: &DocumentGraph| -> Vec<NamedNode> {
            let mentions = document
                .quads()
                .iter()
                .filter(|q| q.predicate.as_str().ends_with("#refersTo") && q.object == Term::from(entity.clone()));
            mentions.filter_map(|q| NamedNode::new(q.subject.to_string().trim_matches(['<', '>'])).ok()).collect()
        };
        let found = documents.iter().map(of).max_by_key(Vec::len).unwrap_or_default();
        if found.len() > places.len() {
            (most, places) = (Some(entity), found);
        }
    }
    let entity = most.expect("an entity");
    assert!(places.len() > 1);
    let action = Action::split(entity.clone(), places[..1].to_vec());
    let Action::Split { into, .. } = action.clone() else { unreachable!() };
    let before = mentions_of(&store, &entity);
    decide(&store, [action]);
    assert_eq!(mentions_of(&store, &into), 1);
    assert_eq!(mentions_of(&store, &entity), before - 1);
}

#[test]
fn a_rejected_statement_is_gone_and_an_accepted_one_is_sure() {
    let documents = documents();
    let store = store_of(&documents);
    let before = dump(&store);
    let (fact, document) = some_fact(&documents);
    let ids = decide(&store, [Action::Reject { fact: fact.clone(), document: None }]);
    assert!(!says(&store, &fact));
    let reified = format!("<<( {} {} {} )>>", fact.subject, fact.predicate, fact.object);
    let reifying = |store: &Store| {
        dump(store).lines().filter(|l| l.contains("#s-") && !l.contains("#asRead>") && l.contains(&reified)).count()
    };
    assert_eq!(
        reifying(&store),
        0,
        "{reified}\n{}",
        dump(&store).lines().filter(|l| l.contains(&reified)).collect::<String>()
    );
    undo(&store, &ids[0]);
    assert_eq!(dump(&store), before);

    decide(&store, [Action::Accept { fact: fact.clone(), document: Some(document) }]);
    assert!(says(&store, &fact));
    assert!(reifying(&store) > 0);
    assert!(dump(&store).contains("#decidedBy>"));
}

#[test]
fn a_correction_changes_what_is_said_and_can_itself_be_rejected() {
    let documents = documents();
    let store = store_of(&documents);
    let (fact, _) = some_fact(&documents);
    let predicate = node("https://w3id.org/nisba/ontology#linkedTo");
    let corrected = Fact { predicate: predicate.clone(), ..fact.clone() };
    let correct = |predicate, factuality| Action::Correct { fact: fact.clone(), document: None, predicate, factuality };
    decide(&store, [correct(Some(predicate), None)]);
    assert!(says(&store, &corrected) && !says(&store, &fact));
    let mut decisions = store.decisions();
    let later = Decision::by_person(
        Action::Reject { fact: corrected.clone(), document: None },
        "a reader",
        "2026-02-01T12:00:00Z",
        None,
    );
    decisions.add(later.expect("sound")).expect("new");
    store.decide(decisions).expect("decided");
    assert!(!says(&store, &corrected) && !says(&store, &fact));

    let store = store_of(&documents);
    decide(&store, [correct(None, Some(Factuality::Denied))]);
    assert!(!says(&store, &fact), "what is denied is no fact");
    assert!(dump(&store).contains(&format!("<<( {} {} {} )>>", fact.subject, fact.predicate, fact.object)));
}

#[test]
fn names_and_classes_that_people_give_replace_those_of_documents() {
    let documents = documents();
    let store = store_of(&documents);
    let entity = entities(&documents)[0].clone();
    let class = node("https://w3id.org/nisba/ontology#Company");
    decide(
        &store,
        [
            Action::Rename { entity: entity.clone(), name: "اسم آخر".into(), language: "ar".into() },
            Action::Retype { entity: entity.clone(), class: class.clone() },
        ],
    );
    let of = |predicate: &str| -> Vec<Term> {
        let quads = store.quads_in(GraphNameRef::DefaultGraph).expect("read").into_iter();
        let quads = quads.filter(|q| q.subject == entity.clone().into() && q.predicate.as_str().ends_with(predicate));
        quads.map(|quad| quad.object).collect()
    };
    let arabic: Vec<Term> = of("#label").into_iter().filter(|l| l.to_string().ends_with("@ar")).collect();
    assert_eq!(arabic, [Literal::new_language_tagged_literal("اسم آخر", "ar").expect("a tag").into()]);
    assert_eq!(of("#type"), [Term::from(class)]);
}

#[test]
fn decisions_come_back_from_lines_and_from_quads() {
    let documents = documents();
    let all = entities(&documents);
    let (fact, document) = some_fact(&documents);
    let literal = Fact {
        object: Literal::new_language_tagged_literal("وزير \"أول\"", "ar").expect("a tag").into(),
        ..fact.clone()
    };
    let predicate = Some(node("https://w3id.org/nisba/ontology#linkedTo"));
    let actions = [
        Action::Merge { entity: all[0].clone(), other: all[1].clone() },
        Action::KeepApart { entity: all[0].clone(), other: all[2].clone() },
        Action::split(all[3].clone(), vec![document.clone()]),
        Action::Rename { entity: all[0].clone(), name: "Another\nname".into(), language: "en".into() },
        Action::Retype { entity: all[0].clone(), class: node("https://w3id.org/nisba/ontology#Company") },
        Action::Reject { fact: literal, document: None },
        Action::Accept { fact: fact.clone(), document: Some(document) },
        Action::Correct { fact, document: None, predicate, factuality: Some(Factuality::Alleged) },
    ];
    let mut decisions: Decisions = actions.into_iter().map(by_me).collect();
    let (entity, other) = (all[4].clone(), all[5].clone());
    decisions.add(Decision::by_machine(Action::Merge { entity, other }, Some("names alike".into()))).expect("new");
    let mut lines = Vec::new();
    decisions.write_json_lines(&mut lines).expect("written");
    let read = Decisions::read_json_lines(lines.as_slice()).expect("read");
    assert_eq!(read.into_iter().collect::<Decisions>(), decisions);
    assert_eq!(Decisions::from_quads(&decisions.quads()).expect("read"), decisions);

    let store = store_of(&documents);
    store.decide(decisions.clone()).expect("decided");
    assert_eq!(Decisions::from_quads(&store.layer(Layer::Decisions).expect("read")).expect("read"), decisions);
}

#[test]
fn a_line_that_is_no_decision_is_told_with_its_number() {
    let told = |lines: &str| Decisions::read_json_lines(lines.as_bytes()).expect_err("wrong").to_string();
    assert!(told("\n{\"by\":\"x\"}").starts_with("line 2: "), "{}", told("\n{\"by\":\"x\"}"));
    let line = |rest: &str| format!("{{\"by\":\"x\",\"at\":\"2026-01-31T12:00:00Z\",{rest}}}");
    for rest in [
        r#""decision":"merge","entity":"not an iri","other":"https://x.example/y""#,
        r#""decision":"retype","entity":"https://x.example/y","class":"no class""#,
        r#""decision":"reject","statement":["https://x.example/y","leads","\"open"]"#,
        r#""decision":"correct","statement":["https://x.example/y","leads","https://x.example/z"]"#,
        r#""decision":"reject","statement":["https://x.example/y","leads","https://x.example/z"],"documents":"https://x.example/d""#,
        r#""decision":"rename","entity":"https://x.example/y","name":"x","language":"no tag""#,
    ] {
        assert!(told(&line(rest)).starts_with("line 1: "), "{rest}");
    }
    assert!(
        told(r#"{"by":"x","decision":"merge","entity":"https://x.example/y","other":"https://x.example/z"}"#)
            .contains("time")
    );
}

/// What a random step does.
#[derive(Debug, Clone)]
enum Step {
    Put(usize),
    Remove(usize),
    Decide(usize, usize, usize),
    Undo(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => (0..4_usize).prop_map(Step::Put),
        1 => (0..4_usize).prop_map(Step::Remove),
        4 => (0..9_usize, 0..60_usize, 0..60_usize).prop_map(|(kind, a, b)| Step::Decide(kind, a, b)),
        1 => (0..8_usize).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..16)
}

fn action(kind: usize, a: usize, b: usize, entities: &[NamedNode], facts: &[(Fact, NamedNode)]) -> Action {
    let entity = |n: usize| entities[n % entities.len()].clone();
    let (fact, of) = facts[a % facts.len()].clone();
    let document = b.is_multiple_of(2).then(|| of.clone());
    match kind {
        0 | 1 => Action::Merge { entity: entity(a), other: entity(b) },
        2 => Action::KeepApart { entity: entity(a), other: entity(b) },
        3 => Action::split(entity(a), vec![of]),
        4 => Action::Rename { entity: entity(a), name: format!("name {b}"), language: "en".into() },
        5 => Action::Retype { entity: entity(a), class: node("https://w3id.org/nisba/ontology#Company") },
        6 => Action::Reject { fact, document },
        7 => Action::Accept { fact, document },
        _ => {
            let predicate = Some(node("https://w3id.org/nisba/ontology#linkedTo"));
            Action::Correct {
                fact,
                document,
                predicate,
                factuality: Some(Factuality::Alleged).filter(|_| b.is_multiple_of(3)),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever comes and goes, in whatever order: the store is what the documents and decisions that it has make anew.
    #[test]
    fn the_store_follows_from_its_documents_and_decisions(steps in steps()) {
        let documents = documents();
        let (entities, facts) = (entities(&documents), facts(&documents));
        let store = Store::in_memory().expect("memory");
        let mut present: BTreeSet<usize> = BTreeSet::new();
        for (at, step) in steps.into_iter().enumerate() {
            match step {
                Step::Put(n) => {
                    let n = n % documents.len();
                    present.insert(n);
                    store.put_document(&documents[n]).expect("stored");
                }
                Step::Remove(n) => {
                    let n = n % documents.len();
                    let was = present.remove(&n);
                    prop_assert_eq!(store.remove_document(documents[n].iri().as_str()).expect("removed"), was);
                }
                Step::Decide(kind, a, b) => {
                    let action = action(kind, a, b, &entities, &facts);
                    let mut decisions = store.decisions();
                    let time = format!("2026-01-31T12:00:{at:02}Z");
                    if decisions.add(Decision::by_person(action, "a reader", &time, None).expect("sound")).is_ok() {
                        store.decide(decisions).expect("decided");
                    }
                }
                Step::Undo(n) => {
                    let mut decisions = store.decisions();
                    let id = decisions.iter().nth(n % decisions.len().max(1)).map(Decision::id);
                    if let Some(id) = id {
                        decisions.remove(&id);
                        store.decide(decisions).expect("undone");
                    }
                }
            }
        }
        let read: Vec<DocumentGraph> = present.iter().map(|&n| documents[n].clone()).collect();
        let later = store_of(&read);
        later.decide(store.decisions()).expect("decided");
        prop_assert_eq!(dump(&later), dump(&store), "decided after the documents");
        let earlier = Store::in_memory().expect("memory");
        earlier.decide(store.decisions()).expect("decided");
        read.iter().for_each(|document| _ = earlier.put_document(document).expect("stored"));
        prop_assert_eq!(dump(&earlier), dump(&store), "decided before the documents");
        let copy = Store::in_memory().expect("memory");
        copy.load(dump(&store).as_bytes()).expect("loaded");
        prop_assert_eq!(dump(&copy), dump(&store), "from a dump");
        let undone = copy;
        undone.decide(Decisions::default()).expect("undone");
        prop_assert_eq!(dump(&undone), dump(&store_of(&read)), "without decisions");
    }
}

/// Another class may allow a statement that was against the ontology, and the reverse; what was accepted stays against it.
#[test]
fn another_class_judges_statements_anew() {
    let domain = Domain::check(&DataFiles::embedded()).0;
    let (mut annotation, text) = hand_written::read("summit");
    let right = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).expect("sound");
    let (fact, document) = some_fact(std::slice::from_ref(&right));
    let subject = fact.subject.clone();
    let class = |graph: &DocumentGraph| {
        let quads = graph.quads().iter().filter(|quad| quad.subject == NamedOrBlankNode::from(subject.clone()));
        let classes = quads.filter(|quad| quad.predicate == oxigraph::model::vocab::rdf::TYPE);
        classes.map(|quad| quad.object.clone()).next().expect("a class")
    };
    let Term::NamedNode(of_text) = class(&right) else { panic!("a class is an IRI") };
    let product = node("https://w3id.org/nisba/ontology#Product");

    // Allowed as it was read: the wrong class takes the fact out, and undoing brings it back.
    let store = store_of(std::slice::from_ref(&right));
    let before = dump(&store);
    assert!(says(&store, &fact));
    let ids = decide(&store, [Action::Retype { entity: subject.clone(), class: product.clone() }]);
    assert!(!says(&store, &fact));
    assert!(store.violations_in(document.as_ref()).expect("read") > 0);
    undo(&store, &ids[0]);
    assert_eq!(dump(&store), before);

    // Not allowed as it was read: accepting it does not help, the right class does.
    let id = annotation.id.clone();
    let is_subject = |entity: &str| Bases::default().entity(&id, entity).is_ok_and(|iri| iri == subject);
    let entity = annotation.entities.iter_mut().find(|entity| is_subject(&entity.id));
    entity.expect("the subject").class = "Product".to_owned();
    let wrong = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).expect("sound");
    let store = store_of(std::slice::from_ref(&wrong));
    let before = dump(&store);
    assert!(!says(&store, &fact));
    let accept = Action::Accept { fact: fact.clone(), document: None };
    let ids = decide(&store, [accept]);
    assert!(!says(&store, &fact), "the words say it, and it cannot be so");
    let more = decide(&store, [Action::Retype { entity: subject, class: of_text }]);
    assert!(says(&store, &fact));
    assert_eq!(store.violations_in(document.as_ref()).expect("read"), 0);
    ids.iter().chain(&more).for_each(|id| undo(&store, id));
    assert_eq!(dump(&store), before);
}
