//! People: names after titles, and names that begin with a given name.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::head::by_start;
use super::{Finder, Mention, Title};
use crate::annotation::MentionKind;
use crate::tagger::Kind;
use crate::text::TokenKind;

/// The most words of a person's name.
const LONGEST: usize = 9;

/// From how many occurrences on a word is no family name.
const FAMILIAR: u32 = 400;

impl Finder<'_> {
    /// People with their titles, and unnamed holders of a post.
    pub(super) fn persons(&self, found: &[Mention]) -> Vec<Mention> {
        let starts = by_start(found);
        let mut inside = vec![false; self.text.tokens.len()];
        // Where the posts inside bodies begin.
        let mut within: Vec<usize> = Vec::new();
        for name in found.iter().filter(|m| m.kind == MentionKind::Name && m.class != "Person") {
            // «إدارة الرئيس الأميركي دونالد ترامب»: who is inside has his post there.
            let head = self.language.heads.get(&self.text.tokens[name.tokens.start].stem);
            let held = name.head == Some(name.tokens.start)
                && head.is_some_and(|h| h.complement.person)
                && self.titled_holder(name.tokens.start + 1, &starts) == Some(name.tokens.end);
            let end = if held { name.tokens.start + 1 } else { name.tokens.end };
            within.extend(held.then_some(end));
            inside[name.tokens.start..end].fill(true);
        }
        let mut persons = Vec::new();
        let mut at = 0;
        while at < self.text.tokens.len() {
            if inside[at] {
                at += 1;
                continue;
            }
            let mut titles = Vec::new();
            let mut next = at;
            while let Some(title) = self.title_at(next, &starts) {
                // «المحامي أمين سيدهم»: what is a given name too is none after a post.
                if !titles.is_empty() && title.tokens.len() == 1 && self.given_after_post(title.tokens.start) {
                    break;
                }
                // «دعا وزير الخارجية الفلسطيني نظيره البريطاني بوريس جونسون»: a post with a pronoun is another's.
                if !titles.is_empty() && self.text.tokens[next].enclitic.is_some() || self.is_counterpart(next) {
                    persons.extend(self.unnamed(&titles, &starts));
                    titles.clear();
                }
                next = title.tokens.end;
                titles.push(title);
                // «ودوقة كورنوول والأمير هاري»: a second title with conjunction and article is another's.
                let another = |token: &crate::text::Token| token.article && !token.proclitics.is_empty();
                if !self.same_sentence(at, next) || !self.is_bare(next) || another(&self.text.tokens[next]) {
                    break;
                }
                next += usize::from(self.apposed_title(next, &titles, &starts));
            }
            // «أعضاء الفريق الأمني للرئيس التركي رجب طيب أردوغان»
            if let Some((outer, inner)) = titles.last().filter(|t| t.plural).and_then(|t| self.inner_post(t, &starts)) {
                persons.extend(self.unnamed(&[outer], &starts));
                titles = vec![inner];
            }
            let after_title = !titles.is_empty();
            if let [title] = &titles[..] {
                let holders = self.shared_post(title, &starts);
                if let Some((last, _)) = holders.last() {
                    at = last.end;
                    persons.extend(holders.into_iter().map(|(name, post)| self.person(name, vec![post], None)));
                    continue;
                }
            }
            if after_title && self.apposed_name(next, &titles, &starts) {
                next += 1;
            }
            // «المتحدث باسم وزارة الدفاع (البنتاغون) آدم ستامب»
            if let Some(end) = self.aside(next).filter(|_| after_title)
                && self.same_sentence(at, end)
                && self.person_name(end, true, &starts).is_some()
            {
                next = end;
            }
            let bare = !after_title || self.text.tokens.get(next).is_some_and(|t| t.proclitics.is_empty());
            let same = !after_title || self.same_sentence(at, next);
            let name = (bare && same && !titles.iter().any(|t| t.plural))
                .then(|| self.person_name(next, after_title, &starts))
                .flatten()
                .filter(|name| {
                    // One unknown word after «مسؤول» is more often an adjective than a name.
                    let telling =
                        name.len() > 1 || self.given(name.start) == Some(false) || starts.contains_key(&name.start);
                    telling || titles.last().is_none_or(|t| t.definite || t.honorific) && self.seen_as_name(name.start)
                });
            match name {
                Some(tokens) => {
                    if let Some((outer, inner)) = titles.last().and_then(|t| self.inner_post(t, &starts)) {
                        titles = vec![outer];
                        persons.extend(self.unnamed(&titles, &starts));
                        titles = vec![inner];
                    }
                    at = tokens.end;
                    let ranks = titles.iter().all(|t: &Title| t.honorific || t.is_rank());
                    while let Some((title, end)) = self.title_after(at, &starts).filter(|_| ranks || self.is_break(at))
                    {
                        at = end;
                        titles.push(title);
                    }
                    let known = starts.get(&tokens.start).filter(|m| m.class == "Person" && m.tokens == tokens);
                    let entry = known.and_then(|m| m.entry);
                    persons.push(self.person(tokens, titles, entry));
                }
                None if after_title => {
                    // «مسؤول في إدارة الرئيس الأميركي دونالد ترامب»: the president comes next.
                    let inner = within.iter().copied().find(|&post| at < post && post < next);
                    at = inner.unwrap_or(next).max(at + 1);
                    persons.extend(self.unnamed(&titles, &starts));
                }
                None => at += 1,
            }
        }
        persons
    }

    /// The words of a person's name at a token.
    pub(super) fn person_name(
        &self,
        at: usize,
        after_title: bool,
        starts: &FxHashMap<usize, &Mention>,
    ) -> Option<Range<usize>> {
        let token = self.text.tokens.get(at)?;
        if let Some(known) = starts.get(&at) {
            if known.class != "Person" {
                return None;
            }
            // «عين ماكرون سيلفي جولار»: after a family name that is known as such another name begins.
            let family = known.tokens.len() == 1 && known.entry.is_some() && !self.is_given(at);
            if family {
                return Some(known.tokens.clone());
            }
            return Some(self.extend_name(known.tokens.clone(), starts, known.tokens.len() > 1));
        }
        if let Some(span) = self.tagged_person(at) {
            return Some(self.extend_name(span.tokens.clone(), starts, true));
        }
        let given = self.given(at);
        if !self.is_word(at) || self.in_value[at] || self.is_particle(at) && given.is_none() {
            return None;
        }
        let theophoric = self.same_sentence(at, at + 1)
            && self.in_set(at + 1, "name.theophoric")
            && token.proclitics.is_empty()
            && self.same_sentence(at, at + 2)
            && (self.is_given(at + 2) || self.is_unknown(at + 2))
            && self.text.tokens[at + 2].proclitics.is_empty();
        let connector = (self.in_set(at, "name.opener") || theophoric && !self.is_verb(at)) && !token.article;
        let unknown = given.is_none() && !connector && self.is_name_like(at);
        let starts_name = match given {
            Some(ambiguous) => !ambiguous || after_title || self.before_title(at, starts),
            None => connector || unknown && (after_title || self.before_title(at, starts)),
        };
        if !starts_name {
            return None;
        }
        let name = self.extend_name(at..at + 1, starts, false);
        let enough = if after_title {
            !connector || name.len() > 1
        } else {
            name.len() > 1 && (given.is_some() || unknown || connector && self.is_name_like(at)) || name.len() > 2
        };
        let letters = name.clone().any(|i| self.text.tokens[i].fold.chars().count() > 2);
        (enough && letters).then_some(name)
    }

    /// Whether at least two words that may be a name stand right before a post («لوران فابيوس وزير الخارجية»).
    fn before_title(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> bool {
        if !self.text.tokens[at].proclitics.is_empty() || self.text.tokens[at].article {
            return false;
        }
        let name = self.extend_name(at..at + 1, starts, false);
        name.len() > 1 && self.title_after(name.end, starts).is_some()
    }

    /// A name with the words after it that belong to it. To a `fixed` name no unknown word is added.
    pub(super) fn extend_name(
        &self,
        mut name: Range<usize>,
        starts: &FxHashMap<usize, &Mention>,
        fixed: bool,
    ) -> Range<usize> {
        let mut after_connector = self.in_set(name.end - 1, "name.connector") && name.len() == 1;
        while name.len() < LONGEST && self.same_sentence(name.start, name.end) {
            let at = name.end;
            let token = &self.text.tokens[at];
            if !self.is_word(at) || token.kind != self.text.tokens[name.start].kind || self.in_value[at] {
                break;
            }
            let known = starts.get(&at);
            // «أبو براء العراقي»: by-names say where somebody is from.
            let origin = token.article && token.proclitics.is_empty() && self.is_by_name(&name);
            if origin && known.is_some_and(|m| m.kind == MentionKind::Adjective && m.tokens.len() == 1) {
                name.end += 1;
                break;
            }
            if known.is_some_and(|m| m.class != "Person" || m.entry.is_some() && !after_connector) {
                break;
            }
            let connector = self.in_set(at, "name.connector") && !token.article;
            if !(after_connector || token.proclitics.is_empty()) {
                break;
            }
            let complete =
                (name.start..name.end).any(|i| self.given(i) == Some(false)) || self.in_set(name.end - 1, "name.part");
            let family = name.len() == 1 && self.is_given(name.start) && self.is_rare_noun(at)
                || complete
                    && !fixed
                    && (name.len() == 1 || name.len() == 2 && self.in_set(name.end - 1, "name.part"))
                    && self.is_family(at);
            let fits = family
                || after_connector && !self.is_verb(at)
                || connector
                || self.in_set(at, "name.part")
                || self.is_given(at) && !self.is_after_family(name.end - 1, at)
                || !fixed
                    && self.is_unknown(at)
                    && !self.is_particle(at)
                    && !self.language.titles.contains_key(&token.stem);
            if !fits {
                break;
            }
            after_connector = connector;
            name.end += 1;
        }
        while name.len() > 1 && self.in_set(name.end - 1, "name.connector") {
            name.end -= 1;
        }
        name
    }

    /// Whether a name is «أبو» and one word, as by-names of fighters are.
    fn is_by_name(&self, name: &Range<usize>) -> bool {
        name.len() == 2 && self.in_set(name.start, "name.byname")
    }

    /// Whether a word that may be more than a given name stands after a family name with an article, which ends a name:
    /// «راشد الغنوشي صاحب القرار».
    fn is_after_family(&self, last: usize, at: usize) -> bool {
        self.text.tokens[last].article && !self.in_set(last, "name.part") && self.given(at) == Some(true)
    }

    /// Whether a word is in no word list, as family names are.
    fn is_unknown(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let accusative =
            || self.language.strip_accusative(&token.stem).is_some_and(|base| self.domain.words.takes_article(base));
        token.enclitic.is_none()
            && !self.domain.words.takes_article(&token.stem)
            && !accusative()
            && token.fold.chars().count() > 1
            && !self.is_verb(at)
            && !self.is_present_verb(at)
            && self.domain.lexicon.demonym(&token.stem).is_none()
            && !self.language.heads.contains_key(token.stem.as_str())
    }

    /// Whether a word has the form of the present of a verb that the word list knows: «يسخر», of «سخر».
    fn is_present_verb(&self, at: usize) -> bool {
        let stem = &self.text.tokens[at].stem;
        let mut letters = stem.chars();
        let first = letters.next();
        let root = letters.as_str();
        root.chars().nth(2).is_some()
            && first.is_some_and(|letter| self.language.present_letters.contains(&letter))
            && self.domain.words.may_be_verb(root)
    }

    /// Whether a word after a given name may be a family name although it is a noun too: a rare one without article.
    fn is_rare_noun(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        self.may_follow_given(at) && !token.article && !self.domain.words.is_common(&token.stem)
    }

    /// Whether a word after a whole given name may be a family name, even a common word: «محمد عبادي», «عبد الكريم العلمي».
    fn is_family(&self, at: usize) -> bool {
        let other = ["adjective.post", "adverb", "barrier", "name.connector"];
        self.may_follow_given(at)
            && !other.iter().any(|set| self.in_set(at, set))
            && self.domain.words.count(&self.text.tokens[at].stem) < FAMILIAR
    }

    /// Whether nothing keeps a word from being a family name: no clitic, and no word that begins or ends something else.
    fn may_follow_given(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.proclitics.is_empty()
            && token.enclitic.is_none()
            && !self.is_particle(at)
            && !self.is_verb(at)
            && !self.language.titles.contains_key(&token.stem)
            && !self.language.heads.contains_key(&token.stem)
            && self.domain.lexicon.demonym(&token.stem).is_none()
            && self.language.strip_accusative(&token.stem).is_none()
    }

    /// Whether a word after a title can begin a name: no noun, verb or particle that is known.
    fn is_name_like(&self, at: usize) -> bool {
        self.is_unknown(at)
            && self.text.tokens[at].enclitic.is_none()
            && !self.language.titles.contains_key(&self.text.tokens[at].stem)
    }

    fn is_particle(&self, at: usize) -> bool {
        ["particle", "time", "barrier", "determiner"].iter().any(|set| self.in_set(at, set))
    }

    /// Whether a title's word without article is a given name with a further name after it.
    fn given_after_post(&self, at: usize) -> bool {
        let next = self.text.tokens.get(at + 1).filter(|_| self.same_sentence(at, at + 1));
        !self.text.tokens[at].article
            && self.is_given(at)
            && next.is_some_and(|t| t.proclitics.is_empty())
            && (self.is_given(at + 1) || self.is_unknown(at + 1))
    }

    /// Whether a comma or dash stands at a token.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|t| {
            let mark = self.text.slice(t.span);
            t.kind == TokenKind::Mark && (self.language.is_comma(mark) || matches!(mark, "-" | "\u{2013}" | "\u{2014}"))
        })
    }

    /// «رئيس الوزراء الكندي، جاستن ترودو، …»: whether a name stands after a whole post and a comma.
    fn apposed_name(&self, comma: usize, titles: &[Title], starts: &FxHashMap<usize, &Mention>) -> bool {
        let name = comma + 1;
        let whole = titles.iter().all(|t| t.definite && !t.plural && !t.honorific && t.tokens.len() > 1);
        whole
            && self.is_break(comma)
            && self.same_sentence(comma - 1, name)
            && self.text.tokens[name].proclitics.is_empty()
            && (self.person_name(name, false, starts).is_some_and(|words| words.len() > 1)
                || self.person_name(name, true, starts).is_some_and(|w| w.len() > 1 && self.is_break(w.end)))
    }

    /// «العاهل السعودي، الملك سلمان بن عبد العزيز»: whether one word of address and a name stand after a whole post and a comma.
    fn apposed_title(&self, comma: usize, titles: &[Title], starts: &FxHashMap<usize, &Mention>) -> bool {
        let whole = titles.iter().all(|t| t.definite && !t.plural && !t.honorific && t.tokens.len() > 1);
        if !whole || !self.is_break(comma) || !self.same_sentence(comma - 1, comma + 2) {
            return false;
        }
        let word = |at: usize| self.text.tokens[at].proclitics.is_empty();
        self.title_at(comma + 1, starts).is_some_and(|t| t.tokens.len() == 1 && t.definite && !t.plural)
            && word(comma + 1)
            && word(comma + 2)
            && self.person_name(comma + 2, true, starts).is_some()
    }

    /// «مساعد الشؤون السياسية بمكتب الرئيس حسن روحاني»: the name is the president's, where his title follows a noun that is
    /// no post itself («نائب الرئيس» is one post). The post without him, and his.
    fn inner_post(&self, title: &Title, starts: &FxHashMap<usize, &Mention>) -> Option<(Title, Title)> {
        let first = title.tokens.start;
        (first + 2..title.tokens.end).find_map(|at| {
            let token = &self.text.tokens[at];
            let owner = &self.text.tokens[at - 1];
            let genitive = token.proclitics.is_empty()
                && !owner.article
                && self.is_noun(at - 1)
                && !self.language.titles.contains_key(&owner.stem);
            // «المستشار الخاص للرئيس الأمريكي باراك أوباما»
            let served =
                self.in_set(at, "title.served") && token.proclitics.iter().any(|&c| self.language.is_purpose(c));
            let nested = token.article && (genitive || served) && self.language.titles.contains_key(&token.stem);
            let inner =
                self.title_at(at, starts).filter(|t| nested && !t.plural && t.tokens.end == title.tokens.end)?;
            Some((Title { tokens: first..at, ..title.clone() }, inner))
        })
    }

    /// Whether a word with a pronoun says that somebody has the post of another: «نظيره».
    fn is_counterpart(&self, at: usize) -> bool {
        self.language.titles.get(&self.text.tokens[at].stem).is_some_and(|title| title.pronoun)
    }

    /// Whether a post says with a preposition whose it is: «المديرة العامة لمنظمة اليونسكو».
    fn has_prepositional(&self, title: &Title) -> bool {
        title.tokens.clone().skip(1).any(|i| !self.is_bare(i) || self.in_set(i, "title.preposition"))
    }

    /// Whether the tagger, too, takes an unknown word for a name, here or elsewhere in the text.
    fn seen_as_name(&self, at: usize) -> bool {
        let word = &self.text.tokens[at].fold;
        let mut persons = self.tagged.values().filter(|span| span.kind == Kind::Person);
        self.language.tagger.is_none()
            || persons.any(|span| span.tokens.clone().any(|i| self.text.tokens[i].fold == *word))
    }

    /// A post after a name: «لوران فابيوس وزير الخارجية الفرنسي», where no other name follows it; and the token from which
    /// the text goes on.
    fn title_after(&self, end: usize, starts: &FxHashMap<usize, &Mention>) -> Option<(Title, usize)> {
        let at = end + usize::from(self.is_break(end));
        if !self.same_sentence(end - 1, at) || !self.text.tokens[at].proclitics.is_empty() {
            return None;
        }
        let title = self.title_at(at, starts)?;
        if at == end && self.text.tokens[at].article && !self.has_prepositional(&title) {
            return None;
        }
        if title.honorific || title.plural || !title.definite || title.tokens.len() < 2 {
            return None;
        }
        let next = title.tokens.end;
        // «عبد المالك سلال، مدير الحملة الانتخابية للرئيس الجزائري، عبد العزيز بوتفليقة»
        let named = |at: usize| self.same_sentence(next - 1, at) && self.person_name(at, false, starts).is_some();
        if let Some((outer, inner)) = self.inner_post(&title, starts).filter(|_| self.is_break(next) && named(next + 1))
        {
            return Some((outer, inner.tokens.start));
        }
        let other = self.same_sentence(at, next)
            && self.text.tokens[next].proclitics.is_empty()
            && self.person_name(next, true, starts).is_some();
        if !other {
            return Some((title, next));
        }
        // «إبراهيم كالين المتحدث باسم الرئيس التركي رجب طيب إردوغان»: the other has the post inside.
        let inner = (at + 2..next).find(|&i| {
            self.text.tokens[i].article
                && self.language.titles.contains_key(&self.text.tokens[i].stem)
                && self.in_set(i - 1, "title.speaking")
        })?;
        Some((title, inner))
    }

    fn person(&self, tokens: Range<usize>, titles: Vec<Title>, entry: Option<crate::domain::EntryId>) -> Mention {
        let source = match entry {
            Some(entry) => {
                let place = &self.domain.lexicon.entry(entry).place;
                format!("{}:{}", place.0, place.1)
            }
            None if titles.is_empty() => "person/given-name".to_owned(),
            None => "person/title".to_owned(),
        };
        Mention {
            phrase: tokens.clone(),
            tokens,
            class: "Person".to_owned(),
            kind: MentionKind::Name,
            entry,
            head: None,
            titles,
            core: true,
            source,
        }
    }

    /// «مسؤول أمريكي», «الرئيس السوري», «مصدر في الشرطة الفرنسية»: somebody without a name.
    fn unnamed(&self, titles: &[Title], starts: &FxHashMap<usize, &Mention>) -> Option<Mention> {
        let title = titles.iter().find(|t| !t.honorific)?;
        if self.text.tokens[title.tokens.start].enclitic.is_some() {
            return None;
        }
        let first = title.tokens.start;
        let speaks = first > 0
            && self.same_sentence(first - 1, first)
            && self.language.in_set("say", &self.text.tokens[first - 1].stem);
        // «الندوة الصحفية»: after a definite noun the same word is its adjective.
        let after_noun = first > 0
            && self.same_sentence(first - 1, first)
            && self.text.tokens[first - 1].article
            && !self.language.titles.contains_key(&self.text.tokens[first - 1].stem);
        if title.tokens.len() == 1
            && after_noun
            && self.is_adjective(first)
            && self.text.tokens[first].proclitics.is_empty()
        {
            return None;
        }
        let belongs = title.tokens.clone().any(|i| starts.contains_key(&i));
        if !(title.definite && !title.source || title.source && (belongs || speaks)) {
            return None;
        }
        Some(Mention {
            tokens: title.tokens.clone(),
            phrase: title.tokens.clone(),
            class: if title.plural { "PopulationGroup" } else { "Person" }.to_owned(),
            kind: MentionKind::Nominal,
            entry: None,
            head: None,
            titles: vec![title.clone()],
            core: false,
            source: "person/unnamed".to_owned(),
        })
    }
}
