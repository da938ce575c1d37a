//! Cues of factuality, and rules for names inside names.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::files::DataFiles;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use crate::annotation::{Factuality, MentionKind};
use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCue {
    id: Spanned<String>,
    factuality: Factuality,
    /// Words that must stand before the trigger.
    #[serde(default)]
    words: Vec<String>,
    /// A letter written before the trigger, instead of words.
    #[serde(default)]
    clitic: Option<char>,
    /// With `clitic`: on finite verbs, on masdars.
    #[serde(default)]
    verb: bool,
    #[serde(default)]
    masdar: bool,
    /// How many words may lie between the cue and the trigger, the trigger counted.
    #[serde(default = "near")]
    reach: usize,
    /// Whether other verbs may lie between.
    #[serde(default)]
    over_verbs: bool,
    /// Whether the word after the cue must be a present form.
    #[serde(default)]
    present: bool,
    /// Word sequences that begin with a cue and are none.
    #[serde(default)]
    except: Vec<String>,
}

fn near() -> usize {
    4
}

/// Words or a clitic that change what a text holds about a statement.
#[derive(Debug, Clone)]
pub(crate) struct Cue {
    /// Language, file and id: `ar/cues#negation`.
    pub(crate) name: String,
    pub(crate) place: (String, usize),
    pub(crate) factuality: Factuality,
    pub(crate) words: Vec<String>,
    pub(crate) clitic: Option<char>,
    pub(crate) verb: bool,
    pub(crate) masdar: bool,
    pub(crate) reach: usize,
    pub(crate) over_verbs: bool,
    pub(crate) present: bool,
    pub(crate) except: Vec<Vec<String>>,
}

/// Reads `patterns/<language>/cues.yaml`.
pub(super) fn load_cues(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> Vec<Cue> {
    let path = format!("patterns/{language}/cues.yaml");
    let raw: Vec<RawCue> = read(files, &path, problems);
    let mut cues = Vec::new();
    for raw in raw {
        if raw.words.is_empty() == raw.clitic.is_none() {
            let message = format!("cue {} needs either words or a clitic", raw.id.value);
            problems.push(Problem::new(&path, raw.id.defined.line() as usize, message, "give one of them"));
        }
        let mut words: Vec<String> = raw.words.iter().map(|w| fold(w)).collect();
        words.sort();
        cues.push(Cue {
            name: format!("{language}/cues#{}", raw.id.value),
            place: (path.clone(), raw.id.defined.line() as usize),
            factuality: raw.factuality,
            words,
            clitic: raw.clitic,
            verb: raw.verb,
            masdar: raw.masdar,
            reach: raw.reach,
            over_verbs: raw.over_verbs,
            present: raw.present,
            except: raw.except.iter().map(|e| e.split_whitespace().map(fold).collect()).collect(),
        });
    }
    cues
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInner {
    id: Spanned<String>,
    whole: String,
    part: String,
    emit: String,
    /// What must stand before the part: a letter or a word; anything where empty.
    #[serde(default)]
    after: Vec<String>,
    /// Whether the whole must begin with a head noun found by rule.
    #[serde(default)]
    headed: bool,
    #[serde(default)]
    adjacent: bool,
    /// Whether the whole must hold several such parts.
    #[serde(default)]
    several: bool,
    /// Whether no preposition may be written with the whole.
    #[serde(default)]
    free: bool,
    /// The words with which the whole must begin; any where empty.
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default = "usual")]
    confidence: f64,
}

fn usual() -> f64 {
    0.9
}

/// A rule for a mention that holds another.
#[derive(Debug, Clone)]
pub(crate) struct InnerRule {
    pub(crate) name: String,
    pub(crate) place: (String, usize),
    pub(crate) whole: Vec<String>,
    pub(crate) whole_kind: Option<MentionKind>,
    pub(crate) part: Vec<String>,
    pub(crate) kind: Option<MentionKind>,
    pub(crate) after: Vec<String>,
    pub(crate) headed: bool,
    /// Whether the part, with its titles, must follow the first word of the whole.
    pub(crate) adjacent: bool,
    /// Whether the whole must hold several such parts: «الاتفاق الروسي التركي».
    pub(crate) several: bool,
    /// Whether no preposition may be written with the whole: «لقاء حفتر», not «للقاء حفتر», which is «to meet».
    pub(crate) free: bool,
    /// Folded stems, sorted.
    pub(crate) heads: Vec<String>,
    pub(crate) predicate: String,
    /// Whether the part is the subject.
    pub(crate) inverse: bool,
    pub(crate) confidence: f64,
}

/// Reads `patterns/<language>/inner.yaml`.
pub(super) fn load_inner(
    files: &DataFiles,
    language: &str,
    ontology: &Ontology,
    problems: &mut Vec<Problem>,
) -> Vec<InnerRule> {
    let path = format!("patterns/{language}/inner.yaml");
    let raw: Vec<RawInner> = read(files, &path, problems);
    let mut rules = Vec::new();
    for raw in raw {
        let line = raw.id.defined.line() as usize;
        let mut side = |text: &str| {
            let (classes, kind) = match text.split_once('/') {
                Some((classes, kind)) => {
                    let known = serde_json::from_value(serde_json::Value::from(kind)).ok();
                    if known.is_none() {
                        let message = format!("`{kind}` is no kind of mention");
                        problems.push(Problem::new(&path, line, message, "write NAM, ADJ or NOM"));
                    }
                    (classes, known)
                }
                None => (text, None),
            };
            let mut all = Vec::new();
            for class in classes.split('|') {
                let below = ontology.descendants(class);
                if below.is_empty() {
                    let message = format!("no class is called {class}");
                    problems
                        .push(Problem::new(&path, line, message, "use a class of ontology/").resting_on([ONTOLOGY]));
                }
                all.extend(below);
            }
            all.sort();
            (all, kind)
        };
        let (whole, whole_kind) = side(&raw.whole);
        let (part, kind) = side(&raw.part);
        let words: Vec<&str> = raw.emit.split_whitespace().collect();
        let (predicate, inverse) = match words[..] {
            ["whole", predicate, "part"] => (predicate, false),
            ["part", predicate, "whole"] => (predicate, true),
            _ => {
                let message = format!("`{}` is no statement of whole and part", raw.emit);
                problems.push(Problem::new(
                    &path,
                    line,
                    message,
                    "write `whole predicate part` or `part predicate whole`",
                ));
                continue;
            }
        };
        if ontology.predicate(predicate).is_none() {
            let message = format!("no predicate is called {predicate}");
            problems.push(Problem::new(&path, line, message, "use a predicate of ontology/").resting_on([ONTOLOGY]));
        }
        rules.push(InnerRule {
            name: format!("{language}/inner#{}", raw.id.value),
            place: (path.clone(), line),
            whole,
            whole_kind,
            part,
            kind,
            after: raw.after.iter().map(|w| fold(w)).collect(),
            headed: raw.headed,
            adjacent: raw.adjacent,
            several: raw.several,
            free: raw.free,
            heads: {
                let mut heads: Vec<String> = raw.heads.iter().map(|w| fold(w)).collect();
                heads.sort();
                heads
            },
            predicate: predicate.to_owned(),
            inverse,
            confidence: raw.confidence,
        });
    }
    rules
}

fn read<T: serde::de::DeserializeOwned>(files: &DataFiles, path: &str, problems: &mut Vec<Problem>) -> Vec<T> {
    match files.get(path).map(serde_saphyr::from_str) {
        Some(Ok(list)) => list,
        Some(Err(e)) => {
            problems.push(super::pattern::yaml_problem(path, &e));
            Vec::new()
        }
        None => Vec::new(),
    }
}
