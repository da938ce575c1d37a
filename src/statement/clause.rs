//! Who acts in a clause: the subject of each finite verb by grammar. A verb or pronoun that leaves its subject out takes up that
//! of the clause before it.

use std::ops::Range;

use super::layout::Layout;
use crate::annotation::MentionKind;
use crate::domain::Agreement;
use crate::mention::Mention;
use crate::text::TokenKind;

/// How many adverbs, dates and the like may lie between a verb and its subject.
const BETWEEN: usize = 3;

/// The subject of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// Mentions: one, or several that are joined.
    Mentions(Vec<usize>),
    /// A noun that is no mention.
    Other,
    /// Left out.
    Elided,
}

/// What is found of the subject that a place in a sentence takes up.
pub(super) enum Taken {
    /// These mentions.
    Mentions(Vec<usize>),
    /// A noun that is no mention.
    Other,
    /// Every clause before it leaves its subject out, or there is none.
    Open,
    /// The clauses before it have subjects that do not agree.
    Nothing,
}

impl Layout<'_> {
    /// The subject of a finite verb.
    pub(super) fn subject(&self, verb: usize) -> Subject {
        let form = self.verb_agreement(verb);
        let sentence = self.sentence(verb);
        let (preposition, joined) = self.clitics(verb);
        let mut at = verb;
        let mut joined = joined;
        while at > sentence.start && !joined && self.is_before_verb(at - 1) {
            at -= 1;
            joined = self.clitics(at).1;
        }
        let word = at.checked_sub(1).filter(|&w| sentence.contains(&w) && !joined);
        let key = |w: usize| self.text.tokens[w].key.as_str();
        let relative = word.is_some_and(|w| self.covering(w).is_none() && self.language.in_set("which", key(w)));
        if let (Some(word), true) = (word, relative) {
            // «الذي هاجمه التنظيم»: what it describes may be the object.
            if self.text.tokens[verb].enclitic.is_some()
                && let found @ Subject::Mentions(_) = self.subject_after(verb, form, true)
            {
                return found;
            }
            return match self.described(word) {
                Some(m) if self.agree(m, form) => Subject::Mentions(vec![m]),
                _ => Subject::Other,
            };
        }
        let purpose = preposition.is_some_and(|letter| self.language.is_purpose(letter));
        let opened = purpose || word.is_some_and(|w| self.language.in_set("that", key(w)));
        // «بيان أصدرته الوزارة»: a pronoun at the verb takes up what stands before it.
        let object = self.text.tokens[verb].enclitic.is_some();
        if !joined
            && !opened
            && let Some(found) = self.subject_before(at, form)
            && !(object && found == Subject::Other)
        {
            return found;
        }
        self.subject_after(verb, form, (joined || opened) && !object)
    }

    /// Whether a clause begins with a verb: after a conjunction, a mark, or a word that opens one. Else a word that looks like a
    /// verb is what the verb before it speaks of, or belongs to a noun.
    pub(super) fn opens_clause(&self, verb: usize) -> bool {
        let sentence = self.sentence(verb);
        let mut at = verb;
        while at > sentence.start && !self.clitics(at).1 && (self.is_before_verb(at - 1) || self.is_adverb(at - 1)) {
            at -= 1;
        }
        // «أن رفض …»: after the word without pronoun a noun stands.
        let key = |i: usize| self.text.tokens[i].key.as_str();
        let noun = self.language.patterns.is_masdar(self.forms(verb).stem)
            && at == verb
            && at > sentence.start
            && self.language.in_set("topic.before", key(at - 1))
            && self.language.in_set("that", key(at - 1));
        if noun && !self.language.is_present(&self.text.tokens[verb].stem) {
            return false;
        }
        let opener = |i: usize| self.mark(i).is_some() || self.is_barrier(i) || self.is_quote(i);
        at == sentence.start || self.clitics(at) != (None, false) || opener(at - 1)
    }

    /// Whether a word that may be verb or masdar stands right after a verb whose subject is left out: «أنه قرر دعم …».
    pub(super) fn is_act_of_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let act = self.language.patterns.is_masdar(self.forms(at).stem) && !self.language.is_present(&token.stem);
        let verb = |i: usize| self.is_verb(i) && self.language.is_governing(&self.text.tokens[i].stem);
        act && token.proclitics.is_empty() && at > self.sentence(at).start && verb(at - 1)
    }

    /// The first of the words right before a token that belong to its verb («كانت قد وصلت»).
    pub(super) fn before_auxiliaries(&self, mut at: usize) -> usize {
        let sentence = self.sentence(at);
        while at > sentence.start && self.is_before_verb(at - 1) {
            at -= 1;
        }
        at
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.language.in_set("adverb", &self.text.tokens[at].key)
    }

    /// Whether what counts follows a match, and so may be the subject of its verb («وصل إلى إيطاليا أكثر من مئة …»).
    pub(super) fn counted_after(&self, mut at: usize) -> bool {
        let sentence = self.sentence(at.saturating_sub(1));
        while sentence.contains(&at)
            && (self.is_adverb(at) || self.date_from(at).is_some() || self.is_time_or_pointing(at))
        {
            // «هذا العام»
            let pointing = self.language.in_set("determiner", &self.text.tokens[at].key);
            at += 1 + usize::from(pointing && self.text.tokens.get(at + 1).is_some_and(|token| token.article));
        }
        let Some(token) = self.text.tokens.get(at).filter(|_| sentence.contains(&at)) else { return false };
        let named = self.mention_from(at).is_some_and(|m| self.mentions[m].kind != MentionKind::Adjective);
        if named && self.clitics(at) == (None, false) {
            return true;
        }
        let plain = token.proclitics.is_empty() && !token.article && self.covering(at).is_none() && !self.is_verb(at);
        let noun = self.domain.words.is_noun(&token.stem)
            && !self.language.patterns.is_masdar(self.forms(at).stem)
            && !self.language.in_set("particle", &token.key)
            && self.language.strip_accusative(&token.stem).is_none();
        plain && (noun || token.kind == TokenKind::Number || self.language.in_set("counting", &token.key))
    }

    fn is_time_or_pointing(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        ["time", "determiner"].iter().any(|set| self.language.in_set(set, &token.key))
            && !self.language.in_set("counting", &token.key)
    }

    /// The mention that a relative pronoun describes: it stands right before, adjectives apart.
    pub(super) fn described(&self, relative: usize) -> Option<usize> {
        let mut at = relative;
        for _ in 0..=BETWEEN {
            if let Some(m) = self.mention_to(at).filter(|&m| self.mentions[m].kind != MentionKind::Adjective) {
                let mention = &self.mentions[m];
                let start = mention.phrase.start;
                // «فلان، الدبلوماسي الألماني الذي …»: the name before the comma.
                let named = (mention.kind == MentionKind::Nominal && start > 0 && self.is_comma(start - 1))
                    .then(|| self.mention_to(start - 1).filter(|&n| self.mentions[n].class == mention.class))
                    .flatten();
                return named.or((!self.governed(start)).then_some(m));
            }
            at = if at > 0 && self.is_comma(at - 1) { at - 1 } else { self.step_backward(at, false)? };
        }
        None
    }

    /// What stands right before a verb as its subject, where what follows it was taken for that: «دول الخليج» in «دول الخليج
    /// تصنف حزب الله …».
    pub(super) fn subject_instead(&self, verb: usize, taken: usize) -> Option<usize> {
        let ontology = &self.domain.ontology;
        let after =
            self.is_verb(verb) && self.mentions[taken].phrase.start > verb && self.clitics(verb) == (None, false);
        let before = self.mention_to(verb).filter(|_| after)?;
        let mention = &self.mentions[before];
        let actor = ["Person", "Country", "Region"].iter().any(|class| ontology.is_a(&mention.class, class))
            || ontology.is_organization(&mention.class);
        let acts = actor
            && mention.kind != MentionKind::Adjective
            && self.sentence(verb).contains(&mention.phrase.start)
            && self.is_free(before)
            && !self.governed(mention.phrase.start)
            && self.all_agree(&self.with_joined_before(before), self.verb_agreement(verb));
        acts.then_some(before)
    }

    /// The subject that stands before a verb.
    fn subject_before(&self, verb: usize, form: Agreement) -> Option<Subject> {
        let sentence = self.sentence(verb);
        let mut at = verb;
        for _ in 0..=BETWEEN {
            if let Some(m) = self.mention_to(at).filter(|&m| self.mentions[m].kind != MentionKind::Adjective)
                && sentence.contains(&self.mentions[m].phrase.start)
            {
                if !self.is_free(m) || self.governed(self.mentions[m].phrase.start) {
                    // «المتحدث باسم الوزارة أعلن»; after another verb it belongs to that.
                    let first = !(sentence.start..verb).any(|i| self.is_verb(i));
                    return first.then_some(Subject::Other);
                }
                let all = self.with_joined_before(m);
                return self.all_agree(&all, form).then_some(Subject::Mentions(all));
            }
            let Some(next) = self.light_backward(at).filter(|next| sentence.contains(next)) else { break };
            at = next;
        }
        // «فلان (67 عاما) المولود في … يحمل …», «إن فلان مستشار … سيزور …»: nothing else acts before the verb.
        let clear = |i: &usize| !self.is_verb(*i) && !self.is_barrier(*i);
        let opening = (sentence.start..verb).rev().find(|i| !clear(i));
        let topic = match opening {
            Some(that) if self.language.in_set("that", &self.text.tokens[that].key) => {
                self.mention_from(self.after_determiner(self.after_quotes(that + 1)))
            }
            Some(_) => None,
            None => self.topic(sentence.clone()),
        };
        let topic = topic.filter(|&m| self.mentions[m].phrase.end <= verb && self.all_agree(&[m], form));
        if let Some(topic) = topic {
            return Some(Subject::Mentions(vec![topic]));
        }
        // «قصفا جويا استهدف …»: a noun that is no mention acts.
        let word = verb.checked_sub(1).filter(|w| sentence.contains(w))?;
        let token = &self.text.tokens[word];
        let light = ["adverb", "particle", "time", "barrier", "auxiliary"].iter();
        let noun = self.is_word(word) && !self.is_verb(word) && self.date_to(verb).is_none();
        let governed = self.clitics(word).0.is_some()
            || word > sentence.start && self.language.in_set("preposition", &self.text.tokens[word - 1].key);
        let unlike = form.several
            || form.feminine == Some(false) && token.enclitic.is_none() && self.language.is_feminine(&token.stem);
        let noun = noun && !governed && !unlike && !light.clone().any(|set| self.language.in_set(set, &token.key));
        let pointing = ["relative.free", "determiner"].iter().any(|set| self.language.in_set(set, &token.key));
        (noun || pointing).then_some(Subject::Other)
    }

    /// The subject that follows a verb. `open`: whether the verb may well have none.
    fn subject_after(&self, verb: usize, form: Agreement, open: bool) -> Subject {
        let sentence = self.sentence(verb);
        let mut at = verb + 1;
        for _ in 0..=BETWEEN {
            if !sentence.contains(&at) {
                return Subject::Elided;
            }
            if self.mention_from(at).is_some() {
                break;
            }
            at = self.after_quotes(at);
            match self.light_forward(at) {
                Some(next) if next > at => at = next,
                _ => break,
            }
        }
        if !sentence.contains(&at) || self.mark(at).is_some() || self.is_barrier(at) {
            return Subject::Elided;
        }
        let (preposition, joined) = self.clitics(at);
        let determined = self.after_determiner(at);
        let at =
            if self.language.in_set("determiner", &self.text.tokens[at].key) { determined.max(at + 1) } else { at };
        let Some(token) = self.text.tokens.get(at).filter(|_| sentence.contains(&at)) else { return Subject::Elided };
        if preposition.is_some() || joined || self.language.in_set("preposition", &token.key) {
            return Subject::Elided;
        }
        match self.mention_from(at).filter(|&m| self.mentions[m].kind != MentionKind::Adjective) {
            // A verb before its subject stands in the singular.
            Some(m) if !form.several && self.agree(m, form) => Subject::Mentions(self.with_joined_after(m)),
            Some(_) => Subject::Elided,
            None => {
                let act = open && self.language.patterns.is_masdar(self.forms(at).stem);
                let noun = token.article && !act && !self.language.in_set("time", &token.key)
                    || self.language.titles.contains_key(&token.stem)
                    || !open
                        && self.domain.words.is_noun(&token.stem)
                        && !self.language.patterns.is_masdar(self.forms(at).stem);
                let copula = self.language.in_set("auxiliary", &self.text.tokens[verb].key);
                let other = noun && !copula && !form.several && !self.language.in_set("particle", &token.key);
                if other { Subject::Other } else { Subject::Elided }
            }
        }
    }

    /// The subject that what stands at a token takes up, where it agrees and `fits`.
    pub(super) fn take_up(&self, at: usize, form: Agreement, fits: impl Fn(usize) -> bool) -> Taken {
        let mut decided = false;
        for word in (self.sentence(at).start..at).rev() {
            let subject = if self.is_verb(word) { self.subject(word) } else { self.clause_subject(word, at) };
            match subject {
                Subject::Mentions(found) => {
                    let agree = self.all_agree(&found, form);
                    let found: Vec<usize> = found.into_iter().filter(|&m| fits(m)).collect();
                    if agree && !found.is_empty() {
                        return Taken::Mentions(found);
                    }
                    decided |= !found.is_empty();
                }
                Subject::Other => {
                    decided = true;
                    let other =
                        if self.is_verb(word) { self.verb_agreement(word) } else { self.noun_agreement(word + 1) };
                    if !form.several && form.fits(other) {
                        return Taken::Other;
                    }
                }
                Subject::Elided => {}
            }
        }
        match self.topic(self.sentence(at)) {
            Some(topic) if self.mentions[topic].phrase.end <= at && fits(topic) && self.all_agree(&[topic], form) => {
                Taken::Mentions(vec![topic])
            }
            _ if decided => Taken::Nothing,
            _ => Taken::Open,
        }
    }

    /// What a sentence begins with, where that is a mention («أما فلان فقد …»): it is what the sentence speaks of.
    fn topic(&self, sentence: Range<usize>) -> Option<usize> {
        let first = sentence.clone().find(|&i| {
            let opens = self.covering(i).is_some() || !self.language.in_set("topic.before", &self.text.tokens[i].key);
            opens && !self.is_quote(i)
        })?;
        let mention = self.mention_from(first).filter(|&m| self.mentions[m].kind == MentionKind::Name)?;
        let colon = self.mark(self.mentions[mention].phrase.end).is_some_and(|mark| mark == ":");
        (self.clitics(first).0.is_none() && !colon).then_some(mention)
    }

    /// The subject of the first clause of a sentence that has one.
    pub(super) fn first_subject(&self, sentence: Range<usize>) -> Option<Subject> {
        if let Some(topic) = self.topic(sentence.clone()) {
            return Some(Subject::Mentions(vec![topic]));
        }
        if !sentence.clone().any(|i| self.is_verb(i)) {
            return None;
        }
        sentence
            .filter(|&i| self.is_verb(i))
            .map(|verb| self.subject(verb))
            .find(|found| *found != Subject::Elided)
            .or(Some(Subject::Elided))
    }

    /// Whom a clause that a word like «أن» opens speaks of, where it stands right after it and before a token.
    fn clause_subject(&self, that: usize, before: usize) -> Subject {
        if self.covering(that).is_some()
            || !self.language.in_set("that", &self.text.tokens[that].key)
            || that + 1 >= before
        {
            return Subject::Elided;
        }
        let next = self.after_determiner(that + 1);
        match self.mention_from(next).filter(|&m| self.mentions[m].kind != MentionKind::Adjective) {
            Some(m) if self.is_free(m) && self.mentions[m].phrase.end <= before => {
                Subject::Mentions(self.with_joined_after(m))
            }
            None if self.text.tokens[next].article && self.clitics(next) == (None, false) => Subject::Other,
            _ => Subject::Elided,
        }
    }

    fn noun_agreement(&self, at: usize) -> Agreement {
        let feminine = self.text.tokens.get(at).map(|token| self.language.is_feminine(&token.stem));
        Agreement { feminine, ..Agreement::default() }
    }

    pub(super) fn verb_agreement(&self, verb: usize) -> Agreement {
        let token = &self.text.tokens[verb];
        self.language.verb_agreement(token.enclitic.as_ref().map_or(&token.stem, |enclitic| &enclitic.base))
    }

    /// Whether a mention may be what a form speaks of, for all that is known.
    pub(super) fn agree(&self, mention: usize, form: Agreement) -> bool {
        match (form.feminine, self.is_feminine(&self.mentions[mention])) {
            (Some(wanted), Some(is)) => wanted == is,
            _ => true,
        }
    }

    /// The same for mentions that are joined: the first decides on the gender, their number on the number.
    pub(super) fn all_agree(&self, mentions: &[usize], form: Agreement) -> bool {
        let several = |m: usize| self.language.is_group(&self.mentions[m].class) || self.is_plural(&self.mentions[m]);
        let body = |m: usize| self.domain.ontology.is_organization(&self.mentions[m].class);
        let many = mentions.len() > 1 || mentions.iter().any(|&m| several(m) || form.body && body(m));
        mentions.first().is_some_and(|&m| if form.several { many } else { self.agree(m, form) })
    }

    fn is_plural(&self, mention: &Mention) -> bool {
        let first = mention.titles.first().map_or(mention.tokens.start, |title| title.tokens.start);
        self.language.is_several(&self.text.tokens[first].stem)
    }

    /// Whether a word may stand right before a verb and belong to it («قد», «لم»).
    fn is_before_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let auxiliary = self.covering(at).is_none() && self.language.in_set("auxiliary", &token.key);
        auxiliary || self.is_quote(at) || self.language.in_set("verb.before", &token.key)
    }

    fn with_joined_before(&self, mention: usize) -> Vec<usize> {
        let mut all = vec![mention];
        while let Some(before) = self.joined_before(all[0]) {
            all.insert(0, before);
        }
        all
    }

    pub(super) fn with_joined_after(&self, mention: usize) -> Vec<usize> {
        let mut all = vec![mention];
        let mut end = self.mentions[mention].phrase.end;
        while end < self.text.tokens.len()
            && self.sentence(end - 1).contains(&end)
            && self.clitics(end) == (None, true)
            && let Some(next) = self.mention_from(end)
        {
            all.push(next);
            end = self.mentions[next].phrase.end;
        }
        all
    }

    /// The mention to which another is joined by a conjunction right before it.
    pub(super) fn joined_before(&self, mention: usize) -> Option<usize> {
        let start = self.mentions[mention].phrase.start;
        if self.clitics(start) != (None, true) {
            return None;
        }
        self.mention_to(start).filter(|&m| self.mentions[m].kind != MentionKind::Adjective)
    }

    /// Whether no preposition governs a mention.
    pub(super) fn is_free(&self, mention: usize) -> bool {
        let mention = self.with_joined_before(mention)[0];
        let mut start = self.mentions[mention].phrase.start;
        // «كل من السعودية»
        let is = |at: usize, set: &str| self.language.in_set(set, &self.text.tokens[at].key);
        if start > 1 && is(start - 1, "determiner.of") && is(start - 2, "determiner") {
            start -= 2;
        }
        let preposition = start > 0
            && self.sentence(start).contains(&(start - 1))
            && self.language.in_set("preposition", &self.text.tokens[start - 1].key);
        self.clitics(start).0.is_none() && !preposition
    }

    /// Whether a mention is feminine in grammar, where its first word or title tells.
    pub(super) fn is_feminine(&self, mention: &Mention) -> Option<bool> {
        let stem = |at: usize| self.text.tokens[at].stem.as_str();
        if let Some(title) = mention.titles.first() {
            return Some(self.language.is_feminine(stem(title.tokens.start)));
        }
        let first = stem(mention.tokens.start);
        if self.domain.ontology.is_place(&mention.class) {
            return Some(!self.language.in_set("masculine.place", first));
        }
        (mention.head.is_some() || self.language.heads.contains_key(first)).then(|| self.language.is_feminine(first))
    }
}
