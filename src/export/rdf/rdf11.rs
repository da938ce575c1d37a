//! RDF 1.2 in terms of RDF 1.1: triple terms as classic reification, texts without direction.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, GraphName, Literal, NamedOrBlankNode, Quad, Term, Triple};
use sha2::{Digest, Sha256};

/// What a quad of RDF 1.2 becomes in RDF 1.1. A reifier `?r rdf:reifies <<( ?s ?p ?o )>>` becomes an `rdf:Statement`.
/// A triple term that stands anywhere else becomes a blank node that is one; its name is computed from the triple.
pub(crate) fn flatten(quad: Quad, out: &mut Vec<Quad>) {
    let Quad { subject, predicate, object, graph_name } = quad;
    match object {
        Term::Triple(triple) if predicate == rdf::REIFIES => describe(subject, *triple, &graph_name, out),
        object => {
            let object = plain(object, &graph_name, out);
            out.push(Quad::new(subject, predicate, object, graph_name));
        }
    }
}

fn describe(statement: NamedOrBlankNode, triple: Triple, graph: &GraphName, out: &mut Vec<Quad>) {
    let object = plain(triple.object, graph, out);
    let says = [
        (rdf::TYPE, Term::from(rdf::STATEMENT)),
        (rdf::SUBJECT, triple.subject.into()),
        (rdf::PREDICATE, triple.predicate.into()),
        (rdf::OBJECT, object),
    ];
    out.extend(says.map(|(predicate, object)| Quad::new(statement.clone(), predicate, object, graph.clone())));
}

/// The term without what RDF 1.1 does not know.
fn plain(term: Term, graph: &GraphName, out: &mut Vec<Quad>) -> Term {
    match term {
        Term::Triple(triple) => {
            let hash = Sha256::digest(triple.to_string());
            let name: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            let node = BlankNode::new_unchecked(format!("t{name}"));
            describe(node.clone().into(), *triple, graph, out);
            node.into()
        }
        Term::Literal(literal) if literal.direction().is_some() => {
            let language = literal.language().unwrap_or_default().to_owned();
            Literal::new_language_tagged_literal_unchecked(literal.value(), language).into()
        }
        term => term,
    }
}
