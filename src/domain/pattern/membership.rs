//! Which of many lists hold a word: each word has a number and the number a row of bits, so that a word of a text is looked up
//! once, however many lists are asked.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The number of a word; all words that no list holds share one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Member(u32);

impl Member {
    /// The number, for tables by word.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a list.
pub(crate) type List = u32;

/// The words of all lists, and which list holds which.
#[derive(Debug, Default)]
pub(crate) struct Membership {
    numbers: FxHashMap<SmolStr, u32>,
    /// `width` times 64 bits a word, one for each list. The first row, of unknown words, has none set.
    rows: Vec<u64>,
    width: usize,
}

impl Membership {
    /// Numbers the words of lists; the number of a list is its place.
    pub(crate) fn of(lists: &[&[String]]) -> Self {
        let width = lists.len().div_ceil(64);
        let mut membership = Self { numbers: FxHashMap::default(), rows: vec![0; width], width };
        for (list, words) in lists.iter().enumerate() {
            for word in *words {
                let row = membership.row_of(word);
                membership.rows[row * width + list / 64] |= 1 << (list % 64);
            }
        }
        membership
    }

    fn row_of(&mut self, word: &str) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number as usize;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(word.into(), number as u32);
        self.rows.resize((number + 1) * self.width, 0);
        number
    }

    /// The number of a word.
    pub(crate) fn member(&self, word: &str) -> Member {
        Member(self.numbers.get(word).copied().unwrap_or_default())
    }

    /// Every word with its number.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Member)> {
        self.numbers.iter().map(|(word, &number)| (word.as_str(), Member(number)))
    }

    /// Every number, that of unknown words first.
    pub(crate) fn members(&self) -> impl Iterator<Item = Member> {
        (0..).take(self.len()).map(Member)
    }

    /// How many numbers there are, that of unknown words included.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len() + 1
    }

    /// Whether a list holds a word.
    pub(crate) fn holds(&self, list: List, member: Member) -> bool {
        let list = list as usize;
        self.rows.get(member.index() * self.width + list / 64).is_some_and(|bits| bits & (1 << (list % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_the_lists_hold() {
        let lists: Vec<Vec<String>> = (0..130).map(|n| vec![format!("w{n}"), "all".to_owned()]).collect();
        let slices: Vec<&[String]> = lists.iter().map(Vec::as_slice).collect();
        let membership = Membership::of(&slices);
        let (w129, all, other) = (membership.member("w129"), membership.member("all"), membership.member("other"));
        for list in 0..130 {
            assert_eq!(membership.holds(list, w129), list == 129);
            assert!(membership.holds(list, all) && !membership.holds(list, other));
        }
        assert_eq!(membership.len(), 132);
    }
}
