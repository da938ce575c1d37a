//! Which proposals hold together: what is the same as the same is the same, unless something keeps it apart.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::profile::Profiles;
use super::{Band, Decided, Proposal};

/// Entities by cluster, with what must not come together.
pub(super) struct Clusters {
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    identifiers: BTreeMap<usize, BTreeSet<String>>,
    /// Pairs of entities that are two.
    apart: BTreeSet<(usize, usize)>,
    decided: BTreeSet<(usize, usize)>,
}

impl Clusters {
    /// Each entity alone, except where a human has joined some.
    pub(super) fn new(profiles: &Profiles<'_>, decided: &Decided) -> Self {
        let all = &profiles.all;
        let place: FxHashMap<&str, usize> = all.iter().enumerate().map(|(i, p)| (p.node.iri.as_str(), i)).collect();
        let places = |(a, b): &(String, String)| {
            let (a, b) = (*place.get(a.as_str())?, *place.get(b.as_str())?);
            Some((a.min(b), a.max(b)))
        };
        let item = |i: usize| all[i].node.wikidata.iter().cloned().collect();
        let mut clusters = Self {
            of: (0..all.len()).collect(),
            members: (0..all.len()).map(|i| (i, vec![i])).collect(),
            identifiers: (0..all.len()).map(|i| (i, item(i))).collect(),
            apart: decided.apart.iter().filter_map(places).collect(),
            decided: decided.together.iter().chain(&decided.apart).filter_map(places).collect(),
        };
        for (a, b) in decided.together.iter().filter_map(places) {
            clusters.join(a, b);
        }
        clusters
    }

    /// Whether a human has settled a pair: by itself, or as what follows from others.
    pub(super) fn is_decided(&self, (a, b): (usize, usize)) -> bool {
        self.of[a] == self.of[b] || self.decided.contains(&(a, b)) || self.kept_apart(a, b).is_some()
    }

    /// Joins what is the same, the surest first; what would bring together what is apart becomes a question, so that a
    /// cluster breaks at its weakest link. The proposals stand in the order of their scores.
    pub(super) fn settle(&mut self, proposals: &mut [((usize, usize), Proposal)]) {
        let different = proposals.iter().filter(|(_, proposal)| proposal.band == Band::Different);
        self.apart.extend(different.map(|(pair, _)| *pair));
        for ((a, b), proposal) in proposals.iter_mut().filter(|(_, proposal)| proposal.band == Band::Same) {
            if self.of[*a] == self.of[*b] {
                continue;
            }
            let items: BTreeSet<&String> =
                self.identifiers[&self.of[*a]].union(&self.identifiers[&self.of[*b]]).collect();
            let why = if items.len() > 1 {
                Some("it would join entities with two identifiers".to_owned())
            } else {
                self.kept_apart(*a, *b).map(|_| "it would join two entities that are different".to_owned())
            };
            match why {
                None => self.join(*a, *b),
                Some(_) => {
                    proposal.band = Band::Ask;
                    proposal.held_back = why;
                }
            }
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (to, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if to == from {
            return;
        }
        let moved = self.members.remove(&from).unwrap_or_default();
        moved.iter().for_each(|&member| self.of[member] = to);
        self.members.entry(to).or_default().extend(moved);
        let items = self.identifiers.remove(&from).unwrap_or_default();
        self.identifiers.entry(to).or_default().extend(items);
    }

    /// Two entities that are apart and would come together.
    fn kept_apart(&self, a: usize, b: usize) -> Option<(usize, usize)> {
        let members = |of: usize| self.members.get(&self.of[of]).map_or(&[][..], Vec::as_slice);
        let pairs = members(a).iter().flat_map(|&x| members(b).iter().map(move |&y| (x.min(y), x.max(y))));
        pairs.into_iter().find(|pair| self.apart.contains(pair))
    }
}
