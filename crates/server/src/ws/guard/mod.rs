//! What stands between the socket and the WebSocket decoder.
//!
//! The decoder judges a frame when all of it has come, and so holds as much as a client announces. The guard judges its
//! header, ends the stream before a frame that must not come in, and remembers why.

mod scanner;

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::dev;
use actix_web::error::PayloadError;
use bytes::Bytes;
use dialogo_hub::CloseCode;
use futures_util::Stream;
use tokio::time::Instant;

pub use scanner::Limits;
use scanner::Scanner;

use super::rate::{Bucket, Rate};
use super::settings::WsSettings;

/// Frames of every kind, against commands: room for fragments, pings and answers to pings.
const FRAMES_PER_COMMAND: u32 = 10;

/// What the guard has seen, for the connection to look at.
#[derive(Debug)]
pub struct Watch {
    heard: Cell<Instant>,
    verdict: Cell<Option<CloseCode>>,
}

impl Watch {
    /// When the latest byte came: any byte is a sign of life.
    pub fn heard(&self) -> Instant {
        self.heard.get()
    }

    /// Why the guard ended the stream, if it did.
    pub fn verdict(&self) -> Option<CloseCode> {
        self.verdict.get()
    }
}

/// Guards what comes in. The stream ends before the first frame that must not.
pub fn guard(incoming: impl Chunks, limits: Limits, settings: &WsSettings) -> (dev::Payload, Rc<Watch>) {
    let now = Instant::now();
    let watch = Rc::new(Watch { heard: Cell::new(now), verdict: Cell::new(None) });
    let rate =
        Rate::new(settings.commands_per_sec.saturating_mul(FRAMES_PER_COMMAND), settings.commands_burst.saturating_mul(FRAMES_PER_COMMAND));
    let guarded = Guarded { incoming, scanner: Scanner::new(limits, Bucket::new(rate, now)), watch: Rc::clone(&watch) };
    (dev::Payload::Stream { payload: Box::pin(guarded) }, watch)
}

/// Bytes as they come.
pub trait Chunks: Stream<Item = Result<Bytes, PayloadError>> + Unpin + 'static {}

impl<T: Stream<Item = Result<Bytes, PayloadError>> + Unpin + 'static> Chunks for T {}

struct Guarded<T> {
    incoming: T,
    scanner: Scanner,
    watch: Rc<Watch>,
}

impl<T: Chunks> Stream for Guarded<T> {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.watch.verdict.get().is_some() {
            return Poll::Ready(None);
        }
        let polled = Pin::new(&mut this.incoming).poll_next(context);
        polled.map(|item| match item {
            Some(Ok(bytes)) => this.inspect(bytes).map(Ok),
            other => other,
        })
    }
}

impl<T> Guarded<T> {
    /// The bytes that may pass; nothing if the stream ends here.
    fn inspect(&mut self, mut bytes: Bytes) -> Option<Bytes> {
        let now = Instant::now();
        self.watch.heard.set(now);
        if let Err(violation) = self.scanner.scan(&bytes, now) {
            self.watch.verdict.set(Some(violation.code));
            bytes.truncate(violation.good);
            if bytes.is_empty() {
                return None;
            }
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, stream};

    use super::*;

    fn payload(chunks: &'static [&'static [u8]]) -> dev::Payload {
        let chunks = stream::iter(chunks).map(|chunk| Ok(Bytes::from_static(chunk)));
        dev::Payload::Stream { payload: Box::pin(chunks) }
    }

    async fn passes(chunks: &'static [&'static [u8]]) -> (Vec<u8>, Option<CloseCode>) {
        let limits = Limits { first_bytes_max: 9, message_bytes_max: 9 };
        let (guarded, watch) = guard(payload(chunks), limits, &WsSettings::default());
        let passed: Vec<Bytes> = guarded.map(|item| item.expect("no error in it")).collect().await;
        (passed.concat(), watch.verdict())
    }

    #[tokio::test]
    async fn the_stream_ends_before_the_frame_that_is_too_large() {
        const GOOD: &[u8] = b"\x81\x82\0\0\0\0hi";
        let refused = (GOOD.to_vec(), Some(CloseCode::FrameTooLarge));
        assert_eq!(passes(&[GOOD]).await, (GOOD.to_vec(), None));
        assert_eq!(passes(&[b"\x81\x82\0\0\0\0hi\x81\x8a\0\0", b"\0\0"]).await, refused);
        assert_eq!(passes(&[GOOD, b"\x81\x8a\0\0"]).await, refused);
    }
}
