//! What shapes are asked of: the triples of one graph, by subject, by object and by predicate.

use std::cell::RefCell;
use std::collections::HashMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::error::Result;
use crate::export::flatten;
use crate::graph::vocabulary as v;
use crate::store::Store;

/// The triples of one graph.
pub(super) trait Data {
    /// What a subject has for a predicate.
    fn objects(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>>;
    /// Which subjects have an object for a predicate.
    fn subjects(&self, predicate: NamedNodeRef<'_>, object: &Term) -> Result<Vec<Term>>;
    /// The subjects and objects of a predicate.
    fn pairs(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<(Term, Term)>>;
    /// All that is said of a subject.
    fn about(&self, subject: &Term) -> Result<Vec<(NamedNode, Term)>>;
    /// The code points of a document's text, where the graph has it.
    fn text_length(&self, document: &Term) -> Result<Option<usize>>;
}

/// Triples in memory, read as RDF 1.1: what reifies a triple is an `rdf:Statement`.
#[derive(Default)]
pub(super) struct Triples {
    by_subject: HashMap<Term, Vec<(NamedNode, Term)>>,
    by_object: HashMap<Term, Vec<(NamedNode, Term)>>,
    by_predicate: HashMap<NamedNode, Vec<(Term, Term)>>,
    lengths: RefCell<HashMap<Term, Option<usize>>>,
}

impl Triples {
    pub(super) fn new(quads: impl IntoIterator<Item = Quad>) -> Self {
        let mut triples = Self::default();
        let mut flat = Vec::new();
        for quad in quads {
            // Both readings hold, so that shapes made for either find their nodes.
            if quad.predicate == rdf::REIFIES {
                triples.insert(&quad);
            }
            flatten(quad, &mut flat);
            flat.drain(..).for_each(|quad| triples.insert(&quad));
        }
        triples
    }

    fn insert(&mut self, quad: &Quad) {
        let (subject, predicate, object) =
            (Term::from(quad.subject.clone()), quad.predicate.clone(), quad.object.clone());
        self.by_object.entry(object.clone()).or_default().push((predicate.clone(), subject.clone()));
        self.by_predicate.entry(predicate.clone()).or_default().push((subject.clone(), object.clone()));
        self.by_subject.entry(subject).or_default().push((predicate, object));
    }
}

fn matching(pairs: Option<&Vec<(NamedNode, Term)>>, predicate: NamedNodeRef<'_>) -> Vec<Term> {
    let pairs = pairs.map_or(&[][..], Vec::as_slice);
    pairs.iter().filter(|(known, _)| known.as_ref() == predicate).map(|(_, term)| term.clone()).collect()
}

impl Data for Triples {
    fn objects(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>> {
        Ok(matching(self.by_subject.get(subject), predicate))
    }

    fn subjects(&self, predicate: NamedNodeRef<'_>, object: &Term) -> Result<Vec<Term>> {
        Ok(matching(self.by_object.get(object), predicate))
    }

    fn pairs(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<(Term, Term)>> {
        Ok(self.by_predicate.get(&predicate.into_owned()).cloned().unwrap_or_default())
    }

    fn about(&self, subject: &Term) -> Result<Vec<(NamedNode, Term)>> {
        Ok(self.by_subject.get(subject).cloned().unwrap_or_default())
    }

    fn text_length(&self, document: &Term) -> Result<Option<usize>> {
        if let Some(known) = self.lengths.borrow().get(document) {
            return Ok(*known);
        }
        let text = self.objects(document, v::TEXT)?.into_iter().find_map(|term| match term {
            Term::Literal(text) => Some(text.value().chars().count()),
            _ => None,
        });
        self.lengths.borrow_mut().insert(document.clone(), text);
        Ok(text)
    }
}

/// The default graph of a store, asked where it lies.
pub(super) struct DefaultGraph<'a>(pub(super) &'a Store);

impl DefaultGraph<'_> {
    fn quads(
        &self,
        subject: Option<&Term>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&Term>,
    ) -> Result<Vec<Quad>> {
        let subject = match subject {
            None => None,
            Some(Term::NamedNode(node)) => Some(NamedOrBlankNode::from(node.clone())),
            Some(Term::BlankNode(node)) => Some(node.clone().into()),
            Some(_) => return Ok(Vec::new()),
        };
        self.0.find(subject.as_ref().map(Into::into), predicate, object, Some(GraphNameRef::DefaultGraph))
    }
}

impl Data for DefaultGraph<'_> {
    fn objects(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>> {
        Ok(self.quads(Some(subject), Some(predicate), None)?.into_iter().map(|quad| quad.object).collect())
    }

    fn subjects(&self, predicate: NamedNodeRef<'_>, object: &Term) -> Result<Vec<Term>> {
        let quads = self.quads(None, Some(predicate), Some(object))?;
        Ok(quads.into_iter().map(|quad| quad.subject.into()).collect())
    }

    fn pairs(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<(Term, Term)>> {
        let quads = self.quads(None, Some(predicate), None)?;
        Ok(quads.into_iter().map(|quad| (quad.subject.into(), quad.object)).collect())
    }

    fn about(&self, subject: &Term) -> Result<Vec<(NamedNode, Term)>> {
        Ok(self.quads(Some(subject), None, None)?.into_iter().map(|quad| (quad.predicate, quad.object)).collect())
    }

    fn text_length(&self, document: &Term) -> Result<Option<usize>> {
        let Term::NamedNode(document) = document else { return Ok(None) };
        Ok(self.0.text(document.as_ref())?.map(|text| text.chars().count()))
    }
}

/// The quad's graph, where it has a name.
pub(super) fn graph_of(quad: &Quad) -> Option<&NamedNode> {
    match &quad.graph_name {
        GraphName::NamedNode(graph) => Some(graph),
        _ => None,
    }
}
