//! Prefixes of the RDF formats that know such, from `data/prefixes.tsv`.

use std::collections::BTreeMap;

use crate::domain::DataFiles;

/// Namespaces by prefix.
#[derive(Debug, Clone, Default)]
pub struct Prefixes {
    namespaces: BTreeMap<String, String>,
}

impl Prefixes {
    /// Reads `prefixes.tsv` of a domain: a prefix and its namespace on each line, after a header.
    #[must_use]
    pub fn load(files: &DataFiles) -> Self {
        let lines = files.get("prefixes.tsv").unwrap_or_default().lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.skip(1).filter_map(|line| line.split_once('\t'));
        Self { namespaces: pairs.map(|(p, iri)| (p.trim().to_owned(), iri.trim().to_owned())).collect() }
    }

    /// Prefix and namespace, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.namespaces.iter().map(|(prefix, iri)| (prefix.as_str(), iri.as_str()))
    }
}

impl FromIterator<(String, String)> for Prefixes {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self { namespaces: pairs.into_iter().collect() }
    }
}
