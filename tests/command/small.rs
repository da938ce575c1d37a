//! Many small documents and a small domain, so that the program can be run hundreds of times.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nisba::build::Builder;
use nisba::domain::DataFiles;
use nisba::source::SourceDocument;
use nisba::store::{Opening, Store};

/// What of the program's own data the small domain has.
const DATA: [&str; 7] =
    ["ontology", "prefixes.tsv", "scoring.tsv", "words/en", "values/en", "patterns/en", "lexicon/en/countries.tsv"];

const COUNTRIES: [&str; 7] = ["Iraq", "Syria", "Jordan", "Egypt", "Libya", "Tunisia", "Yemen"];

/// Writes the small domain into the folder `domain`.
pub(super) fn write_domain(folder: &Path) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in DATA {
        copy(&data.join(name), &folder.join("domain").join(name));
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder") {
            let name = entry.expect("readable").file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("made");
        fs::copy(from, to).expect("copied");
    }
}

/// What the document `number` says in one of its versions. Documents share facts, and each has some of its own.
pub(super) fn text(number: usize, version: usize) -> String {
    let country = |step: usize| COUNTRIES[(number + step * (version + 1)) % COUNTRIES.len()];
    format!(
        "{} attacked {}. {} supports {}. {} may attack {}.\nDocument {number}, version {version}.\n",
        country(0),
        country(1),
        country(2),
        country(3),
        country(4),
        country(5),
    )
}

/// The graphs that documents have, as the lines of the dump of a store that has read one of them alone.
pub(super) struct Graphs {
    builder: Builder,
    made: BTreeMap<(String, String), Lines>,
}

pub(super) type Lines = BTreeSet<String>;

impl Graphs {
    /// Those that the domain in a folder gives.
    pub(super) fn new(folder: &Path, least: Option<f64>) -> Self {
        let files = DataFiles::read(&folder.join("domain")).expect("read");
        Self { builder: Builder::new(files, least), made: BTreeMap::new() }
    }

    pub(super) fn of(&mut self, id: &str, text: &str) -> &Lines {
        let make = || {
            let (annotation, graph) = self.builder.read(&SourceDocument::plain(id, text)).expect("extracted");
            assert!(!annotation.entities.is_empty(), "{text}");
            let store = Store::in_memory().expect("memory");
            store.put_document(&graph).expect("stored");
            lines(&store)
        };
        self.made.entry((id.to_owned(), text.to_owned())).or_insert_with(make)
    }
}

/// The lines of a store's dump.
pub(super) fn lines(store: &Store) -> Lines {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).expect("dumped");
    String::from_utf8(bytes).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// The lines of the store in a folder, whose dump no line is twice in; none where there is no store.
pub(super) fn stored_lines(path: &Path) -> Lines {
    match Opening::to_read(path).expect("opened") {
        Some(mut opening) => lines(opening.store().expect("read")),
        None => Lines::new(),
    }
}

/// Fails with some of the lines that only one of the two has.
pub(super) fn assert_same(found: &Lines, expected: &Lines, of: &str) {
    let some = |lines: Vec<&String>| lines.into_iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    let (missing, surplus) = (expected.difference(found).collect::<Vec<_>>(), found.difference(expected).collect());
    assert!(found == expected, "{of}\nmissing:\n{}\nsurplus:\n{}", some(missing), some(surplus));
}
