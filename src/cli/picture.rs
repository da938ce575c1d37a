//! Writes what `nisba export` gives as a picture.

use std::io::Write;
use std::path::Path;

use nisba::domain::{DataFiles, Domain};
use nisba::drawing::{self, Drawing, Lanes, Theme};
use nisba::export::{Format, Options};
use nisba::graph::KnowledgeGraph;

use super::args::{General, PictureArgs, PictureKind, PictureLanes};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

/// How a picture is to be made.
pub(crate) struct Picture<'a> {
    pub(crate) args: &'a PictureArgs,
    pub(crate) domain: &'a Domain,
    pub(crate) files: &'a DataFiles,
    pub(crate) options: &'a Options,
}

impl Picture<'_> {
    /// Writes it to a path, or to standard output.
    pub(crate) fn write(
        &self,
        graph: &KnowledgeGraph,
        format: Format,
        path: Option<&Path>,
        general: &General,
    ) -> Result<Outcome, Failure> {
        let (theme, kind) = (Theme::load(self.files), self.kind());
        let drawing = drawing::draw(graph, &self.domain.ontology, kind, self.options, &theme);
        let bytes = self.bytes(&drawing, format)?;
        let mut out = Output::open(path)?;
        let written = out.write_all(&bytes).map_err(Failure::written);
        out.finish(written)?;
        if !general.quiet {
            drawing.notes().iter().for_each(|note| tell(note));
        }
        Ok(Outcome::Done)
    }

    fn kind(&self) -> drawing::Picture {
        let lanes = self.args.lanes.unwrap_or(PictureLanes::Class);
        match (self.args.picture.unwrap_or(PictureKind::Graph), lanes) {
            (PictureKind::Graph, _) => drawing::Picture::Graph,
            (PictureKind::Timeline, PictureLanes::Class) => drawing::Picture::Timeline(Lanes::Classes),
            (PictureKind::Timeline, PictureLanes::Entity) => drawing::Picture::Timeline(Lanes::Entities),
            (PictureKind::Matrix, _) => drawing::Picture::Matrix,
        }
    }

    #[cfg(feature = "pictures")]
    fn bytes(&self, drawing: &Drawing, format: Format) -> Result<Vec<u8>, Failure> {
        use nisba::drawing::Fonts;

        if format == Format::Svg {
            return Ok(drawing.to_svg().into_bytes());
        }
        let fonts = if self.args.fonts.is_empty() { Fonts::of_system() } else { Fonts::of_files(&self.args.fonts)? };
        let width = self.args.width.unwrap_or_else(|| drawing.readable_width());
        let bytes = if format == Format::Pdf { drawing.to_pdf(&fonts)? } else { drawing.to_png(&fonts, width)? };
        let missing = fonts.missing(drawing);
        if !missing.is_empty() {
            let shown: String = missing.iter().take(20).collect();
            tell(&format!("no font has {shown}; give one that has with --font FILE"));
        }
        Ok(bytes)
    }

    #[cfg(not(feature = "pictures"))]
    fn bytes(&self, drawing: &Drawing, format: Format) -> Result<Vec<u8>, Failure> {
        if format == Format::Svg {
            return Ok(drawing.to_svg().into_bytes());
        }
        let message = "was left out of this program; build it with --features pictures, or take --format svg";
        Err(Failure::Usage(format!("{format} {message}")))
    }
}
