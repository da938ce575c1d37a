//! A drawing as PNG.

use resvg::tiny_skia::{Color, Pixmap, Transform};

use crate::error::{Error, Result};

use super::{Drawing, Fonts};

/// More pixels than these are more than a screen or a page has, and may not fit into memory.
const PIXELS: f64 = 400e6;

impl Drawing {
    /// The picture as a PNG file of this width in pixels; the height follows.
    ///
    /// # Errors
    /// Where no font has the letters of the labels, or where the picture would have more than 400 million pixels.
    pub fn to_png(&self, fonts: &Fonts, width: u32) -> Result<Vec<u8>> {
        let scale = f64::from(width) / self.width;
        let height = (self.height * scale).ceil().max(1.0);
        if width == 0 || f64::from(width) * height > PIXELS {
            let size = format!("{width} by {height} pixels");
            return Err(Error::Export(format!(
                "a picture of {size} cannot be made; give another --width, or use svg or pdf"
            )));
        }
        let tree = self.tree(fonts)?;
        let mut pixels = Pixmap::new(width, height as u32)
            .ok_or_else(|| Error::Export("the picture is too large; give a smaller --width".to_owned()))?;
        // The height is rounded up, so that the picture covers the last row only in part.
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
        pixels.encode_png().map_err(|e| Error::Export(format!("the picture cannot be encoded: {e}")))
    }
}
