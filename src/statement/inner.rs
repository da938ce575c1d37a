//! Statements from names inside names: «الجيش العراقي» belongs to Iraq, «قرار مجلس الأمن» is the Council's.

use super::layout::Layout;
use super::{Candidate, End, LOCATED_IN};
use crate::annotation::MentionKind;
use crate::mention::Mention;

/// Applies the rules of the language's `inner.yaml` to each mention that holds another.
pub(super) fn find(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut open: Vec<usize> = Vec::new();
    for (part, inner) in layout.mentions.iter().enumerate() {
        open.retain(|&whole| layout.mentions[whole].tokens.end > inner.tokens.start);
        for &whole in &open {
            let outer = &layout.mentions[whole];
            if outer.tokens.end >= inner.tokens.end && outer.tokens != inner.tokens {
                apply(layout, whole, outer, part, inner, candidates);
            }
        }
        open.push(part);
    }
}

fn apply(
    layout: &Layout<'_>,
    whole: usize,
    outer: &Mention,
    part: usize,
    inner: &Mention,
    candidates: &mut Vec<Candidate>,
) {
    for rule in &layout.language.inner {
        let fits = rule.whole.binary_search(&outer.class).is_ok()
            && rule.part.binary_search(&inner.class).is_ok()
            && rule.kind.is_none_or(|kind| kind == inner.kind)
            && rule.whole_kind.is_none_or(|kind| kind == outer.kind)
            && (rule.heads.is_empty()
                || rule.heads.binary_search(&layout.text.tokens[outer.tokens.start].stem).is_ok())
            && (rule.after.is_empty() || inner.tokens.start > 0 && preceded(layout, rule, inner.tokens.start));
        // «مدينة جيبوتي» has the name of its country, which is also its adjective.
        let itself = rule.predicate == LOCATED_IN
            && inner.kind == MentionKind::Adjective
            && inner.tokens == (outer.tokens.start + 1..outer.tokens.end)
            && !layout.text.tokens[inner.tokens.start].article;
        if fits && !itself && !(rule.headed && outer.head.is_none()) {
            let evidence = outer.span(layout.text);
            let (subject, object) = if rule.inverse { (part, whole) } else { (whole, part) };
            candidates.push(Candidate::standing(
                subject,
                &rule.predicate,
                End::Mention(object),
                evidence,
                &rule.name,
                rule.confidence,
            ));
            break;
        }
    }
}

fn preceded(layout: &Layout<'_>, rule: &crate::domain::InnerRule, at: usize) -> bool {
    let clitic = layout.clitics(at).0;
    rule.after.iter().any(|word| {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => clitic == Some(letter),
            _ => layout.text.tokens[at - 1].key == *word,
        }
    })
}
