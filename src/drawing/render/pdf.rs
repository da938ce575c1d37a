//! A drawing as PDF: one page, its texts selectable, its fonts embedded.

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::error::{Error, Result};
use crate::graph::Language;

use super::{Drawing, Fonts};

/// Points of a unit: a small text is about 8 points high.
const POINTS: f64 = 0.75;
/// The largest page that readers show, in points.
const LARGEST: f64 = 14_400.0;

impl Drawing {
    /// The picture as a PDF file of one page as large as the picture.
    ///
    /// # Errors
    /// Where no font has the letters of the labels.
    pub fn to_pdf(&self, fonts: &Fonts) -> Result<Vec<u8>> {
        let failed = |what: String| Error::Export(format!("the page cannot be made: {what}"));
        let tree = self.tree(fonts)?;
        let scale = POINTS.min(LARGEST / self.width.max(self.height));
        let (width, height) = ((self.width * scale) as f32, (self.height * scale) as f32);
        let size = Size::from_wh(width, height).ok_or_else(|| failed(format!("{width} by {height} points")))?;
        let mut document = Document::new_with(SerializeSettings::default());
        let language = match self.language {
            Language::Arabic | Language::Both => "ar",
            Language::English => "en",
        };
        document.set_metadata(Metadata::new().title(self.title.clone()).language(language.to_owned()));
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("no page of that size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface
            .draw_svg(&tree, size, SvgSettings::default())
            .ok_or_else(|| failed("a part cannot be drawn".to_owned()))?;
        surface.finish();
        page.finish();
        document.finish().map_err(|e| failed(format!("{e:?}")))
    }
}
