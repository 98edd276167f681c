//! What holds for every stream of frames, however the network cuts it.

use futures_util::{FutureExt, StreamExt, stream};
use proptest::prelude::*;

use super::*;
use crate::ws::fuzzing::wire_bytes;

const FIRST: usize = 64;
const LATER: usize = 256;

/// A masked frame as a client sends it; its length in as many bytes as asked for, which may be more than it needs.
fn frame(head: u8, length: usize, extended: u8) -> Vec<u8> {
    let mut bytes = vec![head];
    match extended {
        0 if length < 126 => bytes.push(0x80 | u8::try_from(length).expect("a short one")),
        0 | 1 => {
            bytes.push(0x80 | 0x7e);
            bytes.extend_from_slice(&u16::try_from(length).expect("a medium one").to_be_bytes());
        }
        _ => {
            bytes.push(0x80 | 0x7f);
            bytes.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes.resize(bytes.len() + length, b'a');
    bytes
}

fn any_frame() -> impl Strategy<Value = Vec<u8>> {
    let head = prop_oneof![6 => Just(0x81_u8), 2 => Just(0x01), 2 => Just(0x00), 2 => Just(0x80), 2 => Just(0x89), 1 => Just(0x88), 1 => any::<u8>()];
    let length = prop_oneof![6 => 0..40_usize, 2 => FIRST - 2..FIRST + 3, 1 => 120..130_usize, 1 => LATER - 2..LATER + 3];
    (head, length, 0..3_u8).prop_map(|(head, length, extended)| frame(head, length, extended))
}

/// A message of these fragments.
fn fragmented(lengths: &[usize]) -> Vec<u8> {
    let last = lengths.len() - 1;
    let fragments = lengths.iter().enumerate().map(|(at, length)| {
        let (first, end) = (u8::from(at == 0), u8::from(at == last) << 7);
        frame(first | end, *length, 0)
    });
    fragments.collect::<Vec<_>>().concat()
}

fn verdict_on(chunks: Vec<Vec<u8>>) -> Option<CloseCode> {
    let chunks = stream::iter(chunks.into_iter().map(|chunk| Ok(Bytes::from(chunk))));
    let payload: dev::Payload = dev::Payload::Stream { payload: Box::pin(chunks) };
    let limits = Limits { first_bytes_max: FIRST as u64, message_bytes_max: LATER as u64 };
    let (guarded, watch) = guard(payload, limits, &WsSettings::default());
    guarded.for_each(|_| std::future::ready(())).now_or_never().expect("nothing to wait for");
    watch.verdict()
}

proptest! {
    /// One verdict, whatever the chunks; and the decoder behind finds no fault with what passes.
    #[test]
    fn any_split_of_the_same_bytes_is_judged_alike(cuts in any::<[u8; 4]>(), frames in prop::collection::vec(any_frame(), 0..12)) {
        wire_bytes(&[&cuts[..], &frames.concat()].concat());
    }

    #[test]
    fn a_byte_changed_anywhere_is_judged_alike_too(
        cuts in any::<[u8; 4]>(), frames in prop::collection::vec(any_frame(), 1..6), at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let mut bytes = frames.concat();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        wire_bytes(&[&cuts[..], &bytes].concat());
    }

    /// The limit is of the message, however it is cut into frames, and the first one has its own.
    #[test]
    fn a_message_has_its_limit_and_not_a_byte_more(
        first in prop::collection::vec(0..30_usize, 1..6), later in prop::collection::vec(0..90_usize, 1..6), apart in any::<bool>()
    ) {
        let (sum, later_sum) = (first.iter().sum::<usize>(), later.iter().sum::<usize>());
        let chunks = vec![fragmented(&first), fragmented(&later)];
        let verdict = verdict_on(if apart { chunks } else { vec![chunks.concat()] });
        prop_assert_eq!(verdict, (sum > FIRST || later_sum > LATER).then_some(CloseCode::FrameTooLarge));
    }
}
