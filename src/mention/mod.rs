//! Where the text names something: lexicon names, demonyms, names after head nouns and titles, definite nouns.

mod content;
mod demonym;
mod government;
mod head;
mod lexicon;
mod nominal;
mod own_country;
mod person;
mod repetition;
mod spelling;
mod tagged;
mod title;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::annotation::MentionKind;
use crate::domain::{Domain, EntryId, Language};
use crate::span::Span;
use crate::tagger::TaggedSpan;
use crate::text::{AnalysedText, Forms, TokenKind};
use crate::value::Value;

/// A place that names or refers to something, before it is known what else does.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The tokens of the mention; the first counts without its proclitics.
    pub(crate) tokens: Range<usize>,
    /// The tokens that belong to it in the sentence: quotation marks, titles before, brackets after.
    pub(crate) phrase: Range<usize>,
    /// Class by lexicon, head noun or position.
    pub(crate) class: String,
    pub(crate) kind: MentionKind,
    /// The lexicon's entry.
    pub(crate) entry: Option<EntryId>,
    /// The head noun's token, where the name begins with one.
    pub(crate) head: Option<usize>,
    /// The post or form of address before or after a person.
    pub(crate) titles: Vec<title::Title>,
    /// Whether the contract counts it: not for unnamed sources, groups, indefinite nouns.
    pub(crate) core: bool,
    /// What found it.
    pub(crate) source: String,
}

pub(crate) use title::Title;

impl Mention {
    /// The place in the text.
    pub(crate) fn span(&self, text: &AnalysedText) -> Span {
        let first = text.tokens[self.tokens.start].core;
        let last = text.tokens[self.tokens.end - 1].span;
        Span::new(first.start, last.end)
    }
}

/// What every finder is given.
pub(crate) struct Finder<'a> {
    pub(crate) domain: &'a Domain,
    pub(crate) language: &'a Language,
    pub(crate) text: &'a AnalysedText,
    /// The forms of each token's word.
    forms: &'a [Forms],
    /// Whether a date covers the token.
    pub(crate) in_value: Vec<bool>,
    /// Whether a sum of money covers the token.
    pub(crate) in_money: Vec<bool>,
    /// Which endings the text keeps apart.
    spelling: spelling::Spelling,
    /// What the tagger found, by first token.
    pub(crate) tagged: FxHashMap<usize, TaggedSpan>,
}

/// All mentions of a text, in order, the outer before the inner.
pub(crate) fn find(
    domain: &Domain,
    language: &Language,
    text: &AnalysedText,
    forms: &[Forms],
    values: &[Value],
) -> Vec<Mention> {
    let mut in_value = vec![false; text.tokens.len()];
    for value in values.iter().filter(|value| value.is_date()) {
        in_value[value.tokens.clone()].fill(true);
    }
    let mut in_money = vec![false; text.tokens.len()];
    for value in values.iter().filter(|value| value.is_money()) {
        in_money[value.tokens.clone()].fill(true);
    }
    let tagged = match &language.tagger {
        Some(tagger) => tagger.tag(domain, text).into_iter().map(|span| (span.tokens.start, span)).collect(),
        None => FxHashMap::default(),
    };
    let spelling = spelling::Spelling::of(text);
    let finder = Finder { domain, language, text, forms, in_value, in_money, spelling, tagged };
    let names = finder.lexicon_names();
    let demonyms = finder.demonyms(&names);
    let mut base = names;
    base.extend(demonyms);
    sort(&mut base);
    let mut found = finder.headed_names(&base);
    found.extend(base);
    sort(&mut found);
    let found = finder.settle(found);
    let mut found = found;
    found.extend(finder.tagged_names(&found));
    let found = finder.settle(found);
    let persons = finder.persons(&found);
    let mut found = found;
    found.extend(persons);
    sort(&mut found);
    let mut found = finder.settle(found);
    drop_origins(&mut found);
    found.extend(finder.repetitions(&found));
    sort(&mut found);
    let mut found = finder.settle(found);
    found.extend(finder.nominals(&found));
    found.extend(finder.own_countries(&found));
    sort(&mut found);
    let mut found = finder.settle(found);
    finder.governments(&mut found);
    finder.widen(&mut found);
    found
}

/// Drops the demonyms inside persons' names: «العراقي» in «أبو براء العراقي» names no country.
fn drop_origins(found: &mut Vec<Mention>) {
    let persons: Vec<Range<usize>> =
        found.iter().filter(|m| m.class == "Person" && m.kind == MentionKind::Name).map(|m| m.tokens.clone()).collect();
    found.retain(|m| {
        let before = persons.partition_point(|p| p.start <= m.tokens.start);
        let inside = before.checked_sub(1).is_some_and(|p| persons[p].end >= m.tokens.end);
        m.kind != MentionKind::Adjective || !inside
    });
}

/// Orders mentions by place, the outer before the inner.
fn sort(mentions: &mut [Mention]) {
    mentions.sort_by(|a, b| (a.tokens.start, b.tokens.end).cmp(&(b.tokens.start, a.tokens.end)));
}

impl Finder<'_> {
    /// Whether a token's stem or key is in a set of the language.
    pub(crate) fn in_set(&self, token: usize, set: &str) -> bool {
        let (forms, patterns) = (self.forms[token], &self.language.patterns);
        let holds = |list| patterns.words.holds(list, forms.stem) || patterns.words.holds(list, forms.key);
        patterns.set(set).is_some_and(holds)
    }

    /// Whether two neighbouring tokens stand in one sentence.
    fn same_sentence(&self, a: usize, b: usize) -> bool {
        match (self.text.tokens.get(a), self.text.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// Whether a token is a word, in any script.
    fn is_word(&self, token: usize) -> bool {
        matches!(self.text.tokens[token].kind, TokenKind::Arabic | TokenKind::Latin)
    }

    /// Whether a token is a preposition-free word (a conjunction may stand before it).
    fn is_bare(&self, token: usize) -> bool {
        self.text.tokens[token].proclitics.iter().all(|&c| self.language.is_conjunction(c))
    }

    /// Whether a token is a finite verb, by the verb tables or the word list.
    pub(crate) fn is_verb(&self, token: usize) -> bool {
        let (forms, patterns) = (self.forms[token], &self.language.patterns);
        let other = |set: &str| patterns.set(set).is_some_and(|list| patterns.words.holds(list, forms.stem));
        !self.text.tokens[token].article && forms.verb && !other("not.verb") && !other("particle")
    }

    /// Drops what crosses or repeats: of two mentions with the same tokens the one with an entry, then the first, stays;
    /// of two that cross the longer stays.
    fn settle(&self, mut found: Vec<Mention>) -> Vec<Mention> {
        sort(&mut found);
        let longest = found.iter().map(|mention| mention.tokens.len()).max().unwrap_or_default();
        let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
        for mention in found {
            if let Some(same) = kept.iter_mut().rev().take(8).find(|k| k.tokens == mention.tokens) {
                let better = same.kind == MentionKind::Nominal && mention.kind != MentionKind::Nominal
                    || same.entry.is_none() && mention.entry.is_some() && mention.kind != MentionKind::Adjective;
                if better {
                    *same = mention;
                } else if same.titles.is_empty() && same.class == mention.class {
                    same.titles = mention.titles;
                }
                continue;
            }
            // The shorter of two names with one beginning is no name of its own, where both are of one kind; nor is what
            // follows a head noun («الخارجية الصينية» in «وزارة الخارجية الصينية»).
            let shorter = mention.kind == MentionKind::Name
                && kept.iter().rev().take(8).any(|k| {
                    k.kind == MentionKind::Name
                        && (k.tokens.start == mention.tokens.start && k.tokens.end > mention.tokens.end
                            || k.tokens.start + 1 == mention.tokens.start
                                && k.tokens.end == mention.tokens.end
                                && (mention.entry.is_none()
                                    || k.class == mention.class && !self.language.is_open_to_own(&k.class)
                                    || !self.domain.ontology.is_organization(&mention.class)))
                        && self.domain.ontology.coarse(&k.class) == self.domain.ontology.coarse(&mention.class)
                });
            if shorter {
                continue;
            }
            // `kept` is in the order of the starts, so what begins further back than the longest is long cannot reach.
            let reaching = kept.iter().rev().take_while(|k| k.tokens.start + longest > mention.tokens.start).count();
            let far = kept.len() - reaching;
            let crossing = kept[far..].iter().rposition(|k| {
                k.tokens.start < mention.tokens.start
                    && mention.tokens.start < k.tokens.end
                    && k.tokens.end < mention.tokens.end
            });
            let crossing = crossing.map(|at| far + at);
            match crossing {
                Some(at) if kept[at].tokens.len() >= mention.tokens.len() => {}
                Some(at) => {
                    kept.remove(at);
                    kept.push(mention);
                }
                None => kept.push(mention),
            }
        }
        sort(&mut kept);
        kept
    }

    /// Widens phrases over quotation marks, bracketed asides and titles.
    fn widen(&self, found: &mut [Mention]) {
        // Where the phrase before ends: a mark between two names belongs to the first.
        let mut taken = 0;
        for mention in found {
            let mut phrase = mention.tokens.start..mention.tokens.end.max(mention.phrase.end);
            for title in &mention.titles {
                phrase.start = phrase.start.min(title.tokens.start);
                phrase.end = phrase.end.max(title.tokens.end);
            }
            let quote = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
            while phrase.start > taken && quote(phrase.start - 1) && self.same_sentence(phrase.start - 1, phrase.start)
            {
                phrase.start -= 1;
            }
            if phrase.start < mention.tokens.start && phrase.start > 0 && mention.kind == MentionKind::Name {
                let before = phrase.start - 1;
                let head = self.language.heads.get(&self.text.tokens[before].stem);
                if head.is_some_and(|h| h.complement.proper || h.complement.known)
                    && self.same_sentence(before, phrase.start)
                {
                    phrase.start = before;
                }
            }
            if phrase.start > taken && self.is_lone_clitic(phrase.start - 1) {
                phrase.start -= 1;
            }
            while quote(phrase.end) && self.same_sentence(phrase.end - 1, phrase.end) {
                phrase.end += 1;
            }
            if let Some(end) = self.aside(phrase.end) {
                phrase.end = end;
            }
            // The comma that closes a post after a name: «لوران فابيوس، وزير الخارجية، …».
            let apposed = mention.titles.iter().any(|t| t.tokens.start >= mention.tokens.end);
            let comma =
                self.text.tokens.get(phrase.end).is_some_and(|t| self.language.is_comma(self.text.slice(t.span)));
            if apposed && comma && self.same_sentence(phrase.end - 1, phrase.end) {
                phrase.end += 1;
            }
            taken = taken.max(phrase.end);
            mention.phrase = phrase;
        }
    }

    /// Whether a token is a conjunction or preposition of one letter that stands apart from its word: «و "حماس"».
    fn is_lone_clitic(&self, at: usize) -> bool {
        self.same_sentence(at, at + 1)
            && self.language.is_lone_clitic(&self.text.tokens[at].key, self.text.tokens[at + 1].space_before)
    }

    /// The end of a bracketed aside that starts at a token, where it is short.
    pub(crate) fn aside(&self, at: usize) -> Option<usize> {
        let tokens = &self.text.tokens;
        if at == 0 || !self.same_sentence(at - 1, at) || self.text.slice(tokens[at].span) != "(" {
            return None;
        }
        (at + 1..(at + 14).min(tokens.len())).find(|&i| self.text.slice(tokens[i].span) == ")").map(|i| i + 1)
    }
}
