//! Which mentions of a document are one thing: names, short forms, posts, definite nouns.

mod name;
mod reference;

use std::collections::BTreeMap;

use crate::annotation::MentionKind;
use crate::domain::{Domain, EntryId, Language};
use crate::mention::Mention;
use crate::text::AnalysedText;

/// A thing of a document, before it has an IRI.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) class: String,
    pub(crate) entry: Option<EntryId>,
    /// Indices of its mentions, in order.
    pub(crate) mentions: Vec<usize>,
    pub(crate) core: bool,
}

/// The entities of a document and, for each mention, the index of its entity.
pub(crate) struct Resolved {
    pub(crate) entities: Vec<Entity>,
    pub(crate) of_mention: Vec<usize>,
}

impl Resolved {
    /// For each mention, whether its entity is named, or definite somewhere in the text.
    pub(crate) fn known(&self) -> Vec<bool> {
        self.of_mention.iter().map(|&e| self.entities.get(e).is_some_and(|e| e.core)).collect()
    }
}

/// Groups mentions into entities.
pub(crate) fn resolve(domain: &Domain, language: &Language, text: &AnalysedText, mentions: &[Mention]) -> Resolved {
    let mut grouping =
        Grouping { domain, language, text, mentions, entities: Vec::new(), of: vec![None; mentions.len()] };
    grouping.names();
    grouping.nominals();
    grouping.finish()
}

struct Grouping<'a> {
    domain: &'a Domain,
    language: &'a Language,
    text: &'a AnalysedText,
    mentions: &'a [Mention],
    entities: Vec<Entity>,
    of: Vec<Option<usize>>,
}

impl Grouping<'_> {
    fn open(&mut self, mention: usize) -> usize {
        let m = &self.mentions[mention];
        self.entities.push(Entity { class: m.class.clone(), entry: m.entry, mentions: Vec::new(), core: m.core });
        let entity = self.entities.len() - 1;
        self.put(mention, entity);
        entity
    }

    fn put(&mut self, mention: usize, entity: usize) {
        self.of[mention] = Some(entity);
        self.entities[entity].mentions.push(mention);
        let m = &self.mentions[mention];
        self.entities[entity].core |= m.core && (m.kind != MentionKind::Nominal || m.head.is_some());
    }

    fn finish(mut self) -> Resolved {
        for mention in 0..self.mentions.len() {
            if self.of[mention].is_none() {
                self.open(mention);
            }
        }
        for entity in &mut self.entities {
            entity.mentions.sort_unstable();
        }
        let mut order: Vec<usize> = (0..self.entities.len()).collect();
        order.sort_by_key(|&e| self.entities[e].mentions.first().copied());
        let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
        let of_mention = self.of.iter().map(|e| e.and_then(|e| place.get(&e).copied()).unwrap_or(0)).collect();
        let entities = order.iter().map(|&e| self.entities[e].clone()).collect();
        Resolved { entities, of_mention }
    }

    /// The stems of a mention's words.
    fn stems(&self, mention: usize) -> Vec<&str> {
        self.mentions[mention].tokens.clone().map(|i| self.text.tokens[i].stem.as_str()).collect()
    }

    /// A mention's folded words without its head's article.
    fn words(&self, mention: usize) -> Vec<&str> {
        let m = &self.mentions[mention];
        m.tokens
            .clone()
            .map(|i| {
                let token = &self.text.tokens[i];
                if i == m.tokens.start { token.stem.as_str() } else { token.fold.as_str() }
            })
            .collect()
    }
}
