//! The formats in which answers are written.

use std::str::FromStr;

use crate::error::Error;

/// A format of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Table,
    /// SPARQL results in JSON.
    Json,
    /// Comma-separated values: plain, without types.
    Csv,
    /// Tab-separated values: terms as in SPARQL.
    Tsv,
    /// SPARQL results in XML.
    Xml,
    /// Turtle 1.2.
    Turtle,
    /// TriG 1.2.
    TriG,
    /// N-Triples 1.2.
    NTriples,
    /// N-Quads 1.2.
    NQuads,
    /// RDF/XML.
    RdfXml,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::Json,
        Self::Csv,
        Self::Tsv,
        Self::Xml,
        Self::Turtle,
        Self::TriG,
        Self::NTriples,
        Self::NQuads,
        Self::RdfXml,
    ];

    /// The format's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xml => "xml",
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::RdfXml => "rdfxml",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|format| format.name()).collect();
            Error::Query(format!("'{name}' is no format of answers; take one of: {}", names.join(", ")))
        })
    }
}
