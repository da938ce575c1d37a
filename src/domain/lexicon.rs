//! Names: who and what they stand for, in which language, and the adjectives made from them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::files::DataFiles;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use super::table;

/// Index of an [`Entry`].
pub(crate) type EntryId = u32;

/// A thing that the lexicon knows by name.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The same in every language.
    pub(crate) id: String,
    /// A class of the ontology.
    pub(crate) class: String,
    /// The first name of each language.
    pub(crate) names: BTreeMap<String, String>,
    /// Wikidata identifier, verified.
    pub(crate) wikidata: Option<String>,
    /// The country whose government this capital may stand for.
    pub(crate) capital_of: Option<String>,
    /// File and line, for `explain`.
    pub(crate) place: (String, usize),
}

/// One spelling of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) entry: EntryId,
    /// Whether the spelling alone does not decide.
    pub(crate) ambiguous: bool,
    /// Whether it counts only in capitals.
    pub(crate) acronym: bool,
    /// The language of the table, as an index.
    language: usize,
}

/// Names as sequences of folded words; each node holds the readings that end there.
#[derive(Debug, Default)]
struct Node {
    next: FxHashMap<SmolStr, usize>,
    readings: Vec<Reading>,
}

/// All names and demonyms.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, EntryId>,
    nodes: Vec<Node>,
    demonyms: FxHashMap<SmolStr, EntryId>,
    /// The first words of demonyms of two words.
    demonym_openers: FxHashSet<SmolStr>,
    languages: Vec<String>,
}

const COLUMNS: [&str; 6] = ["id", "class", "name", "aliases", "demonyms", "flags"];
const IDENTIFIERS: [&str; 3] = ["id", "wikidata", "iso"];
/// Flags that a row may carry.
const FLAGS: &str = "ambiguous, ambiguous:FORM, acronym:FORM, capital-of:ID";

impl Lexicon {
    /// Reads `lexicon/<language>/*.tsv` and `lexicon/identifiers.tsv`. `split` turns a name into its folded words,
    /// `inflect` a demonym into its folded forms without article.
    pub(crate) fn load(
        files: &DataFiles,
        ontology: &Ontology,
        split: &dyn Fn(&str) -> Vec<String>,
        inflect: &dyn Fn(&str, &str) -> Vec<String>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut lexicon = Self { nodes: vec![Node::default()], ..Self::default() };
        for (path, text) in files.under("lexicon/") {
            let Some(language) = path.split('/').nth(1).filter(|_| path.matches('/').count() == 2) else { continue };
            if !path.ends_with(".tsv") {
                continue;
            }
            for row in table::rows(path, text, &COLUMNS, problems) {
                if ontology.class(row.cell(1)).is_none() {
                    let message = format!("no class is called {}", row.cell(1));
                    problems
                        .push(Problem::new(path, row.line, message, "use a class of ontology/").resting_on([ONTOLOGY]));
                }
                lexicon.add(path, language, &row, split, inflect, problems);
            }
        }
        if let Some(text) = files.get("lexicon/identifiers.tsv") {
            for row in table::rows("lexicon/identifiers.tsv", text, &IDENTIFIERS, problems) {
                match lexicon.by_id.get(row.cell(0)) {
                    Some(&entry) if !row.cell(1).is_empty() => {
                        lexicon.entries[entry as usize].wikidata = Some(row.cell(1).to_owned());
                    }
                    Some(_) => {}
                    None => problems.push(
                        Problem::new(
                            "lexicon/identifiers.tsv",
                            row.line,
                            format!("no name has the id {}", row.cell(0)),
                            "add the name to a table under lexicon/, or take this row out",
                        )
                        .resting_on(["lexicon/"]),
                    ),
                }
            }
        }
        lexicon
    }

    fn add(
        &mut self,
        path: &str,
        language: &str,
        row: &table::Row<'_>,
        split: &dyn Fn(&str) -> Vec<String>,
        inflect: &dyn Fn(&str, &str) -> Vec<String>,
        problems: &mut Vec<Problem>,
    ) {
        let (id, class, name) = (row.cell(0), row.cell(1), row.cell(2));
        if id.is_empty() || class.is_empty() || name.is_empty() {
            problems.push(Problem::new(path, row.line, "id, class or name is empty", "fill the three cells"));
            return;
        }
        let mut capital_of = None;
        let (mut unclear, mut capitals) = (Vec::new(), Vec::new());
        let mut ambiguous = false;
        for flag in row.list(5) {
            match flag.split_once(':') {
                Some(("capital-of", country)) => capital_of = Some(country.to_owned()),
                Some(("ambiguous", spelling)) => unclear.push(split(spelling)),
                Some(("acronym", spelling)) => capitals.push(split(spelling)),
                None if flag == "ambiguous" => ambiguous = true,
                _ => problems.push(Problem::new(
                    path,
                    row.line,
                    format!("no flag is called {flag}"),
                    format!("use one of {FLAGS}"),
                )),
            }
        }
        let entry = match self.by_id.get(id) {
            Some(&entry) => entry,
            None => {
                let entry = self.entries.len() as EntryId;
                self.by_id.insert(id.to_owned(), entry);
                self.entries.push(Entry {
                    id: id.to_owned(),
                    class: class.to_owned(),
                    names: BTreeMap::new(),
                    wikidata: None,
                    capital_of: None,
                    place: (path.to_owned(), row.line),
                });
                entry
            }
        };
        let known = &mut self.entries[entry as usize];
        if known.class != class {
            let message =
                format!("{id} is a {class} here and a {} in {}:{}", known.class, known.place.0, known.place.1);
            problems.push(Problem::new(path, row.line, message, "give both rows the same class, or two ids"));
        }
        known.names.entry(language.to_owned()).or_insert_with(|| name.to_owned());
        if capital_of.is_some() {
            known.capital_of = capital_of;
        }
        let language_index = self.language(language);
        for spelling in std::iter::once(name).chain(row.list(3)) {
            let words = split(spelling);
            let reading = Reading {
                entry,
                ambiguous: ambiguous && words.len() == 1 || unclear.contains(&words),
                acronym: capitals.contains(&words),
                language: language_index,
            };
            self.add_spelling(path, row.line, &words, reading, problems);
        }
        for demonym in row.list(4) {
            if unclear.contains(&split(demonym)) {
                continue;
            }
            for form in inflect(language, demonym) {
                if let Some(&other) = self.demonyms.get(form.as_str())
                    && other != entry
                {
                    continue;
                }
                if let Some((first, _)) = form.split_once(' ') {
                    self.demonym_openers.insert(first.into());
                }
                self.demonyms.insert(form.into(), entry);
            }
        }
    }

    fn language(&mut self, name: &str) -> usize {
        match self.languages.iter().position(|known| known == name) {
            Some(at) => at,
            None => {
                self.languages.push(name.to_owned());
                self.languages.len() - 1
            }
        }
    }

    fn add_spelling(
        &mut self,
        path: &str,
        line: usize,
        words: &[String],
        reading: Reading,
        problems: &mut Vec<Problem>,
    ) {
        if words.is_empty() {
            problems.push(Problem::new(path, line, "a name without a letter", "take the empty alias out"));
            return;
        }
        let mut at = 0;
        for word in words {
            at = match self.nodes[at].next.get(word.as_str()) {
                Some(&next) => next,
                None => {
                    self.nodes.push(Node::default());
                    let next = self.nodes.len() - 1;
                    self.nodes[at].next.insert(word.into(), next);
                    next
                }
            };
        }
        let readings = &mut self.nodes[at].readings;
        let clash = readings
            .iter()
            .find(|r| r.entry != reading.entry && r.language == reading.language && !r.ambiguous && !reading.ambiguous);
        if let Some(clash) = clash {
            let other = &self.entries[clash.entry as usize];
            let message = format!(
                "the name \u{2068}{}\u{2069} stands for {} ({}:{}) too",
                words.join(" "),
                other.id,
                other.place.0,
                other.place.1
            );
            problems.push(Problem::new(
                path,
                line,
                message,
                "take it out of one row, or flag it `ambiguous:FORM` in both",
            ));
        }
        if !readings.iter().any(|r| r.entry == reading.entry) {
            readings.push(reading);
        }
    }

    /// The longest name that starts with these words: how many words it takes, and its readings.
    pub(crate) fn longest<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, &[Reading])> {
        let mut at = 0;
        let mut best = None;
        for (i, word) in words.enumerate() {
            let Some(&next) = self.nodes[at].next.get(word) else { break };
            at = next;
            if !self.nodes[at].readings.is_empty() {
                best = Some((i + 1, self.nodes[at].readings.as_slice()));
            }
        }
        best
    }

    /// The country or region for which an adjective (folded, without article) stands.
    pub(crate) fn demonym(&self, form: &str) -> Option<EntryId> {
        self.demonyms.get(form).copied()
    }

    /// Whether a demonym of two words begins with a word.
    pub(crate) fn opens_demonym(&self, word: &str) -> bool {
        self.demonym_openers.contains(word)
    }

    /// An entry by its id.
    pub(crate) fn by_id(&self, id: &str) -> Option<EntryId> {
        self.by_id.get(id).copied()
    }

    /// An entry.
    pub(crate) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// The words with which names begin, for the segmenter.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.nodes[0].next.keys().map(SmolStr::as_str)
    }

    /// The words inside names: these may carry clitics themselves.
    pub(crate) fn inner_words(&self) -> impl Iterator<Item = &str> {
        self.nodes[1..].iter().flat_map(|node| node.next.keys().map(SmolStr::as_str))
    }

    /// The folded forms of all demonyms.
    pub(crate) fn demonym_forms(&self) -> impl Iterator<Item = &str> {
        self.demonyms.keys().map(SmolStr::as_str)
    }
}
