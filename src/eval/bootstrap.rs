//! 95 % intervals of F1: the percentile bootstrap (Efron 1979) over documents.

use super::counts::Counts;
use super::draw::Draw;

const SAMPLES: usize = 1000;
/// The places of the 2.5th and the 97.5th percentile among the sorted samples.
const BOUNDS: [usize; 2] = [25, 974];
/// The same for every run, so that the same figures have the same intervals.
const SEED: u32 = 7;

/// Draws documents for one measure after the other.
pub(super) struct Bootstrap {
    draw: Draw,
}

impl Bootstrap {
    pub(super) fn new() -> Self {
        Self { draw: Draw::new(SEED) }
    }

    /// The interval of the F1 of documents with these counts.
    pub(super) fn interval(&mut self, documents: &[Counts]) -> [f64; 2] {
        if documents.is_empty() {
            return [0.0; 2];
        }
        let mut sample = || {
            let drawn = (0..documents.len()).map(|_| documents[self.draw.below(documents.len())]);
            drawn.sum::<Counts>().f1()
        };
        let mut samples: Vec<f64> = (0..SAMPLES).map(|_| sample()).collect();
        samples.sort_by(f64::total_cmp);
        BOUNDS.map(|place| samples[place])
    }
}
