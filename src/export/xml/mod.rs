//! XML elements whose texts and attributes are safe whatever they hold.

pub(super) mod gexf;
pub(super) mod graphml;
mod yed;

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::escape::escape;

/// Writes elements, indented by two spaces. Names of elements and attributes are written as they are.
pub(super) struct XmlWriter<W: Write> {
    writer: W,
    /// The number of open elements.
    depth: usize,
}

impl<W: Write> XmlWriter<W> {
    /// Begins a document.
    pub(super) fn new(mut writer: W) -> io::Result<Self> {
        writer.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        Ok(Self { writer, depth: 0 })
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.start(name, attributes)?;
        self.depth += 1;
        self.writer.write_all(b">")
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.break_line()?;
        self.end(name)
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.start(name, attributes)?;
        self.writer.write_all(b"/>")
    }

    /// An element with a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.start(name, attributes)?;
        self.writer.write_all(b">")?;
        self.writer.write_all(escape(allowed(text)).as_bytes())?;
        self.end(name)
    }

    /// Ends the document with a line end.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.write_all(b"\n")
    }

    /// An element's begin, up to its attributes.
    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.break_line()?;
        self.writer.write_all(b"<")?;
        self.writer.write_all(name.as_bytes())?;
        for (name, value) in attributes {
            self.writer.write_all(b" ")?;
            self.writer.write_all(name.as_bytes())?;
            self.writer.write_all(b"=\"")?;
            let value = escape(allowed(value));
            if value.contains(['\n', '\t']) {
                // A parser turns bare line ends and tabs in attributes into spaces.
                self.writer.write_all(value.replace('\n', "&#10;").replace('\t', "&#9;").as_bytes())?;
            } else {
                self.writer.write_all(value.as_bytes())?;
            }
            self.writer.write_all(b"\"")?;
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_all(b"</")?;
        self.writer.write_all(name.as_bytes())?;
        self.writer.write_all(b">")
    }

    fn break_line(&mut self) -> io::Result<()> {
        self.writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| self.writer.write_all(b"  "))
    }
}

/// The text without the characters that no XML 1.0 document may hold.
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    // All of them begin with one of these bytes, which most texts have none of.
    let suspect = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xef;
    if text.bytes().any(suspect) && text.contains(forbidden) {
        Cow::Owned(text.replace(forbidden, ""))
    } else {
        Cow::Borrowed(text)
    }
}
