//! Names that begin with a head noun: «وزارة الخارجية الأميركية», «حركة النهضة», «مدينة الموصل», «القرار 2170».

use rustc_hash::FxHashMap;

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::domain::Head;
use crate::text::TokenKind;

/// The most words that may follow a head inside a name.
const LONGEST: usize = 6;

/// The outermost mention that starts at each token.
pub(super) fn by_start(mentions: &[Mention]) -> FxHashMap<usize, &Mention> {
    let mut starts = FxHashMap::default();
    for mention in mentions {
        starts.entry(mention.tokens.start).or_insert(mention);
    }
    starts
}

impl Finder<'_> {
    /// Names that begin with a head noun, over the names and demonyms found so far.
    pub(super) fn headed_names(&self, base: &[Mention]) -> Vec<Mention> {
        let starts = by_start(base);
        let mut inside = vec![false; self.text.tokens.len()];
        for name in base.iter().filter(|m| m.kind == MentionKind::Name) {
            inside[name.tokens.clone()].fill(true);
        }
        let mut found: Vec<Mention> = Vec::new();
        for (at, &inside) in inside.iter().enumerate() {
            // An adjective phrase right after a head is no name of its own: «الخارجية» in «وزارة الخارجية الصينية».
            let within = found.last().is_some_and(|m| m.tokens.start + 1 == at && m.tokens.end > at);
            if let Some(mention) = starts.get(&at).and_then(|name| self.lengthened(name, &starts)) {
                found.push(mention);
                continue;
            }
            let each = self.language.heads.get(&self.text.tokens[at].stem).filter(|h| h.complement.each);
            if let Some(head) = each.filter(|_| !inside && !self.text.tokens[at].article) {
                found.extend(self.names_of_each(at, head, &starts));
            } else if !inside
                && !within
                && let Some(mention) = self.headed_name(at, &starts, 0)
            {
                found.push(self.of_its_owner(mention, &starts));
            }
        }
        found
    }

    /// A known name of an organ with a demonym after it: «وزارة الصحة السعودية» is one state's.
    fn lengthened(&self, name: &Mention, starts: &FxHashMap<usize, &Mention>) -> Option<Mention> {
        let at = name.tokens.start;
        let end = name.tokens.end;
        let head = self.language.heads.get(&self.text.tokens[at].stem)?;
        let organ = !head.complement.proper && (head.complement.genitive || head.complement.adjective);
        let fits = organ
            && !self.language.is_closed(&name.class)
            && name.kind == MentionKind::Name
            && self.domain.ontology.is_organization(&name.class)
            && self.same_sentence(at, end)
            && self.text.tokens[end].article
            && starts.get(&end).is_some_and(|m| m.kind == MentionKind::Adjective)
            && self.text.tokens[end].proclitics.is_empty();
        fits.then(|| {
            let mut mention = self.headed(at, self.closing_adjectives(end + 1, starts), head, None);
            mention.class.clone_from(&name.class);
            mention
        })
    }

    fn headed_name(&self, at: usize, starts: &FxHashMap<usize, &Mention>, depth: usize) -> Option<Mention> {
        let token = self.text.tokens.get(at)?;
        if !self.is_word(at) || token.enclitic.is_some() {
            return None;
        }
        let head = self.language.heads.get(&token.stem)?;
        let next = at + 1;
        if !self.same_sentence(at, next) {
            return None;
        }
        if head.complement.proper && self.text.tokens[next].kind == TokenKind::Quote {
            return self.quoted_name(at, head, starts);
        }
        if head.complement.number
            && let Some(end) = self.number_after(next, starts)
        {
            return Some(self.headed(at, end, head, None));
        }
        if !self.text.tokens[next].proclitics.is_empty() {
            return None;
        }
        let person = head.complement.person;
        if person
            && !token.article
            && let Some(end) = self.titled_holder(next, starts)
        {
            return Some(self.headed(at, end, head, None));
        }
        if (head.complement.proper || head.complement.genitive || head.complement.known || person)
            && let Some(name) = starts.get(&next).filter(|m| m.kind == MentionKind::Name)
            && !token.article
        {
            return self.head_and_name(at, head, name, starts);
        }
        if token.article {
            return (head.complement.adjective || head.complement.demonym)
                .then(|| self.adjectives(at, head, starts))
                .flatten();
        }
        if head.complement.genitive || head.complement.proper {
            return self.complement(at, head, starts, depth);
        }
        if head.complement.nation {
            return self.national(at, head, starts);
        }
        None
    }

    /// «سلطات الأمن الألمانية», «إدارة معلومات الطاقة الأمريكية»: nouns that a definite noun and a demonym close.
    fn national(&self, at: usize, head: &Head, starts: &FxHashMap<usize, &Mention>) -> Option<Mention> {
        let mut end = at + 1;
        let mut definite = false;
        while end < at + 1 + LONGEST && self.same_sentence(at, end) && self.is_word(end) && !self.in_value[end] {
            let token = &self.text.tokens[end];
            let bare = token.proclitics.is_empty() && token.enclitic.is_none();
            if let Some(mention) = starts.get(&end) {
                let demonym = mention.kind == MentionKind::Adjective && definite && bare && token.article;
                let end = self.closing_adjectives(mention.tokens.end, starts);
                return demonym.then(|| self.headed(at, end, head, None));
            }
            // «إدارة الأزمة الليبية» manages the crisis.
            let other = self.language.heads.get(&token.stem).is_some_and(|h| h.complement.nominal);
            let fits = bare
                && !other
                && !self.in_set(end, "time")
                && !self.language.titles.contains_key(&token.stem)
                && (self.is_noun(end) || self.is_adjective(end))
                && (token.article || !definite && !self.is_verb(end));
            if !fits {
                return None;
            }
            definite |= token.article;
            end += 1;
        }
        None
    }

    /// «مدينتي سرت ومصراتة»: each of the names that one head noun opens. What the lexicon knows as a place is found anyway.
    fn names_of_each(&self, at: usize, head: &Head, starts: &FxHashMap<usize, &Mention>) -> Vec<Mention> {
        let mut names = Vec::new();
        let mut count = 0;
        let mut next = at + 1;
        while next < self.text.tokens.len() && self.same_sentence(at, next) {
            let quote = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
            let lone = |i: usize| self.text.tokens[i].stem.chars().count() == 1;
            // «سرت و مصراتة», «"سرت" و"مصراتة"»
            let joined = count > 0 && self.is_word(next) && lone(next);
            let mut first = next + usize::from(joined);
            let quoted = quote(first);
            first += usize::from(quoted);
            if first >= self.text.tokens.len() || !self.same_sentence(at, first) || !self.is_word(first) {
                break;
            }
            let token = &self.text.tokens[first];
            if !(joined || quoted || token.proclitics.is_empty() == (count == 0)) || !self.is_bare(first) {
                break;
            }
            let end = match starts.get(&first) {
                Some(name) if name.kind == MentionKind::Name && self.domain.ontology.is_place(&name.class) => {
                    name.tokens.end
                }
                Some(_) => break,
                None => {
                    let end = self.unknown_name(first);
                    if end == first {
                        break;
                    }
                    let mut mention = self.headed(first, end, head, None);
                    mention.head = None;
                    names.push(mention);
                    end
                }
            };
            count += 1;
            next = end;
            next += usize::from(quoted && quote(next));
        }
        if count < 2 {
            names.clear();
        }
        names
    }

    /// The end of a place's name that no list knows, as it stands after a head noun.
    fn unknown_name(&self, at: usize) -> usize {
        let fits = |i: usize| {
            let token = &self.text.tokens[i];
            self.is_word(i)
                && !self.in_value[i]
                && token.enclitic.is_none()
                && !["particle", "time", "barrier", "determiner", "direction"].iter().any(|set| self.in_set(i, set))
                && !self.is_verb(i)
                && !self.language.titles.contains_key(&token.stem)
                && !self.language.heads.contains_key(&token.stem)
                && (token.article || !self.domain.words.takes_article(&token.stem))
        };
        if !fits(at) {
            return at;
        }
        let mut end = at + 1;
        while end < at + 3
            && self.same_sentence(at, end)
            && self.text.tokens[end].proclitics.is_empty()
            && fits(end)
            && (!self.text.tokens[end].article || self.text.tokens[at].article && self.is_adjective(end))
        {
            end += 1;
        }
        end
    }

    /// «مجلس شورى حركة النهضة», «المكتب التنفيذي للاتحاد الأوروبي»: an organ is of its owner's class where the owner is
    /// no state.
    fn of_its_owner(&self, mut mention: Mention, starts: &FxHashMap<usize, &Mention>) -> Mention {
        let Some(at) = mention.head else { return mention };
        let head = self.language.heads.get(&self.text.tokens[at].stem);
        if !head.is_some_and(|head| head.complement.owner) {
            return mention;
        }
        let ontology = &self.domain.ontology;
        let belongs = |i: usize| {
            let token = &self.text.tokens[i];
            i < mention.tokens.end || token.proclitics.len() == 1 && self.language.is_purpose(token.proclitics[0])
        };
        let owner = (at + 1..=mention.tokens.end)
            .filter(|&i| self.same_sentence(at, i) && belongs(i))
            .find_map(|i| {
                starts
                    .get(&i)
                    .filter(|m| m.kind == MentionKind::Name)
                    .map(|m| m.class.clone())
                    .or_else(|| self.headed_name(i, starts, 1).map(|m| m.class))
            })
            .filter(|class| ontology.is_organization(class) && !ontology.is_a(class, &mention.class));
        if let Some(class) = owner {
            mention.class = class;
        }
        mention
    }

    /// «حركة "حفظة الإسلام"»: the name is what stands between the marks.
    fn quoted_name(&self, at: usize, head: &Head, starts: &FxHashMap<usize, &Mention>) -> Option<Mention> {
        let first = at + 2;
        let end = (first..(first + LONGEST + 2).min(self.text.tokens.len()))
            .take_while(|&i| self.same_sentence(at, i))
            .find(|&i| self.text.tokens[i].kind == TokenKind::Quote)?;
        if end == first || starts.get(&first).is_some_and(|m| m.tokens.end <= end && m.kind == MentionKind::Name) {
            return None;
        }
        if (first..end).any(|i| !self.is_word(i) && self.text.tokens[i].kind != TokenKind::Number) {
            return None;
        }
        let mut mention = self.headed(first, end, head, None);
        mention.head = Some(at);
        mention.phrase = at..end + 1;
        Some(mention)
    }

    /// «شركة تويتر», «جامعة دمشق»: the class is the name's where both agree, else the head's.
    fn head_and_name(
        &self,
        at: usize,
        head: &Head,
        name: &Mention,
        starts: &FxHashMap<usize, &Mention>,
    ) -> Option<Mention> {
        if head.complement.outside {
            return None;
        }
        let ontology = &self.domain.ontology;
        // «مفوضية الاتحاد الأفريقي» is an organ of what it names, «شركة تويتر» the thing itself.
        let organ = !head.complement.proper && head.complement.genitive;
        let agree = ontology.is_a(&name.class, &head.class)
            || ontology.is_a(&head.class, &name.class)
            || ontology.is_organization(&name.class) && ontology.is_organization(&head.class) && !organ
            || !head.complement.own && self.language.agree(&head.class, &name.class);
        if agree {
            let mut mention = self.headed(at, name.tokens.end, head, name.entry);
            mention.class.clone_from(&name.class);
            return Some(mention);
        }
        if name.class == "Person" && head.complement.person {
            return Some(self.headed(at, name.tokens.end, head, None));
        }
        if head.complement.known && !head.complement.proper {
            return None;
        }
        if ontology.is_organization(&head.class) && ontology.is_a(&name.class, "Event") {
            return None;
        }
        if name.class == "Person" && !head.complement.proper
            // Streets and airports are named after people, hardly after bodies.
            || ontology.is_place(&head.class) && !ontology.is_place(&name.class) && name.class != "Person"
        {
            return None;
        }
        let mut end = self.closing_adjectives(name.tokens.end, starts);
        if head.complement.purpose {
            end = self.purpose(end, starts);
        }
        Some(self.headed(at, end, head, None))
    }

    /// A definite head with definite adjectives: «الجيش العراقي», «المحكمة الجنائية الدولية».
    fn adjectives(&self, at: usize, head: &Head, starts: &FxHashMap<usize, &Mention>) -> Option<Mention> {
        let mut end = at + 1;
        let mut telling = false;
        while end < at + 1 + LONGEST && self.same_sentence(at, end) {
            let token = &self.text.tokens[end];
            if !token.article || !token.proclitics.is_empty() || !self.is_word(end) || self.in_value[end] {
                break;
            }
            if starts.get(&end).is_some_and(|m| m.kind == MentionKind::Adjective) {
                if !self.agrees(at, end) {
                    break;
                }
                end = self.closing_adjectives(end + 1, starts);
                telling = true;
                break;
            }
            if self.in_set(end, "adjective.generic") || !self.is_adjective(end) || !self.agrees(at, end) {
                break;
            }
            telling = true;
            end += 1;
        }
        if telling && head.complement.purpose {
            let before = end;
            end = self.purpose(end, starts);
            // «الهيئة العامة للطيران المدني السعودية»
            let demonym = starts.get(&end).is_some_and(|m| m.kind == MentionKind::Adjective);
            if end > before && demonym && self.same_sentence(at, end) && self.agrees(at, end) {
                end = self.closing_adjectives(end, starts);
            }
        }
        let demonym = end > at + 1 && starts.get(&(end - 1)).is_some_and(|m| m.kind == MentionKind::Adjective);
        (telling && (head.complement.adjective || demonym)).then(|| self.headed(at, end, head, None))
    }

    /// Whether an adjective can go with a head: a feminine singular takes a feminine.
    fn agrees(&self, head: usize, adjective: usize) -> bool {
        let feminine = |i: usize| self.language.is_feminine(&self.text.tokens[i].stem);
        !feminine(head) || feminine(adjective)
    }

    /// «للسلام والأمن بالعراق», «للصليب الأحمر»: the end of a purpose after a head and its adjectives.
    pub(super) fn purpose(&self, end: usize, starts: &FxHashMap<usize, &Mention>) -> usize {
        let mut at = end;
        let prepositional = |i: usize| self.text.tokens[i].proclitics.iter().any(|&c| !self.language.is_conjunction(c));
        while at < end + LONGEST && self.same_sentence(end - 1, at) && self.is_word(at) && !self.in_value[at] {
            let token = &self.text.tokens[at];
            let place = starts.get(&at).filter(|m| m.kind == MentionKind::Name);
            if at == end && self.is_idafa_of_purpose(at) {
                at += 2;
                continue;
            }
            if at == end {
                if !(token.article
                    && prepositional(at)
                    && self.language.is_purpose(token.proclitics[0])
                    && place.is_none())
                {
                    return end;
                }
            } else if let Some(place) = place {
                if !prepositional(at) || !self.domain.ontology.is_place(&place.class) {
                    break;
                }
                return place.tokens.end;
            } else {
                let joined =
                    token.article && (self.is_bare(at) && (!token.proclitics.is_empty() || self.is_adjective(at)));
                if !joined || self.in_set(at, "time") || self.in_set(at, "adjective.with") {
                    break;
                }
            }
            at += 1;
        }
        at
    }

    /// «لحماية المعطيات» in «الهيئة الوطنية لحماية المعطيات الشخصية», not «لبحث الأزمة», for which a council meets.
    fn is_idafa_of_purpose(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let next = self.text.tokens.get(at + 1).filter(|_| self.same_sentence(at, at + 1));
        let single = token.proclitics.len() == 1 && self.language.is_purpose(token.proclitics[0]);
        single
            && !token.article
            && token.enclitic.is_none()
            && self.is_noun(at)
            && !self.in_set(at, "purpose.act")
            && next.is_some_and(|t| t.article && t.proclitics.is_empty() && self.is_noun(at + 1))
            && !self.in_set(at + 1, "time")
    }

    /// After a demonym or a name: further definite adjectives that are part of names («الجيش السوري الحر»).
    fn closing_adjectives(&self, mut end: usize, starts: &FxHashMap<usize, &Mention>) -> usize {
        while end < self.text.tokens.len() && self.same_sentence(end - 1, end) {
            let token = &self.text.tokens[end];
            let demonym = starts.get(&end).is_some_and(|m| m.kind == MentionKind::Adjective) && token.article;
            if !token.proclitics.is_empty() || !(demonym || self.in_set(end, "adjective.closing") && token.article) {
                break;
            }
            end += 1;
        }
        end
    }

    /// An indefinite head with a noun phrase: «وزارة التربية والتعليم», «حركة أحرار الشام».
    fn complement(&self, at: usize, head: &Head, starts: &FxHashMap<usize, &Mention>, depth: usize) -> Option<Mention> {
        let mut end = at + 1;
        let mut definite = false;
        while end < at + 1 + LONGEST && self.same_sentence(at, end) && self.is_word(end) && !self.in_value[end] {
            let token = &self.text.tokens[end];
            let first = end == at + 1;
            if first && !head.complement.list && self.in_set(end, "complement.common") {
                break;
            }
            // «منظمة إرهابية», «مؤسسة كيو أس تصنيفها»: no name goes on with an indefinite adjective or a pronoun.
            let described =
                first && !token.article && self.domain.words.is_adjective(&token.stem) && !self.is_noun(end);
            let owned = !first && token.enclitic.is_some() && !token.article && !starts.contains_key(&end);
            if described && !starts.contains_key(&end) || owned {
                break;
            }
            if let Some(mention) = starts.get(&end).filter(|_| token.proclitics.is_empty()) {
                if mention.kind == MentionKind::Adjective {
                    let loose = head.complement.proper && !head.complement.genitive && !first;
                    if loose || first && !token.article || definite != token.article && !first {
                        break;
                    }
                    end = self.closing_adjectives(end + 1, starts);
                    definite = true;
                    break;
                }
                if definite {
                    break;
                }
                end = self.closing_adjectives(mention.tokens.end, starts);
                definite = true;
                break;
            }
            if first
                && depth < 2
                && let Some(inner) = self.headed_name(end, starts, depth + 1)
            {
                end = inner.tokens.end;
                definite = true;
                break;
            }
            if first
                && head.complement.proper
                && let Some(person) = self.titled_person(end, starts)
            {
                end = self.closing_adjectives(person, starts);
                if head.complement.purpose {
                    end = self.purpose(end, starts);
                }
                definite = true;
                break;
            }
            if self.language.titles.contains_key(&token.stem) && !first || self.in_set(end, "time") {
                break;
            }
            // «ولاية هيسن بيتر بويت»: a person's name after a place's is no part of it.
            let region = ["City", "Region"].iter().any(|class| self.domain.ontology.is_a(&head.class, class));
            if !first && region && self.tagged_person(end).is_some_and(|span| span.tokens.len() > 1) {
                break;
            }
            let coordinated = token.proclitics.len() == 1 && self.is_bare(end) && token.article;
            let another = || {
                let ontology = &self.domain.ontology;
                self.headed_name(end, starts, depth + 1).is_some_and(|m| ontology.is_organization(&m.class))
            };
            if coordinated
                && definite
                && head.complement.list
                && !self.language.titles.contains_key(&token.stem)
                && !another()
            {
                end += 1;
                continue;
            }
            if !token.proclitics.is_empty() {
                break;
            }
            if token.article {
                let further =
                    head.complement.genitive && self.is_adjective(end) && !self.in_set(end, "adjective.generic");
                if definite && !further {
                    break;
                }
                definite = true;
            } else {
                let name_like = head.complement.proper || (first && head.complement.genitive && self.is_noun(end));
                if definite || !name_like || self.is_verb(end) || self.in_set(end, "particle") || end > at + 3 {
                    break;
                }
            }
            end += 1;
        }
        let last = &self.text.tokens[end - 1];
        let unknown = head.complement.proper && !self.domain.words.takes_article(&last.stem);
        (end > at + 1 && (definite || unknown)).then(|| self.headed(at, end, head, None))
    }

    /// «الملك سعود» in «جامعة الملك سعود»: the end of a given name, and what belongs to it, after a definite title.
    fn titled_person(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let titled = self.text.tokens[at].article
            && self.language.titles.contains_key(&self.text.tokens[at].stem)
            && self.same_sentence(at, at + 1)
            && (self.is_given(at + 1) || self.in_set(at + 1, "name.opener"))
            && self.text.tokens[at + 1].proclitics.is_empty();
        titled.then(|| self.extend_name(at + 1..at + 2, starts, true).end)
    }

    /// «الرئيس الأميركي دونالد ترامب» in «إدارة …»: the end of a definite post and a name that the lexicon or the tagger knows.
    pub(super) fn titled_holder(&self, at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let title = self.title_at(at, starts).filter(|t| t.definite && !t.plural)?;
        let name = title.tokens.end;
        if !self.same_sentence(at, name) || !self.text.tokens[name].proclitics.is_empty() {
            return None;
        }
        let known = starts.get(&name).filter(|m| m.class == "Person").map(|m| m.tokens.end);
        known.or_else(|| self.tagged_person(name).map(|span| span.tokens.end))
    }

    /// «قرار 2170», «القرار رقم 2170», «قرار مجلس الأمن الدولي رقم 2170»: the end of the number.
    fn number_after(&self, mut at: usize, starts: &FxHashMap<usize, &Mention>) -> Option<usize> {
        let sentence = self.text.tokens.get(at)?.sentence;
        if let Some(issuer) = starts.get(&at).filter(|m| m.kind == MentionKind::Name) {
            at = issuer.tokens.end;
        }
        if at < self.text.tokens.len() && self.in_set(at, "number.word") {
            at += 1;
        }
        let token = self.text.tokens.get(at)?;
        (token.kind == TokenKind::Number && token.sentence == sentence && !self.in_value[at]).then_some(at + 1)
    }

    /// Whether a word is an adjective by the word list, or has the form of one.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        self.domain.words.is_adjective(&token.stem)
            || self.in_set(at, "adjective.closing")
            || self.language.adjective_endings.iter().any(|end| token.stem.ends_with(end.as_str()))
    }

    /// Whether a word is a noun by the word list.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.domain.words.is_noun(&self.text.tokens[at].stem)
    }

    fn headed(&self, at: usize, end: usize, head: &Head, entry: Option<crate::domain::EntryId>) -> Mention {
        // «منطقة الأمن الوطني» is no region.
        let pair = (end > at + 1).then(|| format!("{} {}", self.text.tokens[at].stem, self.text.tokens[at + 1].stem));
        let head = pair.and_then(|pair| self.language.heads.get(pair.as_str())).unwrap_or(head);
        Mention {
            tokens: at..end,
            phrase: at..end,
            class: head.class.clone(),
            kind: MentionKind::Name,
            entry,
            head: Some(at),
            titles: Vec::new(),
            core: true,
            source: format!("{}:{}", head.place.0, head.place.1),
        }
    }
}
