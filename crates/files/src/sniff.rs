//! What a file is, by how it begins. Its name and what its sender says of it count for nothing.

use image::ImageFormat;

/// So many bytes of the beginning say what a file is.
pub const HEAD_BYTES: usize = 8 * 1024;

/// What it is when nothing else is known.
pub const UNKNOWN: &str = "application/octet-stream";
/// A text that is nothing in particular.
pub const TEXT: &str = "text/plain";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture that is made anew.
    Picture(ImageFormat),
    /// Anything else, by its media type.
    Other(&'static str),
}

/// The kind of a file that begins with `head`; `is_whole` if that is all of it.
pub fn kind_of(head: &[u8], is_whole: bool) -> Kind {
    match infer::get(head).map(|found| found.mime_type()) {
        Some("image/png") => Kind::Picture(ImageFormat::Png),
        Some("image/jpeg") => Kind::Picture(ImageFormat::Jpeg),
        Some("image/gif") => Kind::Picture(ImageFormat::Gif),
        Some("image/webp") => Kind::Picture(ImageFormat::WebP),
        Some(other) => Kind::Other(other),
        None if is_text(head, is_whole) => Kind::Other(if holds_svg(head) { "image/svg+xml" } else { TEXT }),
        None => Kind::Other(UNKNOWN),
    }
}

/// UTF-8 without controls that no text has. Its last character may be cut off with the head.
fn is_text(head: &[u8], is_whole: bool) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if !is_whole && error.error_len().is_none() => {
            std::str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

fn holds_svg(head: &[u8]) -> bool {
    head.windows(4).any(|part| part.eq_ignore_ascii_case(b"<svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        let long = [&[b'a'; HEAD_BYTES - 1][..], "é".as_bytes()].concat();
        for (head, kind) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Kind::Picture(ImageFormat::Png)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", Kind::Picture(ImageFormat::Jpeg)),
            (b"GIF89a/*", Kind::Picture(ImageFormat::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Picture(ImageFormat::WebP)),
            (b"<!DOCTYPE html><script>alert(1)</script>", Kind::Other("text/html")),
            (b"<?xml version=\"1.0\"?><svg/>", Kind::Other("text/xml")),
            (b"<svg onload=alert(1)>", Kind::Other("image/svg+xml")),
            (b"%PDF-1.7", Kind::Other("application/pdf")),
            (b"PK\x03\x04rest", Kind::Other("application/zip")),
            (b"hello\nworld \xc3\xa9", Kind::Other(TEXT)),
            (b"", Kind::Other(TEXT)),
            (b"a\0b", Kind::Other(UNKNOWN)),
            (b"\xff\xfe\xfd", Kind::Other(UNKNOWN)),
            (b"cut \xc3", Kind::Other(UNKNOWN)),
        ] {
            assert_eq!(kind_of(head, true), kind, "{:?}", String::from_utf8_lossy(head));
        }
        assert_eq!(kind_of(&long[..HEAD_BYTES], false), Kind::Other(TEXT), "a character lies across the end of the head");
    }
}
