//! A name as words of sounds.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Name, NameMatcher, Word};
use crate::domain::{Particle, Script, Symbol};
use crate::text::fold;
use crate::text::normalise::is_arabic_letter;

/// What a word counts, in hundredths; one that may be left out; an initial.
pub(super) const WHOLE: u16 = 100;
const OPTIONAL: u16 = 15;
const INITIAL: u16 = 30;

/// Names of more words are compared by their first ones.
pub(super) const MOST_WORDS: usize = 12;

/// Words of more sounds are compared by their first ones.
pub(super) const MOST_SYMBOLS: usize = 31;

/// A word must have so many letters after what may be its article, in Arabic and in Latin script.
const AFTER_ARTICLE: [usize; 2] = [2, 3];

impl NameMatcher<'_> {
    /// Reads a name in either script, or in both.
    #[must_use]
    pub fn read(&self, name: &str) -> Name {
        let folded = fold(name);
        let tokens: Vec<&str> = folded.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
        // Particles are known without marks: "Abū" is "abu".
        let plain: Vec<String> = tokens.iter().map(|token| without_marks(token)).collect();
        let mut words: Vec<Word> = Vec::new();
        let mut before = String::new();
        for (at, token) in tokens.iter().enumerate() {
            let next = plain.get(at + 1);
            match self.sounds.particle(&plain[at]) {
                Some((Particle::Article, _)) if next.is_some() => {}
                Some((Particle::Assimilated, _)) if next.is_some_and(|next| is_assimilated(&plain[at], next)) => {}
                Some((Particle::Servant | Particle::Father, reads)) if next.is_some() && before.is_empty() => {
                    before = reads.to_owned();
                }
                Some((Particle::Optional, _)) if before.is_empty() && tokens.len() > 1 => {
                    let mut word = self.word("", token);
                    word.weight = OPTIONAL;
                    words.push(word);
                }
                _ => words.push(self.word(&std::mem::take(&mut before), token)),
            }
            if words.len() == MOST_WORDS {
                break;
            }
        }
        // A name of small words alone is still a name.
        if words.iter().all(|word| word.weight < WHOLE) {
            words.iter_mut().for_each(|word| word.weight = WHOLE);
        }
        Name { words }
    }

    /// A word after a particle that is one with it.
    fn word(&self, before: &str, token: &str) -> Word {
        let script = token.chars().find_map(script_of);
        let prefix = self.sounds.prefix(token).filter(|(_, rest)| before.is_empty() && rest.chars().count() > 2);
        let (before, rest) = prefix.unwrap_or((before, token));
        let bare = script.and_then(|script| {
            let cut = |(at, _)| {
                let (article, rest) = rest.split_at_checked(at)?;
                let known = matches!(self.sounds.particle(article), Some((Particle::Article, _)));
                (known && rest.chars().count() >= AFTER_ARTICLE[script as usize]).then_some(rest)
            };
            rest.char_indices().skip(1).take(3).find_map(cut)
        });
        let joined = |rest: &str| self.symbols(script, &format!("{before}{rest}"));
        let text = if before.is_empty() || prefix.is_some() { token.to_owned() } else { format!("{before} {token}") };
        let initial = before.is_empty() && token.chars().count() == 1 && script.is_some();
        let given = |(_, language): (_, &crate::domain::Language)| language.given_name(token).is_some();
        Word {
            symbols: match bare.filter(|_| !before.is_empty()) {
                // After a particle the article is no part of the name: «عبد الكريم» is "Abdulkarim" without its l.
                Some(bare) => joined(bare),
                None => joined(rest),
            },
            bare: bare.filter(|_| before.is_empty()).map(joined),
            script,
            weight: if initial { INITIAL } else { WHOLE },
            initial,
            given: before.is_empty() && self.domain.languages.iter().any(given),
            text,
        }
    }

    fn symbols(&self, script: Option<Script>, word: &str) -> Vec<Symbol> {
        let Some(script) = script else { return Vec::new() };
        let mut letters: Vec<char> = word.chars().collect();
        let mut symbols: Vec<Symbol> = Vec::with_capacity(letters.len());
        let mut at = 0;
        let mut last: Vec<Symbol> = Vec::new();
        while at < letters.len() {
            let begin = symbols.len();
            let read = self.sounds.read(script, &letters, at, &mut symbols);
            if read == 0 {
                let base = letters[at].nfd().next().filter(|base| *base != letters[at] && !is_combining_mark(*base));
                match base {
                    Some(base) => letters[at] = base,
                    None => at += 1,
                }
                continue;
            }
            // A doubled letter is written once in Arabic.
            if script == Script::Latin && symbols[begin..] == last[..] && letters[at] == letters[at - read.min(at)] {
                symbols.truncate(begin);
            } else {
                last = symbols[begin..].to_vec();
            }
            at += read;
        }
        symbols.truncate(MOST_SYMBOLS);
        symbols
    }
}

/// Whether an article that ends in a consonant stands before a word that begins with it («as Sisi»).
fn is_assimilated(article: &str, next: &str) -> bool {
    let mut letters = article.chars();
    letters.next().is_some() && !letters.as_str().is_empty() && next.starts_with(letters.as_str())
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '\u{2018}' | '\u{02BE}' | '\u{02BF}')
}

/// A Latin word without the marks of its letters.
fn without_marks(word: &str) -> String {
    let letters = word.chars().filter(|c| !matches!(c, '\u{2018}' | '\u{02BE}' | '\u{02BF}'));
    letters.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn script_of(c: char) -> Option<Script> {
    if is_arabic_letter(c) {
        Some(Script::Arabic)
    } else if c.is_ascii_alphanumeric() || matches!(c, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}') {
        Some(Script::Latin)
    } else {
        None
    }
}
