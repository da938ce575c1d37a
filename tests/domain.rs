//! The data built in is sound, and mistakes in a domain folder are told with file, line and remedy, all at once.

use std::fs;
use std::path::Path;

use nisba::domain::{DataFiles, Domain, Problem};
use nisba::example;
use tempfile::TempDir;

#[test]
fn the_domain_built_in_has_no_mistake_and_its_examples_hold() {
    let (domain, problems) = Domain::check(&DataFiles::embedded());
    assert_eq!(written(&problems), "");
    assert_eq!(written(&example::check(&domain)), "");
}

#[test]
fn the_folder_of_the_source_gives_the_domain_built_in() {
    let folder = TempDir::new().unwrap();
    copy(&data(), folder.path());
    let (domain, problems) = Domain::check(&DataFiles::read(folder.path()).unwrap());
    assert_eq!(written(&problems), "");
    let classes = |domain: &Domain| domain.ontology.classes().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(classes(&domain), classes(&Domain::embedded().unwrap()));
}

#[test]
fn every_mistake_is_told_at_once_with_its_place_and_remedy() {
    let broken = Broken::new(&[
        ("lexicon/ar/companies.tsv", "new-one\tCompani\tشركة الزرقاء للنقل\n"),
        ("lexicon/ar/companies.tsv", "new-two\tCompany\tفيسبوك\n"),
        ("lexicon/ar/companies.tsv", "new-three\tCompany\tنسيمكو\t\t\tambigous\n"),
        ("lexicon/ar/companies.tsv", "new-four\tCompany\tسليمكو\ta\tb\tc\td\n"),
        ("lexicon/ar/companies.tsv", "new-five\tCompany\n"),
        ("words/ar/heads.tsv", "مصحة\tHospitl\tpropper\tsometimes\n"),
        ("words/ar/titles.tsv", "عريف\tleading\thonourific\n"),
        ("words/ar/inflection.tsv", "noun\tx\tone\t~\n"),
        ("words/ar/verbs.tsv", "\tطار\n"),
        ("patterns/ar/sets.yaml", "lonely: [وحيد]\n"),
        ("patterns/ar/sets.yaml", "double: [غير أن]\n"),
        ("patterns/ar/cues.yaml", "- id: empty\n  factuality: denied\n"),
        ("patterns/ar/inner.yaml", "- id: strange\n  whole: Persn\n  part: City/NAME\n  emit: part wanders whole\n"),
        (
            "patterns/ar/frames.yaml",
            "- id: flies\n  family: fly\n  predicate: attacks\n  subject: Person\n  object: any\n",
        ),
        (
            "patterns/ar/frames.yaml",
            "- id: hugs\n  family: attack\n  predicate: hugs\n  subject: Persn\n  object: any\n",
        ),
        ("patterns/ar/new.yaml", PATTERNS),
        ("names/sounds.tsv", "a b\t\t1\t2\n"),
        ("names/sounds.tsv", "click\t\tmuch\t2\n"),
        ("names/near.tsv", "b\tklick\t10\n"),
        ("names/latin.tsv", "kl\tk/klack\n"),
        ("names/latin.tsv", "kw\tk w\tmiddle\n"),
        ("names/particles.tsv", "abdul\tsservant\n"),
        ("resolve/weights.tsv", "nose\t\t1\n"),
        ("resolve/weights.tsv", "name\tHUMAN\t1\n"),
        ("resolve/weights.tsv", "name\tPER\tmuch\n"),
        ("resolve/settings.tsv", "luck\t1\n"),
        ("resolve/settings.tsv", "ask\t-1\n"),
        ("resolve/predicates.tsv", "hugs\tplace\n"),
        ("resolve/predicates.tsv", "about\tsubject\n"),
        ("scoring.tsv", "type\tHUMAN\n"),
        ("scoring.tsv", "predicate\thugs\n"),
        ("scoring.tsv", "beside\tabout\tkisses\n"),
        ("scoring.tsv", "sometimes\tabout\n"),
    ]);
    let wanted = [
        ("lexicon/ar/companies.tsv", "new-one", "no class is called Compani; use a class of ontology/"),
        ("lexicon/ar/companies.tsv", "new-three", "no flag is called ambigous; use one of ambiguous, ambiguous:FORM"),
        ("lexicon/ar/companies.tsv", "new-four", "7 cells where the header has 6; take a tab out"),
        ("lexicon/ar/companies.tsv", "new-five", "id, class or name is empty; fill the three cells"),
        ("lexicon/ar/platforms.tsv", "facebook\t", "stands for new-two (lexicon/ar/companies.tsv:"),
        ("words/ar/heads.tsv", "مصحة", "no class is called Hospitl; use a class of ontology/"),
        ("words/ar/heads.tsv", "مصحة", "`propper` is no complement; use genitive, proper,"),
        ("words/ar/heads.tsv", "مصحة", "`sometimes` says nothing about reference; use no, same or any"),
        ("words/ar/titles.tsv", "عريف", "`leading` is no relation; use leads,"),
        ("words/ar/titles.tsv", "عريف", "no flag is called honourific; use honorific,"),
        ("words/ar/inflection.tsv", "\tone\t", "`one` is no pair of counts; write the letters to strip as START,END"),
        ("words/ar/verbs.tsv", "\tطار", "a verb without a family; name the family in the first cell"),
        ("patterns/ar/sets.yaml", "lonely:", "no pattern uses the set lonely; use it in a pattern, or take it out"),
        ("patterns/ar/sets.yaml", "double:", "in the set double is more than one word; a set is asked word by word"),
        ("patterns/ar/cues.yaml", "- id: empty", "cue empty needs either words or a clitic; give one of them"),
        ("patterns/ar/inner.yaml", "- id: strange", "no class is called Persn; use a class of ontology/"),
        ("patterns/ar/inner.yaml", "- id: strange", "`NAME` is no kind of mention; write NAM, ADJ or NOM"),
        ("patterns/ar/inner.yaml", "- id: strange", "no predicate is called wanders; use a predicate of ontology/"),
        ("patterns/ar/frames.yaml", "- id: flies", "no verb family is called fly; add it to words/ar/verbs.tsv"),
        ("patterns/ar/frames.yaml", "- id: hugs", "frame hugs has no example; give at least one text"),
        (
            "patterns/ar/frames.yaml",
            "- id: hugs",
            "no class is called Persn; see ontology/; mend `match` of ar/frames#hugs",
        ),
        (
            "patterns/ar/new.yaml",
            "- id: class",
            "no class is called Persn; see ontology/; mend `match` of ar/new#class",
        ),
        ("patterns/ar/new.yaml", "- id: role", "ar/new#role: nothing in `match` fills the role him; write `role"),
        ("patterns/ar/new.yaml", "- id: predicate", "no predicate is called hugs; write `role predicate role`"),
        ("patterns/ar/new.yaml", "- id: set", "no set is called @fly; add it to sets.yaml or verbs.tsv"),
        ("patterns/ar/new.yaml", "- id: set", "ar/new#set has no example; give at least one text"),
        ("patterns/ar/new.yaml", "- id: speaker", "`him after` names no role and scope; write `role after`"),
        ("patterns/ar/new.yaml", "- id: trigger", "no trigger; put `!` after the word or slot"),
        (
            "patterns/ar/new.yaml",
            "- id: sound # again",
            "another pattern is called ar/new#sound (patterns/ar/new.yaml:",
        ),
        ("patterns/ar/new.yaml", "# not so", "ar/new#sound does not give `تنظيم داعش attacks العراق`; found: تنظيم"),
        ("patterns/ar/new.yaml", "# not written so", "`تنظيم داعش العراق` is no statement; write `subject"),
        (
            "patterns/ar/new.yaml",
            "# found",
            "ar/new#sound finds `تنظيم داعش attacks مدينة الموصل asserted by author` in its",
        ),
        ("names/sounds.tsv", "a b\t", "'a b' cannot name a sound; use letters or a digit"),
        ("names/sounds.tsv", "click", "a cost is missing or no number; write two numbers from 0 to 255"),
        ("names/near.tsv", "klick", "no sounds are called b and klick; see names/sounds.tsv"),
        ("names/latin.tsv", "klack", "'k/klack' has an unknown sound or cost; see names/sounds.tsv"),
        ("names/latin.tsv", "middle", "'middle' is no place; use first or last, or leave it empty"),
        ("names/particles.tsv", "sservant", "'sservant' is no kind; use article, assimilated, servant,"),
        ("resolve/weights.tsv", "nose", "no feature is called nose; see data/resolve/README.md"),
        ("resolve/weights.tsv", "name\tHUMAN", "no class has the type HUMAN; use a `:coarse` of ontology/"),
        ("resolve/weights.tsv", "name\tPER\tmuch", "'much' is no weight; write a number"),
        ("resolve/settings.tsv", "luck", "no setting is called luck; see data/resolve/README.md"),
        ("resolve/settings.tsv", "ask\t-1", "'-1' is no value; write a number that is not negative"),
        ("resolve/predicates.tsv", "hugs", "no predicate is called hugs; use a predicate of ontology/"),
        ("resolve/predicates.tsv", "about\tsubject", "no role is called subject; use country, place, date or position"),
        ("scoring.tsv", "HUMAN", "no class has the type HUMAN; use a `:coarse` of ontology/"),
        ("scoring.tsv", "hugs", "no predicate is called hugs; use a predicate of ontology/"),
        ("scoring.tsv", "kisses", "no predicate is called kisses; use a predicate of ontology/"),
        ("scoring.tsv", "sometimes", "`sometimes` is no rule of scoring; use type, predicate or beside"),
    ];
    let problems = broken.check();
    for (file, row, message) in wanted {
        let line = broken.line(file, row);
        let hit = problems.iter().any(|p| p.file == file && p.line == line && p.to_string().contains(message));
        assert!(hit, "{file}:{line}: “{message}” is not in:\n{}", written(&problems));
    }
    assert!(problems.is_sorted());
}

/// Patterns with a mistake each.
const PATTERNS: &str = r#"- id: class
  match: "@attack! {who:Persn}"
  emit: who attacks who
  examples: [{text: "ا", gives: []}]
- id: role
  match: "@attack! {who:Person} {whom:Person}"
  emit: who attacks him
  examples: [{text: "ا", gives: []}]
- id: predicate
  match: "@attack! {who:Person} {whom:Person}"
  emit: who hugs whom
  examples: [{text: "ا", gives: []}]
- id: set
  match: "@fly! {who:Person} {whom:Person}"
  emit: who attacks whom
- id: speaker
  match: "@say! {who:Person}"
  speech: him after
  examples: [{text: "ا", gives: []}]
- id: trigger
  match: "@say {who:Person}"
  speech: who after
  examples: [{text: "ا", gives: []}]
- id: sound
  match: "@attack! {who:ArmedGroup} {whom:City}"
  emit: who attacks whom
  priority: 9
  examples:
    - text: "هاجم تنظيم داعش مدينة الموصل." # not so
      gives: "تنظيم داعش attacks العراق"
    - text: "هاجم تنظيم داعش مدينة الموصل. " # not written so
      gives: "تنظيم داعش العراق"
  counter:
    - "هاجم تنظيم داعش مدينة الموصل." # found
- id: sound # again
  match: "@attack! {who:ArmedGroup} {whom:Region}"
  emit: who attacks whom
  examples: [{text: "ا", gives: []}]
"#;

#[test]
fn a_file_that_cannot_be_read_is_told_without_what_follows_from_it() {
    let broken = Broken::new(&[
        ("ontology/nisba.ttl", ":Broken a owl:Class ; rdfs:label \"x\"@en\n"),
        ("lexicon/ar/new.tsv", "id\tclas\tname\n"),
        ("patterns/ar/frames.yaml", "- [\n"),
        ("patterns/ar/new.yaml", "- id: key\n  match: \"@attack! {who}\"\n  emits: who attacks who\n"),
        ("patterns/ar/sets.yaml", "lonely: وحيد\n"),
        ("words/ar/language.yaml", "foo: bar\n"),
        ("values/ar/money.yaml", "foo: bar\n"),
    ]);
    let problems = written(&broken.check());
    let wanted = [
        "lexicon/ar/new.tsv:1: the header is not the one expected; write id<TAB>class<TAB>name<TAB>aliases",
        "correct the Turtle there",
        "unclosed bracket '['",
        "patterns/ar/new.yaml:3: unknown field `emits`, expected one of id, match, emit",
        "; write `name: [word, word]`, each name once",
        "unknown field `foo`, expected one of script, conjunctions",
        "write it as values/README.md says",
    ];
    for message in wanted {
        assert!(problems.contains(message), "“{message}” is not in:\n{problems}");
    }
    assert_eq!(problems.lines().count(), wanted.len(), "{problems}");
}

#[test]
fn mistakes_in_the_tables_of_exchange_formats_are_told() {
    let ftm = "class\tPersonn\tPerson\nclass\tPerson\tPerson\nlink\tleads\tDirectorship\tdirector\n\
        value\tcountry\tOrganization\tcountry\tcode\nvalue\tcountry\tOrganization\tparent\tobject\n\
        link\tkills\tUnknownLink\tsubject:Anybody\tobject:Thing\n";
    let stix = "class\tPlace\tLocation\nclass\tEvent\tincident\t\t\tname\nrelationship\tleads\tleads\tidentity\n\
        relationship\trules\tcontrols\tidentity\tlocation\n";
    let broken = Broken::new(&[("export/ftm.tsv", ftm), ("export/stix.tsv", stix)]);
    let problems = written(&broken.check());
    let wanted = [
        "export/ftm.tsv: nothing says what the range Anybody takes; add a row range",
        "no class is called Personn; use a class of ontology/, or *",
        "Person is there twice; keep one of the rows",
        "an end is not told; write a property and its range: member:LegalEntity",
        "`code` is nothing that can be added; write subject, object",
        "`parent` does not go with object; write the range",
        "`Location` is no type of STIX; use Latin small letters",
        "`name` has no value; write property=value",
        "an end has no type; name the types",
        "no predicate is called rules; use a predicate of ontology/",
    ];
    for message in wanted {
        assert!(problems.contains(message), "“{message}” is not in:\n{problems}");
    }
    assert_eq!(problems.lines().count(), wanted.len(), "{problems}");
    let line = broken.line("export/ftm.tsv", "Personn");
    assert!(problems.contains(&format!("export/ftm.tsv:{line}: no class is called Personn")), "{problems}");
}

/// A copy of the data with lines added.
struct Broken(TempDir);

impl Broken {
    fn new(added: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        copy(&data(), folder.path());
        for (file, lines) in added {
            let path = folder.path().join(file);
            let mut text = fs::read_to_string(&path).unwrap_or_default();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            fs::write(&path, text + lines).unwrap();
        }
        Self(folder)
    }

    /// What `nisba domain check` lists.
    fn check(&self) -> Vec<Problem> {
        let (domain, mut problems) = Domain::check(&DataFiles::read(self.0.path()).unwrap());
        problems.extend(example::check(&domain));
        Problem::settle(problems)
    }

    /// The last line that holds these words.
    fn line(&self, file: &str, words: &str) -> usize {
        let text = fs::read_to_string(self.0.path().join(file)).unwrap();
        let at = text.lines().collect::<Vec<_>>().iter().rposition(|line| line.contains(words));
        at.unwrap_or_else(|| panic!("“{words}” is not in {file}")) + 1
    }
}

fn written(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn data() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
