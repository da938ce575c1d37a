//! Further mentions of names that were found by their context: the whole name again, a person's last name, a name without
//! its head noun.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::{Finder, Mention};
use crate::annotation::MentionKind;

/// From how many occurrences on a noun is too common to find a person again.
const DAILY: u32 = 300;

/// What a repeated name inherits from the first.
struct Known<'a> {
    words: Vec<SmolStr>,
    from: &'a Mention,
    /// Whether the words are so common that only who speaks is meant by them.
    common: bool,
}

impl Finder<'_> {
    /// Places where a name that is known by now is said again.
    pub(super) fn repetitions(&self, found: &[Mention]) -> Vec<Mention> {
        let mut by_first: BTreeMap<SmolStr, Vec<Known<'_>>> = BTreeMap::new();
        for mention in found.iter().filter(|m| m.kind == MentionKind::Name) {
            let forms = self.short_forms(mention).into_iter().map(|words| (words, false));
            for (words, common) in forms.chain(self.family_name(mention).map(|word| (vec![word], true))) {
                let known = by_first.entry(words[0].clone()).or_default();
                if !known.iter().any(|k| k.words == words) {
                    known.push(Known { words, from: mention, common });
                }
            }
        }
        for known in by_first.values_mut() {
            known.sort_by_key(|k| std::cmp::Reverse(k.words.len()));
        }
        let mut inside = vec![false; self.text.tokens.len()];
        for mention in found.iter().filter(|m| m.kind == MentionKind::Name) {
            inside[mention.tokens.clone()].fill(true);
        }
        let mut again = Vec::new();
        let mut at = 0;
        while at < self.text.tokens.len() {
            let hit = (!inside[at]).then(|| self.repetition_at(at, &by_first)).flatten();
            match hit {
                Some(mention) => {
                    at = mention.tokens.end;
                    again.push(mention);
                }
                None => at += 1,
            }
        }
        again
    }

    /// The forms in which a name may come again.
    fn short_forms(&self, mention: &Mention) -> Vec<Vec<SmolStr>> {
        let words: Vec<SmolStr> = mention
            .tokens
            .clone()
            .map(|i| {
                if i == mention.tokens.start { &self.text.tokens[i].key } else { &self.text.tokens[i].fold }.clone()
            })
            .collect();
        let mut forms = Vec::new();
        if mention.class == "Person" {
            for start in 1..words.len() {
                let at = mention.tokens.start + start;
                if self.in_set(at - 1, "name.connector") && !self.is_given(at) {
                    continue;
                }
                let short = &words[start..];
                let alone = short.len() == 1;
                let middle = self.is_given(at) && words.len() > 2;
                if !alone || self.tells(at) && !middle {
                    forms.push(short.to_vec());
                }
            }
            let foreign = words.len() > 1 && !mention.tokens.clone().skip(1).any(|i| self.text.tokens[i].article);
            if foreign && self.is_given(mention.tokens.start) && self.tells(mention.tokens.start) {
                forms.push(vec![words[0].clone()]);
            }
        } else if let Some(head) = mention.head
            && head == mention.tokens.start
            && self.language.heads.get(&self.text.tokens[head].stem).is_some_and(|h| h.complement.proper)
        {
            let short = &words[1..];
            let common = short.iter().all(|w| self.domain.words.is_common(w));
            if !short.is_empty() && !common && self.domain.lexicon.demonym(&self.text.tokens[head + 1].stem).is_none() {
                forms.push(short.to_vec());
            }
        }
        if mention.entry.is_none()
            && (words.len() > 1 || mention.class == "Person" || !self.domain.words.is_common(&words[0]))
        {
            forms.push(words);
        }
        forms
    }

    /// The last word of a person's name of several words, common as it may be: «كتب ظريف».
    fn family_name(&self, mention: &Mention) -> Option<SmolStr> {
        let last = mention.tokens.end - 1;
        let token = &self.text.tokens[last];
        let fits = mention.class == "Person" && mention.tokens.len() > 1 && token.fold.chars().count() > 2;
        fits.then(|| token.fold.clone())
    }

    /// Whether one word of a person's name is enough to find the person again.
    fn tells(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.fold.chars().count() > 2
            && !self.is_noun_of_daily_use(at)
            && !["name.connector", "name.part", "particle"].iter().any(|set| self.in_set(at, set))
            && !self.is_verb(at)
    }

    /// Whether a word is so common that it rarely means the person who has it as family name.
    fn is_noun_of_daily_use(&self, at: usize) -> bool {
        let stem = &self.text.tokens[at].stem;
        let words = &self.domain.words;
        words.takes_article(stem) && (words.count(stem) >= DAILY || words.is_adjective(stem))
    }

    fn repetition_at(&self, at: usize, by_first: &BTreeMap<SmolStr, Vec<Known<'_>>>) -> Option<Mention> {
        let token = &self.text.tokens[at];
        let known = by_first.get(&token.key)?.iter().find(|known| {
            known
                .words
                .iter()
                .enumerate()
                .skip(1)
                .all(|(i, word)| self.same_sentence(at, at + i) && self.text.tokens[at + i].fold == *word)
        })?;
        let tokens = at..at + known.words.len();
        let speaks = at > 0
            && self.same_sentence(at - 1, at)
            && token.proclitics.is_empty()
            && self.language.in_set("say", &self.text.tokens[at - 1].stem);
        if self.in_value[at] || known.common && !speaks {
            return None;
        }
        Some(Mention {
            phrase: tokens.clone(),
            tokens,
            class: known.from.class.clone(),
            kind: MentionKind::Name,
            entry: known.from.entry,
            head: None,
            titles: Vec::new(),
            core: true,
            source: "repetition".to_owned(),
        })
    }
}
