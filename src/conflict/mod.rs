//! Where sources disagree: statements that cannot both be so, by the rules of `conflicts.tsv`.
//!
//! A source is a document's own voice, or somebody whom a document quotes. Events count as the same where they have the
//! same IRI.

mod name;
mod number;
mod place;
mod post;

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::Factuality;
use crate::domain::{ConflictKind, ConflictRule, Domain, End};
use crate::graph::{Bases, KnowledgeGraph, Language, Node};
use crate::timeline::{Object, Row, Times, rows};
use crate::value::Quantity;
use place::Containment;
use post::Bodies;

/// Which conflicts are wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these kinds; all where there are none.
    pub kinds: BTreeSet<ConflictKind>,
    /// Only these predicates; all where there are none.
    pub predicates: BTreeSet<String>,
    /// Only those about this entity, or with it as a value.
    pub entity: Option<String>,
    /// Whether what one voice in one document says is held against itself too. Mostly such a document was misread.
    pub within_documents: bool,
    /// Whether statements whose times are not known are held against each other too, where the rule leaves them out.
    pub undated: bool,
}

/// Two values of which only one can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'a> {
    /// How they exclude each other.
    pub kind: ConflictKind,
    /// What it is about: an event, an act, a post.
    pub about: About<'a>,
    /// The predicate's local name.
    pub predicate: &'a str,
    /// The two values, with all statements of each that stand against one of the other; the nearest in time first.
    pub sides: [Side<'a>; 2],
    /// How many days the nearest statements lie apart: by their own time where both have one, else by the days of their
    /// reports. Nothing where these are not known.
    pub days_apart: Option<u32>,
}

/// What a conflict is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About<'a> {
    /// An entity that has two values.
    Entity(&'a Node),
    /// A post and where it is held, in the words of a text.
    Post(String),
    /// That a statement between two is so.
    Statement(&'a Node, Object<'a>),
}

/// One of two values.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<'a> {
    /// The value as people read it.
    pub value: String,
    /// Its statements.
    pub rows: Vec<Row<'a>>,
}

impl Conflict<'_> {
    /// Whether the nearest two statements stand in one document.
    #[must_use]
    pub fn within_one_document(&self) -> bool {
        let [a, b] = &self.sides;
        matches!((a.rows.first(), b.rows.first()), (Some(a), Some(b)) if a.claim.document == b.claim.document)
    }
}

/// The conflicts of a graph, in the order of their kinds and of what they are about.
#[must_use]
pub fn conflicts<'a>(graph: &'a KnowledgeGraph, domain: &'a Domain, selection: &Selection) -> Vec<Conflict<'a>> {
    let all: Vec<Row<'a>> = rows(graph, Times::new(graph, &domain.ontology)).collect();
    let containment = Containment::new(graph, &domain.conflicts.within);
    let finder = Finder { graph, domain, selection, containment, successions: successions(graph, domain) };
    let wanted = |rule: &&ConflictRule| selection.kinds.is_empty() || selection.kinds.contains(&rule.kind);
    let mut found: Vec<Conflict<'a>> =
        domain.conflicts.rules.iter().filter(wanted).flat_map(|rule| finder.find(rule, &all)).collect();
    found.retain(|conflict| selection.takes(conflict));
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    found
}

/// Whether an entity is known from one document alone and only described there: nothing in another can be compared with it.
fn is_of_one_document(node: &Node) -> bool {
    let local = node.iri.strip_prefix(Bases::default().entity_base());
    node.documents.len() < 2 && local.is_some_and(|local| local.starts_with("in/"))
}

/// What a statement gives to what there is only one of.
#[derive(Debug, Clone, PartialEq)]
enum Value<'a> {
    Date(crate::graph::Period),
    Number(Quantity),
    Entity(&'a Node),
    Denied(bool),
}

/// Statements that give one value.
struct Group<'a> {
    value: Value<'a>,
    label: String,
    rows: Vec<Row<'a>>,
}

struct Finder<'a, 'd> {
    graph: &'a KnowledgeGraph,
    domain: &'d Domain,
    selection: &'d Selection,
    containment: Containment<'a>,
    /// Who is said to follow whom in a post, both ways.
    successions: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Finder<'a, '_> {
    fn find(&self, rule: &ConflictRule, all: &[Row<'a>]) -> Vec<Conflict<'a>> {
        let bodies = Bodies::new(self.graph, rule);
        let predicate = |row: &&Row<'_>| {
            rule.predicate.as_ref().is_none_or(|predicate| predicate == row.predicate)
                && (self.selection.predicates.is_empty() || self.selection.predicates.contains(row.predicate))
        };
        // What there is one of, by its key, with the statements by their values.
        let mut ones: BTreeMap<String, (About<'a>, BTreeMap<String, Group<'a>>)> = BTreeMap::new();
        for row in all.iter().filter(predicate) {
            let Some((key, about)) = self.about(rule, &bodies, row) else { continue };
            let Some((value_key, value, label)) = self.value(rule, row) else { continue };
            let (_, groups) = ones.entry(key).or_insert_with(|| (about, BTreeMap::new()));
            groups.entry(value_key).or_insert_with(|| Group { value, label, rows: Vec::new() }).rows.push(row.clone());
        }
        let mut found = Vec::new();
        for (about, groups) in ones.into_values() {
            let groups = joined(groups.into_values(), |a, b| self.named_alike(a, b));
            let groups: Vec<&Group<'a>> = groups.iter().collect();
            for (at, a) in groups.iter().enumerate() {
                for b in &groups[at + 1..] {
                    found.extend(self.compare(rule, &about, a, b, &groups));
                }
            }
        }
        found
    }

    /// What there is only one value of, and its key.
    fn about(&self, rule: &ConflictRule, bodies: &Bodies<'a>, row: &Row<'a>) -> Option<(String, About<'a>)> {
        let counts = rule.factualities.contains(&row.claim.factuality);
        match rule.kind {
            ConflictKind::Holder => {
                let (key, post) = counts.then(|| bodies.post(self.domain, row))??;
                Some((key, About::Post(post)))
            }
            ConflictKind::Denial => {
                let (counts, denied) = (counts, row.claim.factuality == Factuality::Denied);
                let object = match row.object {
                    Object::Entity(node) => node.iri.as_str(),
                    Object::Literal(text) => text,
                };
                let symmetric = self.domain.ontology.predicate(row.predicate).is_some_and(|p| p.symmetric);
                let (first, second) = match row.subject.iri.as_str() {
                    subject if symmetric && object < subject => (object, subject),
                    subject => (subject, object),
                };
                let key = format!("{first}\n{}\n{second}", row.predicate);
                (counts || denied).then_some((key, About::Statement(row.subject, row.object)))
            }
            _ => {
                let node = match (rule.one, row.object) {
                    (End::Object, _) => row.subject,
                    (End::Subject, Object::Entity(node)) => node,
                    (End::Subject, Object::Literal(_)) => return None,
                };
                let fits = rule.classes.is_empty() || self.is_one_of(node, &rule.classes);
                (counts && fits).then(|| (node.iri.clone(), About::Entity(node)))
            }
        }
    }

    /// The value that a statement gives: its key, itself, and how people read it.
    fn value(&self, rule: &ConflictRule, row: &Row<'a>) -> Option<(String, Value<'a>, String)> {
        match (rule.kind, rule.one, row.object) {
            (ConflictKind::Denial, ..) => {
                let denied = row.claim.factuality == Factuality::Denied;
                let label = if denied { Factuality::Denied.as_str() } else { Factuality::Asserted.as_str() };
                Some((label.to_owned(), Value::Denied(denied), label.to_owned()))
            }
            (ConflictKind::Date, _, Object::Literal(text)) => {
                Some((text.to_owned(), Value::Date(row.valid?.period?), text.to_owned()))
            }
            (ConflictKind::Number, _, Object::Literal(text)) => {
                let number: f64 = text.parse().ok()?;
                let quantity = Quantity { low: number, high: number, bound: crate::value::Bound::Exact };
                Some((text.to_owned(), Value::Number(quantity), text.to_owned()))
            }
            (ConflictKind::Number, _, Object::Entity(_)) => {
                let (quantity, words) = number::only_number(self.domain, &row.claim.evidence.text)?;
                Some((format!("{quantity:?}"), Value::Number(quantity), words))
            }
            (_, End::Subject, _) => self.entity(rule, row.subject),
            (_, End::Object, Object::Entity(node)) => self.entity(rule, node),
            _ => None,
        }
    }

    fn entity(&self, rule: &ConflictRule, node: &'a Node) -> Option<(String, Value<'a>, String)> {
        // People of one document have names; a thing of one document is only described, and may be any.
        let known = rule.kind == ConflictKind::Holder || !is_of_one_document(node);
        let fits = rule.values.is_empty() || self.is_one_of(node, &rule.values);
        (known && fits).then(|| (node.iri.clone(), Value::Entity(node), node.label(Language::Arabic).to_owned()))
    }

    fn is_one_of(&self, node: &Node, classes: &[String]) -> bool {
        classes.iter().any(|class| self.domain.ontology.is_a(&node.class, class))
    }

    fn named_alike(&self, a: &Node, b: &Node) -> bool {
        let person = |node: &Node| self.domain.ontology.is_a(&node.class, "Person");
        name::may_be_same(&a.names, &b.names, person(a) && person(b))
    }

    /// Whether two values may both be right.
    fn agree(&self, rule: &ConflictRule, a: &Value<'a>, b: &Value<'a>) -> bool {
        match (a, b) {
            (Value::Date(a), Value::Date(b)) => a.contains(b) || b.contains(a) || a.days_apart(b) > rule.days,
            (Value::Number(a), Value::Number(b)) => number::may_be_same(a, b),
            (Value::Entity(a), Value::Entity(b)) => {
                // A city may lie in a country that it is not known to lie in.
                let unlike = rule.kind == ConflictKind::Place
                    && !rule
                        .values
                        .iter()
                        .any(|class| [a, b].iter().all(|node| self.domain.ontology.is_a(&node.class, class)));
                unlike || a.iri == b.iri || self.containment.joins(&a.iri, &b.iri) || self.named_alike(a, b)
            }
            (a, b) => a == b,
        }
    }

    fn compare(
        &self,
        rule: &ConflictRule,
        about: &About<'a>,
        a: &Group<'a>,
        b: &Group<'a>,
        groups: &[&Group<'a>],
    ) -> Option<Conflict<'a>> {
        if self.agree(rule, &a.value, &b.value) {
            return None;
        }
        // A document that gives both values, or one that agrees with the other, does not speak against it.
        let gives = |document: &str, value: &Value<'a>| {
            groups.iter().any(|group| {
                group.rows.iter().any(|row| row.claim.document == document) && self.agree(rule, &group.value, value)
            })
        };
        let mut pairs = Vec::new();
        for left in &a.rows {
            for right in &b.rows {
                let one_document = left.claim.document == right.claim.document;
                let one_voice = one_document && left.claim.claimant == right.claim.claimant;
                if one_voice && !self.selection.within_documents {
                    continue;
                }
                let days = days_apart(left, right);
                if days.is_none() && !(rule.undated || self.selection.undated) {
                    continue;
                }
                if rule.kind != ConflictKind::Date && days.is_some_and(|days| days > rule.days) {
                    continue;
                }
                if !one_document && (gives(&left.claim.document, &b.value) || gives(&right.claim.document, &a.value)) {
                    continue;
                }
                if self.successions.contains(&(left.subject.iri.as_str(), right.subject.iri.as_str())) {
                    continue;
                }
                pairs.push((days, left, right));
            }
        }
        let sure = |row: &Row<'_>| (row.claim.confidence * 1000.0).round() as i64;
        pairs.sort_by_key(|(days, left, right)| {
            (days.is_none(), *days, -sure(left).min(sure(right)), &left.claim.id, &right.claim.id)
        });
        let days_apart = pairs.first()?.0;
        let side = |group: &Group<'a>, rows: Vec<&Row<'a>>| {
            let mut seen = BTreeSet::new();
            let rows = rows.into_iter().filter(|row| seen.insert(&row.claim.id)).cloned().collect();
            Side { value: group.label.clone(), rows }
        };
        let left = side(a, pairs.iter().map(|(_, left, _)| *left).collect());
        let right = side(b, pairs.iter().map(|(_, _, right)| *right).collect());
        let predicate = left.rows.first()?.predicate;
        Some(Conflict { kind: rule.kind, about: about.clone(), predicate, sides: [left, right], days_apart })
    }
}

fn successions<'a>(graph: &'a KnowledgeGraph, domain: &Domain) -> BTreeSet<(&'a str, &'a str)> {
    let follows = graph.edges().filter(|(_, edge, _)| domain.conflicts.follows.contains(&edge.predicate));
    let said = follows.filter(|(_, edge, _)| edge.claim.factuality != Factuality::Denied);
    said.flat_map(|(after, _, before)| [(&*after.iri, &*before.iri), (&*before.iri, &*after.iri)]).collect()
}

/// The groups with those as one whose values are people or things that may have the same name: written differently, they
/// may be one, and are no two values.
fn joined<'a>(groups: impl Iterator<Item = Group<'a>>, alike: impl Fn(&Node, &Node) -> bool) -> Vec<Group<'a>> {
    let mut joined: Vec<(Vec<&'a Node>, Group<'a>)> = Vec::new();
    for group in groups {
        let Value::Entity(node) = group.value else {
            joined.push((Vec::new(), group));
            continue;
        };
        let (same, mut others): (Vec<_>, Vec<_>) =
            joined.into_iter().partition(|(nodes, _)| nodes.iter().any(|known| alike(known, node)));
        let (mut nodes, mut whole) = (vec![node], group);
        for (known, other) in same {
            nodes.extend(known);
            if other.rows.len() >= whole.rows.len() {
                (whole.value, whole.label) = (other.value, other.label);
            }
            whole.rows.extend(other.rows);
        }
        others.push((nodes, whole));
        joined = others;
    }
    joined.into_iter().map(|(_, group)| group).collect()
}

/// How many days lie between two statements: by their own time where both have one, else by their reports.
fn days_apart(a: &Row<'_>, b: &Row<'_>) -> Option<u32> {
    let own = |row: &Row<'_>| row.valid.and_then(|valid| valid.period);
    if let (Some(a), Some(b)) = (own(a), own(b)) {
        return Some(a.days_apart(&b));
    }
    if a.claim.document == b.claim.document {
        return Some(0);
    }
    Some(a.reported?.days_apart(&b.reported?))
}

impl Selection {
    fn takes(&self, conflict: &Conflict<'_>) -> bool {
        let Some(wanted) = &self.entity else { return true };
        conflict.sides.iter().flat_map(|side| &side.rows).any(|row| {
            row.subject.iri == *wanted || matches!(row.object, Object::Entity(object) if object.iri == *wanted)
        })
    }
}

impl About<'_> {
    /// How people read it.
    #[must_use]
    pub fn label(&self) -> String {
        let name = |node: &Node| node.label(Language::Arabic).to_owned();
        match self {
            Self::Entity(node) => name(node),
            Self::Post(post) => post.clone(),
            Self::Statement(subject, Object::Entity(object)) => format!("{} – {}", name(subject), name(object)),
            Self::Statement(subject, Object::Literal(text)) => format!("{} – {text}", name(subject)),
        }
    }
}

impl Conflict<'_> {
    fn order(&self) -> impl Ord + '_ {
        let ids = self.sides.each_ref().map(|side| side.rows.first().map(|row| &row.claim.id));
        (self.kind, self.about.label(), self.predicate, self.days_apart.is_none(), self.days_apart, ids)
    }
}
