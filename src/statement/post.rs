//! Statements from a person's titles: the post, and the organisation or country that goes with it.

use super::layout::Layout;
use super::{Candidate, End};
use crate::annotation::MentionKind;
use crate::domain::Relation;
use crate::mention::Mention;
use crate::span::Span;

/// What a person's titles say: `position` with the title's words, and `leads`, `affiliatedWith` or `memberOf` with the
/// first thing that the title names.
pub(super) fn find(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    for (person, mention) in layout.mentions.iter().enumerate() {
        for title in mention.titles.iter().filter(|t| !t.honorific) {
            let first = layout.text.tokens[title.tokens.start].core;
            let last = layout.text.tokens[title.tokens.end - 1].span;
            let words = Span::new(first.start, last.end);
            let evidence = words.cover(mention.span(layout.text));
            let named = mention.kind == MentionKind::Name;
            if named {
                let object = End::Literal(layout.text.slice(words).to_owned(), "xsd:string");
                candidates.push(Candidate::standing(person, "position", object, evidence, "post/position", 0.95));
            }
            if !named && !title.source {
                continue;
            }
            let Some(target) = target(layout, title.tokens.start, title.tokens.end, person) else { continue };
            let predicate = match title.relation {
                Relation::Leads => "leads",
                Relation::Affiliated => "affiliatedWith",
                Relation::Member => "memberOf",
                Relation::Nothing => continue,
            };
            let class = &layout.mentions[target].class;
            let predicate = match layout.domain.ontology.allows(predicate, &mention.class, Some(class)) {
                true => predicate,
                false => "affiliatedWith",
            };
            if !layout.domain.ontology.allows(predicate, &mention.class, Some(class)) {
                continue;
            }
            let confidence = if named { 0.92 } else { 0.85 };
            let pattern = format!("post/{predicate}");
            candidates.push(Candidate::standing(
                person,
                predicate,
                End::Mention(target),
                evidence,
                &pattern,
                confidence,
            ));
        }
    }
}

/// The first outermost mention inside a title.
fn target(layout: &Layout<'_>, start: usize, end: usize, person: usize) -> Option<usize> {
    let inside = |m: &Mention| m.tokens.start >= start && m.tokens.end <= end;
    layout
        .mentions
        .iter()
        .enumerate()
        .filter(|(i, m)| *i != person && inside(m) && !layout.domain.ontology.is_a(&m.class, "Person"))
        .min_by_key(|(_, m)| (m.tokens.start, std::cmp::Reverse(m.tokens.end)))
        .map(|(i, _)| i)
}
