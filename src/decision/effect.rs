//! What a set of decisions makes of entities and statements, ready to be applied to documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{NamedNode, Term};

use super::action::{Action, Decision, Fact};
use super::cluster::Clusters;
use super::set::Decisions;
use crate::annotation::Factuality;
use crate::graph::place_of;
use crate::span::Span;

/// The effect of a set of decisions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Effect {
    clusters: Clusters,
    /// By the cluster's name and the document.
    splits: HashMap<(String, String), Vec<SplitPart>>,
    /// By the cluster's name; then by the language's tag.
    names: HashMap<String, BTreeMap<String, String>>,
    classes: HashMap<String, NamedNode>,
    judgements: HashMap<Fact, Vec<Judgement>>,
    /// All entities that a document must speak of for any of this to concern it.
    touched: BTreeSet<String>,
}

/// The part of an entity that is another one, in one document.
#[derive(Debug, Clone)]
pub(super) struct SplitPart {
    pub(super) into: String,
    /// The places; none where it is the whole document.
    pub(super) spans: Vec<Span>,
}

/// What was decided about a statement.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub(super) document: Option<String>,
    pub(super) verdict: Verdict,
    /// The decision's IRI.
    pub(super) decision: NamedNode,
    order: (Option<String>, String),
}

#[derive(Debug, Clone)]
pub(super) enum Verdict {
    Wrong,
    Right,
    Instead { predicate: Option<NamedNode>, factuality: Option<Factuality> },
}

impl Effect {
    pub(crate) fn new(decisions: &Decisions) -> Self {
        let clusters = Clusters::new(decisions);
        let mut effect = Self { clusters, ..Self::default() };
        for decision in decisions.iter() {
            effect.take(decision);
        }
        let renamed: Vec<String> =
            effect.clusters.renamed().flat_map(|(entity, name)| [entity.to_owned(), name.to_owned()]).collect();
        effect.touched.extend(renamed);
        effect
    }

    fn take(&mut self, decision: &Decision) {
        let canonical = |entity: &NamedNode| self.clusters.canonical(entity.as_str()).to_owned();
        match &decision.action {
            Action::Merge { .. } | Action::KeepApart { .. } => return,
            Action::Split { entity, places, into } => {
                let (name, into) = (canonical(entity), canonical(into));
                let mut parts: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
                for place in places {
                    match place_of(place.as_str()) {
                        Some((document, span)) => parts.entry(document).or_default().push(span),
                        None => _ = parts.insert(place.as_str(), Vec::new()),
                    }
                }
                for (document, spans) in parts {
                    let part = SplitPart { into: into.clone(), spans };
                    self.splits.entry((name.clone(), document.to_owned())).or_default().push(part);
                }
            }
            Action::Rename { entity, name, language } => {
                let entity = canonical(entity);
                self.names.entry(entity).or_default().insert(language.clone(), name.clone());
            }
            Action::Retype { entity, class } => {
                self.classes.insert(canonical(entity), class.clone());
            }
            Action::Reject { .. } | Action::Accept { .. } | Action::Correct { .. } => self.judge(decision),
        }
        for entity in decision.action.entities() {
            self.touched.extend(self.clusters.members(entity.as_str()));
        }
    }

    fn judge(&mut self, decision: &Decision) {
        let Some((fact, document)) = decision.action.fact() else { return };
        let verdict = match &decision.action {
            Action::Reject { .. } => Verdict::Wrong,
            Action::Correct { predicate, factuality, .. } => {
                Verdict::Instead { predicate: predicate.clone(), factuality: *factuality }
            }
            _ => Verdict::Right,
        };
        let judgement = Judgement {
            document: document.map(|document| document.as_str().to_owned()),
            verdict,
            decision: decision.iri(),
            order: decision.order(),
        };
        let fact = Fact {
            subject: self.named(&fact.subject),
            predicate: fact.predicate.clone(),
            object: match &fact.object {
                Term::NamedNode(object) => self.named(object).into(),
                other => other.clone(),
            },
        };
        self.judgements.entry(fact).or_default().push(judgement);
    }

    fn named(&self, entity: &NamedNode) -> NamedNode {
        NamedNode::new_unchecked(self.clusters.canonical(entity.as_str()))
    }

    /// Whether nothing was decided that concerns any document.
    pub(crate) fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// Whether what is decided concerns a document that speaks of this entity.
    pub(super) fn touches(&self, entity: &str) -> bool {
        self.touched.contains(entity)
    }

    /// What the entity is called by, apart from splits.
    pub(crate) fn canonical<'a>(&'a self, entity: &'a str) -> &'a str {
        self.clusters.canonical(entity)
    }

    /// The parts that are split from an entity in a document, the last decision first.
    pub(super) fn splits(&self, entity: &str, document: &str) -> impl Iterator<Item = &SplitPart> {
        let key = (self.canonical(entity).to_owned(), document.to_owned());
        self.splits.get(&key).into_iter().flatten().rev()
    }

    /// The entity's name in each language that somebody gave it one in.
    pub(super) fn names(&self, entity: &str) -> Option<&BTreeMap<String, String>> {
        self.names.get(entity)
    }

    /// Whether any entity was given another class.
    pub(super) fn retypes(&self) -> bool {
        !self.classes.is_empty()
    }

    pub(super) fn class(&self, entity: &str) -> Option<&NamedNode> {
        self.classes.get(entity)
    }

    /// What was decided about a statement in a document, in order. Entities are named by their clusters.
    ///
    /// A correction leads from one fact to another: what was decided about that one afterwards counts too.
    pub(super) fn judgements<'a>(&'a self, fact: &Fact, document: &'a str) -> Vec<&'a Judgement> {
        let of = |fact: &Fact| {
            let all = self.judgements.get(fact).into_iter().flatten();
            all.filter(|judgement| judgement.document.as_deref().is_none_or(|only| only == document))
        };
        let mut found: Vec<&Judgement> = of(fact).collect();
        let mut facts = vec![fact.clone()];
        let mut next = 0;
        while let Some(judgement) = found.get(next) {
            next += 1;
            let Verdict::Instead { predicate: Some(predicate), .. } = &judgement.verdict else { continue };
            let corrected = Fact { predicate: predicate.clone(), ..fact.clone() };
            if !facts.contains(&corrected) {
                let later = of(&corrected).filter(|later| later.order > judgement.order);
                found.extend(later);
                facts.push(corrected);
            }
        }
        found.sort_by(|a, b| a.order.cmp(&b.order));
        found
    }

    /// The entities of which documents must be read again where the decisions change from these to `other`.
    pub(crate) fn difference(&self, other: &Self, decisions: impl Iterator<Item = Decision>) -> BTreeSet<String> {
        let mut entities = BTreeSet::new();
        for decision in decisions {
            for entity in decision.action.entities() {
                entities.extend(self.clusters.members(entity.as_str()));
                entities.extend(other.clusters.members(entity.as_str()));
                entities.insert(entity.as_str().to_owned());
            }
        }
        for (entity, name) in self.clusters.renamed().chain(other.clusters.renamed()) {
            if self.canonical(entity) != other.canonical(entity) {
                entities.extend([entity.to_owned(), name.to_owned()]);
                entities.extend([self.canonical(entity).to_owned(), other.canonical(entity).to_owned()]);
            }
        }
        // A document may know an entity only by a part that was split from it.
        let splits = self.splits.iter().chain(&other.splits).filter(|((entity, _), _)| entities.contains(entity));
        let parts: Vec<String> = splits.flat_map(|(_, parts)| parts.iter().map(|part| part.into.clone())).collect();
        entities.extend(parts);
        entities
    }
}
