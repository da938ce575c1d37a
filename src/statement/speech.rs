//! Whose words a stretch of text is: what follows a verb of saying, or a sentence with «بحسب».

use std::ops::Range;

use super::layout::Layout;
use super::matcher::{Filler, Match};

/// A stretch of tokens and the mention of who says it.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    tokens: Range<usize>,
    speaker: usize,
    /// Index of the pattern that found it, and the token from which it did.
    pub(super) pattern: usize,
    pub(super) trigger: usize,
}

/// The scopes of all matches that name a speaker, in order. A scope that opens a quotation goes on to its end, over
/// sentence ends; others end with their sentence.
pub(super) fn scopes(layout: &Layout<'_>, matches: &[Match]) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for one in matches {
        let pattern = &layout.language.patterns.all[one.pattern];
        let Some(speech) = &pattern.speech else { continue };
        let speaker = one.roles.iter().find(|(role, _)| **role == *speech.role).and_then(|(_, f)| f.first());
        let Some(&Filler::Mention(speaker)) = speaker else { continue };
        let sentence = layout.sentence(one.trigger);
        let tokens = if speech.sentence {
            sentence
        } else {
            let end = quotation_end(layout, one.tokens.end, sentence.end).unwrap_or(sentence.end);
            one.tokens.end..end
        };
        scopes.push(Scope { tokens, speaker, pattern: one.pattern, trigger: one.trigger });
    }
    scopes.sort_by_key(|scope| (scope.tokens.start, scope.tokens.end, scope.speaker));
    scopes
}

/// Where a quotation that opens right after a verb of saying is closed, within the next few sentences.
fn quotation_end(layout: &Layout<'_>, from: usize, sentence_end: usize) -> Option<usize> {
    let opened = (from.saturating_sub(1)..(from + 2).min(sentence_end)).find(|&i| layout.is_quote(i))?;
    let limit = (sentence_end + 200).min(layout.text.tokens.len());
    let close = (opened + 1..limit).find(|&i| layout.is_quote(i))?;
    Some(close.max(sentence_end))
}

/// Who says what stands at a token: the innermost scope around it. A speaker's own being there says nothing.
pub(super) fn claimant(scopes: &[Scope], at: usize, _subject: usize) -> Option<usize> {
    around(scopes, at).map(|s| s.speaker)
}

/// The innermost scope around a token.
pub(super) fn around(scopes: &[Scope], at: usize) -> Option<&Scope> {
    scopes.iter().filter(|s| s.tokens.contains(&at)).max_by_key(|s| s.tokens.start)
}
