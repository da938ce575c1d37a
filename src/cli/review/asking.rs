//! Asks about what is in doubt, one question after the other; each answer is in the graph before the next question.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nisba::annotation::Factuality;
use nisba::decision::{Action, Fact, NamedNode};
use nisba::domain::Domain;
use nisba::graph::{Claim, KnowledgeGraph, Language};
use nisba::query::find_statement;
use nisba::store::Store;

use super::keys::Answers;
use super::named::Names;
use super::{follow, is_asked_on_terminal, line, open, read_factuality};
use crate::cli::args::{General, Review};
use crate::cli::color::Paint;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::sentence::Texts;

/// A statement in doubt.
struct Doubt {
    subject: String,
    predicate: String,
    /// The other end's IRI, or the text of a literal.
    object: String,
    /// The names that are shown.
    shown: [String; 2],
    claim: Claim,
    claimant: Option<String>,
}

pub(super) fn run(args: &Review, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = open(&args.store)?;
    let doubts = doubts(&store, args.below)?;
    let mut talk = Talk {
        store: &store,
        domain: &domain,
        paint: Paint::new(general),
        texts: Texts::new(&store, &domain),
        answers: Answers::new(is_asked_on_terminal()),
        made: Vec::new(),
    };
    let outcome = talk.through(&doubts, args)?;
    follow(&store, general)?;
    Ok(outcome)
}

/// The statements that are less sure than `below` and that nobody has judged, the least sure first.
fn doubts(store: &Store, below: f64) -> Result<Vec<Doubt>, Failure> {
    let graph = KnowledgeGraph::from_quads(&store.quads()?, BTreeMap::new());
    let mut doubts = Vec::new();
    let name = |iri: &str| graph.label(iri, Language::Arabic).to_owned();
    for (subject, edge, object) in graph.edges() {
        doubts.push(Doubt {
            subject: subject.iri.clone(),
            predicate: edge.predicate.clone(),
            object: object.iri.clone(),
            shown: [name(&subject.iri), name(&object.iri)],
            claimant: edge.claim.claimant.as_deref().map(name),
            claim: edge.claim.clone(),
        });
    }
    for node in graph.nodes() {
        for attribute in &node.attributes {
            doubts.push(Doubt {
                subject: node.iri.clone(),
                predicate: attribute.predicate.clone(),
                object: attribute.value.clone(),
                shown: [name(&node.iri), attribute.value.clone()],
                claimant: attribute.claim.claimant.as_deref().map(name),
                claim: attribute.claim.clone(),
            });
        }
    }
    doubts.retain(|doubt| doubt.claim.confidence < below);
    doubts.sort_by(|a, b| {
        let place = |doubt: &Doubt| (doubt.claim.document.clone(), doubt.claim.evidence.start, doubt.claim.id.clone());
        a.claim.confidence.total_cmp(&b.claim.confidence).then_with(|| place(a).cmp(&place(b)))
    });
    Ok(doubts)
}

impl Doubt {
    /// Whether both say the same in the same document: then one answer is for both.
    fn says_as(&self, other: &Self) -> bool {
        let parts = |doubt: &Self| {
            [&doubt.subject, &doubt.predicate, &doubt.object, &doubt.claim.document]
                .map(String::as_str)
                .map(str::to_owned)
        };
        parts(self) == parts(other)
    }
}

/// A session of questions and answers.
struct Talk<'a> {
    store: &'a Store,
    domain: &'a Domain,
    paint: Paint,
    texts: Texts<'a>,
    answers: Answers,
    /// The ids of the decisions of this session and the questions that they answer, the last one at the end.
    made: Vec<(String, usize)>,
}

impl Talk<'_> {
    fn through(&mut self, doubts: &[Doubt], args: &Review) -> Result<Outcome, Failure> {
        if doubts.is_empty() {
            self.say("nothing is in doubt; --below X asks about surer statements too")?;
            return Ok(Outcome::Done);
        }
        let mut at = 0;
        while let Some(doubt) = doubts.get(at) {
            if self.made.iter().any(|(_, other)| doubts[*other].says_as(doubt)) {
                at += 1;
                continue;
            }
            self.show(doubt, at + 1, doubts.len())?;
            let key = self.answers.key("arpfsuq").map_err(Failure::written)?;
            let decision = match key {
                Some('a') => Some(self.action(doubt, |fact, document| Action::Accept { fact, document })?),
                Some('r') => Some(self.action(doubt, |fact, document| Action::Reject { fact, document })?),
                Some('p') => self.correction(doubt, true)?,
                Some('f') => self.correction(doubt, false)?,
                Some('u') => {
                    at = self.undo(at)?;
                    continue;
                }
                Some('s') => None,
                _ => break,
            };
            if let Some(action) = decision {
                let decision = args.decider.decision(action)?;
                let mut decisions = self.store.decisions();
                decisions.add(decision.clone())?;
                self.store.decide(decisions)?;
                self.say(&line::of(&decision, self.domain))?;
                self.made.push((decision.id(), at));
            }
            at += 1;
        }
        let n = self.made.len();
        self.say(&format!("{n} decision{} made", if n == 1 { "" } else { "s" }))?;
        Ok(Outcome::Done)
    }

    fn show(&mut self, doubt: &Doubt, at: usize, of: usize) -> Result<(), Failure> {
        let claim = &doubt.claim;
        let [before, words, after] = self.texts.sentence(&claim.document, claim.evidence.span())?;
        let paint = self.paint;
        let mut about = format!("{} · confidence {}", claim.document, claim.confidence);
        if claim.factuality != Factuality::Asserted {
            about += &format!(" · {}", claim.factuality.as_str());
        }
        if let Some(by) = &doubt.claimant {
            about += &format!(" · says {by}");
        }
        let [subject, object] = &doubt.shown;
        let predicate = paint.strong(&doubt.predicate);
        let mut out = io::stdout().lock();
        let written = writeln!(out, "\n{} {about}", paint.faint(format!("{at}/{of}")))
            .and_then(|()| writeln!(out, "  {before}{}{after}", paint.strong(words)))
            .and_then(|()| writeln!(out, "  {subject}\n    {predicate}\n  {object}"))
            .and_then(|()| {
                let keys = "a right · r wrong · p other predicate · f other factuality · s skip · u undo · q end";
                writeln!(out, "{}", paint.faint(keys))
            });
        written.map_err(Failure::written)
    }

    fn say(&self, text: &str) -> Result<(), Failure> {
        writeln!(io::stdout(), "{text}").map_err(Failure::written)
    }

    /// A decision about the statement, in its document only.
    fn action(&self, doubt: &Doubt, make: impl FnOnce(Fact, Option<NamedNode>) -> Action) -> Result<Action, Failure> {
        let parts = [doubt.subject.as_str(), doubt.predicate.as_str(), doubt.object.as_str()];
        let fact = find_statement(self.store, &self.domain.prefixes, &self.domain.ontology, parts)?;
        let names = Names { store: self.store, domain: self.domain };
        Ok(make(fact, Some(names.document(&doubt.claim.document)?)))
    }

    /// Asks for the right predicate or factuality; nothing where the answer is none.
    fn correction(&mut self, doubt: &Doubt, of_predicate: bool) -> Result<Option<Action>, Failure> {
        self.say(if of_predicate {
            "which predicate?"
        } else {
            "which factuality: asserted, alleged, intended, possible or denied?"
        })?;
        let Some(answer) = self.answers.line().map_err(Failure::written)? else { return Ok(None) };
        let names = Names { store: self.store, domain: self.domain };
        let read = if of_predicate {
            names.predicate(&answer).map(|predicate| (Some(predicate), None))
        } else {
            read_factuality(&answer).map(|factuality| (None, Some(factuality)))
        };
        match read {
            Ok((predicate, factuality)) => {
                let correct = |fact, document| Action::Correct { fact, document, predicate, factuality };
                self.action(doubt, correct).map(Some)
            }
            Err(e) => {
                self.say(&e.to_string())?;
                Ok(None)
            }
        }
    }

    /// Takes the last decision of the session back, and goes back to its question.
    fn undo(&mut self, at: usize) -> Result<usize, Failure> {
        let Some((id, asked)) = self.made.pop() else {
            self.say("there is nothing to undo")?;
            return Ok(at);
        };
        let mut decisions = self.store.decisions();
        if let Some(decision) = decisions.remove(&id) {
            self.store.decide(decisions)?;
            self.say(&format!("undone: {}", line::of(&decision, self.domain)))?;
        }
        Ok(asked)
    }
}
