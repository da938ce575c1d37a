//! Statements whose ends the ontology does not allow: they are marked, and are no facts.

use std::collections::{HashMap, HashSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use super::document::DocumentGraph;
use super::vocabulary as v;
use crate::domain::{Fillers, NAMESPACE, Ontology};

/// A statement that the ontology does not allow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The predicate's local name.
    pub predicate: String,
    /// Whether the document says it in its own voice, as a fact.
    pub vouched: bool,
}

impl DocumentGraph {
    /// The same document with the marks that follow from the ontology and from the classes that the document gives.
    ///
    /// A statement whose subject does not fit its predicate gets `nisba:violates rdfs:domain`, one whose object does not
    /// `nisba:violates rdfs:range`; it stays with its evidence, but its triple is no fact of the document. Marks that no
    /// longer hold are taken away, and the facts that they kept out come back: use it where classes were corrected. An end
    /// of which the document gives no class is not judged.
    #[must_use]
    pub fn with_signatures(&self, ontology: &Ontology) -> Self {
        Self::from_quads(self.iri().clone(), marked(self.quads(), ontology, |_| true))
    }

    /// As [`with_signatures`](Self::with_signatures), but only statements for which `concerned` says so are judged anew.
    pub(crate) fn with_signatures_of(&self, ontology: &Ontology, concerned: impl Fn(&Triple) -> bool) -> Self {
        Self::from_quads(self.iri().clone(), marked(self.quads(), ontology, concerned))
    }

    /// The statements that are marked, in order.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let marked = subjects(self.quads(), |quad| quad.predicate.as_ref() == v::VIOLATES);
        let distant = subjects(self.quads(), is_distant);
        let mut violations: Vec<Violation> = reified(self.quads())
            .filter(|(statement, _)| marked.contains(statement))
            .map(|(statement, triple)| Violation {
                predicate: local(triple.predicate.as_str()).unwrap_or(triple.predicate.as_str()).to_owned(),
                vouched: !distant.contains(statement),
            })
            .collect();
        violations.sort();
        violations
    }
}

/// The quads of one document with the marks that follow from the ontology, in no fixed order. Marks of statements that are
/// not concerned stay as they are.
pub(super) fn marked(quads: &[Quad], ontology: &Ontology, concerned: impl Fn(&Triple) -> bool) -> Vec<Quad> {
    let mut classes: HashMap<&NamedOrBlankNode, Vec<&str>> = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == rdf::TYPE) {
        if let Term::NamedNode(class) = &quad.object
            && let Some(class) = local(class.as_str())
        {
            classes.entry(&quad.subject).or_default().push(class);
        }
    }
    let before = subjects(quads, |quad| quad.predicate.as_ref() == v::VIOLATES);
    let distant = subjects(quads, is_distant);
    let Some(graph) = quads.first().map(|quad| &quad.graph_name) else { return Vec::new() };
    let (mut marks, mut out, mut back) = (Vec::new(), HashSet::new(), HashSet::new());
    let mut judged = HashSet::new();
    for (statement, triple) in reified(quads).filter(|(_, triple)| concerned(triple)) {
        judged.insert(statement);
        let ends = misfits(triple, &classes, ontology);
        if !ends.is_empty() {
            out.insert(triple);
        } else if before.contains(statement) && !distant.contains(statement) {
            back.insert(triple);
        }
        marks.extend(ends.into_iter().map(|end| Triple::new(statement.clone(), v::VIOLATES, end)));
    }
    let old_mark = |quad: &Quad| quad.predicate.as_ref() == v::VIOLATES && judged.contains(&quad.subject);
    let stays = |quad: &&Quad| !old_mark(quad) && !out.contains(&Triple::from((*quad).clone()));
    let stay = quads.iter().filter(stays).cloned();
    let new = marks.into_iter().chain(back.into_iter().cloned());
    stay.chain(new.map(|triple| triple.in_graph(graph.clone()))).collect()
}

fn subjects(quads: &[Quad], which: impl Fn(&Quad) -> bool) -> HashSet<&NamedOrBlankNode> {
    quads.iter().filter(|quad| which(quad)).map(|quad| &quad.subject).collect()
}

/// Whether a quad says that a statement is no fact, or not the document's own.
fn is_distant(quad: &Quad) -> bool {
    [v::FACTUALITY, v::CLAIMED_BY].contains(&quad.predicate.as_ref())
}

fn reified(quads: &[Quad]) -> impl Iterator<Item = (&NamedOrBlankNode, &Triple)> {
    quads.iter().filter(|quad| quad.predicate == rdf::REIFIES).filter_map(|quad| match &quad.object {
        Term::Triple(triple) => Some((&quad.subject, triple.as_ref())),
        _ => None,
    })
}

/// The ends of a predicate that a triple does not fit.
fn misfits(
    triple: &Triple,
    classes: &HashMap<&NamedOrBlankNode, Vec<&str>>,
    ontology: &Ontology,
) -> Vec<NamedNodeRef<'static>> {
    let Some(predicate) = local(triple.predicate.as_str()).and_then(|name| ontology.predicate(name)) else {
        return Vec::new();
    };
    let fits = |node: &NamedOrBlankNode, fillers: &Fillers| match (fillers, classes.get(node)) {
        (Fillers::Any, _) | (Fillers::Classes(_), None) => true,
        (Fillers::Literal(_), _) => false,
        (Fillers::Classes(allowed), Some(given)) => {
            given.iter().any(|class| allowed.iter().any(|ancestor| ontology.is_a(class, ancestor)))
        }
    };
    let object = match &triple.object {
        Term::Literal(literal) => match &predicate.range {
            Fillers::Literal(datatypes) => {
                datatypes.is_empty() || datatypes.iter().any(|known| known == literal.datatype().as_str())
            }
            _ => false,
        },
        Term::NamedNode(node) => fits(&node.clone().into(), &predicate.range),
        Term::BlankNode(node) => fits(&node.clone().into(), &predicate.range),
        Term::Triple(_) => false,
    };
    let subject = (!fits(&triple.subject, &predicate.domain)).then_some(rdfs::DOMAIN);
    subject.into_iter().chain((!object).then_some(rdfs::RANGE)).collect()
}

fn local(iri: &str) -> Option<&str> {
    iri.strip_prefix(NAMESPACE)
}
