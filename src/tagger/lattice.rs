//! All label sequences of a sentence at once: their sum, the best of them, and how probable a part is.

use super::label::{self, LABELS, OUTSIDE, Scores};

/// What it costs to go from one label to the next.
#[derive(Debug, Clone)]
pub(super) struct Transitions {
    /// The pairs that may follow each other, ordered by the second.
    pub(super) pairs: Vec<(usize, usize)>,
    /// A weight for each pair.
    pub(super) weights: Vec<f32>,
    factors: Vec<f64>,
    /// The same as tables, so that a step is a few operations on whole rows: weights and factors by first and second label,
    /// and factors by second and first. A pair that may not follow has no factor and an endless cost.
    weights_from: [[f32; LABELS]; LABELS],
    factors_from: [[f64; LABELS]; LABELS],
    factors_to: [[f64; LABELS]; LABELS],
}

impl Transitions {
    /// Transitions without weight.
    pub(super) fn neutral() -> Self {
        let all = (0..LABELS).flat_map(|after| (0..LABELS).map(move |before| (before, after)));
        let pairs: Vec<(usize, usize)> = all.filter(|&(before, after)| label::may_follow(before, after)).collect();
        let mut transitions = Self {
            weights: vec![0.0; pairs.len()],
            factors: vec![1.0; pairs.len()],
            pairs,
            weights_from: [[f32::NEG_INFINITY; LABELS]; LABELS],
            factors_from: [[0.0; LABELS]; LABELS],
            factors_to: [[0.0; LABELS]; LABELS],
        };
        transitions.fill_tables();
        transitions
    }

    /// Sets the weights, in the order of the pairs.
    pub(super) fn set(&mut self, weights: impl Iterator<Item = f32>) {
        for (i, weight) in weights.enumerate().take(self.pairs.len()) {
            self.weights[i] = weight;
            self.factors[i] = f64::from(weight).exp();
        }
        self.fill_tables();
    }

    fn fill_tables(&mut self) {
        for (i, &(a, b)) in self.pairs.iter().enumerate() {
            self.weights_from[a][b] = self.weights[i];
            self.factors_from[a][b] = self.factors[i];
            self.factors_to[b][a] = self.factors[i];
        }
    }
}

/// Forward and backward sums over a sentence, each step scaled to one.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    emissions: Vec<[f64; LABELS]>,
    forward: Vec<[f64; LABELS]>,
    backward: Vec<[f64; LABELS]>,
    scales: Vec<f64>,
}

impl Lattice {
    /// Reads a sentence's scores; returns the logarithm of the sum over all sequences.
    pub(super) fn sum(&mut self, scores: &[Scores], transitions: &Transitions) -> f64 {
        let length = scores.len();
        self.emissions.clear();
        self.forward.clear();
        self.scales.clear();
        let mut total = 0.0;
        for (t, row) in scores.iter().enumerate() {
            let highest = row.iter().copied().fold(f32::MIN, f32::max);
            let emission = row.map(|score| f64::from(score - highest).exp());
            let mut forward = [0.0; LABELS];
            if t == 0 {
                (0..LABELS).filter(|&l| label::begins(l)).for_each(|l| forward[l] = 1.0);
            } else {
                add_products(&self.forward[t - 1], &transitions.factors_from, &mut forward);
            }
            if t + 1 == length {
                (0..LABELS).filter(|&l| !label::ends(l)).for_each(|l| forward[l] = 0.0);
            }
            forward.iter_mut().zip(&emission).for_each(|(f, e)| *f *= e);
            // Every sequence being possible, the sum is above nothing; the bound keeps bad weights from spreading.
            let scale = forward.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            forward.iter_mut().for_each(|f| *f /= scale);
            total += f64::from(highest) + scale.ln();
            self.emissions.push(emission);
            self.forward.push(forward);
            self.scales.push(scale);
        }
        self.fill_backward(transitions);
        total
    }

    fn fill_backward(&mut self, transitions: &Transitions) {
        let length = self.forward.len();
        self.backward.clear();
        self.backward.resize(length, [0.0; LABELS]);
        for t in (0..length).rev() {
            let mut backward = [0.0; LABELS];
            if t + 1 == length {
                (0..LABELS).filter(|&l| label::ends(l)).for_each(|l| backward[l] = 1.0);
            } else {
                let mut after = self.backward[t + 1];
                let scale = self.scales[t + 1];
                after.iter_mut().zip(&self.emissions[t + 1]).for_each(|(b, e)| *b *= e / scale);
                add_products(&after, &transitions.factors_to, &mut backward);
            }
            self.backward[t] = backward;
        }
    }

    /// The probability of each label at a token.
    pub(super) fn marginals(&self, token: usize) -> [f64; LABELS] {
        let mut marginals = self.forward[token];
        marginals.iter_mut().zip(&self.backward[token]).for_each(|(f, b)| *f *= b);
        marginals
    }

    /// Calls `each` with the probability of every pair of labels at a token and the next, by the pair's index.
    pub(super) fn pairs(&self, token: usize, transitions: &Transitions, mut each: impl FnMut(usize, f64)) {
        let (before, next) = (&self.forward[token], token + 1);
        let mut after = self.backward[next];
        let scale = self.scales[next];
        after.iter_mut().zip(&self.emissions[next]).for_each(|(b, e)| *b *= e / scale);
        for (i, (&(a, b), factor)) in transitions.pairs.iter().zip(&transitions.factors).enumerate() {
            each(i, before[a] * factor * after[b]);
        }
    }

    /// The probability of these labels from a token on.
    pub(super) fn probability(&self, first: usize, labels: &[usize], transitions: &Transitions) -> f64 {
        let Some((&begin, &end)) = labels.first().zip(labels.last()) else { return 0.0 };
        let mut probability = self.forward[first][begin];
        for (i, pair) in labels.windows(2).enumerate() {
            let t = first + 1 + i;
            let known = transitions.pairs.iter().position(|&(a, b)| a == pair[0] && b == pair[1]);
            let factor = known.map_or(0.0, |i| transitions.factors[i]);
            probability *= factor * self.emissions[t][pair[1]] / self.scales[t];
        }
        probability * self.backward[first + labels.len() - 1][end]
    }
}

/// Adds each row of a table, times the number of its label, to sums.
fn add_products(numbers: &[f64; LABELS], table: &[[f64; LABELS]; LABELS], sums: &mut [f64; LABELS]) {
    for (number, row) in numbers.iter().zip(table) {
        for (sum, factor) in sums.iter_mut().zip(row) {
            *sum += number * factor;
        }
    }
}

/// The best label sequence of a sentence.
pub(super) fn best(scores: &[Scores], transitions: &Transitions) -> Vec<usize> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut back: Vec<[u32; LABELS]> = Vec::with_capacity(scores.len());
    let mut current = [f32::NEG_INFINITY; LABELS];
    (0..LABELS).filter(|&l| label::begins(l)).for_each(|l| current[l] = first[l]);
    for row in rest {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0_u32; LABELS];
        for (a, weights) in (0_u32..).zip(&transitions.weights_from) {
            for b in 0..LABELS {
                let score = current[a as usize] + weights[b];
                let better = score > next[b];
                next[b] = if better { score } else { next[b] };
                from[b] = if better { a } else { from[b] };
            }
        }
        next.iter_mut().zip(row).for_each(|(n, s)| *n += s);
        back.push(from);
        current = next;
    }
    let mut last = OUTSIDE;
    for l in (0..LABELS).filter(|&l| label::ends(l)) {
        if current[l] > current[last] {
            last = l;
        }
    }
    let mut path = vec![last];
    for from in back.iter().rev() {
        last = from[last] as usize;
        path.push(last);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::label::{Kind, labels_of};

    #[test]
    fn agrees_with_the_sum_over_all_sequences() {
        let mut transitions = Transitions::neutral();
        let weights: Vec<f32> = (0..transitions.pairs.len()).map(|i| (i % 7) as f32 * 0.3 - 0.9).collect();
        transitions.set(weights.into_iter());
        let scores: Vec<Scores> =
            (0..3).map(|t| std::array::from_fn(|l| ((t * 5 + l * 3) % 11) as f32 * 0.25 - 1.0)).collect();
        let mut sums = (0.0, 0.0);
        let mut highest = (f64::MIN, vec![]);
        let wanted: Vec<usize> = labels_of(Kind::Place, 2).collect();
        for code in 0..LABELS.pow(3) {
            let path = vec![code % LABELS, code / LABELS % LABELS, code / LABELS / LABELS];
            let fits = label::begins(path[0]) && label::ends(path[2]);
            if !fits || path.windows(2).any(|p| !label::may_follow(p[0], p[1])) {
                continue;
            }
            let mut score: f64 = path.iter().zip(&scores).map(|(&l, row)| f64::from(row[l])).sum();
            for p in path.windows(2) {
                let i = transitions.pairs.iter().position(|&(a, b)| a == p[0] && b == p[1]);
                score += i.map_or(0.0, |i| f64::from(transitions.weights[i]));
            }
            sums.0 += score.exp();
            if path[1..] == wanted {
                sums.1 += score.exp();
            }
            if score > highest.0 {
                highest = (score, path);
            }
        }
        let mut lattice = Lattice::default();
        let total = lattice.sum(&scores, &transitions);
        assert!((total - sums.0.ln()).abs() < 1e-6);
        assert!((lattice.probability(1, &wanted, &transitions) - sums.1 / sums.0).abs() < 1e-6);
        assert_eq!(best(&scores, &transitions), highest.1);
    }
}
