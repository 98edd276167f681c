//! Files in a directory: taken in, read and erased.

use std::convert::Infallible;
use std::path::Path;

use bytes::Bytes;
use dialogo_domain::FileId;
use dialogo_files::{Error, FileSettings, Files, Kept, Part, PictureLimits, S3Settings};
use futures_util::{StreamExt, TryStreamExt, stream};
use tempfile::TempDir;

struct Place {
    files: Files,
    directory: TempDir,
}

fn place() -> Place {
    let directory = tempfile::tempdir().expect("a directory");
    let s3 = S3Settings {
        bucket: None,
        prefix: None,
        region: None,
        endpoint: None,
        allow_http: false,
        access_key_id: None,
        secret_access_key: None,
    };
    let settings = FileSettings { directory: Some(directory.path().to_owned()), s3 };
    let limits = PictureLimits { bytes_max: 100_000, pixels_max: 1_000_000, at_once: 1, waiting_max: 8 };
    let files = Files::open(&settings, Path::new("unused"), &limits).expect("files");
    Place { files, directory }
}

/// How many files lie there.
fn objects(path: &Path) -> usize {
    let entries = std::fs::read_dir(path).expect("a directory").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { objects(&path) } else { 1 }).sum()
}

async fn take_in(place: &Place, id: FileId, bytes_max: u64, chunks: &[&[u8]]) -> Result<Kept, Error> {
    let body = stream::iter(chunks.iter().map(|chunk| Ok::<_, Infallible>(Bytes::copy_from_slice(chunk))));
    place.files.take_in(id, bytes_max, body).await
}

async fn read(place: &Place, id: FileId, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let body = place.files.read(id, Part::Whole, range).await.expect("there");
    body.stream
        .try_fold(vec![], async |mut all, chunk| {
            all.extend(chunk);
            Ok(all)
        })
        .await
        .expect("all of it")
}

#[tokio::test]
async fn what_comes_in_chunks_is_read_as_a_whole_and_in_parts() {
    let (place, id) = (place(), FileId::generate());
    let chunk = vec![7; 100_000];
    let kept = take_in(&place, id, 1_000_000, &[b"\0", &chunk, &chunk, &chunk, &chunk, b"end"]).await.expect("kept");
    assert_eq!((kept.bytes, kept.media_type.as_str(), kept.picture), (400_004, "application/octet-stream", None));
    assert_eq!(read(&place, id, None).await.len(), 400_004);
    assert_eq!(read(&place, id, Some(400_000..400_010)).await, b"\x07end");
    let body = place.files.read(id, Part::Whole, Some(1..3)).await.expect("there");
    assert_eq!((body.size, body.range), (400_004, 1..3));
    place.files.erase(id).await.expect("erased");
    assert!(matches!(place.files.read(id, Part::Whole, None).await, Err(Error::Missing)));
    place.files.erase(id).await.expect("it is as well erased");
    assert_eq!(objects(place.directory.path()), 0);
}

#[tokio::test]
async fn one_byte_too_many_and_an_early_end_leave_nothing() {
    let place = place();
    for (bytes_max, chunks) in [(4, &[&b"12345"[..]][..]), (400_000, &[&vec![0; 300_000], &vec![0; 100_001]])] {
        let refused = take_in(&place, FileId::generate(), bytes_max, chunks).await;
        assert!(matches!(refused, Err(Error::TooLarge { .. })), "{refused:?}");
    }
    let cut = stream::iter([Ok(Bytes::from(vec![0; 300_000])), Err("gone")]);
    assert!(matches!(place.files.take_in(FileId::generate(), 1_000_000, cut).await, Err(Error::Interrupted)));
    assert_eq!(objects(place.directory.path()), 0);
    assert_eq!(take_in(&place, FileId::generate(), 5, &[b"12345"]).await.expect("kept").bytes, 5);
}

fn picture(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    image::RgbImage::new(side, side).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

#[tokio::test]
async fn of_a_picture_only_what_was_made_of_it_is_kept() {
    let (place, id) = (place(), FileId::generate());
    let raw = [&picture(700)[..], b"hidden"].concat();
    let kept = take_in(&place, id, 1_000_000, &[&raw[..5], &raw[5..]]).await.expect("kept");
    let picture = kept.picture.expect("a picture");
    assert_eq!((kept.media_type.as_str(), picture.width, picture.height), ("image/png", 700, 700));
    assert_eq!(picture.thumbnail.expect("a thumbnail").as_str(), "image/jpeg");
    let whole = read(&place, id, None).await;
    assert_eq!(whole.len() as u64, kept.bytes);
    assert!(!whole.ends_with(b"hidden"));
    assert_eq!(objects(place.directory.path()), 2, "the picture and its thumbnail");
    let mut thumbnail = place.files.read(id, Part::Thumbnail, None).await.expect("there").stream;
    assert!(thumbnail.next().await.expect("bytes").expect("bytes").starts_with(b"\xff\xd8\xff"));
    place.files.erase(id).await.expect("erased");
    assert_eq!(objects(place.directory.path()), 0);
}

#[tokio::test]
async fn an_avatar_has_to_be_a_picture() {
    let (place, id) = (place(), FileId::generate());
    let chunk = |bytes: Vec<u8>| stream::iter([Ok::<_, Infallible>(Bytes::from(bytes))]);
    assert!(matches!(place.files.take_in_avatar(id, chunk(b"<svg/>".to_vec())).await, Err(Error::BadPicture(_))));
    place.files.take_in_avatar(id, chunk(picture(300))).await.expect("kept");
    assert!(read(&place, id, None).await.starts_with(b"\xff\xd8\xff"));
}

#[tokio::test]
async fn a_picture_larger_than_pictures_may_be_is_too_large_although_a_file_might_be() {
    let (place, raw) = (place(), [&picture(10)[..], &vec![0; 100_000]].concat());
    let refused = take_in(&place, FileId::generate(), 1_000_000, &[&raw]).await;
    assert!(matches!(refused, Err(Error::TooLarge { bytes_max: 100_000 })), "{refused:?}");
}
