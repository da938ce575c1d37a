//! Asks shapes of the nodes of a graph: SHACL Core, and the two constraints of the project's own.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::data::Data;
use super::path::Path;
use super::shape::{Bound, Constraint, Hierarchy, Shape, Target, component};
use super::value;
use crate::error::Result;
use crate::graph::{place_of, sha256};

/// Shapes ready to be asked.
#[derive(Debug, Default)]
pub(super) struct Validator {
    /// In the order of their names.
    pub(super) shapes: Vec<Shape>,
    index: HashMap<Term, usize>,
    pub(super) hierarchy: Hierarchy,
}

/// A node that does not give a shape what it asks.
#[derive(Debug, Clone)]
pub(super) struct Outcome<'a> {
    pub(super) focus: Term,
    pub(super) path: Option<Path>,
    pub(super) value: Option<Term>,
    /// The IRI of the constraint component.
    pub(super) component: String,
    pub(super) shape: &'a Shape,
    /// The predicate by which the focus node came to be asked.
    pub(super) asked_by: Option<NamedNode>,
}

/// What a value lacks: itself, unless the value nodes are at fault together; the path, unless it is the shape's; the
/// component, unless it is the constraint's.
#[derive(Default)]
struct Fault {
    value: Option<Term>,
    path: Option<Path>,
    component: Option<String>,
}

impl Fault {
    fn of(value: &Term) -> Self {
        Self { value: Some(value.clone()), ..Self::default() }
    }
}

impl Validator {
    pub(super) fn new(shapes: BTreeMap<String, Shape>, hierarchy: Hierarchy) -> Self {
        let shapes: Vec<Shape> = shapes.into_values().collect();
        let index = shapes.iter().enumerate().map(|(at, shape)| (shape.name.clone(), at)).collect();
        Self { shapes, index, hierarchy }
    }

    /// All outcomes of a graph, in the order of shapes and nodes.
    pub(super) fn run(&self, data: &dyn Data) -> Result<Vec<Outcome<'_>>> {
        let mut outcomes = Vec::new();
        for shape in self.shapes.iter().filter(|shape| !shape.deactivated && !shape.targets.is_empty()) {
            for (focus, by) in self.focus_nodes(shape, data)?.into_values() {
                let from = outcomes.len();
                self.ask(shape, &focus, data, &mut outcomes)?;
                for outcome in &mut outcomes[from..] {
                    outcome.asked_by.clone_from(&by);
                }
            }
        }
        Ok(outcomes)
    }

    fn focus_nodes(&self, shape: &Shape, data: &dyn Data) -> Result<BTreeMap<String, (Term, Option<NamedNode>)>> {
        let mut nodes = BTreeMap::new();
        for target in &shape.targets {
            match target {
                Target::Node(node) => {
                    nodes.insert(node.to_string(), (node.clone(), None));
                }
                Target::Class(class) => {
                    for class in self.hierarchy.descendants(class) {
                        for node in data.subjects(rdf::TYPE, &class.into())? {
                            nodes.entry(node.to_string()).or_insert((node, None));
                        }
                    }
                }
                Target::SubjectsOf(predicate) => {
                    for (node, _) in data.pairs(predicate.as_ref())? {
                        nodes.insert(node.to_string(), (node, Some(predicate.clone())));
                    }
                }
                Target::ObjectsOf(predicate) => {
                    for (_, node) in data.pairs(predicate.as_ref())? {
                        nodes.entry(node.to_string()).or_insert((node, None));
                    }
                }
            }
        }
        Ok(nodes)
    }

    fn ask<'a>(&'a self, shape: &'a Shape, focus: &Term, data: &dyn Data, out: &mut Vec<Outcome<'a>>) -> Result<()> {
        if shape.deactivated {
            return Ok(());
        }
        let values = match &shape.path {
            Some(path) => path.values(data, focus)?,
            None => vec![focus.clone()],
        };
        for constraint in &shape.constraints {
            if let Constraint::Property(name) = constraint {
                if let Some(inner) = self.shape(name) {
                    for value in &values {
                        self.ask(inner, value, data, out)?;
                    }
                }
                continue;
            }
            for fault in self.faults(constraint, focus, &values, data)? {
                out.push(Outcome {
                    focus: focus.clone(),
                    path: fault.path.or_else(|| shape.path.clone()),
                    value: fault.value,
                    component: fault.component.unwrap_or_else(|| constraint.component()),
                    shape,
                    asked_by: None,
                });
            }
        }
        Ok(())
    }

    fn shape(&self, name: &Term) -> Option<&Shape> {
        self.index.get(name).map(|&at| &self.shapes[at])
    }

    fn conforms(&self, node: &Term, shape: &Term, data: &dyn Data) -> Result<bool> {
        let mut outcomes = Vec::new();
        if let Some(shape) = self.shape(shape) {
            self.ask(shape, node, data, &mut outcomes)?;
        }
        Ok(outcomes.is_empty())
    }

    /// To how many of the shapes a node conforms.
    fn conforming(&self, node: &Term, shapes: &[Term], data: &dyn Data) -> Result<usize> {
        shapes.iter().try_fold(0, |n, shape| Ok(n + usize::from(self.conforms(node, shape, data)?)))
    }

    fn is_instance(&self, node: &Term, class: &NamedNode, data: &dyn Data) -> Result<bool> {
        let types = data.objects(node, rdf::TYPE)?;
        Ok(types.iter().any(|known| matches!(known, Term::NamedNode(known) if self.hierarchy.is_a(known, class))))
    }

    fn faults(&self, constraint: &Constraint, focus: &Term, values: &[Term], data: &dyn Data) -> Result<Vec<Fault>> {
        let each = |fits: &dyn Fn(&Term) -> Result<bool>| -> Result<Vec<Fault>> {
            let mut faults = Vec::new();
            for value in values {
                if !fits(value)? {
                    faults.push(Fault::of(value));
                }
            }
            Ok(faults)
        };
        let together = |wrong: bool| Ok(wrong.then(Fault::default).into_iter().collect());
        let others = |predicate: &NamedNode| data.objects(focus, predicate.as_ref());
        match constraint {
            Constraint::Class(class) => each(&|value| self.is_instance(value, class, data)),
            Constraint::Datatype(datatype) => {
                each(&|value| Ok(matches!(value, Term::Literal(literal) if value::is_of(literal, datatype.as_ref()))))
            }
            Constraint::NodeKind(kind) => each(&|value| {
                Ok(match value {
                    Term::NamedNode(_) => kind.iri,
                    Term::BlankNode(_) => kind.blank,
                    Term::Literal(_) => kind.literal,
                    Term::Triple(_) => false,
                })
            }),
            Constraint::MinCount(least) => together(values.len() < *least),
            Constraint::MaxCount(most) => together(values.len() > *most),
            Constraint::Bound(bound, limit) => each(&|value| {
                let Term::Literal(literal) = value else { return Ok(false) };
                Ok(value::compare(literal, limit).is_some_and(|order| match bound {
                    Bound::MinExclusive => order == Ordering::Greater,
                    Bound::MinInclusive => order != Ordering::Less,
                    Bound::MaxExclusive => order == Ordering::Less,
                    Bound::MaxInclusive => order != Ordering::Greater,
                }))
            }),
            Constraint::MinLength(least) => {
                each(&|value| Ok(text(value).is_some_and(|text| text.chars().count() >= *least)))
            }
            Constraint::MaxLength(most) => {
                each(&|value| Ok(text(value).is_some_and(|text| text.chars().count() <= *most)))
            }
            Constraint::Pattern(pattern) => each(&|value| Ok(text(value).is_some_and(|text| pattern.is_match(text)))),
            Constraint::LanguageIn(tags) => each(&|value| {
                let language = match value {
                    Term::Literal(literal) => literal.language().map(str::to_lowercase),
                    _ => None,
                };
                Ok(language.is_some_and(|language| {
                    let is = |tag: &String| {
                        language.strip_prefix(tag.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                    };
                    tags.iter().any(is)
                }))
            }),
            Constraint::UniqueLang => {
                let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                for value in values {
                    if let Term::Literal(literal) = value
                        && let Some(language) = literal.language()
                    {
                        *counts.entry(language.to_lowercase()).or_default() += 1;
                    }
                }
                Ok(counts.values().filter(|n| **n > 1).map(|_| Fault::default()).collect())
            }
            Constraint::Equals(predicate) => {
                let others = others(predicate)?;
                let mut faults = each(&|value| Ok(others.contains(value)))?;
                faults.extend(others.iter().filter(|other| !values.contains(other)).map(Fault::of));
                Ok(faults)
            }
            Constraint::Disjoint(predicate) => {
                let others = others(predicate)?;
                each(&|value| Ok(!others.contains(value)))
            }
            Constraint::LessThan(predicate) => {
                let others = others(predicate)?;
                each(&|value| Ok(others.iter().all(|other| order(value, other) == Some(Ordering::Less))))
            }
            Constraint::LessThanOrEquals(predicate) => {
                let others = others(predicate)?;
                let fits = |value: &Term, other: &Term| order(value, other).is_some_and(|o| o != Ordering::Greater);
                each(&|value| Ok(others.iter().all(|other| fits(value, other))))
            }
            Constraint::Not(inner) => each(&|value| Ok(!self.conforms(value, inner, data)?)),
            Constraint::And(inner) => each(&|value| Ok(self.conforming(value, inner, data)? == inner.len())),
            Constraint::Or(inner) => each(&|value| {
                for shape in inner {
                    if self.conforms(value, shape, data)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }),
            Constraint::Xone(inner) => each(&|value| Ok(self.conforming(value, inner, data)? == 1)),
            Constraint::Node(inner) => each(&|value| self.conforms(value, inner, data)),
            // Its outcomes are its own.
            Constraint::Property(_) => Ok(Vec::new()),
            Constraint::Qualified { shape, siblings, min, max } => {
                let mut n = 0;
                for value in values {
                    n +=
                        usize::from(self.conforms(value, shape, data)? && self.conforming(value, siblings, data)? == 0);
                }
                let fault =
                    |wrong: bool, name| wrong.then(|| Fault { component: Some(component(name)), ..Fault::default() });
                let few = fault(min.is_some_and(|min| n < min), "QualifiedMinCount");
                let many = fault(max.is_some_and(|max| n > max), "QualifiedMaxCount");
                Ok(few.into_iter().chain(many).collect())
            }
            Constraint::Closed(allowed) => {
                let mut faults = Vec::new();
                for value in values {
                    for (predicate, object) in data.about(value)? {
                        if !allowed.contains(&predicate) {
                            let path = Some(Path::Predicate(predicate));
                            faults.push(Fault { value: Some(object), path, component: None });
                        }
                    }
                }
                faults.sort_by_cached_key(|f| (f.path.clone(), f.value.as_ref().map(ToString::to_string)));
                Ok(faults)
            }
            Constraint::HasValue(value) => together(!values.contains(value)),
            Constraint::In(allowed) => each(&|value| Ok(allowed.contains(value))),
            Constraint::WithinText => each(&|value| within_text(value, data)),
            Constraint::HashOf(predicate) => {
                let texts = others(predicate)?;
                let hashes: BTreeSet<String> =
                    texts.iter().filter_map(text).map(|text| format!("sha256:{}", sha256(text))).collect();
                each(&|value| Ok(text(value).is_some_and(|text| hashes.contains(text))))
            }
        }
    }
}

/// A node as SHACL reads it as text: nothing for what has no text.
fn text(node: &Term) -> Option<&str> {
    match node {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

fn order(one: &Term, other: &Term) -> Option<Ordering> {
    match (one, other) {
        (Term::Literal(one), Term::Literal(other)) => value::compare(one, other),
        _ => None,
    }
}

/// Whether a span's IRI names code points that its document's text has.
fn within_text(span: &Term, data: &dyn Data) -> Result<bool> {
    let Some((document, span)) = text(span).and_then(place_of) else { return Ok(false) };
    let document = NamedNodeRef::new_unchecked(document).into_owned().into();
    let length = data.text_length(&document)?;
    Ok(!span.is_empty() && length.is_some_and(|length| span.end <= length))
}
