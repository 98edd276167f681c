//! Handing a file out, so that no browser runs it: under our origin there is nothing that somebody else wrote.

use std::ops::Range;

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, ContentRange, ContentRangeSpec, DispositionParam, DispositionType, ExtendedValue, HeaderMap,
    HeaderValue,
};
use actix_web::web::Bytes;
use dialogo_app::{App, Error, Part, ReadableFile};
use dialogo_domain::{FileId, FileName, MediaType};
use futures_util::TryStreamExt;

use super::super::Answer;
use crate::problem::Problem;

/// What browsers show and cannot run, and what the server made itself or nothing but a player reads. Everything else is only to be saved.
const SHOWN: [&str; 15] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "audio/mpeg",
    "audio/ogg",
    "audio/opus",
    "audio/x-wav",
    "audio/x-flac",
    "audio/m4a",
    "audio/aac",
    "video/mp4",
    "video/webm",
    "video/quicktime",
    "video/x-m4v",
];
/// What else is told, since it runs nowhere.
const SAVED_AS: &str = "application/octet-stream";
/// Even if a browser opened it as a page: no script, no request, no origin.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
/// A file never changes, but whoever leaves its chat loses it: so it is asked for each time, and sent once.
const KEPT: &str = "private, no-cache";

/// The file, or the range that is asked for, unless the client has it already.
pub async fn answer(app: &App, file: &ReadableFile, part: Part, headers: &HeaderMap) -> Answer {
    let media_type = file.media_type(part).ok_or(Error::FileNotFound)?.as_str();
    let etag = etag(file, part);
    if names(headers, &header::IF_NONE_MATCH, &etag) {
        return Ok(described(StatusCode::NOT_MODIFIED, &etag).finish());
    }
    let range = match part {
        Part::Whole => wanted(headers, &etag, u64::try_from(file.attachment().bytes).unwrap_or_default())?,
        Part::Thumbnail => None,
    };
    let body = app.read_file(file, part, range.clone()).await?;
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let (is_shown, length) = (SHOWN.contains(&media_type), body.range.end.saturating_sub(body.range.start));
    let mut answer = described(status, &etag);
    answer
        .content_type(if is_shown { media_type } else { SAVED_AS })
        .insert_header(disposition(is_shown, &file.attachment().name))
        .insert_header((header::ACCEPT_RANGES, "bytes"));
    if range.is_some() {
        let spec =
            ContentRangeSpec::Bytes { range: Some((body.range.start, body.range.end.saturating_sub(1))), instance_length: Some(body.size) };
        answer.insert_header(ContentRange(spec));
    }
    let bytes = body.stream.map_err(|error| {
        tracing::warn!(error = format!("{:#}", anyhow::Error::new(error)), "a file could not be read to its end");
        actix_web::error::ErrorInternalServerError("the file ended early")
    });
    Ok(answer.body(SizedStream::new(length, bytes)))
}

/// A small picture that the server made.
pub fn picture(id: FileId, media_type: &MediaType, bytes: Bytes, headers: &HeaderMap) -> HttpResponse {
    let etag = format!("\"{id}\"");
    if names(headers, &header::IF_NONE_MATCH, &etag) {
        return described(StatusCode::NOT_MODIFIED, &etag).finish();
    }
    described(StatusCode::OK, &etag)
        .content_type(media_type.as_str())
        .insert_header(disposition(true, &FileName::cleaned("avatar")))
        .body(bytes)
}

fn described(status: StatusCode, etag: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, KEPT))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX));
    answer
}

fn etag(file: &ReadableFile, part: Part) -> String {
    let id = file.attachment().id;
    match part {
        Part::Whole => format!("\"{id}\""),
        Part::Thumbnail => format!("\"{id}.thumbnail\""),
    }
}

fn names(headers: &HeaderMap, name: &header::HeaderName, etag: &str) -> bool {
    let named = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    named.split(',').any(|named| named.trim().trim_start_matches("W/") == etag)
}

/// The one range that is asked for. Several are answered with the whole, as is whoever has another file in mind (`If-Range`).
fn wanted(headers: &HeaderMap, etag: &str, bytes: u64) -> Result<Option<Range<u64>>, Problem> {
    let Some(asked) = headers.get(header::RANGE).and_then(|value| value.to_str().ok()) else { return Ok(None) };
    if headers.contains_key(header::IF_RANGE) && !names(headers, &header::IF_RANGE, etag) {
        return Ok(None);
    }
    let Ok(header::Range::Bytes(ranges)) = asked.parse() else { return Ok(None) };
    let [range] = ranges.as_slice() else { return Ok(None) };
    if let Some((first, last)) = range.to_satisfiable_range(bytes) {
        return Ok(Some(first..last + 1));
    }
    let whole = HeaderValue::from_str(&format!("bytes */{bytes}")).map_err(|_| Problem::internal())?;
    Err(Problem::new("range_not_satisfiable", format!("the file has {bytes} bytes")).with_header(header::CONTENT_RANGE, whole))
}

/// The name in both forms of RFC 6266; the plain one is for what knows no other.
fn disposition(is_shown: bool, name: &FileName) -> ContentDisposition {
    let plain: String = name.as_str().chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let extended =
        ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.as_str().as_bytes().to_vec() };
    let disposition = if is_shown { DispositionType::Inline } else { DispositionType::Attachment };
    ContentDisposition { disposition, parameters: vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(extended)] }
}
