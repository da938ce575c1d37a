//! Who is who across documents: what is the same, what is asked, what is kept apart.

use std::collections::{BTreeMap, BTreeSet};

use nisba::annotation::{Evidence, Factuality};
use nisba::domain::{DataFiles, Domain, Feature};
use nisba::graph::{Attribute, Claim, Edge, KnowledgeGraph, Names, Node};
use nisba::resolve::{Band, Decided, Proposal, Resolution, resolve};

const BASE: &str = "https://w3id.org/nisba/id/";

fn domain() -> Domain {
    Domain::load(&DataFiles::embedded()).unwrap()
}

fn claim(id: &str, document: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        factuality: Factuality::Asserted,
        asserted: true,
        confidence: 0.9,
        claimant: None,
        document: document.to_owned(),
        evidence: Evidence { start: 0, end: 0, text: String::new() },
        inferred: None,
        pattern: None,
    }
}

/// A graph that is written down entity by entity.
#[derive(Default)]
struct Written {
    nodes: Vec<Node>,
    edges: Vec<(String, Edge, String)>,
}

impl Written {
    fn node(mut self, id: &str, class: &str, name: &str, documents: &[&str]) -> Self {
        let arabic = name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let written = Some(name.to_owned());
        let names =
            if arabic { Names { ar: written, ..Names::default() } } else { Names { en: written, ..Names::default() } };
        let documents: BTreeSet<String> = documents.iter().map(|d| (*d).to_owned()).collect();
        let iri = format!("{BASE}{id}");
        self.nodes.push(Node { iri, names, class: class.to_owned(), mentions: 1, documents, ..Node::default() });
        self
    }

    fn attribute(mut self, predicate: &str, value: &str) -> Self {
        let id = format!("a{}", self.nodes.len());
        let node = self.nodes.last_mut().unwrap();
        let claim = claim(&id, node.documents.first().unwrap());
        node.attributes.push(Attribute { predicate: predicate.to_owned(), value: value.to_owned(), claim });
        self
    }

    fn wikidata(mut self, item: &str) -> Self {
        self.nodes.last_mut().unwrap().wikidata = Some(item.to_owned());
        self
    }

    fn unnamed(mut self) -> Self {
        self.nodes.last_mut().unwrap().unnamed = true;
        self
    }

    fn edge(mut self, predicate: &str, object: &str) -> Self {
        let claim = claim(&format!("e{}", self.edges.len()), "d");
        let edge = Edge::new(predicate, claim);
        let subject = self.nodes.last().unwrap().iri.clone();
        self.edges.push((subject, edge, format!("{BASE}{object}")));
        self
    }

    fn resolve(&self, decided: &Decided) -> Resolution {
        let graph = KnowledgeGraph::new(self.nodes.clone(), self.edges.clone(), BTreeMap::new());
        resolve(&graph, &domain(), decided)
    }

    fn pair(&self, a: &str, b: &str) -> Option<Proposal> {
        find(&self.resolve(&Decided::default()), a, b)
    }
}

fn find(found: &Resolution, a: &str, b: &str) -> Option<Proposal> {
    let ends = BTreeSet::from([format!("{BASE}{a}"), format!("{BASE}{b}")]);
    let is = |p: &&Proposal| BTreeSet::from([p.left.clone(), p.right.clone()]) == ends;
    found.proposals.iter().find(is).cloned()
}

fn band(proposal: Option<&Proposal>) -> Band {
    proposal.map_or(Band::Different, |proposal| proposal.band)
}

/// Two people, each in a document of its own.
fn people(a: &str, b: &str) -> Written {
    Written::default().node("per/a", "Person", a, &["d1"]).node("per/b", "Person", b, &["d2"])
}

#[test]
fn two_spellings_of_a_full_name_are_one_person() {
    for (a, b) in [
        ("نور الدين الطبوبي", "نورالدين الطبوبي"),
        ("أبو القاسم الشابي", "أبي القاسم الشابي"),
        ("أنطوان غريزمان", "انطوان جريزمان"),
        ("شفيق الجراية", "شفيق جراية"),
    ] {
        let found = people(a, b).pair("per/a", "per/b");
        assert_eq!(band(found.as_ref()), Band::Same, "{a} {b} {found:?}");
    }
}

#[test]
fn names_in_two_scripts_are_compared() {
    let found = people("محمد دحلان", "Mohammed Dahlan").attribute("position", "x").pair("per/a", "per/b").unwrap();
    assert_ne!(found.band, Band::Different, "{found:?}");
    assert!(found.reasons.iter().any(|reason| reason.feature == Feature::Transliterated));
    assert!(found.reasons.iter().all(|reason| !reason.explanation.is_empty() && reason.weight != 0.0));
}

#[test]
fn other_people_stay_apart() {
    for (a, b) in [
        ("حسن العمدوني", "حسين العمدوني"),
        ("أسامة العمدوني", "عصام العمدوني"),
        ("عبد الله الغنوشي", "عبد الرحمن الغنوشي"),
        ("محمد العيادي", "علي العيادي"),
    ] {
        let found = people(a, b).pair("per/a", "per/b");
        assert_eq!(band(found.as_ref()), Band::Different, "{a} {b} {found:?}");
    }
}

#[test]
fn a_bare_family_name_is_at_most_a_question() {
    let written = Written::default()
        .node("org/party", "PoliticalParty", "حزب العمال التونسي", &["d1", "d2", "d3"])
        .node("per/full", "Person", "حمة البوغديري", &["d1"])
        .attribute("position", "الأمين العام لحزب العمال")
        .edge("leads", "org/party")
        .node("in/d2/per/bare-7", "Person", "البوغديري", &["d2"])
        .attribute("position", "الأمين العام لحزب العمال")
        .edge("leads", "org/party");
    let found = written.pair("per/full", "in/d2/per/bare-7");
    assert_eq!(band(found.as_ref()), Band::Ask, "{found:?}");
    let without = people("حمة البوغديري", "البوغديري").pair("per/a", "per/b");
    assert_eq!(band(without.as_ref()), Band::Different, "{without:?}");
    // Given names alone are no full name either.
    let given = people("محمد أمين العويشاوي", "محمد أمين").pair("per/a", "per/b");
    assert_ne!(band(given.as_ref()), Band::Same, "{given:?}");
}

#[test]
fn bodies_of_two_countries_are_two() {
    let written = Written::default()
        .node("iraq", "Country", "العراق", &["d1"])
        .node("france", "Country", "فرنسا", &["d2"])
        .node("org/a", "GovernmentBody", "وزارة الدفاع", &["d1"])
        .edge("country", "iraq")
        .node("org/b", "GovernmentBody", "وزارة للدفاع", &["d2"])
        .edge("country", "france");
    assert_eq!(band(written.pair("org/a", "org/b").as_ref()), Band::Different);
    // A word more is another body until a human says otherwise.
    let longer = Written::default().node("org/a", "GovernmentBody", "وزارة الدفاع", &["d1"]).node(
        "org/b",
        "GovernmentBody",
        "وزارة الدفاع الروسية",
        &["d2"],
    );
    assert_ne!(band(longer.pair("org/a", "org/b").as_ref()), Band::Same);
}

#[test]
fn events_with_a_common_noun_need_date_place_and_neighbours() {
    let meeting = |date: &str, place: &str| {
        Written::default()
            .node("paris", "City", "باريس", &["d1", "d2"])
            .node("london", "City", "لندن", &["d3", "d4"])
            .node("per/host", "Person", "خميس الجهيناوي", &["d1", "d2", "d3"])
            .node("in/d1/event/a-1", "Conference", "الاجتماع", &["d1"])
            .attribute("onDate", "2017-03-01")
            .edge("heldIn", "paris")
            .edge("organizedBy", "per/host")
            .node("in/d2/event/b-1", "Conference", "الاجتماع", &["d2"])
            .attribute("onDate", date)
            .edge("heldIn", place)
            .edge("organizedBy", "per/host")
            .pair("in/d1/event/a-1", "in/d2/event/b-1")
    };
    assert_ne!(band(meeting("2017-03-01", "paris").as_ref()), Band::Different);
    assert_eq!(band(meeting("2017-04-01", "paris").as_ref()), Band::Different);
    assert_eq!(band(meeting("2017-03-01", "london").as_ref()), Band::Different);
    let alone = Written::default().node("in/d1/event/a-1", "Conference", "الاجتماع", &["d1"]).node(
        "in/d2/event/b-1",
        "Conference",
        "الاجتماع",
        &["d2"],
    );
    assert_eq!(alone.pair("in/d1/event/a-1", "in/d2/event/b-1"), None);
}

#[test]
fn contradictions_and_identifiers_decide() {
    let numbers = Written::default().node("law/a", "LegalInstrument", "القرار 2170", &["d1"]).node(
        "law/b",
        "LegalInstrument",
        "القرار 2254",
        &["d2"],
    );
    assert_eq!(band(numbers.pair("law/a", "law/b").as_ref()), Band::Different);
    let item = |a: &str, b: &str| {
        Written::default()
            .node("per/a", "Person", "شفيق الجراية", &["d1"])
            .wikidata(a)
            .node("per/b", "Person", "شفيق جراية", &["d2"])
            .wikidata(b)
            .pair("per/a", "per/b")
    };
    assert_eq!(band(item("Q1", "Q1").as_ref()), Band::Same);
    assert_eq!(band(item("Q1", "Q2").as_ref()), Band::Different);
    let titles = Written::default()
        .node("per/a", "Person", "نضال الوسلاتي", &["d1"])
        .attribute("position", "وزيرة الثقافة")
        .node("per/b", "Person", "نضال وسلاتي", &["d2"])
        .attribute("position", "وزير الداخلية");
    let found = titles.pair("per/a", "per/b").unwrap();
    assert!(found.reasons.iter().any(|r| r.feature == Feature::OtherGender && r.weight < 0.0), "{found:?}");
    assert_ne!(found.band, Band::Same);
}

#[test]
fn unnamed_people_are_not_resolved() {
    let written = people("رئيس البلدية الجديد", "رئيس البلديه الجديد").unnamed();
    assert_eq!(written.resolve(&Decided::default()).proposals, []);
}

/// Three spellings of one name, the first and the last less alike.
fn three() -> Written {
    people("وداد البوشماوي", "وداد بوشماوي").node("per/c", "Person", "وداد بوشماي", &["d3"])
}

#[test]
fn what_a_human_decided_is_not_asked_again() {
    let iri = |id: &str| format!("{BASE}per/{id}");
    let mut decided = Decided::default();
    decided.keep_apart(&iri("b"), &iri("a"));
    let found = three().resolve(&decided);
    assert_eq!(find(&found, "per/a", "per/b"), None, "a rejected pair is not proposed");
    decided.merge(&iri("b"), &iri("c"));
    let found = three().resolve(&decided);
    assert_eq!(find(&found, "per/b", "per/c"), None, "a merged pair is not proposed");
    assert_eq!(find(&found, "per/a", "per/c"), None, "it would join two that are kept apart");
}

#[test]
fn a_cluster_breaks_at_its_weakest_link() {
    let iri = |id: &str| format!("{BASE}per/{id}");
    let all = three().resolve(&Decided::default());
    assert_eq!(band(find(&all, "per/a", "per/b").as_ref()), Band::Same, "{all:?}");
    let strong = Written::default()
        .node("per/a", "Person", "شفيق الجراية", &["d1"])
        .wikidata("Q1")
        .node("per/b", "Person", "شفيق جراية", &["d2"])
        .node("per/c", "Person", "شفيق جراية", &["d3"])
        .wikidata("Q2");
    let found = strong.resolve(&Decided::default());
    let same = found.proposals.iter().filter(|p| p.band == Band::Same).count();
    assert_eq!(same, 1, "the middle one goes with one of two identifiers: {found:?}");
    let broken = found.proposals.iter().find(|p| p.band == Band::Ask).unwrap();
    assert!(broken.held_back.as_deref().unwrap().contains("two identifiers"), "{broken:?}");
    let mut decided = Decided::default();
    decided.keep_apart(&iri("a"), &iri("c"));
    let found = three().resolve(&decided);
    let joined = |x: &str, y: &str| band(find(&found, x, y).as_ref()) == Band::Same;
    assert!(!(joined("per/a", "per/b") && joined("per/b", "per/c")), "{found:?}");
}

#[test]
fn the_order_of_entities_and_threads_changes_nothing() {
    let mut written = three();
    let first = written.resolve(&Decided::default());
    written.nodes.reverse();
    assert_eq!(written.resolve(&Decided::default()), first);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one.install(|| written.resolve(&Decided::default())), first);
}
