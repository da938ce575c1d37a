//! Annotations written by hand: slices by their text and count, as the contract describes, made into the finished form.

use std::path::Path;

use nisba::annotation::{AUTHOR, Annotation, Entity, Evidence, Factuality, Mention, MentionKind, Object, Statement};
use serde::Deserialize;

#[derive(Deserialize)]
struct HandWritten {
    id: String,
    language: String,
    title: Option<String>,
    date: Option<String>,
    entities: Vec<HandEntity>,
    statements: Vec<HandStatement>,
}

#[derive(Deserialize)]
struct HandEntity {
    id: String,
    class: String,
    name: String,
    name_en: Option<String>,
    wikidata: Option<String>,
    mentions: Vec<HandMention>,
}

#[derive(Deserialize)]
struct HandMention {
    text: String,
    nth: usize,
    kind: MentionKind,
}

#[derive(Deserialize)]
struct HandStatement {
    subject: String,
    predicate: String,
    object: Object,
    #[serde(default)]
    factuality: Factuality,
    claimed_by: Option<String>,
    evidence: String,
    confidence: Option<f64>,
    pattern: Option<String>,
}

/// The annotation `tests/graph/NAME.json` and its text `tests/graph/NAME.txt`.
pub(crate) fn read(name: &str) -> (Annotation, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph");
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the text is there");
    let json = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("the annotation is there");
    let hand: HandWritten = serde_json::from_str(&json).expect("the annotation is JSON of the form above");
    (finish(hand, &text), text)
}

/// The names of all annotations in `tests/graph`, in order.
pub(crate) fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph");
    let entries = std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path());
    let json = entries.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let mut names: Vec<String> = json.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

fn finish(hand: HandWritten, text: &str) -> Annotation {
    let entity = |entity: HandEntity| Entity {
        id: entity.id,
        class: entity.class,
        subclass: None,
        name: entity.name,
        name_en: entity.name_en,
        wikidata: entity.wikidata,
        core: true,
        mentions: entity.mentions.into_iter().map(|mention| finish_mention(mention, text)).collect(),
    };
    let statement = |(index, statement): (usize, HandStatement)| {
        let (start, end) = place(text, &statement.evidence, 1);
        Statement {
            id: format!("s{index}"),
            subject: statement.subject,
            predicate: statement.predicate,
            object: statement.object,
            factuality: statement.factuality,
            claimed_by: statement.claimed_by.unwrap_or_else(|| AUTHOR.to_owned()),
            evidence: Evidence { start, end, text: statement.evidence },
            confidence: statement.confidence.unwrap_or(1.0),
            pattern: statement.pattern,
            core: true,
        }
    };
    Annotation {
        id: hand.id,
        language: hand.language,
        title: hand.title,
        date: hand.date,
        text_sha256: String::new(),
        entities: hand.entities.into_iter().map(entity).collect(),
        statements: hand.statements.into_iter().enumerate().map(statement).collect(),
    }
}

fn finish_mention(mention: HandMention, text: &str) -> Mention {
    let (start, end) = place(text, &mention.text, mention.nth);
    Mention { start, end, text: mention.text, kind: mention.kind, core: true, source: None }
}

/// Where the slice stands for the `nth` time, in code points.
fn place(text: &str, slice: &str, nth: usize) -> (usize, usize) {
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = slice.chars().collect();
    let mut places = (0..letters.len()).filter(|&start| letters[start..].starts_with(&wanted));
    let start = places.nth(nth - 1).unwrap_or_else(|| panic!("«{slice}» does not stand {nth} times in the text"));
    (start, start + wanted.len())
}
