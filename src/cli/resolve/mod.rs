//! `nisba resolve`: which entities of different documents are one; what is sure is merged, the rest is for `nisba review`.

mod list;

use std::collections::BTreeMap;
use std::io::Write;

use nisba::decision::{Action, Decision, Decisions, NamedNode};
use nisba::domain::Domain;
use nisba::graph::{KnowledgeGraph, Terms, read_terms};
use nisba::resolve::{Band, Decided, Proposal, Resolution, resolve};
use nisba::store::Store;

use super::args::{General, Resolve};
use super::count::count;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::review;

pub(crate) fn run(args: &Resolve, general: &General) -> Result<Outcome, Failure> {
    if args.undo {
        return undo(args, general);
    }
    let domain = general.load_domain()?;
    let terms = read_terms(&general.data_files()?);
    if args.dry_run || args.band.is_some() || args.format.is_some() || args.output.is_some() {
        let store = general.open_store(&args.store)?;
        let (graph, found) = propose(&store, &domain, terms)?;
        return list::run(args, general, &graph, &found);
    }
    let store = review::open(&args.store)?;
    let (_, found) = propose(&store, &domain, terms)?;
    let merged = merge(&store, &found)?;
    review::follow(&store, general)?;
    let mut out = Output::standard();
    let written = if general.quiet { Ok(()) } else { merged.write(&mut out, &found) };
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

/// Compares the entities as people's decisions alone make them, so that the program does not build on what it decided
/// before.
pub(crate) fn propose(store: &Store, domain: &Domain, terms: Terms) -> Result<(KnowledgeGraph, Resolution), Failure> {
    let people = store.decisions().of_people();
    let mut decided = Decided::default();
    for (entity, other) in people.apart_by_name() {
        decided.keep_apart(&entity, &other);
    }
    let graph = KnowledgeGraph::from_quads(&store.quads_after(people)?, terms);
    let found = resolve(&graph, domain, &decided);
    Ok((graph, found))
}

/// What merging has done.
struct Merged {
    pairs: usize,
    /// Merges of earlier runs that no longer hold.
    taken_back: usize,
    documents: usize,
}

/// Decides what is the same, in the place of what was decided before.
fn merge(store: &Store, found: &Resolution) -> Result<Merged, Failure> {
    let before = store.decisions();
    let mut decisions = before.of_people();
    for proposal in found.proposals.iter().filter(|proposal| proposal.band == Band::Same) {
        decisions.add(decision(proposal))?;
    }
    let stays = |decision: &&Decision| decisions.iter().any(|now| now == *decision);
    let taken_back = machine(&before) - before.iter().filter(|d| d.is_by_machine()).filter(stays).count();
    let pairs = machine(&decisions);
    let documents = store.decide(decisions)?;
    Ok(Merged { pairs, taken_back, documents })
}

fn machine(decisions: &Decisions) -> usize {
    decisions.iter().filter(|decision| decision.is_by_machine()).count()
}

/// The merge of a pair, with what speaks for it.
fn decision(proposal: &Proposal) -> Decision {
    let [entity, other] = [&proposal.left, &proposal.right].map(|iri| NamedNode::new_unchecked(iri.as_str()));
    let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
    for reason in &proposal.reasons {
        *weights.entry(reason.feature.name()).or_default() += reason.weight;
    }
    let weights: Vec<String> = weights.iter().map(|(feature, weight)| format!("{feature} {weight:+.2}")).collect();
    let why = format!("score {:.2}: {}", proposal.score, weights.join(", "));
    Decision::by_machine(Action::Merge { entity, other }, Some(why))
}

/// Takes back all that the program decided.
fn undo(args: &Resolve, general: &General) -> Result<Outcome, Failure> {
    let store = review::open(&args.store)?;
    let before = store.decisions();
    let documents = store.decide(before.of_people())?;
    review::follow(&store, general)?;
    let mut out = Output::standard();
    let line = format!("{} taken back; {}", count(machine(&before), "merge"), review::changed(documents));
    let written = if general.quiet { Ok(()) } else { writeln!(out, "{line}") };
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

impl Merged {
    fn write(&self, out: &mut impl Write, found: &Resolution) -> std::io::Result<()> {
        let ask = found.proposals.iter().filter(|proposal| proposal.band == Band::Ask).count();
        writeln!(out, "compared    {}", count(found.compared, "pair"))?;
        writeln!(
            out,
            "merged      {}{}",
            count(self.pairs, "pair"),
            match self.taken_back {
                0 => String::new(),
                1 => "; 1 of an earlier run no longer holds".to_owned(),
                n => format!("; {n} of an earlier run no longer hold"),
            }
        )?;
        writeln!(
            out,
            "to ask      {}; `nisba review` asks, `nisba resolve --band ask` lists them",
            count(ask, "pair")
        )?;
        writeln!(out, "{}", review::changed(self.documents))
    }
}
