//! Search: what is found, in which order, where; and that the index is in step with the documents whatever happens.

use std::fs;
use std::path::Path;

use nisba::graph::{Bases, DocumentGraph};
use nisba::query::{Answer, Limits, Question, near_names};
use nisba::search::{Fit, Found, Freshness, Request};
use nisba::store::Store;
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};
use proptest::prelude::*;

use crate::hand_written;

/// A document with names of entities: where the text has the name, it mentions the entity.
fn document(id: &str, text: &str, names: &[(&str, &str)]) -> DocumentGraph {
    let iri = Bases::default().document(id);
    let term = |name: &str| NamedNode::new_unchecked(format!("https://w3id.org/nisba/ontology#{name}"));
    let quad = |subject: &NamedNode, predicate: NamedNode, object: Term| {
        Quad::new(subject.clone(), predicate, object, iri.clone())
    };
    let dcterms = |name: &str| NamedNode::new_unchecked(format!("http://purl.org/dc/terms/{name}"));
    let mut quads = vec![
        quad(&iri, dcterms("identifier"), Literal::from(id).into()),
        quad(&iri, term("text"), Literal::from(text).into()),
        quad(&iri, term("contentHash"), Literal::from(format!("hash of {text}")).into()),
    ];
    for (entity, name) in names {
        let entity = NamedNode::new_unchecked(format!("https://w3id.org/nisba/id/{entity}"));
        quads.push(quad(&entity, rdfs::LABEL.into_owned(), Literal::from(*name).into()));
        quads.push(quad(&entity, rdf::TYPE.into_owned(), term("Person").into()));
        if let Some(byte) = text.find(name) {
            let start = text[..byte].chars().count();
            let span = format!("{}#char={start},{}", iri.as_str(), start + name.chars().count());
            quads.push(quad(&NamedNode::new_unchecked(span), term("refersTo"), entity.into()));
        }
    }
    DocumentGraph::from_quads(iri, quads)
}

fn store(documents: &[DocumentGraph]) -> Store {
    let store = Store::in_memory().expect("memory");
    put(&store, documents);
    store
}

fn put(store: &Store, documents: &[DocumentGraph]) {
    for document in documents {
        store.put_document(document).expect("stored");
    }
}

fn search(store: &Store, words: &str) -> Found {
    let request = Request { limit: Some(10), ..Request::new(words) };
    store.search(&request).unwrap_or_else(|e| panic!("{words}: {e}"))
}

/// The sentences found, with the words marked by brackets.
fn marked(found: &Found) -> Vec<String> {
    let mark = |sentence: &nisba::search::SentenceHit| {
        let mut marked = String::new();
        for (place, c) in (sentence.span.start..).zip(sentence.text.chars()) {
            marked.extend(sentence.marks.iter().filter(|mark| mark.start == place).map(|_| '['));
            marked.push(c);
            marked.extend(sentence.marks.iter().filter(|mark| mark.end == place + 1).map(|_| ']'));
        }
        marked
    };
    found.sentences.iter().map(mark).collect()
}

fn local_names(found: &Found) -> Vec<&str> {
    found.entities.iter().map(|entity| entity.iri.rsplit("/id/").next().unwrap_or_default()).collect()
}

#[test]
fn words_are_found_whatever_their_spelling_and_clitics() {
    let cases = [
        ("الإسلامية", "قال تنظيم الدولة الإسلاميّة إنه", "[الإسلاميّة]", Fit::Exact),
        ("الاسلاميه", "قال تنظيم الدولة الإسلامية إنه", "[الإسلامية]", Fit::Folded),
        ("إسلامية", "قال تنظيم الدولة الإسلامية إنه", "[الإسلامية]", Fit::Stem),
        ("العراق", "وصل وبالعراق خير", "[وبالعراق]", Fit::Stem),
        ("عراق", "عاد من العراق أمس", "[العراق]", Fit::Stem),
        ("بالعراق", "عاد من العراق أمس", "[العراق]", Fit::Stem),
        ("الأمم", "ذهب للأمم المتحدة", "[للأمم]", Fit::Stem),
        ("وزير", "التقى فوزير الخارجية ووزير الدفاع", "[ووزير]", Fit::Stem),
        ("حكومة", "دعا حكومتهم إلى ذلك", "[حكومتهم]", Fit::Stem),
        ("تويتر", "كتب على تـــويتر أمس", "[تـــويتر]", Fit::Exact),
        ("2170", "القرار ٢١٧٠ صدر", "[٢١٧٠]", Fit::Exact),
        ("zurich", "He flew to Zürich today", "[Zürich]", Fit::Folded),
        ("KERRY", "Mr Kerry's visit", "[Kerry]", Fit::Exact),
        ("غنجور", "قال لغنجور إنه", "[لغنجور]", Fit::Stem),
    ];
    for (words, text, mark, fit) in cases {
        let found = search(&store(&[document("d", text, &[])]), words);
        assert_eq!(found.sentence_count, 1, "{words} in {text}");
        assert!(marked(&found)[0].contains(mark), "{words}: {:?}", marked(&found));
        assert_eq!(found.sentences[0].fit, fit, "{words} in {text}");
    }
    for (words, text) in [("جنة", "اجتمعت لجنة المالية"), ("بنان", "عاد من لبنان"), ("زير", "قال وزير الدفاع")]
    {
        assert_eq!(search(&store(&[document("d", text, &[])]), words).sentence_count, 0, "{words} is not in {text}");
    }
}

#[test]
fn words_are_found_in_the_other_script() {
    let text = "التقى كيري نتنياهو في واشنطن. لعب كرة القدم. Kerry met Netanyahu in Washington.";
    let store = store(&[document("d", text, &[("kerry", "كيري"), ("netanyahu", "نتنياهو")])]);
    for (words, mark) in
        [("kerry", "[كيري]"), ("netanyahu", "[نتنياهو]"), ("netan*", "[نتنياهو]"), ("واشنطن", "[Washington]")]
    {
        let found = search(&store, words);
        assert_eq!(found.sentence_count, 2, "{words}: {:?}", marked(&found));
        assert_eq!(found.sentences[1].fit, Fit::Sound, "the sound comes last");
        assert!(marked(&found)[1].contains(mark), "{words}: {:?}", marked(&found));
    }
    assert_eq!(local_names(&search(&store, "netanyahu")), ["netanyahu"]);
    assert_eq!(local_names(&search(&store, "kerry")), ["kerry"]);
}

#[test]
fn what_fits_better_comes_first() {
    let documents = [
        document("a", "زار جون كيري باريس.", &[("john-kerry", "جون كيري")]),
        document(
            "b",
            "قال كيري إنه عاد. ثم سافر كيري ومعه وفد كبير جدا من الخبراء والصحفيين إلى القاهرة.",
            &[("john-kerry", "كيري")],
        ),
        document("c", "سكان كيريباتي قليلون.", &[("kiribati", "كيريباتي")]),
        document("d", "محمد الحكيري وسعيد كيري.", &[("said-kerry", "سعيد كيري")]),
        document("e", "وصل لكيري خبر.", &[]),
    ];
    let store = store(&documents);
    let found = search(&store, "كيري*");
    assert_eq!(local_names(&found), ["john-kerry", "said-kerry", "kiribati"], "whole name, part of a name, beginning");
    let (kerry, kiribati) = (&found.entities[0], &found.entities[2]);
    assert_eq!((kerry.name.as_str(), kerry.documents, kerry.fit), ("كيري", 2, Fit::Exact));
    assert_eq!(kiribati.fit, Fit::Beginning);
    let fits: Vec<Fit> = found.sentences.iter().map(|sentence| sentence.fit).collect();
    assert_eq!(fits, [Fit::Exact, Fit::Exact, Fit::Exact, Fit::Exact, Fit::Stem, Fit::Beginning]);
    assert!(found.sentences.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(found.sentences[3].span.start, 18, "the long sentence after the short ones: {:?}", marked(&found));
}

#[test]
fn all_words_must_be_there_and_phrases_together() {
    let texts = ["زار جون كيري باريس", "كيري وجون في باريس", "جون سميث"];
    let documents: Vec<_> = (0..).zip(texts).map(|(i, text)| document(&format!("d{i}"), text, &[])).collect();
    let store = store(&documents);
    assert_eq!(search(&store, "جون كيري").sentence_count, 2);
    assert_eq!(marked(&search(&store, "\"جون كيري\"")), ["زار [جون] [كيري] باريس"]);
    assert_eq!(marked(&search(&store, "«كيري وجون» باريس")), ["[كيري] [وجون] في [باريس]"]);
    assert_eq!(search(&store, "جون لندن").sentence_count, 0);
    assert_eq!(search(&store, "جون لندن").unknown, ["لندن"]);
    assert!(search(&store, "كير").sentences.is_empty() && search(&store, "كير*").sentence_count == 2);
    assert!(store.search(&Request::new(" ، ")).is_err());
}

#[test]
fn a_search_can_be_narrowed() {
    let documents =
        [document("a", "قال كيري. عاد كيري.", &[("k", "كيري")]), document("b", "نام كيري.", &[("m", "كيري")])];
    let store = store(&documents);
    let ask = |request: Request| store.search(&request).expect("answered");
    let all = || Request::new("كيري");
    let in_a = ask(Request { document: Some("a".into()), ..all() });
    assert_eq!((local_names(&in_a), in_a.sentence_count), (vec!["k"], 2));
    let cut = ask(Request { limit: Some(1), ..all() });
    assert_eq!((cut.entities.len(), cut.entity_count, cut.sentences.len(), cut.sentence_count), (1, 2, 1, 3));
    let names = ask(Request { sentences: false, ..all() });
    assert_eq!((names.entity_count, names.sentence_count), (2, 0));
    let sentences = ask(Request { entities: false, ..all() });
    assert_eq!((sentences.entity_count, sentences.sentence_count), (0, 3));
    let message = store.search(&Request { document: Some("z".into()), ..all() }).expect_err("no such document");
    assert!(message.to_string().contains("nisba docs list"), "{message}");
}

#[test]
fn marks_and_sentences_are_code_points_of_the_text() {
    let store = Store::in_memory().expect("memory");
    let domain = nisba::domain::Domain::embedded().expect("sound");
    for name in hand_written::names() {
        let (annotation, text) = hand_written::read(&name);
        let graph = DocumentGraph::new(&annotation, &text, &domain.ontology, &Bases::default()).expect("sound");
        store.put_document(&graph).expect("stored");
    }
    let mut seen = 0;
    for words in ["العراق", "Iraq", "تنظيم", "داعش", "jeddah", "القرار 2170", "👋"] {
        let Ok(found) = store.search(&Request { limit: Some(50), ..Request::new(words) }) else { continue };
        for sentence in &found.sentences {
            let iri = store.document_iri(&sentence.document).expect("read").expect("there");
            let text: Vec<char> = store.text(iri.as_ref()).expect("read").expect("text").chars().collect();
            let slice = |start: usize, end: usize| text[start..end].iter().collect::<String>();
            assert_eq!(slice(sentence.span.start, sentence.span.end), sentence.text);
            assert_eq!(sentence.iri, format!("{}#char={},{}", iri.as_str(), sentence.span.start, sentence.span.end));
            assert!(!sentence.marks.is_empty());
            for mark in &sentence.marks {
                let word = slice(mark.start, mark.end);
                assert!(sentence.span.contains(*mark) && !word.contains(char::is_whitespace), "{word}");
                let again = search(&store, &word);
                assert!(again.sentence_count > 0, "{word}, found by {words}, finds itself");
                seen += 1;
            }
        }
    }
    assert!(seen > 10);
    let isis = search(&store, "داعش");
    assert!(isis.sentences.iter().any(|s| s.entities.iter().any(|(iri, _)| iri.ends_with("/isis"))), "{isis:?}");
}

#[test]
fn names_near_to_an_unknown_word_are_told() {
    let store = store(&[document("a", "قال نتنياهو.", &[("n", "نتنياهو")])]);
    assert_eq!(search(&store, "نتنياهوو").unknown, ["نتنياهوو"]);
    assert_eq!(near_names(&store, "نتنياهوو").expect("read"), ["نتنياهو"]);
    assert!(store.remove_document("a").expect("removed"));
    assert!(near_names(&store, "نتنياهوو").expect("read").is_empty(), "a name that is gone is not near");
}

fn asked(store: &Store, query: &str, values: &[(&str, &str)]) -> Result<Vec<Vec<String>>, nisba::Error> {
    let domain = nisba::domain::Domain::embedded().expect("sound");
    let values: Vec<_> = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    match Question::free(&domain.prefixes, query, &values).ask(store, Limits::default())? {
        Answer::Rows(rows) => {
            let cell = |term: Option<Term>| {
                term.map_or_else(String::new, |term| match term {
                    Term::NamedNode(node) => node.as_str().rsplit('/').next().unwrap_or_default().to_owned(),
                    Term::Literal(literal) => literal.value().to_owned(),
                    other => other.to_string(),
                })
            };
            Ok(rows.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
        }
        Answer::Boolean(yes) => Ok(vec![vec![yes.to_string()]]),
        Answer::Graph(_) => Ok(Vec::new()),
    }
}

#[test]
fn sparql_searches_too() {
    let documents = [
        document("a", "قال كيري. عاد كيري.", &[("kerry", "كيري")]),
        document("b", "زار جون كيري باريس.", &[("kerry", "جون كيري"), ("paris", "باريس")]),
    ];
    let store = store(&documents);
    let rows = |query: &str| asked(&store, query, &[]).unwrap_or_else(|e| panic!("{query}: {e}"));
    assert_eq!(rows("SELECT ?e { ?e nisba:matches 'kerry' }"), [["kerry"]]);
    assert_eq!(
        rows("SELECT ?e ?l { ?e nisba:matches 'kerry' ; rdfs:label ?l } ORDER BY ?l"),
        [["kerry", "جون كيري"], ["kerry", "كيري"]]
    );
    assert_eq!(
        rows("SELECT ?d ?s { GRAPH ?d { ?s nisba:contains 'كيري' } }"),
        [["a", "a#char=0,9"], ["a", "a#char=10,19"], ["b", "b#char=0,19"]]
    );
    assert_eq!(
        rows("SELECT ?s ?e { GRAPH ?d { ?s nisba:contains 'كيري' . ?m nisba:refersTo ?e } ?e nisba:matches 'باريس' }"),
        [["b#char=0,19", "paris"]]
    );
    let scored = rows(
        "SELECT ?s ?score { ?s nisba:contains [ nisba:query 'كيري' ; nisba:score ?score ] } ORDER BY DESC(?score) LIMIT 1",
    );
    assert!(scored[0][0].starts_with("a#") && scored[0][1].starts_with("4."), "{scored:?}");
    assert_eq!(rows("ASK { id:kerry nisba:matches 'kerry' }"), [["true"]]);
    assert_eq!(rows("ASK { id:paris nisba:matches 'kerry' }"), [["false"]]);
    assert_eq!(rows("SELECT ?e { ?e a nisba:Person FILTER NOT EXISTS { ?e nisba:matches 'kerry' } }"), [["paris"]]);
    assert_eq!(
        rows("SELECT ?e { { ?e nisba:matches 'kerry' } UNION { ?e nisba:matches 'paris' } }"),
        [["kerry"], ["paris"]]
    );
    let bound = asked(&store, "SELECT ?e ?words { ?e nisba:matches ?words }", &[("words", "جون")]).expect("bound");
    assert_eq!(bound, [["kerry"]]);
    for (query, part) in [
        ("SELECT ?e { ?e nisba:matches ?words }", "no words to search for"),
        ("SELECT ?e { ?e nisba:matches [ nisba:score ?s ] }", "no words to search for"),
        ("SELECT ?e { ?e nisba:matches+ 'x' }", "pattern of its own"),
        ("SELECT ?e { ?e nisba:matches '...' }", "no word to search for"),
        ("SELECT ?e { ?e nisba:matches [ nisba:query 'x' ; rdfs:label ?l ] }", "nisba:query \"words\""),
    ] {
        let message = asked(&store, query, &[]).expect_err(query).to_string();
        assert!(message.contains(part), "{query}: {message}");
    }
    // With limits the query runs on a thread of its own.
    let domain = nisba::domain::Domain::embedded().expect("sound");
    let limits = Limits { time: Some(std::time::Duration::from_secs(60)), rows: None };
    let question = Question::free(&domain.prefixes, "SELECT ?e { ?e nisba:matches 'kerry' }", &[]);
    assert!(matches!(question.ask(&store, limits), Ok(Answer::Rows(rows)) if rows.rows.len() == 1));
    // A view without unsure statements has the same names.
    let view = store.at_least(0.9).expect("a view");
    assert_eq!(asked(&view, "SELECT ?e { ?e nisba:matches 'kerry' }", &[]).expect("answered"), [["kerry"]]);
}

const WORDS: [&str; 8] = ["كيري", "kerry", "العراق", "عراق*", "جون كيري", "\"جون كيري\"", "قال", "ner*"];

/// Some documents, each in several versions.
fn version(document_number: usize, of: usize) -> DocumentGraph {
    let texts = [
        "قال كيري في العراق. عاد جون كيري.",
        "وبالعراق قال جون كيري. قال كيري قال.",
        "Kerry met Nero. قال كيري.",
        "سافر جون إلى العراق.",
    ];
    let names =
        [vec![("k", "كيري")], vec![("k", "جون كيري"), ("iraq", "العراق")], vec![("n", "Nero"), ("other", "كيري")]];
    document(&format!("d{document_number}"), texts[(document_number + of) % 4], &names[of % 3])
}

/// All answers, without what is only about the index.
fn answers(store: &Store) -> Vec<Found> {
    let ask = |words: &str, limit| {
        let found = store.search(&Request { limit, ..Request::new(words) }).expect("answered");
        Found { freshness: Freshness::InStep, ..found }
    };
    WORDS.into_iter().flat_map(|words| [ask(words, Some(2)), ask(words, None)]).collect()
}

#[derive(Debug, Clone)]
enum Act {
    Put(usize, usize),
    Remove(usize),
    Search,
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..5usize, 0..4usize).prop_map(|(number, of)| Act::Put(number, of)),
        3 => (0..5usize).prop_map(Act::Remove),
        2 => Just(Act::Search),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_is_that_of_the_documents_however_they_came(acts in prop::collection::vec(act(), 1..14)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        let memory = Store::in_memory().expect("memory");
        let mut disk = Some(Store::open_as_nquads(&path).expect("opened"));
        let mut there = std::collections::BTreeMap::new();
        for act in acts {
            let on_disk = disk.as_ref().expect("open");
            match act {
                Act::Put(number, of) => {
                    put(&memory, &[version(number, of)]);
                    put(on_disk, &[version(number, of)]);
                    there.insert(number, of);
                }
                Act::Remove(number) => {
                    let had = there.remove(&number).is_some();
                    for store in [&memory, on_disk] {
                        prop_assert_eq!(store.remove_document(&format!("d{number}")).expect("removed"), had);
                    }
                }
                Act::Search => prop_assert_eq!(answers(&memory), answers(on_disk)),
                Act::Reopen => {
                    drop(disk.take());
                    disk = Some(Store::open(&path).expect("opened again"));
                    prop_assert!(disk.as_ref().expect("open").is_search_in_step().expect("read"));
                }
            }
        }
        // Put in the other way round, into a store that never had anything else.
        let fresh = Store::in_memory().expect("memory");
        for (number, of) in there.iter().rev() {
            put(&fresh, &[version(*number, *of)]);
        }
        let expected = answers(&fresh);
        prop_assert_eq!(&answers(&memory), &expected);
        prop_assert_eq!(&answers(disk.as_ref().expect("open")), &expected);
        drop(disk);
        let reader = Store::open_read_only(&path).expect("opened");
        prop_assert_eq!(&answers(&reader), &expected);
    }
}

/// A store on disk with three documents and its index.
fn on_disk(path: &Path) -> Vec<Found> {
    let store = Store::open_as_nquads(path).expect("made");
    put(&store, &[version(0, 0), version(1, 1), version(2, 2)]);
    answers(&store)
}

fn freshness(store: &Store) -> Freshness {
    search(store, "كيري").freshness
}

#[test]
fn an_index_that_is_missing_or_damaged_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let expected = on_disk(&path);
    let index = path.join("search");
    let damages: [&dyn Fn(); 4] = [
        &|| fs::remove_dir_all(&index).expect("removed"),
        &|| fs::write(index.join("meta.json"), "{").expect("written"),
        &|| {
            for entry in fs::read_dir(&index).expect("read") {
                let file = entry.expect("read").path();
                if file.extension().is_some_and(|end| end == "idx") {
                    let mut bytes = fs::read(&file).expect("read");
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 0xff;
                    fs::write(&file, bytes).expect("written");
                }
            }
        },
        &|| {
            let meta = fs::read_to_string(index.join("meta.json")).expect("read");
            assert!(meta.contains("\"payload\": \"2 "), "{meta}");
            fs::write(index.join("meta.json"), meta.replace("\"payload\": \"2 ", "\"payload\": \"0 "))
                .expect("written");
        },
    ];
    for (number, damage) in damages.iter().enumerate() {
        damage();
        let reader = Store::open_read_only(&path).expect("opened");
        assert_eq!(answers(&reader), expected, "damage {number}");
        assert_eq!(freshness(&reader), Freshness::Anew { documents: 3, kept: false }, "damage {number}");
        drop(reader);
        let writer = Store::open(&path).expect("opened");
        assert_eq!(writer.update_search().expect("made"), Freshness::Anew { documents: 3, kept: true });
        assert_eq!(answers(&writer), expected, "damage {number}");
        drop(writer);
        assert_eq!(freshness(&Store::open_read_only(&path).expect("opened")), Freshness::InStep, "damage {number}");
    }
}

#[test]
fn an_index_that_is_behind_is_known_and_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let expected = on_disk(&path);
    // The index of an earlier state, as a crash before the last step leaves it, with the mark or without.
    for mark in [true, false] {
        let old = folder.path().join("old");
        copy(&path.join("search"), &old);
        let store = Store::open(&path).expect("opened");
        put(&store, &[version(1, 3), version(4, 2)]);
        assert!(store.remove_document("d0").expect("removed"));
        let changed = answers(&store);
        assert_ne!(changed, expected);
        drop(store);
        fs::remove_dir_all(path.join("search")).expect("removed");
        copy(&old, &path.join("search"));
        fs::remove_dir_all(&old).expect("removed");
        if mark {
            fs::write(path.join("search-is-behind"), "").expect("written");
        }
        let reader = Store::open_read_only(&path).expect("opened");
        assert!(!reader.is_search_in_step().expect("read"));
        assert_eq!(answers(&reader), changed);
        assert_eq!(freshness(&reader), Freshness::Behind { documents: 3, kept: false });
        drop(reader);
        let writer = Store::open(&path).expect("opened");
        // A change of its own does not hide the others.
        put(&writer, &[version(4, 3)]);
        put(&writer, &[version(4, 2)]);
        assert_eq!(answers(&writer), changed);
        assert_eq!(freshness(&writer), Freshness::Behind { documents: 2, kept: true });
        put(&writer, &[version(0, 0), version(1, 1)]);
        assert!(writer.remove_document("d4").expect("removed"));
        drop(writer);
        assert!(!path.join("search-is-behind").exists());
        let reader = Store::open_read_only(&path).expect("opened");
        assert!(reader.is_search_in_step().expect("read"));
        assert_eq!(answers(&reader), expected);
    }
}

/// The same text, but the entity has another name: as when people decide that two entities are one.
#[test]
fn names_follow_the_graph_where_the_text_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let store = Store::open_as_nquads(&path).expect("made");
    put(&store, &[document("a", "قال كيري.", &[("one", "كيري")])]);
    assert_eq!(local_names(&search(&store, "kerry")), ["one"]);
    put(&store, &[document("a", "قال كيري.", &[("two", "كيري")])]);
    assert_eq!(local_names(&search(&store, "kerry")), ["two"]);
    put(&store, &[document("a", "قال كيري.", &[("three", "كيري")])]);
    drop(store);
    // A crash after the change, before the index has it: only the mark tells.
    let store = Store::open(&path).expect("opened");
    copy(&path.join("search"), &folder.path().join("old"));
    put(&store, &[document("a", "قال كيري.", &[("four", "كيري")])]);
    assert!(path.join("search-is-behind").exists(), "the mark is there before the change is");
    drop(store);
    fs::remove_dir_all(path.join("search")).expect("removed");
    copy(&folder.path().join("old"), &path.join("search"));
    fs::write(path.join("search-is-behind"), "").expect("written");
    assert_eq!(local_names(&search(&Store::open_read_only(&path).expect("opened"), "kerry")), ["four"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("read") {
        let file = entry.expect("read");
        fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
}

#[test]
fn a_layer_is_no_document_to_search() {
    let store = store(&[version(0, 0)]);
    let before = answers(&store);
    let quads = store.quads_in(NamedNodeRef::new_unchecked("https://w3id.org/nisba/doc/d0")).expect("read");
    let layer = nisba::graph::Layer::Inferred;
    let quads = quads.into_iter().map(|quad| Quad { graph_name: layer.name().into_owned().into(), ..quad });
    store.put_layer(layer, quads.filter(|quad| !quad.predicate.as_str().ends_with("#contentHash"))).expect("stored");
    assert_eq!(answers(&store), before);
}
