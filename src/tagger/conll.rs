//! CoNLL files as samples: a word a line with its tag in the last column, an empty line after each sentence.

use std::path::Path;

use super::label::Kind;
use super::{Sample, TaggedSpan};
use crate::domain::Domain;
use crate::error::{Error, Result};
use crate::text::{AnalysedText, TokenKind};

/// How many sentences are read as one text, where the file does not say where texts begin.
const SENTENCES: usize = 12;
/// The line that begins a text.
const START: &str = "-DOCSTART-";

/// A word of the file, by code points of the text put together from it.
struct Word {
    start: usize,
    end: usize,
    name: Option<Name>,
}

#[derive(Clone, Copy)]
struct Name {
    kind: Kind,
    begins: bool,
}

/// A text as it is put together.
#[derive(Default)]
struct Draft {
    raw: String,
    length: usize,
    words: Vec<Word>,
    sentences: usize,
    /// Whether the last sentence has no word yet.
    fresh: bool,
    /// The place in its own text of the end of the last word, where the file gives places.
    reached: Option<usize>,
}

/// Reads the text of a file; a text is what lies between two `-DOCSTART-` lines, or some sentences.
pub(super) fn read(domain: &Domain, path: &Path, text: &str, tags: &[(String, Option<Kind>)]) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    let mut draft = Draft { fresh: true, ..Draft::default() };
    let has_starts = text.lines().any(|line| line.starts_with(START));
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1_usize..) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns.is_empty() || line.starts_with(START) {
            draft.end_sentence();
            if line.starts_with(START) || !has_starts && draft.sentences >= SENTENCES {
                samples.extend(std::mem::take(&mut draft).finish(domain));
                draft.fresh = true;
            }
            continue;
        }
        let [form, .., tag] = columns.as_slice() else {
            return Err(mistake(path, number, "a word without a tag", "write the word, a space or tab, and its tag"));
        };
        let name = name_of(domain, tag, tags).ok_or_else(|| {
            let remedy = "use PER, LOC, ORG, MISC or a class of the ontology after B- or I-, or say what it stands for \
                          with `--tag NAME=PER` (`--tag NAME=O` for no name)";
            mistake(path, number, &format!("the tag {tag} is not known"), remedy)
        })?;
        let offsets = columns.get(1).zip(columns.get(2)).filter(|_| columns.len() > 3);
        let offsets = offsets.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        draft.add(form, name, offsets);
    }
    draft.end_sentence();
    samples.extend(draft.finish(domain));
    if samples.is_empty() {
        return Err(mistake(path, 1, "the file has no word", "give a file with a word and its tag a line"));
    }
    Ok(samples)
}

fn mistake(path: &Path, line: usize, message: &str, remedy: &str) -> Error {
    Error::Document { document: format!("{}:{line}", path.display()), message: format!("{message}; {remedy}") }
}

/// What a tag stands for; `None` where it is not known.
fn name_of(domain: &Domain, tag: &str, tags: &[(String, Option<Kind>)]) -> Option<Option<Name>> {
    if matches!(tag, "O" | "_") {
        return Some(None);
    }
    if let Some((_, kind)) = tags.iter().find(|(known, _)| known == tag) {
        return Some(kind.map(|kind| Name { kind, begins: true }));
    }
    let (mark, kind) = tag.split_once('-')?;
    let begins = match mark {
        "B" | "S" | "U" => true,
        "I" | "E" | "L" | "M" => false,
        _ => return None,
    };
    let coded = Kind::ALL.into_iter().find(|known| known.code() == kind);
    let common = || match kind {
        "PERS" | "PERSON" => Some(Kind::Person),
        "GPE" | "FAC" | "LOCATION" => Some(Kind::Place),
        "ORGANIZATION" => Some(Kind::Organization),
        _ => None,
    };
    let named = tags.iter().find(|(known, _)| known == kind).map(|(_, kind)| *kind);
    let kind = named
        .or_else(|| coded.or_else(common).map(Some))
        .or_else(|| domain.ontology.class(kind).map(|_| Kind::of_coarse(domain.ontology.coarse(kind))))?;
    Some(kind.map(|kind| Name { kind, begins }))
}

impl Draft {
    fn add(&mut self, form: &str, name: Option<Name>, offsets: Option<(usize, usize)>) {
        let touches = offsets.is_some_and(|(start, _)| self.reached == Some(start));
        if !self.fresh && !touches {
            self.raw.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.raw.push_str(form);
        self.length += form.chars().count();
        self.words.push(Word { start, end: self.length, name });
        self.fresh = false;
        self.reached = offsets.map(|(_, end)| end);
    }

    fn end_sentence(&mut self) {
        if !self.fresh {
            self.raw.push('\n');
            self.length += 1;
            self.sentences += 1;
            self.fresh = true;
            self.reached = None;
        }
    }

    fn finish(self, domain: &Domain) -> Option<Sample> {
        if self.words.is_empty() {
            return None;
        }
        let text = AnalysedText::new(domain, &self.raw);
        let mut names: Vec<TaggedSpan> = Vec::new();
        let mut open: Option<(Kind, usize)> = None;
        let mut last_word = usize::MAX;
        for (at, token) in text.tokens.iter().enumerate() {
            let word = self.words.partition_point(|word| word.end <= token.core.start);
            let new_word = word != last_word;
            last_word = word;
            let name = self.words.get(word).filter(|word| word.start <= token.core.start).and_then(|word| word.name);
            let outer = at > 0 && text.tokens[at - 1].sentence != token.sentence;
            match (name, open) {
                (Some(name), Some((kind, first))) if kind == name.kind && !(name.begins && new_word) && !outer => {
                    names[first].tokens.end = at + 1;
                }
                (Some(name), _) => {
                    open = Some((name.kind, names.len()));
                    names.push(TaggedSpan { tokens: at..at + 1, kind: name.kind, score: 1.0 });
                }
                (None, _) => open = None,
            }
        }
        for name in &mut names {
            let mark = |at: usize| matches!(text.tokens[at].kind, TokenKind::Mark | TokenKind::Quote);
            while !name.tokens.is_empty() && mark(name.tokens.start) {
                name.tokens.start += 1;
            }
            while !name.tokens.is_empty() && mark(name.tokens.end - 1) {
                name.tokens.end -= 1;
            }
        }
        let names = Sample::ordered(&text, names);
        Some(Sample { text, names, judged: None })
    }
}
