//! What must hold for whatever is uploaded, as a function that a fuzzer calls; the tests replay the corpus that it left, and try bytes by chance.

use bytes::Bytes;
use dialogo_domain::FileName;

use crate::picture::{avatar, made_anew};
use crate::sniff::{HEAD_BYTES, Kind, TEXT, kind_of};
use crate::{Error, PictureLimits};

/// Small, so that a fuzzer gets there, and quickly.
const LIMITS: PictureLimits = PictureLimits { bytes_max: 64 * 1024, pixels_max: 64 * 1024, at_once: 1, waiting_max: 1 };

/// Looks at the bytes as at a file, and as at a name.
///
/// # Panics
/// When something of what must hold does not.
pub fn upload(bytes: &[u8]) {
    name_of(&String::from_utf8_lossy(bytes));
    let (head, is_whole) = (bytes.get(..HEAD_BYTES).unwrap_or(bytes), bytes.len() <= HEAD_BYTES);
    match kind_of(head, is_whole) {
        Kind::Picture(format) => {
            let raw = Bytes::copy_from_slice(bytes);
            for made in [made_anew(format, raw.clone(), &LIMITS), avatar(format, raw, &LIMITS)] {
                picture_of(made);
            }
        }
        Kind::Other(media_type) => {
            assert!(!media_type.starts_with("image/") || !is_shown(media_type), "{media_type} is shown without being made anew");
            assert!(media_type != TEXT || !head.contains(&0), "a text holds a NUL");
        }
    }
}

/// The pictures that browsers are given to show.
fn is_shown(media_type: &str) -> bool {
    ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&media_type)
}

/// What was made is a picture of its kind within the limits, that can be made anew once more; or else the picture was bad.
fn picture_of(made: Result<crate::picture::Made, Error>) {
    let made = match made {
        Ok(made) => made,
        Err(Error::BadPicture(why)) => return assert!(!why.is_empty()),
        Err(other) => unreachable!("a picture cannot be refused as {other:?}"),
    };
    assert!(u64::from(made.width) * u64::from(made.height) <= LIMITS.pixels_max, "it is larger than pictures may be");
    let Kind::Picture(format) = kind_of(&made.bytes, false) else { unreachable!("what was made is no picture") };
    assert_eq!(format.to_mime_type(), made.media_type);
    let again = made_anew(format, Bytes::from(made.bytes), &LIMITS).expect("what was made can be made again");
    assert_eq!((again.width, again.height), (made.width, made.height));
}

fn name_of(text: &str) {
    let name = FileName::cleaned(text);
    assert!((1..=120).contains(&name.as_str().chars().count()), "{name:?}");
    assert!(!name.as_str().contains(['/', '\\', '\u{202e}', '\u{200b}']) && !name.as_str().contains(char::is_control), "{name:?}");
    assert!(!name.as_str().starts_with('.'), "{name:?} hides");
    assert_eq!(FileName::cleaned(name.as_str()), name, "cleaning it again changes it");
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_upload_of_the_corpus_is_taken_or_refused() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/upload");
        let files: Vec<_> = fs::read_dir(directory).expect("the corpus").map(|file| file.expect("a file").path()).collect();
        assert!(files.len() >= 20, "a corpus of {}", files.len());
        for file in files {
            upload(&fs::read(file).expect("a file that can be read"));
        }
    }

    /// The beginnings of pictures and others, so that chance gets past them.
    const BEGINNINGS: [&[u8]; 7] =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b"<svg ", b"../a.", b""];

    proptest! {
        #[test]
        fn any_bytes_are_taken_or_refused(begin in prop::sample::select(BEGINNINGS.to_vec()), rest in prop::collection::vec(any::<u8>(), 0..200)) {
            upload(&[begin, &rest].concat());
        }

        #[test]
        fn any_name_is_cleaned(text in any::<String>()) {
            name_of(&text);
        }
    }
}
