//! Tells why statements were missed and why others are wrong.

use super::alignment::common;
use super::compared::{Compared, first_place};
use super::mistake::{Cause, Mistake, Part, Shown};
use super::statement::{ATTRIBUTES, End, Ends, Matched, Spurious};
use crate::annotation::{Object, Statement};

/// What was missed, what is wrong, and what is right but for an attribute.
pub(super) struct Told<'c, 'a> {
    pub(super) compared: &'c Compared<'a>,
    pub(super) missed: Vec<&'a Statement>,
    pub(super) spurious: Vec<Spurious<'a>>,
    pub(super) weaker: &'c [Spurious<'a>],
    pub(super) matched: &'c [Matched<'a>],
}

impl Told<'_, '_> {
    /// Joins a missed statement with a wrong one that stands for it, and tells the rest apart.
    pub(super) fn mistakes(mut self) -> Vec<Mistake> {
        let compared = self.compared;
        let mut mistakes = Vec::new();
        let subject_is_there = |gold: &Statement| compared.alignment.covers(&gold.subject);
        let object_is_there = |gold: &Statement| has_object(compared, gold);
        self.join(&mut mistakes, Cause::WrongFactuality, |gold, wrong| wrong.denied.is_some_and(|d| d.id == gold.id));
        self.join(&mut mistakes, Cause::WrongPredicate, |gold, wrong| {
            wrong.denied.is_none() && wrong.ends.are(compared, gold)
        });
        self.join(&mut mistakes, Cause::WrongDirection, |gold, wrong| {
            wrong.is_of(gold) && wrong.ends.reversed().are(compared, gold)
        });
        self.join(&mut mistakes, Cause::WrongObject, |gold, wrong| {
            wrong.is_of(gold) && wrong.ends.has_subject(gold) && object_is_there(gold)
        });
        self.join(&mut mistakes, Cause::WrongSubject, |gold, wrong| {
            wrong.is_of(gold) && wrong.ends.has_object(compared, gold) && subject_is_there(gold)
        });
        for gold in &self.missed {
            if let Some(weaker) = self.weaker.iter().find(|weaker| weaker.ends.are(compared, gold)) {
                // It is not punished, and so has no key.
                let mistake = self.mistake(Cause::WeakerPredicate, Some(gold), Some(weaker), None);
                mistakes.push(Mistake { key: None, ..mistake });
                continue;
            }
            let cause = match (subject_is_there(gold), object_is_there(gold)) {
                (true, true) => Cause::NothingBetween,
                (false, true) => Cause::SubjectNotFound,
                (true, false) => Cause::ObjectNotFound,
                (false, false) => Cause::NeitherFound,
            };
            mistakes.push(self.mistake(cause, Some(gold), None, None));
        }
        for wrong in &self.spurious {
            let other = self.other_said(wrong);
            let cause = match (wrong.denied, other) {
                (Some(_), _) => Cause::WrongFactuality,
                _ if wrong.ends.subject.is_none() || wrong.ends.object.is_none() => Cause::UnknownEnd,
                (None, Some(_)) => Cause::OtherSaid,
                (None, None) => Cause::Spurious,
            };
            mistakes.push(self.mistake(cause, None, Some(wrong), wrong.denied.or(other)));
        }
        for matched in self.matched {
            let causes = [Cause::WrongFactuality, Cause::WrongClaimant, Cause::WrongEvidence];
            let wrong = causes.into_iter().zip(ATTRIBUTES).zip(matched.right).filter(|(_, right)| !right);
            mistakes.extend(wrong.map(|((cause, attribute), _)| self.attribute(cause, attribute, matched)));
        }
        mistakes
    }

    /// Takes out each missed statement for which there is a wrong one of this kind, and that one.
    fn join(
        &mut self,
        mistakes: &mut Vec<Mistake>,
        cause: Cause,
        stands_for: impl Fn(&Statement, &Spurious<'_>) -> bool,
    ) {
        for gold in std::mem::take(&mut self.missed) {
            match self.spurious.iter().position(|wrong| stands_for(gold, wrong)) {
                Some(at) => {
                    let wrong = self.spurious.remove(at);
                    mistakes.push(self.mistake(cause, Some(gold), Some(&wrong), None));
                }
                None => self.missed.push(gold),
            }
        }
    }

    /// What gold says of the same two, or in the same words.
    fn other_said(&self, wrong: &Spurious<'_>) -> Option<&Statement> {
        let statements = &self.compared.gold.statements;
        let of_the_two = statements.iter().find(|gold| wrong.ends.are(self.compared, gold));
        let evidence = wrong.statement.evidence.span();
        of_the_two.or_else(|| statements.iter().find(|gold| common(gold.evidence.span(), evidence) > 0))
    }

    fn mistake(
        &self,
        cause: Cause,
        gold: Option<&Statement>,
        predicted: Option<&Spurious<'_>>,
        beside: Option<&Statement>,
    ) -> Mistake {
        Mistake {
            part: Part::Statement,
            cause,
            gold: gold.map(|statement| self.compared.show_gold(statement)),
            predicted: predicted.map(|wrong| self.compared.show_predicted(wrong.statement)),
            beside: beside.map(|statement| self.compared.show_gold(statement)),
            key: predicted.map(|wrong| key(self.compared, wrong)),
        }
    }

    /// What is wrong of a statement that is right otherwise.
    fn attribute(&self, cause: Cause, attribute: &str, matched: &Matched<'_>) -> Mistake {
        let Matched { gold, predicted, .. } = matched;
        let (mut wanted, mut found) = (self.compared.show_gold(gold), self.compared.show_predicted(predicted));
        if cause == Cause::WrongClaimant {
            let by = |shown: &mut Shown, name: &str| shown.text = format!("{}, says {name}", shown.text);
            let name = |id: &str, named: Option<&str>| named.unwrap_or(id).to_owned();
            let claimant = self.compared.gold_entity(&gold.claimed_by).map(|entity| entity.name.as_str());
            by(&mut wanted, &name(&gold.claimed_by, claimant));
            let claimant = self.compared.predicted_entity(&predicted.claimed_by).map(|entity| entity.name.as_str());
            by(&mut found, &name(&predicted.claimed_by, claimant));
        }
        let key = Some(format!("{} {attribute}", gold.id));
        Mistake { part: Part::Statement, cause, gold: Some(wanted), predicted: Some(found), beside: None, key }
    }
}

impl Spurious<'_> {
    /// Whether it has the predicate of a gold statement, and does not say what gold denies.
    fn is_of(&self, gold: &Statement) -> bool {
        self.denied.is_none() && self.statement.predicate == gold.predicate
    }
}

/// Whether a gold statement's object was found; a literal is always there.
fn has_object(compared: &Compared<'_>, gold: &Statement) -> bool {
    match &gold.object {
        Object::Entity(id) => compared.alignment.covers(id),
        Object::Literal { .. } => true,
    }
}

/// Names a wrong statement by its predicate and ends: gold entities, places, literals.
fn key(compared: &Compared<'_>, wrong: &Spurious<'_>) -> String {
    let Spurious { statement, ends: Ends { subject, object }, .. } = wrong;
    let end = |end: &Option<End<'_>>, id: &str| match end {
        Some(End::Entity(gold)) => (*gold).to_owned(),
        Some(End::Literal(literal)) => format!("“{literal}”"),
        None => match compared.predicted_entity(id).and_then(first_place) {
            Some(span) => format!("{}-{}", span.start, span.end),
            None => id.to_owned(),
        },
    };
    let other = match &statement.object {
        Object::Entity(id) => id.as_str(),
        Object::Literal { .. } => "",
    };
    format!("{} {} {}", end(subject, &statement.subject), statement.predicate, end(object, other))
}
