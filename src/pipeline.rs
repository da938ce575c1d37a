//! The path from a document to its annotation: text, values, mentions, entities, statements.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::annotation::{self, AUTHOR, Annotation, Circumstance, Evidence, MentionKind, Object};
use crate::domain::{Calibration, Domain, Language};
use crate::entity::{self, Resolved};
use crate::error::Result;
use crate::graph::Bases;
use crate::mention::{self, Mention};
use crate::source::SourceDocument;
use crate::span::Span;
use crate::statement::{self, Candidate, End, Layout};
use crate::text::{AnalysedText, Forms};
use crate::value::{self, Value};

/// The language whose knowledge serves texts of a language that the domain has nothing for.
const FALLBACK: &str = "en";

/// What a document says: its entities and statements.
///
/// # Errors
/// Where the document cannot be used.
pub fn extract(domain: &Domain, document: &SourceDocument) -> Result<Annotation> {
    extract_calibrated(domain, document, None)
}

/// The same with confidences by another calibration than that of the document's language.
///
/// # Errors
/// As [`extract`].
pub fn extract_calibrated(
    domain: &Domain,
    document: &SourceDocument,
    calibration: Option<&Calibration>,
) -> Result<Annotation> {
    let text = AnalysedText::new(domain, &document.text);
    let mut annotation = Annotation {
        id: document.id.clone(),
        language: text.language.clone(),
        title: document.metadata.title.clone().or_else(|| headline(&text)),
        date: document.date.map(|date| date.to_string()),
        text_sha256: Sha256::digest(document.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        entities: Vec::new(),
        statements: Vec::new(),
    };
    let Some(found) = Found::new(domain, &text, document.date) else { return Ok(annotation) };
    let candidates = statement::find(&found.layout(domain, &text));
    let (mentions, resolved) = (&found.mentions, &found.resolved);
    let calibration = calibration.unwrap_or(&found.language.calibration);
    let (bases, document) = (Bases::default(), crate::text::name_words(&document.id).join("-"));
    let writer = Writer { domain, calibration, text: &text, mentions, resolved, bases, document };
    writer.write(&candidates, &mut annotation);
    Ok(annotation)
}

/// What a text holds before statements are looked for.
pub(crate) struct Found<'a> {
    pub(crate) language: &'a Language,
    /// The forms of each token's word.
    forms: Vec<Forms>,
    pub(crate) values: Vec<Value>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) resolved: Resolved,
    /// The day of writing.
    date: Option<jiff::civil::Date>,
}

impl<'a> Found<'a> {
    /// The values, mentions and entities of a text; nothing where the domain has no language that serves. `date` is the
    /// day of writing, where it is known.
    pub(crate) fn new(domain: &'a Domain, text: &AnalysedText, date: Option<jiff::civil::Date>) -> Option<Self> {
        let language = domain.languages.get(&text.language).or_else(|| domain.languages.get(FALLBACK))?;
        let values = value::find_values(domain, text, date);
        let forms: Vec<Forms> = text.tokens.iter().map(|token| Forms::of(language, &domain.words, token)).collect();
        let mentions = mention::find(domain, language, text, &forms, &values);
        let resolved = entity::resolve(domain, language, text, &mentions);
        Some(Self { language, forms, values, mentions, resolved, date })
    }

    /// The text with what was found, ready for patterns.
    pub(crate) fn layout<'s>(&'s self, domain: &'s Domain, text: &'s AnalysedText) -> Layout<'s> {
        Layout::new(domain, self.language, text, &self.forms, &self.mentions, &self.values, self.date)
            .with_known(self.resolved.known())
    }
}

/// The first line, where it is a headline.
fn headline(text: &AnalysedText) -> Option<String> {
    let first = text.sentences.first().filter(|s| s.heading)?;
    Some(text.slice(first.span).to_owned())
}

/// Turns what was found into the document form.
struct Writer<'a> {
    domain: &'a Domain,
    calibration: &'a Calibration,
    text: &'a AnalysedText,
    mentions: &'a [Mention],
    resolved: &'a Resolved,
    bases: Bases,
    /// The document's name as a part of identifiers.
    document: String,
}

impl Writer<'_> {
    fn write(&self, candidates: &[Candidate], annotation: &mut Annotation) {
        let mut entities: Vec<annotation::Entity> = self.resolved.entities.iter().map(|e| self.entity(e)).collect();
        for candidate in candidates {
            if let Some(firm) = &candidate.firm {
                entities[self.resolved.of_mention[candidate.subject]].class.clone_from(firm);
            }
        }
        let mut sayings = Sayings::default();
        for candidate in candidates {
            if let Some(statement) = self.statement(candidate, &entities) {
                sayings.add(statement, thousandths(candidate.confidence));
            }
        }
        annotation.statements = sayings.all;
        annotation.entities = entities;
    }

    fn entity(&self, entity: &entity::Entity) -> annotation::Entity {
        let mentions: Vec<annotation::Mention> =
            entity.mentions.iter().map(|&m| self.mention(&self.mentions[m])).collect();
        let entry = entity.entry.map(|entry| self.domain.lexicon.entry(entry));
        let longest = entity
            .mentions
            .iter()
            .map(|&m| &self.mentions[m])
            .filter(|m| m.kind == MentionKind::Name)
            .max_by_key(|m| (m.span(self.text).len(), std::cmp::Reverse(m.tokens.start)))
            .or(entity.mentions.first().map(|&m| &self.mentions[m]));
        let own = longest.map(|m| self.text.written(m.tokens.clone())).unwrap_or_default();
        let name = entry.and_then(|e| e.names.get(&self.text.language).cloned()).unwrap_or_else(|| own.clone());
        annotation::Entity {
            id: self.identifier(entity, longest, &own),
            class: entity.class.clone(),
            subclass: None,
            name,
            name_en: entry.and_then(|e| e.names.get("en").cloned()),
            wikidata: entry.and_then(|e| e.wikidata.clone()),
            core: entity.core,
            mentions,
        }
    }

    /// The lexicon's identifier; for a distinctive name one of its class and words; for anything else one of this document.
    fn identifier(&self, entity: &entity::Entity, longest: Option<&Mention>, name: &str) -> String {
        let bases = &self.bases;
        if let Some(entry) = entity.entry {
            return format!("{}{}", bases.entity_base(), self.domain.lexicon.entry(entry).id);
        }
        let words = crate::text::name_words(name);
        let slug = words.join("-");
        let named = entity.mentions.iter().any(|&m| self.mentions[m].kind == MentionKind::Name);
        let group = self.domain.ontology.coarse(&entity.class).to_lowercase();
        if named && words.len() > 1 && !longest.is_some_and(|mention| self.is_shared(mention)) {
            return format!("{}{group}/{slug}", bases.entity_base());
        }
        let first = entity.mentions.first().map_or(0, |&m| self.mentions[m].span(self.text).start);
        format!("{}in/{}/{group}/{slug}-{first}", bases.entity_base(), self.document)
    }

    /// Whether many bear a name: a head that says so, and common words after it («سوق الجملة»).
    fn is_shared(&self, mention: &Mention) -> bool {
        let stem = |at: usize| &self.text.tokens[at].stem;
        let language = self.domain.languages.get(&self.text.language);
        let head = mention.head.and_then(|at| language?.heads.get(stem(at)));
        let rest = mention.head.map_or(mention.tokens.start, |at| at + 1)..mention.tokens.end;
        head.is_some_and(|head| head.complement.shared)
            && rest.into_iter().all(|at| self.domain.words.takes_article(stem(at)))
    }

    fn mention(&self, mention: &Mention) -> annotation::Mention {
        let span = mention.span(self.text);
        annotation::Mention {
            start: span.start,
            end: span.end,
            text: self.text.slice(span).to_owned(),
            kind: mention.kind,
            core: true,
            source: Some(mention.source.clone()),
        }
    }

    fn statement(&self, candidate: &Candidate, entities: &[annotation::Entity]) -> Option<annotation::Statement> {
        let of = |m: usize| &entities[self.resolved.of_mention[m]];
        let subject = of(candidate.subject);
        let (object, entity) = match &candidate.object {
            End::Mention(m) => (Object::Entity(of(*m).id.clone()), Some(of(*m))),
            End::Literal(literal, datatype) => {
                (Object::Literal { literal: literal.clone(), datatype: Some((*datatype).to_owned()) }, None)
            }
        };
        if object == Object::Entity(subject.id.clone()) {
            return None;
        }
        let claimed_by = candidate.claimant.map_or_else(|| AUTHOR.to_owned(), |m| of(m).id.clone());
        let evidence = self.evidence(candidate.evidence);
        let circumstances = Circumstance::of(&object, entity, &claimed_by, &evidence.text);
        let confidence = self.calibration.confidence(&candidate.pattern, candidate.confidence, &circumstances);
        Some(annotation::Statement {
            id: statement_id(&subject.id, &candidate.predicate, &object, candidate.evidence),
            subject: subject.id.clone(),
            predicate: candidate.predicate.clone(),
            object,
            factuality: candidate.factuality,
            claimed_by,
            evidence,
            confidence: thousandths(confidence),
            pattern: Some(candidate.pattern.clone()),
            core: subject.core && entity.is_none_or(|entity| entity.core),
        })
    }

    fn evidence(&self, span: Span) -> Evidence {
        Evidence { start: span.start, end: span.end, text: self.text.slice(span).to_owned() }
    }
}

/// A confidence as it is written, so that what differs less is the same.
fn thousandths(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

fn statement_id(subject: &str, predicate: &str, object: &Object, evidence: Span) -> String {
    let object = match object {
        Object::Entity(id) => id,
        Object::Literal { literal, .. } => literal,
    };
    let all = format!("{subject}\n{predicate}\n{object}\n{}\n{}", evidence.start, evidence.end);
    let hash: String = Sha256::digest(all.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("s-{hash}")
}

/// What makes two statements the same: ends, predicate, factuality, claimant.
type Saying = (String, String, Object, annotation::Factuality, String);

/// Statements, each said once: of two that are the same the one whose pattern states more stays, in the place of the
/// first. What is stated decides, not the calibrated confidence: so which patterns a calibration counts does not depend
/// on the calibration before.
#[derive(Default)]
struct Sayings {
    all: Vec<annotation::Statement>,
    /// Where each is, and what its pattern states.
    place: BTreeMap<Saying, (usize, f64)>,
}

impl Sayings {
    fn add(&mut self, new: annotation::Statement, stated: f64) {
        let saying =
            (new.subject.clone(), new.predicate.clone(), new.object.clone(), new.factuality, new.claimed_by.clone());
        match self.place.get_mut(&saying) {
            Some((at, most)) if *most < stated => (self.all[*at], *most) = (new, stated),
            Some(_) => {}
            None => {
                self.place.insert(saying, (self.all.len(), stated));
                self.all.push(new);
            }
        }
    }
}
