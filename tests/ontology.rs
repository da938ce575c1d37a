//! The ontology that is shipped, and what is said of mistakes in one.

use nisba::domain::{DataFiles, Domain, Fillers, Problem};

fn problems_of(turtle: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("ontology")).expect("made");
    let head = "@prefix : <https://w3id.org/nisba/ontology#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
                @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";
    std::fs::write(folder.path().join("ontology/a.ttl"), format!("{head}{turtle}")).expect("written");
    let files = DataFiles::read(folder.path()).expect("read");
    Domain::check(&files).1.into_iter().filter(|problem| problem.file.starts_with("ontology")).collect()
}

#[test]
fn the_shipped_ontology_is_sound_and_whole() {
    let (domain, problems) = Domain::check(&DataFiles::embedded());
    let problems: Vec<&Problem> =
        problems.iter().filter(|p| p.file.starts_with("ontology") || p.file == "prefixes.tsv").collect();
    assert!(problems.is_empty(), "{problems:?}");
    let ontology = &domain.ontology;
    assert!(ontology.classes().count() >= 23 && ontology.predicates().count() >= 46);
    for (name, class) in ontology.classes() {
        assert!(class.labels.contains_key("ar") && class.labels.contains_key("en"), "{name}");
        assert!(!class.coarse.is_empty() && !class.mappings.is_empty(), "{name}");
    }
    for (name, predicate) in ontology.predicates() {
        assert!(predicate.inverse_labels.len() == 2, "{name}");
    }
}

#[test]
fn classes_and_signatures_are_read() {
    let ontology = Domain::check(&DataFiles::embedded()).0.ontology;
    assert!(ontology.is_a("Conference", "Event") && ontology.is_a("City", "City") && !ontology.is_a("Event", "Attack"));
    assert_eq!(ontology.coarse("ArmedGroup"), "ORG");
    assert!(ontology.class("SourceDocument").is_none(), "documents are no entities");
    assert!(ontology.allows("heldIn", "Conference", Some("City")));
    assert!(!ontology.allows("heldIn", "Person", Some("City")));
    assert!(!ontology.allows("heldIn", "Conference", None));
    assert!(ontology.allows("position", "Person", None) && !ontology.allows("position", "Person", Some("City")));
    assert!(ontology.allows("supports", "Country", Some("Topic")), "any object");
    assert!(!ontology.allows("fliesTo", "Person", Some("City")));
    let symmetric: Vec<&str> = ontology.predicates().filter(|(_, p)| p.symmetric).map(|(name, _)| name).collect();
    assert_eq!(symmetric, ["fights", "linkedTo", "metWith"]);
    let date = ontology.predicate("onDate").expect("declared");
    assert!(matches!(&date.range, Fillers::Literal(types) if types.len() == 5));
    assert_eq!(ontology.predicate("attacks").and_then(|p| p.plover.as_deref()), Some("ASSAULT"));
    assert!(ontology.descendants("Event").contains(&"Attack".to_owned()) && ontology.descendants("X").is_empty());
}

#[test]
fn mistakes_are_all_reported_with_their_lines() {
    let problems = problems_of(
        ":A a owl:Class ; :coarse \"A\" ; rdfs:subClassOf :Missing ; rdfs:label \"أ\"@ar , \"a\"@en .\n\
         :B a owl:Class ; :coarse \"B\" ; rdfs:label \"b\"@en .\n\
         :p a owl:ObjectProperty ; rdfs:label \"ب\"@ar , \"p\"@en ; rdfs:range :Z .\n",
    );
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let has = |line: usize, part: &str| {
        let place = format!("ontology/a.ttl:{line}: ");
        found.iter().any(|problem| problem.starts_with(&place) && problem.contains(part))
    };
    assert!(has(4, "the parent :Missing of :A is no class"), "{found:?}");
    assert!(has(5, ":B has no label in 'ar'"), "{found:?}");
    assert!(has(6, ":p has no rdfs:domain"), "{found:?}");
    assert!(has(6, "the range Z of :p is no class"), "{found:?}");
}

#[test]
fn a_circle_of_classes_is_reported_and_ends() {
    let problems = problems_of(
        ":A a owl:Class ; rdfs:subClassOf :B ; rdfs:label \"أ\"@ar , \"a\"@en .\n\
         :B a owl:Class ; :coarse \"B\" ; rdfs:subClassOf :A ; rdfs:label \"ب\"@ar , \"b\"@en .\n",
    );
    assert!(problems.iter().any(|problem| problem.message.contains("stands below itself")), "{problems:?}");
}

#[test]
fn a_syntax_error_has_its_line() {
    let problems = problems_of(":A a owl:Class ;\n  rdfs:label 'open\n .\n");
    assert!(problems.iter().any(|problem| problem.line >= 4), "{problems:?}");
}
