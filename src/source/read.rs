//! Reads one input whole, and refuses what is no text: too large, empty, binary, not UTF-8.

use std::fs::File;
use std::io::Read;

use super::date::read_day;
use super::find::{Input, Place};
use super::{Media, Metadata, SourceDocument};
use crate::error::{Error, Result};

/// How the mark reads in UTF-8; it tells the encoding and is no part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl Input {
    /// Reads the document.
    ///
    /// # Errors
    /// [`Error::Document`] where it cannot be opened or read, has more than `max_bytes` bytes, nothing but white
    /// space in it, or is not UTF-8.
    pub fn read(&self, max_bytes: u64) -> Result<SourceDocument> {
        let fail = |message: String| Error::Document { document: self.name(), message };
        let bytes = self.bytes(max_bytes).map_err(|e| fail(format!("cannot be read: {e}")))?;
        if bytes.len() as u64 > max_bytes {
            return Err(fail(format!(
                "has more than {max_bytes} bytes; split it, or raise the limit with --max-bytes"
            )));
        }
        let mut text = decode(bytes).map_err(fail)?;
        if text.starts_with(BYTE_ORDER_MARK) {
            text.remove(0);
        }
        if text.trim().is_empty() {
            return Err(fail("is empty; there is nothing to read in it".to_owned()));
        }
        let (path, media) = match &self.place {
            Place::StandardInput => (None, Media::Plain),
            Place::File(path) => {
                let markdown = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md") || e == "markdown");
                (Some(path.clone()), if markdown { Media::Markdown } else { Media::Plain })
            }
        };
        let metadata = match media {
            Media::Plain => Metadata::default(),
            Media::Markdown => Metadata::of_markdown(&text),
        };
        let date = metadata.date.as_deref().and_then(read_day);
        Ok(SourceDocument { id: self.id.clone(), text, path, media, metadata, date })
    }

    /// At most one byte more than the limit, so that an endless input ends.
    fn bytes(&self, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = max_bytes.saturating_add(1);
        match &self.place {
            Place::StandardInput => std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
            Place::File(path) => File::open(path)?.take(limit).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}

/// The text of the bytes, or what is wrong with them and what to do.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW".to_owned());
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(format!("is no text: byte {at} is zero; give plain text or Markdown"));
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let byte = e.as_bytes().get(at).copied().unwrap_or_default();
        format!(
            "is not UTF-8: byte {at} is 0x{byte:02X}; convert it first, for older Arabic files often with: \
             iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_first_bad_byte_is_named() {
        let message = decode(b"abc \xc7\xe1\xda".to_vec()).expect_err("these bytes are Windows-1256");
        assert!(message.contains("byte 4 is 0xC7") && message.contains("WINDOWS-1256"), "{message}");
    }

    #[test]
    fn other_encodings_and_binary_files_are_told_apart() {
        assert!(decode(b"\xff\xfea\0".to_vec()).expect_err("UTF-16").contains("UTF-16"));
        assert!(decode(b"PK\x03\x04\0".to_vec()).expect_err("binary").contains("no text"));
    }
}
