//! A drawing as SVG: paths and real text, with the evidence as tooltips.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::export::allowed;
use crate::graph::Language;

use super::canvas::{Anchor, Color, Drawing, Item, Path, Text, number};
use super::text::needs_isolation;

/// The fonts that are asked for, in order. The first is as wide as the picture takes all texts to be.
pub(super) const FONTS: &str =
    "DejaVu Sans, Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, Segoe UI, Tahoma, Arial, sans-serif";

/// Fonts draw isolating characters as the empty glyph of the space, and what a reader of the PDF finds for a glyph is what it
/// first stood for. So it first stands for a space, in words too small to be seen.
const FIRST_SPACES: &str = "<text font-size=\"0.1\" fill=\"#ffffff\">nisba export</text>\n\
    <text font-size=\"0.1\" fill=\"#ffffff\" font-weight=\"bold\">nisba export</text>\n";

/// For whom the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// A browser, which knows the direction of texts and shows titles as tooltips.
    Browser,
    /// Our own renderer, which takes every text for left to right, and to which text is told by isolating characters.
    Renderer,
}

impl Drawing {
    /// The picture as an SVG file.
    ///
    /// Text is text, so that it can be searched and read aloud; each node and line has its evidence as its `title`.
    #[must_use]
    pub fn to_svg(&self) -> String {
        self.written_for(Reader::Browser)
    }

    pub(super) fn written_for(&self, reader: Reader) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let language = match self.language {
            Language::Arabic | Language::Both => "ar",
            Language::English => "en",
        };
        let mut svg = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        svg += &format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-labelledby=\"title desc\" xml:lang=\"{language}\" font-family=\"{FONTS}\">\n"
        );
        if reader == Reader::Browser {
            svg += &format!("<title id=\"title\">{}</title>\n", escaped(&self.title));
            svg += &format!("<desc id=\"desc\">{}</desc>\n", escaped(&self.description));
        }
        svg += &format!("<path d=\"M0 0H{width}V{height}H0Z\" fill=\"#ffffff\"/>\n");
        if reader == Reader::Renderer {
            svg += FIRST_SPACES;
        }
        for item in &self.items {
            write_item(&mut svg, item, reader);
        }
        svg + "</svg>\n"
    }
}

fn write_item(svg: &mut String, item: &Item, reader: Reader) {
    match item {
        Item::Group { kind, tooltip, shift, items } => {
            *svg += &format!("<g class=\"{kind}\"");
            if *shift != [0.0; 2] {
                let [x, y] = shift.map(number);
                *svg += &format!(" transform=\"translate({x} {y})\"");
            }
            svg.push('>');
            if reader == Reader::Browser && !tooltip.is_empty() {
                *svg += &format!("<title>{}</title>", escaped(tooltip));
            }
            svg.push('\n');
            for item in items {
                write_item(svg, item, reader);
            }
            *svg += "</g>\n";
        }
        Item::Path(path) => write_path(svg, path),
        Item::Text(text) => write_text(svg, text, reader),
    }
}

fn write_path(svg: &mut String, path: &Path) {
    *svg += &format!("<path d=\"{}\"", path.data);
    *svg += &format!(" fill=\"{}\"", path.fill.map_or_else(|| "none".to_owned(), hex));
    if let Some(stroke) = path.stroke {
        *svg += &format!(" stroke=\"{}\" stroke-width=\"{}\"", hex(stroke), number(path.width));
    }
    if !path.dashes.is_empty() {
        let dashes: Vec<String> = path.dashes.iter().map(|dash| number(dash * path.width.max(1.0))).collect();
        *svg += &format!(" stroke-dasharray=\"{}\"", dashes.join(" "));
    }
    if path.opacity < 1.0 {
        *svg += &format!(" opacity=\"{}\"", number(path.opacity));
    }
    *svg += "/>\n";
}

fn write_text(svg: &mut String, text: &Text, reader: Reader) {
    *svg += "<text";
    let [x, y] = text.at.map(number);
    if text.direction == [1.0, 0.0] {
        *svg += &format!(" x=\"{x}\" y=\"{y}\"");
    } else {
        let turn = |value: f64| {
            let text = format!("{value:.5}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let [cosine, sine] = text.direction;
        let turns = [turn(cosine), turn(sine), turn(-sine), turn(cosine)].join(" ");
        *svg += &format!(" transform=\"matrix({turns} {x} {y})\"");
    }
    // In a browser the start of a text from right to left is its right edge; the renderer knows no direction.
    let turned = text.rtl && reader == Reader::Browser;
    let anchor = match text.anchor {
        Anchor::Middle => Some("middle"),
        Anchor::Right => (!turned).then_some("end"),
        Anchor::Left => turned.then_some("end"),
    };
    if let Some(anchor) = anchor {
        *svg += &format!(" text-anchor=\"{anchor}\"");
    }
    *svg += &format!(" font-size=\"{}\" fill=\"{}\"", number(text.size), hex(text.color));
    if text.bold {
        *svg += " font-weight=\"bold\"";
    }
    if text.rim {
        let width = number(text.size * 0.28);
        *svg +=
            &format!(" stroke=\"#ffffff\" stroke-width=\"{width}\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    if turned {
        *svg += " direction=\"rtl\" unicode-bidi=\"embed\"";
    }
    let isolate = reader == Reader::Renderer && text.rtl && needs_isolation(&text.text);
    let (open, close) = if isolate { ("\u{2067}", "\u{2069}") } else { ("", "") };
    *svg += &format!(">{open}{}{close}</text>\n", escaped(&text.text));
}

fn hex([red, green, blue]: Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A text that XML may hold; carriage returns, which a reader would make line ends of, as references.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in escape(allowed(text)).chars() {
        match c {
            '\r' => escaped.push_str("&#13;"),
            c if ('\u{7f}'..='\u{9f}').contains(&c) => _ = write!(escaped, "&#{};", u32::from(c)),
            c => escaped.push(c),
        }
    }
    escaped
}
