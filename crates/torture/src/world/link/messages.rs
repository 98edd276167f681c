//! Where PostgreSQL's protocol messages begin and end in a stream of bytes.

/// The longest beginning of a message's content that anybody looks at.
const CONTENT_BYTES: usize = 16;

/// Finds the messages of one direction. Nothing is encrypted, so each begins with its kind and length; but a client's first one has
/// only a length.
#[derive(Debug)]
pub(super) struct Messages {
    is_first: bool,
    header: Vec<u8>,
    content: Vec<u8>,
    left: usize,
}

/// A message whose end was seen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    kind: u8,
    content: Vec<u8>,
    /// Where it begins in the bytes that were looked at; 0 when it began before them.
    pub(super) start: usize,
    /// Where the next one begins.
    pub(super) end: usize,
}

impl Messages {
    pub(super) fn of_a_client() -> Self {
        Self { is_first: true, header: Vec::new(), content: Vec::new(), left: 0 }
    }

    pub(super) fn of_a_server() -> Self {
        Self { is_first: false, ..Self::of_a_client() }
    }

    /// The messages that end within `bytes`, which follow what was seen before.
    pub(super) fn ends_in(&mut self, bytes: &[u8]) -> Vec<Message> {
        let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
        while at < bytes.len() {
            let header_bytes = if self.is_first { 4 } else { 5 };
            if self.header.len() < header_bytes {
                self.header.push(bytes[at]);
                at += 1;
                if self.header.len() == header_bytes {
                    self.left = content_bytes(&self.header);
                }
            } else {
                let taken = self.left.min(bytes.len() - at);
                let wanted = taken.min(CONTENT_BYTES - self.content.len());
                self.content.extend_from_slice(&bytes[at..at + wanted]);
                self.left -= taken;
                at += taken;
            }
            if self.header.len() == header_bytes && self.left == 0 {
                let kind = if self.is_first { 0 } else { self.header[0] };
                found.push(Message { kind, content: std::mem::take(&mut self.content), start, end: at });
                self.header.clear();
                self.is_first = false;
                start = at;
            }
        }
        found
    }
}

impl Message {
    /// Whether a client asks to commit.
    pub(super) fn is_commit(&self) -> bool {
        self.kind == b'Q' && self.content.eq_ignore_ascii_case(b"COMMIT\0")
    }

    /// Whether a server answers to that: done, undone, or refused.
    pub(super) fn answers_commit(&self) -> bool {
        self.kind == b'E' || (self.kind == b'C' && [&b"COMMIT\0"[..], b"ROLLBACK\0"].contains(&&*self.content))
    }
}

/// What follows a header: the length in it counts itself, and not the kind.
fn content_bytes(header: &[u8]) -> usize {
    let length = header[header.len() - 4..].iter().fold(0, |length: usize, byte| length << 8 | usize::from(*byte));
    length.saturating_sub(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 4).expect("short").to_be_bytes();
        [&[kind], &length[..], content].concat()
    }

    /// A startup message, an ordinary one longer than anybody looks at, and a commit.
    fn stream() -> Vec<u8> {
        let startup = [&12_u32.to_be_bytes()[..], b"startup!"].concat();
        [startup, message(b'P', &[b'x'; 300]), message(b'S', b""), message(b'Q', b"COMMIT\0"), message(b'Q', b"BEGIN\0")].concat()
    }

    #[test]
    fn finds_a_commit_where_it_is() {
        let stream = stream();
        let found = Messages::of_a_client().ends_in(&stream);
        let commits: Vec<bool> = found.iter().map(Message::is_commit).collect();
        assert_eq!(commits, [false, false, false, true, false]);
        assert_eq!(&stream[found[3].start..found[3].end], message(b'Q', b"COMMIT\0"));
        assert_eq!(found[4].end, stream.len());
    }

    #[test]
    fn finds_the_same_in_any_pieces() {
        let stream = stream();
        for size in 1..stream.len() {
            let (mut messages, mut ends) = (Messages::of_a_client(), Vec::new());
            for (index, piece) in stream.chunks(size).enumerate() {
                let found = messages.ends_in(piece).into_iter();
                ends.extend(found.map(|message| (message.is_commit(), index * size + message.end)));
            }
            let whole = Messages::of_a_client().ends_in(&stream);
            assert_eq!(ends, whole.iter().map(|message| (message.is_commit(), message.end)).collect::<Vec<_>>(), "pieces of {size}");
        }
    }

    #[test]
    fn knows_the_answers_to_a_commit() {
        let stream = [message(b'C', b"INSERT 0 1\0"), message(b'C', b"COMMIT\0"), message(b'C', b"ROLLBACK\0"), message(b'E', b"SERROR\0")];
        let found = Messages::of_a_server().ends_in(&stream.concat());
        assert_eq!(found.iter().map(Message::answers_commit).collect::<Vec<_>>(), [false, true, true, true]);
    }
}
