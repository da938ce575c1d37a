//! The terms of the index: those that a word may stand under, and those that names have.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::forms::{EXACT, SOUND_END};
use super::hit::Fit;
use super::index::{Segment, Snapshot, failure};
use super::request::Wanted;
use crate::error::Result;

/// The terms of a segment that a word may stand under, each once with its best fit, in no fixed order.
pub(super) fn terms_of(index: &InvertedIndexReader, word: &Wanted) -> Result<Vec<(TermInfo, Fit)>> {
    let mut found: BTreeMap<Vec<u8>, (TermInfo, Fit)> = BTreeMap::new();
    let mut add = |term: &[u8], info: &TermInfo, fit: Fit| {
        let known = found.entry(term.to_vec()).or_insert_with(|| (info.clone(), fit));
        known.1 = known.1.min(fit);
    };
    for (term, fit) in word.forms.wanted() {
        if let Some(info) = index.terms().get(&term).map_err(failure)? {
            add(term.as_bytes(), &info, fit);
        }
    }
    let sounds = [word.forms.sounds_like(false).map(|sound| (sound, false)), {
        word.open.then(|| word.forms.sounds_like(true)).flatten().map(|sound| (sound, true))
    }];
    for (sound, open) in sounds.into_iter().flatten() {
        let mut terms = index.terms().range().ge(&sound).into_stream().map_err(failure)?;
        while terms.advance() && terms.key().starts_with(sound.as_bytes()) {
            let stem = std::str::from_utf8(terms.key()).ok().and_then(|term| term.split_once(SOUND_END));
            if stem.is_some_and(|(_, stem)| word.forms.agrees_with(stem, open)) {
                add(terms.key(), terms.value(), Fit::Sound);
            }
        }
    }
    // Beginnings are no sounds, and none begins with another; there may be very many.
    let mut begun = Vec::new();
    let beginnings = if word.open { word.forms.beginnings() } else { Vec::new() };
    for beginning in beginnings {
        let mut terms = index.terms().range().ge(&beginning).into_stream().map_err(failure)?;
        while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
            if let Some(known) = found.get_mut(terms.key()) {
                known.1 = known.1.min(Fit::Beginning);
            } else {
                begun.push((terms.value().clone(), Fit::Beginning));
            }
        }
    }
    Ok(found.into_values().chain(begun).collect())
}

/// The words that names have, as written but in small letters, in order.
pub(crate) fn words_of_names(snapshots: &[&Snapshot]) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for segment in snapshots.iter().flat_map(|snapshot| snapshot.segments.iter().map(|s| (snapshot.fields.name, s))) {
        let (field, segment) = segment;
        let index = segment.reader.inverted_index(field).map_err(failure)?;
        let mut terms = index.terms().range().ge(EXACT.to_string()).into_stream().map_err(failure)?;
        while terms.advance() {
            let Some(word) = std::str::from_utf8(terms.key()).ok().and_then(|term| term.strip_prefix(EXACT)) else {
                break;
            };
            if segment.is_whole() || has_rows(segment, &index, terms.value())? {
                words.insert(word.to_owned());
            }
        }
    }
    Ok(words)
}

fn has_rows(segment: &Segment, index: &InvertedIndexReader, term: &TermInfo) -> Result<bool> {
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic).map_err(failure)?;
    while postings.doc() != TERMINATED {
        if segment.is_alive(postings.doc()) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}
