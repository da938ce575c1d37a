//! Quads as N-Quads lines.

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

/// Writes quads in the order given.
pub(super) fn write<'a>(quads: impl IntoIterator<Item = &'a Quad>, to: impl Write) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(to);
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish().map(|_| ())
}
