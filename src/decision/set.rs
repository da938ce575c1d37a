//! A set of decisions, each once, in the order in which they take effect.

use std::collections::BTreeMap;

use super::action::{Action, Decision};
use super::cluster::Clusters;
use crate::error::{Error, Result};

/// Decisions by their order: those of the program first, then people's, older ones before newer ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions(BTreeMap<(Option<String>, String), Decision>);

impl Decisions {
    /// The decisions in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Decision> {
        self.0.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a decision; returns whether it is new.
    ///
    /// # Errors
    /// [`Error::Decision`] where a person's decision contradicts another person's: a merge of two that are kept apart, or
    /// the reverse, or an entity and itself.
    pub fn add(&mut self, decision: Decision) -> Result<bool> {
        if !decision.is_by_machine() {
            self.check(&decision)?;
        }
        Ok(self.0.insert(decision.order(), decision).is_none())
    }

    /// Takes a decision out, by its id; returns it where there was one.
    pub fn remove(&mut self, id: &str) -> Option<Decision> {
        let key = self.0.keys().find(|(_, known)| known == id)?.clone();
        self.0.remove(&key)
    }

    /// The decisions of people alone.
    #[must_use]
    pub fn of_people(&self) -> Self {
        self.iter().filter(|decision| !decision.is_by_machine()).cloned().collect()
    }

    /// The pairs that people keep apart, by the IRIs that the merges give them.
    #[must_use]
    pub fn apart_by_name(&self) -> Vec<(String, String)> {
        let clusters = Clusters::new(self);
        let name = |entity: &str| clusters.canonical(entity).to_owned();
        self.kept_apart().map(|(entity, other)| (name(entity), name(other))).collect()
    }

    /// Whether two entities are one by these decisions.
    #[must_use]
    pub fn are_one(&self, entity: &str, other: &str) -> bool {
        let clusters = Clusters::new(self);
        clusters.canonical(entity) == clusters.canonical(other)
    }

    /// The pairs that people keep apart.
    pub fn kept_apart(&self) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter_map(|decision| match &decision.action {
            Action::KeepApart { entity, other } => Some((entity.as_str(), other.as_str())),
            _ => None,
        })
    }

    fn check(&self, decision: &Decision) -> Result<()> {
        let (Action::Merge { entity, other } | Action::KeepApart { entity, other }) = &decision.action else {
            return Ok(());
        };
        if entity == other {
            return Err(Error::Decision(format!(
                "{entity} cannot be {} itself; name two",
                match decision.action {
                    Action::Merge { .. } => "merged with",
                    _ => "kept apart from",
                }
            )));
        }
        let people: Vec<&Decision> = self.iter().filter(|decision| !decision.is_by_machine()).collect();
        let mut with = Self(people.iter().map(|&decision| (decision.order(), decision.clone())).collect());
        with.0.insert(decision.order(), decision.clone());
        let clusters = Clusters::new(&with);
        // Each person's merge must hold; the one that does not contradicts a pair that is kept apart.
        for held in with.iter() {
            let Action::Merge { entity, other } = &held.action else { continue };
            if clusters.canonical(entity.as_str()) != clusters.canonical(other.as_str()) {
                let against = match (&decision.action, held == decision) {
                    (Action::KeepApart { .. }, _) => Some(held),
                    (_, true) => with.iter().find(|known| known.action.parts(&clusters, &decision.action)),
                    (_, false) => Some(held),
                };
                let known = against.map_or_else(String::new, |d| format!(" {} of {}", d.id(), d.by));
                return Err(Error::Decision(format!(
                    "this contradicts the decision{known}; undo that one first, or leave it"
                )));
            }
        }
        Ok(())
    }
}

impl Action {
    /// Whether this keeps apart what the merge would join.
    fn parts(&self, clusters: &Clusters, merge: &Self) -> bool {
        let (Self::KeepApart { entity, other }, Self::Merge { entity: a, other: b }) = (self, merge) else {
            return false;
        };
        let same = |x: &str, y: &str| clusters.canonical(x) == clusters.canonical(y);
        let (x, y, a, b) = (entity.as_str(), other.as_str(), a.as_str(), b.as_str());
        (same(x, a) && same(y, b)) || (same(x, b) && same(y, a))
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<T: IntoIterator<Item = Decision>>(decisions: T) -> Self {
        Self(decisions.into_iter().map(|decision| (decision.order(), decision)).collect())
    }
}
