//! Statements from a person's titles: the post, and the organisation or country that goes with it.

use super::layout::Layout;
use super::{Candidate, End};
use crate::annotation::MentionKind;
use crate::domain::Relation;
use crate::mention::Title;
use crate::span::Span;

/// The predicate in patterns for «is, was, becomes»: its object is a post, and the post's own relation comes with it.
pub(super) const POSITION: &str = "position";

/// What a person's titles say: `position` with the title's words, and `leads`, `affiliatedWith` or `memberOf` with the
/// first thing that the title names.
pub(super) fn find(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    for (person, mention) in layout.mentions.iter().enumerate() {
        // «العاهل السعودي، الملك سلمان»: beside a whole post one word says nothing more.
        let whole = mention.titles.iter().any(|t| !t.honorific && (t.tokens.len() > 1 || t.written.is_some()));
        let telling = |t: &&Title| !(t.honorific || whole && t.tokens.len() == 1 && t.written.is_none());
        for title in mention.titles.iter().filter(telling) {
            let named = mention.kind == MentionKind::Name;
            if !named && !title.source {
                continue;
            }
            let confidence = if named { 0.95 } else { 0.85 };
            for (predicate, object, words) in claims(layout, person, &mention.class, title, named) {
                let evidence = words.cover(mention.span(layout.text));
                let pattern = format!("post/{predicate}");
                candidates.push(Candidate::standing(person, predicate, object, evidence, &pattern, confidence));
            }
        }
    }
}

/// What a post says of who holds it: `position` with its words where `named`, and what it makes of the thing it names.
pub(super) fn claims(
    layout: &Layout<'_>,
    person: usize,
    class: &str,
    title: &Title,
    named: bool,
) -> Vec<(&'static str, End, Span)> {
    let first = layout.text.tokens[title.tokens.start].core;
    let last = layout.text.tokens[title.tokens.end - 1].span;
    let words = Span::new(first.start, last.end);
    let mut claims = Vec::new();
    let start = title.tokens.start;
    let word = &layout.text.tokens[start];
    // «خليفة محمد تركي»: without article it may be the first of the names.
    let name = !word.article && layout.language.given_name(&word.key).is_some();
    let telling =
        title.tokens.len() > 1 || title.written.is_some() || layout.language.in_set("title.alone", &word.stem) && !name;
    if named && title.post && telling {
        let written = title.written.clone().unwrap_or_else(|| layout.text.written(title.tokens.clone()));
        claims.push((POSITION, End::Literal(written, "xsd:string"), words));
    }
    let predicate = match title.relation {
        Relation::Leads => "leads",
        Relation::Affiliated => "affiliatedWith",
        Relation::Member => "memberOf",
        Relation::Founded => "founded",
        Relation::Nothing => "nationality",
    };
    let owner = || layout.owner(title.tokens.clone());
    let Some(target) = target(layout, title.tokens.start, title.tokens.end, person).or_else(owner) else {
        return claims;
    };
    // «مدير العمليات في المنظمة» works there, and does not lead it.
    let at = layout.mentions[target].tokens.start;
    let inside = title.tokens.contains(&at);
    let within = inside
        && (layout.language.in_set("title.within", &layout.text.tokens[at - 1].key)
            || layout.clitics(at).0.is_some_and(|c| !layout.language.is_purpose(c)));
    // «الجنرال في سلاح الجو», «المحامي بمنظمة …»
    let works = title.relation == Relation::Nothing
        && within
        && layout.domain.ontology.is_organization(&layout.mentions[target].class);
    let predicate = if works || predicate == "leads" && (within || inside && !heads(layout, start + 1..at)) {
        "affiliatedWith"
    } else {
        predicate
    };
    // «المستشارة الألمانية»: the head of a government.
    let adjective = layout.mentions[target].kind == MentionKind::Adjective && at == start + 1;
    let predicate = if title.state && title.definite && adjective { "leads" } else { predicate };
    let from = title.profession && layout.mentions[target].kind == MentionKind::Adjective;
    let predicate = if from { "nationality" } else { predicate };
    // «مرشح الانتخابات الرئاسية»
    let event = layout.domain.ontology.is_a(&layout.mentions[target].class, "Event");
    let candidate = event && layout.language.in_set("title.candidate", &layout.text.tokens[start].stem);
    let predicate = if candidate { "participatedIn" } else { predicate };
    if predicate == "nationality" && layout.mentions[target].kind != MentionKind::Adjective {
        return claims;
    }
    let object = &layout.mentions[target].class;
    // «النائب عن حركة النهضة» belongs to the party.
    let party = layout.domain.ontology.is_a(object, "PoliticalParty");
    let deputy = layout.text.tokens.get(start + 1).is_some_and(|t| layout.language.titles.contains_key(&t.stem));
    let elected = party && !deputy && layout.language.in_set("title.elected", &layout.text.tokens[start].stem);
    let predicate = if elected { "memberOf" } else { predicate };
    let fitting =
        [predicate, "affiliatedWith"].into_iter().find(|p| layout.domain.ontology.allows(p, class, Some(object)));
    if let Some(predicate) = fitting {
        claims.push((predicate, End::Mention(target), words));
    }
    claims
}

/// Whether who heads what these words of a post name heads what comes after them: «رئيس وزراء فرنسا», not «مدير عمليات الشرطة».
fn heads(layout: &Layout<'_>, mut words: std::ops::Range<usize>) -> bool {
    words.all(|i| {
        let token = &layout.text.tokens[i];
        let bare = layout.language.strip_accusative(&token.stem).unwrap_or(&token.stem);
        let within = |set: &str| layout.language.in_set(set, bare);
        // «الأمين العام المساعد»: a definite post after another says that its holder stands below the first.
        let below = layout.language.titles.get(&token.stem).is_some_and(|t| t.relation == Relation::Affiliated);
        if token.article && below && !within("title.through") {
            return false;
        }
        ["title.through", "adjective.post", "adjective.closing"].into_iter().any(within)
            || layout.language.titles.contains_key(&token.stem)
            || token.kind == crate::text::TokenKind::Quote
    })
}

/// The first outermost mention inside a title.
fn target(layout: &Layout<'_>, start: usize, end: usize, person: usize) -> Option<usize> {
    layout
        .starting_in(start..end)
        .filter(|&i| i != person && layout.mentions[i].tokens.end <= end)
        .filter(|&i| {
            let before = layout.mentions[i].tokens.start.checked_sub(1);
            !before.is_some_and(|at| layout.language.in_set("title.subject", &layout.text.tokens[at].stem))
        })
        .find(|&i| !layout.domain.ontology.is_a(&layout.mentions[i].class, "Person"))
}
