//! What produced what stands at a place of a text: words as they were read, table rows, patterns, cues.

mod statement;
mod token;

use serde::Serialize;

use crate::annotation::{self, Factuality, MentionKind};
use crate::domain::{Domain, Language, Relation};
use crate::error::{Error, Result};
use crate::mention;
use crate::pipeline::{self, Found};
use crate::source::SourceDocument;
use crate::span::Span;
use crate::text::AnalysedText;

/// Everything known about a stretch of a document. Places are code points of its text; `FILE:LINE` is below the domain
/// folder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The document's id.
    pub document: String,
    /// BCP 47 tag of its main language.
    pub language: String,
    /// The words asked for.
    pub asked: Words,
    /// The sentences that hold them.
    pub sentences: Vec<Words>,
    /// The words and marks, as they were read.
    pub tokens: Vec<TokenReading>,
    /// Dates, numbers, sums.
    pub values: Vec<ValueReading>,
    /// The mentions that share a code point with the words asked for.
    pub mentions: Vec<MentionReading>,
    /// The statements whose evidence does.
    pub statements: Vec<StatementReading>,
}

/// A place and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The slice itself.
    pub text: String,
}

/// A token as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenReading {
    /// Where it stands.
    #[serde(flatten)]
    pub words: Words,
    /// Its folded form without proclitics.
    pub key: String,
    /// The key without the article: what sets and tables are asked for.
    pub stem: String,
    /// The letters before it that are words of their own.
    pub proclitics: Vec<char>,
    /// Whether it has the article.
    pub article: bool,
    /// The pronoun at its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronoun: Option<String>,
    /// The stem without the pronoun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// What tables say of it: `verb`, `given name`, `NOUN`, `head of a name (Ministry), FILE:LINE`.
    pub known: Vec<String>,
    /// The sets that hold it, as patterns write them (`@say`).
    pub sets: Vec<String>,
}

/// A value as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueReading {
    /// Where it stands.
    #[serde(flatten)]
    pub words: Words,
    /// `date`, `dates`, `relative date`, `duration`, `number`, `fraction`, `percent`, `money`.
    pub kind: String,
    /// What it says: `2014-09-15`, `300 to 900`.
    pub meaning: String,
}

/// A mention with what found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentionReading {
    /// Where it stands.
    #[serde(flatten)]
    pub words: Words,
    /// A name, a demonym adjective, a definite noun.
    pub kind: MentionKind,
    /// Class of the entity.
    pub class: String,
    /// IRI of the entity.
    pub entity: String,
    /// Name of the entity.
    pub name: String,
    /// The row of a table (`FILE:LINE`), or the rule, that found it.
    pub source: String,
    /// The posts and forms of address that go with it.
    pub titles: Vec<TitleReading>,
}

/// A post or form of address with what found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TitleReading {
    /// Where it stands.
    #[serde(flatten)]
    pub words: Words,
    /// What it says of the organisation or country in it: `leads`, `affiliated`, `member`, `founded`, `none`; or `honorific`.
    pub relation: String,
    /// The row of the table, `FILE:LINE`.
    pub source: String,
}

/// A statement with what led to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementReading {
    /// Name of the subject.
    pub subject: String,
    /// The predicate.
    pub predicate: String,
    /// Name of the object, or the literal.
    pub object: String,
    /// What the text holds about it.
    pub factuality: Factuality,
    /// The cue or pattern that made it so, where it is not simply asserted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Rule>,
    /// `author`, or the name of who says it.
    pub claimed_by: String,
    /// The pattern of speech that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech: Option<Rule>,
    /// The words that say it.
    pub evidence: Words,
    /// From 0 to 1.
    pub confidence: f64,
    /// What that rests on.
    pub basis: Basis,
    /// What produced it.
    pub pattern: Rule,
    /// Whether the document's graph has it from here; else the same is said elsewhere by a pattern that states no less, or
    /// it says something of a thing to itself.
    pub kept: bool,
}

/// What a confidence rests on: see [`Calibration`](crate::domain::Calibration) for how it follows from these.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Basis {
    /// What the pattern states.
    pub stated: f64,
    /// How often its statements are right and wrong in annotated texts; none where they have none, or where there are no
    /// counts of this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Seen>,
    /// What makes the statement surer or less sure than others of its pattern, where annotated texts tell of it.
    pub circumstances: Vec<CircumstanceReading>,
}

/// How many statements were right and wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The annotated texts say so.
    pub right: usize,
    /// They do not.
    pub wrong: usize,
}

/// A circumstance with the counts of all statements that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CircumstanceReading {
    /// `one-word-text`, `object-by-noun`, `reported`, `long-evidence`.
    pub name: String,
    /// The counts.
    #[serde(flatten)]
    pub counts: Seen,
}

/// A pattern, cue or table row that did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its name: `ar/events#held-in`.
    pub name: String,
    /// `FILE:LINE`; empty where it is no row of a file.
    pub place: String,
    /// Its `match`, where it is a pattern.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matches: Option<String>,
    /// The word from which it worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Words>,
}

/// What stands at `span` of a document, and why.
///
/// # Errors
/// [`Error::Document`] where the span is empty or goes beyond the text, and as [`pipeline::extract`].
pub fn explain(domain: &Domain, document: &SourceDocument, span: Span) -> Result<Explanation> {
    let text = AnalysedText::new(domain, &document.text);
    if span.is_empty() || span.end > text.len() {
        let message = format!(
            "there is no text from {} to {}; it has {} code points: give a start and, after it, an end up to that",
            span.start,
            span.end,
            text.len()
        );
        return Err(Error::Document { document: document.id.clone(), message });
    }
    let annotation = pipeline::extract(domain, document)?;
    let sentences = text.sentences.iter().filter(|s| s.span.overlaps(span));
    let mut explanation = Explanation {
        document: document.id.clone(),
        language: text.language.clone(),
        asked: words(&text, span),
        sentences: sentences.map(|s| words(&text, s.span)).collect(),
        tokens: Vec::new(),
        values: Vec::new(),
        mentions: Vec::new(),
        statements: Vec::new(),
    };
    let Some(found) = Found::new(domain, &text, document.date) else { return Ok(explanation) };
    explanation.tokens = text.tokens_in(span).map(|at| token::reading(domain, found.language, &text, at)).collect();
    explanation.values = found
        .values
        .iter()
        .filter(|value| value.span.overlaps(span))
        .map(|value| token::value(words(&text, value.span), &value.kind))
        .collect();
    for (i, mention) in found.mentions.iter().enumerate().filter(|(_, m)| whole(m, &text).overlaps(span)) {
        let entity = &annotation.entities[found.resolved.of_mention[i]];
        explanation.mentions.push(mention_reading(found.language, &text, mention, entity));
    }
    explanation.statements = statement::readings(&found, &found.layout(domain, &text), &annotation, span);
    Ok(explanation)
}

fn words(text: &AnalysedText, span: Span) -> Words {
    Words { start: span.start, end: span.end, text: text.slice(span).to_owned() }
}

fn at(place: &(String, usize)) -> String {
    format!("{}:{}", place.0, place.1)
}

/// A mention with its titles.
fn whole(mention: &mention::Mention, text: &AnalysedText) -> Span {
    mention.titles.iter().fold(mention.span(text), |span, title| span.cover(title_span(title, text)))
}

fn title_span(title: &mention::Title, text: &AnalysedText) -> Span {
    Span::new(text.tokens[title.tokens.start].core.start, text.tokens[title.tokens.end - 1].span.end)
}

fn mention_reading(
    language: &Language,
    text: &AnalysedText,
    mention: &mention::Mention,
    entity: &annotation::Entity,
) -> MentionReading {
    let titles = mention.titles.iter().map(|title| {
        let relation = match title.relation {
            _ if title.honorific => "honorific",
            Relation::Leads => "leads",
            Relation::Affiliated => "affiliated",
            Relation::Member => "member",
            Relation::Founded => "founded",
            Relation::Nothing => "none",
        };
        let row = language.titles.get(&text.tokens[title.tokens.start].stem);
        TitleReading {
            words: words(text, title_span(title, text)),
            relation: relation.to_owned(),
            source: row.map(|row| at(&row.place)).unwrap_or_default(),
        }
    });
    MentionReading {
        words: words(text, mention.span(text)),
        kind: mention.kind,
        class: entity.class.clone(),
        entity: entity.id.clone(),
        name: entity.name.clone(),
        source: mention.source.clone(),
        titles: titles.collect(),
    }
}
