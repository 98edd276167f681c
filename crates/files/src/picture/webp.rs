//! WebP pictures keep the parts that show something: encoding them again would lose quality, or make them many times as large.

use bytes::Bytes;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, WebP};

use super::bad;
use crate::Result;

const SHOWN: [[u8; 4]; 7] = [CHUNK_VP8X, CHUNK_ICCP, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ALPH, CHUNK_VP8, CHUNK_VP8L];
/// In the flags of `VP8X`: that there is Exif, and that there is XMP.
const HAS_METADATA: u8 = 0b0000_1100;

/// The same picture, of its shown parts alone. It was decoded before, so it is one.
pub fn without_metadata(raw: Bytes) -> Result<Vec<u8>> {
    let mut picture = WebP::from_bytes(raw).map_err(|_| bad("it cannot be read"))?;
    let chunks = picture.chunks_mut();
    chunks.retain(|chunk| SHOWN.contains(&chunk.id()));
    for chunk in chunks.iter_mut().filter(|chunk| chunk.id() == CHUNK_VP8X) {
        let Some(data) = chunk.content().data() else { continue };
        let mut data = data.to_vec();
        if let Some(flags) = data.first_mut() {
            *flags &= !HAS_METADATA;
        }
        *chunk = RiffChunk::new(CHUNK_VP8X, RiffContent::Data(data.into()));
    }
    Ok(picture.encoder().bytes().to_vec())
}
