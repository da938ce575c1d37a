//! Whether a predicted literal says what the gold one says: dates by their digits, posts by their words.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use crate::domain::{Fillers, Ontology};

const ALEF: char = '\u{0627}';
const YAA: char = '\u{064A}';
const TATWEEL: char = '\u{0640}';
/// The article, with and without the conjunction, and the conjunction.
const PREFIXES: [&str; 3] = ["\u{0627}\u{0644}", "\u{0648}\u{0627}\u{0644}", "\u{0648}"];
/// The beginning of the datatypes of dates: `xsd:date`, and `xsd:gYear` and its like.
const DATES: [&str; 2] = ["http://www.w3.org/2001/XMLSchema#date", "http://www.w3.org/2001/XMLSchema#g"];

/// Whether two values of a predicate are taken as the same.
///
/// A date may be more exact than gold; of other literals, half of all the words must be in both.
pub(super) fn is_same(ontology: &Ontology, predicate: &str, predicted: &str, gold: &str) -> bool {
    if is_date(ontology, predicate) {
        return predicted.starts_with(gold);
    }
    let (predicted, gold) = (words(predicted), words(gold));
    let common = predicted.intersection(&gold).count();
    common > 0 && 2 * common >= predicted.union(&gold).count()
}

fn is_date(ontology: &Ontology, predicate: &str) -> bool {
    let Some(Fillers::Literal(datatypes)) = ontology.predicate(predicate).map(|p| &p.range) else { return false };
    datatypes.iter().any(|datatype| DATES.iter().any(|beginning| datatype.starts_with(beginning)))
}

/// The words of a literal without article, conjunction, vowel marks and the spelling of alef.
fn words(literal: &str) -> BTreeSet<String> {
    let unmarked: String = literal.chars().filter(|&c| c != TATWEEL && !matches!(c, '\u{064B}'..='\u{0652}')).collect();
    let one_alef = |c: char| match c {
        '\u{0623}' | '\u{0625}' | '\u{0622}' => ALEF,
        '\u{0649}' => YAA,
        c => c,
    };
    let folded: String = unmarked.to_lowercase().chars().map(one_alef).collect();
    let is_letter = |c: char| c == '_' || (c.is_alphanumeric() && !is_combining_mark(c));
    let words = folded.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let bare = |word: &str| PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word).to_owned();
    words.map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;

    fn same(predicate: &str, predicted: &str, gold: &str) -> bool {
        is_same(&Domain::embedded().expect("sound").ontology, predicate, predicted, gold)
    }

    #[test]
    fn dates_may_be_more_exact_than_gold() {
        assert!(same("onDate", "2014-09-15", "2014-09") && same("onDate", "2014-09", "2014-09"));
        assert!(!same("onDate", "2014", "2014-09") && !same("onDate", "2014-10", "2014-09"));
    }

    #[test]
    fn posts_share_half_of_their_words() {
        assert!(
            same("position", "وزيرُ الخارجيـة", "وزير خارجية أميركا والدفاع")
                && same("position", "Foreign Minister", "minister")
        );
        assert!(!same("position", "وزير الدفاع الأميركي", "وزير الخارجية العراقي"));
        assert!(!same("position", "", "") && !same("position", "…", "…"));
    }
}
