//! Verb frames: a predicate with a verb family, multiplied by the constructions in which verbs of that kind appear.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Sets;
use super::file::{Example, OneOrMany, RawExample, Written, yaml_problem};
use crate::annotation::Factuality;
use crate::domain::files::DataFiles;
use crate::domain::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    id: Spanned<String>,
    family: String,
    predicate: String,
    subject: String,
    object: String,
    /// How the object is joined to the verb: `-` directly, else a preposition; one of them is enough.
    #[serde(default = "direct")]
    joined: OneOrMany,
    /// How it is joined to the masdar, where that differs.
    #[serde(default)]
    masdar: Option<OneOrMany>,
    /// The constructions to use; all that fit where absent.
    #[serde(default)]
    constructions: Option<Vec<String>>,
    #[serde(default)]
    factuality: Option<Factuality>,
    #[serde(default)]
    inverse: bool,
    #[serde(default)]
    confidence: Option<f64>,
    #[serde(default)]
    examples: Vec<RawExample>,
    #[serde(default)]
    counter: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Construction {
    id: Spanned<String>,
    /// With `{S}` for the subject's slot, `{O}` for the object's, `{P+O}` for the object with its preposition, `@V` for the
    /// family; `{S*}` where coordinated ones are taken too.
    #[serde(rename = "match")]
    matches: OneOrMany,
    /// Whether it is made for objects that are joined directly, by a preposition, or both.
    #[serde(default)]
    direct: Option<bool>,
    /// Whether it is a construction of the masdar.
    #[serde(default)]
    masdar: bool,
    #[serde(default)]
    standing: bool,
    /// Whether only frames that name it use it.
    #[serde(default)]
    chosen: bool,
    /// The end that stands before the match and is only a pronoun in it, or nothing («زيارته», «اعتقلته»).
    #[serde(default)]
    before: Option<Role>,
    /// What its statements are, where the verbs in it say so («تعهدت بدعم …»).
    #[serde(default)]
    factuality: Option<Factuality>,
    #[serde(default = "whole")]
    confidence: f64,
    #[serde(default)]
    priority: i32,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Role {
    Subject,
    Object,
}

fn direct() -> OneOrMany {
    OneOrMany::One("-".to_owned())
}

fn whole() -> f64 {
    0.9
}

/// The frames and constructions of one language.
pub(super) struct Frames {
    language: String,
    path: String,
    frames: Vec<RawFrame>,
    constructions: Vec<Construction>,
}

impl Frames {
    /// Reads `frames.yaml` and `constructions.yaml` of a language.
    pub(super) fn load(files: &DataFiles, language: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("patterns/{language}/frames.yaml");
        Self {
            language: language.to_owned(),
            frames: read(files, &path, problems),
            constructions: read(files, &format!("patterns/{language}/constructions.yaml"), problems),
            path,
        }
    }

    /// One written pattern for each frame, construction and preposition.
    pub(super) fn expand(&self, sets: &Sets, problems: &mut Vec<Problem>) -> Vec<Written> {
        let mut all = Vec::new();
        for frame in &self.frames {
            let line = frame.id.defined.line() as usize;
            if sets.peek(&frame.family).is_none() {
                let message = format!("no verb family is called {}", frame.family);
                let verbs = format!("words/{}/verbs.tsv", self.language);
                let problem = Problem::new(&self.path, line, message, format!("add it to {verbs}"));
                problems.push(problem.resting_on([verbs.as_str()]));
                continue;
            }
            if frame.examples.is_empty() {
                let message = format!("frame {} has no example", frame.id.value);
                problems.push(Problem::new(&self.path, line, message, "give at least one text under `examples`"));
            }
            if let Some(unknown) = frame
                .constructions
                .iter()
                .flatten()
                .find(|c| !self.constructions.iter().any(|k| k.id.value.starts_with(c.as_str())))
            {
                let message = format!("no construction is called {unknown}");
                let file = format!("patterns/{}/constructions.yaml", self.language);
                let problem = Problem::new(&self.path, line, message, format!("use one of {file}"));
                problems.push(problem.resting_on([file.as_str()]));
            }
            for construction in &self.constructions {
                self.expand_one(frame, construction, &mut all);
            }
        }
        all
    }

    fn expand_one(&self, frame: &RawFrame, construction: &Construction, all: &mut Vec<Written>) {
        let named = |ids: &Vec<String>| ids.iter().any(|id| construction.id.value.starts_with(id.as_str()));
        if !frame.constructions.as_ref().map_or(!construction.chosen, named) {
            return;
        }
        // A pronoun for anything at all would stand for the wrong thing too often.
        let pronoun = match construction.before {
            Some(Role::Subject) => frame.subject == "any",
            Some(Role::Object) => frame.object == "any",
            None => false,
        };
        if pronoun {
            return;
        }
        let joined = match (&frame.masdar, construction.masdar) {
            (Some(masdar), true) => masdar,
            _ => &frame.joined,
        };
        let prepositions: Vec<&str> = match joined {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many.iter().map(String::as_str).collect(),
        };
        let templates: Vec<&str> = match &construction.matches {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many.iter().map(String::as_str).collect(),
        };
        for preposition in prepositions {
            if construction.direct.is_some_and(|direct| direct != (preposition == "-")) {
                continue;
            }
            for template in &templates {
                let text = fill(template, frame, preposition);
                let end = |role: Role, name: &str, classes: &str| match construction.before {
                    Some(before) if before == role => format!("~{classes}"),
                    _ => name.to_owned(),
                };
                let subject = end(Role::Subject, "subject", &frame.subject);
                let object = end(Role::Object, "object", &frame.object);
                let (subject, object) = if frame.inverse { (object, subject) } else { (subject, object) };
                all.push(Written {
                    name: format!("{}/frames#{}/{}", self.language, frame.id.value, construction.id.value),
                    place: (self.path.clone(), frame.id.defined.line() as usize),
                    text,
                    emit: vec![format!("{subject} {} {object}", frame.predicate)],
                    speech: None,
                    factuality: frame.factuality.or(construction.factuality),
                    standing: construction.standing,
                    confidence: construction.confidence * frame.confidence.unwrap_or(1.0),
                    priority: construction.priority,
                });
            }
        }
    }

    /// The examples of all frames.
    pub(super) fn into_examples(self) -> Vec<Example> {
        let mut examples = Vec::new();
        for frame in self.frames {
            let pattern = format!("{}/frames#{}", self.language, frame.id.value);
            for example in frame.examples {
                let place = (self.path.clone(), example.text.defined.line() as usize);
                let gives = example.gives.into_vec();
                examples.push(Example { pattern: pattern.clone(), place, text: example.text.value, gives });
            }
            for counter in frame.counter {
                let place = (self.path.clone(), counter.defined.line() as usize);
                examples.push(Example { pattern: pattern.clone(), place, text: counter.value, gives: Vec::new() });
            }
        }
        examples
    }
}

/// Puts a frame's family, types and preposition into a construction.
fn fill(template: &str, frame: &RawFrame, preposition: &str) -> String {
    let joined = match preposition.chars().count() {
        1 if preposition == "-" => String::new(),
        1 => format!("{preposition}+"),
        _ => format!("{preposition} "),
    };
    let mut text = template.replace("@V", &format!("@{}", frame.family));
    for many in ["", "*"] {
        text = text
            .replace(&format!("{{S{many}}}"), &format!("{{subject:{}{many}}}", frame.subject))
            .replace(&format!("{{A{many}}}"), &format!("{{subject:Country|Region/ADJ{many}}}"))
            .replace(&format!("{{T{many}}}"), &format!("{{object:Event|LegalInstrument|Document{many}}}"))
            .replace(&format!("{{O{many}}}"), &format!("{{object:{}{many}}}", frame.object))
            .replace(&format!("{{P+O{many}}}"), &format!("{joined}{{object:{}{many}}}", frame.object));
    }
    text
}

fn read<T: serde::de::DeserializeOwned>(files: &DataFiles, path: &str, problems: &mut Vec<Problem>) -> Vec<T> {
    match files.get(path).map(serde_saphyr::from_str) {
        Some(Ok(list)) => list,
        Some(Err(e)) => {
            problems.push(yaml_problem(path, &e));
            Vec::new()
        }
        None => Vec::new(),
    }
}
