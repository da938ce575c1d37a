//! Posts and forms of address: «نائب وزير الخارجية الإيطالي السابق», «الأمين العام للأمم المتحدة».

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::Relation;
use crate::text::{ARTICLE, TokenKind};

/// A post or a form of address in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    /// Its words; the first counts without its proclitics.
    pub(crate) tokens: Range<usize>,
    pub(crate) relation: Relation,
    pub(crate) honorific: bool,
    pub(crate) plural: bool,
    /// Whether an unnamed one counts as a source that speaks.
    pub(crate) source: bool,
    /// Whether a demonym in it is a nationality.
    pub(crate) profession: bool,
    /// Whether it is the post of the head of a government where a demonym follows it.
    pub(crate) state: bool,
    /// Whether its words name a post.
    pub(crate) post: bool,
    /// Whether it is definite by article or complement.
    pub(crate) definite: bool,
    /// Its words, where they do not stand together: of «وزيرا الخارجية الأميركي … والروسي …» the second's post.
    pub(crate) written: Option<String>,
}

impl Title {
    /// Whether it is a word or two that make nothing of an organisation: «الجنرال», «اللواء المتقاعد».
    pub(super) fn is_rank(&self) -> bool {
        self.tokens.len() <= 2 && self.relation == Relation::Nothing && self.written.is_none()
    }
}

/// The most words of a title.
const LONGEST: usize = 14;

impl Finder<'_> {
    /// The title that starts at a token, as long as it goes without a person's name.
    pub(super) fn title_at(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<Title> {
        let token = self.text.tokens.get(at)?;
        if self.in_set(at, "one.of") && self.same_sentence(at, at + 1) {
            let inner = self.title_at(at + 1, starts).filter(|title| title.plural && title.tokens.len() > 1)?;
            return Some(Title { tokens: at..inner.tokens.end, plural: false, source: false, ..inner });
        }
        let base = token.enclitic.as_ref().map_or(&token.stem, |e| &e.base);
        // «ولي عهد», «رجل أعمال»
        let second = self.text.tokens.get(at + 1).filter(|t| self.same_sentence(at, at + 1) && t.proclitics.is_empty());
        let pair = second
            .filter(|_| self.language.opens_title(base))
            .and_then(|t| self.language.titles.get(format!("{base} {}", t.stem).as_str()));
        let words = if pair.is_some() { 2 } else { 1 };
        let first = pair.or_else(|| self.language.titles.get(base))?;
        if !self.is_word(at)
            || first.pronoun && token.enclitic.is_none() && !self.ends_with_pronoun(at)
            || self.in_value[at]
            || first.indefinite && token.article
        {
            return None;
        }
        if starts.get(&at).is_some_and(|m| m.tokens.len() > 1) {
            return None;
        }
        let mut title = Title {
            tokens: at..at + words,
            relation: first.relation,
            honorific: first.honorific,
            plural: first.plural,
            source: first.source,
            definite: self.text.tokens[at + words - 1].article || first.pronoun || token.enclitic.is_some(),
            post: !first.pronoun && !first.honorific,
            profession: first.profession,
            state: first.state,
            written: None,
        };
        if !first.honorific {
            self.extend_title(&mut title, starts);
        }
        Some(title)
    }

    /// Whether the last letter is a pronoun although the word is also known as a whole («نظيره», folded as the feminine): it
    /// is the letter that stands there, and a title without it.
    fn ends_with_pronoun(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let mut shorter = token.stem.chars();
        let last = shorter.next_back();
        self.text.slice(token.span).chars().last() == last && self.language.titles.contains_key(shorter.as_str())
    }

    fn extend_title(&self, title: &mut Title, starts: &FxHashMap<usize, &Mention>) {
        let start = title.tokens.start;
        let mut end = title.tokens.end;
        // Whether the last word waits for a complement: an indefinite noun in a chain.
        let mut open = !title.definite;
        while end < start + LONGEST && self.same_sentence(start, end) {
            let token = &self.text.tokens[end];
            if self.in_value[end] && !token.article {
                break;
            }
            let preposition = token.proclitics.iter().any(|&c| !self.language.is_conjunction(c));
            let conjunction = token.proclitics.iter().any(|&c| self.language.is_conjunction(c));
            if self.is_told(start, end, starts) {
                break;
            }
            if let Some(mention) = starts.get(&end) {
                // «مستشار ترامب»
                if mention.class == "Person" && open && token.proclitics.is_empty() && self.serves_a_person(start) {
                    title.definite = true;
                    open = false;
                    end = mention.tokens.end;
                    continue;
                }
                if mention.class == "Person" || conjunction {
                    break;
                }
                let adjective = mention.kind == MentionKind::Adjective;
                if !(open || preposition || adjective) {
                    break;
                }
                title.definite |= !adjective || token.article;
                open = false;
                end = mention.phrase.end.max(mention.tokens.end);
                continue;
            }
            if let Some(next) = self.quoted_complement(end, starts).filter(|_| open) {
                title.definite = true;
                open = false;
                end = next;
                continue;
            }
            if !self.is_word(end) {
                break;
            }
            // «سابقا», «بالوكالة»
            let closes =
                self.is_break(end + 1) || self.same_sentence(end, end + 1) && self.name_begins(end + 1, starts);
            if !open && closes && self.in_set(end, "title.adverb") && (preposition || !token.article) {
                end += 1;
                continue;
            }
            // «وزير خارجيته»
            let own = token.enclitic.as_ref().filter(|e| self.language.pronoun_is_feminine(&e.pronoun).is_some());
            let noun = |base: &str| {
                let words = &self.domain.words;
                words.is_noun(base) && !words.is_verb(base) && !self.language.is_verb(base)
            };
            if open && own.is_some_and(|e| noun(&e.base)) && token.proclitics.is_empty() {
                title.definite = true;
                open = false;
                end += 1;
                continue;
            }
            if let Some(next) = self.prepositional(end, starts, title) {
                // «الخبير في شؤون الجماعات المتطرفة»
                open = next == end + 2 && self.in_set(end + 1, "title.field") && !self.text.tokens[end + 1].article;
                end = next;
                title.definite = true;
                continue;
            }
            if let Some(inner) = self.language.titles.get(&token.stem) {
                // «رئيس بلدية ليون وزيرا للداخلية»: an accusative after a whole post is another.
                let accusative = !open && self.language.strip_accusative(&token.stem).is_some();
                let adjective = token.article && token.proclitics.is_empty() && self.in_set(end, "adjective.post");
                // «المبعوث الخاص للرئيس الروسي»
                let heads = inner.relation == Relation::Leads || self.in_set(end, "title.served");
                let master = heads && token.proclitics.iter().any(|&c| self.language.is_purpose(c));
                let further = token.article && !open && !adjective && !master;
                // «وكيل أعماله مسؤولي النادي», «رئيس الوزراء وزير الدفاع»: no noun without article follows a whole post.
                let another = !open && !token.article && !preposition;
                if inner.honorific || further || conjunction || accusative || another {
                    break;
                }
                open = !token.article;
                title.definite |= token.article;
                end += 1;
                continue;
            }
            if token.article && self.in_set(end, "adjective.post") && token.proclitics.is_empty() {
                title.definite = true;
                open = false;
                end += 1;
                continue;
            }
            // «مرشحة اليمين المتطرف مارين لوبان»: what agrees with the noun before and has a name behind it.
            let agreeing = token.article
                && token.proclitics.is_empty()
                && self.text.tokens[end - 1].article
                && !self.in_set(end, "time")
                && !self.is_given(end)
                && self.same_sentence(end, end + 1)
                && self.name_begins(end + 1, starts);
            if agreeing && !open {
                end += 1;
                continue;
            }
            if token.article {
                let unknown = !self.domain.words.contains(&token.stem) && !self.is_adjective(end);
                if self.in_set(end, "time") || self.is_given(end) || !open && unknown {
                    break;
                }
                if conjunction && self.text.tokens[end - 1].stem == self.text.tokens[start].stem {
                    break;
                }
                if !(open || preposition || conjunction || self.is_adjective(end)) {
                    break;
                }
                title.definite = true;
                open = false;
                end += 1;
                continue;
            }
            let noun = self.domain.words.contains(&token.stem) && !self.is_given(end) && !self.is_verb(end);
            let joined = conjunction && !preposition && noun && !open && self.text.tokens[end - 1].article;
            if joined && self.same_sentence(end, end + 1) && self.text.tokens[end + 1].article {
                end += 2;
                continue;
            }
            let purpose = token.proclitics.iter().any(|&c| self.language.is_purpose(c));
            if preposition && !purpose || conjunction || !noun || self.in_set(end, "particle") || !(open || preposition)
            {
                break;
            }
            open = true;
            end += 1;
        }
        // A chain that ends in an open noun is complete only up to the word before.
        title.tokens.end = end;
    }

    /// Whether a word names the reporter or the medium that a source speaks to: «لمراسل الصحيفة» in «قال مصدر أمني لمراسل
    /// الصحيفة» is no part of the post.
    fn is_told(&self, source: usize, at: usize, starts: &FxHashMap<usize, &Mention>) -> bool {
        let token = &self.text.tokens[at];
        let medium = |class: &str| self.domain.ontology.is_a(class, "MediaOutlet");
        self.in_set(source, "title.telling")
            && token.proclitics.iter().any(|&c| self.language.is_purpose(c))
            && (self.in_set(at, "title.told")
                || starts.get(&at).is_some_and(|name| medium(&name.class))
                || self.language.heads.get(&token.stem).is_some_and(|head| medium(&head.class)))
    }

    /// «وزيرا الخارجية الأميركي جون كيري والروسي سيرغي لافروف»: who shares a post in the plural, each after a demonym.
    pub(super) fn shared_post(&self, title: &Title, starts: &FxHashMap<usize, &Mention>) -> Vec<(Range<usize>, Title)> {
        let first = &self.text.tokens[title.tokens.start];
        let known = self.language.titles.get(&first.stem).filter(|_| title.tokens.len() > 1);
        let Some(known) = known else { return Vec::new() };
        // «وزيرا الخارجية»: no accusative stands before a definite noun.
        let dual = title.definite && !first.article && self.language.strip_accusative(&first.stem).is_some();
        let Some(singular) = known.singular.as_ref().or(dual.then_some(&known.form)) else { return Vec::new() };
        let between = title.tokens.start + 1..title.tokens.end - 1;
        let words = if between.is_empty() { String::new() } else { self.text.written(between) };
        let article = if first.article { ARTICLE } else { "" };
        let demonym =
            |at: usize| starts.get(&at).is_some_and(|m| m.kind == MentionKind::Adjective && m.tokens.len() == 1);
        let mut holders = Vec::new();
        let mut at = title.tokens.end - 1;
        while demonym(at) && self.same_sentence(title.tokens.start, at + 1) {
            let bare = self.text.tokens[at + 1].proclitics.is_empty();
            let Some(name) = self.person_name(at + 1, true, starts).filter(|_| bare) else { break };
            let nation = self.text.slice(self.text.tokens[at].core);
            let written = [&format!("{article}{singular}"), words.as_str(), nation]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            at = name.end + usize::from(self.is_break(name.end));
            let post =
                Title { tokens: name.start - 1..name.start, plural: false, written: Some(written), ..title.clone() };
            holders.push((name, post));
            let joined = self.text.tokens.get(at).is_some_and(|t| !t.proclitics.is_empty()) && self.is_bare(at);
            if !joined {
                break;
            }
        }
        holders
    }

    /// «زعيمة "الجبهة الوطنية"»: the end of an organisation's name between quotation marks, the closing one included.
    fn quoted_complement(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let quote = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
        if !quote(at) || !self.same_sentence(at, at + 1) {
            return None;
        }
        if let Some(name) = starts.get(&(at + 1)).filter(|m| m.kind == MentionKind::Name && m.class != "Person") {
            let end = name.tokens.end;
            return Some(end + usize::from(quote(end) && self.same_sentence(at, end)));
        }
        // «زعيم حركة "الفجر الجديد"»: a few words that both marks close.
        let end = (at + 1..at + 6).take_while(|&i| self.same_sentence(at, i)).find(|&i| quote(i))?;
        let words = end > at + 1 && (at + 1..end).all(|i| self.is_word(i) && !self.is_verb(i) && !self.is_given(i));
        (words && self.is_bare(at + 1)).then_some(end + 1)
    }

    /// Whether a post is held with a person: «مستشار», «محامي».
    fn serves_a_person(&self, at: usize) -> bool {
        self.in_set(at, "title.personal")
    }

    /// Whether a person's name that a list or the tagger knows begins at a token.
    fn name_begins(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> bool {
        self.text.tokens.get(at).is_some_and(|t| t.proclitics.is_empty())
            && (starts.get(&at).is_some_and(|m| m.class == "Person")
                || !starts.contains_key(&at) && (self.given(at) == Some(false) || self.tagged_person(at).is_some()))
    }

    /// The end of a definite organisation that no list knows: «الجبهة الشعبية» in «النائب عن الجبهة الشعبية».
    fn common_organization(&self, at: usize) -> Option<usize> {
        let token = self.text.tokens.get(at).filter(|t| t.article && t.proclitics.is_empty())?;
        let head = self.language.heads.get(&token.stem)?;
        if !self.domain.ontology.is_organization(&head.class) {
            return None;
        }
        let adjective = |i: usize| {
            self.same_sentence(at, i)
                && self.text.tokens[i].article
                && self.text.tokens[i].proclitics.is_empty()
                && self.is_adjective(i)
                && !self.in_set(i, "time")
        };
        (at + 1..).find(|&i| !adjective(i))
    }

    /// «باسم وزارة الدفاع», «في الائتلاف», «لدى الأمم المتحدة»: the end of a preposition with its organisation; a place is
    /// taken only after titles of envoys.
    fn prepositional(&self, at: usize, starts: &FxHashMap<usize, &Mention>, title: &Title) -> Option<usize> {
        if !self.in_set(at, "title.preposition") || !self.same_sentence(at, at + 1) {
            return None;
        }
        let next = at + 1;
        if let Some(mention) = starts.get(&next) {
            let ontology = &self.domain.ontology;
            let envoy = self.in_set(title.tokens.start, "title.abroad");
            let fits = ontology.is_organization(&mention.class)
                || ontology.is_a(&mention.class, "Conference")
                || envoy
                || self.in_set(at, "title.speaking");
            let person = mention.class == "Person" && !self.in_set(at, "title.speaking");
            let end = mention.phrase.end.max(mention.tokens.end);
            // «وزير الداخلية في ولاية هيسن بيتر بويت»
            let local = mention.kind == MentionKind::Name
                && ontology.is_place(&mention.class)
                && self.in_set(at, "title.within")
                && self.same_sentence(at, end)
                && self.name_begins(end, starts);
            return (fits && !person || local).then_some(end);
        }
        if self.in_set(next, "title.field") && self.text.tokens[next].proclitics.is_empty() {
            return Some(next + 1);
        }
        if let Some(end) = self.common_organization(next) {
            return Some(end);
        }
        if !self.in_set(at, "title.speaking") || self.text.tokens[next].kind != TokenKind::Arabic {
            return None;
        }
        let mut end = next + 1;
        while self.same_sentence(next, end)
            && self.is_word(end)
            && (self.text.tokens[end].article || starts.get(&end).is_some_and(|m| m.kind == MentionKind::Adjective))
            && self.text.tokens[end].proclitics.is_empty()
            && !self.in_set(end, "time")
        {
            end += 1;
        }
        Some(end)
    }

    /// Whether a word is a given name.
    pub(super) fn is_given(&self, at: usize) -> bool {
        self.given(at).is_some()
    }

    /// A given name, and whether it is a common word too. What folds to a particle must be spelled as the name is:
    /// «علي» and «على» fold alike.
    pub(super) fn given(&self, at: usize) -> Option<bool> {
        let token = &self.text.tokens[at];
        let known = self.language.given_name(&token.key).or_else(|| self.language.given_name(&token.fold))?;
        let particle = self.in_set(at, "particle");
        (!particle || self.language.is_given_spelling(self.text.slice(token.core))).then_some(known || particle)
    }
}
