//! Posts that one holds at a time: their words, and where they are held.

use std::collections::BTreeMap;

use crate::domain::{ConflictRule, Domain};
use crate::graph::{KnowledgeGraph, Node};
use crate::span::Span;
use crate::text::{ARTICLE, name_words};
use crate::timeline::{Object, Row};

/// Where someone holds a post: what the same words of the same document say.
pub(super) struct Bodies<'a> {
    /// By who holds it and the document.
    places: BTreeMap<(&'a str, &'a str), Vec<Held<'a>>>,
}

/// A body and the words that name it.
struct Held<'a> {
    words: Span,
    body: &'a Node,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, rule: &ConflictRule) -> Self {
        let mut places: BTreeMap<_, Vec<Held<'a>>> = BTreeMap::new();
        for (person, edge, body) in graph.edges().filter(|(_, edge, _)| rule.body.contains(&edge.predicate)) {
            let evidence = &edge.claim.evidence;
            let key = (person.iri.as_str(), edge.claim.document.as_str());
            places.entry(key).or_default().push(Held { words: evidence.span(), body });
        }
        Self { places }
    }

    /// The body of a statement of a post.
    fn of(&self, row: &Row<'a>) -> Option<&'a Node> {
        let words = row.claim.evidence.span();
        let all = self.places.get(&(row.subject.iri.as_str(), row.claim.document.as_str()))?;
        all.iter().find(|held| held.words.overlaps(words)).map(|held| held.body)
    }

    /// The post and its body as a key and as people read it; nothing where several may hold it, or where it is not known
    /// which one it is.
    pub(super) fn post(&self, domain: &Domain, row: &Row<'a>) -> Option<(String, String)> {
        let Object::Literal(written) = row.object else { return None };
        let words: Vec<String> = name_words(written);
        let bare = |word: &'_ String| word.strip_prefix(ARTICLE).map_or_else(|| word.clone(), str::to_owned);
        let words: Vec<String> = words.iter().map(bare).collect();
        let rules = &domain.conflicts;
        if !rules.sole.contains(words.first()?) || words.iter().any(|word| rules.other.contains(word)) {
            return None;
        }
        let body = self.of(row).filter(|body| !super::is_of_one_document(body))?;
        Some((format!("{} {}", words.join(" "), body.iri), written.to_owned()))
    }
}
