//! Tags a text.

use super::features::{Surroundings, Words};
use super::label::{self, LABELS, OUTSIDE, Scores};
use super::lattice::{Lattice, best};
use super::word::OFFSETS;
use super::{TaggedSpan, Tagger, head};
use crate::domain::{Domain, Language};
use crate::text::AnalysedText;

/// Longer sentences are tagged piece by piece.
const LONGEST: usize = 256;

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
        let words = Words::new(domain, language, &self.model.clusters, text);
        let shares = self.shares(&words);
        let mut lattice = Lattice::default();
        let mut spans = Vec::new();
        let mut scores: Vec<Scores> = Vec::new();
        for sentence in &text.sentences {
            let mut first = sentence.first;
            while first < sentence.last {
                let last = sentence.last.min(first + LONGEST);
                let surroundings = Surroundings::new(domain, text, &words, first, last, true);
                scores.clear();
                for at in first..last {
                    let mut row = [0.0; LABELS];
                    for (offset, number) in words.around(first, last, at).into_iter().enumerate() {
                        let share = &shares[number as usize * OFFSETS + offset];
                        row.iter_mut().zip(share).for_each(|(to, from)| *to += from);
                    }
                    surroundings.features(at, |feature| self.model.add(feature, &mut row));
                    scores.push(row);
                }
                self.read_path(first, &scores, &mut lattice, &mut spans);
                first = last;
            }
        }
        spans
    }

    /// What each distinct word adds to the scores of the tokens around it, by offset.
    fn shares(&self, words: &Words) -> Vec<Scores> {
        let mut shares = Vec::with_capacity(words.distinct.len() * OFFSETS);
        for word in &words.distinct {
            for offset in 0..OFFSETS {
                let mut row = [0.0; LABELS];
                word.features(offset, |feature| self.model.add(feature, &mut row));
                shares.push(row);
            }
        }
        shares
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
