//! What the graph knows of one entity, gathered from the documents that mention it.

use std::collections::BTreeMap;

use nisba::Result;
use nisba::domain::Domain;
use nisba::graph::{Attribute, Claim, Edge, KnowledgeGraph, Language, Node, Terms};
use nisba::store::Store;

use super::sentence::Texts;

/// An entity with its facts.
pub(crate) struct Card {
    pub(crate) node: Node,
    /// In the order of direction, predicate and other end.
    pub(crate) facts: Vec<Fact>,
}

/// What is said of the entity, with all places that say it.
pub(crate) struct Fact {
    /// Whether the entity is the object.
    pub(crate) incoming: bool,
    pub(crate) predicate: String,
    /// The name of the other end, or the literal.
    pub(crate) other: String,
    pub(crate) places: Vec<Place>,
}

/// One place that says it.
pub(crate) struct Place {
    pub(crate) claim: Claim,
    /// The name of the one who says it, where it is not the document.
    pub(crate) claimant: Option<String>,
    /// What a person decided on it: `corrected by …`.
    pub(crate) decision: Option<String>,
    /// The sentence of the words that say it, in three parts: before them, they, after them.
    pub(crate) sentence: [String; 3],
}

impl Place {
    /// The place of a claim, with its sentence.
    pub(crate) fn of(graph: &KnowledgeGraph, claim: &Claim, texts: &mut Texts<'_>) -> Result<Self> {
        let claimant = claim.claimant.as_deref().map(|iri| graph.label(iri, Language::Arabic).to_owned());
        let sentence = texts.sentence(&claim.document, claim.evidence.span())?;
        let decision = texts.decision(&claim.id)?;
        Ok(Self { claim: claim.clone(), claimant, decision, sentence })
    }
}

impl Card {
    /// The card of the entity with this IRI; nothing where no document mentions it.
    pub(crate) fn read(store: &Store, domain: &Domain, terms: Terms, iri: &str) -> Result<Option<Self>> {
        let mut quads = Vec::new();
        let mut texts = Texts::new(store, domain);
        for document in store.documents_that_mention(iri)? {
            quads.extend(store.quads_in(document.as_ref())?);
        }
        let graph = KnowledgeGraph::from_quads(&quads, terms);
        let Some(node) = graph.node(iri) else { return Ok(None) };
        let mut facts: BTreeMap<(bool, String, String), Vec<Place>> = BTreeMap::new();
        let mut add = |incoming, predicate: &str, other: &str, claim: &Claim| -> Result<()> {
            let place = Place::of(&graph, claim, &mut texts)?;
            facts.entry((incoming, predicate.to_owned(), other.to_owned())).or_default().push(place);
            Ok(())
        };
        for Attribute { predicate, value, claim } in &node.attributes {
            add(false, predicate, value, claim)?;
        }
        for (subject, Edge { predicate, claim, .. }, object) in graph.edges() {
            if subject.iri == iri {
                add(false, predicate, object.label(Language::Arabic), claim)?;
            }
            if object.iri == iri {
                add(true, predicate, subject.label(Language::Arabic), claim)?;
            }
        }
        let fact = |((incoming, predicate, other), places)| Fact { incoming, predicate, other, places };
        Ok(Some(Self { node: node.clone(), facts: facts.into_iter().map(fact).collect() }))
    }
}
