//! Recorded figures, below which a later run must not fall.

use std::path::{Path, PathBuf};

use super::evaluation::Evaluation;
use crate::error::{Error, Result};

const HEADER: &str = "figure\tleast";

/// The least values of some figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    path: PathBuf,
    /// The line, the figure and its least value.
    figures: Vec<(usize, String, f64)>,
}

/// A figure that is less than the recorded one.
#[derive(Debug, Clone, PartialEq)]
pub struct Fallen {
    /// The figure's name.
    pub figure: String,
    /// The recorded value.
    pub least: f64,
    /// The value of this run; none where nothing was judged.
    pub now: Option<f64>,
}

impl Floor {
    /// Reads a table of figures and their least values, separated by a tab.
    ///
    /// # Errors
    /// Where the file cannot be read, or a line is not a figure and a number; with the line and what to do.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let mut figures = Vec::new();
        let lines = text.lines().map(str::trim_end).zip(1..).filter(|(line, _)| !line.is_empty() && *line != HEADER);
        for (line, number) in lines.filter(|(line, _)| !line.starts_with('#')) {
            let value = |text: &str| text.trim().parse().ok().filter(|value: &f64| value.is_finite());
            match line.split_once('\t').and_then(|(name, text)| Some((number, name.trim().to_owned(), value(text)?))) {
                Some(figure) => figures.push(figure),
                None => {
                    let message = "is no figure with its least value; write FIGURE<TAB>NUMBER".to_owned();
                    return Err(Error::Document { document: format!("{}:{number}", path.display()), message });
                }
            }
        }
        Ok(Self { path: path.to_owned(), figures })
    }

    /// The figures of an evaluation that are less than recorded.
    ///
    /// # Errors
    /// Where a recorded figure is none that an evaluation has.
    pub fn fallen(&self, evaluation: &Evaluation) -> Result<Vec<Fallen>> {
        let figures = evaluation.figures();
        let mut fallen = Vec::new();
        for (line, name, least) in &self.figures {
            let Some((_, now)) = figures.iter().find(|(known, _)| known == name) else {
                let known: Vec<&str> = figures.iter().map(|(name, _)| name.as_str()).collect();
                let message = format!("no figure is called {name}; use {}", known.join(", "));
                return Err(Error::Document { document: format!("{}:{line}", self.path.display()), message });
            };
            if now.is_none_or(|now| now < *least) {
                fallen.push(Fallen { figure: name.clone(), least: *least, now: *now });
            }
        }
        Ok(fallen)
    }

    /// The table of an evaluation's figures, for [`Floor::read`].
    #[must_use]
    pub fn record(evaluation: &Evaluation) -> String {
        let figures = evaluation.figures().into_iter();
        let lines = figures.filter_map(|(name, value)| Some(format!("{name}\t{:.4}\n", value?)));
        std::iter::once(format!("{HEADER}\n")).chain(lines).collect()
    }
}
