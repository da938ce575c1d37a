//! Pairs of entities that may be one, with what speaks for and against it and where they are mentioned.

use std::io::{self, Write};

use nisba::decision::{Action, NamedNode};
use nisba::graph::{Language, Terms};
use nisba::resolve::{Band, Reason};
use nisba::store::Store;

use super::talk::Talk;
use crate::cli::failure::Failure;
use crate::cli::resolve::propose;

/// How many sentences of each entity are shown.
const SENTENCES: usize = 2;

/// A pair in doubt.
pub(super) struct Pair {
    entities: [NamedNode; 2],
    /// Name and class.
    shown: [String; 2],
    score: f64,
    reasons: Vec<Reason>,
}

/// The pairs to ask about, the most alike first; those that were decided meanwhile are left out.
pub(super) fn pairs(store: &Store, domain: &nisba::domain::Domain) -> Result<Vec<Pair>, Failure> {
    let (graph, found) = propose(store, domain, Terms::new())?;
    let asked = found.proposals.into_iter().filter(|proposal| proposal.band == Band::Ask);
    let asked = asked.filter(|proposal| store.canonical(&proposal.left) != store.canonical(&proposal.right));
    let pair = |proposal: nisba::resolve::Proposal| {
        let shown = [&proposal.left, &proposal.right].map(|iri| {
            let class = graph.node(iri).map(|node| node.class.as_str()).unwrap_or_default();
            format!("{} · {class}", graph.label(iri, Language::Arabic))
        });
        let entities = [&proposal.left, &proposal.right].map(|iri| NamedNode::new_unchecked(iri.as_str()));
        Pair { entities, shown, score: proposal.score, reasons: proposal.reasons }
    };
    Ok(asked.map(pair).collect())
}

impl Pair {
    pub(super) const KEYS: &str = "mksuq";

    /// Whether the pair is decided by now, be it by what was answered about others.
    pub(super) fn is_decided(&self, store: &Store) -> bool {
        let [left, right] = &self.entities;
        let pair = (left.as_str(), right.as_str());
        let apart = store.decisions().kept_apart().any(|(a, b)| (a, b) == pair || (b, a) == pair);
        apart || store.canonical(pair.0) == store.canonical(pair.1)
    }

    pub(super) fn show(&self, talk: &mut Talk<'_>, number: &str) -> Result<(), Failure> {
        let paint = talk.paint;
        let mut lines = vec![format!("\n{} one or two? · score {:.2}", paint.faint(number), self.score)];
        for (entity, shown) in self.entities.iter().zip(&self.shown) {
            lines.push(format!("  {}", paint.strong(shown)));
            let mut documents = Vec::new();
            for (document, span) in talk.store.mentions(&talk.store.canonical(entity.as_str()))? {
                if documents.contains(&document) || documents.len() == SENTENCES {
                    continue;
                }
                let [before, words, after] = talk.texts.sentence(&document, span)?;
                lines.push(format!("    {before}{}{after}", paint.strong(words)));
                lines.push(format!("    {}", paint.faint(&document)));
                documents.push(document);
            }
        }
        for reason in &self.reasons {
            lines.push(format!("  {:+.2} {}: {}", reason.weight, reason.feature.name(), reason.explanation));
        }
        lines.push(paint.faint("m one (merge) · k two (keep apart) · s skip · u undo · q end").to_string());
        lines.iter().try_for_each(|line| writeln!(io::stdout(), "{line}")).map_err(Failure::written)
    }

    /// What an answer decides; nothing where it decides nothing.
    pub(super) fn answered(&self, key: char) -> Option<Action> {
        let [entity, other] = self.entities.clone();
        match key {
            'm' => Some(Action::Merge { entity, other }),
            'k' => Some(Action::KeepApart { entity, other }),
            _ => None,
        }
    }
}
