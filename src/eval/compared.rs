//! The gold and the prediction of one document, side by side.

use std::collections::BTreeMap;

use super::alignment::Alignment;
use super::counts::Counts;
use super::mistake::{Found, Mistake, Shown};
use crate::annotation::{Annotation, Entity, Factuality, Mention, MentionKind, Object, Statement};
use crate::domain::Domain;
use crate::span::Span;

/// A document's gold and prediction.
pub(super) struct Compared<'a> {
    pub(super) domain: &'a Domain,
    pub(super) gold: &'a Annotation,
    pub(super) predicted: &'a Annotation,
    pub(super) alignment: Alignment<'a>,
    gold_entities: BTreeMap<&'a str, &'a Entity>,
    predicted_entities: BTreeMap<&'a str, &'a Entity>,
}

/// What the comparison of one part gives.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) counts: Counts,
    /// By class, or by predicate.
    pub(super) by: BTreeMap<String, Counts>,
    pub(super) found: Vec<Found>,
    pub(super) mistakes: Vec<Mistake>,
}

impl Outcome {
    /// The counts of a class or predicate.
    pub(super) fn of(&mut self, name: &str) -> &mut Counts {
        self.by.entry(name.to_owned()).or_default()
    }
}

impl<'a> Compared<'a> {
    pub(super) fn new(domain: &'a Domain, gold: &'a Annotation, predicted: &'a Annotation) -> Self {
        let by_id = |annotation: &'a Annotation| annotation.entities.iter().map(|e| (e.id.as_str(), e)).collect();
        Self {
            domain,
            gold,
            predicted,
            alignment: Alignment::new(&domain.ontology, gold, predicted),
            gold_entities: by_id(gold),
            predicted_entities: by_id(predicted),
        }
    }

    /// The type by which a class is scored; empty where the ontology has no such class.
    pub(super) fn coarse(&self, class: &str) -> &'a str {
        self.domain.ontology.coarse(class)
    }

    pub(super) fn gold_entity(&self, id: &str) -> Option<&'a Entity> {
        self.gold_entities.get(id).copied()
    }

    pub(super) fn predicted_entity(&self, id: &str) -> Option<&'a Entity> {
        self.predicted_entities.get(id).copied()
    }

    /// Whether a statement's predicate is one that is scored.
    pub(super) fn has_predicate(&self, predicate: &str) -> bool {
        has_predicate(self.domain, predicate)
    }
}

/// Whether a predicate is one that is scored.
pub(super) fn has_predicate(domain: &Domain, predicate: &str) -> bool {
    domain.ontology.predicate(predicate).is_some() && domain.scoring.has_predicate(predicate)
}

/// Whether a mention is scored: a noun that refers back is not.
pub(super) fn is_scored(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Name | MentionKind::Adjective)
}

/// Whether an entity has a mention that is scored.
pub(super) fn is_named(entity: &Entity) -> bool {
    entity.mentions.iter().any(is_scored)
}

/// The place of an entity's first mention.
pub(super) fn first_place(entity: &Entity) -> Option<Span> {
    entity.mentions.iter().map(Mention::span).min()
}

impl Shown {
    pub(super) fn entity(entity: &Entity) -> Self {
        Self { span: first_place(entity), text: format!("{} {}", entity.class, entity.name) }
    }

    /// A statement with the names of its ends.
    fn statement(statement: &Statement, entities: &BTreeMap<&str, &Entity>) -> Self {
        let name = |id: &str| entities.get(id).map_or(id, |entity| &entity.name).to_owned();
        let object = match &statement.object {
            Object::Entity(id) => name(id),
            Object::Literal { literal, .. } => format!("“{literal}”"),
        };
        let mut text = format!("{} {} {object}", name(&statement.subject), statement.predicate);
        if statement.factuality != Factuality::Asserted {
            text = format!("{text} ({})", statement.factuality.as_str());
        }
        Self { span: Some(statement.evidence.span()), text }
    }
}

impl Compared<'_> {
    pub(super) fn show_gold(&self, statement: &Statement) -> Shown {
        Shown::statement(statement, &self.gold_entities)
    }

    pub(super) fn show_predicted(&self, statement: &Statement) -> Shown {
        Shown::statement(statement, &self.predicted_entities)
    }
}
