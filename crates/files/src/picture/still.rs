//! A picture that does not move: decoded within limits, turned upright, encoded again.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

use super::{SIDE_MAX, bad, fits, is_opaque};
use crate::{Error, PictureLimits, Result};

/// Nobody sees a difference from here on.
const JPEG_QUALITY: u8 = 88;
const THUMBNAIL_QUALITY: u8 = 80;
/// Profiles of screens and cameras have some hundred bytes to a few thousand. What is larger would be carried for nothing.
const PROFILE_BYTES_MAX: usize = 16 * 1024;
/// Where an ICC profile says of which kind of colours it speaks.
const PROFILE_COLOURS: std::ops::Range<usize> = 16..20;

/// A decoded picture, upright.
pub struct Still {
    pub image: DynamicImage,
    /// Whether it was so already.
    pub is_upright: bool,
    /// What its colours mean.
    profile: Option<Vec<u8>>,
}

/// Decodes a picture, of a moving one the beginning. Its header decides whether that is tried at all.
pub fn read(format: ImageFormat, raw: &[u8], limits: &PictureLimits) -> Result<Still> {
    let mut decoder = ImageReader::with_format(Cursor::new(raw), format).into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    fits(width, height, limits)?;
    // Four bytes for each pixel, and half as much again for a decoder's own needs.
    let memory = limits.pixels_max.saturating_mul(4);
    if decoder.total_bytes() > memory {
        return Err(bad("its colours are too fine"));
    }
    let mut bounds = Limits::default();
    (bounds.max_image_width, bounds.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    bounds.max_alloc = Some(memory.saturating_add(memory / 2));
    decoder.set_limits(bounds).map_err(unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = in_bytes(DynamicImage::from_decoder(decoder).map_err(unreadable)?);
    image.apply_orientation(orientation);
    let profile = profile.filter(|profile| is_of(profile, image.color()));
    Ok(Still { image, is_upright: orientation == Orientation::NoTransforms, profile })
}

impl Still {
    /// As a file of this format.
    pub fn encoded(&self, format: ImageFormat) -> Result<Vec<u8>> {
        let mut bytes = vec![];
        match format {
            ImageFormat::Jpeg => self.write(&self.image, JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?,
            ImageFormat::WebP => self.write(&self.image, WebPEncoder::new_lossless(&mut bytes))?,
            _ => self.write(&self.image, PngEncoder::new(&mut bytes))?,
        }
        Ok(bytes)
    }

    /// Made smaller until no side is longer than `side`.
    pub fn within(&self, side: u32) -> Result<(&'static str, Vec<u8>)> {
        if self.image.width() <= side && self.image.height() <= side {
            return self.small(&self.image);
        }
        self.small(&self.image.thumbnail(side, side))
    }

    /// The square in its middle, made this large.
    pub fn square(&self, side: u32) -> Result<(&'static str, Vec<u8>)> {
        let (width, height) = (self.image.width(), self.image.height());
        let least = width.min(height);
        let middle = self.image.crop_imm((width - least) / 2, (height - least) / 2, least, least);
        // First roughly: a good filter over all of a large picture would take seconds.
        let near = if least > 4 * side { middle.thumbnail_exact(2 * side, 2 * side) } else { middle };
        self.small(&near.resize_exact(side, side, FilterType::Triangle))
    }

    fn small(&self, image: &DynamicImage) -> Result<(&'static str, Vec<u8>)> {
        let mut bytes = vec![];
        if is_opaque(image) {
            let flat = if image.color().has_color() { image.to_rgb8().into() } else { DynamicImage::from(image.to_luma8()) };
            self.write(&flat, JpegEncoder::new_with_quality(&mut bytes, THUMBNAIL_QUALITY))?;
            return Ok(("image/jpeg", bytes));
        }
        self.write(image, PngEncoder::new(&mut bytes))?;
        Ok(("image/png", bytes))
    }

    fn write(&self, image: &DynamicImage, mut encoder: impl ImageEncoder) -> Result<()> {
        if let Some(profile) = &self.profile {
            // A format that has no place for it does without.
            encoder.set_icc_profile(profile.clone()).ok();
        }
        image.write_with_encoder(encoder).map_err(|error| Error::Internal(error.into()))
    }
}

/// One byte for each value: more are for those who develop pictures.
fn in_bytes(image: DynamicImage) -> DynamicImage {
    match image.color() {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => image,
        color if color.has_alpha() => image.into_rgba8().into(),
        _ => image.into_rgb8().into(),
    }
}

/// A profile of other colours than the picture has now would spoil them.
fn is_of(profile: &[u8], color: ColorType) -> bool {
    let wanted: &[u8] = if color.has_color() { b"RGB " } else { b"GRAY" };
    profile.len() <= PROFILE_BYTES_MAX && profile.get(PROFILE_COLOURS) == Some(wanted)
}

/// The decoder's own words help nobody who has only the picture.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn unreadable(error: image::ImageError) -> Error {
    tracing::debug!(%error, "a picture is refused");
    match error {
        image::ImageError::Limits(_) => bad("it takes too much memory"),
        _ => bad("it cannot be read"),
    }
}
