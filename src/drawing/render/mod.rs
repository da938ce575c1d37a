//! Drawings as pixels and as pages, with the letters of given fonts.

mod font;
mod pdf;
mod png;

use resvg::usvg::{self, Tree};

use crate::error::{Error, Result};

use super::Drawing;
use super::svg::Reader;

pub use font::Fonts;

impl Drawing {
    /// The picture with its letters shaped.
    fn tree(&self, fonts: &Fonts) -> Result<Tree> {
        fonts.suffice(self)?;
        let options =
            usvg::Options { fontdb: fonts.database(), font_family: fonts.family(), ..usvg::Options::default() };
        let svg = self.written_for(Reader::Renderer);
        Tree::from_str(&svg, &options).map_err(|e| Error::Export(format!("the picture cannot be rendered: {e}")))
    }
}
