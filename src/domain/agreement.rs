//! What the form of a verb or a pronoun says of whom it speaks of: gender and number.

use serde::Deserialize;

use super::Language;

/// Gender and number, as far as a form shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Agreement {
    /// `None` where the form is that of both.
    pub(crate) feminine: Option<bool>,
    /// Whether it speaks of two or more.
    pub(crate) several: bool,
    /// Whether, speaking of several, it may stand for the people of a body («نقابة … احتجاجهم»).
    pub(crate) body: bool,
    /// Whether it speaks of whoever says it, or to whom.
    pub(crate) speaker: bool,
}

impl Agreement {
    /// Whether two forms may speak of the same.
    pub(crate) fn fits(self, other: Self) -> bool {
        // A verb before its subject is in the singular, so only the gender tells.
        self.feminine.is_none() || other.feminine.is_none() || self.feminine == other.feminine
    }
}

/// How the forms of a language show it, as `language.yaml` gives them; empty in a language without such forms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// First letters of present forms, folded.
    present_feminine: Vec<String>,
    present_masculine: Vec<String>,
    /// The ending of past forms.
    past_feminine: String,
    /// Endings of verbs of two or more: those that only have them, and those that count where the rest is a verb too.
    several: Vec<String>,
    several_after_verb: Vec<String>,
    /// Endings of nouns, and pronouns, of two or more.
    several_nouns: Vec<String>,
    several_pronouns: Vec<String>,
    /// Those of them that may stand for the people of a body.
    body_pronouns: Vec<String>,
}

impl Language {
    /// What a finite verb says of its subject; `stem` without pronoun.
    pub(crate) fn verb_agreement(&self, stem: &str) -> Agreement {
        let forms = &self.forms;
        let several = forms.several.iter().any(|ending| stem.ends_with(ending.as_str()))
            || forms.several_after_verb.iter().any(|e| stem.strip_suffix(e.as_str()).is_some_and(|s| self.is_verb(s)));
        let starts = |list: &[String]| list.iter().any(|letter| stem.starts_with(letter.as_str()));
        let feminine = if self.is_present(stem) {
            if starts(&forms.present_feminine) { Some(true) } else { starts(&forms.present_masculine).then_some(false) }
        } else {
            let ending = forms.past_feminine.as_str();
            // «بات» ends like a feminine; «باتت» is one.
            let is = !ending.is_empty() && stem.ends_with(ending) && !self.is_verb(&format!("{stem}{ending}"));
            (!ending.is_empty()).then_some(is)
        };
        // «نذهب»: neither the one nor the other.
        let speaker = feminine.is_none() && !forms.present_feminine.is_empty();
        Agreement { feminine, several, body: false, speaker }
    }

    /// What a pronoun says of whom it stands for.
    pub(crate) fn pronoun_agreement(&self, pronoun: &str) -> Agreement {
        let several = self.forms.several_pronouns.iter().any(|p| p == pronoun);
        let feminine = self.pronoun_is_feminine(pronoun);
        let body = self.forms.body_pronouns.iter().any(|p| p == pronoun);
        Agreement { feminine, several, body, speaker: !several && feminine.is_none() }
    }

    /// Whether a noun has an ending of two or more.
    pub(crate) fn is_several(&self, stem: &str) -> bool {
        self.forms.several_nouns.iter().any(|ending| stem.ends_with(ending.as_str()))
    }
}
