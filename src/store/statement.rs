//! What joins entities, without the texts and mentions that are most of a store.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::Store;
use crate::error::Result;
use crate::graph::vocabulary as v;

impl Store {
    /// All quads but texts and mentions, in no fixed order: enough for a
    /// [`KnowledgeGraph`](crate::graph::KnowledgeGraph) whose claims have places but no words.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn quads_without_texts(&self) -> Result<Vec<Quad>> {
        let of_texts = [v::TEXT, v::REFERS_TO, v::MENTION_KIND];
        let quads = self.data().iter().filter(|quad| match quad {
            Ok(quad) => !of_texts.contains(&quad.predicate.as_ref()),
            Err(_) => true,
        });
        let quads: Result<Vec<Quad>, _> = quads.collect();
        quads.map_err(|e| self.failure("cannot be read", &e))
    }

    /// The dates that documents give for themselves, by the documents' ids: when they were published, or else their date
    /// or when they were written; the earliest where there are several. Documents without one are left out.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) where the store cannot be read.
    pub fn document_dates(&self) -> Result<BTreeMap<String, String>> {
        let mut dates: BTreeMap<String, String> = BTreeMap::new();
        for predicate in [v::CREATED, v::DATE, v::ISSUED] {
            let mut given: BTreeMap<String, String> = BTreeMap::new();
            for quad in self.matching(predicate, None)? {
                let (GraphName::NamedNode(document), NamedOrBlankNode::NamedNode(subject)) =
                    (&quad.graph_name, &quad.subject)
                else {
                    continue;
                };
                if let (Term::Literal(date), true) = (&quad.object, document == subject) {
                    let id = self.value(document.as_ref(), v::IDENTIFIER)?;
                    let id = id.unwrap_or_else(|| document.as_str().to_owned());
                    let earliest = given.entry(id).or_insert_with(|| date.value().to_owned());
                    if date.value() < earliest.as_str() {
                        date.value().clone_into(earliest);
                    }
                }
            }
            dates.extend(given);
        }
        Ok(dates)
    }
}
