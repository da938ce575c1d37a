//! One statement as triples: the direct triple where the document vouches for it, and the reifier that leads to words.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Triple};

use super::{id, literal, vocabulary as v};
use crate::annotation::{AUTHOR, Factuality, Object, Statement};
use crate::domain::{NAMESPACE, Ontology};

/// What the statements of a document need to know of it.
pub(super) struct Context<'a> {
    pub(super) document: NamedNodeRef<'a>,
    pub(super) language: &'a str,
    pub(super) ontology: &'a Ontology,
    /// The entities' IRIs by their ids in the annotation.
    pub(super) entities: &'a BTreeMap<&'a str, NamedNode>,
}

/// The triples of one statement, or what is wrong with it.
///
/// Only what the document says in its own voice, as a fact, becomes a direct triple. What it denies, plans or doubts is
/// reified only; so is what it reports as somebody's words, even where that somebody is sure: the document does not
/// vouch for it. Asserted, and in the document's voice, are the defaults and are not written.
pub(super) fn triples(statement: &Statement, context: &Context<'_>) -> Result<Vec<Triple>, String> {
    let Context { document, language, ontology, entities } = context;
    let entity = |id: &str| {
        let known = entities.get(id);
        known
            .cloned()
            .ok_or_else(|| format!("statement '{}' names the entity '{id}', which is not listed", statement.id))
    };
    let name = statement.predicate.as_str();
    let declared = ontology.predicate(name);
    let declared = declared.ok_or_else(|| format!("statement '{}': the ontology has no '{name}'", statement.id))?;
    if !(0.0..=1.0).contains(&statement.confidence) {
        return Err(format!("statement '{}': the confidence is not between 0 and 1", statement.id));
    }
    let predicate = NamedNode::new_unchecked(format!("{NAMESPACE}{name}"));
    let triple = match &statement.object {
        Object::Entity(object) => Triple::new(entity(&statement.subject)?, predicate, entity(object)?),
        Object::Literal { literal, datatype } => {
            let value = literal::value(literal, datatype.as_deref(), declared, language);
            let value = value.ok_or_else(|| format!("statement '{}': the datatype is no IRI", statement.id))?;
            Triple::new(entity(&statement.subject)?, predicate, value)
        }
    };
    let claimant = (statement.claimed_by != AUTHOR).then(|| entity(&statement.claimed_by)).transpose()?;
    let factuality = iri_of_factuality(statement.factuality);
    let span = id::span(*document, statement.evidence.span());
    let pattern = statement.pattern.as_deref();
    let reifier = id::statement(
        *document,
        &[
            &triple.to_string(),
            span.as_str(),
            pattern.unwrap_or(""),
            statement.factuality.as_str(),
            claimant.as_ref().map_or("", NamedNode::as_str),
        ],
    );

    let mut triples = vec![Triple::new(reifier.clone(), v::EVIDENCE, span)];
    triples.extend(literal::confidence(statement.confidence).map(|c| Triple::new(reifier.clone(), v::CONFIDENCE, c)));
    triples.extend(pattern.map(|p| Triple::new(reifier.clone(), v::PATTERN, oxigraph::model::Literal::from(p))));
    triples.extend(factuality.map(|value| Triple::new(reifier.clone(), v::FACTUALITY, value)));
    if factuality.is_none() && claimant.is_none() {
        triples.push(triple.clone());
    }
    triples.extend(claimant.map(|by| Triple::new(reifier.clone(), v::CLAIMED_BY, by)));
    triples.push(Triple::new(reifier, rdf::REIFIES, triple));
    Ok(triples)
}

/// The IRI of a factuality; none for the default, which is not written.
pub(crate) fn iri_of_factuality(value: Factuality) -> Option<NamedNodeRef<'static>> {
    match value {
        Factuality::Asserted => None,
        Factuality::Alleged => Some(v::ALLEGED),
        Factuality::Intended => Some(v::INTENDED),
        Factuality::Possible => Some(v::POSSIBLE),
        Factuality::Denied => Some(v::DENIED),
    }
}
