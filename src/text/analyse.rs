//! Puts the parts of the text layer together.

use rustc_hash::FxHashMap;

use super::normalise::{fold, fold_letter, light_into};
use super::segment::{Evidence, split};
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

/// A distinct word of the document, analysed once.
struct Form {
    /// As if it stood at the beginning of the text.
    token: Token,
    letters: Vec<char>,
    places: Vec<u32>,
}

fn tokens(words: &Words, raw: &str, pieces: &[Piece]) -> Vec<Token> {
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms: Vec<Form> = Vec::new();
    let mut evidence = Evidence::default();
    let numbers: Vec<usize> = pieces
        .iter()
        .map(|piece| {
            *index.entry(&raw[piece.byte..piece.byte_end]).or_insert_with_key(|word| {
                let form = Form::new(word, piece);
                if piece.kind == TokenKind::Arabic {
                    evidence.note(&form.letters, &form.token.fold);
                }
                forms.push(form);
                forms.len() - 1
            })
        })
        .collect();
    forms.iter_mut().for_each(|form| form.segment(words, &evidence));
    let place = |(piece, &number): (&Piece, &usize)| {
        let mut token = forms[number].token.clone();
        token.span = Span::new(piece.start, piece.end);
        token.core = Span::new(piece.start + token.core.start, piece.end);
        token.kind = piece.kind;
        token.space_before = piece.space_before;
        token
    };
    pieces.iter().zip(&numbers).map(place).collect()
}

impl Form {
    fn new(word: &str, piece: &Piece) -> Self {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        let fold = match piece.kind {
            TokenKind::Arabic => {
                light_into(word, &mut letters, &mut places);
                letters.iter().map(|&c| fold_letter(c)).collect()
            }
            TokenKind::Latin | TokenKind::Number => fold(word),
            TokenKind::Quote | TokenKind::Mark | TokenKind::Other => word.to_owned(),
        };
        let span = Span::new(0, piece.end - piece.start);
        let token = Token {
            span,
            core: span,
            kind: piece.kind,
            key: fold.clone(),
            stem: fold.clone(),
            fold,
            article: false,
            proclitics: Vec::new(),
            enclitic: None,
            sentence: 0,
            space_before: false,
        };
        Self { token, letters, places }
    }

    /// Splits the clitics of an Arabic word.
    fn segment(&mut self, words: &Words, evidence: &Evidence) {
        if self.token.kind != TokenKind::Arabic || self.letters.contains(&'.') {
            return;
        }
        let found = split(words, evidence, &self.letters, &self.token.fold);
        let token = &mut self.token;
        token.proclitics = self.letters[..found.proclitics].to_vec();
        if found.proclitics > 0 {
            token.core.start = self.places.get(found.proclitics).map_or(0, |&place| place as usize);
        }
        token.key = if found.article { format!("\u{0627}\u{0644}{}", found.stem) } else { found.stem.clone() };
        token.article = found.article;
        token.stem = found.stem;
        token.enclitic = found.pronoun.map(|(pronoun, base)| Enclitic { pronoun, base });
    }
}
