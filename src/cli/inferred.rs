//! The part of a card that is inferred: each fact with its rule, its premises, and the words of these.

use std::io::{self, Write};

use nisba::Result;
use nisba::domain::Domain;
use nisba::graph::{KnowledgeGraph, Language, Terms};
use nisba::inference::{Derivation, derivations_about, documents_of};
use nisba::store::Store;

use super::card::Place;
use super::color::Paint;
use super::sentence::Texts;

/// The inferred facts of an entity, in order.
#[derive(Default)]
pub(crate) struct InferredFacts(Vec<Fact>);

/// A fact on a card, or a premise of one.
struct Fact {
    /// How it stands to the card's entity: `→`, `←`, or nothing for a premise.
    arrow: &'static str,
    subject: String,
    predicate: String,
    object: String,
    /// The rule that it follows by; nothing for what documents assert.
    rule: Option<&'static str>,
    premises: Vec<Fact>,
    /// The surest place that asserts it.
    place: Option<Place>,
}

impl InferredFacts {
    /// What is inferred of the entity with this IRI.
    pub(crate) fn read(store: &Store, domain: &Domain, terms: Terms, entity: &str) -> Result<Self> {
        let derivations = derivations_about(store, entity)?;
        let mut quads = Vec::new();
        for document in documents_of(store, &derivations)? {
            quads.extend(store.quads_in(document.as_ref())?);
        }
        let graph = KnowledgeGraph::from_quads(&quads, terms);
        let mut reader = Reader { graph: &graph, texts: Texts::new(store, domain) };
        let fact = |derivation: &Derivation| {
            let [subject, ..] = derivation.names();
            let arrow = if subject == entity { "→" } else { "←" };
            reader.fact(derivation, arrow)
        };
        Ok(Self(derivations.iter().map(fact).collect::<Result<_>>()?))
    }

    /// Writes the facts, below those of the card.
    pub(crate) fn write(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
        for fact in &self.0 {
            let Fact { arrow, predicate, .. } = fact;
            let other = if *arrow == "→" { &fact.object } else { &fact.subject };
            let by = format!("(inferred by {})", fact.rule.unwrap_or_default());
            writeln!(out, "\n{arrow} {} {other} {}", paint.strong(predicate), paint.faint(by))?;
            fact.premises.iter().try_for_each(|premise| premise.write(out, paint, 1))?;
        }
        Ok(())
    }
}

impl Fact {
    fn write(&self, out: &mut impl Write, paint: Paint, depth: usize) -> io::Result<()> {
        let indent = "    ".repeat(depth);
        let by = self.rule.map_or_else(String::new, |rule| format!(" (inferred by {rule})"));
        writeln!(out, "{indent}{} {} {}{}", self.subject, self.predicate, self.object, paint.faint(by))?;
        if let Some(place) = &self.place {
            let [before, words, after] = &place.sentence;
            writeln!(out, "{indent}    {before}{}{after}", paint.strong(words))?;
            writeln!(out, "{indent}    {}", paint.faint(place.details()))?;
        }
        self.premises.iter().try_for_each(|premise| premise.write(out, paint, depth + 1))
    }
}

struct Reader<'a> {
    graph: &'a KnowledgeGraph,
    texts: Texts<'a>,
}

impl Reader<'_> {
    fn fact(&mut self, derivation: &Derivation, arrow: &'static str) -> Result<Fact> {
        let [subject, predicate, object] = derivation.names();
        let place = if derivation.by.is_none() { self.place(&subject, &predicate, &object)? } else { None };
        let (rule, premises) = match &derivation.by {
            None => (None, Vec::new()),
            Some((rule, premises)) => {
                let premises = premises.iter().map(|premise| self.fact(premise, ""));
                (Some(rule.name()), premises.collect::<Result<_>>()?)
            }
        };
        let label = |iri: &str| self.graph.label(iri, Language::Arabic).to_owned();
        Ok(Fact { arrow, subject: label(&subject), object: label(&object), predicate, rule, premises, place })
    }

    /// The surest place that asserts a fact, the first of several.
    fn place(&mut self, subject: &str, predicate: &str, object: &str) -> Result<Option<Place>> {
        let graph = self.graph;
        let edges = graph.edges().filter(|(s, edge, o)| {
            edge.claim.asserted && s.iri == subject && edge.predicate == predicate && o.iri == object
        });
        let claims = edges.map(|(_, edge, _)| &edge.claim);
        let best = claims.reduce(|best, claim| if claim.confidence > best.confidence { claim } else { best });
        best.map(|claim| Place::of(graph, claim, &mut self.texts)).transpose()
    }
}
