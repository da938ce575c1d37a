//! Which entities are one, by the merges, and by what is kept apart.

use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::set::Decisions;

/// Sets of entities that are one. Entities that no merge names are alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    /// From an entity to the one that its cluster is called by; only where they differ.
    canonical: BTreeMap<String, String>,
    members: BTreeMap<String, BTreeSet<String>>,
}

impl Clusters {
    /// The clusters of a set of decisions.
    ///
    /// People's merges come before the program's, and a merge that would join two which are kept apart is left out: a
    /// wrong merge costs more than a missing one.
    pub(super) fn new(decisions: &Decisions) -> Self {
        let pair = |action: &Action| match action {
            Action::Merge { entity, other } => Some((entity.as_str().to_owned(), other.as_str().to_owned())),
            _ => None,
        };
        let mut joined = Joined::default();
        for decision in decisions.iter() {
            if let Action::KeepApart { entity, other } = &decision.action {
                joined.apart.push((entity.as_str().to_owned(), other.as_str().to_owned()));
            }
        }
        let mut gone = BTreeSet::new();
        for machine in [false, true] {
            for decision in decisions.iter().filter(|decision| decision.is_by_machine() == machine) {
                let Some((kept, other)) = pair(&decision.action) else { continue };
                if joined.join(&kept, &other) && !machine {
                    gone.insert(other);
                }
            }
        }
        let mut clusters = Self::default();
        for members in joined.members.into_values().filter(|members| members.len() > 1) {
            // One that a person merged into another loses its name; a name of the lexicon or of many documents is better
            // than one that holds a document's name.
            let name = members.iter().min_by_key(|name| (gone.contains(*name), of_one_document(name), *name)).cloned();
            let Some(name) = name else { continue };
            for member in members.iter().filter(|member| **member != name) {
                clusters.canonical.insert(member.clone(), name.clone());
            }
            clusters.members.insert(name, members);
        }
        clusters
    }

    /// What the entity is called by.
    pub(super) fn canonical<'a>(&'a self, entity: &'a str) -> &'a str {
        self.canonical.get(entity).map_or(entity, String::as_str)
    }

    /// All that are one with the entity, and itself.
    pub(super) fn members(&self, entity: &str) -> BTreeSet<String> {
        let name = self.canonical(entity);
        self.members.get(name).cloned().unwrap_or_else(|| BTreeSet::from([name.to_owned()]))
    }

    /// The entities that are called by another one's IRI, with that IRI.
    pub(super) fn renamed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.canonical.iter().map(|(entity, name)| (entity.as_str(), name.as_str()))
    }
}

/// Whether an entity's IRI holds the document that it was found in.
fn of_one_document(entity: &str) -> bool {
    entity.contains("/id/in/")
}

/// Sets that grow by joining.
#[derive(Default)]
struct Joined {
    root: BTreeMap<String, String>,
    members: BTreeMap<String, BTreeSet<String>>,
    apart: Vec<(String, String)>,
}

impl Joined {
    fn root(&self, entity: &str) -> String {
        self.root.get(entity).cloned().unwrap_or_else(|| entity.to_owned())
    }

    fn of(&self, root: &str) -> BTreeSet<String> {
        self.members.get(root).cloned().unwrap_or_else(|| BTreeSet::from([root.to_owned()]))
    }

    /// Joins the sets of two entities, unless that joins two which are kept apart. Returns whether they are one now.
    fn join(&mut self, first: &str, second: &str) -> bool {
        let (a, b) = (self.root(first), self.root(second));
        if a == b {
            return true;
        }
        let (of_a, of_b) = (self.of(&a), self.of(&b));
        let forbidden = self
            .apart
            .iter()
            .any(|(x, y)| (of_a.contains(x) && of_b.contains(y)) || (of_a.contains(y) && of_b.contains(x)));
        if forbidden {
            return false;
        }
        for member in &of_b {
            self.root.insert(member.clone(), a.clone());
        }
        self.members.remove(&b);
        self.members.entry(a).or_insert(of_a).extend(of_b);
        true
    }
}
