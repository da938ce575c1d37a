//! Files for other programs: graph formats from the knowledge graph, RDF formats from the store's quads.

mod appearance;
mod columns;
mod exchange;
mod folder;
mod format;
mod html;
mod json;
mod mark;
mod property_graph;
mod rdf;
mod reduction;
mod script;
mod table;
mod vault;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use crate::domain::ExchangeTables;
use crate::graph::{KnowledgeGraph, Language, Node, Period, Spellings, Writings};

pub use appearance::Appearance;
pub(crate) use appearance::colour;
use exchange::{ftm, stix};
pub use folder::{Kept, write_folder};
pub use format::Format;
pub use html::Wording;
pub use mark::{Mark, Marks};
pub(crate) use rdf::flatten;
pub use rdf::{RdfOptions, write_quads};
pub use reduction::LeftOut;
pub(crate) use reduction::reduced;
use script::{cypher, dot, mermaid, pajek};
use table::csv;
pub(crate) use xml::allowed;
use xml::{gexf, graphml};

/// What the graph formats may vary in.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The graph's title.
    pub title: String,
    /// The language of the labels that a picture shows; both languages are always there as data.
    pub language: Language,
    /// How the classes look.
    pub appearance: Appearance,
    /// Size, colour and community of each node, where they have been measured.
    pub marks: Marks,
    /// The documents that the statements come from, for the formats that show them.
    pub writings: Writings,
    /// How documents write the names of entities, for the formats that can be searched.
    pub spellings: Spellings,
    /// When statements were so, by their identifiers, for the formats that tell it.
    pub times: BTreeMap<String, Period>,
    /// What a page says itself.
    pub wording: Wording,
    /// How classes and predicates are told in FollowTheMoney and STIX.
    pub exchange: ExchangeTables,
    /// Whether GraphML also says how yEd is to draw the graph.
    pub yed: bool,
}

impl Options {
    /// The colour of an entity: that of its mark, or else of its class.
    pub(crate) fn color_of(&self, node: &Node) -> [u8; 3] {
        self.marks.get(&node.iri).map_or_else(|| self.appearance.of(&node.class).fill, |mark| mark.color)
    }

    /// The diameter of an entity, from 10 to 100: that of its mark, or else by the number of its statements.
    pub(crate) fn size_of(&self, graph: &KnowledgeGraph, node: &Node) -> f64 {
        let by_degree = || f64::from(u32::try_from(10 + graph.degree(&node.iri).min(40)).unwrap_or(u32::MAX));
        self.marks.get(&node.iri).map_or_else(by_degree, |mark| mark.size)
    }
}

/// What an HTML page leaves out of a graph that is too large to be looked at; nothing where it shows all.
#[must_use]
pub fn left_out_of_page(graph: &KnowledgeGraph, options: &Options) -> Option<LeftOut> {
    reduction::reduce(graph, options).1
}

/// Writes the graph in a format that is not RDF. CSV gives the edges; [`write_folder`] gives the nodes too.
///
/// # Errors
/// What the writer reports; [`io::ErrorKind::InvalidInput`] for an RDF format, which [`write_quads`] writes, for one
/// that [`Format::needs_folder`], for one whose table [`Options::exchange`] has not, and for a picture, which
/// [`drawing::draw`](crate::drawing::draw) makes.
pub fn write_graph(graph: &KnowledgeGraph, format: Format, options: &Options, writer: impl Write) -> io::Result<()> {
    let mut writer = BufWriter::new(writer);
    match format {
        Format::GraphMl => graphml::write(graph, options, &mut writer)?,
        Format::Gexf => gexf::write(graph, options, &mut writer)?,
        Format::Dot => dot::write(graph, options, &mut writer)?,
        Format::Cytoscape => json::cytoscape::write(graph, options, &mut writer)?,
        Format::NodeLink => json::nodelink::write(graph, options, &mut writer)?,
        Format::Html => html::write(graph, options, &mut writer)?,
        Format::Cx2 => json::cx2::write(graph, options, &mut writer)?,
        Format::Adjacency => json::adjacency::write(graph, options, &mut writer)?,
        Format::Jgf => json::jgf::write(graph, options, &mut writer)?,
        Format::Mermaid => mermaid::write(graph, options, &mut writer)?,
        Format::Pajek => pajek::write(graph, options, &mut writer)?,
        Format::Csv => csv::write_edges(graph, options, &mut writer)?,
        Format::Ftm => ftm::write(graph, options, &mut writer)?,
        Format::Stix => stix::write(graph, options, &mut writer)?,
        Format::Cypher => cypher::write(graph, options, &mut writer)?,
        Format::Parquet | Format::Neo4j | Format::Obsidian => {
            let message = format!("{format} is more than one file; write it into a folder");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Format::Turtle | Format::TriG | Format::NTriples | Format::NQuads | Format::RdfXml | Format::JsonLd => {
            let message = format!("{format} is written from quads, not from the graph of entities");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Format::Svg | Format::Png | Format::Pdf => {
            let message = format!("{format} is a picture, which nisba::drawing makes");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    writer.flush()
}
