//! What a text holds about what it says: negation, possibility, plans, other people's words.

use nisba::annotation::{AUTHOR, Annotation, Factuality, Object, Statement};
use nisba::domain::Domain;
use nisba::source::SourceDocument;

fn extract(text: &str) -> Annotation {
    let domain = Domain::embedded().expect("the embedded domain is sound");
    nisba::pipeline::extract(&domain, &SourceDocument::plain("news", text)).expect("extracted")
}

/// The statement of a predicate, with the name of its claimant.
fn said<'a>(found: &'a Annotation, predicate: &str) -> (&'a Statement, String) {
    let statement = found.statements.iter().find(|s| s.predicate == predicate);
    let statement = statement.unwrap_or_else(|| panic!("no {predicate} in {:#?}", found.statements));
    let claimant = found.entities.iter().find(|e| e.id == statement.claimed_by).map(|e| e.name.clone());
    (statement, claimant.unwrap_or_else(|| AUTHOR.to_owned()))
}

#[test]
fn what_the_french_source_denies_is_denied_and_the_sources_claim() {
    let found = extract(include_str!("../data/samples/seed.txt"));
    let (statement, claimant) = said(&found, "knownTo");
    assert_eq!(statement.factuality, Factuality::Denied);
    assert_eq!(claimant, "مصدر في الشرطة الفرنسية");
}

#[test]
fn especially_is_no_negation() {
    let found = extract(include_str!("../data/samples/seed.txt"));
    let resolution = |s: &&Statement| matches!(&s.object, Object::Entity(id) if id.ends_with("resolution-2170"));
    let about: Vec<&Statement> = found.statements.iter().filter(resolution).collect();
    assert!(!about.is_empty());
    assert!(about.iter().all(|s| s.factuality != Factuality::Denied), "{about:#?}");
}

#[test]
fn the_same_particle_is_certain_before_the_past_and_doubtful_before_the_present() {
    for (text, factuality) in [
        ("فقد هاجم الجيش العراقي تنظيم داعش.", Factuality::Asserted),
        ("قد يهاجم الجيش العراقي تنظيم داعش.", Factuality::Possible),
        ("لم يهاجم الجيش العراقي تنظيم داعش.", Factuality::Denied),
        ("لن يهاجم الجيش العراقي تنظيم داعش.", Factuality::Denied),
        ("سيهاجم الجيش العراقي تنظيم داعش.", Factuality::Intended),
        ("من المقرر أن يهاجم الجيش العراقي تنظيم داعش.", Factuality::Intended),
        ("ربما هاجم الجيش العراقي تنظيم داعش.", Factuality::Possible),
    ] {
        let found = extract(text);
        assert_eq!(said(&found, "attacks").0.factuality, factuality, "{text}");
    }
}

#[test]
fn what_somebody_denies_is_denied_and_what_is_asked_is_open() {
    let found = extract("نفت الحكومة العراقية أن الجيش العراقي انسحب من الموصل.");
    let (statement, claimant) = said(&found, "losesControlOf");
    assert_eq!((statement.factuality, claimant.as_str()), (Factuality::Denied, "الحكومة العراقية"));
    for text in ["هل هاجمت روسيا تركيا؟", "لو هاجمت روسيا تركيا لردت عليها."]
    {
        assert_eq!(said(&extract(text), "attacks").0.factuality, Factuality::Possible, "{text}");
    }
}

#[test]
fn who_says_it_is_kept_apart_from_the_author() {
    let found = extract("قال جون كيري إن الجيش العراقي هاجم تنظيم داعش.");
    assert_eq!(said(&found, "attacks").1, "جون كيري");
    let found = extract("هاجم الجيش العراقي تنظيم داعش.");
    assert_eq!(said(&found, "attacks").1, AUTHOR);
}
