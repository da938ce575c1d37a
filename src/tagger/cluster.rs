//! Clusters of words that stand in the same surroundings, learnt from text without annotation.

use rustc_hash::FxHashMap;

use super::hash;
use crate::text::{AnalysedText, Token, TokenKind};

/// Words with a coarse and a fine cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clusters {
    of_word: FxHashMap<u32, [u16; 2]>,
}

/// How many clusters there are, coarse and fine.
const SIZES: [usize; 2] = [64, 400];
/// Words that are seen more rarely have no cluster.
const LEAST: u32 = 8;
/// How many times every word may change its cluster.
const ROUNDS: usize = 12;

impl Clusters {
    /// Clusters as they are stored.
    pub(super) fn from_rows(rows: impl Iterator<Item = (u32, [u16; 2])>) -> Self {
        Self { of_word: rows.collect() }
    }

    /// The words' hashes with their clusters, in the order of the hashes.
    pub(super) fn rows(&self) -> Vec<(u32, [u16; 2])> {
        let mut rows: Vec<_> = self.of_word.iter().map(|(&word, &clusters)| (word, clusters)).collect();
        rows.sort_unstable();
        rows
    }

    /// The coarse and the fine cluster of a token's word.
    pub(super) fn get(&self, token: &Token) -> Option<[u16; 2]> {
        if self.of_word.is_empty() {
            return None;
        }
        self.of_word.get(&word_of(token)).copied()
    }

    /// Learns clusters by exchange: each word in turn goes to the cluster that best predicts, and is best predicted by, its
    /// neighbours. The same texts in the same order give the same clusters.
    #[must_use]
    pub fn learn(texts: &[AnalysedText]) -> Self {
        let mut sentences: Vec<Vec<u32>> = Vec::new();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for text in texts {
            for sentence in 0..text.sentences.len() {
                let words: Vec<u32> = text.sentence_tokens(sentence).iter().map(word_of).collect();
                words.iter().for_each(|&word| *counts.entry(word).or_default() += 1);
                sentences.push(words);
            }
        }
        let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|&(_, n)| n >= LEAST).collect();
        words.sort_unstable_by_key(|&(word, n)| (std::cmp::Reverse(n), word));
        let index: FxHashMap<u32, u32> = words.iter().zip(0..).map(|(&(word, _), i)| (word, i)).collect();
        let neighbours = neighbours(&sentences, &index);
        let counts: Vec<u32> = words.iter().map(|&(_, n)| n).collect();
        let [coarse, fine] = SIZES.map(|size| exchange(&neighbours, &counts, size));
        Self::from_rows(words.iter().enumerate().map(|(i, &(word, _))| (word, [coarse[i], fine[i]])))
    }
}

/// The identity of a token's word; numbers are one word.
fn word_of(token: &Token) -> u32 {
    let word = if token.kind == TokenKind::Number { hash::EMPTY } else { hash::of_text(&token.key) };
    hash::feature(0, word)
}

/// For each word its contexts with their counts: the word before, and, from the number of words on, the word after.
fn neighbours(sentences: &[Vec<u32>], index: &FxHashMap<u32, u32>) -> Vec<Vec<(u32, u32)>> {
    let size = index.len() as u32;
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for sentence in sentences {
        for pair in sentence.windows(2) {
            if let (Some(&before), Some(&after)) = (index.get(&pair[0]), index.get(&pair[1])) {
                pairs.push((after, before));
                pairs.push((before, size + after));
            }
        }
    }
    pairs.sort_unstable();
    let mut neighbours = vec![Vec::new(); index.len()];
    for stretch in pairs.chunk_by(|a, b| a == b) {
        neighbours[stretch[0].0 as usize].push((stretch[0].1, stretch.len() as u32));
    }
    neighbours
}

/// Moves every word to its best of `size` clusters, several times over.
fn exchange(neighbours: &[Vec<(u32, u32)>], counts: &[u32], size: usize) -> Vec<u16> {
    let most = counts.iter().map(|&n| n as usize).sum::<usize>().min(1 << 22);
    let logs: Vec<f64> = (0..=most).map(|n| if n < 2 { 0.0 } else { n as f64 * (n as f64).ln() }).collect();
    let entropy = |n: u32| logs.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln());
    let size = size.min(counts.len()).max(1);
    let mut of_word: Vec<u16> = (0..counts.len()).map(|i| (i % size) as u16).collect();
    let mut together = vec![0_u32; neighbours.len() * 2 * size];
    let mut totals = vec![0_u32; size];
    for (word, contexts) in neighbours.iter().enumerate() {
        let cluster = usize::from(of_word[word]);
        totals[cluster] += counts[word];
        contexts.iter().for_each(|&(context, n)| together[context as usize * size + cluster] += n);
    }
    for _ in 0..ROUNDS {
        let mut moved = 0;
        for (word, contexts) in neighbours.iter().enumerate() {
            let old = usize::from(of_word[word]);
            totals[old] -= counts[word];
            let mut gains: Vec<f64> = totals.iter().map(|&n| 2.0 * (entropy(n) - entropy(n + counts[word]))).collect();
            for &(context, n) in contexts {
                let row = &mut together[context as usize * size..][..size];
                row[old] -= n;
                // What a context adds where it was never seen with a cluster is the same for all of these.
                let alone = entropy(n);
                for (gain, &mut m) in gains.iter_mut().zip(row).filter(|(_, m)| **m != 0) {
                    *gain += entropy(m + n) - entropy(m) - alone;
                }
            }
            let mut best = old;
            for cluster in 0..size {
                if gains[cluster] > gains[best] + 1e-9 {
                    best = cluster;
                }
            }
            totals[best] += counts[word];
            contexts.iter().for_each(|&(context, n)| together[context as usize * size + best] += n);
            moved += usize::from(best != old);
            of_word[word] = best as u16;
        }
        if moved * 200 < counts.len() {
            break;
        }
    }
    of_word
}
