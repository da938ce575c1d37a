//! What is known of one language: heads, titles, given names, patterns, cues and the small lists behind them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use super::agreement::Forms;
use super::calibration::Calibration;
use super::cue::{self, Cue, InnerRule};
use super::files::DataFiles;
use super::head::{Heads, Titles, load_heads, load_titles};
use super::inflection::Inflection;
use super::ontology::Ontology;
use super::pattern::{Patterns, yaml_problem};
use super::problem::{ONTOLOGY, Problem};
use super::table;
use crate::tagger::Tagger;
use crate::text::{TokenKind, fold};

/// Sets that the program itself asks for, by the names under which `sets.yaml` gives them.
const OWN_SETS: [&str; 39] = [
    "adjective.closing",
    "adjective.generic",
    "adjective.post",
    "adjunct",
    "adverb",
    "agent.preposition",
    "auxiliary",
    "barrier",
    "complement.common",
    "counting",
    "country.own",
    "date.before",
    "determiner",
    "determiner.of",
    "means",
    "name.connector",
    "name.opener",
    "name.part",
    "name.theophoric",
    "not.verb",
    "number.word",
    "one.of",
    "particle",
    "place.preposition",
    "preposition",
    "preposition.letter",
    "relative.free",
    "say",
    "that",
    "time",
    "title.abroad",
    "title.alone",
    "title.preposition",
    "title.speaking",
    "title.subject",
    "title.within",
    "topic.before",
    "verb.before",
    "which",
];

/// What the names of the statements that posts make begin with; their predicate follows.
const POST: &str = "post/";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// `Arabic` or `Latin`.
    script: String,
    conjunctions: Vec<char>,
    #[serde(default)]
    present_letters: Vec<char>,
    commas: Vec<String>,
    adjective_endings: Vec<String>,
    /// Endings of feminine words, folded.
    feminine_endings: Vec<String>,
    /// Endings of demonyms that name people when no noun stands before them, folded.
    people_endings: Vec<String>,
    /// The ending of indefinite accusatives, folded.
    #[serde(default)]
    accusative: Option<String>,
    /// The letter before a noun that says what something is for.
    purpose: char,
    /// Classes whose lexicon names hide the demonyms inside them.
    closed_to_demonyms: Vec<String>,
    /// Classes whose lexicon names show the names inside them.
    open_to_names: Vec<String>,
    open_to_own_class: Vec<String>,
    #[serde(default)]
    feminine_pronouns: Vec<String>,
    #[serde(default)]
    masculine_pronouns: Vec<String>,
    /// What verb forms and pronouns show of gender and number.
    #[serde(default)]
    agreement: Forms,
    /// Classes of head and name that agree although neither is the other's sub-class.
    agreeing: Vec<(String, String)>,
    /// Classes whose mentions never count as core: people by what they are or do.
    groups: Vec<String>,
    /// For a class, the class of the firm behind it, which is meant where the text speaks of its business.
    firms: BTreeMap<String, String>,
    /// Verb families whose subject is a government when it is a capital.
    #[serde(default)]
    governing: Vec<String>,
    /// Head nouns that stand for one thing when the rest of the name is the same.
    same_heads: Vec<Vec<String>>,
}

impl Settings {
    /// Every class that is named.
    fn classes(&self) -> impl Iterator<Item = &str> {
        let pairs = self.agreeing.iter().map(|(a, b)| (a, b)).chain(&self.firms).flat_map(|(a, b)| [a, b]);
        self.closed_to_demonyms
            .iter()
            .chain(&self.open_to_names)
            .chain(&self.open_to_own_class)
            .chain(pairs)
            .map(String::as_str)
    }
}

/// One language's knowledge.
#[derive(Debug, Default)]
pub(crate) struct Language {
    pub(crate) heads: Heads,
    pub(crate) titles: Titles,
    pub(crate) patterns: Patterns,
    pub(crate) cues: Vec<Cue>,
    pub(crate) inner: Vec<InnerRule>,
    pub(crate) calibration: Calibration,
    /// Finds names by what it has learnt; `None` where the domain has no model of the language.
    pub(crate) tagger: Option<Tagger>,
    pub(crate) adjective_endings: Vec<String>,
    pub(crate) people_endings: Vec<String>,
    feminine_endings: Vec<String>,
    purpose: Option<char>,
    accusative: Option<String>,
    /// The first words of titles of two words.
    title_openers: FxHashSet<SmolStr>,
    given_names: FxHashMap<SmolStr, bool>,
    /// The same as they are written, without folding.
    given_spellings: FxHashSet<String>,
    conjunctions: Vec<char>,
    /// Letters with which present forms of verbs begin.
    pub(crate) present_letters: Vec<char>,
    commas: Vec<String>,
    closed_to_demonyms: Vec<String>,
    open_to_names: Vec<String>,
    open_to_own_class: Vec<String>,
    feminine_pronouns: Vec<String>,
    masculine_pronouns: Vec<String>,
    pub(super) forms: Forms,
    agreeing: Vec<(String, String)>,
    same_heads: Vec<Vec<String>>,
    groups: Vec<String>,
    firms: BTreeMap<String, String>,
    governing: Vec<String>,
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
            heads: load_heads(files, language, inflection, ontology, problems),
            titles: load_titles(files, language, inflection, problems),
            patterns: Patterns::load(files, language, inflection, ontology, problems),
            cues: cue::load_cues(files, language, problems),
            inner: cue::load_inner(files, language, ontology, problems),
            given_names: load_given_names(files, language, problems),
            tagger: load_tagger(files, language, problems),
            ..Self::default()
        };
        let openers = known.titles.keys().filter_map(|title| title.split_once(' '));
        known.title_openers = openers.map(|(first, _)| first.into()).collect();
        known.given_spellings = given_rows(files, language, &mut Vec::new()).into_keys().collect();
        let named = known.pattern_names();
        let of_post =
            |name: &str| name.strip_prefix(POST).is_some_and(|predicate| ontology.predicate(predicate).is_some());
        let is_pattern = |name: &str| named.contains(name) || of_post(name);
        known.calibration = Calibration::load(files, language, is_pattern, problems);
        known.settings(files, language, ontology, problems);
        for name in OWN_SETS {
            known.patterns.sets.get(name);
        }
        for (name, set) in known.patterns.sets.unused() {
            if !set.verb && !name.contains('.') {
                let remedy = "use it in a pattern, or take it out";
                let message = format!("no pattern uses the set {name}");
                let problem = Problem::new(&set.place.0, set.place.1, message, remedy);
                problems.push(problem.resting_on([format!("patterns/{language}/").as_str(), ONTOLOGY]));
            }
        }
        known
    }

    /// The names of the patterns, and of the rules for names inside names.
    fn pattern_names(&self) -> BTreeSet<&str> {
        let patterns = self.patterns.all.iter().map(|pattern| pattern.name.as_str());
        patterns.chain(self.inner.iter().map(|rule| rule.name.as_str())).collect()
    }

    fn settings(&mut self, files: &DataFiles, language: &str, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let path = format!("words/{language}/language.yaml");
        let Some(text) = files.get(&path) else {
            problems.push(Problem::new(&path, 0, "the file is missing", "see words/README.md for what it holds"));
            return;
        };
        match serde_saphyr::from_str::<Settings>(text) {
            Ok(settings) => {
                for class in settings.classes().filter(|class| ontology.descendants(class).is_empty()) {
                    let line =
                        1 + text.lines().position(|line| !line.starts_with('#') && line.contains(class)).unwrap_or(0);
                    let message = format!("no class is called {class}");
                    problems
                        .push(Problem::new(&path, line, message, "use a class of ontology/").resting_on([ONTOLOGY]));
                }
                self.latin = settings.script == "Latin";
                self.conjunctions = settings.conjunctions;
                self.present_letters = settings.present_letters;
                self.commas = settings.commas;
                self.adjective_endings = settings.adjective_endings.iter().map(|e| fold(e)).collect();
                self.feminine_endings = settings.feminine_endings;
                self.people_endings = settings.people_endings;
                self.accusative = settings.accusative;
                self.purpose = Some(settings.purpose);
                self.closed_to_demonyms = settings.closed_to_demonyms;
                self.open_to_names = settings.open_to_names;
                self.open_to_own_class = settings.open_to_own_class;
                self.feminine_pronouns = settings.feminine_pronouns;
                self.masculine_pronouns = settings.masculine_pronouns;
                self.forms = settings.agreement;
                for family in settings.governing {
                    if self.patterns.sets.get(&family).is_none() {
                        let message = format!("no verb family is called {family}");
                        problems.push(Problem::new(&path, 0, message, "name families of verbs.tsv under `governing`"));
                    }
                    self.governing.push(family);
                }
                self.groups = settings.groups;
                self.firms = settings.firms;
                self.agreeing = settings.agreeing;
                self.same_heads =
                    settings.same_heads.iter().map(|heads| heads.iter().map(|h| fold(h)).collect()).collect();
            }
            Err(e) => {
                let mut problem = yaml_problem(&path, &e);
                problem.remedy = "see words/README.md for what it holds".to_owned();
                problems.push(problem);
            }
        }
    }

    /// Whether a folded word is in a set.
    pub(crate) fn in_set(&self, set: &str, word: &str) -> bool {
        self.patterns.in_set(set, word)
    }

    /// Whether a stem is a finite form of a verb of the tables.
    pub(crate) fn is_verb(&self, stem: &str) -> bool {
        self.patterns.is_verb(self.patterns.words.member(stem))
    }

    /// Whether a stem is a present form of a verb of the tables.
    pub(crate) fn is_present(&self, stem: &str) -> bool {
        self.patterns.is_present(self.patterns.words.member(stem))
    }

    /// Whether a title of two words begins with a word.
    pub(crate) fn opens_title(&self, word: &str) -> bool {
        self.title_openers.contains(word)
    }

    /// A given name; the value says whether it is a common word too.
    pub(crate) fn given_name(&self, word: &str) -> Option<bool> {
        self.given_names.get(word).copied()
    }

    /// Whether a word is spelled just like a given name, hamza and final letters too.
    pub(crate) fn is_given_spelling(&self, word: &str) -> bool {
        self.given_spellings.contains(word)
    }

    /// Whether a proclitic is a conjunction.
    pub(crate) fn is_conjunction(&self, clitic: char) -> bool {
        self.conjunctions.contains(&clitic)
    }

    /// Whether a whole word is a letter that is else written before another: a conjunction, or, with no space after it («ل"…"»),
    /// a preposition.
    pub(crate) fn is_lone_clitic(&self, word: &str, space_after: bool) -> bool {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => {
                self.is_conjunction(letter) || !space_after && self.in_set("preposition.letter", word)
            }
            _ => false,
        }
    }

    /// Whether a stem has the ending of a feminine.
    pub(crate) fn is_feminine(&self, stem: &str) -> bool {
        self.feminine_endings.iter().any(|ending| stem.ends_with(ending.as_str()))
    }

    /// Whether a pronoun stands for feminines or masculines only; `None` where for both.
    pub(crate) fn pronoun_is_feminine(&self, pronoun: &str) -> Option<bool> {
        let is = |list: &[String]| list.iter().any(|p| p == pronoun);
        if is(&self.feminine_pronouns) {
            return Some(true);
        }
        is(&self.masculine_pronouns).then_some(false)
    }

    /// Whether a stem is a participle of a verb of the tables.
    pub(crate) fn is_participle(&self, stem: &str) -> bool {
        self.patterns.is_participle(self.patterns.words.member(stem))
    }

    /// A stem without the ending of an accusative, where it has it.
    pub(crate) fn strip_accusative<'a>(&self, stem: &'a str) -> Option<&'a str> {
        stem.strip_suffix(self.accusative.as_deref()?)
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

    /// Whether a lexicon name of this class shows the names inside it.
    pub(crate) fn is_open(&self, class: &str) -> bool {
        self.open_to_names.iter().any(|open| open == class)
    }

    /// Whether known names of a class show the names of the same class inside them.
    pub(crate) fn is_open_to_own(&self, class: &str) -> bool {
        self.open_to_own_class.iter().any(|open| open == class)
    }

    /// Whether a head's class and a name's go together by the settings.
    pub(crate) fn agree(&self, head: &str, name: &str) -> bool {
        self.agreeing.iter().any(|(a, b)| a == head && b == name)
    }

    /// The first of the head nouns that stand for the same thing as this one.
    pub(crate) fn head_group<'a>(&'a self, head: &'a str) -> &'a str {
        self.same_heads.iter().find(|group| group.iter().any(|h| h == head)).map_or(head, |group| &group[0])
    }

    /// Whether a stem is a form of a verb whose subject is a government when it is a capital.
    pub(crate) fn is_governing(&self, stem: &str) -> bool {
        self.governing.iter().any(|family| self.in_set(family, stem))
    }

    /// Whether a stem is a passive participle of such a verb.
    pub(crate) fn is_governing_participle(&self, stem: &str) -> bool {
        self.governing.iter().any(|family| self.in_set(&format!("{family}.passive"), stem))
    }

    /// Whether a class is one of groups of people, which are not core.
    pub(crate) fn is_group(&self, class: &str) -> bool {
        self.groups.iter().any(|group| group == class)
    }

    /// The class of the firm behind a thing of a class («فيسبوك» buys: the firm, not the site).
    pub(crate) fn firm(&self, class: &str) -> Option<&str> {
        self.firms.get(class).map(String::as_str)
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
            .chain(self.patterns.trigger_words())
            .chain(self.heads.keys().map(SmolStr::as_str))
            .chain(self.titles.keys().map(SmolStr::as_str))
    }

    /// The given names, for the segmenter.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.given_names.keys().map(SmolStr::as_str)
    }
}

/// Reads `models/<language>.crf`.
fn load_tagger(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> Option<Tagger> {
    let (path, bytes) = files.model(language)?;
    let remedy = "train it with `nisba train`, or take the file out";
    Tagger::from_bytes(bytes).map_err(|message| problems.push(Problem::new(path, 0, message, remedy))).ok()
}

/// The forms of `words/<language>/given_names.tsv` as written, and whether each is a common word too.
fn given_rows(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> BTreeMap<String, bool> {
    let path = format!("words/{language}/given_names.tsv");
    let Some(text) = files.get(&path) else { return BTreeMap::new() };
    table::rows(&path, text, &["form", "flags"], problems)
        .iter()
        .map(|row| (row.cell(0).to_owned(), row.cell(1).contains("ambiguous")))
        .collect()
}

fn load_given_names(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> FxHashMap<SmolStr, bool> {
    given_rows(files, language, problems).into_iter().map(|(form, ambiguous)| (fold(&form).into(), ambiguous)).collect()
}
