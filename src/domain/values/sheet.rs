//! What the YAML files of value words share: lists of words with their lines, and where they go.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_saphyr::Spanned;

use super::super::problem::Problem;
use super::Values;
use super::words::Role;
use crate::text::fold;

pub(super) type Words = Vec<Spanned<String>>;
pub(super) type Numbered = BTreeMap<i64, Words>;

/// Where the words of one file go.
pub(super) struct Sink<'a> {
    pub(super) file: &'a str,
    pub(super) values: &'a mut Values,
    pub(super) problems: &'a mut Vec<Problem>,
}

/// A file's content, which knows the roles of its lists.
pub(super) trait Sheet: DeserializeOwned {
    fn fill(self, sink: &mut Sink<'_>);
}

impl Sink<'_> {
    /// Reads one file into the values.
    pub(super) fn read<S: Sheet>(&mut self, text: &str) {
        match serde_saphyr::from_str::<S>(text) {
            Ok(sheet) => sheet.fill(self),
            Err(error) => {
                let line = error.location().map_or(0, |location| location.line() as usize);
                let message = error.without_snippet().to_string();
                let message = message.lines().next().unwrap_or("the file is not readable").to_owned();
                self.problems.push(Problem::unread(self.file, line, message, "write it as values/README.md says"));
            }
        }
    }

    pub(super) fn problem(&mut self, line: usize, message: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::new(self.file, line, message, remedy));
    }

    pub(super) fn add(&mut self, word: &Spanned<String>, role: Role) {
        let line = word.referenced.line() as usize;
        let folded = fold(&word.value);
        if self.values.lexicon.roles(&folded).contains(&role) {
            self.problem(
                line,
                format!("\"{}\" is listed twice", word.value),
                "take one out: spellings that fold alike are one",
            );
        } else if self.values.lexicon.roles(&folded).iter().any(|&old| clashes(old, role)) {
            self.problem(line, format!("\"{}\" already has another value", word.value), "keep one of the two");
        } else if !self.values.lexicon.add(&folded, role) {
            self.problem(line, "an empty word", "take it out");
        }
    }

    pub(super) fn all(&mut self, words: &Words, role: Role) {
        for word in words {
            self.add(word, role);
        }
    }

    /// Words by a number that must be one of `allowed`.
    pub(super) fn numbered(&mut self, map: &Numbered, allowed: &[i64], role: impl Fn(i64) -> Role) {
        for (&number, words) in map {
            let line = words.first().map_or(0, |word| word.referenced.line() as usize);
            if allowed.contains(&number) {
                self.all(words, role(number));
            } else {
                self.problem(line, format!("the number {number} does not belong here"), "see values/README.md");
            }
        }
    }

    pub(super) fn code(&mut self, code: &Spanned<String>) {
        if code.value.len() != 3 || !code.value.bytes().all(|b| b.is_ascii_uppercase()) {
            let line = code.referenced.line() as usize;
            self.problem(
                line,
                format!("\"{}\" is no currency code", code.value),
                "write the ISO 4217 code, such as EUR",
            );
        }
    }
}

/// The words as they are looked up.
pub(super) fn folded(words: &Words) -> Vec<String> {
    words.iter().map(|word| fold(&word.value)).collect()
}

/// Whether one phrase cannot have both roles.
fn clashes(old: Role, new: Role) -> bool {
    match (old, new) {
        (Role::Month { number: a, .. }, Role::Month { number: b, .. }) => a != b,
        (Role::HijriMonth(a), Role::HijriMonth(b)) | (Role::Weekday(a), Role::Weekday(b)) => a != b,
        (Role::Ordinal { value: a, .. }, Role::Ordinal { value: b, .. }) => a != b,
        (Role::Unit { value: a, .. }, Role::Unit { value: b, .. }) => a != b,
        (Role::Ten { value: a, .. }, Role::Ten { value: b, .. }) => a != b,
        (Role::Hundred { value: a, .. }, Role::Hundred { value: b, .. }) => a != b,
        (Role::Scale(a), Role::Scale(b)) | (Role::Vague(a), Role::Vague(b)) => a != b,
        (Role::Currency { index: a, .. }, Role::Currency { index: b, .. }) => a != b,
        _ => false,
    }
}
