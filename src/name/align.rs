//! The best alignment of two names' words, in order.

use std::ops::Range;

use super::read::MOST_WORDS;
use super::word::{similarity, similarity_joined};
use super::{Name, Word};
use crate::domain::Sounds;

/// Words that are less alike are two words.
const LEAST: f64 = 0.5;

/// Of the weight of words that only the longer name has, this part counts.
const EXTRA: f64 = 0.4;

/// Words of two names that stand for each other.
pub(super) struct Pair {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    pub(super) score: f64,
}

/// What the alignment of the first words of both names is worth.
#[derive(Clone, Copy, Default)]
struct Cell {
    gain: f64,
    /// Likeness times weight.
    shared: f64,
    /// The weight of the words that are aligned.
    left: f64,
    right: f64,
    /// The words of either name that the last step takes.
    step: (u8, u8),
    score: f64,
}

impl Cell {
    fn skip(self, step: (u8, u8)) -> Self {
        Self { step, score: 0.0, ..self }
    }

    fn add(self, step: (u8, u8), score: f64, left: f64, right: f64) -> Self {
        let weight = (left + right) / 2.0;
        Self {
            gain: self.gain + weight * (score - LEAST),
            shared: self.shared + weight * score,
            left: self.left + left,
            right: self.right + right,
            step,
            score,
        }
    }
}

/// How alike two names are; their aligned words go to `pairs`.
pub(super) fn align(sounds: &Sounds, a: &Name, b: &Name, pairs: Option<&mut Vec<Pair>>) -> f64 {
    let (n, m) = (a.words.len(), b.words.len());
    if n == 0 || m == 0 {
        return 0.0;
    }
    let weight = |word: &Word| f64::from(word.weight) / 100.0;
    let mut cells = [[Cell::default(); MOST_WORDS + 1]; MOST_WORDS + 1];
    cells[1..=n].iter_mut().for_each(|row| row[0].step = (1, 0));
    cells[0][1..=m].iter_mut().for_each(|cell| cell.step = (0, 1));
    let mut alike = [[0.0; MOST_WORDS]; MOST_WORDS];
    for (row, x) in alike.iter_mut().zip(&a.words) {
        for (score, y) in row.iter_mut().zip(&b.words) {
            *score = similarity(sounds, x, y);
        }
    }
    for i in 1..=n {
        for j in 1..=m {
            let (x, y) = (&a.words[i - 1], &b.words[j - 1]);
            let mut best = cells[i - 1][j].skip((1, 0));
            let mut consider = |cell: Cell| {
                if cell.gain > best.gain {
                    best = cell;
                }
            };
            consider(cells[i][j - 1].skip((0, 1)));
            let score = alike[i - 1][j - 1];
            consider(cells[i - 1][j - 1].add((1, 1), score, weight(x), weight(y)));
            // Two words are taken for one only where none of them is like it alone.
            if j > 1 && score < JOINED && alike[i - 1][j - 2] < JOINED {
                let y2 = &b.words[j - 2];
                let score = similarity_joined(sounds, x, [y2, y]);
                consider(cells[i - 1][j - 2].add((1, 2), score, weight(x), weight(y2) + weight(y)));
            }
            if i > 1 && score < JOINED && alike[i - 2][j - 1] < JOINED {
                let x2 = &a.words[i - 2];
                let score = similarity_joined(sounds, y, [x2, x]);
                consider(cells[i - 2][j - 1].add((2, 1), score, weight(x2) + weight(x), weight(y)));
            }
            cells[i][j] = best;
        }
    }
    if let Some(pairs) = pairs {
        let (mut i, mut j) = (n, m);
        while i > 0 || j > 0 {
            let cell = &cells[i][j];
            let (di, dj) = (usize::from(cell.step.0), usize::from(cell.step.1));
            if di > 0 && dj > 0 {
                pairs.push(Pair { left: i - di..i, right: j - dj..j, score: cell.score });
            }
            (i, j) = (i - di, j - dj);
        }
        pairs.reverse();
    }
    let end = &cells[n][m];
    let left = a.words.iter().map(weight).sum::<f64>() - end.left;
    let right = b.words.iter().map(weight).sum::<f64>() - end.right;
    let both = left.min(right);
    let extra = left.max(right) - both;
    let all = (end.left + end.right) / 2.0 + both + EXTRA * extra;
    (end.shared / all.max(f64::EPSILON)).clamp(0.0, 1.0)
}

/// A word that is as much like another stands for it alone.
const JOINED: f64 = 0.8;
