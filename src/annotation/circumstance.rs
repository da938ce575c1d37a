//! What stands around a statement that makes it surer or less sure, whichever pattern found it.

use super::{AUTHOR, Entity, Object};

/// Something that can be seen of a statement and tells more of whether it is right than its pattern alone.
///
/// Of what was tried, these are the ones that paid: measured on annotated texts, document by document, each makes the
/// confidences better. The class of the ends, how far they are apart, a noun as subject and a factuality that is not
/// plain add nothing to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circumstance {
    /// The object is a text of one word: a post that names nobody's.
    OneWordText,
    /// The object has a name that only its first noun shows: where it ends is less sure than of a name that is known.
    ObjectByNoun,
    /// Another than the author says it.
    Reported,
    /// The words that say it are many, so that much of the pattern had to fit.
    LongEvidence,
}

/// From so many words on, evidence is long.
const LONG: usize = 7;

impl Circumstance {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::OneWordText, Self::ObjectByNoun, Self::Reported, Self::LongEvidence];

    /// The name in `calibration.tsv` and in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneWordText => "one-word-text",
            Self::ObjectByNoun => "object-by-noun",
            Self::Reported => "reported",
            Self::LongEvidence => "long-evidence",
        }
    }

    /// Those of a statement with this object, which is the entity where one is given, said by `claimed_by` with the
    /// words of `evidence`.
    #[must_use]
    pub fn of(object: &Object, entity: Option<&Entity>, claimed_by: &str, evidence: &str) -> Vec<Self> {
        let is = |circumstance: &Self| match circumstance {
            Self::OneWordText => is_one_word(object),
            Self::ObjectByNoun => entity.is_some_and(is_by_noun),
            Self::Reported => !(claimed_by == AUTHOR || claimed_by.is_empty()),
            Self::LongEvidence => evidence.split_whitespace().count() >= LONG,
        };
        Self::ALL.into_iter().filter(is).collect()
    }
}

fn is_one_word(object: &Object) -> bool {
    match object {
        Object::Entity(_) => false,
        Object::Literal { literal, datatype } => {
            datatype.as_deref() == Some("xsd:string") && literal.split_whitespace().count() == 1
        }
    }
}

/// Whether an entity was found by the table of head nouns, and no mention of it by the lexicon.
fn is_by_noun(entity: &Entity) -> bool {
    let sources = || entity.mentions.iter().filter_map(|mention| mention.source.as_deref());
    sources().any(|source| source.starts_with("words/") && source.contains("/heads.tsv"))
        && !sources().any(|source| source.starts_with("lexicon/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Mention, MentionKind};

    fn entity(sources: &[&str]) -> Entity {
        let mention = |source: &&str| Mention {
            start: 0,
            end: 1,
            text: "x".to_owned(),
            kind: MentionKind::Name,
            core: true,
            source: Some((*source).to_owned()),
        };
        Entity {
            id: "e".to_owned(),
            class: "Facility".to_owned(),
            subclass: None,
            name: "x".to_owned(),
            name_en: None,
            wikidata: None,
            core: true,
            mentions: sources.iter().map(mention).collect(),
        }
    }

    #[test]
    fn a_name_is_by_noun_only_where_no_mention_is_known() {
        let object = Object::Entity("e".to_owned());
        let of = |sources: &[&str]| Circumstance::of(&object, Some(&entity(sources)), AUTHOR, "two words");
        assert_eq!(of(&["words/ar/heads.tsv:7", "repetition"]), [Circumstance::ObjectByNoun]);
        assert_eq!(of(&["words/ar/heads.tsv:7", "lexicon/ar/cities.tsv:3"]), []);
        assert_eq!(of(&["person/title"]), []);
    }

    #[test]
    fn texts_dates_speakers_and_lengths_are_told_apart() {
        let literal = |text: &str, datatype: &str| Object::Literal {
            literal: text.to_owned(),
            datatype: Some(datatype.to_owned()),
        };
        let of = |object, by, words: &str| Circumstance::of(&object, None, by, words);
        assert_eq!(of(literal("king", "xsd:string"), AUTHOR, "a b"), [Circumstance::OneWordText]);
        assert_eq!(of(literal("the king", "xsd:string"), AUTHOR, "a b"), []);
        assert_eq!(of(literal("2014", "xsd:gYear"), "", "a b"), []);
        let both = of(literal("2014", "xsd:gYear"), "minister", "one two three four five six seven");
        assert_eq!(both, [Circumstance::Reported, Circumstance::LongEvidence]);
    }
}
