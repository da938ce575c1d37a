//! What the page itself says: buttons, headings, messages, in each language, from `data/export/page.tsv`.

use std::collections::BTreeMap;

use crate::domain::DataFiles;

const FILE: &str = "export/page.tsv";

/// The words of the page's buttons and messages, by key: Arabic and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    words: BTreeMap<String, [String; 2]>,
}

impl Default for Wording {
    /// The words embedded in the program.
    fn default() -> Self {
        Self { words: read(&DataFiles::embedded()).collect() }
    }
}

impl Wording {
    /// The words of a domain; what its file does not have is said as the program says it.
    #[must_use]
    pub fn load(files: &DataFiles) -> Self {
        let mut wording = Self::default();
        wording.words.extend(read(files));
        wording
    }

    pub(super) fn words(&self) -> &BTreeMap<String, [String; 2]> {
        &self.words
    }
}

/// Lines of three cells; others are passed over, as the page can be read without them.
fn read(files: &DataFiles) -> impl Iterator<Item = (String, [String; 2])> {
    let lines = files.get(FILE).unwrap_or_default().lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t').map(|cell| cell.trim().to_owned());
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    })
}
