//! Pictures, made anew: what is kept shows the same and says nothing of where, when and by whom it was taken.

mod gif;
mod still;
mod webp;

use bytes::Bytes;
use image::{DynamicImage, ImageFormat};

use crate::{Error, PictureLimits, Result};

/// The longest side of a thumbnail: twice the width of a picture in a conversation, for dense screens.
const THUMBNAIL_SIDE: u32 = 640;
/// A picture of fewer bytes is as good as its thumbnail, if it is no larger on the screen.
const SMALL_BYTES: usize = 64 * 1024;
/// The side of an avatar.
const AVATAR_SIDE: u32 = 256;
/// No side is longer, whatever the other is.
const SIDE_MAX: u32 = 16_384;

/// A picture that is to be kept.
#[derive(Debug)]
pub struct Made {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub thumbnail: Option<(&'static str, Vec<u8>)>,
}

/// The same picture without its metadata, and a thumbnail if it gains something.
pub fn made_anew(format: ImageFormat, raw: Bytes, limits: &PictureLimits) -> Result<Made> {
    let still = still::read(format, &raw, limits)?;
    let (media_type, bytes) = match format {
        ImageFormat::Gif => ("image/gif", gif::without_metadata(&raw, limits)?),
        ImageFormat::WebP if still.is_upright => ("image/webp", webp::without_metadata(raw)?),
        _ => (format.to_mime_type(), still.encoded(format)?),
    };
    let (width, height) = (still.image.width(), still.image.height());
    let is_small = width <= THUMBNAIL_SIDE && height <= THUMBNAIL_SIDE && bytes.len() <= SMALL_BYTES;
    let thumbnail = if is_small { None } else { Some(still.within(THUMBNAIL_SIDE)?) };
    Ok(Made { media_type, bytes, width, height, thumbnail })
}

/// The middle of a picture, square and small.
pub fn avatar(format: ImageFormat, raw: Bytes, limits: &PictureLimits) -> Result<Made> {
    let still = still::read(format, &raw, limits)?;
    drop(raw);
    let (media_type, bytes) = still.square(AVATAR_SIDE)?;
    Ok(Made { media_type, bytes, width: AVATAR_SIDE, height: AVATAR_SIDE, thumbnail: None })
}

/// Refuses a picture by what its header says, before anything is decoded.
fn fits(width: u32, height: u32, limits: &PictureLimits) -> Result<()> {
    if width == 0 || height == 0 {
        return Err(bad("it is empty"));
    }
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > limits.pixels_max {
        return Err(bad(&format!("it has more than {} pixels, or a side of more than {SIDE_MAX}", limits.pixels_max)));
    }
    Ok(())
}

fn bad(why: &str) -> Error {
    Error::BadPicture(why.to_owned())
}

/// A picture that has no transparency is smallest as JPEG.
fn is_opaque(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().all(|pixel| pixel.0[1] == u8::MAX),
        other => !other.color().has_alpha(),
    }
}

#[cfg(test)]
mod tests;
