//! Is the graph sound? SHACL shapes, from the domain, its ontology and the user, asked of every document's graph and of
//! the facts of all.

mod check;
mod data;
mod evaluate;
mod finding;
mod path;
mod read;
mod report;
mod shape;
mod signature;
mod value;
mod vocabulary;

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};

pub use check::check;
pub use finding::{Finding, Place};
pub use report::Report;
pub use shape::Severity;

use crate::domain::{DataFiles, ONTOLOGY, Ontology, Problem};
use crate::error::{Error, Result};
use data::Triples;
use evaluate::Validator;
use shape::Hierarchy;

/// Shapes, read and ready to be asked of graphs.
#[derive(Debug)]
pub struct Shapes {
    validator: Validator,
    turtle: String,
}

impl Shapes {
    /// The shapes of a domain: those of its ontology's files, and those that follow from the ontology itself. `more` are
    /// shapes of the user's own, as the name and the Turtle text of each file.
    ///
    /// # Errors
    /// [`Error::Shapes`] where a file cannot be read as Turtle, or a shape asks what is not of SHACL Core.
    pub fn load(files: &DataFiles, ontology: &Ontology, more: &[(String, String)]) -> Result<Self> {
        let own: Vec<(&str, &str)> = files.under(ONTOLOGY).filter(|(path, _)| path.ends_with(".ttl")).collect();
        let mut reading = Reading::default();
        own.iter().for_each(|(file, text)| reading.add(file, text));
        let derived = signature::shapes(ontology, &Triples::new(reading.quads.iter().cloned()))?;
        reading.add("the shapes of the ontology", &derived);
        more.iter().for_each(|(file, text)| reading.add(file, text));
        let hierarchy = hierarchy(&reading.quads);
        let data = Triples::new(reading.quads);
        let mut problems = reading.problems;
        let shapes = read::read(&data, &mut problems)?;
        if !problems.is_empty() {
            return Err(Error::Shapes(Problem::settle(problems)));
        }
        // The ontology itself has no shapes; its classes stand in a file of their own.
        let texts = own.iter().filter(|(_, text)| text.contains(vocabulary::SHACL)).map(|(_, text)| *text);
        let more = more.iter().map(|(_, text)| text.as_str());
        let turtle = texts.chain([derived.as_str()]).chain(more).collect::<Vec<_>>().join("\n");
        Ok(Self { validator: Validator::new(shapes, hierarchy), turtle })
    }

    /// All shapes as one Turtle document: the files as they are, and what follows from the ontology.
    #[must_use]
    pub fn turtle(&self) -> &str {
        &self.turtle
    }

    /// How many shapes are asked of nodes by themselves.
    #[must_use]
    pub fn len(&self) -> usize {
        self.validator.shapes.iter().filter(|shape| !shape.targets.is_empty()).count()
    }

    /// Whether no shape is asked of anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Turtle files read one after the other.
#[derive(Default)]
struct Reading {
    quads: Vec<Quad>,
    problems: Vec<Problem>,
    blank_nodes: usize,
}

impl Reading {
    fn add(&mut self, file: &str, text: &str) {
        // The parser draws names for blank nodes; ours follow from their order.
        let mut names: BTreeMap<String, BlankNode> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text) {
            let quad = match quad {
                Ok(quad) => quad,
                Err(error) => {
                    let line = error.location().map_or(0, |at| usize::try_from(at.start.line).map_or(0, |l| l + 1));
                    self.problems.push(Problem::unread(file, line, error.to_string(), "correct the Turtle there"));
                    return;
                }
            };
            let mut renamed = |node: BlankNode| {
                let count = &mut self.blank_nodes;
                let name = names.entry(node.into_string()).or_insert_with(|| {
                    *count += 1;
                    BlankNode::new_unchecked(format!("b{count:05}"))
                });
                name.clone()
            };
            let subject = match quad.subject {
                NamedOrBlankNode::BlankNode(node) => renamed(node).into(),
                node => node,
            };
            let object = match quad.object {
                Term::BlankNode(node) => renamed(node).into(),
                term => term,
            };
            self.quads.push(Quad { subject, predicate: quad.predicate, object, graph_name: GraphName::DefaultGraph });
        }
    }
}

fn hierarchy(quads: &[Quad]) -> Hierarchy {
    let mut hierarchy = Hierarchy::default();
    for quad in quads.iter().filter(|quad| quad.predicate == rdfs::SUB_CLASS_OF) {
        if let (NamedOrBlankNode::NamedNode(class), Term::NamedNode(parent)) = (&quad.subject, &quad.object) {
            hierarchy.add(class, parent);
        }
    }
    hierarchy
}
