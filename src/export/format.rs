//! The formats that can be exported, with their names and the programs that open them.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GraphML.
    GraphMl,
    /// GEXF 1.3.
    Gexf,
    /// Graphviz DOT.
    Dot,
    /// Cytoscape.js elements.
    Cytoscape,
    /// Node-link JSON.
    NodeLink,
    /// One HTML page that shows the graph.
    Html,
    /// CX2.
    Cx2,
    /// Adjacency JSON.
    Adjacency,
    /// JSON Graph Format.
    Jgf,
    /// Mermaid flowchart.
    Mermaid,
    /// Pajek network.
    Pajek,
    /// Comma-separated values.
    Csv,
    /// FollowTheMoney entities.
    Ftm,
    /// A STIX 2.1 bundle.
    Stix,
    /// Parquet tables.
    Parquet,
    /// Tables for neo4j-admin.
    Neo4j,
    /// A Cypher script.
    Cypher,
    /// An Obsidian vault.
    Obsidian,
    /// A picture as SVG.
    Svg,
    /// A picture as PNG.
    Png,
    /// A picture as PDF.
    Pdf,
    /// Turtle.
    Turtle,
    /// TriG.
    TriG,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD.
    JsonLd,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 27] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::Cytoscape,
        Self::NodeLink,
        Self::Html,
        Self::Cx2,
        Self::Adjacency,
        Self::Jgf,
        Self::Mermaid,
        Self::Pajek,
        Self::Csv,
        Self::Ftm,
        Self::Stix,
        Self::Parquet,
        Self::Neo4j,
        Self::Cypher,
        Self::Obsidian,
        Self::Svg,
        Self::Png,
        Self::Pdf,
        Self::Turtle,
        Self::TriG,
        Self::NTriples,
        Self::NQuads,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.texts().name
    }

    /// The usual end of the file's name, without the point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.texts().extension
    }

    /// What it is, in one line.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.texts().what
    }

    /// The programs that open it.
    #[must_use]
    pub fn opened_by(self) -> &'static str {
        self.texts().opened_by
    }

    /// Whether it is more than one file, so that it needs a folder, or is so where the output is no such file.
    #[must_use]
    pub fn takes_folder(self) -> bool {
        self == Self::Csv || self.needs_folder()
    }

    /// Whether it is always more than one file, see [`write_folder`](super::write_folder).
    #[must_use]
    pub fn needs_folder(self) -> bool {
        matches!(self, Self::Parquet | Self::Neo4j | Self::Obsidian)
    }

    /// Whether it shows the documents themselves, see [`Options::writings`](super::Options::writings).
    #[must_use]
    pub fn shows_writings(self) -> bool {
        matches!(self, Self::Html | Self::Ftm | Self::Stix | Self::Obsidian)
    }

    /// Whether it is a picture, which [`drawing`](crate::drawing) makes.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Pdf)
    }

    /// Whether it is written from quads by [`write_quads`](super::write_quads).
    #[must_use]
    pub fn is_rdf(self) -> bool {
        use Format::{JsonLd, NQuads, NTriples, RdfXml, TriG, Turtle};
        matches!(self, Turtle | TriG | NTriples | NQuads | RdfXml | JsonLd)
    }

    /// Whether it keeps which document says what as a named graph.
    #[must_use]
    pub fn keeps_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }

    fn texts(self) -> Texts {
        let (name, extension, what, opened_by) = match self {
            Self::GraphMl => ("graphml", "graphml", "GraphML", "Gephi, yEd, Cytoscape, networkx, igraph"),
            Self::Gexf => {
                ("gexf", "gexf", "GEXF 1.3 with colours, sizes and time spans", "Gephi, Gephi Lite, networkx")
            }
            Self::Dot => ("dot", "dot", "Graphviz, drawn with dot -Tsvg", "Graphviz, xdot"),
            Self::Cytoscape => ("cytoscape", "cyjs", "Cytoscape.js elements", "web pages, Cytoscape"),
            Self::NodeLink => ("nodelink", "json", "node-link JSON", "networkx, D3"),
            Self::Html => ("html", "html", "one page to look at, search and filter, offline", "web browsers"),
            Self::Cx2 => ("cx2", "cx2", "CX2 with colours, sizes and lines", "Cytoscape, Cytoscape Web, NDEx"),
            Self::Adjacency => ("adjacency", "adjacency", "adjacency JSON", "networkx"),
            Self::Jgf => ("jgf", "jgf", "JSON Graph Format 2", "programs that read JSON Graph Format"),
            Self::Mermaid => {
                ("mermaid", "mmd", "Mermaid flowchart, at most 500 edges", "GitHub, GitLab, Obsidian, Markdown editors")
            }
            Self::Pajek => ("pajek", "net", "Pajek network: labels, colours and weights", "Pajek, networkx, igraph"),
            Self::Csv => {
                ("csv", "csv", "CSV: nodes.csv and edges.csv in a folder, edges alone in a file", "Gephi, spreadsheets")
            }
            Self::Ftm => (
                "ftm",
                "ftm.json",
                "FollowTheMoney entities, one a line",
                "OpenAleph, Aleph, OpenSanctions tools, followthemoney",
            ),
            Self::Stix => ("stix", "stix.json", "STIX 2.1 bundle", "OpenCTI, MISP, threat intelligence platforms"),
            Self::Parquet => (
                "parquet",
                "parquet",
                "Parquet: nodes.parquet, edges.parquet and evidence.parquet in a folder",
                "DuckDB, pandas, Polars, Spark",
            ),
            Self::Neo4j => {
                ("neo4j", "neo4j", "CSV for neo4j-admin: nodes.csv and relationships.csv in a folder", "Neo4j")
            }
            Self::Cypher => {
                ("cypher", "cypher", "Cypher script; read back in Kuzu, with types declared for it", "Neo4j 5")
            }
            Self::Obsidian => {
                ("obsidian", "vault", "Obsidian vault: a Markdown note an entity, in a folder", "Obsidian")
            }
            Self::Svg => {
                ("svg", "svg", "a picture, with the evidence under the pointer", "browsers, Inkscape, Illustrator")
            }
            Self::Png => ("png", "png", "a picture in pixels", "everything that shows pictures"),
            Self::Pdf => {
                ("pdf", "pdf", "a picture on a page, with text that can be searched", "every PDF reader, printers")
            }
            Self::Turtle => ("turtle", "ttl", "Turtle 1.2, one graph", "RDF stores"),
            Self::TriG => ("trig", "trig", "TriG 1.2, a graph a document", "RDF stores"),
            Self::NTriples => ("ntriples", "nt", "N-Triples 1.2, one graph", "RDF stores, line tools"),
            Self::NQuads => ("nquads", "nq", "N-Quads 1.2, a graph a document", "RDF stores, line tools"),
            Self::RdfXml => ("rdfxml", "rdf", "RDF/XML 1.2, one graph", "RDF stores, XML tools"),
            Self::JsonLd => (
                "jsonld",
                "jsonld",
                "JSON-LD 1.1, a graph a document, statements as rdf:Statement",
                "RDF stores, JSON tools",
            ),
        };
        Texts { name, extension, what, opened_by }
    }
}

/// What is told of a format.
struct Texts {
    name: &'static str,
    extension: &'static str,
    what: &'static str,
    opened_by: &'static str,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name || format.extension() == name);
        found.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            Error::Export(format!("{name:?} is no export format; choose one of {}", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().ok(), Some(format));
            assert_eq!(format.extension().parse::<Format>().ok(), Some(format));
        }
        let error = "docx".parse::<Format>().map_err(|e| e.to_string());
        assert!(error.is_err_and(|message| message.contains("docx") && message.contains("graphml")));
    }
}
