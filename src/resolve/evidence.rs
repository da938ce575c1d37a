//! What speaks for and against two entities being one.

use std::collections::BTreeSet;

use super::likeness::{Likeness, compare};
use super::profile::{Named, Profile, Profiles};
use super::{Band, Proposal, Reason};
use crate::domain::{Domain, Feature, IdentityRole, Setting};
use crate::name::{AlignedWords, NameMatcher};
use crate::text::fold;

/// Words that are less alike are not spelled alike.
const SPELLED_ALIKE: f64 = 0.97;

/// Weighs pairs of entities.
pub(super) struct Scale<'a> {
    pub(super) domain: &'a Domain,
    pub(super) profiles: &'a Profiles<'a>,
    pub(super) matcher: &'a NameMatcher<'a>,
}

/// The reasons found so far.
struct Found<'a> {
    domain: &'a Domain,
    coarse: &'a str,
    reasons: Vec<Reason>,
}

impl Found<'_> {
    /// Adds a feature that is there to a degree.
    fn add(&mut self, feature: Feature, degree: f64, explanation: impl Into<String>) {
        let weight = self.domain.weights.weight(feature, self.coarse) * degree;
        // Hundredths are all that anybody reads, and all that should tell two scores apart.
        let weight = (weight * 100.0).round() / 100.0;
        if weight != 0.0 {
            self.reasons.push(Reason { feature, weight, explanation: explanation.into() });
        }
    }
}

impl Scale<'_> {
    /// What speaks for and against a pair; nothing where the names are not alike and nothing else joins the two.
    pub(super) fn weigh(&self, (a, b): (usize, usize)) -> Option<Vec<Reason>> {
        let (a, b) = (&self.profiles.all[a], &self.profiles.all[b]);
        let mut found = Found { domain: self.domain, coarse: a.coarse, reasons: Vec::new() };
        let one_identifier = identifiers(a, b, &mut found);
        if a.entry && b.entry && !one_identifier {
            found.add(Feature::TwoEntries, 1.0, "the lexicon has both, as two");
        }
        let likeness = compare(self.matcher, a, b, self.domain.weights.setting(Setting::LeastLikeness));
        match &likeness {
            None if !one_identifier => return None,
            None => {}
            Some(likeness) => self.names(a, b, likeness, &mut found),
        }
        self.class(a, b, &mut found);
        facts(a, b, &mut found);
        self.surroundings(a, b, &mut found);
        found.reasons.sort_by_key(|reason| reason.feature);
        Some(found.reasons)
    }

    /// The proposal for a pair with its reasons.
    pub(super) fn proposal(&self, (a, b): (usize, usize), reasons: Vec<Reason>) -> Proposal {
        let (a, b) = (&self.profiles.all[a], &self.profiles.all[b]);
        let score = (reasons.iter().map(|reason| reason.weight).sum::<f64>() * 100.0).round() / 100.0;
        let weights = &self.domain.weights;
        let mut band = match score {
            score if score >= weights.setting(Setting::Same) => Band::Same,
            score if score >= weights.setting(Setting::Ask) => Band::Ask,
            _ => Band::Different,
        };
        let held_back = self.doubt(a, &reasons).filter(|_| band == Band::Same);
        if held_back.is_some() {
            band = Band::Ask;
        }
        // The profiles stand in the order of their IRIs.
        Proposal { left: a.node.iri.clone(), right: b.node.iri.clone(), score, band, reasons, held_back }
    }

    /// Why a pair is never the same without a human, whatever else speaks for it.
    fn doubt(&self, a: &Profile<'_>, reasons: &[Reason]) -> Option<String> {
        let has = |feature: &Feature| reasons.iter().any(|reason| reason.feature == *feature);
        if has(&Feature::SameIdentifier) {
            return None;
        }
        // A family name is shared by many; a body or a place with a word more is often another one.
        let always = [Feature::BareName, Feature::OtherWord, Feature::OtherNumber, Feature::OtherClass];
        let doubts = always.iter().chain([&Feature::MissingWord].into_iter().filter(|_| !a.person));
        let against = [Feature::OtherDate, Feature::OtherPlace, Feature::OtherCountry, Feature::OtherGender];
        let found = doubts.chain(&against).find(|doubt| has(doubt))?;
        Some(format!("{} is never the same without a human", found.name()))
    }

    fn names(&self, a: &Profile<'_>, b: &Profile<'_>, likeness: &Likeness<'_>, found: &mut Found<'_>) {
        let weights = &self.domain.weights;
        let (left, right) = (&likeness.left.written, &likeness.right.written);
        let nothing = weights.setting(Setting::NoLikeness);
        let degree = ((likeness.core - nothing) / (1.0 - nothing)).max(0.0);
        found.add(Feature::Name, degree, format!("«{left}» and «{right}» are {} % alike", percent(likeness.core)));
        if likeness.left.arabic != likeness.right.arabic {
            found.add(Feature::Transliterated, 1.0, "compared across scripts");
        }
        let counts = |words: &[String]| {
            let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| self.matcher.counts(word)).collect();
            (words.len(), words.join(" "))
        };
        let ((l, only_left), (r, only_right)) = (counts(&likeness.only_left), counts(&likeness.only_right));
        if l > 0 && r > 0 {
            found.add(Feature::OtherWord, 1.0, format!("«{only_left}» stands against «{only_right}»"));
        } else if l + r > 0 && !(a.is_bare() || b.is_bare()) {
            #[expect(clippy::cast_precision_loss, reason = "names have few words")]
            let missing = (l + r) as f64;
            found.add(Feature::MissingWord, missing, format!("only one has «{only_left}{only_right}»"));
            let mut words = likeness.only_left.iter().chain(&likeness.only_right);
            if let Some(word) = words.find(|word| self.domain.lexicon.demonym(&fold(word)).is_some()) {
                found.add(Feature::MissingCountry, 1.0, format!("«{word}» tells of which country only one is"));
            }
        }
        let small = likeness.only_left.len() + likeness.only_right.len() - l - r;
        if small > 0 {
            found.add(Feature::MissingParticle, 1.0, "only one has a small word that may be part of the name");
        }
        let (x, y) = (&likeness.left.numbers, &likeness.right.numbers);
        if x != y {
            let list = |numbers: &BTreeSet<String>| numbers.iter().cloned().collect::<Vec<_>>().join(", ");
            found.add(Feature::OtherNumber, 1.0, format!("the numbers differ: {} and {}", list(x), list(y)));
        }
        let weak = weights.setting(Setting::WeakWord);
        if let Some(word) =
            likeness.aligned.iter().filter(|w| w.score < weak).min_by(|x, y| x.score.total_cmp(&y.score))
        {
            let explanation = format!("«{}» and «{}» are only {} % alike", word.left, word.right, percent(word.score));
            found.add(Feature::WeakWord, 1.0, explanation);
        }
        self.commonness(a, likeness, found);
        let shorter = if l > 0 { likeness.right } else { likeness.left };
        let given = |named: &Named| named.name.words().all(|word| self.matcher.is_given(word));
        if a.is_bare() || b.is_bare() {
            found.add(Feature::BareName, 1.0, "one is known by a bare name");
        } else if a.person && l + r > 0 && given(shorter) {
            found.add(Feature::BareName, 1.0, format!("«{}» has given names only", shorter.written));
        }
        let noun = [a, b].into_iter().find(|p| p.of_one_document && !p.is_bare());
        if let Some(noun) = noun {
            found.add(Feature::CommonNoun, 1.0, format!("«{}» is a common noun", noun.label()));
        }
    }

    /// Whether the words are rare or common, and whether two that differ are known from other names.
    fn commonness(&self, a: &Profile<'_>, likeness: &Likeness<'_>, found: &mut Found<'_>) {
        let weights = &self.domain.weights;
        let count = |word: &str| self.profiles.count(a.coarse, word);
        let counted: Vec<&AlignedWords> = likeness.aligned.iter().filter(|w| self.matcher.counts(&w.left)).collect();
        // Across scripts two words are never spelled alike, whatever they are.
        if likeness.left.arabic == likeness.right.arabic {
            self.known_words(a, &counted, found);
        }
        let common = |word: &str| count(word) > weights.count(Setting::Common);
        let rarest = counted.iter().min_by_key(|word| count(&word.left).max(count(&word.right)));
        let Some(rarest) = rarest else { return };
        let names = count(&rarest.left).max(count(&rarest.right));
        if names <= weights.count(Setting::Rare) {
            found.add(Feature::RareName, 1.0, format!("«{}» is rare: {names} names have it", rarest.left));
        } else if counted.iter().all(|word| common(&word.left)) {
            found.add(Feature::CommonName, 1.0, "many have each of these words in their name");
        }
    }

    /// Whether two words that stand for each other are two names, and no slip of the pen.
    fn known_words(&self, a: &Profile<'_>, counted: &[&AlignedWords], found: &mut Found<'_>) {
        let count = |word: &str| self.profiles.count(a.coarse, word);
        let known = self.domain.weights.count(Setting::Known);
        let given = |word: &&&AlignedWords| {
            word.left != word.right && self.matcher.is_given(&word.left) && self.matcher.is_given(&word.right)
        };
        let of_others = |word: &&&AlignedWords| {
            word.score < SPELLED_ALIKE && count(&word.left) >= known && count(&word.right) >= known
        };
        if let Some(word) = counted.iter().find(given).filter(|_| a.person) {
            let explanation = format!("«{}» and «{}» are two given names", word.left, word.right);
            found.add(Feature::KnownWords, 1.0, explanation);
        } else if let Some(word) = counted.iter().find(of_others) {
            let (left, right) = (count(&word.left), count(&word.right));
            let explanation = format!("«{}» and «{}» are words of {left} and {right} names", word.left, word.right);
            found.add(Feature::KnownWords, 1.0, explanation);
        }
    }

    fn class(&self, a: &Profile<'_>, b: &Profile<'_>, found: &mut Found<'_>) {
        let (x, y) = (a.node.class.as_str(), b.node.class.as_str());
        if x != y {
            let near = self.domain.ontology.is_a(x, y) || self.domain.ontology.is_a(y, x);
            let feature = if near { Feature::NearClass } else { Feature::OtherClass };
            found.add(feature, 1.0, format!("{x} and {y}"));
        }
    }

    /// Neighbours and context.
    fn surroundings(&self, a: &Profile<'_>, b: &Profile<'_>, found: &mut Found<'_>) {
        let profiles = self.profiles;
        let most_rarity = profiles.most_rarity();
        // Country and place are weighed by themselves.
        let weighed = |predicate| {
            matches!(self.domain.weights.role(predicate), Some(IdentityRole::Country | IdentityRole::Place))
        };
        let shared = a.neighbours.intersection(&b.neighbours);
        let mut shared: Vec<_> = shared.filter(|(predicate, outwards, _)| !(*outwards && weighed(predicate))).collect();
        shared.sort_by(|x, y| profiles.rarity(y.2).total_cmp(&profiles.rarity(x.2)).then_with(|| x.cmp(y)));
        shared.truncate(self.domain.weights.count(Setting::MostNeighbours));
        if !shared.is_empty() {
            let degree: f64 = shared.iter().map(|n| (profiles.rarity(n.2) / most_rarity).min(1.0)).sum();
            let said: BTreeSet<&str> = shared.iter().map(|(predicate, ..)| *predicate).collect();
            let said = said.into_iter().collect::<Vec<_>>().join(", ");
            found.add(Feature::Neighbours, degree, format!("{} joins both with the same", said));
        }
        if a.node.documents.iter().any(|document| b.node.documents.contains(document)) {
            found.add(Feature::SameDocument, 1.0, "one document speaks of both");
            return;
        }
        let weight = |nodes: &[usize]| nodes.iter().map(|&n| profiles.rarity(n).powi(2)).sum::<f64>().sqrt();
        let common: f64 = intersection(&a.context, &b.context).map(|n| profiles.rarity(n).powi(2)).sum();
        let all = weight(&a.context) * weight(&b.context);
        if common > 0.0 && all > 0.0 {
            let explanation =
                format!("their documents are {} % alike in what else they speak of", percent(common / all));
            found.add(Feature::Context, common / all, explanation);
        }
    }
}

/// Whether both have one identifier of another collection.
fn identifiers(a: &Profile<'_>, b: &Profile<'_>, found: &mut Found<'_>) -> bool {
    let (Some(x), Some(y)) = (&a.node.wikidata, &b.node.wikidata) else { return false };
    if x == y {
        found.add(Feature::SameIdentifier, 1.0, format!("both are {x}"));
    } else {
        found.add(Feature::OtherIdentifier, 1.0, format!("{x} and {y}"));
    }
    x == y
}

/// Countries, dates, places, posts.
fn facts(a: &Profile<'_>, b: &Profile<'_>, found: &mut Found<'_>) {
    fn overlap<T: Ord>(x: &BTreeSet<T>, y: &BTreeSet<T>) -> Option<bool> {
        (!x.is_empty() && !y.is_empty()).then(|| x.intersection(y).next().is_some())
    }
    match overlap(&a.countries, &b.countries) {
        Some(true) => found.add(Feature::SameCountry, 1.0, "one country"),
        Some(false) => found.add(Feature::OtherCountry, 1.0, "two countries"),
        None => {}
    }
    match overlap(&a.dates, &b.dates) {
        Some(true) => found.add(Feature::SameDate, 1.0, "one date"),
        Some(false) => found.add(Feature::OtherDate, 1.0, "two dates"),
        None => {}
    }
    match overlap(&a.places, &b.places) {
        Some(true) => found.add(Feature::SamePlace, 1.0, "one place"),
        Some(false) => found.add(Feature::OtherPlace, 1.0, "two places"),
        None => {}
    }
    if let Some(position) = a.positions.intersection(&b.positions).next() {
        found.add(Feature::SamePosition, 1.0, format!("both are «{position}»"));
    }
    if let (Some(x), Some(y)) = (a.feminine, b.feminine)
        && x != y
    {
        found.add(Feature::OtherGender, 1.0, "a woman's title and a man's");
    }
}

/// What two ordered lists have in common.
fn intersection<'a>(a: &'a [usize], b: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut rest = b;
    a.iter().copied().filter(move |n| {
        rest = &rest[rest.partition_point(|m| m < n)..];
        rest.first() == Some(n)
    })
}

/// A likeness in hundredths.
fn percent(likeness: f64) -> String {
    format!("{:.0}", likeness * 100.0)
}
