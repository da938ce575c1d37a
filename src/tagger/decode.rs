//! Tags a text.

use std::ops::Range;

use super::features::Surroundings;
use super::label::{self, LABELS, OUTSIDE, Scores};
use super::lattice::{Lattice, best};
use super::memory::Memory;
use super::word::OFFSETS;
use super::{TaggedSpan, Tagger, head};
use crate::domain::{Domain, Language};
use crate::text::AnalysedText;

/// Longer sentences are tagged piece by piece.
const LONGEST: usize = 256;
/// A token whose best name label lies so far below the label of no name is in no name, whatever stands beside it.
const PLAIN: f32 = 9.0;

impl Tagger {
    /// The names in a text, in order, none inside another. A head noun that belongs to the name is part of it
    /// («مدينة الموصل»), titles of persons are not.
    #[must_use]
    pub fn tag(&self, domain: &Domain, text: &AnalysedText) -> Vec<TaggedSpan> {
        let Some(language) = domain.languages.get(&text.language) else { return Vec::new() };
        let mut spans = self.bare_names(domain, language, text);
        for i in 0..spans.len() {
            let end = i.checked_sub(1).map_or(0, |before| spans[before].tokens.end);
            head::add(domain, language, text, &mut spans[i], end);
        }
        spans
    }

    /// The names as the training text marks them.
    pub(super) fn bare_names(&self, domain: &Domain, language: &Language, text: &AnalysedText) -> Vec<TaggedSpan> {
        let mut memory = self.memories.take(domain);
        memory.words.read(domain, language, &self.model.clusters, text);
        self.add_shares(&mut memory);
        let Memory { words, shares, .. } = &memory;
        let mut lattice = Lattice::default();
        let mut spans = Vec::new();
        let mut scores: Vec<Scores> = Vec::new();
        let mut features: Vec<u32> = Vec::new();
        for sentence in &text.sentences {
            let mut first = sentence.first;
            while first < sentence.last {
                let last = sentence.last.min(first + LONGEST);
                let surroundings = Surroundings::new(domain, text, words, first, last, true);
                scores.clear();
                for at in first..last {
                    let mut row = [0.0; LABELS];
                    for (offset, number) in words.around(first, last, at).into_iter().enumerate() {
                        let share = &shares[number as usize * OFFSETS + offset];
                        row.iter_mut().zip(share).for_each(|(to, from)| *to += from);
                    }
                    features.clear();
                    surroundings.features(at, |feature| features.push(feature));
                    self.model.add(&features, &mut row);
                    scores.push(row);
                }
                for stretch in stretches(&scores) {
                    self.read_path(first + stretch.start, &scores[stretch], &mut lattice, &mut spans);
                }
                first = last;
            }
        }
        self.memories.put(memory);
        spans
    }

    /// What each new word adds to the scores of the tokens around it, by offset.
    fn add_shares(&self, memory: &mut Memory) {
        let known = memory.shares.len() / OFFSETS;
        let mut features: Vec<u32> = Vec::new();
        for word in &mut memory.words.distinct[known..] {
            for offset in 0..OFFSETS {
                let mut row = [0.0; LABELS];
                features.clear();
                word.features(offset, |feature| features.push(feature));
                self.model.add(&features, &mut row);
                memory.shares.push(row);
            }
            word.forget_attributes();
        }
    }

    fn read_path(&self, first: usize, scores: &[Scores], lattice: &mut Lattice, spans: &mut Vec<TaggedSpan>) {
        let transitions = &self.model.transitions;
        let path = best(scores, transitions);
        if path.iter().all(|&label| label == OUTSIDE) {
            return;
        }
        lattice.sum(scores, transitions);
        let mut start = 0;
        for (at, &label) in path.iter().enumerate() {
            if label::begins(label) {
                start = at;
            }
            if let Some(kind) = label::kind(label)
                && label::ends(label)
            {
                let score = lattice.probability(start, &path[start..=at], transitions) as f32;
                spans.push(TaggedSpan { tokens: first + start..first + at + 1, kind, score });
            }
        }
    }
}

fn is_plain(row: &Scores) -> bool {
    row[OUTSIDE + 1..].iter().all(|score| row[OUTSIDE] - score > PLAIN)
}

/// The stretches that may hold a name, each with the plain tokens on both sides of it.
fn stretches(scores: &[Scores]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut at = 0;
    while at < scores.len() {
        if is_plain(&scores[at]) {
            at += 1;
            continue;
        }
        let end = (at..scores.len()).find(|&i| is_plain(&scores[i])).unwrap_or(scores.len());
        stretches.push(at.saturating_sub(1)..scores.len().min(end + 1));
        at = end;
    }
    stretches
}
