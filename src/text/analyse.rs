//! Puts the parts of the text layer together.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::normalise::{fold, fold_letter, light_into};
use super::segment::{ARTICLE, Evidence, Split, Splitter};
use super::tokenise::{Piece, tokenise};
use super::{AnalysedText, Enclitic, STRIDE, Token, TokenKind, language, sentence};
use crate::domain::Domain;
use crate::domain::words::Words;
use crate::span::Span;

impl AnalysedText {
    /// Sentences and tokens of a text.
    #[must_use]
    pub fn new(domain: &Domain, raw: &str) -> Self {
        let words = &domain.words;
        let pieces = tokenise(raw);
        let mut tokens = tokens(words, raw, &pieces);
        let sentences = sentence::group(words, raw, &pieces, &mut tokens);
        let mut checkpoints = Vec::with_capacity(raw.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in raw.char_indices() {
            if length % STRIDE == 0 {
                checkpoints.push(byte);
            }
            length += 1;
        }
        Self { raw: raw.to_owned(), checkpoints, length, language: language::detect(raw), tokens, sentences }
    }
}

/// The tokens of a text; every distinct word is analysed once, with what the others say about it.
fn tokens(words: &Words, raw: &str, pieces: &[Piece]) -> Vec<Token> {
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms: Vec<(&str, Token)> = Vec::new();
    let mut letters = Letters::default();
    let numbers: Vec<usize> = pieces
        .iter()
        .map(|piece| {
            *index.entry(&raw[piece.byte..piece.byte_end]).or_insert_with_key(|word| {
                forms.push((word, form(word, piece, &mut letters)));
                forms.len() - 1
            })
        })
        .collect();
    let mut evidence = Evidence::default();
    forms.iter().filter(|(_, token)| token.kind == TokenKind::Arabic).for_each(|(word, token)| {
        evidence.note(word, &token.fold);
    });
    let mut splitter = Splitter::new(words, &evidence);
    let mut split = |(word, token): &(&str, Token)| {
        if token.kind != TokenKind::Arabic || word.as_bytes().contains(&b'.') {
            return Split::whole(&token.fold);
        }
        letters.read(word);
        let split = splitter.split(&letters.light, &token.fold);
        Split { core: letters.places.get(split.proclitics).map_or(0, |&place| place as usize), ..split }
    };
    let splits: Vec<Split> = forms.iter().map(&mut split).collect();
    let mut left = vec![0_u32; forms.len()];
    numbers.iter().for_each(|&number| left[number] += 1);
    let mut ready: Vec<Option<Token>> =
        forms.into_iter().zip(splits).map(|((_, token), split)| Some(token.with(split))).collect();
    let mut take = |number: usize| {
        left[number] -= 1;
        if left[number] == 0 { ready[number].take() } else { ready[number].clone() }
    };
    let mut tokens = Vec::with_capacity(pieces.len());
    for (piece, &number) in pieces.iter().zip(&numbers) {
        let Some(mut token) = take(number) else { continue };
        token.span = Span::new(piece.start, piece.end);
        token.core = Span::new(piece.start + token.core.start, piece.end);
        token.kind = piece.kind;
        token.space_before = piece.space_before;
        tokens.push(token);
    }
    tokens
}

/// Buffers for the letters of a word and their places in it.
#[derive(Default)]
struct Letters {
    light: Vec<char>,
    places: Vec<u32>,
}

impl Letters {
    fn read(&mut self, word: &str) {
        light_into(word, &mut self.light, &mut self.places);
    }
}

/// A distinct word as if it stood at the beginning of the text, not yet split.
fn form(word: &str, piece: &Piece, letters: &mut Letters) -> Token {
    let fold = match piece.kind {
        TokenKind::Arabic => {
            letters.read(word);
            letters.light.iter().map(|&c| fold_letter(c)).collect()
        }
        TokenKind::Latin | TokenKind::Number => fold(word).into(),
        TokenKind::Quote | TokenKind::Mark | TokenKind::Other => word.into(),
    };
    let span = Span::new(0, piece.end - piece.start);
    Token {
        span,
        core: span,
        kind: piece.kind,
        fold,
        key: SmolStr::default(),
        stem: SmolStr::default(),
        article: false,
        proclitics: Vec::new(),
        enclitic: None,
        sentence: 0,
        space_before: false,
    }
}

impl Token {
    /// The token with its split.
    fn with(mut self, split: Split) -> Self {
        if split.proclitics > 0 {
            self.proclitics = self.fold.chars().take(split.proclitics).collect();
            self.core.start = split.core;
        }
        self.key = if split.article { [ARTICLE, &split.stem].into_iter().collect() } else { split.stem.clone() };
        self.article = split.article;
        self.stem = split.stem;
        self.enclitic = split.pronoun.map(|(pronoun, base)| Enclitic { pronoun, base });
        self
    }
}
