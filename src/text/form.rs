//! A token's word in its forms, each looked up once: as a member of the language's lists, and as a verb.

use super::Token;
use crate::domain::words::Words;
use crate::domain::{Language, Member};

/// The forms of a token's word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Forms {
    pub(crate) stem: Member,
    pub(crate) key: Member,
    /// The stem without its pronoun, and the same as a feminine noun.
    pub(crate) base: Member,
    pub(crate) feminine: Member,
    /// Whether the stem is a finite verb by the verb tables, or a verb and nothing else by the word list.
    pub(crate) verb: bool,
    /// The same of the stem without its pronoun; of the stem, where there is none.
    pub(crate) verb_base: bool,
}

impl Forms {
    /// The forms of a token's word.
    pub(crate) fn of(language: &Language, words: &Words, token: &Token) -> Self {
        let patterns = &language.patterns;
        let member = |word: &str| patterns.words.member(word);
        let is_verb = |word: &str, member| patterns.is_verb(member) || words.is_verb(word);
        let stem = member(&token.stem);
        let key = if token.article { member(&token.key) } else { stem };
        let verb = is_verb(&token.stem, stem);
        let mut forms = Self { stem, key, verb, verb_base: verb, ..Self::default() };
        if let Some(enclitic) = &token.enclitic {
            forms.base = member(&enclitic.base);
            forms.feminine = enclitic.feminine().map(|noun| member(&noun)).unwrap_or_default();
            forms.verb_base = is_verb(&enclitic.base, forms.base);
        }
        forms
    }
}
