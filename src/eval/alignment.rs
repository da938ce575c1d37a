//! Pairs each predicted entity with the gold entity with which it shares most mentions.

use std::collections::BTreeMap;

use crate::annotation::{Annotation, Entity};
use crate::domain::Ontology;
use crate::span::Span;

/// Predicted entities' ids with their gold entities; those that share nothing with gold are not there.
pub(super) struct Alignment<'a> {
    pairs: BTreeMap<&'a str, Pair<'a>>,
}

/// A gold entity, and how much the predicted one shares with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) gold: &'a str,
    /// Two for each mention, one for the type.
    pub(super) shared: usize,
}

impl<'a> Alignment<'a> {
    /// Of two gold entities that share as much, the first is taken.
    pub(super) fn new(ontology: &Ontology, gold: &'a Annotation, predicted: &'a Annotation) -> Self {
        let mut pairs = BTreeMap::new();
        for entity in &predicted.entities {
            let mut best: Option<Pair<'a>> = None;
            for other in &gold.entities {
                let mentions = shared_mentions(entity, other);
                let same_type = ontology.coarse(&entity.class) == ontology.coarse(&other.class);
                let shared = if mentions > 0 { 2 * mentions + usize::from(same_type) } else { 0 };
                if shared > best.map_or(0, |pair| pair.shared) {
                    best = Some(Pair { gold: &other.id, shared });
                }
            }
            if let Some(pair) = best {
                pairs.insert(entity.id.as_str(), pair);
            }
        }
        Self { pairs }
    }

    /// The gold entity of a predicted one.
    pub(super) fn gold(&self, predicted: &str) -> Option<&'a str> {
        self.pairs.get(predicted).map(|pair| pair.gold)
    }

    /// The pairs by predicted id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, Pair<'a>)> {
        self.pairs.iter().map(|(&predicted, &pair)| (predicted, pair))
    }

    /// Whether some predicted entity stands for a gold one.
    pub(super) fn covers(&self, gold: &str) -> bool {
        self.pairs.values().any(|pair| pair.gold == gold)
    }
}

/// How many mentions of the one have a mention of the other with which they share at least half.
pub(super) fn shared_mentions(entity: &Entity, other: &Entity) -> usize {
    let shares = |span: Span| other.mentions.iter().any(|mention| share_half(span, mention.span()));
    entity.mentions.iter().filter(|mention| shares(mention.span())).count()
}

/// Whether what two spans have in common is at least half of what they cover together.
fn share_half(one: Span, other: Span) -> bool {
    let common = common(one, other);
    common > 0 && 2 * common >= one.len() + other.len() - common
}

/// The number of code points that two spans have in common.
pub(super) fn common(one: Span, other: Span) -> usize {
    Span::new(one.start.max(other.start), one.end.min(other.end)).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_enough() {
        let shares = |a: (usize, usize), b: (usize, usize)| share_half(Span::new(a.0, a.1), Span::new(b.0, b.1));
        assert!(shares((0, 4), (0, 4)) && shares((0, 4), (0, 8)) && shares((2, 4), (0, 4)));
        assert!(!shares((0, 4), (0, 9)) && !shares((0, 4), (4, 8)) && !shares((3, 3), (3, 3)));
    }
}
