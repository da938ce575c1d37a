//! Candidates: entities of one coarse type that share a key.

use std::collections::{BTreeMap, BTreeSet};

use super::OversizedBlock;
use super::profile::{Profile, Profiles};
use crate::name::NameMatcher;

/// Words that more names have are no key.
const RARE_WORD: usize = 8;
/// Shorter words are no key.
const LONG_WORD: usize = 4;

/// Pairs of candidates.
pub(super) struct Blocks {
    /// Indices of profiles, the smaller first, in order.
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) oversized: Vec<OversizedBlock>,
}

/// The entities with one key: full names, and bare ones, which are only compared with full ones.
#[derive(Default)]
struct Block {
    full: BTreeSet<usize>,
    bare: BTreeSet<usize>,
}

impl Blocks {
    pub(super) fn new(profiles: &Profiles<'_>, matcher: &NameMatcher<'_>, largest: usize) -> Self {
        let mut blocks: BTreeMap<(&str, String), Block> = BTreeMap::new();
        for (i, profile) in profiles.all.iter().enumerate() {
            for (key, bare) in keys(profile, profiles, matcher) {
                let block = blocks.entry((profile.coarse, key)).or_default();
                if bare {
                    block.bare.insert(i)
                } else {
                    block.full.insert(i)
                };
            }
        }
        let mut pairs = BTreeSet::new();
        let mut oversized = Vec::new();
        for ((coarse, key), block) in blocks {
            let entities = block.full.len() + block.bare.len();
            let with_bare = key.starts_with(FAMILY);
            if entities > largest {
                if !(with_bare && block.bare.is_empty()) {
                    oversized.push(OversizedBlock { key: format!("{coarse} {key}"), entities });
                }
                continue;
            }
            if with_bare {
                pairs.extend(block.bare.iter().flat_map(|&a| block.full.iter().map(move |&b| (a.min(b), a.max(b)))));
            } else {
                let all: Vec<usize> = block.full.iter().chain(&block.bare).copied().collect();
                let after = |i: usize| all[i + 1..].iter().copied();
                pairs.extend(all.iter().enumerate().flat_map(|(i, &a)| after(i).map(move |b| (a.min(b), a.max(b)))));
            }
        }
        oversized.sort_by(|a, b| b.entities.cmp(&a.entities).then_with(|| a.key.cmp(&b.key)));
        Self { pairs: pairs.into_iter().filter(|(a, b)| a != b).collect(), oversized }
    }
}

/// Begins the key of a last name, by which bare names find full ones.
const FAMILY: &str = "family ";

/// The keys of an entity, and whether it is there as a bare name.
fn keys(profile: &Profile<'_>, profiles: &Profiles<'_>, matcher: &NameMatcher<'_>) -> Vec<(String, bool)> {
    let mut keys = Vec::new();
    if let Some(item) = &profile.node.wikidata {
        keys.push((format!("identifier {item}"), false));
    }
    let bare = profile.is_bare();
    for named in &profile.names {
        let words = matcher.word_skeletons(&named.name);
        let whole = matcher.skeletons(&named.name);
        if profile.person {
            let last = words.last().into_iter().flatten();
            keys.extend(last.map(|key| (format!("{FAMILY}{key}"), bare)));
        }
        if bare {
            continue;
        }
        if profile.of_one_document {
            // Common nouns are only compared where something else is shared.
            for (predicate, outwards, other) in &profile.neighbours {
                let direction = if *outwards { '>' } else { '<' };
                keys.extend(whole.iter().map(|key| (format!("{key} {predicate}{direction}{other}"), false)));
            }
            keys.extend(
                profile.dates.iter().flat_map(|date| whole.iter().map(move |key| (format!("{key} {date}"), false))),
            );
            continue;
        }
        keys.extend(whole.iter().map(|key| (format!("name {key}"), false)));
        if let [first, .., last] = words.as_slice() {
            let ends = first.iter().flat_map(|a| last.iter().map(move |b| (a, b)));
            for (first, last) in ends {
                keys.push((format!("ends {first} {last}"), false));
                let begin: String = last.chars().take(2).collect();
                keys.push((format!("begins {first} {begin}"), false));
            }
        }
        let rare = |word: &&str| {
            (2..=RARE_WORD).contains(&profiles.count(profile.coarse, word)) && word.chars().count() >= LONG_WORD
        };
        keys.extend(named.name.words().filter(rare).map(|word| (format!("word {word}"), false)));
    }
    keys
}
