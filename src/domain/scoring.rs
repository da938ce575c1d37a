//! What scoring against gold neither rewards nor punishes, from `scoring.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use super::files::DataFiles;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use super::table::{self, Row};

const FILE: &str = "scoring.tsv";

/// Stands for every predicate.
const ANY: &str = "*";

/// Types and predicates that are left out of a score, always or beside others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scoring {
    types: BTreeSet<String>,
    predicates: BTreeSet<String>,
    beside: BTreeMap<String, BTreeSet<String>>,
}

impl Scoring {
    /// Reads `scoring.tsv`; what is wrong goes to `problems`.
    pub(super) fn read(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Self {
        let mut scoring = Self::default();
        for row in table::rows(FILE, files.get(FILE).unwrap_or(""), &["what", "name", "gold"], problems) {
            scoring.add(&row, ontology, problems);
        }
        scoring
    }

    fn add(&mut self, row: &Row<'_>, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let name = row.cell(1);
        let mut wrong = |message: String, remedy: &str| {
            problems.push(Problem::new(FILE, row.line, message, remedy).resting_on([ONTOLOGY]));
        };
        match row.cell(0) {
            "type" if ontology.classes().any(|(_, class)| class.coarse == name) => {
                _ = self.types.insert(name.to_owned())
            }
            "type" => wrong(format!("no class has the type {name}"), "use a `:coarse` of ontology/"),
            what @ ("predicate" | "beside") => {
                let known = |name: &&str| ontology.predicate(name).is_some();
                let named = std::iter::once(name).chain(row.list(2).filter(|name| *name != ANY));
                for name in named.filter(|name| !known(name)) {
                    wrong(format!("no predicate is called {name}"), "use a predicate of ontology/");
                }
                if what == "predicate" {
                    self.predicates.insert(name.to_owned());
                } else {
                    self.beside.entry(name.to_owned()).or_default().extend(row.list(2).map(str::to_owned));
                }
            }
            what => wrong(format!("`{what}` is no rule of scoring"), "use type, predicate or beside"),
        }
    }

    /// Whether entities of a coarse type are scored.
    pub(crate) fn has_type(&self, coarse: &str) -> bool {
        !self.types.contains(coarse)
    }

    /// Whether statements with a predicate of the ontology are scored.
    pub(crate) fn has_predicate(&self, predicate: &str) -> bool {
        !self.predicates.contains(predicate)
    }

    /// Whether a statement is left out where gold has another one between the same two.
    pub(crate) fn is_harmless(&self, predicted: &str, gold: &str) -> bool {
        self.beside.get(predicted).is_some_and(|those| those.contains(gold) || those.contains(ANY))
    }
}
