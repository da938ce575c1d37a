//! The forms under which a word is found: as written, folded, without clitics and article, and as it sounds.

use std::collections::BTreeSet;
use std::hash::Hasher;
use std::sync::LazyLock;

use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;

use super::hit::Fit;
use super::sound::{Script, Sounds};
use crate::domain::{DataFiles, Domain};
use crate::span::Span;
use crate::text::normalise::light;
use crate::text::{AnalysedText, Token, TokenKind, fold};

/// Rises when the index of an earlier program can no longer be used.
const FORMAT: &str = "2";

/// Fewer letters than this after a clitic are no word.
const SHORTEST: usize = 3;
/// Fewer consonants than this sound like too many words.
const FEWEST_CONSONANTS: usize = 2;

/// Opens the terms of each kind of form.
pub(super) const EXACT: char = 'e';
pub(super) const FOLDED: char = 'f';
pub(super) const STEM: char = 's';
pub(super) const SOUND: char = 'k';
/// Stands between the consonants and the word that has them.
pub(super) const SOUND_END: char = '\t';

/// What words are analysed with: the data built in, also where another domain is in use, so that a store has one index
/// whoever asks it.
pub(super) static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::new);

pub(super) struct Knowledge {
    pub(super) domain: Domain,
    pub(super) sounds: Sounds,
}

/// Of all that forms depend on: indexes with another one are made anew.
pub(super) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let files = DataFiles::embedded();
    let mut hash = FxHasher::default();
    for (path, text) in ["words/", "lexicon/", "search/"].into_iter().flat_map(|folder| files.under(folder)) {
        hash.write(path.as_bytes());
        hash.write(text.as_bytes());
    }
    format!("{FORMAT} {:016x}", hash.finish())
});

impl Knowledge {
    fn new() -> Self {
        let files = DataFiles::embedded().only(&["ontology/", "words/", "lexicon/", "search/"]);
        // What other stages would miss in such a domain is no mistake.
        let (domain, _) = Domain::check(&files);
        Self { domain, sounds: Sounds::read(&files) }
    }
}

/// Whether a token is searched for.
fn is_word(token: &Token) -> bool {
    match token.kind {
        TokenKind::Arabic | TokenKind::Latin | TokenKind::Number => true,
        // Handles and addresses; not signs.
        TokenKind::Other => token.fold.chars().any(char::is_alphanumeric),
        TokenKind::Quote | TokenKind::Mark => false,
    }
}

/// The words of a sentence's text, in the places that they have in the sentence: what the positions of the index count.
pub(crate) fn word_spans(sentence: &str) -> Vec<Span> {
    let text = AnalysedText::new(&KNOWLEDGE.domain, sentence);
    text.tokens.iter().filter(|token| is_word(token)).map(|token| token.span).collect()
}

/// A word with its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forms {
    /// With hamza, without diacritics; Latin in small letters.
    exact: String,
    /// Folded, without accents.
    folded: String,
    /// What is left without clitics, article and pronoun.
    stems: BTreeSet<String>,
    /// The word that is heard: the shortest stem.
    stem: String,
}

impl Forms {
    fn new(text: &AnalysedText, token: &Token) -> Self {
        let raw = text.slice(token.span);
        let (exact, folded) = match token.kind {
            TokenKind::Arabic => (light(raw).into_iter().collect(), token.fold.to_string()),
            _ => {
                let exact = fold(raw);
                let exact = exact.trim_start_matches('@').to_owned();
                let folded = exact.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
                (exact, folded)
            }
        };
        let mut stems = BTreeSet::new();
        let mut stem = folded.clone();
        if token.kind == TokenKind::Arabic {
            stems.extend([token.key.to_string(), token.stem.to_string()]);
            stem = token.stem.to_string();
            stems.extend(token.enclitic.iter().map(|enclitic| enclitic.base.to_string()));
            stems.extend(token.enclitic.iter().filter_map(crate::text::Enclitic::feminine));
            if token.proclitics.is_empty() && !token.article {
                stems.extend(perhaps(&token.stem));
            }
        }
        stems.retain(|stem| *stem != folded && stem.chars().nth(1).is_some());
        Self { exact, folded, stems, stem }
    }

    /// The terms under which a word of a text stands in the index. What follows from another term is left out.
    pub(super) fn terms(&self) -> Vec<String> {
        let mut terms = vec![format!("{EXACT}{}", self.exact)];
        if self.folded != self.exact {
            terms.push(format!("{FOLDED}{}", self.folded));
        }
        terms.extend(self.stems.iter().map(|stem| format!("{STEM}{stem}")));
        let skeleton = KNOWLEDGE.sounds.skeleton(&self.stem);
        if skeleton.len() >= FEWEST_CONSONANTS {
            terms.push(format!("{SOUND}{skeleton}{SOUND_END}{}", self.stem));
        }
        terms
    }

    /// The terms that a word which is searched for may stand under, with how well they fit.
    pub(super) fn wanted(&self) -> Vec<(String, Fit)> {
        let mut wanted = vec![(format!("{EXACT}{}", self.exact), Fit::Exact)];
        if self.folded != self.exact {
            wanted.push((format!("{EXACT}{}", self.folded), Fit::Folded));
        }
        wanted.push((format!("{FOLDED}{}", self.folded), Fit::Folded));
        wanted.push((format!("{STEM}{}", self.folded), Fit::Stem));
        for stem in &self.stems {
            wanted.extend([EXACT, FOLDED, STEM].map(|kind| (format!("{kind}{stem}"), Fit::Stem)));
        }
        wanted
    }

    /// The beginnings of terms that go on where the word that is searched for ends.
    pub(super) fn beginnings(&self) -> Vec<String> {
        match self.folded.chars().count() {
            0 | 1 => Vec::new(),
            _ => [EXACT, FOLDED, STEM].map(|kind| format!("{kind}{}", self.folded)).to_vec(),
        }
    }

    /// The beginning of the terms that sound like the word, or, with `open`, like its beginning.
    pub(super) fn sounds_like(&self, open: bool) -> Option<String> {
        let skeleton = KNOWLEDGE.sounds.skeleton(&self.stem);
        let least = if open { FEWEST_CONSONANTS + 1 } else { FEWEST_CONSONANTS };
        let end = if open { String::new() } else { SOUND_END.to_string() };
        (skeleton.len() >= least).then(|| format!("{SOUND}{skeleton}{end}"))
    }

    /// Whether a word of the index may be this one in another script.
    pub(super) fn agrees_with(&self, stem: &str, open: bool) -> bool {
        Script::of(stem) != Script::of(&self.stem) && KNOWLEDGE.sounds.agree(&self.stem, stem, open)
    }

    /// The word as people would read it in a message.
    pub(super) fn shown(&self) -> &str {
        &self.exact
    }
}

/// What a word that nobody knows may be without its first letter, where that can be a clitic: in «لغنجور» only the other
/// words of a text tell.
fn perhaps(stem: &str) -> Option<String> {
    let words = &KNOWLEDGE.domain.words;
    if !crate::text::may_begin_with_clitic(stem) || words.contains(stem) || words.no_split(stem) {
        return None;
    }
    let rest: String = stem.chars().skip(1).collect();
    (rest.chars().count() >= SHORTEST).then_some(rest)
}

/// The words of a text with their forms, in order, by sentence.
pub(super) fn sentences(text: &str) -> Vec<(Span, Vec<Forms>)> {
    let text = AnalysedText::new(&KNOWLEDGE.domain, text);
    let words = |sentence: &crate::text::Sentence| {
        let tokens = text.tokens[sentence.first..sentence.last].iter();
        (sentence.span, tokens.filter(|token| is_word(token)).map(|token| Forms::new(&text, token)).collect())
    };
    text.sentences.iter().map(words).filter(|(_, words): &(Span, Vec<Forms>)| !words.is_empty()).collect()
}

/// The words of a name, or of what is searched for, with their forms.
pub(super) fn words(text: &str) -> Vec<Forms> {
    let text = AnalysedText::new(&KNOWLEDGE.domain, text);
    text.tokens.iter().filter(|token| is_word(token)).map(|token| Forms::new(&text, token)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(word: &str) -> Vec<String> {
        let forms = words(word).remove(0);
        forms.stems.into_iter().collect()
    }

    #[test]
    fn clitics_and_article_are_left_out_of_known_words_only() {
        assert!(stems("وبالعراق").contains(&"عراق".to_owned()));
        assert!(stems("للأمم").contains(&"امم".to_owned()));
        assert!(stems("لبنان").is_empty() && stems("لجنة").is_empty() && stems("كتاب").is_empty());
        assert!(stems("لغنجور").contains(&"غنجور".to_owned()), "{:?}", stems("لغنجور"));
    }

    #[test]
    fn forms_fold_hamza_taa_marbuta_and_accents() {
        let forms = words("الإسلاميّة Zürich @Un_Ar");
        assert_eq!((forms[0].exact.as_str(), forms[0].folded.as_str()), ("الإسلامية", "الاسلاميه"));
        assert_eq!((forms[1].exact.as_str(), forms[1].folded.as_str()), ("zürich", "zurich"));
        assert_eq!(forms[2].exact, "un_ar");
    }
}
