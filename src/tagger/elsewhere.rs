//! What the other places where a word stands in the text say about it: that a title comes before it, or a given name.

use rustc_hash::FxHashMap;

use super::hash::join;

/// More different signs than these of one word are not kept.
const MOST: usize = 6;

/// Signs of a word's kind, by distinct word of a text, each with how often it was seen.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    signs: FxHashMap<u32, Vec<(u64, u32)>>,
}

impl Elsewhere {
    /// Notes a sign at one place of a word.
    pub(super) fn note(&mut self, word: u32, sign: u64) {
        let signs = self.signs.entry(word).or_default();
        match signs.iter().position(|(known, _)| *known == sign) {
            Some(known) => signs[known].1 += 1,
            None if signs.len() < MOST => signs.push((sign, 1)),
            None => {}
        }
    }

    /// Calls `each` with the signs of a word at places other than the one that has the signs `here`.
    pub(super) fn of(&self, word: u32, here: [u64; 2], mut each: impl FnMut(u64)) {
        let Some(signs) = self.signs.get(&word) else { return };
        for &(sign, count) in signs {
            let own = here.iter().filter(|&&own| own == sign).count() as u32;
            if count > own {
                each(join(sign, 1));
            }
        }
    }
}
