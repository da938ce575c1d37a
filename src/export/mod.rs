//! Files for other programs: graph formats from the knowledge graph, RDF formats from the store's quads.

mod appearance;
mod columns;
mod csv;
mod cytoscape;
mod dot;
mod format;
mod gexf;
mod graphml;
mod json;
mod jsonld;
mod nodelink;
mod rdf;
mod rdf11;
mod xml;

use std::io::{self, BufWriter, Write};

use crate::graph::{KnowledgeGraph, Language};

pub use appearance::Appearance;
pub use csv::write_folder as write_csv_folder;
pub use format::Format;
pub use rdf::{RdfOptions, write_quads};
pub(crate) use rdf11::flatten;

/// What the graph formats may vary in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The graph's title.
    pub title: String,
    /// The language of the labels that a picture shows; both languages are always there as data.
    pub language: Language,
    /// How the classes look.
    pub appearance: Appearance,
}

/// Writes the graph in a format that is not RDF. CSV gives the edges; [`write_csv_folder`] gives the nodes too.
///
/// # Errors
/// What the writer reports; [`io::ErrorKind::InvalidInput`] for an RDF format, which [`write_quads`] writes.
pub fn write_graph(graph: &KnowledgeGraph, format: Format, options: &Options, writer: impl Write) -> io::Result<()> {
    let mut writer = BufWriter::new(writer);
    match format {
        Format::GraphMl => graphml::write(graph, options, &mut writer)?,
        Format::Gexf => gexf::write(graph, options, &mut writer)?,
        Format::Dot => dot::write(graph, options, &mut writer)?,
        Format::Cytoscape => cytoscape::write(graph, options, &mut writer)?,
        Format::NodeLink => nodelink::write(graph, options, &mut writer)?,
        Format::Csv => csv::write_edges(graph, options, &mut writer)?,
        Format::Turtle | Format::TriG | Format::NTriples | Format::NQuads | Format::RdfXml | Format::JsonLd => {
            let message = format!("{format} is written from quads, not from the graph of entities");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    writer.flush()
}
