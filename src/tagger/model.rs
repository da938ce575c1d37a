//! What was learnt, and its file: transitions, clusters, and a weight for each feature and label.

use super::cluster::Clusters;
use super::label::{LABELS, Scores};
use super::lattice::Transitions;

const MAGIC: &[u8; 8] = b"nisbaCRF";
/// Raised whenever features or the form of the file change.
const VERSION: u8 = 1;
/// How many of a feature's highest bits the filter looks at: so many that few unknown features pass, and that it stays in
/// the processor's cache.
const FILTER_BITS: u32 = 20;
/// How many features are looked up together.
const BATCH: usize = 32;
/// Marks the last label of a feature.
const FINAL: u8 = 0x80;

/// A feature and its weights by label.
pub(super) type Row = (u32, Vec<(u8, f32)>);

/// Everything that tagging needs of what was learnt.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) transitions: Transitions,
    pub(super) clusters: Clusters,
    /// What a stored weight of one stands for.
    unit: f32,
    /// A bit for the highest bits of each known feature: most features are unknown, and this answers from a small table.
    filter: Vec<u64>,
    /// Open addressing: a feature and the place of its first entry, plus one, or of its row; zero where the slot is free.
    slots: Vec<(u32, u32)>,
    /// Label and weight; the label of the last entry of a feature carries [`FINAL`].
    entries: Vec<(u8, i8)>,
    /// The features in ascending order.
    features: Vec<u32>,
    /// The weights of features that have many, by label: to add a whole row is quicker than to go through its entries.
    rows: Vec<Scores>,
}

/// From how many labels on a feature has a row of its own.
const MANY: usize = 6;
/// Marks the place of a row, not of an entry.
const ROW: u32 = 1 << 31;

impl Model {
    /// A model of weights; those that round to nothing are left out.
    pub(super) fn new(transitions: Transitions, clusters: Clusters, mut rows: Vec<Row>) -> Self {
        let highest = rows.iter().flat_map(|(_, row)| row).fold(0.0_f32, |most, (_, weight)| most.max(weight.abs()));
        let unit = if highest > 0.0 { highest / f32::from(i8::MAX) } else { 1.0 };
        rows.sort_unstable_by_key(|(feature, _)| *feature);
        let (mut features, mut entries) = (Vec::new(), Vec::new());
        for (feature, row) in rows {
            let before = entries.len();
            let rounded = row.iter().map(|&(label, weight)| (label, (weight / unit).round() as i8));
            entries.extend(rounded.filter(|&(_, weight)| weight != 0));
            if entries.len() > before {
                if let Some(last) = entries.last_mut() {
                    last.0 |= FINAL;
                }
                features.push(feature);
            }
        }
        Self::indexed(transitions, clusters, unit, features, entries)
    }

    fn indexed(
        transitions: Transitions,
        clusters: Clusters,
        unit: f32,
        features: Vec<u32>,
        entries: Vec<(u8, i8)>,
    ) -> Self {
        let mut filter = vec![0_u64; 1 << (FILTER_BITS - 6)];
        for &feature in &features {
            let bit = feature >> (u32::BITS - FILTER_BITS);
            filter[bit as usize / 64] |= 1 << (bit % 64);
        }
        let mut slots = vec![(0, 0); (features.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut rows: Vec<Scores> = Vec::new();
        let mut starts =
            std::iter::once(0).chain((1_u32..).zip(&entries).filter(|(_, e)| e.0 & FINAL != 0).map(|(i, _)| i));
        for &feature in &features {
            let start = starts.next().unwrap_or(0);
            let mut slot = feature as usize & mask;
            while slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            let length = entries[start as usize..].iter().take_while(|(label, _)| label & FINAL == 0).count() + 1;
            if length < MANY {
                slots[slot] = (feature, start + 1);
            } else {
                let mut row = [0.0; LABELS];
                for &(label, weight) in &entries[start as usize..][..length] {
                    row[usize::from(label & !FINAL)] += f32::from(weight) * unit;
                }
                slots[slot] = (feature, ROW | rows.len() as u32);
                rows.push(row);
            }
        }
        Self { transitions, clusters, unit, filter, slots, entries, features, rows }
    }

    /// Adds the weights of features to scores, in their order. What each step reads from memory does not hang on what the
    /// step before it has read, so that the processor waits for many at once.
    pub(super) fn add(&self, features: &[u32], scores: &mut Scores) {
        for features in features.chunks(BATCH) {
            let mut kept = [0; BATCH];
            let mut count = 0;
            for &feature in features {
                kept[count] = feature;
                count += usize::from(self.may_know(feature));
            }
            let mut starts = [0; BATCH];
            for (start, &feature) in starts.iter_mut().zip(&kept[..count]) {
                *start = self.start(feature);
            }
            for &start in starts[..count].iter().filter(|&&start| start > 0) {
                if start & ROW != 0 {
                    let row = &self.rows[(start & !ROW) as usize];
                    scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
                    continue;
                }
                for &(label, weight) in &self.entries[start as usize - 1..] {
                    scores[usize::from(label & !FINAL)] += f32::from(weight) * self.unit;
                    if label & FINAL != 0 {
                        break;
                    }
                }
            }
        }
    }

    fn may_know(&self, feature: u32) -> bool {
        let bit = feature >> (u32::BITS - FILTER_BITS);
        self.filter[bit as usize / 64] & (1 << (bit % 64)) != 0
    }

    /// The place of a feature's first entry, plus one, or of its row; zero for an unknown feature.
    fn start(&self, feature: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        loop {
            let (known, start) = self.slots[slot];
            if start == 0 || known == feature {
                return start;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number of features and of weights.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.features.len(), self.entries.len())
    }

    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(VERSION);
        out.push(LABELS as u8);
        self.transitions.weights.iter().for_each(|weight| out.extend(weight.to_le_bytes()));
        let clusters = self.clusters.rows();
        out.extend((clusters.len() as u32).to_le_bytes());
        let mut before = 0;
        for (word, [coarse, fine]) in clusters {
            push_number(&mut out, word - before);
            out.extend(coarse.to_le_bytes());
            out.extend(fine.to_le_bytes());
            before = word;
        }
        out.extend(self.unit.to_le_bytes());
        out.extend((self.features.len() as u32).to_le_bytes());
        let mut before = 0;
        for &feature in &self.features {
            push_number(&mut out, feature - before);
            before = feature;
        }
        out.extend(self.entries.iter().map(|entry| entry.0));
        out.extend(self.entries.iter().flat_map(|entry| entry.1.to_le_bytes()));
        out
    }

    /// Reads a file's bytes; `None` where they are not those of a model of this version.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut input = Input(bytes);
        let head = input.take(MAGIC.len() + 2)?;
        if !head.starts_with(MAGIC) || head[MAGIC.len()] != VERSION || usize::from(head[MAGIC.len() + 1]) != LABELS {
            return None;
        }
        let mut transitions = Transitions::neutral();
        let weights: Option<Vec<f32>> = (0..transitions.pairs.len()).map(|_| input.float()).collect();
        transitions.set(weights?.into_iter());
        let mut word = 0_u32;
        let mut rows = Vec::new();
        for _ in 0..input.count()? {
            word = word.checked_add(input.number()?)?;
            rows.push((word, [input.short()?, input.short()?]));
        }
        let clusters = Clusters::from_rows(rows.into_iter());
        let unit = input.float()?;
        let count = input.count()?;
        let mut feature = 0_u32;
        let mut features = Vec::with_capacity(count);
        for _ in 0..count {
            feature = feature.checked_add(input.number()?)?;
            features.push(feature);
        }
        let (labels, weights) = input.0.split_at_checked(input.0.len() / 2)?;
        let known = |label: &u8| usize::from(label & !FINAL) < LABELS;
        let ends = labels.iter().filter(|label| *label & FINAL != 0).count();
        let complete = labels.last().is_none_or(|label| label & FINAL != 0);
        if labels.len() != weights.len() || !labels.iter().all(known) || ends != features.len() || !complete {
            return None;
        }
        let entries = labels.iter().zip(weights).map(|(&label, &weight)| (label, weight as i8)).collect();
        Some(Self::indexed(transitions, clusters, unit, features, entries))
    }
}

/// A number in as few bytes as it needs, seven bits each.
fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn float(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes).filter(|value| value.is_finite())
    }

    fn short(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// How many rows follow; never more than there are bytes.
    fn count(&mut self) -> Option<usize> {
        let count = u32::from_le_bytes(self.array()?) as usize;
        (count <= self.0.len()).then_some(count)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let [byte] = self.array()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let mut transitions = Transitions::neutral();
        let count = transitions.pairs.len();
        transitions.set((0..count).map(|i| i as f32 / 8.0));
        let clusters = Clusters::from_rows([(7, [1, 300]), (900_000, [63, 2])].into_iter());
        let rows = vec![(70_000, vec![(0, -1.0), (3, 2.0)]), (12, vec![(16, 0.5)]), (u32::MAX, vec![(1, 1e-9)])];
        Model::new(transitions, clusters, rows)
    }

    #[test]
    fn reads_what_it_wrote() {
        let bytes = model().to_bytes();
        let read = Model::from_bytes(&bytes).expect("a sound file");
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(read.size(), (2, 3));
        let mut scores = [0.0; LABELS];
        for feature in [70_000, 12, 13, u32::MAX] {
            read.add(&[feature], &mut scores);
        }
        assert!((scores[0] + 1.0).abs() < 0.02 && (scores[3] - 2.0).abs() < 0.02 && (scores[16] - 0.5).abs() < 0.02);
        assert_eq!(scores.iter().filter(|s| **s != 0.0).count(), 3);
    }

    #[test]
    fn refuses_broken_files() {
        let bytes = model().to_bytes();
        for length in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..length]).is_none(), "{length} bytes");
        }
        let mut other = bytes;
        other[8] = 99;
        assert!(Model::from_bytes(&other).is_none());
    }
}
