//! Cuts a text into words, numbers, quotation marks, other marks and the rest, in one pass.

use super::TokenKind;
use super::normalise::{is_arabic_letter, is_control, is_diacritic, is_ignored};

/// A token's place, in bytes and in code points, before anything is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) byte: usize,
    pub(super) byte_end: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) space_before: bool,
    pub(super) line_before: bool,
}

/// The bound on letters in an acronym with full stops keeps the time linear.
const LONGEST_INITIALS: usize = 8;

/// The pieces of a text, in order.
pub(super) fn tokenise(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter { text, byte: 0, place: 0 };
    let mut pieces = Vec::with_capacity(text.len() / 9);
    let (mut space, mut line) = (false, true);
    while let Some(c) = cutter.peek() {
        if c.is_whitespace() || c == '\u{200B}' {
            space = true;
            line |= matches!(c, '\n' | '\r' | '\u{0085}' | '\u{2028}' | '\u{2029}');
            cutter.advance(c);
        } else if is_ignored(c) || (c.is_control()) {
            cutter.advance(c);
        } else {
            let (byte, start) = (cutter.byte, cutter.place);
            let kind = cutter.piece(c);
            let (byte_end, end) = (cutter.byte, cutter.place);
            pieces.push(Piece { byte, byte_end, start, end, kind, space_before: space, line_before: line });
            (space, line) = (false, false);
        }
    }
    pieces
}

/// The folded words and numbers of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    tokenise(text)
        .iter()
        .filter(|piece| matches!(piece.kind, TokenKind::Arabic | TokenKind::Latin | TokenKind::Number))
        .map(|piece| super::fold(&text[piece.byte..piece.byte_end]))
        .collect()
}

struct Cutter<'a> {
    text: &'a str,
    byte: usize,
    place: usize,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        &self.text[self.byte..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next.
    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn advance(&mut self, c: char) {
        self.byte += c.len_utf8();
        self.place += 1;
    }

    /// Takes the piece that begins with `first`.
    fn piece(&mut self, first: char) -> TokenKind {
        if is_arabic_letter(first) {
            if !self.initials(is_arabic_letter) {
                self.arabic();
            }
            TokenKind::Arabic
        } else if first.is_numeric() {
            self.number();
            TokenKind::Number
        } else if first.is_alphabetic() {
            if self.address() {
                return TokenKind::Other;
            }
            if !self.initials(char::is_alphabetic) {
                self.latin();
            }
            TokenKind::Latin
        } else if is_quote(first) {
            self.advance(first);
            // The possessive «'s» after a name is a word of its own.
            if is_apostrophe(first) && self.possessive() {
                return TokenKind::Latin;
            }
            TokenKind::Quote
        } else if first == '@' && self.second().is_some_and(is_handle) {
            self.advance(first);
            self.take_while(is_handle);
            TokenKind::Other
        } else if is_mark(first) {
            self.advance(first);
            if matches!(first, '.' | '!' | '\u{061F}' | '?' | '-' | '_' | '=' | '*' | '\u{2026}') {
                self.take_while(|c| c == first);
            }
            TokenKind::Mark
        } else {
            self.take_while(|c| c != '\u{200B}' && (!is_text(c) || is_control(c)));
            TokenKind::Other
        }
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|&c| accept(c)) {
            self.advance(c);
        }
    }

    /// An Arabic word with the signs inside and on its last letter; controls after the last letter stay outside.
    fn arabic(&mut self) {
        let mut end = (self.byte, self.place);
        while let Some(c) = self.peek() {
            if is_arabic_letter(c) || is_diacritic(c) || c == '\u{0640}' {
                self.advance(c);
                end = (self.byte, self.place);
            } else if is_control(c) && c != '\u{200B}' {
                self.advance(c);
            } else {
                break;
            }
        }
        (self.byte, self.place) = end;
    }

    /// A word of another script; an apostrophe between letters is part of it, except in a final «'s».
    fn latin(&mut self) {
        let mut end = (self.byte, self.place);
        while let Some(c) = self.peek() {
            let inside =
                (c.is_alphanumeric() && !is_arabic_letter(c)) || unicode_normalization::char::is_combining_mark(c);
            if inside && !is_diacritic(c) {
                self.advance(c);
                end = (self.byte, self.place);
            } else if is_control(c) && c != '\u{200B}' {
                self.advance(c);
            } else if is_apostrophe(c)
                && self.second().is_some_and(|next| next.is_alphabetic() && !is_arabic_letter(next))
            {
                let here = (self.byte, self.place);
                self.advance(c);
                let possessive = self.possessive();
                (self.byte, self.place) = here;
                if possessive {
                    break;
                }
                self.advance(c);
            } else {
                break;
            }
        }
        (self.byte, self.place) = end;
    }

    /// After an apostrophe: takes an «s» that ends the word, and says whether there was one.
    fn possessive(&mut self) -> bool {
        let ends = self.second().is_none_or(|next| !next.is_alphanumeric() && !is_apostrophe(next));
        match self.peek() {
            Some(s @ ('s' | 'S')) if ends && self.follows_letter() => {
                self.advance(s);
                true
            }
            _ => false,
        }
    }

    /// Whether a letter stands before the apostrophe just read.
    fn follows_letter(&self) -> bool {
        self.text[..self.byte].chars().rev().nth(1).is_some_and(|c| c.is_alphanumeric() && !is_arabic_letter(c))
    }

    /// Single letters with full stops between them, as in acronyms.
    fn initials(&mut self, letter: fn(char) -> bool) -> bool {
        let start = (self.byte, self.place);
        let mut count = 0;
        while let Some(c) = self.peek().filter(|&c| count < LONGEST_INITIALS && letter(c)) {
            let next = self.second();
            if next == Some('.') {
                self.advance(c);
                count += 1;
                self.advance('.');
            } else if count > 0 && next.is_none_or(|next| !next.is_alphanumeric() && !is_ignored(next)) {
                self.advance(c);
                count += 1;
                break;
            } else {
                break;
            }
        }
        // A word glued to the last full stop shows that this is a sentence's end, as it does after one letter alone.
        if count >= 2 && self.peek().is_none_or(|c| !c.is_alphanumeric()) {
            return true;
        }
        (self.byte, self.place) = start;
        false
    }

    /// Digits, with points and commas that stand between two digits.
    fn number(&mut self) {
        while let Some(c) = self.peek() {
            let separator = matches!(c, '.' | ',' | '\u{066B}' | '\u{066C}');
            if c.is_numeric() || (separator && self.second().is_some_and(char::is_numeric)) {
                self.advance(c);
            } else {
                break;
            }
        }
    }

    /// A web address.
    fn address(&mut self) -> bool {
        let rest = self.rest().as_bytes();
        let begins = |what: &str| rest.get(..what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what.as_bytes()));
        if !(begins("http://") || begins("https://") || begins("www.")) {
            return false;
        }
        let mut end = (self.byte, self.place);
        while let Some(c) = self.peek() {
            if c.is_whitespace() || is_control(c) || is_quote(c) || matches!(c, '<' | '>' | '\u{060C}' | '\u{061B}') {
                break;
            }
            self.advance(c);
            if !matches!(c, '.' | ',' | ')' | ']' | '!' | '?' | ':' | ';' | '\u{061F}') {
                end = (self.byte, self.place);
            }
        }
        (self.byte, self.place) = end;
        true
    }
}

fn is_handle(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// A quotation mark of any form, single ones and the accents written for them included.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{00AB}' | '\u{00BB}' | '\u{00B4}' | '\u{2018}'..='\u{201F}' | '\u{2039}' | '\u{203A}'
        | '\u{300C}'..='\u{300F}' | '\u{301D}'..='\u{301F}' | '\u{FF02}' | '\u{FF07}')
}

/// Punctuation and the signs that stand in running text.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{00A1}'..='\u{00A9}' | '\u{00AB}'..='\u{00B1}' | '\u{00B6}'..='\u{00B8}' | '\u{00BB}' | '\u{00BF}'
            | '\u{00D7}' | '\u{00F7}' | '\u{0606}'..='\u{060F}' | '\u{061B}'..='\u{061F}' | '\u{066A}'..='\u{066D}'
            | '\u{06D4}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}'
            | '\u{3001}'..='\u{301F}' | '\u{FD3E}' | '\u{FD3F}' | '\u{FDFC}' | '\u{FF01}'..='\u{FF0F}')
}

/// What begins a piece or a gap of its own and so ends a run of symbols.
fn is_text(c: char) -> bool {
    c.is_whitespace() || c.is_alphanumeric() || is_mark(c) || is_quote(c) || c.is_control() || c == '\u{200B}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, TokenKind)> {
        tokenise(text).iter().map(|p| (&text[p.byte..p.byte_end], p.kind)).collect()
    }

    fn words(text: &str) -> Vec<&str> {
        cut(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn cuts_glued_full_stops_and_unbalanced_quotes() {
        assert_eq!(words("له بالمال .كما"), ["له", "بالمال", ".", "كما"]);
        assert_eq!(words("شركة ” تويتر” ” وفيس"), ["شركة", "”", "تويتر", "”", "”", "وفيس"]);
        assert_eq!(words("تنظيم “داعش."), ["تنظيم", "“", "داعش", "."]);
    }

    #[test]
    fn keeps_signs_inside_words_and_controls_outside() {
        assert_eq!(words("\u{200F}العـــراق\u{200F} يُمثِّل\u{A0}لهم"), ["العـــراق", "يُمثِّل", "لهم"]);
        assert_eq!(words("مي\u{200C}خواهد"), ["مي\u{200C}خواهد"]);
    }

    #[test]
    fn keeps_numbers_whole() {
        assert_eq!(words("٢٬١٧٠٫٥ و3.5%، ۱۲"), ["٢٬١٧٠٫٥", "و", "3.5", "%", "،", "۱۲"]);
        assert_eq!(words("10,000. 15/9"), ["10,000", ".", "15", "/", "9"]);
    }

    #[test]
    fn cuts_latin_words() {
        assert_eq!(
            words("Iraq's don’t O'Neill Jean-Marc G20"),
            ["Iraq", "'s", "don’t", "O'Neill", "Jean", "-", "Marc", "G20"]
        );
        assert_eq!(words("the U.S. said 'no'"), ["the", "U.S.", "said", "'", "no", "'"]);
        assert_eq!(words("وكالة أ.ف.ب تقول"), ["وكالة", "أ.ف.ب", "تقول"]);
    }

    #[test]
    fn keeps_addresses_and_handles() {
        assert_eq!(words("https://t.co/a_b. @un_ar #داعش"), ["https://t.co/a_b", ".", "@un_ar", "#", "داعش"]);
        assert_eq!(cut("👨‍👩‍👧❤️ نعم")[0], ("👨‍👩‍👧❤️", TokenKind::Other));
    }
}
