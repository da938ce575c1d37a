//! Groups tokens into sentences.

use super::tokenise::{Piece, is_quote};
use super::{Sentence, Token, TokenKind};
use crate::domain::words::Words;
use crate::span::Span;

/// The longest line, in tokens, that is taken for a headline.
const LONGEST_HEADING: usize = 20;

/// The sentences of a text; sets each token's `sentence`.
pub(super) fn group(words: &Words, text: &str, pieces: &[Piece], tokens: &mut [Token]) -> Vec<Sentence> {
    let slice = |i: usize| &text[pieces[i].byte..pieces[i].byte_end];
    let mut sentences: Vec<Sentence> = Vec::new();
    let (mut first, mut i) = (0, 0);
    while i < tokens.len() {
        let ends_line = |last: usize| pieces.get(last + 1).is_none_or(|next| next.line_before);
        let mut stopped = tokens[i].kind == TokenKind::Mark && is_stop(slice(i)) && {
            slice(i) != "." || full_stop_ends(words, text, pieces, tokens, first, i)
        };
        if stopped {
            while !ends_line(i) && !pieces[i + 1].space_before && is_closing(slice(i + 1)) {
                i += 1;
            }
        }
        if stopped || ends_line(i) {
            let length = i + 1 - first;
            stopped |= matches!(slice(i), ":" | "\u{060C}" | "\u{061B}" | ",");
            let heading = !stopped && pieces[first].line_before && length <= LONGEST_HEADING && ends_line(i);
            let span = Span::new(pieces[first].start, pieces[i].end);
            tokens[first..=i].iter_mut().for_each(|token| token.sentence = sentences.len());
            sentences.push(Sentence { span, first, last: i + 1, heading });
            first = i + 1;
        }
        i += 1;
    }
    sentences
}

fn is_stop(mark: &str) -> bool {
    mark.starts_with(['.', '!', '?', '\u{061F}', '\u{2026}', '\u{06D4}', '\u{3002}', '\u{FF01}', '\u{FF1F}'])
}

fn is_closing(mark: &str) -> bool {
    mark.starts_with(is_quote) || mark.starts_with([')', ']', '}', '\u{FD3E}', '.', '!', '?', '\u{061F}', '\u{2026}'])
}

/// Whether the full stop at `i` ends a sentence that begins at `first`.
fn full_stop_ends(words: &Words, text: &str, pieces: &[Piece], tokens: &[Token], first: usize, i: usize) -> bool {
    let glued = pieces.get(i + 1).filter(|next| !next.space_before && !next.line_before);
    if i == first || pieces[i].space_before {
        return true;
    }
    let before = &tokens[i - 1];
    let letters = before.fold.chars().count();
    let latin_follows = glued.is_some_and(|next| next.kind == TokenKind::Latin);
    match before.kind {
        // The number of a list's item.
        TokenKind::Number if i - 1 == first => glued.is_some(),
        TokenKind::Arabic => letters > 1 && !words.is_abbreviation(&before.fold),
        TokenKind::Latin => {
            let initial = letters == 1 && text[pieces[i - 1].byte..].starts_with(char::is_uppercase);
            !(initial || latin_follows || words.is_abbreviation(&before.fold))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{DataFiles, Domain};
    use crate::text::AnalysedText;

    fn sentences(text: &str) -> Vec<String> {
        let (domain, _) = Domain::check(&DataFiles::embedded());
        let analysed = AnalysedText::new(&domain, text);
        let mark = |heading| if heading { "# " } else { "" };
        analysed.sentences.iter().map(|s| format!("{}{}", mark(s.heading), analysed.slice(s.span))).collect()
    }

    #[test]
    fn ends_at_stops_and_lines() {
        assert_eq!(
            sentences("عنوان الخبر\n\nقال كذا. ثم مضى؟ نعم! لا… انتهى"),
            ["# عنوان الخبر", "قال كذا.", "ثم مضى؟", "نعم!", "لا…", "انتهى"]
        );
        assert_eq!(sentences("داعمين له بالمال .كما اعتمدت"), ["داعمين له بالمال .", "كما اعتمدت"]);
        assert_eq!(sentences("قال «انتهى الأمر.» ومضى؛ ثم عاد، وسكت."), ["قال «انتهى الأمر.»", "ومضى؛ ثم عاد، وسكت."]);
    }

    #[test]
    fn does_not_end_inside_numbers_and_abbreviations() {
        assert_eq!(sentences("بلغ 3.5 مليون، قال د. أحمد من أ.ف.ب لنا."), ["بلغ 3.5 مليون، قال د. أحمد من أ.ف.ب لنا."]);
        assert_eq!(
            sentences("Mr. Smith of the U.S. Army met J. Doe. See bbc.com for more."),
            ["Mr. Smith of the U.S. Army met J. Doe.", "See bbc.com for more."]
        );
    }

    #[test]
    fn knows_headings() {
        assert_eq!(sentences("قال المتحدث:\nانتهى الاجتماع.\nأخبار"), ["قال المتحدث:", "انتهى الاجتماع.", "# أخبار"]);
    }
}
