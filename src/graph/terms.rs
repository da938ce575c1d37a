//! What the ontology's terms are called.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedOrBlankNode, Term};

use super::knowledge::Terms;
use crate::domain::{DataFiles, NAMESPACE};

/// The Arabic and English labels of all terms that the ontology files declare: classes, predicates, factualities.
/// What cannot be read is passed over; [`Domain::check`](crate::domain::Domain::check) reports it.
#[must_use]
pub fn read_terms(files: &DataFiles) -> Terms {
    let mut terms = Terms::new();
    for (_, text) in files.under("ontology/").filter(|(path, _)| path.ends_with(".ttl")) {
        for triple in RdfParser::from_format(RdfFormat::Turtle).for_slice(text).flatten() {
            let (NamedOrBlankNode::NamedNode(term), Term::Literal(label)) = (&triple.subject, &triple.object) else {
                continue;
            };
            let Some(name) = term.as_str().strip_prefix(NAMESPACE).filter(|_| triple.predicate == rdfs::LABEL) else {
                continue;
            };
            let names = terms.entry(name.to_owned()).or_default();
            match label.language() {
                Some("ar") => names.ar = Some(label.value().to_owned()),
                Some("en") => names.en = Some(label.value().to_owned()),
                _ => names.other = Some(label.value().to_owned()),
            }
        }
    }
    terms
}
