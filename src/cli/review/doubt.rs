//! Statements in doubt: those that are less sure than asked for, and that nobody has judged.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nisba::annotation::Factuality;
use nisba::decision::{Action, Fact, NamedNode};
use nisba::graph::{Claim, KnowledgeGraph, Language};
use nisba::query::find_statement;
use nisba::store::Store;

use super::named::Names;
use super::read_factuality;
use super::talk::Talk;
use crate::cli::failure::Failure;

/// A statement in doubt.
pub(super) struct Doubt {
    subject: String,
    predicate: String,
    /// The other end's IRI, or the text of a literal.
    object: String,
    /// The names that are shown.
    shown: [String; 2],
    claim: Claim,
    claimant: Option<String>,
}

/// The statements that are less sure than `below` and that nobody has judged, the least sure first.
pub(super) fn doubts(store: &Store, below: f64) -> Result<Vec<Doubt>, Failure> {
    let graph = KnowledgeGraph::from_quads(&store.quads()?, BTreeMap::new());
    let name = |iri: &str| graph.label(iri, Language::Arabic).to_owned();
    let doubt = |subject: &str, predicate: &str, object: &str, shown: String, claim: &Claim| Doubt {
        subject: subject.to_owned(),
        predicate: predicate.to_owned(),
        object: object.to_owned(),
        shown: [name(subject), shown],
        claimant: claim.claimant.as_deref().map(name),
        claim: claim.clone(),
    };
    let edges = graph.edges().map(|(s, edge, o)| doubt(&s.iri, &edge.predicate, &o.iri, name(&o.iri), &edge.claim));
    let attributes = graph.nodes().flat_map(|node| node.attributes.iter().map(move |a| (node, a)));
    let attributes = attributes.map(|(node, a)| doubt(&node.iri, &a.predicate, &a.value, a.value.clone(), &a.claim));
    let mut doubts: Vec<Doubt> = edges.chain(attributes).filter(|doubt| doubt.claim.confidence < below).collect();
    doubts.sort_by(|a, b| {
        let place = |doubt: &Doubt| (doubt.claim.document.clone(), doubt.claim.evidence.start, doubt.claim.id.clone());
        a.claim.confidence.total_cmp(&b.claim.confidence).then_with(|| place(a).cmp(&place(b)))
    });
    Ok(doubts)
}

impl Doubt {
    pub(super) const KEYS: &str = "arpfsuq";

    /// Whether both say the same in the same document: then one answer is for both.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| a == b;
        same(&self.subject, &other.subject)
            && same(&self.predicate, &other.predicate)
            && same(&self.object, &other.object)
            && same(&self.claim.document, &other.claim.document)
    }

    pub(super) fn show(&self, talk: &mut Talk<'_>, number: &str) -> Result<(), Failure> {
        let claim = &self.claim;
        let [before, words, after] = talk.texts.sentence(&claim.document, claim.evidence.span())?;
        let paint = talk.paint;
        let mut about = format!("{} · confidence {}", claim.document, claim.confidence);
        if claim.factuality != Factuality::Asserted {
            about += &format!(" · {}", claim.factuality.as_str());
        }
        if let Some(by) = &self.claimant {
            about += &format!(" · says {by}");
        }
        let [subject, object] = &self.shown;
        let predicate = paint.strong(&self.predicate);
        let keys = "a right · r wrong · p other predicate · f other factuality · s skip · u undo · q end";
        let mut out = io::stdout().lock();
        let written = writeln!(out, "\n{} {about}", paint.faint(number))
            .and_then(|()| writeln!(out, "  {before}{}{after}", paint.strong(words)))
            .and_then(|()| writeln!(out, "  {subject}\n    {predicate}\n  {object}\n{}", paint.faint(keys)));
        written.map_err(Failure::written)
    }

    /// What an answer decides; nothing where it decides nothing.
    pub(super) fn answered(&self, key: char, talk: &mut Talk<'_>) -> Result<Option<Action>, Failure> {
        match key {
            'a' => self.action(talk, |fact, document| Action::Accept { fact, document }).map(Some),
            'r' => self.action(talk, |fact, document| Action::Reject { fact, document }).map(Some),
            'p' | 'f' => self.correction(talk, key == 'p'),
            _ => Ok(None),
        }
    }

    /// A decision about the statement, in its document only.
    fn action(&self, talk: &Talk<'_>, make: impl FnOnce(Fact, Option<NamedNode>) -> Action) -> Result<Action, Failure> {
        let parts = [self.subject.as_str(), self.predicate.as_str(), self.object.as_str()];
        let fact = find_statement(talk.store, &talk.domain.prefixes, &talk.domain.ontology, parts)?;
        let names = Names { store: talk.store, domain: talk.domain };
        Ok(make(fact, Some(names.document(&self.claim.document)?)))
    }

    /// Asks for the right predicate or factuality; nothing where the answer is none.
    fn correction(&self, talk: &mut Talk<'_>, of_predicate: bool) -> Result<Option<Action>, Failure> {
        talk.say(if of_predicate {
            "which predicate?"
        } else {
            "which factuality: asserted, alleged, intended, possible or denied?"
        })?;
        let Some(answer) = talk.answers.line().map_err(Failure::written)? else { return Ok(None) };
        let names = Names { store: talk.store, domain: talk.domain };
        let read = if of_predicate {
            names.predicate(&answer).map(|predicate| (Some(predicate), None))
        } else {
            read_factuality(&answer).map(|factuality| (None, Some(factuality)))
        };
        match read {
            Ok((predicate, factuality)) => {
                let correct = |fact, document| Action::Correct { fact, document, predicate, factuality };
                self.action(talk, correct).map(Some)
            }
            Err(e) => {
                talk.say(&e.to_string())?;
                Ok(None)
            }
        }
    }
}
