use std::io::Cursor;

use ::gif::{Encoder, Frame, Repeat};
use image::{GenericImageView, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{DynImage, ImageEXIF};

use super::*;

const LIMITS: PictureLimits = PictureLimits { bytes_max: 1 << 20, pixels_max: 1_000_000, at_once: 1, waiting_max: 0 };
/// What a camera may write into a picture.
const SECRET: &[u8] = b"52.5200N 13.4050E";

fn gradient(width: u32, height: u32) -> DynamicImage {
    let shade = |n: u32, of: u32| u8::try_from(n * 255 / of.max(1)).unwrap_or_default();
    RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 99])).into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Bytes {
    let mut bytes = Cursor::new(vec![]);
    image.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner().into()
}

/// Exif that says how the camera was held and, behind that, where.
fn exif(orientation: u8) -> img_parts::Bytes {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(SECRET);
    exif.into()
}

fn with_exif(picture: Bytes, orientation: u8) -> Bytes {
    let mut picture = DynImage::from_bytes(picture).expect("a picture").expect("of a known kind");
    picture.set_exif(Some(exif(orientation)));
    picture.encoder().bytes()
}

fn says_where(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET)
}

fn made(format: ImageFormat, raw: &Bytes) -> Made {
    made_anew(format, raw.clone(), &LIMITS).expect("a picture")
}

fn refusal(format: ImageFormat, raw: &[u8]) -> String {
    match made_anew(format, Bytes::copy_from_slice(raw), &LIMITS) {
        Err(Error::BadPicture(why)) => why,
        other => format!("not refused: {other:?}"),
    }
}

#[test]
fn a_picture_shows_the_same_and_does_not_say_where_it_was_taken() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let raw = with_exif(file(&gradient(60, 40), format), 1);
        assert!(says_where(&raw), "{format:?}");
        let made = made(format, &raw);
        assert!(!says_where(&made.bytes), "{format:?}");
        assert_eq!((made.width, made.height, made.media_type, made.thumbnail.is_some()), (60, 40, format.to_mime_type(), false));
        let shown = image::load_from_memory_with_format(&made.bytes, format).expect("a picture");
        let [red, green, blue, _] = shown.get_pixel(30, 20).0;
        assert!(red.abs_diff(127) < 8 && green.abs_diff(127) < 8 && blue.abs_diff(99) < 8, "{format:?}: {red} {green} {blue}");
    }
}

#[test]
fn a_picture_that_was_taken_sideways_is_turned_upright() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let made = made(format, &with_exif(file(&gradient(60, 40), format), 6));
        assert_eq!((made.width, made.height), (40, 60), "{format:?}");
        assert!(!says_where(&made.bytes), "{format:?}");
        let shown = image::load_from_memory_with_format(&made.bytes, format).expect("a picture");
        assert_eq!((shown.width(), shown.height()), (40, 60), "{format:?}");
    }
}

#[test]
fn what_is_hidden_beside_the_picture_is_gone() {
    let script = [b"*/=1;alert(1);//".as_slice(), SECRET].concat();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let raw: Bytes = [&file(&gradient(8, 8), format)[..], &script].concat().into();
        assert!(!says_where(&made(format, &raw).bytes), "{format:?}");
    }
}

/// A GIF of so many pictures, with a comment.
fn moving(pictures: usize) -> Bytes {
    let mut bytes = vec![];
    let mut encoder = Encoder::new(&mut bytes, 4, 4, &[0, 0, 0, 255, 255, 255]).expect("a GIF");
    encoder.set_repeat(Repeat::Infinite).expect("a GIF");
    encoder.write_raw_extension(::gif::Extension::Comment.into(), &[SECRET]).expect("a comment");
    for n in 0..pictures {
        let pixels = vec![u8::from(n % 2 == 0); 16];
        let frame = Frame { width: 4, height: 4, delay: 7, buffer: pixels.into(), ..Frame::default() };
        encoder.write_frame(&frame).expect("a picture");
    }
    drop(encoder);
    bytes.into()
}

#[test]
fn a_gif_still_moves_and_its_comments_are_gone() {
    let raw = moving(3);
    assert!(says_where(&raw));
    let made = made(ImageFormat::Gif, &raw);
    assert!(!says_where(&made.bytes));
    let mut decoder = ::gif::DecodeOptions::new().read_info(&made.bytes[..]).expect("a GIF");
    let mut pictures = vec![];
    while let Some(frame) = decoder.read_next_frame().expect("a picture") {
        pictures.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(pictures, [(7, 1), (7, 0), (7, 1)]);
    assert_eq!(decoder.repeat(), Repeat::Infinite);
    assert_eq!(refusal(ImageFormat::Gif, &moving(10_000)), "it has too many pictures");
}

#[test]
fn a_large_picture_has_a_thumbnail() {
    for (image, kind) in [(gradient(1200, 800), "image/jpeg"), (RgbaImage::from_pixel(1200, 800, Rgba([1, 2, 3, 77])).into(), "image/png")]
    {
        let (media_type, bytes) = made(ImageFormat::Png, &file(&image, ImageFormat::Png)).thumbnail.expect("a thumbnail");
        let thumbnail = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((media_type, thumbnail.width(), thumbnail.height()), (kind, 640, 427));
    }
}

#[test]
fn an_avatar_is_the_middle_of_a_picture() {
    let made = avatar(ImageFormat::Jpeg, with_exif(file(&gradient(1000, 500), ImageFormat::Jpeg), 1), &LIMITS).expect("an avatar");
    let shown = image::load_from_memory(&made.bytes).expect("a picture");
    assert_eq!((shown.width(), shown.height(), says_where(&made.bytes)), (AVATAR_SIDE, AVATAR_SIDE, false));
    let red = |x| shown.get_pixel(x, 128).0[0];
    assert!(red(2).abs_diff(64) < 10 && red(253).abs_diff(191) < 10, "{} {}", red(2), red(253));
}

/// A PNG of some hundred bytes whose header says that it has so many pixels.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bomb = file(&gradient(2, 2), ImageFormat::Png).to_vec();
    bomb[16..20].copy_from_slice(&width.to_be_bytes());
    bomb[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    bomb
}

/// The checksum of PNG's chunks, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)));
    !bytes.iter().fold(!0, step)
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    assert_eq!(refusal(ImageFormat::Png, &bomb(30_000, 30_000)), "it has more than 1000000 pixels, or a side of more than 16384");
    assert!(refusal(ImageFormat::Png, &bomb(20_000, 1)).contains("a side of more"), "long and thin");
    assert!(refusal(ImageFormat::Png, &bomb(1_000, 1_001)).contains("more than 1000000 pixels"), "one row too many");
}

#[test]
fn what_is_cut_off_or_no_picture_is_refused() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&gradient(100, 100), format);
        assert_eq!(refusal(format, &whole[..whole.len() / 3]), "it cannot be read", "{format:?}");
        assert_eq!(refusal(format, b"\x89PNG\r\n\x1a\n<script>"), "it cannot be read", "{format:?}");
    }
    let whole = moving(3);
    assert_eq!(refusal(ImageFormat::Gif, &whole[..whole.len() / 3]), "it cannot be read");
}

#[test]
fn the_parts_that_show_something_are_known() {
    // If a library starts to keep more, this says so.
    let raw = with_exif(file(&gradient(8, 8), ImageFormat::WebP), 1);
    let kept = webp::without_metadata(raw.clone()).expect("a picture");
    assert!(WebP::from_bytes(raw).expect("a picture").exif().is_some());
    assert!(WebP::from_bytes(kept.into()).expect("a picture").exif().is_none());
    let jpeg = made(ImageFormat::Jpeg, &with_exif(file(&gradient(8, 8), ImageFormat::Jpeg), 1)).bytes;
    assert!(Jpeg::from_bytes(jpeg.into()).expect("a picture").exif().is_none());
    let png = made(ImageFormat::Png, &with_exif(file(&gradient(8, 8), ImageFormat::Png), 1)).bytes;
    assert!(Png::from_bytes(png.into()).expect("a picture").exif().is_none());
}
