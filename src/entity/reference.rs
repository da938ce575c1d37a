//! Definite nouns and posts that refer back: «التنظيم», «هذا القرار», «الوزير الفرنسي».

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::Grouping;
use crate::annotation::MentionKind;
use crate::domain::Anaphor;

/// How many holders of like posts are looked at.
const MOST_HOLDERS: usize = 64;

/// What has been named so far, by what a definite noun may take up. Everything is looked up, nothing searched, so that the
/// time stays linear in the text.
#[derive(Default)]
struct Named {
    /// The last entity by head noun (the first of its group) and type.
    by_head: FxHashMap<(String, String), usize>,
    /// Head nouns and types of which there are several entities.
    several: FxHashSet<(String, String)>,
    /// The last named entity by class, super-classes too.
    by_class: FxHashMap<String, usize>,
    /// The first entity by the words of a nominal.
    by_words: FxHashMap<String, usize>,
}

/// A person's post: the stems of its words, and the person's entity.
struct Holder {
    stems: Vec<SmolStr>,
    entity: usize,
    /// The first token of the person's mention.
    at: usize,
}

impl Grouping<'_> {
    /// Joins nominal mentions to the entities they refer to, in the order of the text.
    pub(super) fn nominals(&mut self) {
        let holders = self.holders();
        let later = self.names_by_head();
        let mut named = Named::default();
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&m| self.mentions[m].tokens.start);
        for mention in order {
            if self.mentions[mention].kind == MentionKind::Nominal {
                let m = &self.mentions[mention];
                let entity = match (m.entry, m.head) {
                    (Some(entry), _) => self.entities.iter().position(|e| e.entry == Some(entry)),
                    (None, Some(head)) => self.definite(mention, head, &named, &later),
                    (None, None) => self.holder(mention, &holders, &named),
                };
                match entity {
                    Some(entity) if self.is_another(mention, entity) => {
                        self.open(mention);
                        continue;
                    }
                    Some(entity) => self.put(mention, entity),
                    None => {
                        self.open(mention);
                    }
                }
            }
            self.remember(mention, &mut named);
        }
    }

    /// Whether an indefinite noun brings up another thing than one spoken of before («لهجوم في ألمانيا» after «الهجوم»). A headline
    /// does not count: it names what the text then introduces.
    fn is_another(&self, mention: usize, entity: usize) -> bool {
        let m = &self.mentions[mention];
        let first = &self.text.tokens[m.tokens.start];
        let indefinite = m.head.is_some() && !m.core && !first.article && first.enclitic.is_none();
        let before = |&&e: &&usize| self.mentions[e].tokens.start < m.tokens.start;
        let mut spoken_of = self.entities[entity].mentions.iter().filter(before).peekable();
        let headline = |&e: &usize| self.text.tokens[self.mentions[e].tokens.start].sentence == 0;
        indefinite && spoken_of.peek().is_some() && !spoken_of.any(headline)
    }

    fn remember(&self, mention: usize, named: &mut Named) {
        let m = &self.mentions[mention];
        let Some(entity) = self.of[mention].filter(|_| m.kind != MentionKind::Adjective) else { return };
        let words = self.words(mention);
        let class = &self.entities[entity].class;
        let ontology = &self.domain.ontology;
        let head = self.language.head_group(words[0]).to_owned();
        let key = (head, ontology.coarse(class).to_owned());
        if named.by_head.insert(key.clone(), entity).is_some_and(|before| before != entity) {
            named.several.insert(key);
        }
        if m.kind == MentionKind::Name {
            let mut at = Some(class.as_str());
            while let Some(name) = at {
                named.by_class.insert(name.to_owned(), entity);
                at = ontology.class(name).and_then(|c| c.parent.as_deref());
            }
        } else {
            named.by_words.entry(self.stems(mention).join(" ")).or_insert(entity);
        }
    }

    /// The entity a definite noun refers to: the last one before it whose name begins with the same noun, else (for
    /// nouns that allow it) the last of the noun's class; an earlier nominal of the same words counts too.
    fn definite(
        &self,
        mention: usize,
        head: usize,
        named: &Named,
        later: &FxHashMap<String, Vec<(usize, usize)>>,
    ) -> Option<usize> {
        let stem = &self.text.tokens[head].stem;
        let known = self.language.heads.get(stem)?;
        let group = self.language.head_group(stem);
        let coarse = self.domain.ontology.coarse(&known.class);
        let key = (group.to_owned(), coarse.to_owned());
        let same = named.by_head.get(&key).copied();
        if self.mentions[mention].tokens.len() > 1 {
            let alike = named.by_words.get(&self.stems(mention).join(" ")).copied();
            // «الهجوم الإرهابي» after one attack: the adjective describes it, and parts it from no other.
            let article = self.text.tokens[head].article;
            let below = || later.get(group).filter(|_| !article).and_then(|names| self.alike_below(mention, names));
            return alike
                .or_else(below)
                .or_else(|| same.filter(|&e| !named.several.contains(&key) && self.describes(mention, e)));
        }
        match known.anaphor {
            Anaphor::No => same,
            Anaphor::Same => same.or_else(|| self.later(mention, later.get(group)?)),
            Anaphor::Any => same.or_else(|| named.by_class.get(&known.class).copied()),
        }
    }

    /// The entity of a name below with the words of an indefinite noun: «مؤتمر صحفي», then «المؤتمر الصحفي».
    fn alike_below(&self, mention: usize, names: &[(usize, usize)]) -> Option<usize> {
        let after = self.mentions[mention].tokens.end;
        let words = self.stems(mention);
        let alike = |m: &usize| self.mentions[*m].tokens.start >= after && self.stems(*m) == words;
        names.iter().map(|&(_, entity)| entity).find(|&e| self.entities[e].mentions.iter().any(alike))
    }

    /// Whether a definite noun with adjectives can be an entity found before it: no name or demonym is in it, and no mention of
    /// the entity has other adjectives.
    fn describes(&self, mention: usize, entity: usize) -> bool {
        let m = &self.mentions[mention];
        let bare = |m: &crate::mention::Mention| {
            let next = self.mentions.partition_point(|other| other.tokens.start <= m.tokens.start);
            self.mentions.get(next).is_none_or(|other| other.tokens.start >= m.tokens.end)
        };
        let article = |m: &crate::mention::Mention| self.text.tokens[m.tokens.start].article;
        article(m)
            && bare(m)
            && self.entities[entity].mentions.iter().all(|&e| {
                let e = &self.mentions[e];
                e.kind == MentionKind::Nominal && e.tokens.len() == 1
            })
    }

    /// A name with the same head later on («الحكومة» in the headline, «الحكومة السورية» below), where there is only one.
    fn later(&self, mention: usize, names: &[(usize, usize)]) -> Option<usize> {
        let after = self.mentions[mention].tokens.end;
        let mut entities = names.iter().rev().take_while(|(start, _)| *start >= after).map(|(_, entity)| *entity);
        let last = entities.next()?;
        entities.all(|entity| entity == last).then_some(last)
    }

    /// Where names begin, with their entities, by their first word.
    fn names_by_head(&self) -> FxHashMap<String, Vec<(usize, usize)>> {
        let mut names: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (mention, m) in self.mentions.iter().enumerate() {
            if let Some(entity) = self.of[mention].filter(|_| m.kind == MentionKind::Name) {
                let head = self.language.head_group(self.words(mention)[0]).to_owned();
                names.entry(head).or_default().push((m.tokens.start, entity));
            }
        }
        names
    }

    /// The posts of named people, by their first word.
    fn holders(&self) -> FxHashMap<SmolStr, Vec<Holder>> {
        let mut holders: FxHashMap<SmolStr, Vec<Holder>> = FxHashMap::default();
        for (mention, m) in self.mentions.iter().enumerate() {
            let Some(entity) = self.of[mention] else { continue };
            for title in m.titles.iter().filter(|t| !t.honorific) {
                let stems: Vec<SmolStr> = title.tokens.clone().map(|i| self.text.tokens[i].stem.clone()).collect();
                let known = holders.entry(stems[0].clone()).or_default();
                if known.len() < MOST_HOLDERS && !known.iter().any(|k| k.entity == entity && k.stems == stems) {
                    known.push(Holder { stems, entity, at: m.tokens.start });
                }
            }
        }
        holders
    }

    /// The person whose titles hold all words of an unnamed holder of a post: the last one there is.
    fn holder(&self, mention: usize, holders: &FxHashMap<SmolStr, Vec<Holder>>, named: &Named) -> Option<usize> {
        if self.mentions[mention].titles.iter().any(|t| t.plural || t.source) {
            return named.by_words.get(&self.stems(mention).join(" ")).copied();
        }
        let wanted: Vec<&SmolStr> = self.mentions[mention].tokens.clone().map(|i| &self.text.tokens[i].stem).collect();
        let known = holders.get(wanted[0])?;
        // Who is named only later holds this very post, not one of another country («وزير الخارجية», below «… المصري»).
        let fits = |k: &&Holder| {
            wanted.iter().all(|w| k.stems.contains(w))
                && (k.at < self.mentions[mention].tokens.start || k.stems.len() == wanted.len())
        };
        known.iter().rfind(fits).map(|k| k.entity)
    }
}
