//! WebSocket frames (RFC 6455), whole ones only: nobody here sends fragments.

use anyhow::{Result, bail};

/// The longest header: two bytes, a length of eight, a mask of four.
const HEADER_BYTES_MAX: usize = 14;

/// In the second byte: whether there is a mask.
const MASKED: u8 = 0x80;
/// Instead of a length: it follows in two bytes, or in eight.
const LENGTH_OF_TWO: u8 = 126;
const LENGTH_OF_EIGHT: u8 = 127;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opcode {
    /// Text.
    Text,
    /// The end, with a code and a reason.
    Close,
    /// Asks for a pong.
    Ping,
    /// Answers a ping.
    Pong,
}

/// A frame that has arrived whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What it is.
    pub opcode: Opcode,
    /// Its mask, if it has one: clients mask, servers do not.
    pub mask: Option<[u8; 4]>,
    /// What it carries, as it came.
    pub payload: &'a [u8],
    /// The bytes that it takes, header included.
    pub len: usize,
}

impl Opcode {
    fn of(bits: u8) -> Result<Self> {
        Ok(match bits {
            0x81 => Self::Text,
            0x88 => Self::Close,
            0x89 => Self::Ping,
            0x8a => Self::Pong,
            other => bail!("a frame begins with {other:#x}, which is no whole text or control frame"),
        })
    }

    fn bits(self) -> u8 {
        match self {
            Self::Text => 0x81,
            Self::Close => 0x88,
            Self::Ping => 0x89,
            Self::Pong => 0x8a,
        }
    }
}

/// The frame at the beginning, once it is there whole.
pub fn next_frame(bytes: &[u8]) -> Result<Option<Frame<'_>>> {
    let &[first, second, ..] = bytes else { return Ok(None) };
    let opcode = Opcode::of(first)?;
    let (length, mut header) = match second & !MASKED {
        LENGTH_OF_TWO => match bytes.get(2..4) {
            Some(&[high, low]) => (u64::from(u16::from_be_bytes([high, low])), 4),
            _ => return Ok(None),
        },
        LENGTH_OF_EIGHT => match bytes.get(2..10).and_then(|long| long.try_into().ok()) {
            Some(long) => (u64::from_be_bytes(long), 10),
            None => return Ok(None),
        },
        short => (u64::from(short), 2),
    };
    let mask = if second & MASKED == 0 {
        None
    } else {
        let Some(mask) = bytes.get(header..header + 4).and_then(|mask| mask.try_into().ok()) else { return Ok(None) };
        header += 4;
        Some(mask)
    };
    let len = header.saturating_add(usize::try_from(length)?);
    Ok(bytes.get(header..len).map(|payload| Frame { opcode, mask, payload, len }))
}

/// Writes a frame as a client has to: masked.
pub fn put_masked(out: &mut Vec<u8>, opcode: Opcode, payload: &[u8], mask: [u8; 4]) {
    out.reserve(HEADER_BYTES_MAX + payload.len());
    out.push(opcode.bits());
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short), _) if short < LENGTH_OF_TWO => out.push(MASKED | short),
        (_, Ok(medium)) => {
            out.push(MASKED | LENGTH_OF_TWO);
            out.extend(medium.to_be_bytes());
        }
        _ => {
            out.push(MASKED | LENGTH_OF_EIGHT);
            out.extend((payload.len() as u64).to_be_bytes());
        }
    }
    out.extend(mask);
    let start = out.len();
    out.extend(payload);
    unmask(&mut out[start..], mask);
}

/// Masks, or takes a mask off: it is the same.
pub fn unmask(payload: &mut [u8], mask: [u8; 4]) {
    let mut words = payload.chunks_exact_mut(4);
    for word in &mut words {
        word.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
    words.into_remainder().iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_frame_is_that_of_the_standard() {
        let mut out = Vec::new();
        // RFC 6455, 5.7: a single-frame masked text message "Hello".
        put_masked(&mut out, Opcode::Text, b"Hello", [0x37, 0xfa, 0x21, 0x3d]);
        assert_eq!(out, [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]);
    }

    #[test]
    fn what_is_masked_comes_back_at_each_form_of_length() {
        for length in [0, 1, 3, 4, 125, 126, 127, 65_535, 65_536] {
            let payload: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0]).collect();
            let mut out = Vec::new();
            put_masked(&mut out, Opcode::Text, &payload, [1, 2, 3, 4]);
            for cut in [0, 1, 2, 5, out.len() - 1].into_iter().filter(|cut| *cut < out.len()) {
                assert_eq!(next_frame(&out[..cut]).expect("no nonsense"), None, "{length}, {cut} of {}", out.len());
            }
            let frame = next_frame(&out).expect("no nonsense").expect("whole");
            let mut body = frame.payload.to_vec();
            unmask(&mut body, frame.mask.expect("masked"));
            assert_eq!((body, frame.len), (payload, out.len()));
        }
    }

    #[test]
    fn what_stands_behind_a_frame_is_left_alone() {
        let bytes = b"\x81\x02hi\x89\x00rest";
        let first = next_frame(bytes).expect("no nonsense").expect("whole");
        assert_eq!((first.opcode, first.payload, first.len), (Opcode::Text, &b"hi"[..], 4));
        let second = next_frame(&bytes[first.len..]).expect("no nonsense").expect("whole");
        assert_eq!((second.opcode, second.len), (Opcode::Ping, 2));
    }

    #[test]
    fn fragments_and_reserved_bits_are_refused() {
        for first in [0x01, 0x80, 0x82, 0xc1] {
            assert!(next_frame(&[first, 0]).is_err(), "{first:#x}");
        }
    }
}
