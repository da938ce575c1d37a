//! What speaks for two entities being one, and how much; from `resolve/`.

use std::collections::BTreeMap;

use super::files::DataFiles;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use super::table;

const WEIGHTS: &str = "resolve/weights.tsv";
const SETTINGS: &str = "resolve/settings.tsv";
const PREDICATES: &str = "resolve/predicates.tsv";

/// Gives an enumeration with the names of its values in tables.
macro_rules! named {
    ($(#[$about:meta])* $visible:vis $name:ident { $($(#[$doc:meta])* $value:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visible enum $name { $($(#[$doc])* $value,)* }

        impl $name {
            /// All of them.
            $visible const ALL: &[Self] = &[$(Self::$value,)*];

            /// Its name in the tables.
            #[must_use]
            $visible fn name(self) -> &'static str {
                match self { $(Self::$value => $text,)* }
            }

            fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named! {
    /// What may speak for or against two entities being one.
    pub Feature {
        /// One identifier of another collection.
        SameIdentifier = "same-identifier",
        /// Two identifiers of one collection.
        OtherIdentifier = "other-identifier",
        /// The lexicon has both, as two.
        TwoEntries = "two-entries",
        /// How alike the words are that both names have.
        Name = "name",
        /// The names are in two scripts.
        Transliterated = "transliterated",
        /// A word that only one of the names has.
        MissingWord = "missing-word",
        /// A small word that only one of the names has, as the word for "son of".
        MissingParticle = "missing-particle",
        /// Only one of the names says of which country it is.
        MissingCountry = "missing-country",
        /// Words of each name that the other does not have.
        OtherWord = "other-word",
        /// Numbers in the names that differ.
        OtherNumber = "other-number",
        /// Words that stand for each other, but are not much alike.
        WeakWord = "weak-word",
        /// Words that differ, and that are both given names, or words of other names too.
        KnownWords = "known-words",
        /// A person's name of one word, or of given names alone.
        BareName = "bare-name",
        /// What is called by a common noun, and so is of one document.
        CommonNoun = "common-noun",
        /// A name with a word that few have.
        RareName = "rare-name",
        /// A name of words that many have.
        CommonName = "common-name",
        /// One class is above the other.
        NearClass = "near-class",
        /// Two classes of one coarse type.
        OtherClass = "other-class",
        /// One country.
        SameCountry = "same-country",
        /// Two countries.
        OtherCountry = "other-country",
        /// One post.
        SamePosition = "same-position",
        /// A woman's title and a man's.
        OtherGender = "other-gender",
        /// One date.
        SameDate = "same-date",
        /// Two dates.
        OtherDate = "other-date",
        /// One place.
        SamePlace = "same-place",
        /// Two places.
        OtherPlace = "other-place",
        /// The same said of both: one predicate with one other entity.
        Neighbours = "neighbours",
        /// Their documents speak of the same other entities.
        Context = "context",
        /// One document speaks of both.
        SameDocument = "same-document",
    }
}

named! {
    /// A number that resolution goes by.
    pub(crate) Setting {
        /// From this sum on two are the same.
        Same = "same",
        /// From this sum on a human is asked.
        Ask = "ask",
        /// Names less alike are not looked at further.
        LeastLikeness = "least-likeness",
        /// From this likeness on a name speaks for it.
        NoLikeness = "no-likeness",
        /// Words less alike are weak.
        WeakWord = "weak-word",
        /// A word that no more names have is rare.
        Rare = "rare",
        /// A word that more names have is common.
        Common = "common",
        /// A word that as many names have is no slip of the pen.
        Known = "known",
        /// Larger groups of candidates are not compared.
        LargestBlock = "largest-block",
        /// No entity is in more questions.
        MostAsked = "most-asked",
        /// More shared neighbours do not count.
        MostNeighbours = "most-neighbours",
        /// So many documents are an entity's context.
        ContextDocuments = "context-documents",
    }
}

named! {
    /// What a predicate says of the identity of its subject.
    pub(crate) IdentityRole {
        /// Its country.
        Country = "country",
        /// Where it is or happens.
        Place = "place",
        /// When it happens.
        Date = "date",
        /// A person's post.
        Position = "position",
    }
}

/// The tables of `resolve/`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    weights: BTreeMap<(Feature, String), f64>,
    settings: BTreeMap<Setting, f64>,
    roles: BTreeMap<String, IdentityRole>,
}

impl Weights {
    /// Reads `resolve/`; what is wrong goes to `problems`. A folder without it resolves nothing.
    pub(super) fn load(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Self {
        let mut weights = Self::default();
        weights.read_weights(files, ontology, problems);
        weights.read_settings(files, problems);
        weights.read_predicates(files, ontology, problems);
        weights
    }

    fn read_weights(&mut self, files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let Some(text) = files.get(WEIGHTS) else { return };
        for row in table::rows(WEIGHTS, text, &["feature", "type", "weight"], problems) {
            let mut wrong = |message: String, remedy: &str| {
                problems.push(Problem::new(WEIGHTS, row.line, message, remedy).resting_on([ONTOLOGY]));
            };
            let Some(feature) = Feature::named(row.cell(0)) else {
                wrong(format!("no feature is called {}", row.cell(0)), "see data/resolve/README.md");
                continue;
            };
            let coarse = row.cell(1);
            if !coarse.is_empty() && !ontology.classes().any(|(_, class)| class.coarse == coarse) {
                wrong(format!("no class has the type {coarse}"), "use a `:coarse` of ontology/");
                continue;
            }
            match row.cell(2).parse::<f64>() {
                Ok(weight) if weight.is_finite() => {
                    if self.weights.insert((feature, coarse.to_owned()), weight).is_some() {
                        wrong(format!("{} is there twice", feature.name()), "keep one of the rows");
                    }
                }
                _ => wrong(format!("'{}' is no weight", row.cell(2)), "write a number"),
            }
        }
        for feature in Feature::ALL.iter().filter(|f| !self.weights.contains_key(&(**f, String::new()))) {
            let message = format!("{} has no weight for all types", feature.name());
            problems.push(Problem::new(WEIGHTS, 0, message, "write a row with an empty type; 0 leaves it out"));
        }
    }

    fn read_settings(&mut self, files: &DataFiles, problems: &mut Vec<Problem>) {
        let Some(text) = files.get(SETTINGS) else { return };
        for row in table::rows(SETTINGS, text, &["setting", "value", "meaning"], problems) {
            match (Setting::named(row.cell(0)), row.cell(1).parse::<f64>()) {
                (Some(setting), Ok(value)) if value.is_finite() && value >= 0.0 => {
                    self.settings.insert(setting, value);
                }
                (None, _) => {
                    let message = format!("no setting is called {}", row.cell(0));
                    problems.push(Problem::new(SETTINGS, row.line, message, "see data/resolve/README.md"));
                }
                _ => {
                    let message = format!("'{}' is no value", row.cell(1));
                    problems.push(Problem::new(SETTINGS, row.line, message, "write a number that is not negative"));
                }
            }
        }
        for setting in Setting::ALL.iter().filter(|setting| !self.settings.contains_key(setting)) {
            let message = format!("the setting {} is missing", setting.name());
            problems.push(Problem::new(SETTINGS, 0, message, "write a row with its value"));
        }
        if self.setting(Setting::Same) < self.setting(Setting::Ask) {
            let message = "`same` is less than `ask`";
            problems.push(Problem::new(SETTINGS, 0, message, "let what is the same need more than a question"));
        }
    }

    fn read_predicates(&mut self, files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let Some(text) = files.get(PREDICATES) else { return };
        for row in table::rows(PREDICATES, text, &["predicate", "role"], problems) {
            let predicate = row.cell(0);
            if ontology.predicate(predicate).is_none() {
                let message = format!("no predicate is called {predicate}");
                let problem = Problem::new(PREDICATES, row.line, message, "use a predicate of ontology/");
                problems.push(problem.resting_on([ONTOLOGY]));
            }
            match IdentityRole::named(row.cell(1)) {
                Some(role) => _ = self.roles.insert(predicate.to_owned(), role),
                None => {
                    let message = format!("no role is called {}", row.cell(1));
                    problems.push(Problem::new(PREDICATES, row.line, message, "use country, place, date or position"));
                }
            }
        }
    }

    /// What a feature counts for entities of a coarse type.
    pub(crate) fn weight(&self, feature: Feature, coarse: &str) -> f64 {
        let of = |coarse: &str| self.weights.get(&(feature, coarse.to_owned())).copied();
        of(coarse).or_else(|| of("")).unwrap_or(0.0)
    }

    /// The value of a setting.
    pub(crate) fn setting(&self, setting: Setting) -> f64 {
        self.settings.get(&setting).copied().unwrap_or(0.0)
    }

    /// A setting that is a count.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "settings are small and not negative")]
    pub(crate) fn count(&self, setting: Setting) -> usize {
        self.setting(setting) as usize
    }

    /// What a predicate says of the identity of its subject.
    pub(crate) fn role(&self, predicate: &str) -> Option<IdentityRole> {
        self.roles.get(predicate).copied()
    }
}
