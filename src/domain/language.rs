//! What is known of one language: heads, titles, given names, patterns, cues and the small lists behind them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::cue::{self, Cue, InnerRule};
use super::files::DataFiles;
use super::head::{Heads, Titles, load_heads, load_titles};
use super::inflection::Inflection;
use super::ontology::Ontology;
use super::pattern::Patterns;
use super::problem::Problem;
use super::table;
use crate::tagger::Tagger;
use crate::text::{TokenKind, fold};

/// Sets that the program itself asks for, by the names under which `sets.yaml` gives them.
const OWN_SETS: [&str; 16] = [
    "adjective.closing",
    "adjective.generic",
    "barrier",
    "complement.common",
    "date.before",
    "determiner",
    "determiner.of",
    "name.connector",
    "not.verb",
    "number.word",
    "particle",
    "place.preposition",
    "time",
    "title.abroad",
    "title.preposition",
    "title.speaking",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// `Arabic` or `Latin`.
    script: String,
    conjunctions: Vec<char>,
    commas: Vec<String>,
    adjective_endings: Vec<String>,
    /// Endings of feminine words, folded.
    feminine_endings: Vec<String>,
    /// Endings of demonyms that name people when no noun stands before them, folded.
    people_endings: Vec<String>,
    /// The letter before a noun that says what something is for.
    purpose: char,
    /// Classes whose lexicon names hide the demonyms inside them.
    closed_to_demonyms: Vec<String>,
    /// Classes of head and name that agree although neither is the other's sub-class.
    agreeing: Vec<(String, String)>,
    /// Head nouns that stand for one thing when the rest of the name is the same.
    same_heads: Vec<Vec<String>>,
}

/// One language's knowledge.
#[derive(Debug, Default)]
pub(crate) struct Language {
    pub(crate) heads: Heads,
    pub(crate) titles: Titles,
    pub(crate) patterns: Patterns,
    pub(crate) cues: Vec<Cue>,
    pub(crate) inner: Vec<InnerRule>,
    /// Finds names by what it has learnt; `None` where the domain has no model of the language.
    pub(crate) tagger: Option<Tagger>,
    pub(crate) adjective_endings: Vec<String>,
    pub(crate) people_endings: Vec<String>,
    feminine_endings: Vec<String>,
    purpose: Option<char>,
    given_names: FxHashMap<String, bool>,
    verbs: FxHashSet<String>,
    presents: FxHashSet<String>,
    conjunctions: Vec<char>,
    commas: Vec<String>,
    closed_to_demonyms: Vec<String>,
    agreeing: Vec<(String, String)>,
    same_heads: Vec<Vec<String>>,
    latin: bool,
}

impl Language {
    /// Reads a language's folders.
    pub(super) fn load(
        files: &DataFiles,
        language: &str,
        inflection: &Inflection,
        ontology: &Ontology,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut known = Self {
            heads: load_heads(files, language, inflection, problems),
            titles: load_titles(files, language, inflection, problems),
            patterns: Patterns::load(files, language, inflection, ontology, problems),
            cues: cue::load_cues(files, language, problems),
            inner: cue::load_inner(files, language, ontology, problems),
            given_names: load_given_names(files, language, problems),
            tagger: load_tagger(files, language, problems),
            ..Self::default()
        };
        known.settings(files, language, problems);
        for head in known.heads.values() {
            if ontology.descendants(&head.class).is_empty() {
                let message = format!("no class is called {}", head.class);
                problems.push(Problem::new(&head.place.0, head.place.1, message, "use a class of ontology/"));
            }
        }
        for name in OWN_SETS {
            known.patterns.sets.get(name);
        }
        for (name, set) in known.patterns.sets.unused() {
            if !set.verb && !name.contains('.') {
                let remedy = "use it in a pattern, or take it out";
                problems.push(Problem::new(&set.place.0, set.place.1, format!("no pattern uses the set {name}"), remedy));
            }
        }
        known.verbs = known.patterns.sets.verbs().map(str::to_owned).collect();
        known.presents = known.patterns.sets.presents().map(str::to_owned).collect();
        known
    }

    fn settings(&mut self, files: &DataFiles, language: &str, problems: &mut Vec<Problem>) {
        let path = format!("words/{language}/language.yaml");
        let Some(text) = files.get(&path) else {
            problems.push(Problem::new(&path, 0, "the file is missing", "see words/README.md for what it holds"));
            return;
        };
        match serde_saphyr::from_str::<Settings>(text) {
            Ok(settings) => {
                self.latin = settings.script == "Latin";
                self.conjunctions = settings.conjunctions;
                self.commas = settings.commas;
                self.adjective_endings = settings.adjective_endings.iter().map(|e| fold(e)).collect();
                self.feminine_endings = settings.feminine_endings;
                self.people_endings = settings.people_endings;
                self.purpose = Some(settings.purpose);
                self.closed_to_demonyms = settings.closed_to_demonyms;
                self.agreeing = settings.agreeing;
                self.same_heads =
                    settings.same_heads.iter().map(|heads| heads.iter().map(|h| fold(h)).collect()).collect();
            }
            Err(e) => {
                let line = e.location().map_or(0, |l| l.line() as usize);
                problems.push(Problem::new(&path, line, e.to_string(), "see words/README.md for what it holds"));
            }
        }
    }

    /// Whether a folded word is in a set.
    pub(crate) fn in_set(&self, set: &str, word: &str) -> bool {
        self.patterns
            .sets
            .peek(set)
            .is_some_and(|set| set.stems.binary_search_by(|s| s.as_str().cmp(word)).is_ok())
    }

    /// Whether a stem is a finite form of a verb of the tables.
    pub(crate) fn is_verb(&self, stem: &str) -> bool {
        self.verbs.contains(stem)
    }

    /// Whether a stem is a present form of a verb of the tables.
    pub(crate) fn is_present(&self, stem: &str) -> bool {
        self.presents.contains(stem)
    }

    /// A given name; the value says whether it is a common word too.
    pub(crate) fn given_name(&self, word: &str) -> Option<bool> {
        self.given_names.get(word).copied()
    }

    /// Whether a proclitic is a conjunction.
    pub(crate) fn is_conjunction(&self, clitic: char) -> bool {
        self.conjunctions.contains(&clitic)
    }

    /// Whether a stem has the ending of a feminine.
    pub(crate) fn is_feminine(&self, stem: &str) -> bool {
        self.feminine_endings.iter().any(|ending| stem.ends_with(ending.as_str()))
    }

    /// Whether a proclitic says what something is for.
    pub(crate) fn is_purpose(&self, clitic: char) -> bool {
        self.purpose == Some(clitic)
    }

    /// Whether a mark is a comma.
    pub(crate) fn is_comma(&self, mark: &str) -> bool {
        self.commas.iter().any(|comma| comma == mark)
    }

    /// Whether a lexicon name of this class hides the demonyms inside it.
    pub(crate) fn is_closed(&self, class: &str) -> bool {
        self.closed_to_demonyms.iter().any(|closed| closed == class)
    }

    /// Whether a head's class and a name's go together by the settings.
    pub(crate) fn agree(&self, head: &str, name: &str) -> bool {
        self.agreeing.iter().any(|(a, b)| a == head && b == name)
    }

    /// The first of the head nouns that stand for the same thing as this one.
    pub(crate) fn head_group<'a>(&'a self, head: &'a str) -> &'a str {
        self.same_heads.iter().find(|group| group.iter().any(|h| h == head)).map_or(head, |group| &group[0])
    }

    /// Whether tokens of a kind are words of this language.
    pub(crate) fn script_fits(&self, kind: TokenKind) -> bool {
        (kind == TokenKind::Latin) == self.latin
    }

    /// Every word that the tables and patterns know, for the segmenter.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.patterns
            .sets
            .words()
            .chain(self.patterns.by_word.keys().map(String::as_str))
            .chain(self.heads.keys().map(String::as_str))
            .chain(self.titles.keys().map(String::as_str))
    }

    /// The given names, for the segmenter.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.given_names.keys().map(String::as_str)
    }
}

/// Reads `models/<language>.crf`.
fn load_tagger(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> Option<Tagger> {
    let (path, bytes) = files.model(language)?;
    let remedy = "train it with `nisba train`, or take the file out";
    Tagger::from_bytes(bytes).map_err(|message| problems.push(Problem::new(path, 0, message, remedy))).ok()
}

fn load_given_names(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> FxHashMap<String, bool> {
    let path = format!("words/{language}/given_names.tsv");
    let Some(text) = files.get(&path) else { return FxHashMap::default() };
    let names: BTreeMap<String, bool> = table::rows(&path, text, &["form", "flags"], problems)
        .iter()
        .map(|row| (fold(row.cell(0)), row.cell(1).contains("ambiguous")))
        .collect();
    names.into_iter().collect()
}
