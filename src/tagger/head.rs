//! Head nouns before names («مدينة الموصل»): text annotated elsewhere leaves them out, ours has them inside.

use super::TaggedSpan;
use super::label::Kind;
use crate::domain::{Domain, Head, Language};
use crate::text::{AnalysedText, TokenKind};

/// Adds the head noun right before a name, where it fits the kind and does not lie before `end`.
pub(super) fn add(domain: &Domain, language: &Language, text: &AnalysedText, span: &mut TaggedSpan, end: usize) {
    let first = span.tokens.start;
    let Some(before) = first.checked_sub(1).filter(|&before| before >= end) else { return };
    let same_sentence = text.tokens[before].sentence == text.tokens[first].sentence;
    if same_sentence
        && text.tokens[first].proclitics.is_empty()
        && head(domain, language, text, before, span.kind).is_some()
    {
        span.tokens.start = before;
    }
}

/// How many tokens of a name are a head noun that text annotated elsewhere leaves out.
pub(super) fn length(domain: &Domain, language: &Language, text: &AnalysedText, span: &TaggedSpan) -> usize {
    let known = head(domain, language, text, span.tokens.start, span.kind);
    let proper = known.is_some_and(|head| !head.complement.genitive && !head.complement.adjective);
    usize::from(proper && span.tokens.len() > 1)
}

fn head<'a>(domain: &Domain, language: &'a Language, text: &AnalysedText, at: usize, kind: Kind) -> Option<&'a Head> {
    let token = &text.tokens[at];
    if token.article || !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
        return None;
    }
    let head = language.heads.get(&token.stem)?;
    let fits = Kind::of_coarse(domain.ontology.coarse(&head.class)) == Some(kind);
    (fits && head.complement.proper && !head.complement.outside).then_some(head)
}
