//! `nisba infer`, and `--infer` on the commands that build and ask.

use std::path::Path;

use tempfile::TempDir;

use super::bad_input::tells;
use super::{finish, folder, nisba, run, write};

/// A conference in Paris; that Paris is in France is said by two texts.
fn news() -> TempDir {
    folder(&[
        ("news/a.txt", "اختتم المؤتمر الدولي أعماله في باريس.\n".as_bytes()),
        ("news/b.txt", "وصل الوزير إلى العاصمة الفرنسية باريس.\n".as_bytes()),
        ("news/c.txt", "زار الوزير مدينة باريس في فرنسا.\n".as_bytes()),
    ])
}

fn ask(folder: &Path, more: &[&str]) -> String {
    let ran = finish(nisba(folder).args(["query", "-q", "-e", "ASK { ?e nisba:heldIn id:france }"]).args(more));
    tells(&ran, 0, &[]);
    ran.out
}

#[test]
fn what_follows_is_seen_only_by_those_who_ask_for_it() {
    let dir = news();
    tells(&run(dir.path(), "build news"), 0, &[]);
    tells(&run(dir.path(), "query documents --infer"), 1, &["the graph has no inferences", "nisba infer --store"]);
    let plain = [
        "export -f turtle",
        "export -f graphml",
        "export -f dot",
        "show فرنسا",
        "query predicates",
        "export -f nquads",
    ];
    let before = plain.map(|line| run(dir.path(), line).out);
    let inferred = run(dir.path(), "infer");
    tells(&inferred, 0, &[]);
    for line in ["inferences  4", "  ChainRule                 1", "    heldIn                            1"] {
        assert!(inferred.out.contains(line), "{line}: {}", inferred.out);
    }
    assert_eq!(plain.map(|line| run(dir.path(), line).out), before);
    assert_eq!([ask(dir.path(), &[]), ask(dir.path(), &["--infer"])], ["no\n", "yes\n"]);
    let yes = finish(nisba(dir.path()).args(["query", "--infer", "-e", "ASK { ?e nisba:heldIn id:france }"]));
    tells(&yes, 0, &["yes, but only by inference"]);
    let text = "SELECT ?place WHERE { ?event nisba:heldIn ?place }";
    let rows = finish(nisba(dir.path()).args(["query", "--infer", "-f", "csv", "-e", text]));
    let rows: Vec<&str> = rows.out.lines().collect();
    let row = |name: &str, inferred| format!("https://w3id.org/nisba/id/{name},{inferred}");
    assert_eq!(rows, ["place,inferred".to_owned(), row("france", true), row("paris", false)]);
    tells(&run(dir.path(), "infer --off"), 0, &["all inferences are taken out"]);
    tells(&run(dir.path(), "infer --off"), 0, &["off already"]);
    assert_eq!(plain.map(|line| run(dir.path(), line).out), before);
    tells(&run(dir.path(), "infer --min-confidence 0.9"), 1, &["nisba query --infer --min-confidence X"]);
    tells(&run(dir.path(), "infer --store none"), 1, &["none is not a nisba store"]);
    assert!(!dir.path().join("none").exists());
}

#[test]
fn what_follows_goes_with_its_premises_and_comes_with_them() {
    let dir = news();
    let built = run(dir.path(), "build news --infer");
    tells(&built, 0, &["4 facts are inferred; --infer shows them"]);
    assert_eq!(ask(dir.path(), &["--infer"]), "yes\n");
    tells(&run(dir.path(), "docs remove b"), 0, &[]);
    assert_eq!(ask(dir.path(), &["--infer"]), "yes\n", "another text says it too");
    tells(&run(dir.path(), "docs remove c"), 0, &[]);
    assert_eq!(ask(dir.path(), &["--infer"]), "no\n");
    // Once on, a plain build adds what follows.
    tells(&run(dir.path(), "build news"), 0, &["4 facts are inferred"]);
    assert_eq!(ask(dir.path(), &["--infer"]), "yes\n");
    assert!(!run(dir.path(), "build news").err.contains("inferred"), "nothing has changed");
    tells(&run(dir.path(), "build news -q --store other --infer"), 0, &[]);
    let dumps =
        ["nisba-store", "other"].map(|store| run(dir.path(), &format!("export -f nquads --infer --store {store}")).out);
    assert!(dumps[0] == dumps[1] && dumps[0].contains("nisba/ontology#premise"), "{}", dumps[0]);
    write(dir.path(), "news/b.txt", "لم يصل أحد.\n".as_bytes());
    write(dir.path(), "news/c.txt", "لم يصل أحد أيضا.\n".as_bytes());
    tells(&run(dir.path(), "build news"), 0, &[]);
    assert_eq!(ask(dir.path(), &["--infer"]), "no\n");
}

#[test]
fn inferences_are_marked_with_rule_and_premises_everywhere() {
    let dir = news();
    tells(&run(dir.path(), "build -q news --infer"), 0, &[]);
    let card = run(dir.path(), "show فرنسا --infer");
    tells(&card, 0, &[]);
    let derivation = "\n← heldIn المؤتمر الدولي (inferred by ChainRule)\n    المؤتمر الدولي heldIn باريس\n        اختتم \
                      المؤتمر الدولي أعماله في باريس.\n        a 0–36 · ";
    assert!(card.out.contains(derivation), "{}", card.out);
    assert!(
        card.out.contains("    باريس locatedIn فرنسا\n        زار الوزير مدينة باريس في فرنسا.\n"),
        "the surest premise: {}",
        card.out
    );
    assert!(card.out.contains("→ a Place (inferred by SubClassRule)\n    فرنسا a Country\n"), "{}", card.out);

    let dot = run(dir.path(), "export -f dot --labels en --infer").out;
    assert!(dot.contains("label=\"held in\\n(chain)\", style=dotted"), "{dot}");
    let csv = run(dir.path(), "export -f csv --infer").out;
    let line = csv.lines().find(|line| line.contains("ChainRule")).expect("an inferred edge");
    assert!(csv.lines().next().is_some_and(|head| head.ends_with(",inferred,rule,premises")), "{csv}");
    assert!(line.ends_with("true,ChainRule,المؤتمر الدولي heldIn باريس | باريس locatedIn فرنسا"), "{line}");
    assert!(line.contains(",0.787,"), "0.872 times 0.903: {line}");
    let around = run(dir.path(), "export -f graphml --query around -p entity=id:france --infer").out;
    assert!(around.contains("ChainRule"), "{around}");
    for format in ["turtle", "jsonld", "turtle --rdf11"] {
        let rdf = run(dir.path(), &format!("export --infer -f {format}")).out;
        assert!(rdf.contains("ChainRule") && rdf.contains("premise"), "{format}: {rdf}");
        assert!(!run(dir.path(), &format!("export -f {format}")).out.contains("ChainRule"), "{format}");
    }
    let constructed = run(dir.path(), "query around -p entity=id:france --infer").out;
    assert!(constructed.contains("nisba:premise <<( "), "{constructed}");
    let listed = run(dir.path(), "query inferences -p predicate=heldIn -f csv").out;
    assert_eq!(listed.lines().count(), 3, "a row a premise: {listed}");

    // From a confidence on, less follows.
    assert_eq!(ask(dir.path(), &["--infer", "--min-confidence", "0.8"]), "yes\n");
    assert_eq!(ask(dir.path(), &["--infer", "--min-confidence", "0.88"]), "no\n");
}

#[test]
fn another_ontology_is_told() {
    let dir = news();
    tells(&run(dir.path(), "build -q news --infer"), 0, &[]);
    super::confidence::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &dir.path().join("data"));
    let file = dir.path().join("data/ontology/nisba.ttl");
    let text = std::fs::read_to_string(&file).expect("there");
    let other = text.replace("owl:propertyChainAxiom ( :heldIn :locatedIn ) ;", "");
    assert_ne!(text, other);
    std::fs::write(&file, other).expect("written");
    tells(&run(dir.path(), "query documents --infer --domain data"), 0, &["the inferences rest on another ontology"]);
    tells(&run(dir.path(), "docs remove b c --domain data"), 0, &["the inferences rest on another ontology"]);
    assert_eq!(ask(dir.path(), &["--infer"]), "no\n", "a premise went");
    tells(&run(dir.path(), "query documents --infer"), 0, &["`nisba infer` adds the rest"]);
    tells(&run(dir.path(), "build -q news --infer"), 0, &[]);
    assert_eq!(ask(dir.path(), &["--infer"]), "yes\n");
}
