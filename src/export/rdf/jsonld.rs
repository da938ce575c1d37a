//! JSON-LD: always as RDF 1.1, because JSON-LD knows no triple terms; each document's graph is kept.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

/// The quads must be sorted by graph and subject, and hold no triple term.
pub(super) fn write<'a>(quads: impl Iterator<Item = &'a Quad>, writer: impl Write) -> io::Result<()> {
    let format = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    let mut serializer = RdfSerializer::from_format(format).for_writer(writer);
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish().map(drop)
}
