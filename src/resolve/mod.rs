//! Who is who across documents: pairs of entities that may be one, with what speaks for and against it.
//!
//! Candidates are pairs that share a key ([`block`]); the evidence of each is a sum of weights with an explanation each
//! ([`evidence`]); what is sure enough is clustered, weakest links last ([`cluster`]). Weights, bands and the predicates that
//! tell of identity are data (`data/resolve/`). Nothing is changed here: proposals are for a human, or for who applies them.

mod block;
mod cluster;
mod evidence;
mod likeness;
mod profile;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::domain::{Domain, Feature, Setting};
use crate::graph::KnowledgeGraph;
use crate::name::NameMatcher;

/// What resolution found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    /// The pairs, those that are the same first, then by what speaks for them, then by their IRIs.
    pub proposals: Vec<Proposal>,
    /// Groups of entities with one key that were too large to compare, the largest first.
    pub oversized: Vec<OversizedBlock>,
    /// How many pairs were compared.
    pub compared: usize,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The IRI of one; the smaller of the two.
    pub left: String,
    /// The IRI of the other.
    pub right: String,
    /// The sum of the reasons' weights.
    pub score: f64,
    /// What follows from it.
    pub band: Band,
    /// What speaks for and against it, in the order of the features.
    pub reasons: Vec<Reason>,
    /// Why the band is not the one of the score.
    pub held_back: Option<String>,
}

/// What a score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// One entity.
    Same,
    /// Perhaps one: a human should decide.
    Ask,
    /// Two entities.
    Different,
}

/// One thing that speaks for or against two entities being one.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What kind of thing.
    pub feature: Feature,
    /// What it adds to the score.
    pub weight: f64,
    /// What was found, in words.
    pub explanation: String,
}

/// A group of entities with one key that was too large to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OversizedBlock {
    /// The coarse type and the key.
    pub key: String,
    /// How many entities have it.
    pub entities: usize,
}

/// What humans have decided already, by the IRIs of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    together: BTreeSet<(String, String)>,
    apart: BTreeSet<(String, String)>,
}

impl Decided {
    /// Remembers that two entities are one.
    pub fn merge(&mut self, a: &str, b: &str) {
        self.together.insert(ordered(a, b));
    }

    /// Remembers that two entities are two.
    pub fn keep_apart(&mut self, a: &str, b: &str) {
        self.apart.insert(ordered(a, b));
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    if a <= b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

impl Band {
    /// Its name: `same`, `ask` or `different`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Ask => "ask",
            Self::Different => "different",
        }
    }
}

/// Proposes which entities are one.
///
/// Pairs that are decided, and pairs that would join two entities kept apart, are not proposed; nor are unnamed people.
/// The same graph and decisions give the same proposals, whatever the number of threads.
#[must_use]
pub fn resolve(graph: &KnowledgeGraph, domain: &Domain, decided: &Decided) -> Resolution {
    let matcher = NameMatcher::new(domain);
    let profiles = profile::Profiles::new(graph, domain, &matcher);
    let blocks = block::Blocks::new(&profiles, &matcher, domain.weights.count(Setting::LargestBlock));
    let mut clusters = cluster::Clusters::new(&profiles, decided);
    let pairs: Vec<(usize, usize)> = blocks.pairs.into_iter().filter(|pair| !clusters.is_decided(*pair)).collect();
    let scale = evidence::Scale { domain, profiles: &profiles, matcher: &matcher };
    let scored: Vec<_> = pairs.par_iter().filter_map(|&pair| Some((pair, scale.weigh(pair)?))).collect();
    let mut proposals: Vec<_> = scored.into_iter().map(|(pair, found)| (pair, scale.proposal(pair, found))).collect();
    proposals.sort_by(|(_, a), (_, b)| {
        b.score.total_cmp(&a.score).then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right)))
    });
    clusters.settle(&mut proposals);
    limit_questions(&mut proposals, domain.weights.count(Setting::MostAsked));
    let mut proposals: Vec<Proposal> = proposals.into_iter().map(|(_, proposal)| proposal).collect();
    proposals.sort_by(|a, b| {
        (a.band.cmp(&b.band))
            .then_with(|| b.score.total_cmp(&a.score))
            .then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right)))
    });
    Resolution { proposals, oversized: blocks.oversized, compared: pairs.len() }
}

/// Leaves no entity in more than so many questions: the best stay.
fn limit_questions(proposals: &mut [((usize, usize), Proposal)], most: usize) {
    let mut asked = std::collections::BTreeMap::<usize, usize>::new();
    for ((a, b), proposal) in proposals.iter_mut().filter(|(_, proposal)| proposal.band == Band::Ask) {
        if [*a, *b].iter().any(|end| asked.get(end).is_some_and(|n| *n >= most)) {
            proposal.band = Band::Different;
            proposal.held_back = Some(format!("one of them is in {most} better questions already"));
        } else {
            *asked.entry(*a).or_default() += 1;
            *asked.entry(*b).or_default() += 1;
        }
    }
}
