//! Short names for the beginnings of IRIs.

use super::files::DataFiles;
use super::problem::Problem;
use super::table;

const FILE: &str = "prefixes.tsv";

/// Prefixes with their IRIs, in the order of the prefixes.
#[derive(Debug, Clone, Default)]
pub struct Prefixes {
    pairs: Vec<(String, String)>,
}

impl Prefixes {
    /// Reads `prefixes.tsv`; what is wrong goes to `problems`.
    pub(super) fn read(files: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for row in table::rows(FILE, files.get(FILE).unwrap_or(""), &["prefix", "iri"], problems) {
            let (prefix, iri) = (row.cell(0), row.cell(1));
            if !prefix.chars().all(|c| c.is_ascii_alphanumeric()) || prefix.is_empty() {
                let message = format!("'{prefix}' is no prefix");
                problems.push(Problem::new(FILE, row.line, message, "use Latin letters and digits"));
            } else if oxigraph::model::NamedNode::new(iri).is_err() {
                problems.push(Problem::new(FILE, row.line, format!("'{iri}' is no IRI"), "write an absolute IRI"));
            } else if pairs.iter().any(|(known, _)| known == prefix) {
                problems.push(Problem::new(FILE, row.line, format!("'{prefix}' is there twice"), "keep one of them"));
            } else {
                pairs.push((prefix.to_owned(), iri.to_owned()));
            }
        }
        pairs.sort();
        Self { pairs }
    }

    /// The prefixes with their IRIs.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(prefix, iri)| (prefix.as_str(), iri.as_str()))
    }

    /// The IRI of a prefix.
    #[must_use]
    pub fn iri(&self, prefix: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == prefix).map(|(_, iri)| iri)
    }

    /// `nisba:heldIn` as a full IRI, where the prefix is known.
    #[must_use]
    pub fn expand(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        Some(format!("{}{local}", self.iri(prefix)?))
    }

    /// An IRI with the longest beginning that has a prefix replaced by it; the IRI itself where there is none.
    #[must_use]
    pub fn shorten(&self, iri: &str) -> String {
        let known = self.iter().filter(|(_, base)| iri.len() > base.len() && iri.starts_with(base));
        match known.max_by_key(|(_, base)| base.len()) {
            Some((prefix, base)) => format!("{prefix}:{}", &iri[base.len()..]),
            None => iri.to_owned(),
        }
    }
}
