//! What a pronoun, or a verb without subject, takes up: the last thing before it that it can stand for.

use super::layout::Layout;
use super::matcher::Match;
use crate::annotation::MentionKind;
use crate::mention::Mention;

/// How far from a sentence's start a verb without subject still speaks of the sentence before.
const OPENING: usize = 3;

/// How many sentences back its subject may be.
const FARTHEST: usize = 3;

/// The last mention of these classes before a match, in its sentence; where the match opens the sentence, the first such
/// mention of a sentence before. A pronoun must agree with it. For a subject, what no preposition governs goes first.
pub(super) fn antecedents(layout: &Layout<'_>, one: &Match, classes: &[String], subject: bool) -> Vec<usize> {
    let Some(found) = antecedent(layout, one, classes, subject) else { return Vec::new() };
    // «أعلنت السعودية والإمارات قطع …»: what is joined to it is meant too.
    let mut all = vec![found];
    if subject && layout.text.tokens[one.trigger].enclitic.is_none() {
        let mut at = found;
        while let Some(joined) =
            layout.joined_before(at).filter(|&m| classes.binary_search(&layout.mentions[m].class).is_ok())
        {
            all.push(joined);
            at = joined;
        }
        all.reverse();
    }
    all
}

fn antecedent(layout: &Layout<'_>, one: &Match, classes: &[String], subject: bool) -> Option<usize> {
    let sentence = layout.sentence(one.trigger);
    let pronoun = layout.text.tokens[one.trigger].enclitic.as_ref().map(|e| e.pronoun.as_str());
    let filled = |i: usize| one.roles.iter().any(|(_, f)| f.contains(&super::matcher::Filler::Mention(i)));
    let fits = |i: usize| {
        let m = &layout.mentions[i];
        m.kind != MentionKind::Adjective
            && (m.core || !m.titles.is_empty() || layout.language.is_group(&m.class))
            && classes.binary_search(&m.class).is_ok()
            && pronoun.is_none_or(|pronoun| agrees(layout, m, pronoun))
            && !filled(i)
    };
    let within = |range: std::ops::Range<usize>| {
        let end = range.end;
        layout.starting_in(range).filter(move |&i| layout.mentions[i].tokens.end <= end)
    };
    let before = || within(sentence.start..one.tokens.start).filter(|&i| fits(i));
    let near = before().rfind(|&i| !subject || layout.is_free(i)).or_else(|| before().next_back());
    if near.is_some() || one.tokens.start > sentence.start + OPENING || sentence.start == 0 {
        return near;
    }
    let mut start = sentence.start;
    for _ in 0..FARTHEST {
        let previous = layout.sentence(start.checked_sub(1)?);
        start = previous.start;
        if let Some(found) = within(previous).find(|&i| layout.mentions[i].kind == MentionKind::Name && fits(i)) {
            return Some(found);
        }
    }
    None
}

/// Whether a pronoun may stand for a mention: what is known of both does not differ.
fn agrees(layout: &Layout<'_>, mention: &Mention, pronoun: &str) -> bool {
    match (layout.language.pronoun_is_feminine(pronoun), layout.is_feminine(mention)) {
        (Some(wanted), Some(is)) => wanted == is,
        _ => true,
    }
}

impl Layout<'_> {
    /// Whether a mention is feminine in grammar, where its first word or title tells.
    fn is_feminine(&self, mention: &Mention) -> Option<bool> {
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

    /// Whose a post is that has a pronoun («أمينها العام»): the last organisation or country before it that agrees. Where a
    /// person comes last («ترامب ووزير خارجيته»), it is the country in which the person holds a post, if the text tells it.
    pub(super) fn owner(&self, post: std::ops::Range<usize>) -> Option<usize> {
        let pronoun = post.clone().find_map(|i| self.text.tokens[i].enclitic.as_ref())?;
        let sentence = self.sentence(post.start);
        let ontology = &self.domain.ontology;
        let person = |m: &Mention| ontology.is_a(&m.class, "Person");
        let fits = |&i: &usize| {
            let mention = &self.mentions[i];
            let holder = ontology.is_organization(&mention.class)
                || ontology.is_a(&mention.class, "Country")
                || person(mention) && !mention.titles.iter().any(|t| t.plural);
            holder
                && mention.kind != MentionKind::Adjective
                && mention.tokens.end <= post.start
                && agrees(self, mention, &pronoun.pronoun)
        };
        let owner = self.starting_in(sentence.start..post.start).rev().find(fits)?;
        if !person(&self.mentions[owner]) {
            return Some(owner);
        }
        let country = |i: &usize| ontology.is_a(&self.mentions[*i].class, "Country");
        let titles = self.mentions[owner].titles.iter();
        titles.map(|t| t.tokens.clone()).find_map(|tokens| self.starting_in(tokens).find(country))
    }

    /// The mention to which another is joined by a conjunction right before it.
    fn joined_before(&self, mention: usize) -> Option<usize> {
        let start = self.mentions[mention].phrase.start;
        if !self.clitics(start).1 || self.clitics(start).0.is_some() {
            return None;
        }
        self.mention_to(start).filter(|&m| self.mentions[m].kind != MentionKind::Adjective)
    }

    /// Whether no preposition governs a mention.
    fn is_free(&self, mention: usize) -> bool {
        let start = self.mentions[mention].phrase.start;
        let preposition = start > 0
            && self.sentence(start).contains(&(start - 1))
            && self.language.in_set("preposition", &self.text.tokens[start - 1].key);
        self.clitics(start).0.is_none() && !preposition
    }
}
