//! Consonant skeletons: one key for all spellings of a name.

use super::read::WHOLE;
use super::{Name, Word};
use crate::domain::Sounds;

/// A word has at most so many keys, and a name.
const MOST: usize = 4;
const MOST_OF_NAME: usize = 8;

/// The key of a word that has vowels only.
const VOWELS: &str = "A";

/// The keys of each word that counts.
pub(super) fn of_words(sounds: &Sounds, name: &Name) -> Vec<Vec<String>> {
    name.words.iter().filter(|word| word.weight >= WHOLE).map(|word| of_word(sounds, word)).collect()
}

/// The keys of a name: those of its words, each with each, as far as they are few.
pub(super) fn of_name(sounds: &Sounds, name: &Name) -> Vec<String> {
    let mut keys = vec![String::new()];
    for word in of_words(sounds, name) {
        let room = (MOST_OF_NAME / keys.len()).max(1);
        keys = (keys.iter())
            // No space: words may be written together.
            .flat_map(|key| word.iter().take(room).map(move |next| joined(key, next)))
            .collect();
    }
    keys.retain(|key| !key.is_empty());
    keys
}

fn joined(key: &str, next: &str) -> String {
    let doubled = key.chars().next_back().is_some_and(|last| next.starts_with(last));
    format!("{key}{}", &next[if doubled { next.chars().next().map_or(0, char::len_utf8) } else { 0 }..])
}

fn of_word(sounds: &Sounds, word: &Word) -> Vec<String> {
    if word.symbols.is_empty() {
        return vec![word.text.clone()];
    }
    let mut keys = vec![String::new()];
    for &symbol in word.bare.as_ref().unwrap_or(&word.symbols) {
        let letters = sounds.keys(symbol);
        // The likeliest readings keep their place before the others.
        let room = if keys.len() * letters.len() > MOST { 1 } else { letters.len() };
        let longer = letters.iter().take(room).flat_map(|letter| {
            keys.iter().map(move |key| {
                let mut key = key.clone();
                key.extend(letter.filter(|letter| !key.ends_with(*letter)));
                key
            })
        });
        keys = longer.collect();
    }
    for key in keys.iter_mut().filter(|key| key.is_empty()) {
        VOWELS.clone_into(key);
    }
    let mut seen = Vec::new();
    keys.retain(|key| {
        let new = !seen.contains(key);
        seen.push(key.clone());
        new
    });
    keys
}
