//! RDF formats, written so that the same quads give the same bytes.

mod jsonld;
mod rdf11;

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term, Triple};

use super::{Format, xml};
use crate::domain::Prefixes;
use crate::graph::{Layer, layer_of};

pub(crate) use rdf11::flatten;

/// What the RDF formats may vary in.
#[derive(Debug, Clone, Default)]
pub struct RdfOptions {
    /// Whether to write RDF 1.1: `rdf:Statement` for reifiers, no text direction. JSON-LD always is.
    pub rdf11: bool,
    /// The prefixes of Turtle, TriG and RDF/XML.
    pub prefixes: Prefixes,
}

/// Writes quads, sorted. A format that holds one graph only gets every fact of the default graph and all that the
/// document graphs say besides: statements with their evidence, mentions, documents. A fact that a document asserts and
/// that is not in the default graph, because a human rejected it, stays a reified statement there.
///
/// # Errors
/// What the writer reports; [`io::ErrorKind::InvalidInput`] for a format that is not RDF or a bad prefix.
pub fn write_quads(
    quads: impl IntoIterator<Item = Quad>,
    format: Format,
    options: &RdfOptions,
    writer: impl Write,
) -> io::Result<()> {
    let mut quads: Vec<Quad> = quads.into_iter().collect();
    if !format.keeps_graphs() {
        quads = one_graph(quads);
    }
    if options.rdf11 || format == Format::JsonLd {
        let mut flat = Vec::with_capacity(quads.len());
        quads.into_iter().for_each(|quad| rdf11::flatten(quad, &mut flat));
        quads = flat;
    }
    if format == Format::RdfXml {
        quads.iter_mut().for_each(keep_to_xml);
    }
    quads.sort_by_cached_key(order);
    quads.dedup();
    let mut writer = BufWriter::new(writer);
    let syntax = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => {
            jsonld::write(quads.iter(), &mut writer)?;
            return writer.flush();
        }
        _ => return Err(invalid(format!("{format} is written from the graph of entities, not from quads"))),
    };
    let mut serializer = RdfSerializer::from_format(syntax);
    for (prefix, namespace) in options.prefixes.iter().filter(|(_, namespace)| !holds_fragments(namespace, &quads)) {
        serializer = serializer.with_prefix(prefix, namespace).map_err(|e| invalid(format!("prefix {prefix}: {e}")))?;
    }
    let mut serializer = serializer.for_writer(&mut writer);
    for quad in &quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?;
    writer.flush()
}

/// All quads in the default graph, without the facts that only document graphs hold.
fn one_graph(quads: Vec<Quad>) -> Vec<Quad> {
    let facts: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.graph_name.is_default_graph())
        .map(|quad| triple_of(quad).to_string())
        .collect();
    let reified: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate == rdf::REIFIES)
        .filter_map(|quad| if let Term::Triple(triple) = &quad.object { Some(triple.to_string()) } else { None })
        .collect();
    let kept = |quad: &Quad| {
        quad.graph_name.is_default_graph() || layer_of(quad) == Some(Layer::Inferred) || {
            let triple = triple_of(quad).to_string();
            facts.contains(&triple) || !reified.contains(&triple)
        }
    };
    let quads = quads.into_iter().filter(kept);
    quads.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }).collect()
}

/// Takes out of a literal the characters that no XML document may hold.
fn keep_to_xml(quad: &mut Quad) {
    let Term::Literal(literal) = &quad.object else { return };
    let value = xml::allowed(literal.value());
    if value == literal.value() {
        return;
    }
    let value = value.into_owned();
    let literal = match (literal.language(), literal.direction()) {
        (Some(language), Some(direction)) => {
            Literal::new_directional_language_tagged_literal_unchecked(value, language, direction)
        }
        (Some(language), None) => Literal::new_language_tagged_literal_unchecked(value, language),
        (None, _) => Literal::new_typed_literal(value, literal.datatype()),
    };
    quad.object = literal.into();
}

/// Whether fragments of documents stand right under the namespace. Shortened they would be full of escapes.
fn holds_fragments(namespace: &str, quads: &[Quad]) -> bool {
    quads.iter().any(|quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(subject) => {
            subject.as_str().strip_prefix(namespace).is_some_and(|rest| rest.contains('#'))
        }
        NamedOrBlankNode::BlankNode(_) => false,
    })
}

fn triple_of(quad: &Quad) -> Triple {
    Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone())
}

/// The default graph first; types before all else that is said of a subject.
fn order(quad: &Quad) -> (String, String, bool, String, String) {
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => String::new(),
        graph => graph.to_string(),
    };
    let other = quad.predicate != rdf::TYPE;
    (graph, quad.subject.to_string(), other, quad.predicate.to_string(), quad.object.to_string())
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
