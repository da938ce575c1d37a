//! A document's graph as it is after the decisions: entities by the names they have now, statements as they were judged.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};

use super::action::Fact;
use super::effect::{Effect, Verdict};
use crate::annotation::Factuality;
use crate::domain::{DataFiles, Domain, Ontology};
use crate::graph::{DocumentGraph, Role, factuality_of, iri_of_factuality, place_of, vocabulary as v};
use crate::span::Span;

/// The document's graph after the decisions. Where none concerns it, that is the graph as it was read.
pub(crate) fn decided(read: &DocumentGraph, effect: &Effect) -> DocumentGraph {
    if effect.is_empty() || !read.quads().iter().any(|quad| concerns(quad, effect)) {
        return read.clone();
    }
    let triples = Reading::new(read, effect).triples();
    let quads = triples.into_iter().map(|triple| triple.in_graph(read.iri().clone()));
    let decided = DocumentGraph::from_quads(read.iri().clone(), quads);
    if effect.retypes() { with_new_classes(&decided, effect) } else { decided }
}

/// Another class may allow a statement that the one before did not, and the reverse.
fn with_new_classes(decided: &DocumentGraph, effect: &Effect) -> DocumentGraph {
    decided.with_signatures_of(&ONTOLOGY, |triple| {
        let ends = (&triple.subject, &triple.object);
        let retyped = |end: &NamedNode| effect.class(end.as_str()).is_some();
        match ends {
            // What was turned into a relation of a thing to itself is no fact in any case.
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) => {
                subject != object && (retyped(subject) || retyped(object))
            }
            (NamedOrBlankNode::NamedNode(subject), _) => retyped(subject),
            (_, Term::NamedNode(object)) => retyped(object),
            _ => false,
        }
    })
}

/// The ontology that is built in, also where another domain is in use, so that a store is the same whoever decides. What
/// it does not know, it does not judge.
static ONTOLOGY: LazyLock<Ontology> =
    LazyLock::new(|| Domain::check(&DataFiles::embedded().only(&["ontology/"])).0.ontology);

fn concerns(quad: &Quad, effect: &Effect) -> bool {
    let subject = matches!(&quad.subject, NamedOrBlankNode::NamedNode(subject) if effect.touches(subject.as_str()));
    subject || matches!(&quad.object, Term::NamedNode(object) if effect.touches(object.as_str()))
}

/// A document's graph, sorted by what its parts are.
struct Reading<'a> {
    document: &'a str,
    effect: &'a Effect,
    /// What is of no entity, or of one that is no IRI: it stays.
    rest: Vec<Triple>,
    /// What describes an entity: its class, names, identity.
    descriptions: BTreeMap<&'a str, Vec<&'a Quad>>,
    /// Where an entity is mentioned.
    mentions: BTreeMap<&'a str, Vec<Span>>,
    spans: Vec<(&'a Quad, Span, &'a str)>,
    statements: BTreeMap<&'a str, Vec<&'a Quad>>,
    facts: Vec<Triple>,
}

impl<'a> Reading<'a> {
    fn new(read: &'a DocumentGraph, effect: &'a Effect) -> Self {
        let mut reading = Self {
            document: read.iri().as_str(),
            effect,
            rest: Vec::new(),
            descriptions: BTreeMap::new(),
            mentions: BTreeMap::new(),
            spans: Vec::new(),
            statements: BTreeMap::new(),
            facts: Vec::new(),
        };
        for quad in read.quads() {
            reading.take(quad);
        }
        reading
    }

    fn take(&mut self, quad: &'a Quad) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            return self.rest.push(quad.clone().into());
        };
        let subject = subject.as_str();
        match (Role::of(subject, self.document), &quad.object) {
            (Role::Statement, _) => self.statements.entry(subject).or_default().push(quad),
            (Role::Span, Term::NamedNode(entity)) if quad.predicate.as_ref() == v::REFERS_TO => {
                let Some((_, span)) = place_of(subject) else { return self.rest.push(quad.clone().into()) };
                self.mentions.entry(entity.as_str()).or_default().push(span);
                self.spans.push((quad, span, entity.as_str()));
            }
            (Role::Entity, _) if describes(quad) => self.descriptions.entry(subject).or_default().push(quad),
            (Role::Entity, _) => self.facts.push(quad.clone().into()),
            (Role::Document | Role::Span, _) => self.rest.push(quad.clone().into()),
        }
    }

    fn triples(self) -> Vec<Triple> {
        let mut triples = self.rest.clone();
        for (quad, span, entity) in &self.spans {
            let entity = NamedNode::new_unchecked(self.at(entity, *span));
            triples.push(Triple { object: entity.into(), ..Triple::from((*quad).clone()) });
        }
        triples.extend(self.described());
        let facts: HashSet<&Triple> = self.facts.iter().collect();
        let mut supported = HashSet::new();
        for (reifier, quads) in &self.statements {
            let Some(statement) = Statement::read(quads) else {
                triples.extend(quads.iter().map(|quad| Triple::from((*quad).clone())));
                continue;
            };
            supported.insert(statement.triple);
            self.judge(reifier, &statement, facts.contains(statement.triple), &mut triples);
        }
        for fact in self.facts.iter().filter(|fact| !supported.contains(fact)) {
            triples.push(self.moved(fact, None));
        }
        triples
    }

    /// What a mention of the entity at a place speaks of.
    fn at(&self, entity: &str, span: Span) -> String {
        let mut parts = self.effect.splits(entity, self.document);
        let part = parts.find(|part| part.spans.is_empty() || part.spans.contains(&span));
        part.map_or_else(|| self.effect.canonical(entity).to_owned(), |part| part.into.clone())
    }

    /// What words speak of when they name the entity: its other part only where they hold a mention of that and none
    /// of the rest.
    fn within(&self, entity: &str, words: Option<Span>) -> String {
        let whole = || {
            let mut parts = self.effect.splits(entity, self.document);
            parts.find(|part| part.spans.is_empty()).map(|part| part.into.clone())
        };
        let inside = |span: &&Span| words.is_some_and(|words| words.start <= span.start && span.end <= words.end);
        let mentions = self.mentions.get(entity).into_iter().flatten().filter(inside);
        let named: BTreeSet<String> = mentions.map(|span| self.at(entity, *span)).collect();
        match (named.len(), named.into_iter().next()) {
            (1, Some(named)) => named,
            _ => whole().unwrap_or_else(|| self.effect.canonical(entity).to_owned()),
        }
    }

    fn moved(&self, triple: &Triple, words: Option<Span>) -> Triple {
        let mut moved = triple.clone();
        if let NamedOrBlankNode::NamedNode(subject) = &triple.subject {
            moved.subject = NamedNode::new_unchecked(self.within(subject.as_str(), words)).into();
        }
        if let Term::NamedNode(object) = &triple.object {
            moved.object = NamedNode::new_unchecked(self.within(object.as_str(), words)).into();
        }
        moved
    }

    /// Classes, names and identities of the entities under the names they have now.
    fn described(&self) -> Vec<Triple> {
        let mut triples = Vec::new();
        let mut named = BTreeSet::new();
        for (entity, quads) in &self.descriptions {
            let mut targets: BTreeSet<String> =
                self.mentions.get(entity).into_iter().flatten().map(|span| self.at(entity, *span)).collect();
            if targets.is_empty() {
                targets.insert(self.within(entity, None));
            }
            for target in targets {
                let split = target != self.effect.canonical(entity);
                let names = self.effect.names(&target);
                let class = self.effect.class(&target);
                let subject = NamedNode::new_unchecked(target.as_str());
                for quad in quads {
                    let predicate = quad.predicate.as_ref();
                    let replaced = match &quad.object {
                        // The identifier is of the one that was taken for both.
                        _ if predicate == v::SAME_AS => split,
                        _ if predicate == v::UNNAMED => names.is_some(),
                        _ if predicate == rdf::TYPE => class.is_some(),
                        Term::Literal(label) if predicate == rdfs::LABEL => {
                            names.is_some_and(|names| names.contains_key(label.language().unwrap_or_default()))
                        }
                        _ => false,
                    };
                    if !replaced {
                        triples.push(Triple::new(subject.clone(), quad.predicate.clone(), quad.object.clone()));
                    }
                }
                if named.insert(target.clone()) {
                    triples.extend(class.map(|class| Triple::new(subject.clone(), rdf::TYPE, class.clone())));
                    for (language, name) in names.into_iter().flatten() {
                        let label = Literal::new_language_tagged_literal(name, language);
                        let label = label.unwrap_or_else(|_| Literal::new_simple_literal(name));
                        triples.push(Triple::new(subject.clone(), rdfs::LABEL, label));
                    }
                }
            }
        }
        triples
    }

    /// Adds the triples of one statement as it was judged.
    fn judge(&self, reifier: &str, statement: &Statement<'_>, was_fact: bool, triples: &mut Vec<Triple>) {
        let words = statement.evidence.and_then(place_of).map(|(_, span)| span);
        let mut triple = self.moved(statement.triple, words);
        let mut factuality = statement.factuality;
        let (mut rejected, mut judged, mut vouched) = (false, None, was_fact && statement.is_vouched());
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(subject) => subject.clone(),
            NamedOrBlankNode::BlankNode(_) => NamedNode::new_unchecked(""),
        };
        let fact = Fact { subject, predicate: triple.predicate.clone(), object: triple.object.clone() };
        for judgement in self.effect.judgements(&fact, self.document) {
            judged = Some(&judgement.decision);
            rejected = false;
            match &judgement.verdict {
                Verdict::Wrong => rejected = true,
                Verdict::Right => {}
                Verdict::Instead { predicate, factuality: given } => {
                    triple.predicate = predicate.clone().unwrap_or(triple.predicate);
                    factuality = given.unwrap_or(factuality);
                    vouched = true;
                }
            }
        }
        if rejected {
            return;
        }
        let reifier = NamedNode::new_unchecked(reifier);
        let of = |predicate, object: Term| Triple::new(reifier.clone(), predicate, object);
        for quad in &statement.rest {
            // Whoever has looked at it is sure.
            // And another predicate takes other ends.
            let stale = (judged.is_some() && quad.predicate.as_ref() == v::CONFIDENCE)
                || (triple.predicate != statement.triple.predicate && quad.predicate.as_ref() == v::VIOLATES);
            if !stale {
                triples.push(Triple::from((*quad).clone()));
            }
        }
        if let Some(decision) = judged {
            triples.push(of(v::DECIDED_BY, decision.clone().into()));
        }
        if let Some(value) = iri_of_factuality(factuality) {
            triples.push(of(v::FACTUALITY, value.into_owned().into()));
        }
        if let Some(claimant) = statement.claimant {
            triples.push(of(v::CLAIMED_BY, NamedNode::new_unchecked(self.within(claimant, words)).into()));
        }
        // Nothing stands in a relation to itself: two that were merged have met in the statement.
        let turned_round = matches!((&triple.subject, &triple.object),
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) if subject == object);
        let is_fact = factuality == Factuality::Asserted && statement.claimant.is_none();
        if vouched && is_fact && !turned_round {
            triples.push(triple.clone());
        }
        triples.push(of(rdf::REIFIES, Term::Triple(Box::new(triple))));
    }
}

/// What describes an entity rather than telling something of it.
fn describes(quad: &Quad) -> bool {
    [rdf::TYPE, rdfs::LABEL, v::SAME_AS, v::UNNAMED].contains(&quad.predicate.as_ref())
}

/// A statement as the document has it.
struct Statement<'a> {
    triple: &'a Triple,
    evidence: Option<&'a str>,
    factuality: Factuality,
    claimant: Option<&'a str>,
    /// What is neither its triple, its factuality nor its claimant.
    rest: Vec<&'a Quad>,
}

impl<'a> Statement<'a> {
    fn read(quads: &[&'a Quad]) -> Option<Self> {
        let triple = quads.iter().find_map(|quad| match &quad.object {
            Term::Triple(triple) if quad.predicate == rdf::REIFIES => Some(triple.as_ref()),
            _ => None,
        })?;
        let mut statement =
            Self { triple, evidence: None, factuality: Factuality::Asserted, claimant: None, rest: Vec::new() };
        for &quad in quads {
            let predicate = quad.predicate.as_ref();
            match &quad.object {
                Term::NamedNode(value) if predicate == v::FACTUALITY => {
                    statement.factuality = factuality_of(value.as_ref());
                }
                Term::NamedNode(by) if predicate == v::CLAIMED_BY => statement.claimant = Some(by.as_str()),
                Term::NamedNode(span) if predicate == v::EVIDENCE => {
                    statement.evidence = Some(span.as_str());
                    statement.rest.push(quad);
                }
                _ if predicate == rdf::REIFIES => {}
                _ => statement.rest.push(quad),
            }
        }
        Some(statement)
    }

    fn is_vouched(&self) -> bool {
        self.factuality == Factuality::Asserted && self.claimant.is_none()
    }
}
