//! What a decision names on the command line, found in the graph.

use nisba::decision::{Fact, NamedNode};
use nisba::domain::{Domain, NAMESPACE};
use nisba::query::{find_entity, find_statement};
use nisba::store::Store;

use crate::cli::args::Judged;
use crate::cli::failure::Failure;

/// Finds things by their names.
pub(super) struct Names<'a> {
    pub(super) store: &'a Store,
    pub(super) domain: &'a Domain,
}

impl Names<'_> {
    pub(super) fn entity(&self, name: &str) -> Result<NamedNode, Failure> {
        Ok(find_entity(self.store, &self.domain.prefixes, name)?)
    }

    pub(super) fn document(&self, id: &str) -> Result<NamedNode, Failure> {
        let found = self.store.document_iri(id)?;
        found
            .ok_or_else(|| Failure::Usage(format!("the graph has no document '{id}'; `nisba docs list` gives the ids")))
    }

    /// A document by its id, or a place in it: `ID:START-END`, in code points.
    pub(super) fn place(&self, text: &str) -> Result<NamedNode, Failure> {
        if let Some(document) = self.store.document_iri(text)? {
            return Ok(document);
        }
        let place = text.rsplit_once(':').and_then(|(id, range)| Some((id, range.split_once('-')?)));
        let Some((id, (start, end))) = place else { return self.document(text) };
        match (start.parse::<usize>(), end.parse::<usize>()) {
            (Ok(start), Ok(end)) if start < end => {
                let document = self.document(id)?;
                Ok(NamedNode::new_unchecked(format!("{}#char={start},{end}", document.as_str())))
            }
            _ => Err(Failure::Usage(format!("'{text}' is no place; write it as ID:START-END, in code points"))),
        }
    }

    pub(super) fn class(&self, name: &str) -> Result<NamedNode, Failure> {
        if self.domain.ontology.class(name).is_some() {
            return Ok(NamedNode::new_unchecked(format!("{NAMESPACE}{name}")));
        }
        let known: Vec<&str> = self.domain.ontology.classes().map(|(name, _)| name).collect();
        Err(Failure::Usage(format!("the ontology has no class '{name}'; it has {}", known.join(", "))))
    }

    pub(super) fn predicate(&self, name: &str) -> Result<NamedNode, Failure> {
        if self.domain.ontology.predicate(name).is_some() {
            return Ok(NamedNode::new_unchecked(format!("{NAMESPACE}{name}")));
        }
        let known: Vec<&str> = self.domain.ontology.predicates().map(|(name, _)| name).collect();
        Err(Failure::Usage(format!("the ontology has no predicate '{name}'; it has {}", known.join(", "))))
    }

    /// The statement, and the one document that it is judged in.
    pub(super) fn statement(&self, judged: &Judged) -> Result<(Fact, Option<NamedNode>), Failure> {
        let parts = [judged.subject.as_str(), judged.predicate.as_str(), judged.object.as_str()];
        let fact = find_statement(self.store, &self.domain.prefixes, &self.domain.ontology, parts)?;
        let document = judged.document.as_deref().map(|id| self.document(id)).transpose()?;
        Ok((fact, document))
    }

    /// The tag of a name's language: the one given, or by the script.
    pub(super) fn language(name: &str, given: Option<&str>) -> Result<String, Failure> {
        if name.trim().is_empty() {
            return Err(Failure::Usage("the name is empty; give one".to_owned()));
        }
        let tag = match given {
            Some(tag) => tag.to_lowercase(),
            None if name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)) => "ar".to_owned(),
            None => "en".to_owned(),
        };
        let is_tag =
            tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
        if is_tag { Ok(tag) } else { Err(Failure::Usage(format!("'{tag}' is no tag of a language; write ar or en"))) }
    }
}
