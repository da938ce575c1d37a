//! The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded and sampled as Python's `random.Random` does it,
//! so that the intervals have the digits of a scorer written in Python.

/// The number of words of the state.
const WORDS: usize = 624;
/// How far ahead the word is that a new one is mixed with.
const AHEAD: usize = 397;
const UPPER: u32 = 0x8000_0000;
const LOWER: u32 = 0x7fff_ffff;
const TWIST: u32 = 0x9908_b0df;

/// A generator of 32-bit words.
pub(super) struct MersenneTwister {
    state: [u32; WORDS],
    next: usize,
}

impl MersenneTwister {
    /// Seeds as Python does with a small whole number: `init_by_array` of the paper's 2002 revision, with one word.
    pub(super) fn new(seed: u32) -> Self {
        let mut state = [0; WORDS];
        state[0] = 19_650_218;
        for i in 1..WORDS {
            state[i] = mixed(state[i - 1]).wrapping_mul(1_812_433_253).wrapping_add(word(i));
        }
        let mut i = 1;
        for _ in 0..WORDS {
            state[i] = (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = after(i, &mut state);
        }
        for _ in 1..WORDS {
            state[i] = (state[i] ^ mixed(state[i - 1]).wrapping_mul(1_566_083_941)).wrapping_sub(word(i));
            i = after(i, &mut state);
        }
        state[0] = UPPER;
        Self { state, next: WORDS }
    }

    /// A number below `n`, all alike: `_randbelow` of Python 3, which draws the bits of `n` until they are below it.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let bits = (usize::BITS - n.leading_zeros()).clamp(1, u32::BITS);
        loop {
            let drawn = (self.word() >> (u32::BITS - bits)) as usize;
            if drawn < n.max(1) {
                return drawn;
            }
        }
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.renew();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn renew(&mut self) {
        for i in 0..WORDS {
            let joined = (self.state[i] & UPPER) | (self.state[(i + 1) % WORDS] & LOWER);
            let twist = if joined & 1 == 1 { TWIST } else { 0 };
            self.state[i] = self.state[(i + AHEAD) % WORDS] ^ (joined >> 1) ^ twist;
        }
        self.next = 0;
    }
}

fn mixed(word: u32) -> u32 {
    word ^ (word >> 30)
}

/// An index of the state as a word; there are few.
fn word(index: usize) -> u32 {
    u32::try_from(index).unwrap_or_default()
}

/// The next index of the seeding, which goes round and leaves the first word for the last one's copy.
fn after(i: usize, state: &mut [u32; WORDS]) -> usize {
    if i + 1 < WORDS {
        return i + 1;
    }
    state[0] = state[WORDS - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::MersenneTwister;

    #[test]
    fn draws_what_python_draws() {
        let mut generator = MersenneTwister::new(7);
        let drawn: Vec<usize> = (0..10).map(|_| generator.below(16)).collect();
        // [random.Random(7).choice(range(16)) …]
        assert_eq!(drawn, [10, 4, 12, 1, 2, 3, 11, 1, 6, 1]);
        let mut generator = MersenneTwister::new(7);
        let last = (0..5000).map(|_| generator.below(1000)).last();
        assert_eq!(last, Some(868));
    }
}
