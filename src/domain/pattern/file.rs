//! Reads the pattern files of every language.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::frame::Frames;
use super::{Element, Emit, List, Member, Membership, Pattern, Sets, Slot, Source, Speech, Trigger, parse};
use crate::annotation::Factuality;
use crate::domain::files::DataFiles;
use crate::domain::inflection::Inflection;
use crate::domain::ontology::Ontology;
use crate::domain::problem::{ONTOLOGY, Problem};

/// The patterns of one language, with the index from trigger words.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    pub(crate) all: Vec<Pattern>,
    pub(crate) sets: Sets,
    pub(crate) examples: Vec<Example>,
    /// The words of the patterns and sets, each [`super::Word`] and each set a list.
    pub(crate) words: Membership,
    /// The lists of the sets, by name.
    set_lists: FxHashMap<String, List>,
    verbs: VerbLists,
    /// The classes of the patterns' slots, each [`Slot`] a list.
    pub(crate) classes: Membership,
    /// The patterns that a word triggers, by the word's number.
    by_word: Vec<Vec<usize>>,
    /// The patterns that a mention triggers, by the number of its class.
    by_class: Vec<Vec<usize>>,
}

/// A text that a pattern must, or must not, find something in.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// The name of the pattern, or of the frame for all patterns made from it.
    pub(crate) pattern: String,
    pub(crate) place: (String, usize),
    pub(crate) text: String,
    /// `subject predicate object [factuality]`, the ends as in the text; nothing at all for a counter-example.
    pub(crate) gives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPattern {
    id: Spanned<String>,
    #[serde(rename = "match")]
    matches: OneOrMany,
    #[serde(default)]
    emit: OneOrMany,
    /// `ROLE after`, or `ROLE sentence`: whose words what follows, or the whole sentence, is.
    #[serde(default)]
    speech: Option<String>,
    #[serde(default)]
    factuality: Option<Factuality>,
    #[serde(default)]
    standing: bool,
    #[serde(default = "usual")]
    confidence: f64,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    examples: Vec<RawExample>,
    #[serde(default)]
    counter: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExample {
    pub(super) text: Spanned<String>,
    pub(super) gives: OneOrMany,
}

/// One string, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl OneOrMany {
    pub(super) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

fn usual() -> f64 {
    0.9
}

/// A pattern as it was written, before its `match` is parsed.
pub(super) struct Written {
    pub(super) name: String,
    pub(super) place: (String, usize),
    pub(super) text: String,
    pub(super) emit: Vec<String>,
    pub(super) speech: Option<String>,
    pub(super) factuality: Option<Factuality>,
    pub(super) standing: bool,
    pub(super) confidence: f64,
    pub(super) priority: i32,
}

impl Patterns {
    /// Reads `patterns/<language>/*.yaml`.
    pub(crate) fn load(
        files: &DataFiles,
        language: &str,
        inflection: &Inflection,
        ontology: &Ontology,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut patterns = Self { sets: Sets::load(files, language, inflection, problems), ..Self::default() };
        let folder = format!("patterns/{language}/");
        for (path, text) in files.under(&folder).filter(|(path, _)| path.ends_with(".yaml")) {
            let stem = path[folder.len()..].trim_end_matches(".yaml");
            if ["sets", "frames", "constructions", "cues", "inner"].contains(&stem) {
                continue;
            }
            match serde_saphyr::from_str::<Vec<RawPattern>>(text) {
                Ok(raw) => {
                    for raw in raw {
                        patterns.add_raw(raw, &format!("{language}/{stem}"), path, ontology, problems);
                    }
                }
                Err(e) => problems.push(yaml_problem(path, &e)),
            }
        }
        let frames = Frames::load(files, language, problems);
        for written in frames.expand(&patterns.sets, problems) {
            patterns.add(written, ontology, problems);
        }
        patterns.examples.extend(frames.into_examples());
        patterns.index();
        patterns
    }

    fn add_raw(&mut self, raw: RawPattern, prefix: &str, path: &str, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let name = format!("{prefix}#{}", raw.id.value);
        let line = raw.id.defined.line() as usize;
        if let Some(other) = self.all.iter().find(|p| p.name == name && p.place.1 != line) {
            let message = format!("another pattern is called {name} ({}:{})", other.place.0, other.place.1);
            problems.push(Problem::new(path, line, message, "give one of them another id"));
        }
        if raw.examples.is_empty() {
            let remedy = "give at least one text under `examples`";
            problems.push(Problem::new(path, line, format!("{name} has no example"), remedy));
        }
        for example in raw.examples {
            let place = (path.to_owned(), example.text.defined.line() as usize);
            let gives = example.gives.into_vec();
            self.examples.push(Example { pattern: name.clone(), place, text: example.text.value, gives });
        }
        for counter in raw.counter {
            let place = (path.to_owned(), counter.defined.line() as usize);
            self.examples.push(Example { pattern: name.clone(), place, text: counter.value, gives: Vec::new() });
        }
        let emit = raw.emit.into_vec();
        for text in raw.matches.into_vec() {
            let written = Written {
                name: name.clone(),
                place: (path.to_owned(), line),
                text,
                emit: emit.clone(),
                speech: raw.speech.clone(),
                factuality: raw.factuality,
                standing: raw.standing,
                confidence: raw.confidence,
                priority: raw.priority,
            };
            self.add(written, ontology, problems);
        }
    }

    fn add(&mut self, written: Written, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let (file, line) = &written.place;
        // Of a frame all constructions give the same mistake: it is told once, by the frame's name.
        let owner = match written.name.split_once('#') {
            Some((before, id)) => format!("{before}#{}", id.split('/').next().unwrap_or(id)),
            None => written.name.clone(),
        };
        let language = written.name.split('/').next().unwrap_or_default();
        let (sets, verbs) = (format!("patterns/{language}/sets.yaml"), format!("words/{language}/verbs.tsv"));
        let grounds = [ONTOLOGY, sets.as_str(), verbs.as_str()];
        let forms = match parse::parse(&written.text, &mut self.sets, ontology) {
            Ok(forms) => forms,
            Err(message) => {
                let remedy = format!("mend `match` of {owner}, as patterns/README.md describes it");
                problems.push(Problem::new(file, *line, message, remedy).resting_on(grounds));
                return;
            }
        };
        let mut roles = Vec::new();
        for parsed in &forms {
            collect_roles(&parsed.before, &mut roles);
            collect_roles(&parsed.after, &mut roles);
            if let Trigger::Slot(slot) = &parsed.trigger {
                roles.push(slot.role.to_string());
            }
        }
        let mut emits = Vec::new();
        for text in &written.emit {
            match parse_emit(text, &roles, ontology) {
                Ok(emit) => emits.push(emit),
                Err(message) => {
                    let remedy = "write `role predicate role`, or `role predicate role factuality`";
                    let problem = Problem::new(file, *line, format!("{owner}: {message}"), remedy);
                    problems.push(problem.resting_on([ONTOLOGY]));
                }
            }
        }
        let speech = written.speech.as_deref().and_then(|speech| match speech.split_once(' ') {
            Some((role, scope @ ("after" | "sentence"))) if roles.iter().any(|r| r == role) => {
                Some(Speech { role: role.to_owned(), sentence: scope == "sentence" })
            }
            _ => {
                let message = format!("{}: `{speech}` names no role and scope", written.name);
                problems.push(Problem::new(file, *line, message, "write `role after` or `role sentence`"));
                None
            }
        });
        let text: std::sync::Arc<str> = written.text.into();
        for parsed in forms {
            self.all.push(Pattern {
                name: written.name.clone(),
                place: written.place.clone(),
                text: text.clone(),
                before: parsed.before,
                trigger: parsed.trigger,
                after: parsed.after,
                emit: emits.clone(),
                speech: speech.clone(),
                factuality: written.factuality,
                standing: written.standing,
                confidence: written.confidence,
                priority: written.priority,
            });
        }
    }

    /// Whether a folded word is in a set.
    pub(crate) fn in_set(&self, set: &str, word: &str) -> bool {
        self.set(set).is_some_and(|list| self.words.holds(list, self.words.member(word)))
    }

    /// The list of a set.
    pub(crate) fn set(&self, name: &str) -> Option<List> {
        self.set_lists.get(name).copied()
    }

    /// Whether a word is a finite form of a verb.
    pub(crate) fn is_verb(&self, word: Member) -> bool {
        self.words.holds(self.verbs.finite, word)
    }

    /// Whether a word is a present form of a verb.
    pub(crate) fn is_present(&self, word: Member) -> bool {
        self.words.holds(self.verbs.present, word)
    }

    /// Whether a word is the masdar of a verb.
    pub(crate) fn is_masdar(&self, word: Member) -> bool {
        self.words.holds(self.verbs.masdar, word)
    }

    /// Whether a word is an active or passive participle of a verb.
    pub(crate) fn is_participle(&self, word: Member) -> bool {
        self.words.holds(self.verbs.participle, word)
    }

    /// The patterns that a word triggers, in order.
    pub(crate) fn triggered_by(&self, word: Member) -> &[usize] {
        self.by_word.get(word.index()).map_or(&[], Vec::as_slice)
    }

    /// The patterns that a mention of a class may trigger, in order.
    pub(crate) fn triggered_by_class(&self, class: Member) -> &[usize] {
        self.by_class.get(class.index()).map_or(&[], Vec::as_slice)
    }

    /// The words that trigger patterns.
    pub(crate) fn trigger_words(&self) -> impl Iterator<Item = &str> {
        self.words.words().filter(|(_, word)| !self.triggered_by(*word).is_empty()).map(|(word, _)| word)
    }

    fn index(&mut self) {
        let (mut words, mut classes) = (Lists::default(), Lists::default());
        for pattern in &mut self.all {
            match &mut pattern.trigger {
                Trigger::Word(word) => word.list = words.number(&word.stems),
                Trigger::Slot(slot) => slot.class_list = classes.number(&slot.classes),
            }
            for element in pattern.before.iter_mut().chain(&mut pattern.after) {
                match element {
                    Element::Word(word) => word.list = words.number(&word.stems),
                    Element::Slot(slot) => slot.class_list = classes.number(&slot.classes),
                    _ => {}
                }
            }
        }
        self.set_lists = self.sets.all().map(|(name, stems)| (name.to_owned(), words.number(stems))).collect();
        let mut list = |stems: BTreeSet<&str>| words.number(&stems.into_iter().map(str::to_owned).collect::<Vec<_>>());
        self.verbs = VerbLists {
            finite: list(self.sets.verbs().collect()),
            present: list(self.sets.presents().collect()),
            masdar: list(self.sets.masdars().collect()),
            participle: list(self.sets.participles().collect()),
        };
        (self.words, self.classes) = (words.membership(), classes.membership());
        self.by_word = vec![Vec::new(); self.words.len()];
        self.by_class = vec![Vec::new(); self.classes.len()];
        for (i, pattern) in self.all.iter().enumerate() {
            match &pattern.trigger {
                Trigger::Word(word) => {
                    for stem in word.stems.iter() {
                        self.by_word[self.words.member(stem).index()].push(i);
                    }
                }
                Trigger::Slot(slot) => {
                    // A date or a mention inside another may be of any class.
                    let any = slot.classes.is_empty() || slot.date || slot.inner;
                    for class in self.classes.members().filter(|&c| any || self.classes.holds(slot.class_list, c)) {
                        self.by_class[class.index()].push(i);
                    }
                }
            }
        }
    }
}

/// The lists of verb forms.
#[derive(Debug, Default)]
struct VerbLists {
    finite: List,
    present: List,
    masdar: List,
    participle: List,
}

/// Lists that differ, numbered as they come.
#[derive(Default)]
struct Lists(BTreeMap<Vec<String>, List>);

impl Lists {
    fn number(&mut self, list: &[String]) -> List {
        if let Some(&number) = self.0.get(list) {
            return number;
        }
        let number = self.0.len() as List;
        self.0.insert(list.to_vec(), number);
        number
    }

    fn membership(&self) -> Membership {
        let mut lists: Vec<&[String]> = vec![&[]; self.0.len()];
        self.0.iter().for_each(|(list, &number)| lists[number as usize] = list);
        Membership::of(&lists)
    }
}

fn collect_roles(elements: &[Element], roles: &mut Vec<String>) {
    for element in elements {
        if let Element::Slot(Slot { role, .. }) = element {
            roles.push(role.to_string());
        }
    }
}

fn parse_emit(text: &str, roles: &[String], ontology: &Ontology) -> Result<Emit, String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (subject, predicate, object, factuality) = match parts[..] {
        [s, p, o] => (s, p, o, None),
        [s, p, o, f] => {
            let factuality =
                serde_json::from_value(serde_json::Value::from(f)).map_err(|_| format!("`{f}` is no factuality"))?;
            (s, p, o, Some(factuality))
        }
        _ => return Err(format!("`{text}` is no statement")),
    };
    let source = |end: &str| match end.strip_prefix('~') {
        Some(names) => parse::classes(names, ontology).map(Source::Antecedent),
        None if roles.iter().any(|r| r == end) => Ok(Source::Role(end.to_owned())),
        None => Err(format!("nothing in `match` fills the role {end}")),
    };
    if ontology.predicate(predicate).is_none() {
        return Err(format!("no predicate is called {predicate}"));
    }
    Ok(Emit { subject: source(subject)?, predicate: predicate.into(), object: source(object)?, factuality })
}

/// A YAML mistake with its place.
pub(crate) fn yaml_problem(path: &str, error: &serde_saphyr::Error) -> Problem {
    let line = error.location().map_or(0, |l| l.line() as usize);
    let message = error.without_snippet().to_string().lines().next().unwrap_or_default().to_owned();
    Problem::unread(path, line, message, "see patterns/README.md for the fields and their form")
}
