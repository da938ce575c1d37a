//! What pictures look like and say beside the graph's own names, from `data/drawing/`.

use std::collections::BTreeMap;

use crate::annotation::Factuality;
use crate::domain::DataFiles;
use crate::export::colour;
use crate::graph::{Claim, Language, Names};

use super::canvas::Color;

/// Lines, colours and words of pictures.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    lines: BTreeMap<String, Line>,
    series: Vec<Color>,
    words: BTreeMap<String, Names>,
}

/// How a statement's line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Lengths of dashes and gaps, in widths of the line; none for an unbroken one.
    pub(super) dashes: Vec<f64>,
    pub(super) color: Color,
    pub(super) end: End,
    names: Names,
}

impl Line {
    /// The line between two of which none is before the other.
    pub(super) fn without_end(self) -> Self {
        Self { end: End::Plain, ..self }
    }
}

/// What a line has at its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Arrow,
    /// A bar across: it does not get there.
    Tee,
    /// Nothing: it leads nowhere.
    Plain,
}

/// The kinds of statements that lines tell apart, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Asserted,
    Claimed,
    Alleged,
    Intended,
    Possible,
    Denied,
    Inferred,
}

impl Standing {
    pub(super) const ALL: [Self; 7] =
        [Self::Asserted, Self::Claimed, Self::Alleged, Self::Intended, Self::Possible, Self::Denied, Self::Inferred];

    /// How a statement stands: what is asserted by others than the document's own voice is only claimed.
    pub(super) fn of(claim: &Claim) -> Self {
        match claim.factuality {
            _ if claim.inferred.is_some() => Self::Inferred,
            Factuality::Asserted if claim.asserted => Self::Asserted,
            Factuality::Asserted => Self::Claimed,
            Factuality::Alleged => Self::Alleged,
            Factuality::Intended => Self::Intended,
            Factuality::Possible => Self::Possible,
            Factuality::Denied => Self::Denied,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Claimed => "claimed",
            Self::Alleged => "alleged",
            Self::Intended => "intended",
            Self::Possible => "possible",
            Self::Denied => "denied",
            Self::Inferred => "inferred",
        }
    }
}

impl Theme {
    /// Reads `drawing/` of a domain; what is not there, or cannot be read, is drawn plainly, as looks are no knowledge.
    #[must_use]
    pub fn load(files: &DataFiles) -> Self {
        let names = |ar: &str, en: &str| Names { ar: Some(ar.to_owned()), en: Some(en.to_owned()), ..Names::default() };
        let lines = rows(files, "drawing/lines.tsv").filter_map(|cells| {
            let [name, dashes, color, end, ar, en] = cells[..] else { return None };
            let dashes = dashes.split_whitespace().map(|dash| dash.parse().ok());
            let end = if end == "tee" { End::Tee } else { End::Arrow };
            let (dashes, color) = (dashes.collect::<Option<_>>()?, colour(color)?);
            Some((name.to_owned(), Line { dashes, color, end, names: names(ar, en) }))
        });
        let words = rows(files, "drawing/words.tsv").filter_map(|cells| {
            let [key, ar, en] = cells[..] else { return None };
            Some((key.to_owned(), names(ar, en)))
        });
        let series = rows(files, "drawing/series.tsv").filter_map(|cells| colour(cells.get(1)?));
        Self { lines: lines.collect(), series: series.collect(), words: words.collect() }
    }

    pub(super) fn line(&self, standing: Standing) -> Line {
        let plain = || Line { dashes: Vec::new(), color: [85; 3], end: End::Arrow, names: Names::default() };
        self.lines.get(standing.name()).cloned().unwrap_or_else(plain)
    }

    pub(super) fn line_label(&self, standing: Standing, language: Language) -> String {
        let label = self.lines.get(standing.name()).and_then(|line| line.names.prefer(language));
        label.unwrap_or(standing.name()).to_owned()
    }

    /// The colour of the series with this number, from 0; grey after the last.
    pub(super) fn series(&self, at: usize) -> Color {
        self.series.get(at).copied().unwrap_or([187; 3])
    }

    pub(super) fn series_count(&self) -> usize {
        self.series.len()
    }

    /// The words of a key, filled in; the key where there are none.
    pub(super) fn words(&self, key: &str, language: Language, values: &[(&str, &str)]) -> String {
        let text = self.words.get(key).and_then(|names| names.prefer(language)).unwrap_or(key);
        let mut filled = String::new();
        let mut rest = text;
        // Values are put in from left to right, so that a brace in a name is never taken for a place.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            filled.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value));
            rest = after;
        }
        filled + rest
    }
}

/// The cells of a table's lines, without comments and the header.
fn rows<'a>(files: &'a DataFiles, path: &str) -> impl Iterator<Item = Vec<&'a str>> {
    let lines = files.get(path).unwrap_or_default().lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        let theme = Theme::load(&DataFiles::embedded());
        for standing in Standing::ALL {
            assert!(theme.lines.contains_key(standing.name()), "{standing:?}");
            assert_ne!(theme.line_label(standing, Language::English), theme.line_label(standing, Language::Arabic));
        }
        assert_eq!(theme.lines.len(), Standing::ALL.len());
        assert!(theme.series.len() >= 8);
        let words = theme.words("names_left_out", Language::English, &[("left", "{all}"), ("all", "9")]);
        assert_eq!(words, "{all} of 9 names of entities are not shown");
    }
}
