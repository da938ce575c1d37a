//! How well weights explain annotated sentences, and in which direction they do better.

use rustc_hash::FxHashMap;

use super::label::{LABELS, OUTSIDE, Scores};
use super::lattice::{Lattice, Transitions};
use super::word::OFFSETS;

/// The bundles of a token: those of the words around it, and its own surroundings.
pub(super) const BUNDLES: usize = OFFSETS + 1;

/// Annotated sentences as numbers. Features come in bundles, each shared by all tokens that have the same.
#[derive(Debug, Default)]
pub(super) struct Problem {
    /// The features of each bundle, by number.
    bundles: Vec<Vec<u32>>,
    /// The bundles of each token.
    tokens: Vec<[u32; BUNDLES]>,
    /// The right label of each token.
    labels: Vec<u8>,
    /// Where each sentence ends.
    ends: Vec<usize>,
    /// Each feature's identity, by number.
    pub(super) features: Vec<u32>,
    numbers: FxHashMap<u32, u32>,
    /// Where each feature's parameters begin.
    starts: Vec<u32>,
    /// The label of each parameter.
    parameters: Vec<u8>,
}

impl Problem {
    /// Adds a bundle; returns its number.
    pub(super) fn add_bundle(&mut self, features: &[u32]) -> u32 {
        let numbered = features
            .iter()
            .map(|&feature| {
                *self.numbers.entry(feature).or_insert_with(|| {
                    self.features.push(feature);
                    (self.features.len() - 1) as u32
                })
            })
            .collect();
        self.bundles.push(numbered);
        (self.bundles.len() - 1) as u32
    }

    /// Adds a token with its bundles and its label.
    pub(super) fn add_token(&mut self, bundles: [u32; BUNDLES], label: u8) {
        self.tokens.push(bundles);
        self.labels.push(label);
    }

    /// Ends a sentence.
    pub(super) fn end_sentence(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.tokens.len() {
            self.ends.push(self.tokens.len());
        }
    }

    /// Makes a parameter for each feature and label seen together, of features that are seen often enough.
    pub(super) fn close(&mut self, least: u32) {
        let mut seen = vec![0_u32; self.features.len()];
        let mut counts = vec![0_u32; self.features.len()];
        for (bundles, &label) in self.tokens.iter().zip(&self.labels) {
            for &feature in bundles.iter().flat_map(|&bundle| &self.bundles[bundle as usize]) {
                seen[feature as usize] |= 1 << label;
                counts[feature as usize] += 1;
            }
        }
        self.starts = vec![0];
        for (labels, count) in seen.iter().zip(&counts) {
            if *count >= least {
                self.parameters.extend((0..LABELS as u8).filter(|label| labels & (1 << label) != 0));
            }
            self.starts.push(self.parameters.len() as u32);
        }
        self.numbers = FxHashMap::default();
    }

    /// The number of weights: those of features, then those of transitions.
    pub(super) fn size(&self) -> usize {
        self.parameters.len() + Transitions::neutral().pairs.len()
    }

    /// The labels and weights of a feature.
    pub(super) fn row(&self, feature: usize, weights: &[f64]) -> Vec<(u8, f32)> {
        let range = self.starts[feature] as usize..self.starts[feature + 1] as usize;
        range.map(|i| (self.parameters[i], weights[i] as f32)).filter(|(_, weight)| *weight != 0.0).collect()
    }

    /// The weights of the transitions.
    pub(super) fn transitions(&self, weights: &[f64]) -> Transitions {
        let mut transitions = Transitions::neutral();
        transitions.set(weights[self.parameters.len()..].iter().map(|&weight| weight as f32));
        transitions
    }

    /// The negative logarithm of the right labels' probability, plus `l2` times half the squared weights; its gradient.
    pub(super) fn loss(&self, weights: &[f64], l2: f64, gradient: &mut [f64]) -> f64 {
        let transitions = self.transitions(weights);
        let first_transition = self.parameters.len();
        gradient.iter_mut().zip(weights).for_each(|(g, w)| *g = l2 * w);
        let mut loss = l2 / 2.0 * weights.iter().map(|w| w * w).sum::<f64>();
        let shares = self.shares(weights);
        let mut differences: Vec<[f64; LABELS]> = vec![[0.0; LABELS]; self.bundles.len()];
        let mut lattice = Lattice::default();
        let mut scores: Vec<Scores> = Vec::new();
        let mut first = 0;
        let of_pair: FxHashMap<(usize, usize), usize> = transitions.pairs.iter().copied().zip(0..).collect();
        for &end in &self.ends {
            scores.clear();
            scores.extend(self.tokens[first..end].iter().map(|bundles| sum_of(bundles, &shares)));
            loss += lattice.sum(&scores, &transitions);
            let mut before = None;
            for t in first..end {
                let label = usize::from(self.labels[t]);
                loss -= f64::from(scores[t - first][label]);
                let mut difference = lattice.marginals(t - first);
                difference[label] -= 1.0;
                for &bundle in &self.tokens[t] {
                    let sum = &mut differences[bundle as usize];
                    sum.iter_mut().zip(&difference).for_each(|(s, d)| *s += d);
                }
                if t + 1 < end {
                    let expected = &mut gradient[first_transition..];
                    lattice.pairs(t - first, &transitions, |i, p| expected[i] += p);
                }
                if let Some(pair) = before.and_then(|before| of_pair.get(&(before, label))) {
                    gradient[first_transition + pair] -= 1.0;
                    loss -= f64::from(transitions.weights[*pair]);
                }
                before = Some(label);
            }
            first = end;
        }
        for (features, difference) in self.bundles.iter().zip(&differences) {
            for &feature in features {
                let range = self.starts[feature as usize] as usize..self.starts[feature as usize + 1] as usize;
                for (g, &label) in gradient[range.clone()].iter_mut().zip(&self.parameters[range]) {
                    *g += difference[usize::from(label)];
                }
            }
        }
        loss
    }

    /// What each bundle adds to the scores of its tokens.
    fn shares(&self, weights: &[f64]) -> Vec<Scores> {
        let share = |features: &Vec<u32>| {
            let mut row = [0.0; LABELS];
            for &feature in features {
                let range = self.starts[feature as usize] as usize..self.starts[feature as usize + 1] as usize;
                for (weight, &label) in weights[range.clone()].iter().zip(&self.parameters[range]) {
                    row[usize::from(label)] += *weight as f32;
                }
            }
            row
        };
        self.bundles.iter().map(share).collect()
    }

    /// The number of tokens.
    pub(super) fn tokens(&self) -> usize {
        self.tokens.len()
    }

    /// The number of tokens that are in a name.
    pub(super) fn named(&self) -> usize {
        self.labels.iter().filter(|&&label| usize::from(label) != OUTSIDE).count()
    }
}

fn sum_of(bundles: &[u32; BUNDLES], shares: &[Scores]) -> Scores {
    let mut sum = [0.0; LABELS];
    for &bundle in bundles {
        sum.iter_mut().zip(&shares[bundle as usize]).for_each(|(s, x)| *s += x);
    }
    sum
}
