//! How classes are drawn: shapes and colours, from `data/appearance.tsv`.

use std::collections::BTreeMap;

use crate::domain::DataFiles;

/// Shapes and colours by class.
#[derive(Debug, Clone, Default)]
pub struct Appearance {
    looks: BTreeMap<String, Look>,
}

/// How one class is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// A Graphviz shape.
    pub(crate) shape: String,
    /// Behind a name: red, green, blue.
    pub(super) fill: [u8; 3],
    /// Of a mark without a name on it.
    pub(crate) mark: [u8; 3],
}

impl Appearance {
    /// Reads `appearance.tsv` of a domain; lines that cannot be read are passed over, as looks are no knowledge.
    #[must_use]
    pub fn load(files: &DataFiles) -> Self {
        let text = files.get("appearance.tsv").unwrap_or_default();
        let looks = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut cells = line.split('\t').map(str::trim);
            let (class, shape, fill) = (cells.next()?, cells.next()?, cells.next()?);
            let word = !shape.is_empty() && shape.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            let fill = colour(fill)?;
            let mark = cells.next().and_then(colour).unwrap_or(fill);
            Some((class.to_owned(), Look { shape: word.then(|| shape.to_owned())?, fill, mark }))
        });
        Self { looks: looks.collect() }
    }

    /// The colour of a class.
    #[must_use]
    pub fn color_of_class(&self, class: &str) -> [u8; 3] {
        self.of(class).fill
    }

    /// The colour of a community by its number, from 1; those that have no colour of their own share that of `*`.
    #[must_use]
    pub fn color_of_community(&self, community: usize) -> [u8; 3] {
        self.of(&format!("community {community}")).fill
    }

    pub(crate) fn of(&self, class: &str) -> Look {
        let look = self.looks.get(class).or_else(|| self.looks.get("*"));
        look.cloned().unwrap_or_else(|| Look { shape: "box".to_owned(), fill: [255; 3], mark: [187; 3] })
    }
}

/// `#c6e8c0` as three bytes.
pub(crate) fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let files = DataFiles::embedded();
        let lines = files.get("appearance.tsv").unwrap_or_default().lines().filter(|l| !l.starts_with('#')).count();
        let looks = Appearance::load(&files);
        assert_eq!(looks.looks.len(), lines - 1, "all but the header");
        assert_ne!(looks.of("Country"), looks.of("no such class"));
    }
}
