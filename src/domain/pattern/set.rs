//! Named sets of words: lists of the pattern files, and the forms of verb families.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::yaml_problem;
use crate::domain::files::DataFiles;
use crate::domain::inflection::Inflection;
use crate::domain::problem::Problem;
use crate::domain::table;
use crate::text::fold;

const VERBS: [&str; 6] = ["family", "past", "present", "masdar", "active", "passive"];

/// One set: its folded stems, where it stands, whether it holds finite verbs.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    pub(crate) stems: Arc<Vec<String>>,
    pub(crate) verb: bool,
    pub(crate) place: (String, usize),
}

/// All sets of one language, by name.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    sets: BTreeMap<String, Set>,
    presents: BTreeSet<String>,
    participles: BTreeSet<String>,
    masdars: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl Sets {
    /// Reads `patterns/<language>/sets.yaml` and `words/<language>/verbs.tsv`.
    pub(crate) fn load(
        files: &DataFiles,
        language: &str,
        inflection: &Inflection,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut sets = Self::default();
        let path = format!("patterns/{language}/sets.yaml");
        if let Some(text) = files.get(&path) {
            match serde_saphyr::from_str::<BTreeMap<String, Vec<String>>>(text) {
                Ok(lists) => {
                    for (name, words) in lists {
                        let line = 1 + text.lines().position(|l| l.starts_with(&format!("{name}:"))).unwrap_or(0);
                        let mut stems = BTreeSet::new();
                        for word in &words {
                            if word.trim().contains(char::is_whitespace) {
                                problems.push(Problem::new(
                                    &path,
                                    line,
                                    format!("`{word}` in the set {name} is more than one word"),
                                    "a set is asked word by word; name the word that tells, or write them into a pattern",
                                ));
                            }
                            match word.strip_suffix('~') {
                                Some(noun) => stems.extend(inflection.forms(language, "noun", &fold(noun))),
                                None => {
                                    stems.insert(fold(word));
                                }
                            }
                        }
                        sets.insert(&name, stems, false, &path, line);
                    }
                }
                Err(e) => {
                    let mut problem = yaml_problem(&path, &e);
                    problem.remedy = "write `name: [word, word]`, each name once".to_owned();
                    problems.push(problem);
                }
            }
        }
        let path = format!("words/{language}/verbs.tsv");
        if let Some(text) = files.get(&path) {
            sets.load_verbs(&path, text, language, inflection, problems);
        }
        sets
    }

    fn load_verbs(
        &mut self,
        path: &str,
        text: &str,
        language: &str,
        inflection: &Inflection,
        problems: &mut Vec<Problem>,
    ) {
        let mut families: BTreeMap<String, (usize, [BTreeSet<String>; 5])> = BTreeMap::new();
        for row in table::rows(path, text, &VERBS, problems) {
            let family = row.cell(0);
            if family.is_empty() {
                problems.push(Problem::new(
                    path,
                    row.line,
                    "a verb without a family",
                    "name the family in the first cell",
                ));
                continue;
            }
            let (_, parts) = families.entry(family.to_owned()).or_insert_with(|| (row.line, Default::default()));
            for (column, kind, part) in [
                (1, "past", 0),
                (2, "present", 0),
                (3, "masdar", 1),
                (4, "participle", 2),
                (5, "participle", 3),
                (4, "circumstantial", 4),
            ] {
                for word in row.list(column) {
                    let forms = inflection.forms(language, kind, &fold(word));
                    match kind {
                        "present" => self.presents.extend(forms.iter().cloned()),
                        "participle" => self.participles.extend(forms.iter().cloned()),
                        "masdar" => self.masdars.extend(forms.iter().cloned()),
                        _ => {}
                    }
                    // Without ending it is a noun («مساعد»), and no circumstance («مساعدا»).
                    let plain = kind == "circumstantial";
                    parts[part].extend(forms.into_iter().filter(|form| !plain || *form != fold(word)));
                }
            }
        }
        for (family, (line, [verb, masdar, active, passive, circumstantial])) in families {
            if let Some(set) = self.sets.get(&family) {
                let message = format!("the set {family} ({}:{}) has the same name", set.place.0, set.place.1);
                problems.push(Problem::new(path, line, message, "give one of them another name"));
            }
            self.insert(&family, verb, true, path, line);
            self.insert(&format!("{family}.masdar"), masdar, false, path, line);
            self.insert(&format!("{family}.active"), active, false, path, line);
            self.insert(&format!("{family}.passive"), passive, false, path, line);
            self.insert(&format!("{family}.circumstantial"), circumstantial, false, path, line);
        }
    }

    fn insert(&mut self, name: &str, stems: BTreeSet<String>, verb: bool, path: &str, line: usize) {
        let stems = Arc::new(stems.into_iter().collect());
        self.sets.insert(name.to_owned(), Set { stems, verb, place: (path.to_owned(), line) });
    }

    /// A set by name; asking marks it as used.
    pub(crate) fn get(&mut self, name: &str) -> Option<Set> {
        self.used.insert(name.split('.').next().unwrap_or(name).to_owned());
        self.sets.get(name).cloned()
    }

    /// The sets with their names and folded stems, in the order of the names.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.sets.iter().map(|(name, set)| (name.as_str(), set.stems.as_slice()))
    }

    /// A set by name, without marking it.
    pub(crate) fn peek(&self, name: &str) -> Option<&Set> {
        self.sets.get(name)
    }

    /// The names of the sets that hold a folded word, in order.
    pub(crate) fn holding<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let holds = move |set: &Set| set.stems.binary_search_by(|s| s.as_str().cmp(word)).is_ok();
        self.sets.iter().filter(move |(_, set)| holds(set)).map(|(name, _)| name.as_str())
    }

    /// All finite verb forms.
    pub(super) fn verbs(&self) -> impl Iterator<Item = &str> {
        self.sets.values().filter(|set| set.verb).flat_map(|set| set.stems.iter().map(String::as_str))
    }

    /// The present forms of all verbs.
    pub(super) fn presents(&self) -> impl Iterator<Item = &str> {
        self.presents.iter().map(String::as_str)
    }

    /// The masdars of all verbs.
    pub(super) fn masdars(&self) -> impl Iterator<Item = &str> {
        self.masdars.iter().map(String::as_str)
    }

    /// The active and passive participles of all verbs.
    pub(super) fn participles(&self) -> impl Iterator<Item = &str> {
        self.participles.iter().map(String::as_str)
    }

    /// Every word of every set.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.sets.values().flat_map(|set| set.stems.iter().map(String::as_str))
    }

    /// The sets that nothing has asked for.
    pub(crate) fn unused(&self) -> impl Iterator<Item = (&str, &Set)> {
        self.sets
            .iter()
            .filter(|(name, _)| !self.used.contains(name.split('.').next().unwrap_or(name)))
            .map(|(name, set)| (name.as_str(), set))
    }
}
