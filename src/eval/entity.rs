//! Compares entities: one gold entity answers to one predicted one of its type, the one that shares most with it first.

use std::collections::{BTreeMap, BTreeSet};

use super::alignment::shared_mentions;
use super::compared::{Compared, Outcome, first_place, is_named};
use super::counts::Counts;
use super::mistake::{Cause, Found, Mistake, Part, Shown};
use crate::annotation::Entity;

/// Which predicted entity answers to which gold one.
struct Answers<'a> {
    /// What gold asks for.
    core: BTreeSet<&'a str>,
    /// What gold has too.
    optional: BTreeSet<&'a str>,
    /// Predicted ids by gold id.
    right: BTreeMap<&'a str, &'a str>,
    /// The same, where the types differ.
    mistyped: BTreeMap<&'a str, &'a str>,
}

pub(super) fn compare(compared: &Compared<'_>) -> Outcome {
    let answers = Answers::new(compared);
    let mut outcome = Outcome::default();
    for id in &answers.core {
        let Some(entity) = compared.gold_entity(id) else { continue };
        let counts = outcome.of(&entity.class);
        counts.gold += 1;
        if answers.right.contains_key(id) {
            counts.right += 1;
            counts.found += 1;
            outcome.found.push(Found { part: Part::Entity, key: (*id).to_owned(), shown: Shown::entity(entity) });
        }
    }
    // What is right stands under gold's class, as only the types have to agree.
    let answered: BTreeMap<&str, &str> = answers.right.iter().map(|(gold, predicted)| (*predicted, *gold)).collect();
    for entity in compared.predicted.entities.iter().filter(|entity| answers.counts(compared, entity)) {
        let gold = answered.get(entity.id.as_str()).and_then(|id| compared.gold_entity(id));
        outcome.of(&gold.unwrap_or(entity).class).predicted += 1;
        outcome.counts.predicted += 1;
    }
    // An entity without a name may be right all the same.
    let at_least_the_right = |counts: &mut Counts| counts.predicted = counts.predicted.max(counts.right);
    outcome.by.values_mut().for_each(at_least_the_right);
    let right = answers.right.len();
    outcome.counts = Counts { right, found: right, gold: answers.core.len(), ..outcome.counts };
    at_least_the_right(&mut outcome.counts);
    outcome.mistakes = answers.mistakes(compared);
    outcome
}

impl<'a> Answers<'a> {
    fn new(compared: &Compared<'a>) -> Self {
        let entities = &compared.gold.entities;
        let core: BTreeSet<&str> = entities.iter().filter(|e| e.core && is_named(e)).map(|e| e.id.as_str()).collect();
        let optional = entities.iter().map(|e| e.id.as_str()).filter(|id| !core.contains(id)).collect();
        let mut answers = Self { core, optional, right: BTreeMap::new(), mistyped: BTreeMap::new() };
        let mut pairs: Vec<_> = compared.alignment.iter().collect();
        pairs.sort_by_key(|&(predicted, pair)| (std::cmp::Reverse(pair.shared), predicted));
        let mut taken = BTreeSet::new();
        for (predicted, pair) in pairs {
            if !taken.insert(pair.gold) || answers.optional.contains(pair.gold) {
                continue;
            }
            let same_type = same_type(compared, predicted, pair.gold);
            let answer = if same_type { &mut answers.right } else { &mut answers.mistyped };
            answer.insert(pair.gold, predicted);
        }
        answers
    }

    /// Whether a predicted entity is rewarded or punished.
    fn counts(&self, compared: &Compared<'_>, entity: &Entity) -> bool {
        is_named(entity)
            && compared.domain.scoring.has_type(compared.coarse(&entity.class))
            && !compared.alignment.gold(&entity.id).is_some_and(|gold| self.optional.contains(gold))
    }

    fn mistakes(&self, compared: &Compared<'a>) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let missed = compared.gold.entities.iter().filter(|entity| {
            let id = entity.id.as_str();
            self.core.contains(id) && !self.right.contains_key(id)
        });
        for entity in missed {
            let mistyped = self.mistyped.get(entity.id.as_str()).and_then(|id| compared.predicted_entity(id));
            let swallowed = || {
                let holds = |other: &&Entity| shared_mentions(other, entity) > 0;
                let by = compared.predicted.entities.iter().find(holds)?;
                compared.gold_entity(compared.alignment.gold(&by.id)?)
            };
            mistakes.push(match (mistyped, swallowed()) {
                (Some(other), _) => mistake(Cause::WrongType, Some(entity), Some(other), None),
                (None, Some(other)) => mistake(Cause::Merged, Some(entity), None, Some(other)),
                (None, None) => mistake(Cause::Missed, Some(entity), None, None),
            });
        }
        let answering: BTreeSet<&str> = self.right.values().chain(self.mistyped.values()).copied().collect();
        let wrong = compared
            .predicted
            .entities
            .iter()
            .filter(|entity| self.counts(compared, entity) && !answering.contains(entity.id.as_str()));
        for entity in wrong {
            let whole = compared.alignment.gold(&entity.id).and_then(|id| compared.gold_entity(id));
            let cause = if whole.is_some() { Cause::Split } else { Cause::Spurious };
            mistakes.push(mistake(cause, None, Some(entity), whole));
        }
        mistakes
    }
}

/// Whether both are of one type of the ontology.
fn same_type(compared: &Compared<'_>, predicted: &str, gold: &str) -> bool {
    let coarse =
        |entity: Option<&Entity>| entity.map(|e| compared.coarse(&e.class)).filter(|coarse| !coarse.is_empty());
    let predicted = coarse(compared.predicted_entity(predicted));
    predicted.is_some() && predicted == coarse(compared.gold_entity(gold))
}

fn mistake(cause: Cause, gold: Option<&Entity>, predicted: Option<&Entity>, beside: Option<&Entity>) -> Mistake {
    let key = predicted.map(|entity| match first_place(entity) {
        Some(span) => format!("{} {}-{}", entity.class, span.start, span.end),
        None => entity.id.clone(),
    });
    let show = |entity: Option<&Entity>| entity.map(Shown::entity);
    Mistake { part: Part::Entity, cause, gold: show(gold), predicted: show(predicted), beside: show(beside), key }
}
