//! Runs the examples and counter-examples that patterns carry through the whole extraction.

use crate::annotation::{AUTHOR, Annotation, Factuality, Object};
use crate::domain::{Domain, Example, ONTOLOGY, Problem};
use crate::pipeline;
use crate::source::SourceDocument;

/// The examples whose statements are not found, and the counter-examples in which the pattern finds something.
#[must_use]
pub fn check(domain: &Domain) -> Vec<Problem> {
    let mut problems = Vec::new();
    for language in domain.languages.values() {
        for example in &language.patterns.examples {
            let document = SourceDocument::plain("example", example.text.as_str());
            let Ok(found) = pipeline::extract(domain, &document) else { continue };
            check_one(domain, example, &found, &mut problems);
        }
    }
    Problem::settle(problems)
}

fn check_one(domain: &Domain, example: &Example, found: &Annotation, problems: &mut Vec<Problem>) {
    let (file, line) = &example.place;
    let own = |pattern: &Option<String>| {
        let rest = pattern.as_deref().and_then(|p| p.strip_prefix(example.pattern.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if example.gives.is_empty() {
        if let Some(statement) = found.statements.iter().find(|s| own(&s.pattern)) {
            let message = format!("{} finds `{}` in its counter-example", example.pattern, written(found, statement));
            problems.push(Problem::new(file, *line, message, "narrow the pattern").resting_on([""]));
        }
        return;
    }
    for wanted in &example.gives {
        let Some(wanted) = Wanted::parse(domain, wanted) else {
            let remedy =
                "write `subject predicate object`, then perhaps a factuality, then perhaps `by` and who says it";
            let problem = Problem::new(file, *line, format!("`{wanted}` is no statement"), remedy);
            problems.push(problem.resting_on([ONTOLOGY]));
            continue;
        };
        if !found.statements.iter().any(|s| wanted.is(found, s)) {
            let all: Vec<String> = found.statements.iter().map(|s| written(found, s)).collect();
            let message = format!("{} does not give `{}`; found: {}", example.pattern, wanted.text, all.join("; "));
            problems.push(Problem::new(file, *line, message, "mend the pattern or the example").resting_on([""]));
        }
    }
}

/// A statement as an example writes it.
struct Wanted<'a> {
    text: &'a str,
    subject: &'a str,
    predicate: &'a str,
    object: &'a str,
    factuality: Factuality,
    speaker: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn parse(domain: &Domain, text: &'a str) -> Option<Self> {
        let predicate = text.split(' ').find(|word| domain.ontology.predicate(word).is_some())?;
        let (subject, rest) = text.split_once(&format!(" {predicate} "))?;
        let (rest, speaker) = match rest.split_once(" by ") {
            Some((rest, speaker)) => (rest, Some(speaker)),
            None => (rest, None),
        };
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let stated = serde_json::from_value::<Factuality>(serde_json::Value::from(last)).ok();
        let object = if stated.is_some() { rest[..rest.len() - last.len()].trim_end() } else { rest };
        Some(Self { text, subject, predicate, object, factuality: stated.unwrap_or_default(), speaker })
    }

    fn is(&self, found: &Annotation, statement: &crate::annotation::Statement) -> bool {
        let object = match &statement.object {
            Object::Entity(id) => called(found, id, self.object),
            Object::Literal { literal, .. } => literal == self.object,
        };
        let speaker = match self.speaker {
            Some(speaker) => called(found, &statement.claimed_by, speaker),
            None => statement.claimed_by == AUTHOR,
        };
        statement.predicate == self.predicate
            && statement.factuality == self.factuality
            && called(found, &statement.subject, self.subject)
            && object
            && speaker
    }
}

/// Whether an entity has a mention with these words.
fn called(found: &Annotation, id: &str, words: &str) -> bool {
    found.entities.iter().any(|e| e.id == id && e.mentions.iter().any(|m| m.text == words))
}

fn written(found: &Annotation, statement: &crate::annotation::Statement) -> String {
    let name = |id: &str| {
        let entity = found.entities.iter().find(|e| e.id == id);
        entity.and_then(|e| e.mentions.first()).map_or_else(|| id.to_owned(), |m| m.text.clone())
    };
    let object = match &statement.object {
        Object::Entity(id) => name(id),
        Object::Literal { literal, .. } => literal.clone(),
    };
    let subject = name(&statement.subject);
    format!(
        "{subject} {} {object} {} by {}",
        statement.predicate,
        statement.factuality.as_str(),
        name(&statement.claimed_by)
    )
}
