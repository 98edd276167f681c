//! GIFs keep their pictures and their colours; comments and whatever else was written between them goes.

use std::io::Cursor;

use gif::{ColorOutput, DecodeOptions, Encoder, MemoryLimit};

use super::{bad, fits};
use crate::{Error, PictureLimits, Result};

/// All pictures of a GIF together have at most so many times the pixels that one may have.
const PICTURES_TIMES: u64 = 8;
/// A minute and more of them.
const PICTURES_MAX: usize = 2_000;

/// The same GIF, made of its pictures alone.
pub fn without_metadata(raw: &[u8], limits: &PictureLimits) -> Result<Vec<u8>> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.check_frame_consistency(true);
    options.set_memory_limit(MemoryLimit::Bytes(limits.pixels_max.try_into().unwrap_or(std::num::NonZeroU64::MAX)));
    let mut decoder = options.read_info(Cursor::new(raw)).map_err(unreadable)?;
    fits(decoder.width().into(), decoder.height().into(), limits)?;
    let palette = decoder.global_palette().unwrap_or_default().to_vec();
    let mut anew = vec![];
    let mut encoder = Encoder::new(&mut anew, decoder.width(), decoder.height(), &palette).map_err(unwritable)?;
    encoder.set_repeat(decoder.repeat()).map_err(unwritable)?;
    let (mut pictures, mut pixels) = (0, 0);
    while let Some(info) = decoder.next_frame_info().map_err(unreadable)? {
        pictures += 1;
        pixels += u64::from(info.width) * u64::from(info.height);
        if pictures > PICTURES_MAX || pixels > limits.pixels_max.saturating_mul(PICTURES_TIMES) {
            return Err(bad("it has too many pictures"));
        }
        let mut frame = info.clone();
        let mut indices = vec![0; decoder.buffer_size()];
        decoder.read_into_buffer(&mut indices).map_err(unreadable)?;
        // They come in the order of their lines, whichever they were stored in.
        (frame.interlaced, frame.buffer) = (false, indices.into());
        encoder.write_frame(&frame).map_err(unwritable)?;
    }
    drop(encoder);
    Ok(anew)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn unreadable(error: gif::DecodingError) -> Error {
    tracing::debug!(%error, "a GIF is refused");
    bad("it cannot be read")
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn unwritable(error: gif::EncodingError) -> Error {
    tracing::debug!(%error, "a GIF is refused");
    bad("it cannot be written again")
}
