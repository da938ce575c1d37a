//! What stands where in a text, for matching: mentions by the place of their phrase, dates, verbs, clause borders.

use std::ops::Range;

use jiff::civil::Date;

use crate::annotation::MentionKind;
use crate::domain::{Domain, Language, Member};
use crate::mention::Mention;
use crate::text::{AnalysedText, Forms, TokenKind};
use crate::value::Value;

/// A text with its mentions and values, indexed by token.
pub(crate) struct Layout<'a> {
    pub(crate) domain: &'a Domain,
    pub(crate) language: &'a Language,
    pub(crate) text: &'a AnalysedText,
    pub(crate) mentions: &'a [Mention],
    pub(crate) values: &'a [Value],
    /// For each mention, whether the text speaks of its thing as a known one: «مؤتمر صحفي», then «المؤتمر».
    pub(crate) known: Vec<bool>,
    /// The day of writing, where it is known.
    pub(crate) date: Option<Date>,
    /// The outermost mention whose phrase starts at a token, and whose phrase ends before it.
    starts: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
    /// The outermost mention, demonyms apart, whose phrase covers a token.
    cover: Vec<Option<usize>>,
    /// The same for dates.
    date_starts: Vec<Option<usize>>,
    date_ends: Vec<Option<usize>>,
    forms: &'a [Forms],
    /// The classes of the mentions, as the patterns' slots number them.
    classes: Vec<Member>,
    /// For each token the letter before it that is a preposition, and whether a conjunction stands before it.
    clitics: Vec<(Option<char>, bool)>,
    finite: Vec<bool>,
    verbs: Vec<bool>,
    /// Words that could be verbs and are what the verb before them speaks of.
    acts: Vec<bool>,
    barriers: Vec<bool>,
}

impl<'a> Layout<'a> {
    /// Indexes a text.
    pub(crate) fn new(
        domain: &'a Domain,
        language: &'a Language,
        text: &'a AnalysedText,
        forms: &'a [Forms],
        mentions: &'a [Mention],
        values: &'a [Value],
        date: Option<Date>,
    ) -> Self {
        let count = text.tokens.len();
        let mut layout = Self {
            domain,
            language,
            text,
            mentions,
            values,
            known: vec![false; mentions.len()],
            date,
            starts: vec![None; count],
            ends: vec![None; count + 1],
            cover: vec![None; count],
            date_starts: vec![None; count],
            date_ends: vec![None; count + 1],
            forms,
            classes: mentions.iter().map(|m| language.patterns.classes.member(&m.class)).collect(),
            clitics: (0..count).map(|at| clitics_of(language, text, at)).collect(),
            finite: vec![false; count],
            verbs: vec![false; count],
            acts: vec![false; count],
            barriers: vec![false; count],
        };
        for (i, mention) in mentions.iter().enumerate() {
            layout.place(i, mention);
        }
        for (i, value) in values.iter().enumerate().filter(|(_, v)| v.is_date()) {
            layout.date_starts[value.tokens.start] = Some(i);
            layout.date_ends[value.tokens.end] = Some(i);
        }
        for at in 0..count {
            let plain = layout.cover[at].is_none();
            layout.finite[at] = layout.has_finite_form(at);
            layout.barriers[at] = plain && layout.key_in_set(at, "barrier");
            layout.acts[at] = layout.follows_verb(at);
            layout.verbs[at] = plain && layout.finite(at) && !layout.acts[at];
        }
        layout
    }

    /// The same text, with what is known of its mentions.
    pub(crate) fn with_known(mut self, known: Vec<bool>) -> Self {
        self.known = known;
        self
    }

    /// Whether a token is a finite verb by its form and by what stands before it: after a preposition it is a noun.
    pub(crate) fn finite(&self, at: usize) -> bool {
        self.finite[at]
    }

    /// The forms of a token's word.
    pub(super) fn forms(&self, at: usize) -> Forms {
        self.forms[at]
    }

    /// Whether the stem of a token is in a set.
    pub(super) fn stem_in_set(&self, at: usize, set: &str) -> bool {
        let patterns = &self.language.patterns;
        patterns.set(set).is_some_and(|list| patterns.words.holds(list, self.forms[at].stem))
    }

    /// Whether the key of a token is in a set.
    pub(super) fn key_in_set(&self, at: usize, set: &str) -> bool {
        let patterns = &self.language.patterns;
        patterns.set(set).is_some_and(|list| patterns.words.holds(list, self.forms[at].key))
    }

    /// The class of a mention, as the patterns' slots number it.
    pub(super) fn class(&self, mention: usize) -> Member {
        self.classes[mention]
    }

    fn has_finite_form(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let forms = self.forms[at];
        let other = |set: &str| self.stem_in_set(at, set);
        if token.article || !(forms.verb || forms.verb_base) || other("not.verb") || other("particle") {
            return false;
        }
        if self.clitics(at).0.is_some() {
            return self.language.patterns.is_present(forms.stem);
        }
        let governed =
            at > 0 && self.text.tokens[at - 1].sentence == token.sentence && self.key_in_set(at - 1, "preposition");
        !governed
    }

    /// Whether a word that may be verb or masdar is what the verb before it in its clause speaks of: «أكد الوزير رفض بلاده».
    /// Two finite verbs do not follow each other without a word that joins them.
    fn follows_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let (stem, patterns) = (self.forms[at].stem, &self.language.patterns);
        if !token.proclitics.is_empty() || !patterns.is_masdar(stem) || patterns.is_present(stem) {
            return false;
        }
        let opens = |i: &usize| self.is_barrier(*i) || !self.is_word(*i) && !self.is_quote(*i);
        let clause = (self.sentence(at).start..at).rev().take_while(|i| !opens(i));
        let mut verbs = clause.filter(|&i| self.is_verb(i));
        verbs.next().is_some_and(|verb| verb + 1 < at && !self.key_in_set(verb, "auxiliary"))
    }

    /// Whether a word is a masdar that the verb before it speaks of, though its letters may be a verb's.
    pub(super) fn is_object_act(&self, at: usize) -> bool {
        self.acts[at]
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        matches!(self.text.tokens[at].kind, TokenKind::Arabic | TokenKind::Latin)
    }

    fn place(&mut self, i: usize, mention: &Mention) {
        let longer = |other: Option<usize>| other.is_none_or(|o| self.mentions[o].phrase.len() < mention.phrase.len());
        if longer(self.starts[mention.phrase.start]) {
            self.starts[mention.phrase.start] = Some(i);
        }
        if longer(self.ends[mention.phrase.end]) {
            self.ends[mention.phrase.end] = Some(i);
        }
        if mention.kind != MentionKind::Adjective {
            for at in mention.phrase.clone() {
                if longer(self.cover[at]) {
                    self.cover[at] = Some(i);
                }
            }
        }
    }

    /// The indices of the mentions that start within a range of tokens, in order.
    pub(crate) fn starting_in(&self, tokens: Range<usize>) -> Range<usize> {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|m| m.tokens.start < tokens.end);
        from..to.max(from)
    }

    /// The outermost mention whose phrase starts at a token.
    pub(crate) fn mention_from(&self, at: usize) -> Option<usize> {
        self.starts.get(at).copied().flatten().filter(|&i| self.outermost(i))
    }

    /// The outermost mention whose phrase ends before a token.
    pub(crate) fn mention_to(&self, at: usize) -> Option<usize> {
        self.ends.get(at).copied().flatten().filter(|&i| self.outermost(i))
    }

    fn outermost(&self, i: usize) -> bool {
        let phrase = &self.mentions[i].phrase;
        match self.cover[phrase.start] {
            Some(c) => c == i || self.mentions[c].phrase == *phrase,
            None => true,
        }
    }

    /// The outermost mention that covers a token.
    pub(crate) fn covering(&self, at: usize) -> Option<usize> {
        self.cover.get(at).copied().flatten()
    }

    /// The date that starts at a token, and the one that ends before it.
    pub(crate) fn date_from(&self, at: usize) -> Option<usize> {
        self.date_starts.get(at).copied().flatten()
    }

    pub(crate) fn date_to(&self, at: usize) -> Option<usize> {
        self.date_ends.get(at).copied().flatten()
    }

    /// Whether a token is a finite verb outside mentions.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.verbs.get(at).copied().unwrap_or(false)
    }

    /// Whether a token starts another clause.
    pub(crate) fn is_barrier(&self, at: usize) -> bool {
        self.barriers.get(at).copied().unwrap_or(false)
    }

    /// The tokens of the sentence that holds a token.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let sentence = &self.text.sentences[self.text.tokens[at].sentence];
        sentence.first..sentence.last
    }

    /// Whether a token is a quotation mark.
    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Quote)
    }

    /// A token's mark, where it is one.
    pub(crate) fn mark(&self, at: usize) -> Option<&str> {
        let token = self.text.tokens.get(at)?;
        (token.kind == TokenKind::Mark).then_some(token.fold.as_str())
    }

    /// Whether a token is a comma.
    pub(crate) fn is_comma(&self, at: usize) -> bool {
        self.mark(at).is_some_and(|mark| self.language.is_comma(mark))
    }

    /// The preposition before a token that is written with it, and whether a conjunction is. A letter that stands apart counts
    /// with the word after it, and as that word's beginning.
    pub(crate) fn clitics(&self, at: usize) -> (Option<char>, bool) {
        self.clitics[at]
    }
}

/// The preposition before a token that is written with it, and whether a conjunction is. A letter that stands apart counts
/// with the word after it, and as that word's beginning.
fn clitics_of(language: &Language, text: &AnalysedText, at: usize) -> (Option<char>, bool) {
    let mut preposition = None;
    let mut joined = false;
    let mut add = |letter: char| match language.is_conjunction(letter) {
        true => joined = true,
        false => preposition = preposition.or(Some(letter)),
    };
    let lone = |i: usize| {
        let next = text.tokens.get(i + 1).filter(|next| next.sentence == text.tokens[i].sentence)?;
        let word = &text.tokens[i].key;
        language.is_lone_clitic(word, next.space_before).then(|| word.chars().next()).flatten()
    };
    if let Some(letter) = lone(at).or_else(|| at.checked_sub(1).and_then(lone)) {
        add(letter);
    }
    text.tokens[at].proclitics.iter().for_each(|&letter| add(letter));
    (preposition, joined)
}
