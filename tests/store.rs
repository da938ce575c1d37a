//! Documents in and out of stores: exactness, order, sameness, locks, damage.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use nisba::Error;
use nisba::annotation::{AUTHOR, Annotation, Entity, Evidence, Factuality, Mention, MentionKind, Object, Statement};
use nisba::domain::{DataFiles, Domain};
use nisba::graph::{Bases, DocumentGraph, Layer, QuadCounts};
use nisba::store::{Opening, Outcome, Store};
use oxigraph::model::{GraphName, GraphNameRef, Quad, Term};
use proptest::prelude::*;

use crate::hand_written;

fn domain() -> Domain {
    Domain::check(&DataFiles::embedded()).0
}

fn graph(domain: &Domain, annotation: &Annotation, text: &str) -> DocumentGraph {
    DocumentGraph::new(annotation, text, &domain.ontology, &Bases::default()).expect("the annotation is sound")
}

fn hand_written_graphs() -> Vec<DocumentGraph> {
    let domain = domain();
    let read = |name: &String| {
        let (annotation, text) = hand_written::read(name);
        graph(&domain, &annotation, &text)
    };
    hand_written::names().iter().map(read).collect()
}

fn store_of<'a>(documents: impl IntoIterator<Item = &'a DocumentGraph>) -> Store {
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

/// The default graph is exactly the union of what the documents' graphs vouch for.
fn assert_default_graph_follows(store: &Store) {
    let known: BTreeSet<String> =
        store.quads_in(GraphNameRef::DefaultGraph).expect("read").iter().map(Quad::to_string).collect();
    let mut said = BTreeSet::new();
    for document in store.documents().expect("read") {
        let quads = store.quads_in(document.iri.as_ref()).expect("read");
        said.extend(DocumentGraph::from_quads(document.iri, quads).knowledge().map(|quad| quad.to_string()));
    }
    assert_eq!(known, said);
}

const TEXT: &str = "قال «أحمد» إنّ الـمؤتمر 🙂 عُقد\u{a0}في بغداد\u{200f} on Monday.";

/// A small annotation over [`TEXT`]: few entities and spans, so that documents share facts and repeat themselves.
fn annotation() -> impl Strategy<Value = Annotation> {
    let span = (0..TEXT.chars().count() - 1).prop_flat_map(|start| (Just(start), start + 1..=TEXT.chars().count()));
    let mention = (span.clone(), 0..3usize).prop_map(|((start, end), kind)| Mention {
        start,
        end,
        text: slice(start, end),
        kind: [MentionKind::Name, MentionKind::Adjective, MentionKind::Nominal][kind],
        core: true,
        source: None,
    });
    let label = prop_oneof![Just("بغداد"), Just("Baghdad"), Just("مدينة \"السلام\"")];
    let entities = prop::collection::vec((label, prop::collection::vec(mention, 1..3)), 4);
    let object = prop_oneof![
        (0..4usize).prop_map(|i| Object::Entity(name(i))),
        Just(Object::Literal { literal: "2014-09".into(), datatype: None }),
        Just(Object::Literal { literal: "رئيس \\ الوفد\n".into(), datatype: None }),
    ];
    let predicate = prop_oneof![Just("supports"), Just("onDate"), Just("metWith")];
    let statement = ((0..4usize, predicate, object), (0..5usize, 0..5usize), (span, 0..=20u8, any::<bool>()));
    let statements = prop::collection::vec(statement, 0..8);
    (entities, statements).prop_map(|(entities, statements)| Annotation {
        id: "d".into(),
        language: "ar".into(),
        title: None,
        date: None,
        text_sha256: String::new(),
        entities: entities
            .into_iter()
            .enumerate()
            .map(|(index, (label, mentions))| Entity {
                id: name(index),
                class: ["Person", "City", "Conference", "Organization"][index].into(),
                subclass: None,
                name: label.into(),
                name_en: (index == 1).then(|| "Baghdad".into()),
                wikidata: (index == 1).then(|| "Q1530".into()),
                core: true,
                mentions,
            })
            .collect(),
        statements: statements
            .into_iter()
            .map(|((subject, predicate, object), (factuality, claimant), ((start, end), confidence, pattern))| {
                Statement {
                    id: "s".into(),
                    subject: name(subject),
                    predicate: predicate.into(),
                    object,
                    factuality: [
                        Factuality::Asserted,
                        Factuality::Alleged,
                        Factuality::Intended,
                        Factuality::Possible,
                        Factuality::Denied,
                    ][factuality],
                    claimed_by: if claimant < 4 && claimant % 2 == 0 { name(claimant) } else { AUTHOR.into() },
                    evidence: Evidence { start, end, text: slice(start, end) },
                    confidence: f64::from(confidence) / 20.0,
                    pattern: pattern.then(|| "ar/test#p".into()),
                    core: true,
                }
            })
            .collect(),
    })
}

fn name(index: usize) -> String {
    // The first entity is of this document alone, the others are shared by all.
    if index == 0 { "e0".into() } else { format!("id:x{index}") }
}

fn slice(start: usize, end: usize) -> String {
    TEXT.chars().skip(start).take(end - start).collect()
}

fn documents() -> impl Strategy<Value = Vec<DocumentGraph>> {
    let domain = std::sync::Arc::new(domain());
    prop::collection::vec(annotation(), 1..5).prop_map(move |annotations| {
        let named = annotations.into_iter().enumerate().map(|(i, a)| Annotation { id: format!("d{i}"), ..a });
        named.map(|annotation| graph(&domain, &annotation, TEXT)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn add_then_remove_restores_the_dump(documents in documents(), order in any::<prop::sample::Index>()) {
        let (last, first) = documents.split_last().expect("there is one");
        let store = store_of(first);
        let before = dump(&store);
        prop_assert_eq!(store.put_document(last).expect("stored"), Outcome::Added);
        assert_default_graph_follows(&store);
        prop_assert!(store.remove_document(last.iri().as_str()).expect("removed"));
        prop_assert_eq!(dump(&store), before);
        // All the others go too, beginning with any one of them; nothing remains.
        for turn in 0..first.len() {
            let document = &first[(turn + order.index(first.len())) % first.len()];
            prop_assert!(store.remove_document(document.iri().as_str()).expect("removed"));
            assert_default_graph_follows(&store);
        }
        prop_assert!(store.is_empty().expect("read"));
    }

    #[test]
    fn order_does_not_matter_and_putting_again_changes_nothing(documents in documents()) {
        let store = store_of(&documents);
        let whole = dump(&store);
        prop_assert_eq!(dump(&store_of(documents.iter().rev())), whole.clone());
        for document in &documents {
            prop_assert_eq!(store.put_document(document).expect("stored"), Outcome::Unchanged);
        }
        prop_assert_eq!(dump(&store), whole);
    }

    #[test]
    fn a_changed_document_replaces_its_contribution(documents in documents(), other in annotation()) {
        let store = store_of(&documents);
        let changed = Annotation { id: "d0".into(), title: Some("عنوان".into()), ..other };
        let changed = graph(&domain(), &changed, TEXT);
        prop_assert_eq!(store.put_document(&changed).expect("stored"), Outcome::Replaced);
        let expected = store_of(std::iter::once(&changed).chain(&documents[1..]));
        prop_assert_eq!(dump(&store), dump(&expected));
    }

    #[test]
    fn the_union_of_extractions_equals_building_all(documents in documents()) {
        let store = store_of(&documents);
        let (left, right) = documents.split_at(documents.len() / 2);
        let union = dump(&store_of(left)) + &dump(&store_of(right));
        let lines: BTreeSet<&str> = union.lines().collect();
        let whole = dump(&store);
        prop_assert_eq!(lines, whole.lines().collect::<BTreeSet<_>>());
        let loaded = Store::in_memory().expect("memory");
        loaded.load(union.as_bytes()).expect("loaded");
        prop_assert_eq!(dump(&loaded), whole);
    }
}

#[test]
fn a_store_on_disk_keeps_what_was_put_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new").join("store");
    let documents = hand_written_graphs();
    for open in [Store::open, Store::open_as_nquads] {
        let whole = {
            let store = open(&path).expect("opened");
            for document in &documents {
                assert_eq!(store.put_document(document).expect("stored"), Outcome::Added);
            }
            dump(&store)
        };
        assert_eq!(whole, dump(&store_of(&documents)));
        {
            let reader = Store::open_read_only(&path).expect("opened");
            let other = Store::open_read_only(&path).expect("two may read");
            assert_eq!(dump(&reader), dump(&other));
            assert!(reader.put_document(&documents[0]).expect_err("read only").to_string().contains("reading only"));
        }
        let store = Store::open(&path).expect("opened again");
        assert_eq!(dump(&store), whole);
        assert_eq!(store.put_document(&documents[0]).expect("stored"), Outcome::Unchanged);
        assert!(store.remove_document("summit").expect("removed"));
        assert!(!store.remove_document("summit").expect("not there"));
        let without = dump(&store);
        drop(store);
        assert_eq!(dump(&Store::open(&path).expect("opened")), without);
        std::fs::remove_dir_all(&path).expect("removed");
    }
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Store::open(folder.path()).expect("opened");
    let message = |result: Result<Store, Error>| result.err().expect("locked").to_string();
    for second in [message(Store::open(folder.path())), message(Store::open_read_only(folder.path()))] {
        assert!(second.contains("in use by another nisba") && second.contains("wait"), "{second}");
    }
    drop(first);
    Store::open(folder.path()).expect("free again");
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = |result: Result<Store, Error>| result.err().expect("refused").to_string();
    assert!(message(Store::open_read_only(&folder.path().join("absent"))).contains("does not exist"));
    assert!(message(Store::open_read_only(folder.path())).contains("is not a nisba store"));
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "mine").expect("written");
    assert!(message(Store::open(folder.path())).contains("it holds other files"));
    assert!(message(Store::open(&file)).contains("it is a file"));
    let store = folder.path().join("store");
    drop(Store::open_as_nquads(&store).expect("made"));
    std::fs::write(store.join("nisba-store"), "format 9\nkept as nquads\n").expect("written");
    assert!(message(Store::open(&store)).contains("has format 9"));
}

#[test]
fn a_damaged_or_unwritable_store_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = &hand_written_graphs()[0];
    let store = Store::open_as_nquads(folder.path()).expect("made");
    std::fs::write(folder.path().join("documents"), "in the way").expect("written");
    let message = store.put_document(document).expect_err("cannot be written").to_string();
    assert!(message.contains("documents") && message.contains("disk's space"), "{message}");
    assert!(store.is_empty().expect("read"), "a document that was not kept is not in memory either");
    std::fs::remove_file(folder.path().join("documents")).expect("removed");
    store.put_document(document).expect("stored");
    drop(store);
    let files = std::fs::read_dir(folder.path().join("documents")).expect("read");
    let file = files.map(|entry| entry.expect("read").path()).next().expect("one document");
    std::fs::write(&file, "<urn:a> <urn:b>").expect("written");
    let message = Store::open(folder.path()).err().expect("damaged").to_string();
    assert!(message.contains("the file is damaged") && message.contains(".nq"), "{message}");
}

/// Runs by itself only as the child of the tests below: writes documents until it is stopped.
#[test]
#[ignore = "a part of other tests, which start it in a process of its own"]
fn child_writes_documents() {
    let Some(path) = std::env::var_os("NISBA_TEST_STORE") else { return };
    let store = Store::open(Path::new(&path)).expect("opened");
    let (annotation, text) = hand_written::read("summit");
    let domain = domain();
    for turn in 0..100_000 {
        let annotation = Annotation { id: format!("turn-{turn}"), ..annotation.clone() };
        store.put_document(&graph(&domain, &annotation, &text)).expect("stored");
    }
}

fn child(path: &Path, before: &str) -> Command {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{before} exec \"$0\" --exact store::child_writes_documents --ignored --nocapture"))
        .arg(program);
    command.env("NISBA_TEST_STORE", path).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn a_killed_writer_leaves_whole_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("store");
    let (annotation, text) = hand_written::read("summit");
    let domain = domain();
    for wait in [300, 450] {
        let mut child = child(&store, "").spawn().expect("started");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let store = Store::open(&store).expect("opened after the kill");
        for document in store.documents().expect("read") {
            let annotation = Annotation { id: document.id, ..annotation.clone() };
            let whole = graph(&domain, &annotation, &text);
            assert_eq!(store.quads_in(document.iri.as_ref()).expect("read"), whole.quads());
        }
        assert_default_graph_follows(&store);
    }
}

#[test]
fn a_full_disk_is_an_error_and_leaves_whole_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    drop(Store::open_as_nquads(&path).expect("made"));
    // A limit on the size of files stands for the full disk: writing fails in the same way.
    let output = child(&path, "trap '' XFSZ; ulimit -f 4;").output().expect("ended");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && message.contains("cannot be written"), "{message}");
    let store = Store::open(&path).expect("opened");
    assert!(store.is_empty().expect("read"));
}

#[test]
fn only_what_the_author_asserts_becomes_a_direct_triple() {
    let documents = hand_written_graphs();
    let store = store_of(&documents);
    let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or_default().to_owned();
    let facts: BTreeSet<String> = store
        .quads_in(GraphNameRef::DefaultGraph)
        .expect("read")
        .iter()
        .filter_map(|quad| match &quad.object {
            Term::NamedNode(object) => {
                Some(format!("{} {} {}", quad.subject, local(quad.predicate.as_str()), local(object.as_str())))
            }
            _ => None,
        })
        .collect();
    let has = |subject: &str, rest: &str| facts.contains(&format!("<https://w3id.org/nisba/id/{subject}> {rest}"));
    assert!(has("iraqi-army", "defeats isis") && has("jordan", "participatedIn jeddah-security-conference"));
    assert!(!has("turkey", "participatedIn jeddah-security-conference"), "possible");
    assert!(!has("summit/e1", "supports iraq"), "intended");
    assert!(!has("facebook", "supports isis"), "denied");
    assert!(!has("isis", "kills e3"), "alleged");
    assert!(!has("isis", "losesControlOf tikrit"), "asserted, but by those who are quoted");
    for document in &documents {
        let reified = document.quads().iter().filter(|quad| quad.predicate.as_str().ends_with("#reifies"));
        let evidence = document.quads().iter().filter(|quad| quad.predicate.as_str().ends_with("#evidence"));
        assert_eq!(reified.count(), evidence.count(), "every statement leads to words");
    }
}

#[test]
fn a_statement_takes_six_quads_at_most() {
    let documents = hand_written_graphs();
    let store = store_of(&documents);
    let counts = store.counts().expect("read");
    assert_eq!((counts.documents, counts.statements), (4, 38));
    assert!(counts.quads_a_statement() <= 6.0, "{}", counts.quads_a_statement());
    assert_eq!(counts.total(), store.len().expect("read"));
    let one = documents[0].counts();
    assert_eq!(one.total(), documents[0].dataset().len());
    assert!(one.quads_a_statement() <= 6.0);
    assert_eq!(QuadCounts::default().quads_a_statement(), 0.0);
}

#[test]
fn every_span_can_be_read_back_from_the_store_alone() {
    let store = store_of(&hand_written_graphs());
    for name in hand_written::names() {
        let (annotation, text) = hand_written::read(&name);
        let iri = store.document_iri(&name).expect("read").expect("there");
        assert_eq!(store.text(iri.as_ref()).expect("read").as_deref(), Some(text.as_str()));
        let spans = annotation.entities.iter().flat_map(|entity| &entity.mentions).map(Mention::span);
        for span in spans.chain(annotation.statements.iter().map(|statement| statement.evidence.span())) {
            let object = format!("<{}#char={},{}>", iri.as_str(), span.start, span.end);
            let quads = store.quads_in(iri.as_ref()).expect("read");
            let used = |quad: &Quad| quad.subject.to_string() == object || quad.object.to_string() == object;
            assert!(quads.iter().any(used), "{object}");
        }
    }
}

#[test]
fn an_annotation_that_does_not_fit_is_refused() {
    let domain = domain();
    let (sound, text) = hand_written::read("summit");
    let refused = |change: &dyn Fn(&mut Annotation)| {
        let mut annotation = sound.clone();
        change(&mut annotation);
        let graph = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default());
        graph.expect_err("refused").to_string()
    };
    assert!(refused(&|a| a.statements[0].predicate = "heldAt".into()).contains("no 'heldAt'"));
    assert!(refused(&|a| a.statements[0].subject = "e99".into()).contains("'e99', which is not listed"));
    assert!(refused(&|a| a.statements[0].claimed_by = "e99".into()).contains("not listed"));
    assert!(refused(&|a| a.statements[0].evidence.end = 9999).contains("outside the text"));
    assert!(refused(&|a| a.statements[0].confidence = f64::NAN).contains("between 0 and 1"));
    assert!(refused(&|a| a.entities[0].class = "Planet".into()).contains("no class 'Planet'"));
    assert!(refused(&|a| a.entities[0].mentions[0].start += 1).contains("the text has"));
    assert!(refused(&|a| a.entities[0].id = "https://a b".into()).contains("is no IRI"));
    assert!(refused(&|a| a.id = String::new()).contains("no id"));
}

#[test]
fn a_value_written_in_another_way_is_no_change() {
    let (mut annotation, text) = hand_written::read("wire");
    annotation.statements[1].object =
        Object::Literal { literal: "007.50".into(), datatype: Some("xsd:decimal".into()) };
    let document = graph(&domain(), &annotation, &text);
    let store = store_of([&document]);
    let whole = dump(&store);
    assert!(whole.contains("\"7.5\"^^"), "the store keeps values");
    assert_eq!(store.put_document(&document).expect("stored"), Outcome::Unchanged);
    assert_eq!(dump(&store), whole);
    assert!(store.remove_document("wire").expect("removed") && store.is_empty().expect("read"));
}

#[test]
fn documents_are_listed_with_what_they_are() {
    let store = store_of(&hand_written_graphs());
    let documents = store.documents().expect("read");
    let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["platforms", "summit", "visit", "wire"]);
    assert_eq!(documents[3].title.as_deref(), Some("Jeddah talks"));
    assert!(documents.iter().all(|document| document.content_hash.starts_with("sha256:")));
    assert!(store.counts_in(documents[0].iri.as_ref()).expect("read").mention_quads > 0);
    assert!(store.quads().expect("read").iter().any(|quad| quad.graph_name == GraphName::DefaultGraph));
}

/// The first fact of the default graph, as a quad of a layer.
fn fact_in(store: &Store, layer: Layer) -> Quad {
    let facts = store.quads_in(GraphNameRef::DefaultGraph).expect("read");
    Quad { graph_name: GraphName::from(layer.name().into_owned()), ..facts.into_iter().next().expect("a fact") }
}

#[test]
fn a_layer_vouches_for_nothing_and_goes_without_a_trace() {
    let documents = hand_written_graphs();
    let folder = tempfile::tempdir().expect("a folder");
    let nquads = Store::open_as_nquads(&folder.path().join("store")).expect("opened");
    for store in [Store::in_memory().expect("memory"), nquads] {
        for document in &documents {
            store.put_document(document).expect("stored");
        }
        let before = dump(&store);
        let quad = fact_in(&store, Layer::Inferred);
        assert!(store.put_layer(Layer::Inferred, [quad.clone()]).expect("stored"));
        assert!(!store.put_layer(Layer::Inferred, [quad.clone()]).expect("stored"), "the same again changes nothing");
        assert_eq!(store.layer(Layer::Inferred).expect("read"), [quad]);
        assert_eq!(store.documents().expect("read").len(), documents.len());
        assert_eq!(store.counts().expect("read").layer_quads, 1);
        assert_default_graph_follows(&store);

        let copy = Store::in_memory().expect("memory");
        copy.load(dump(&store).as_bytes()).expect("loaded");
        assert_eq!(dump(&copy), dump(&store));

        assert!(store.put_layer(Layer::Inferred, []).expect("stored"));
        assert!(!store.put_layer(Layer::Inferred, []).expect("stored"));
        assert_eq!(dump(&store), before);

        // A fact that only a layer repeats goes with the document that said it.
        store.put_layer(Layer::Inferred, [fact_in(&store, Layer::Inferred)]).expect("stored");
        for document in &documents {
            store.remove_document(document.iri().as_str()).expect("removed");
        }
        assert!(store.quads_in(GraphNameRef::DefaultGraph).expect("read").is_empty());
    }
}

#[test]
fn a_layer_outlives_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let quad = {
        let store = Store::open(&path).expect("opened");
        for document in &hand_written_graphs() {
            store.put_document(document).expect("stored");
        }
        let quad = fact_in(&store, Layer::Inferred);
        store.put_layer(Layer::Inferred, [quad.clone()]).expect("stored");
        quad
    };
    let store = Store::open_read_only(&path).expect("opened");
    assert_eq!(store.layer(Layer::Inferred).expect("read"), [quad]);
    assert!(store.put_layer(Layer::Inferred, []).is_err(), "it is open to read only");
}

#[test]
fn stamps_are_told_without_reading_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, open) in [("default", Store::open as fn(&Path) -> _), ("nquads", Store::open_as_nquads)] {
        let path = folder.path().join(name);
        assert!(Opening::to_read(&path).expect("looked").is_none() && !path.exists());
        let store = open(&path).expect("made");
        for (at, document) in hand_written_graphs().into_iter().enumerate() {
            let document = if at == 0 { document } else { document.stamped(&format!("made from {at}")) };
            store.put_document(&document).expect("stored");
        }
        store.put_layer(Layer::Inferred, [fact_in(&store, Layer::Inferred)]).expect("stored");
        let expected = store.stamps().expect("read");
        drop(store);
        let mut opening = Opening::to_write(&path).expect("opened");
        let stamps = opening.stamps().expect("read");
        assert_eq!(stamps, expected);
        assert_eq!(opening.store().expect("read").stamps().expect("read"), expected);
        let told: Vec<_> = stamps.iter().map(|known| (known.id.as_str(), known.stamp.as_deref())).collect();
        let made = ["made from 1", "made from 2", "made from 3"].map(Some);
        assert_eq!(told, [("platforms", None), ("summit", made[0]), ("visit", made[1]), ("wire", made[2])]);
        drop(opening);
        let mut reading = Opening::to_read(&path).expect("opened").expect("there");
        assert_eq!(reading.stamps().expect("read"), expected);
        assert!(reading.store().expect("read").remove_document("wire").is_err(), "it is open to read only");
    }
}

#[test]
fn another_stamp_is_kept_and_is_no_other_content() {
    let document = &hand_written_graphs()[0];
    let store = store_of([document]);
    let before = dump(&store);
    let stamp = |store: &Store| store.stamps().expect("read")[0].stamp.clone();
    for new in ["one", "two"] {
        assert_eq!(store.put_document(&document.clone().stamped(new)).expect("stored"), Outcome::Unchanged);
        assert_eq!(stamp(&store).as_deref(), Some(new));
        assert_eq!(store.len().expect("read"), before.lines().count() + 1, "one stamp at a time");
    }
    assert_eq!(stamp(&store.at_least(0.0).expect("seen")), None, "a view was not made from anything by itself");
    assert_eq!(store.put_document(document).expect("stored"), Outcome::Unchanged);
    assert_eq!(dump(&store), before);
}

#[test]
fn what_was_half_written_is_gone_when_the_store_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("above").join("store");
    let store = Store::open_as_nquads(&path).expect("made");
    store.put_document(&hand_written_graphs()[0]).expect("stored");
    let whole = dump(&store);
    drop(store);
    let halves = [path.join("nisba-store.tmp"), path.join("documents").join("0123.nq.tmp")];
    halves.iter().for_each(|half| std::fs::write(half, "<urn:a> <urn").expect("written"));
    assert_eq!(dump(&Store::open_read_only(&path).expect("opened")), whole);
    assert!(halves.iter().all(|half| half.exists()), "who only reads removes nothing");
    assert_eq!(dump(&Store::open(&path).expect("opened")), whole);
    assert!(!halves.iter().any(|half| half.exists()));
}
