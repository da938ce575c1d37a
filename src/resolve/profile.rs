//! What of an entity tells who it is: names, class, country, dates, places, posts, neighbours, documents.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::domain::{Domain, IdentityRole, Setting};
use crate::graph::{Bases, KnowledgeGraph, Node};
use crate::name::{Name, NameMatcher};
use crate::text::{fold, name_words};

/// The entities of a graph that can be resolved.
pub(super) struct Profiles<'a> {
    pub(super) all: Vec<Profile<'a>>,
    /// How many names of a coarse type have a word.
    words: FxHashMap<(&'a str, String), usize>,
    /// How rare what documents mention is, by node: the logarithm of the part of documents that do.
    rarity: Vec<f64>,
    /// The entities of each document that others mention too.
    of_document: BTreeMap<&'a str, Vec<usize>>,
}

/// An entity.
pub(super) struct Profile<'a> {
    pub(super) node: &'a Node,
    /// Its place among the graph's nodes.
    pub(super) place: usize,
    pub(super) coarse: &'a str,
    pub(super) names: Vec<Named>,
    /// A common noun or a bare family name, so that its identifier is of one document.
    pub(super) of_one_document: bool,
    pub(super) person: bool,
    /// Whether the lexicon has it.
    pub(super) entry: bool,
    pub(super) countries: BTreeSet<&'a str>,
    pub(super) places: BTreeSet<&'a str>,
    pub(super) dates: BTreeSet<&'a str>,
    pub(super) positions: BTreeSet<String>,
    /// Whether its posts are a woman's; nothing where that is not known.
    pub(super) feminine: Option<bool>,
    /// Predicate, whether the entity is its subject, and the other end.
    pub(super) neighbours: BTreeSet<(&'a str, bool, usize)>,
    /// What its documents speak of, with how rare that is.
    pub(super) context: Vec<usize>,
}

/// A name of an entity.
pub(super) struct Named {
    pub(super) arabic: bool,
    pub(super) written: String,
    pub(super) name: Name,
    /// The numbers in it.
    pub(super) numbers: BTreeSet<String>,
}

impl<'a> Profiles<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, domain: &'a Domain, matcher: &NameMatcher<'_>) -> Self {
        let nodes: Vec<&Node> = graph.nodes().collect();
        let place: FxHashMap<&str, usize> = nodes.iter().enumerate().map(|(i, node)| (node.iri.as_str(), i)).collect();
        let mut of_document: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, node) in nodes.iter().enumerate().filter(|(_, node)| node.documents.len() > 1) {
            for document in &node.documents {
                of_document.entry(document).or_default().push(i);
            }
        }
        let documents: BTreeSet<&str> = nodes.iter().flat_map(|n| n.documents.iter().map(String::as_str)).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
        let rarity = |node: &&Node| (documents.len().max(2) as f64 / node.documents.len().max(1) as f64).ln();
        let rarity: Vec<f64> = nodes.iter().map(rarity).collect();
        let mut all: Vec<Profile<'a>> = Vec::new();
        let mut of_node: FxHashMap<usize, usize> = FxHashMap::default();
        for (i, node) in nodes.iter().enumerate() {
            if let Some(profile) = Profile::new(node, i, domain, matcher) {
                of_node.insert(i, all.len());
                all.push(profile);
            }
        }
        for (subject, edge, object) in graph.edges() {
            let ends = [(subject, object, true), (object, subject, false)];
            for (this, other, outwards) in ends {
                let (this, other_place) = (place[this.iri.as_str()], place[other.iri.as_str()]);
                let Some(profile) = of_node.get(&this).map(|&p| &mut all[p]) else { continue };
                profile.neighbours.insert((edge.predicate.as_str(), outwards, other_place));
                if !outwards || !edge.claim.asserted {
                    continue;
                }
                match domain.weights.role(&edge.predicate) {
                    Some(IdentityRole::Country) => _ = profile.countries.insert(&other.iri),
                    Some(IdentityRole::Place) => _ = profile.places.insert(&other.iri),
                    _ => {}
                }
            }
        }
        let most = domain.weights.count(Setting::ContextDocuments);
        for profile in &mut all {
            let around = profile.node.documents.iter().take(most).filter_map(|d| of_document.get(d.as_str()));
            let mut context: Vec<usize> = around.flatten().copied().filter(|&i| i != profile.place).collect();
            context.sort_unstable();
            context.dedup();
            profile.context = context;
        }
        let mut words: FxHashMap<(&str, String), usize> = FxHashMap::default();
        for profile in all.iter().filter(|profile| !profile.of_one_document) {
            let own: BTreeSet<&str> = profile.names.iter().flat_map(|named| named.name.words()).collect();
            for word in own {
                *words.entry((profile.coarse, word.to_owned())).or_default() += 1;
            }
        }
        Self { all, words, rarity, of_document }
    }

    /// How many names of a coarse type have a word.
    pub(super) fn count(&self, coarse: &'a str, word: &str) -> usize {
        self.words.get(&(coarse, word.to_owned())).copied().unwrap_or(0)
    }

    /// How rare a node of the graph is, from 0 for one that all documents mention.
    pub(super) fn rarity(&self, node: usize) -> f64 {
        self.rarity[node]
    }

    /// The greatest rarity that a node which two documents mention can have.
    pub(super) fn most_rarity(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
        let documents = self.of_document.len().max(2) as f64;
        (documents / 2.0).ln().max(1.0)
    }
}

impl<'a> Profile<'a> {
    /// Nothing for what has no name to go by.
    fn new(node: &'a Node, place: usize, domain: &'a Domain, matcher: &NameMatcher<'_>) -> Option<Self> {
        let coarse = domain.ontology.coarse(&node.class);
        if coarse.is_empty() || node.unnamed || !domain.scoring.has_type(coarse) {
            return None;
        }
        let written = [(true, &node.names.ar), (false, &node.names.en), (false, &node.names.other)];
        let names: Vec<Named> = (written.into_iter())
            .filter_map(|(arabic, written)| {
                let written = written.as_ref()?;
                let numbers =
                    name_words(written).into_iter().filter(|w| w.chars().all(|c| c.is_ascii_digit())).collect();
                Some(Named { arabic, written: written.clone(), name: matcher.read(written), numbers })
            })
            .filter(|named| !named.name.is_empty())
            .collect();
        if names.is_empty() {
            return None;
        }
        let held = |role| {
            let attributes = node.attributes.iter().filter(move |a| domain.weights.role(&a.predicate) == Some(role));
            attributes.filter(|a| a.claim.asserted).map(|a| a.value.as_str())
        };
        let positions: BTreeSet<String> = held(IdentityRole::Position).map(fold).collect();
        Some(Self {
            node,
            place,
            coarse,
            names,
            of_one_document: node.is_of_one_document(),
            person: domain.ontology.is_a(&node.class, "Person"),
            entry: (node.iri.strip_prefix(Bases::default().entity_base()))
                .is_some_and(|id| domain.lexicon.by_id(id).is_some()),
            countries: BTreeSet::new(),
            places: BTreeSet::new(),
            dates: held(IdentityRole::Date).collect(),
            feminine: feminine(domain, &positions),
            positions,
            neighbours: BTreeSet::new(),
            context: Vec::new(),
        })
    }

    /// Whether it is a person of whom only one name is known.
    pub(super) fn is_bare(&self) -> bool {
        self.person && self.names.iter().all(|named| named.name.len() < 2)
    }

    /// The name that a human reads.
    pub(super) fn label(&self) -> &str {
        &self.names[0].written
    }
}

/// Whether posts are a woman's: all of those that begin with a known title say the same.
fn feminine(domain: &Domain, positions: &BTreeSet<String>) -> Option<bool> {
    let mut said = BTreeSet::new();
    for position in positions {
        let Some(word) = position.split(' ').next() else { continue };
        for language in domain.languages.values() {
            let stem = language.titles.get(word).map(|_| word);
            said.extend(stem.map(|stem| language.is_feminine(stem)));
        }
    }
    if said.len() == 1 { said.into_iter().next() } else { None }
}
