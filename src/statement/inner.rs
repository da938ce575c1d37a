//! Statements from names inside names: «الجيش العراقي» belongs to Iraq, «قرار مجلس الأمن» is the Council's.

use super::layout::Layout;
use super::{Candidate, End, LOCATED_IN};
use crate::annotation::MentionKind;
use crate::domain::InnerRule;
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
            && !(rule.free && layout.clitics(outer.tokens.start).0.is_some())
            && (!rule.several || has_several(layout, rule, outer))
            && (!rule.adjacent || inner.phrase.start == outer.tokens.start + 1)
            && (rule.heads.is_empty()
                || rule.heads.iter().any(|head| *head == layout.text.tokens[outer.tokens.start].stem))
            && (rule.after.is_empty() || inner.tokens.start > 0 && preceded(layout, rule, inner.tokens.start));
        // «مدينة جيبوتي» has the name of its country, which is also its adjective.
        let itself = rule.predicate == LOCATED_IN
            && inner.kind == MentionKind::Adjective
            && inner.tokens == (outer.tokens.start + 1..outer.tokens.end)
            && !layout.text.tokens[inner.tokens.start].article;
        let headless = rule.headed && outer.head.is_none();
        if fits && !(itself || headless || owned_by_another(layout, whole, part)) {
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

/// Whether a demonym inside a definite noun says something of a third thing there («قرار رئيس الوزراء التركي»), or a name stands
/// in the post of a person («تصريح رئيس حركة النهضة راشد الغنوشي») or names an organisation («عمليات بلدية تونس»).
fn owned_by_another(layout: &Layout<'_>, whole: usize, part: usize) -> bool {
    let (outer, inner) = (&layout.mentions[whole], &layout.mentions[part]);
    let place = layout.domain.ontology.is_place(&inner.class);
    outer.kind == MentionKind::Nominal
        && layout.starting_in(outer.tokens.start + 1..outer.tokens.end).any(|m| {
            let third = &layout.mentions[m];
            let covers = third.phrase.start <= inner.tokens.start && inner.tokens.end <= third.phrase.end;
            let owner = inner.kind == MentionKind::Adjective
                || !third.titles.is_empty()
                || place && third.kind == MentionKind::Name && layout.domain.ontology.is_organization(&third.class);
            m != part && covers && owner
        })
}

/// Whether a definite noun holds more than one part that the rule takes.
fn has_several(layout: &Layout<'_>, rule: &InnerRule, outer: &Mention) -> bool {
    let part = |&m: &usize| {
        let inner = &layout.mentions[m];
        rule.part.binary_search(&inner.class).is_ok() && rule.kind.is_none_or(|kind| kind == inner.kind)
    };
    layout.starting_in(outer.tokens.clone()).filter(part).nth(1).is_some()
}

fn preceded(layout: &Layout<'_>, rule: &InnerRule, at: usize) -> bool {
    let (clitic, joined) = layout.clitics(at);
    rule.after.iter().any(|word| {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if layout.language.is_conjunction(letter) => joined,
            (Some(letter), None) => clitic == Some(letter),
            _ => layout.text.tokens[at - 1].key == *word,
        }
    })
}
