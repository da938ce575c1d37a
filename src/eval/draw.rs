//! Random draws as Python's `random.Random` makes them, so that the intervals have the digits of a scorer written in Python.

use rand_mt::Mt;

/// A generator with a fixed seed: the same draws in every run.
pub(super) struct Draw(Mt);

impl Draw {
    /// Seeds as Python does with a small whole number.
    pub(super) fn new(seed: u32) -> Self {
        Self(Mt::new_with_key([seed]))
    }

    /// A number below `n`, all alike: `_randbelow` of Python 3, which draws the bits of `n` until they are below it.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let bits = (usize::BITS - n.leading_zeros()).clamp(1, u32::BITS);
        loop {
            let drawn = (self.0.next_u32() >> (u32::BITS - bits)) as usize;
            if drawn < n.max(1) {
                return drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Draw;

    #[test]
    fn draws_what_python_draws() {
        let mut draw = Draw::new(7);
        let drawn: Vec<usize> = (0..10).map(|_| draw.below(16)).collect();
        // [random.Random(7).choice(range(16)) …]
        assert_eq!(drawn, [10, 4, 12, 1, 2, 3, 11, 1, 6, 1]);
        let mut draw = Draw::new(7);
        let last = (0..5000).map(|_| draw.below(1000)).last();
        assert_eq!(last, Some(868));
    }
}
