//! What the lexicon says of the tokens of a sentence, as one value a token.

use super::hash::join;
use super::label::Kind;
use crate::domain::Domain;
use crate::text::{AnalysedText, TokenKind};

/// For each token from `first` to `last` the kind of the longest lexicon name that covers it, with the token's place in
/// the name and whether the name is ambiguous; 0 where there is none.
pub(super) fn look_up(domain: &Domain, text: &AnalysedText, first: usize, last: usize) -> Vec<u64> {
    let mut values = vec![0; last - first];
    let mut at = first;
    while at < last {
        let Some((length, kind, ambiguous)) = name_at(domain, text, at, last) else {
            at += 1;
            continue;
        };
        for i in 0..length {
            let place = u64::from(i > 0) + 2 * u64::from(i + 1 == length);
            values[at - first + i] = join(1 + kind.index() as u64, place + 4 * u64::from(ambiguous && length == 1));
        }
        at += length;
    }
    values
}

fn name_at(domain: &Domain, text: &AnalysedText, at: usize, last: usize) -> Option<(usize, Kind, bool)> {
    let token = &text.tokens[at];
    if !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
        return None;
    }
    let rest = || text.tokens[at + 1..last].iter().map(|token| token.fold.as_str());
    let by_key = domain.lexicon.longest(std::iter::once(token.key.as_str()).chain(rest()));
    let by_word = (token.fold != token.key)
        .then(|| domain.lexicon.longest(std::iter::once(token.fold.as_str()).chain(rest())))
        .flatten();
    let (length, readings) = by_key.into_iter().chain(by_word).max_by_key(|(length, _)| *length)?;
    let reading = readings.iter().find(|r| !r.ambiguous).or(readings.first())?;
    let kind = Kind::of_coarse(domain.ontology.coarse(&domain.lexicon.entry(reading.entry).class))?;
    Some((length, kind, reading.ambiguous))
}
