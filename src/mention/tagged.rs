//! Names that only the tagger sees.

use super::{Finder, Mention};
use crate::annotation::MentionKind;
use crate::tagger::{Kind, TaggedSpan};

/// From which probability on a name of the tagger's counts where nothing else speaks for it.
const SURE_PERSON: f32 = 0.75;
const SURE_PLACE: f32 = 0.75;
const SURE_ORGANIZATION: f32 = 0.8;

impl Finder<'_> {
    /// The tagger's places and organisations where no other name is.
    pub(super) fn tagged_names(&self, found: &[Mention]) -> Vec<Mention> {
        let mut inside = vec![false; self.text.tokens.len()];
        for name in found {
            inside[name.tokens.clone()].fill(true);
        }
        let mut spans: Vec<&TaggedSpan> = self.tagged.values().collect();
        spans.sort_by_key(|span| span.tokens.start);
        spans
            .into_iter()
            .filter(|span| !inside[span.tokens.clone()].contains(&true))
            .filter(|span| !self.in_value[span.tokens.start])
            .filter_map(|span| {
                let class = match span.kind {
                    Kind::Place if span.score >= SURE_PLACE => "City",
                    Kind::Organization if span.score >= SURE_ORGANIZATION => "Organization",
                    _ => return None,
                };
                let mut mention = self.tagged_mention(span, class);
                // «جامعة عين شمس»: its head noun says what it is.
                let first = &self.text.tokens[span.tokens.start];
                let head = self.language.heads.get(&first.stem).filter(|h| h.complement.seated && !first.article);
                if let Some(head) = head.filter(|_| span.tokens.len() > 1) {
                    mention.class.clone_from(&head.class);
                    mention.head = Some(span.tokens.start);
                }
                Some(mention)
            })
            .collect()
    }

    /// The person's name that the tagger sees at a token.
    pub(super) fn tagged_person(&self, at: usize) -> Option<&TaggedSpan> {
        self.tagged
            .get(&at)
            .filter(|span| span.kind == Kind::Person && span.score >= SURE_PERSON)
            .filter(|_| !self.is_verb(at) || self.is_given(at))
            .filter(|span| !span.tokens.clone().any(|i| self.breaks_name(i)))
    }

    /// Whether a word stands in no name: a particle that is no given name, a post, a demonym of people.
    fn breaks_name(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let people = self.domain.lexicon.demonym(&token.stem).is_some()
            && self.language.people_endings.iter().any(|ending| token.stem.ends_with(ending.as_str()));
        let word = ["particle", "not.verb"].iter().any(|set| self.in_set(at, set));
        let post = self.language.titles.get(&token.stem).is_some_and(|title| !title.honorific);
        (people || word || post) && !self.is_given(at) && !self.in_set(at, "name.connector")
    }

    fn tagged_mention(&self, span: &TaggedSpan, class: &str) -> Mention {
        Mention {
            tokens: span.tokens.clone(),
            phrase: span.tokens.clone(),
            class: class.to_owned(),
            kind: MentionKind::Name,
            entry: None,
            head: None,
            titles: Vec::new(),
            core: true,
            source: format!("tagger/{:.2}", span.score),
        }
    }
}
