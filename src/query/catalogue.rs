//! The named queries: SPARQL files whose first lines give title and parameters.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::binding::Parameter;
use super::distance;
use crate::error::{Error, Result};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// A query with a name.
#[derive(Debug, Clone)]
pub struct NamedQuery {
    /// The file's name without its extension.
    pub name: String,
    /// What it answers, in a line.
    pub title: String,
    /// What it may be given, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The whole file: comments are SPARQL's own.
    pub text: String,
}

/// Queries in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    queries: BTreeMap<String, NamedQuery>,
}

impl Catalogue {
    /// The queries embedded in the program.
    ///
    /// # Errors
    /// Never in a released program: its tests load it.
    pub fn embedded() -> Result<Self> {
        let mut catalogue = Self::default();
        for file in EMBEDDED.files().filter(|file| file.path().extension().is_some_and(|end| end == "rq")) {
            let name = file.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let query = NamedQuery::parse(&name, file.contents_utf8().unwrap_or_default())?;
            catalogue.queries.insert(name, query);
        }
        Ok(catalogue)
    }

    /// The queries, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &NamedQuery> {
        self.queries.values()
    }

    /// A query by its name.
    ///
    /// # Errors
    /// [`Error::Query`] where there is none, with the names that come near.
    pub fn get(&self, name: &str) -> Result<&NamedQuery> {
        self.queries.get(name).ok_or_else(|| {
            let near = distance::nearest(name, self.queries.keys().map(String::as_str));
            let near = if near.is_empty() { self.queries.keys().map(String::as_str).collect() } else { near };
            Error::Query(format!("there is no query '{name}'; there is: {}", near.join(", ")))
        })
    }
}

impl NamedQuery {
    /// Reads a query's header: the comment lines `# title: …` and `# param: …` before the first other line.
    ///
    /// # Errors
    /// [`Error::Query`] where a `# param:` line cannot be read.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let mut query = Self { name: name.into(), title: String::new(), parameters: Vec::new(), text: text.into() };
        let header = text.lines().take_while(|line| line.starts_with('#')).enumerate();
        for (index, line) in header {
            let line = line.trim_start_matches('#').trim();
            if let Some(title) = line.strip_prefix("title:") {
                title.trim().clone_into(&mut query.title);
            } else if let Some(parameter) = line.strip_prefix("param:") {
                let parameter = Parameter::parse(parameter);
                query.parameters.push(parameter.map_err(|e| Error::Query(format!("{name}.rq:{}: {e}", index + 1)))?);
            }
        }
        Ok(query)
    }
}
