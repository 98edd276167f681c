//! Frames that may come in and frames that may not, cut anywhere.

use proptest::prelude::*;

use super::*;
use crate::ws::rate::Rate;

const LIMITS: Limits = Limits { first_bytes_max: 4_096, message_bytes_max: 65_536 };

fn scanner(now: Instant) -> Scanner {
    Scanner::new(LIMITS, Bucket::new(Rate::new(200, 400), now))
}

/// A masked frame as a client sends it (the mask is zero, which is as good as any other here).
fn frame(head: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = header(head, payload.len() as u64);
    bytes.extend_from_slice(payload);
    bytes
}

fn header(head: u8, length: u64) -> Vec<u8> {
    let mut bytes = vec![head];
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ 0..126), _) => bytes.push(MASKED | short),
        (_, Ok(medium)) => {
            bytes.push(MASKED | 0x7e);
            bytes.extend_from_slice(&medium.to_be_bytes());
        }
        _ => {
            bytes.push(MASKED | 0x7f);
            bytes.extend_from_slice(&length.to_be_bytes());
        }
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes
}

fn text(length: usize) -> Vec<u8> {
    frame(FIN | TEXT, &vec![b'a'; length])
}

fn scan(frames: &[Vec<u8>]) -> Result<(), Violation> {
    let now = Instant::now();
    scanner(now).scan(&frames.concat(), now)
}

fn verdict(frames: &[Vec<u8>]) -> Option<CloseCode> {
    scan(frames).err().map(|violation| violation.code)
}

#[test]
fn the_first_message_is_small_and_later_ones_may_be_large() {
    assert_eq!(verdict(&[text(4_096), text(65_536), frame(FIN | 0x9, b"ping")]), None);
    assert_eq!(verdict(&[text(4_097)]), Some(CloseCode::FrameTooLarge));
    assert_eq!(verdict(&[text(9), text(65_537)]), Some(CloseCode::FrameTooLarge));
}

#[test]
fn a_frame_is_refused_on_its_header() {
    for length in [4_097, 1 << 20, 1 << 40, 1 << 63, u64::MAX] {
        let announced = header(FIN | TEXT, length);
        let without_mask = announced[..announced.len() - 4].to_vec();
        assert_eq!(verdict(&[without_mask]), Some(CloseCode::FrameTooLarge), "{length}");
    }
}

#[test]
fn what_comes_before_a_violation_is_good() {
    let hello = text(20);
    let good = hello.len();
    assert_eq!(scan(&[hello, frame(FIN | BINARY, b"x")]), Err(Violation { code: CloseCode::BadFrame, good }));
}

#[test]
fn fragments_are_summed() {
    let fragment = |head| frame(head, &[b'a'; 2_000]);
    assert_eq!(verdict(&[fragment(TEXT), fragment(CONTINUATION), frame(FIN, b"")]), None);
    assert_eq!(verdict(&[fragment(TEXT), fragment(CONTINUATION), fragment(CONTINUATION)]), Some(CloseCode::FrameTooLarge));
    assert_eq!(
        verdict(&[fragment(TEXT), fragment(FIN), fragment(TEXT), frame(FIN | 0x9, b"x"), fragment(CONTINUATION), fragment(FIN)]),
        None
    );
}

#[test]
fn frames_without_a_byte_count_too() {
    let mut frames = vec![frame(TEXT, b"")];
    frames.extend((0..100_000).map(|_| frame(CONTINUATION, b"")));
    assert_eq!(verdict(&frames), Some(CloseCode::Flooding));
    assert_eq!(verdict(&vec![frame(FIN | PONG, b""); 1_000]), Some(CloseCode::Flooding));
    assert_eq!(verdict(&vec![frame(FIN | PONG, b""); 400]), None);
}

#[test]
fn what_the_protocol_forbids_is_a_protocol_error() {
    let unmasked = vec![FIN | TEXT, 1, b'a'];
    let forbidden = [
        ("unmasked", unmasked),
        ("reserved bit 1", frame(FIN | 0x40 | TEXT, b"a")),
        ("reserved bit 3", frame(FIN | 0x10 | TEXT, b"a")),
        ("reserved opcode", frame(FIN | 0x3, b"a")),
        ("reserved control opcode", frame(FIN | 0xb, b"a")),
        ("continuation of nothing", frame(FIN | CONTINUATION, b"a")),
        ("fragmented ping", frame(0x9, b"a")),
        ("long ping", frame(FIN | 0x9, &[b'a'; 126])),
        ("text inside a message", [frame(TEXT, b"a"), frame(FIN | TEXT, b"b")].concat()),
    ];
    for (name, bytes) in forbidden {
        assert_eq!(verdict(&[bytes]), Some(CloseCode::Protocol), "{name}");
    }
    assert_eq!(verdict(&[frame(BINARY, b"a")]), Some(CloseCode::BadFrame));
}

/// Any frame, good or bad: every first byte, masked mostly, any length of payload around the limits.
fn any_frame() -> impl Strategy<Value = Vec<u8>> {
    let head = prop_oneof![4 => Just(FIN | TEXT), 2 => Just(TEXT), 2 => Just(CONTINUATION), 2 => Just(FIN), 2 => Just(FIN | 0x9), 1 => any::<u8>()];
    let length = prop_oneof![8 => 0usize..130, 1 => 4_090usize..4_100, 1 => 65_530usize..65_540];
    (head, length, prop::bool::weighted(0.95)).prop_map(|(head, length, masked)| {
        let mut bytes = frame(head, &vec![b'a'; length]);
        if !masked {
            bytes[1] &= LENGTH;
        }
        bytes
    })
}

proptest! {
    /// However the network cuts the bytes, the verdict is the same, and the same bytes pass before it.
    #[test]
    fn cuts_do_not_matter(frames in prop::collection::vec(any_frame(), 0..12), cuts in prop::collection::vec(1usize..300, 1..40)) {
        let (now, bytes) = (Instant::now(), frames.concat());
        let whole = scanner(now).scan(&bytes, now);
        let mut scanner = scanner(now);
        let (mut position, mut cut_sizes) = (0, cuts.iter().cycle());
        let mut in_parts = Ok(());
        while position < bytes.len() && in_parts.is_ok() {
            let end = (position + cut_sizes.next().unwrap_or(&1)).min(bytes.len());
            in_parts = scanner.scan(&bytes[position..end], now).map_err(|violation| (violation.code, position + violation.good));
            position = end;
        }
        match (whole, in_parts) {
            (Ok(()), Ok(())) => {}
            (Err(whole), Err((code, good))) => {
                prop_assert_eq!(whole.code, code);
                // A header that was cut has passed in part: never more of it than the parser below would wait for.
                prop_assert!(good >= whole.good && good - whole.good < HEADER_BYTES_MAX);
            }
            (whole, in_parts) => prop_assert!(false, "{whole:?} {in_parts:?}"),
        }
    }

    /// Whatever comes, the scan neither panics nor lets a message grow beyond its limit.
    #[test]
    fn noise_is_harmless(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let now = Instant::now();
        let mut scanner = scanner(now);
        if scanner.scan(&bytes, now).is_ok() {
            prop_assert!(scanner.message.unwrap_or_default() <= LIMITS.message_bytes_max);
        }
    }
}
