//! Answers as gzip, for those who take it.
//!
//! Each answer is compressed because its handler says so, never by its type: the length of what is compressed together tells whoever can count
//! bytes on the wire whether one part repeats another (BREACH). So nothing goes in here that holds a secret beside a text of somebody who may not know
//! it: no tokens, and no list that has several chats' messages in it. A chat's history is known to all who write in it. Requests are never
//! decompressed.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io::Write;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::Payload;
use actix_web::http::header::{self, AcceptEncoding, Encoding, Header, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::sync::Semaphore;

/// Less than this fits into one packet, so that fewer bytes gain nothing.
const BYTES_MIN: usize = 1_400;
/// Up to this a worker thread compresses by itself: 0.2 ms at [`LEVEL`].
const BYTES_AT_ONCE_MAX: usize = 64 * 1024;
/// How much work is put into an answer. A page of 50 messages, 23.9 kB, measured: level 1 makes 9.1 kB of it in 37 µs, 3 makes 6.6 kB in 80 µs, 6 makes 6.5 kB in
/// 106 µs; brotli at its fastest no less in twice the time.
const LEVEL: Compression = Compression::new(3);
/// How many large answers are compressed at the same time, away from the worker threads; beyond, they go as they are.
static LARGE: Semaphore = Semaphore::const_new(2);

/// Whether who asks takes gzip, and would rather have it than the plain answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakesGzip(bool);

impl TakesGzip {
    /// By the `Accept-Encoding` of a request; who sends none, or one that cannot be read, gets the plain answer.
    pub fn of(request: &impl HttpMessage) -> Self {
        let preferred =
            AcceptEncoding::parse(request).ok().and_then(|accepted| accepted.negotiate([Encoding::gzip(), Encoding::identity()].iter()));
        Self(preferred == Some(Encoding::gzip()))
    }

    pub fn yes(self) -> bool {
        self.0
    }
}

impl FromRequest for TakesGzip {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The answer, as gzip if it is taken and gains something.
pub async fn compressed(mut answer: HttpResponse, takes: TakesGzip) -> HttpResponse {
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !takes.0 {
        return answer;
    }
    let (head, body) = answer.into_parts();
    match body.try_into_bytes() {
        Ok(plain) => match gzip_of_answer(&plain).await {
            Some(gzipped) => with_gzip(head.set_body(BoxBody::new(gzipped))),
            None => head.set_body(BoxBody::new(plain)),
        },
        Err(streamed) => head.set_body(streamed),
    }
}

/// Says that the body is gzip.
pub fn with_gzip(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    answer
}

/// For a file that is compressed once and sent often. Nothing if that gains nothing.
pub fn gzip_once(plain: &[u8]) -> Option<Bytes> {
    gzip(plain, Compression::best())
}

async fn gzip_of_answer(plain: &Bytes) -> Option<Bytes> {
    if plain.len() <= BYTES_AT_ONCE_MAX {
        return gzip(plain, LEVEL);
    }
    let place = LARGE.try_acquire().ok()?;
    let plain = plain.clone();
    let work = tokio::task::spawn_blocking(move || {
        // Held by the work itself, whoever still waits for it.
        let _held = place;
        gzip(&plain, LEVEL)
    });
    work.await.ok().flatten()
}

fn gzip(plain: &[u8], level: Compression) -> Option<Bytes> {
    if plain.len() < BYTES_MIN {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
    encoder.write_all(plain).ok()?;
    encoder.finish().ok().filter(|gzipped| gzipped.len() < plain.len()).map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use actix_web::test::TestRequest;
    use flate2::read::GzDecoder;
    use sha2::{Digest, Sha256};

    use super::*;

    fn takes(accepted: &str) -> bool {
        TakesGzip::of(&TestRequest::default().insert_header((header::ACCEPT_ENCODING, accepted)).to_srv_request()).0
    }

    #[test]
    fn gzip_is_for_those_who_would_rather_have_it() {
        for accepted in
            ["gzip", "gzip, deflate, br, zstd", "br;q=1, gzip;q=0.2", "GZIP", "identity;q=0.5, gzip;q=0.9", "gzip;q=0.001", "gzip, *;q=0"]
        {
            assert!(takes(accepted), "{accepted}");
        }
        for accepted in ["", "br", "identity", "gzip;q=0", "*", "*;q=0", "gzip;q=0, *", "identity, gzip;q=0.5", "gzip;q=nonsense", "\u{e9}"]
        {
            assert!(!takes(accepted), "{accepted}");
        }
        assert!(!TakesGzip::of(&TestRequest::default().to_srv_request()).0);
    }

    async fn sent(body: Vec<u8>, takes: bool) -> (HttpResponse<()>, Bytes) {
        let (head, body) = compressed(HttpResponse::Ok().body(body), TakesGzip(takes)).await.into_parts();
        (head.set_body(()), actix_web::body::to_bytes(body).await.expect("a body"))
    }

    fn unzipped(body: &[u8]) -> Vec<u8> {
        let mut plain = vec![];
        GzDecoder::new(body).read_to_end(&mut plain).expect("gzip");
        plain
    }

    #[actix_web::test]
    async fn what_gains_by_it_is_compressed_whatever_its_size() {
        for size in [BYTES_MIN, BYTES_AT_ONCE_MAX, BYTES_AT_ONCE_MAX + 1, 3_000_000] {
            let plain = b"the same again, ".repeat(size.div_ceil(16));
            let (head, body) = sent(plain.clone(), true).await;
            assert_eq!(head.headers().get(header::CONTENT_ENCODING).expect("an encoding"), "gzip");
            assert!(body.len() * 10 < plain.len() && unzipped(&body) == plain, "{size}");
        }
    }

    #[actix_web::test]
    async fn everything_else_goes_as_it_is() {
        let noise = (0..200_u32).flat_map(|n| Sha256::digest(n.to_be_bytes())).collect();
        for (plain, takes) in [(vec![b'a'; BYTES_MIN - 1], true), (vec![b'a'; 100_000], false), (noise, true)] {
            let (head, body) = sent(plain.clone(), takes).await;
            assert!(!head.headers().contains_key(header::CONTENT_ENCODING) && body == plain, "{}", plain.len());
            assert_eq!(head.headers().get(header::VARY).expect("the header"), "accept-encoding");
        }
    }

    #[actix_web::test]
    async fn more_large_answers_than_there_is_room_for_go_as_they_are() {
        let held = LARGE.acquire_many(2).await.expect("room");
        let plain = vec![b'a'; BYTES_AT_ONCE_MAX + 1];
        assert_eq!(sent(plain.clone(), true).await.1, plain);
        drop(held);
    }
}
