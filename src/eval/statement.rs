//! Compares statements: the same two ends by their entities' mentions, and the same predicate.

use std::collections::BTreeSet;

use super::alignment::common;
use super::compared::{Compared, Outcome};
use super::counts::{Accuracy, Counts};
use super::literal;
use super::mistake::{Found, Part};
use super::statement_mistake::Told;
use super::verdict::{Judged, Verdict};
use crate::annotation::{AUTHOR, Circumstance, Factuality, Object, Statement};

/// What is asked of a statement that is right.
pub(super) const ATTRIBUTES: [&str; 3] = ["factuality", "claimant", "evidence"];

/// One end of a predicted statement, in terms of gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End<'a> {
    /// A gold entity's id.
    Entity(&'a str),
    Literal(&'a str),
}

/// The ends of a predicted statement; none where gold has no such entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ends<'a> {
    pub(super) subject: Option<End<'a>>,
    pub(super) object: Option<End<'a>>,
}

/// A predicted statement of which gold says nothing, or the opposite.
pub(super) struct Spurious<'a> {
    pub(super) statement: &'a Statement,
    pub(super) ends: Ends<'a>,
    /// What gold denies and the prediction asserts.
    pub(super) denied: Option<&'a Statement>,
}

/// A gold statement with the predicted one that is taken as the same, and whether each attribute is right.
pub(super) struct Matched<'a> {
    pub(super) gold: &'a Statement,
    pub(super) predicted: &'a Statement,
    pub(super) right: [bool; ATTRIBUTES.len()],
}

/// How the predicted statements of a document stand to gold.
#[derive(Default)]
struct Judgement<'a> {
    matched: Vec<Matched<'a>>,
    spurious: Vec<Spurious<'a>>,
    /// What says less than gold, or nearly the same.
    weaker: Vec<Spurious<'a>>,
    /// What has been judged, so that it is judged once.
    seen: BTreeSet<(Option<End<'a>>, &'a str, Option<End<'a>>)>,
}

/// What the comparison of the statements gives.
pub(super) struct Comparison {
    pub(super) outcome: Outcome,
    pub(super) accuracies: [Accuracy; ATTRIBUTES.len()],
    /// Each predicted statement with its verdict, in their order.
    pub(super) judged: Vec<Judged>,
}

pub(super) fn compare(compared: &Compared<'_>) -> Comparison {
    let mut judgement = Judgement::default();
    let mut judged = Vec::new();
    for statement in &compared.predicted.statements {
        let scored = compared.has_predicate(&statement.predicate);
        let verdict = if scored { judgement.judge(compared, statement) } else { Verdict::NotCounted };
        judged.push(Judged::new(statement, circumstances(compared, statement), verdict));
    }
    let Judgement { matched, spurious, weaker, .. } = judgement;
    let hit: BTreeSet<&str> = matched.iter().map(|matched| matched.gold.id.as_str()).collect();
    let core: Vec<&Statement> = compared.gold.statements.iter().filter(|statement| statement.core).collect();
    let mut outcome = Outcome::default();
    for statement in &core {
        outcome.of(&statement.predicate).gold += 1;
    }
    for statement in matched.iter().map(|m| m.predicted).chain(spurious.iter().map(|s| s.statement)) {
        outcome.of(&statement.predicate).predicted += 1;
    }
    let mut told = BTreeSet::new();
    for matched in matched.iter().filter(|matched| told.insert(matched.gold.id.as_str())) {
        let counts = outcome.of(&matched.gold.predicate);
        counts.right += 1;
        counts.found += 1;
        let shown = compared.show_gold(matched.gold);
        outcome.found.push(Found { part: Part::Statement, key: matched.gold.id.clone(), shown });
    }
    let predicted = matched.len() + spurious.len();
    outcome.counts = Counts { right: hit.len(), predicted, found: hit.len(), gold: core.len() };
    let mut accuracies = [Accuracy::default(); ATTRIBUTES.len()];
    for matched in &matched {
        accuracies.iter_mut().zip(matched.right).for_each(|(accuracy, right)| accuracy.add(right));
    }
    let missed = core.into_iter().filter(|statement| !hit.contains(statement.id.as_str())).collect();
    outcome.mistakes = Told { compared, missed, spurious, weaker: &weaker, matched: &matched }.mistakes();
    Comparison { outcome, accuracies, judged }
}

fn circumstances(compared: &Compared<'_>, statement: &Statement) -> Vec<Circumstance> {
    let entity = match &statement.object {
        Object::Entity(id) => compared.predicted_entity(id),
        Object::Literal { .. } => None,
    };
    Circumstance::of(&statement.object, entity, &statement.claimed_by, &statement.evidence.text)
}

impl<'a> Judgement<'a> {
    fn judge(&mut self, compared: &Compared<'a>, statement: &'a Statement) -> Verdict {
        let ends = Ends::new(compared, statement);
        let of_the_two: Vec<&Statement> = compared.gold.statements.iter().filter(|s| ends.are(compared, s)).collect();
        let same: Vec<&Statement> = of_the_two.iter().copied().filter(|s| s.predicate == statement.predicate).collect();
        let mark = (ends.subject, statement.predicate.as_str(), ends.object);
        if !same.is_empty() {
            return self.judge_same(compared, statement, ends, &same);
        }
        let scoring = &compared.domain.scoring;
        if of_the_two.iter().any(|s| scoring.is_harmless(&statement.predicate, &s.predicate)) {
            self.weaker.push(Spurious { statement, ends, denied: None });
            return Verdict::NotCounted;
        }
        if ends.is_optional(compared, statement) {
            return Verdict::NotCounted;
        }
        let known = ends.subject.is_some() && ends.object.is_some();
        if !self.seen.insert(mark) && known {
            return Verdict::NotCounted;
        }
        self.spurious.push(Spurious { statement, ends, denied: None });
        Verdict::Wrong
    }

    /// Judges a statement that gold has, perhaps with another factuality.
    fn judge_same(
        &mut self,
        compared: &Compared<'a>,
        statement: &'a Statement,
        ends: Ends<'a>,
        same: &[&'a Statement],
    ) -> Verdict {
        let core = || same.iter().copied().filter(|s| s.core);
        let Some(gold) = core().find(|s| s.factuality == statement.factuality).or(core().next()) else {
            return Verdict::NotCounted;
        };
        if gold.factuality == Factuality::Denied && statement.factuality == Factuality::Asserted {
            self.spurious.push(Spurious { statement, ends, denied: Some(gold) });
            return Verdict::Wrong;
        }
        if !self.seen.insert((ends.subject, statement.predicate.as_str(), ends.object)) {
            return Verdict::NotCounted;
        }
        let right = [
            gold.factuality == statement.factuality,
            same_claimant(compared, &gold.claimed_by, &statement.claimed_by),
            common(gold.evidence.span(), statement.evidence.span()) > 0,
        ];
        self.matched.push(Matched { gold, predicted: statement, right });
        Verdict::Right
    }
}

fn same_claimant(compared: &Compared<'_>, gold: &str, predicted: &str) -> bool {
    let by_author = predicted == AUTHOR || predicted.is_empty();
    if gold == AUTHOR && by_author { true } else { compared.alignment.gold(predicted) == Some(gold) }
}

impl<'a> Ends<'a> {
    fn new(compared: &Compared<'a>, statement: &'a Statement) -> Self {
        let entity = |id: &str| compared.alignment.gold(id).map(End::Entity);
        let object = match &statement.object {
            Object::Entity(id) => entity(id),
            Object::Literal { literal, .. } => Some(End::Literal(literal)),
        };
        Self { subject: entity(&statement.subject), object }
    }

    /// Whether these are the ends of a gold statement, in either order where its predicate holds both ways.
    pub(super) fn are(&self, compared: &Compared<'_>, gold: &Statement) -> bool {
        let both_ways = compared.domain.ontology.predicate(&gold.predicate).is_some_and(|p| p.symmetric);
        self.run_as(compared, gold) || both_ways && self.reversed().run_as(compared, gold)
    }

    /// Whether these are the ends of a gold statement in its order.
    fn run_as(&self, compared: &Compared<'_>, gold: &Statement) -> bool {
        self.has_subject(gold) && self.has_object(compared, gold)
    }

    pub(super) fn has_subject(&self, gold: &Statement) -> bool {
        self.subject == Some(End::Entity(&gold.subject))
    }

    pub(super) fn has_object(&self, compared: &Compared<'_>, gold: &Statement) -> bool {
        match (self.object, &gold.object) {
            (Some(End::Entity(id)), Object::Entity(other)) => id == other,
            (Some(End::Literal(value)), Object::Literal { literal, .. }) => {
                literal::is_same(&compared.domain.ontology, &gold.predicate, value, literal)
            }
            _ => false,
        }
    }

    pub(super) fn reversed(self) -> Self {
        Self { subject: self.object, object: self.subject }
    }

    /// Whether one end is an entity that gold does not ask for, or of a type that is not scored.
    fn is_optional(&self, compared: &Compared<'_>, statement: &Statement) -> bool {
        let object = match &statement.object {
            Object::Entity(id) => Some(id),
            Object::Literal { .. } => None,
        };
        let is_optional = |id: Option<&String>, end: Option<End<'_>>| match end {
            Some(End::Entity(gold)) => compared.gold_entity(gold).is_some_and(|entity| !entity.core),
            Some(End::Literal(_)) => false,
            None => id
                .and_then(|id| compared.predicted_entity(id))
                .is_some_and(|entity| !compared.domain.scoring.has_type(compared.coarse(&entity.class))),
        };
        is_optional(Some(&statement.subject), self.subject) || is_optional(object, self.object)
    }
}
