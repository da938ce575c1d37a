//! The last letter of a word, where the text tells apart what keys fold together: «اليمنى» is no «اليمني», «بصره» no «البصرة».

use crate::text::AnalysedText;

const YAA: char = '\u{064A}';
const MAQSURA: char = '\u{0649}';
const TAA: char = '\u{0629}';
const HAA: char = '\u{0647}';

/// Which endings a text keeps apart. Some writers put «ى» for every final «ي», others «ه» for every «ة».
#[derive(Debug, Default)]
pub(super) struct Spelling {
    yaa: bool,
    taa: bool,
}

impl Spelling {
    /// Learns from all words of a text.
    pub(super) fn of(text: &AnalysedText) -> Spelling {
        let (mut yaa, mut maqsura, mut taa) = (0, 0, 0);
        for token in &text.tokens {
            match text.slice(token.span).chars().next_back() {
                Some(YAA) => yaa += 1,
                Some(MAQSURA) => maqsura += 1,
                Some(TAA) => taa += 1,
                _ => {}
            }
        }
        Spelling { yaa: yaa > maqsura, taa: taa > 0 }
    }

    /// Whether a word may end in yaa, as adjectives of countries do.
    pub(super) fn may_end_in_yaa(&self, word: &str) -> bool {
        !(self.yaa && word.ends_with(MAQSURA))
    }

    /// Whether a word without article ends in a pronoun and not in taa marbuta.
    pub(super) fn ends_in_pronoun(&self, word: &str, article: bool) -> bool {
        self.taa && !article && word.ends_with(HAA)
    }
}
