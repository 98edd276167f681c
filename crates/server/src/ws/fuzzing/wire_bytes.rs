//! The guard before the decoder, under any bytes in any chunks.

use actix_http::ws::{Codec, Frame, Item, ProtocolError};
use actix_web::dev;
use bytes::{Bytes, BytesMut};
use dialogo_hub::CloseCode;
use futures_util::{FutureExt, StreamExt, stream};
use tokio_util::codec::Decoder;

use crate::ws::guard::{Limits, guard};
use crate::ws::settings::WsSettings;

/// Small, so that a fuzzer gets there.
const LIMITS: Limits = Limits { first_bytes_max: 64, message_bytes_max: 256 };
/// RFC 6455 §5.2: of a frame that must not come in, less than a header may have passed before it was known.
const HEADER_BYTES_MAX: usize = 14;
/// The first bytes say how the rest is cut.
const CUTS: usize = 4;

/// Passes the bytes through the guard, whole and in chunks: the verdict is the same, what passes is the same up to a piece of the refused
/// frame's header, and the decoder behind accepts all of that and finds no message above its limit.
///
/// # Panics
/// When something of that does not hold.
pub fn wire_bytes(input: &[u8]) {
    let Some((cuts, bytes)) = input.split_at_checked(CUTS) else { return };
    let (passed, verdict) = pass(bytes, &[usize::MAX]);
    let (passed_in_chunks, verdict_in_chunks) = pass(bytes, &cuts.iter().map(|cut| usize::from(*cut) + 1).collect::<Vec<_>>());
    assert_eq!(verdict, verdict_in_chunks, "the network's cuts decide");
    assert!(bytes.starts_with(&passed_in_chunks) && passed_in_chunks.starts_with(&passed), "something was changed on the way");
    assert!(passed_in_chunks.len() - passed.len() < HEADER_BYTES_MAX, "a refused frame has come in");
    assert!(verdict.is_some() || passed.len() == bytes.len(), "bytes were kept back without a reason");
    for passed in [passed, passed_in_chunks] {
        decodes(&passed);
    }
}

/// What passes, and why it was not all.
fn pass(bytes: &[u8], cuts: &[usize]) -> (Vec<u8>, Option<CloseCode>) {
    let (mut rest, mut chunks) = (Bytes::copy_from_slice(bytes), Vec::new());
    for cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        chunks.push(Ok(rest.split_to((*cut).min(rest.len()))));
    }
    let payload: dev::Payload = dev::Payload::Stream { payload: Box::pin(stream::iter(chunks)) };
    // Without a rate: how fast the bytes come is the clock's business, and not to be found here.
    let settings = WsSettings { commands_per_sec: u32::MAX, commands_burst: u32::MAX, ..WsSettings::default() };
    let (guarded, watch) = guard(payload, LIMITS, &settings);
    let passed: Vec<Bytes> = guarded.map(|item| item.expect("no error went in")).collect().now_or_never().expect("nothing to wait for");
    (passed.concat(), watch.verdict())
}

/// The decoder that the bytes go to next has nothing to complain about but a close frame, and that ends everything anyway.
fn decodes(passed: &[u8]) {
    let mut codec = Codec::new().max_size(usize::try_from(LIMITS.message_bytes_max).expect("a small number"));
    let mut buffer = BytesMut::from(passed);
    let (mut message, mut bytes_max) = (0, LIMITS.first_bytes_max);
    loop {
        let (payload, ends) = match codec.decode(&mut buffer) {
            Ok(Some(Frame::Text(payload) | Frame::Continuation(Item::Last(payload)))) => (payload, true),
            Ok(Some(Frame::Continuation(Item::FirstText(payload) | Item::Continue(payload)))) => (payload, false),
            Ok(Some(Frame::Ping(_) | Frame::Pong(_))) => continue,
            // The last two are the ways in which the payload of a close frame can be wrong.
            Ok(Some(Frame::Close(_)) | None) | Err(ProtocolError::InvalidLength(1) | ProtocolError::BadOpCode) => return,
            Ok(Some(other)) => unreachable!("{other:?} has come in"),
            Err(error) => unreachable!("the decoder found what the guard should have: {error}"),
        };
        message += payload.len() as u64;
        assert!(message <= bytes_max, "a message of {message} bytes has come in");
        if ends {
            (message, bytes_max) = (0, LIMITS.message_bytes_max);
        }
    }
}
