//! What a word is like, apart from its neighbours: the attributes from which features are made.

use super::cluster::Clusters;
use super::hash::{self, feature, join};
use crate::domain::{Domain, Language, Title};
use crate::text::{Token, TokenKind};

/// How far from a token a word's attribute counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Own,
    Near,
    Wide,
}

/// The places, relative to a token, whose words have a say: two before to two after.
pub(super) const OFFSETS: usize = 5;

/// A word's attributes as hashes.
#[derive(Debug, Clone)]
pub(super) struct Word {
    attributes: Vec<(u64, Reach)>,
    /// Its stem.
    pub(super) stem: u64,
    /// What it does before a name: title, head noun, given name, verb, particle.
    pub(super) role: u64,
    /// Its parts of speech, how common it is, whether it has the article.
    pub(super) sort: u64,
    /// Its coarser cluster.
    pub(super) cluster: u64,
    /// Whether it is a title.
    pub(super) title: bool,
    /// Whether it is a mark other than a quotation mark.
    pub(super) mark: bool,
}

/// Which attributes there are.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
enum Attribute {
    Key = 1,
    Stem,
    Fold,
    Prefix,
    WholePrefix,
    Suffix,
    Proclitics,
    Article,
    Shape,
    Length,
    Common,
    Sort,
    Given,
    Head,
    Title,
    Demonym,
    Verb,
    FineCluster,
    Cluster,
    Enclitic,
    Edge,
}

/// Longest beginning or ending that counts.
const AFFIX: usize = 4;

impl Word {
    /// A word that stands for the edge of the sentence.
    pub(super) fn edge(last: bool) -> Self {
        let edge = join(Attribute::Edge as u64, u64::from(last));
        Self {
            attributes: vec![(edge, Reach::Near)],
            stem: edge,
            role: edge,
            sort: edge,
            cluster: edge,
            title: false,
            mark: true,
        }
    }

    /// The attributes of a token's word.
    pub(super) fn new(domain: &Domain, language: &Language, clusters: &Clusters, token: &Token, raw: &str) -> Self {
        let mut word = Self {
            attributes: Vec::with_capacity(40),
            stem: hash::of_text(&token.stem),
            role: 0,
            sort: 0,
            cluster: 0,
            title: false,
            mark: token.kind == TokenKind::Mark,
        };
        word.add_form(token, raw);
        if token.kind == TokenKind::Arabic {
            word.add_affixes(token);
        }
        word.add_knowledge(domain, language, token);
        word.add_clusters(clusters, token);
        word
    }

    fn add(&mut self, attribute: Attribute, value: u64, reach: Reach) {
        self.attributes.push((join(attribute as u64, value), reach));
    }

    fn add_form(&mut self, token: &Token, raw: &str) {
        if token.kind == TokenKind::Number {
            let digits = token.fold.chars().filter(char::is_ascii_digit).count() as u64;
            self.add(Attribute::Shape, join(token.kind as u64, digits), Reach::Wide);
            self.stem = join(token.kind as u64, digits);
            return;
        }
        self.add(Attribute::Stem, self.stem, Reach::Wide);
        let shape = match token.kind {
            TokenKind::Latin => {
                let capitals = raw.chars().filter(|c| c.is_uppercase()).count();
                let first = raw.starts_with(char::is_uppercase);
                u64::from(first) + 2 * u64::from(capitals > 1)
            }
            _ => 0,
        };
        self.add(Attribute::Shape, join(token.kind as u64, shape), Reach::Near);
        if !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
            return;
        }
        self.add(Attribute::Key, hash::of_text(&token.key), Reach::Near);
        self.add(Attribute::Fold, hash::of_text(&token.fold), Reach::Own);
        let clitics = token.proclitics.iter().copied().fold(hash::EMPTY, hash::with_letter);
        self.add(Attribute::Proclitics, clitics, Reach::Near);
        self.add(Attribute::Article, u64::from(token.article), Reach::Wide);
        self.add(Attribute::Article, join(clitics, u64::from(token.article)), Reach::Near);
        self.add(Attribute::Length, token.stem.chars().count().min(9) as u64, Reach::Own);
        self.add(Attribute::Enclitic, u64::from(token.enclitic.is_some()), Reach::Near);
    }

    fn add_affixes(&mut self, token: &Token) {
        let reach = |length: usize| if length <= 3 { Reach::Near } else { Reach::Own };
        let mut start = hash::EMPTY;
        for (i, letter) in token.stem.chars().take(AFFIX).enumerate() {
            start = hash::with_letter(start, letter);
            self.add(Attribute::Prefix, start, reach(i + 1));
        }
        let mut end = hash::EMPTY;
        for (i, letter) in token.stem.chars().rev().take(AFFIX).enumerate() {
            end = hash::with_letter(end, letter);
            self.add(Attribute::Suffix, end, reach(i + 1));
        }
        if token.fold != token.stem {
            let mut start = hash::EMPTY;
            for letter in token.fold.chars().take(3) {
                start = hash::with_letter(start, letter);
                self.add(Attribute::WholePrefix, start, Reach::Own);
            }
        }
    }

    fn add_knowledge(&mut self, domain: &Domain, language: &Language, token: &Token) {
        if !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
            self.role = join(token.kind as u64, self.stem);
            self.sort = self.role;
            return;
        }
        let words = &domain.words;
        let common = u64::from((words.count(&token.stem) + 1).ilog2() / 2);
        let parts = hash::of_text(words.pos(&token.stem));
        self.sort = join(join(parts, common.min(3)), u64::from(token.article));
        self.add(Attribute::Common, common, Reach::Near);
        self.add(Attribute::Sort, parts, Reach::Wide);
        self.add(Attribute::Sort, self.sort, Reach::Near);
        if let Some(title) = language.titles.get(&token.stem) {
            self.title = true;
            self.role = join(Attribute::Title as u64, code_of(title));
            self.add(Attribute::Title, self.role, Reach::Wide);
        } else if let Some(head) = language.heads.get(&token.stem) {
            let coarse = hash::of_text(domain.ontology.coarse(&head.class));
            self.role = join(coarse, u64::from(head.complement.proper) + 2 * u64::from(token.article));
            self.add(Attribute::Head, self.role, Reach::Wide);
            self.add(Attribute::Head, hash::of_text(&head.class), Reach::Near);
        } else if let Some(ambiguous) = language.given_name(&token.key).or_else(|| language.given_name(&token.fold)) {
            self.role = join(Attribute::Given as u64, u64::from(ambiguous));
            self.add(Attribute::Given, self.role, Reach::Wide);
        } else if domain.lexicon.demonym(&token.stem).is_some() {
            self.role = join(Attribute::Demonym as u64, u64::from(token.article));
            self.add(Attribute::Demonym, self.role, Reach::Near);
        } else if !token.article && (language.is_verb(&token.stem) || words.is_verb(&token.stem)) {
            self.role = join(Attribute::Verb as u64, 1);
            self.add(Attribute::Verb, self.role, Reach::Wide);
        }
    }

    fn add_clusters(&mut self, clusters: &Clusters, token: &Token) {
        if let Some([coarse, fine]) = clusters.get(token) {
            self.cluster = u64::from(coarse) + 1;
            self.add(Attribute::Cluster, u64::from(coarse), Reach::Wide);
            self.add(Attribute::FineCluster, u64::from(fine), Reach::Near);
        } else {
            self.add(Attribute::Cluster, u64::MAX, Reach::Near);
        }
    }

    /// Frees the attributes, for a word of which no more features will be asked.
    pub(super) fn forget_attributes(&mut self) {
        self.attributes = Vec::new();
    }

    /// Calls `each` with the features that the word gives a token, standing at an offset from it.
    pub(super) fn features(&self, offset: usize, mut each: impl FnMut(u32)) {
        let least = match offset {
            2 => Reach::Own,
            1 | 3 => Reach::Near,
            _ => Reach::Wide,
        };
        for &(value, _) in self.attributes.iter().filter(|(_, reach)| *reach >= least) {
            each(feature(offset as u32, value));
        }
    }
}

fn code_of(title: &Title) -> u64 {
    u64::from(title.honorific) + 2 * u64::from(title.plural) + 4 * u64::from(title.source) + 8 * title.relation as u64
}
