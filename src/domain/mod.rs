//! What the program knows, as data: classes, names, words, patterns. Loaded once, checked whole, then lent to every stage.

mod agreement;
mod calibration;
mod conflict;
mod cue;
mod exchange;
mod files;
mod head;
mod inflection;
mod language;
mod lexicon;
mod ontology;
mod pattern;
mod prefix;
mod problem;
mod resolution;
mod scoring;
mod sound;
mod table;
mod values;
pub(crate) mod words;

pub use calibration::{Calibration, Count};
pub use conflict::{ConflictKind, ConflictRule, ConflictRules};
pub use exchange::ExchangeTables;
pub use files::DataFiles;
pub use ontology::{Axiom, Class, End, Expression, Fillers, Labels, NAMESPACE, Ontology, Predicate};
pub use prefix::Prefixes;
pub use problem::Problem;
pub use resolution::Feature;

pub(crate) use agreement::Agreement;
pub(crate) use cue::{Cue, InnerRule};
pub(crate) use exchange::{CODE, FtmLink, FtmSource, FtmTable, StixTable};
pub(crate) use head::{Anaphor, Complement, Head, Relation, Title};
pub(crate) use language::Language;
pub(crate) use lexicon::{EntryId, Lexicon, Reading};
pub(crate) use pattern::{Element, Example, Member, Pattern, Slot, Source, Trigger, Word};
pub(crate) use problem::ONTOLOGY;
pub(crate) use resolution::{IdentityRole, Setting, Weights};
pub(crate) use scoring::Scoring;
pub(crate) use sound::{Particle, Script, Sounds, Symbol, UNLIKE};
pub(crate) use values::{Alone, Deixis, Limit, Role, Values};

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::text::{may_begin_with_clitic, name_words};

/// All knowledge of one domain, ready for use.
#[derive(Debug)]
pub struct Domain {
    /// The classes and predicates.
    pub ontology: Ontology,
    /// Short names for the beginnings of IRIs.
    pub prefixes: Prefixes,
    /// What cannot be so at once.
    pub conflicts: ConflictRules,
    /// How the graph is told in exchange formats.
    pub exchange: ExchangeTables,
    pub(crate) lexicon: Lexicon,
    pub(crate) values: Values,
    pub(crate) words: words::Words,
    pub(crate) languages: BTreeMap<String, Language>,
    pub(crate) scoring: Scoring,
    pub(crate) sounds: Sounds,
    pub(crate) weights: Weights,
}

impl Domain {
    /// The domain embedded in the program.
    ///
    /// # Errors
    /// Never in a released program: its tests load it.
    pub fn embedded() -> Result<Self> {
        Self::load(&DataFiles::embedded())
    }

    /// Loads a domain.
    ///
    /// # Errors
    /// [`Error::Domain`] with every mistake found.
    pub fn load(files: &DataFiles) -> Result<Self> {
        let (domain, problems) = Self::check(files);
        if problems.is_empty() { Ok(domain) } else { Err(Error::Domain(problems)) }
    }

    /// Loads what can be loaded and lists every mistake, in the order of files and lines.
    #[must_use]
    pub fn check(files: &DataFiles) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let ontology = ontology::read(files, &mut problems);
        let prefixes = Prefixes::read(files, &mut problems);
        let conflicts = conflict::read(files, &ontology, &mut problems);
        let exchange = ExchangeTables::read(files, &ontology, &mut problems);
        let scoring = Scoring::read(files, &ontology, &mut problems);
        let weights = Weights::load(files, &ontology, &mut problems);
        let sounds = Sounds::load(files, &mut problems);
        let values = Values::load(files, &mut problems);
        let mut words = words::Words::load(files, &mut problems);
        let inflection = inflection::Inflection::load(files, &mut problems);
        let inflect = |language: &str, demonym: &str| inflection.demonym_forms(language, demonym);
        let lexicon = Lexicon::load(files, &ontology, &name_words, &inflect, &mut problems);
        let mut languages = BTreeMap::new();
        let names: BTreeSet<&str> =
            files.under("words/").filter_map(|(path, _)| path.split('/').nth(1)).filter(|n| !n.contains('.')).collect();
        for name in names {
            let language = Language::load(files, name, &inflection, &ontology, &mut problems);
            languages.insert(name.to_owned(), language);
        }
        let inner = lexicon.inner_words().filter(|word| !may_begin_with_clitic(word));
        for word in lexicon.first_words().chain(lexicon.demonym_forms()).chain(inner) {
            words.add_name_key(word);
        }
        for language in languages.values() {
            language.words().chain(language.names()).for_each(|word| words.add_name_key(word));
        }
        let domain = Self {
            ontology,
            prefixes,
            conflicts,
            exchange,
            lexicon,
            values,
            words,
            languages,
            scoring,
            sounds,
            weights,
        };
        (domain, Problem::settle(problems))
    }
}
