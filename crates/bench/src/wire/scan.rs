//! Reads from a frame's text the few things that are counted, without parsing it whole: a load tool that takes longer for a frame than
//! the server measures itself.

use memchr::memchr;
use memchr::memmem::Finder;

/// A chat's id as it stands in a frame.
pub type ChatKey = [u8; 36];

/// Finds things in frames.
#[derive(Debug)]
pub struct Scanner {
    chat: Finder<'static>,
    seq: Finder<'static>,
    re: Finder<'static>,
    body: Finder<'static>,
    id: Finder<'static>,
}

/// What a frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Something that has a `seq` happened in a chat.
    Event {
        /// Where.
        chat: ChatKey,
        /// Its place in the chat's order.
        seq: u64,
        /// The number at the beginning of a new message: when it was sent. None if it is something else.
        sent: Option<u64>,
    },
    /// A command was done.
    Ack {
        /// Which one.
        re: u64,
        /// Its place in the chat's order.
        seq: Option<u64>,
    },
    /// A command was not done.
    Error {
        /// Which one.
        re: Option<u64>,
    },
    /// The greeting.
    Welcome,
    /// The replay is over.
    Ready,
    /// Something of no account here.
    Other,
}

impl Scanner {
    /// A scanner.
    pub fn new() -> Self {
        let finder = |needle: &'static str| Finder::new(needle.as_bytes());
        Self {
            chat: finder("\"chat_id\":\""),
            seq: finder("\"seq\":"),
            re: finder("\"re\":"),
            body: finder("\"body\":\""),
            id: finder("\"id\":"),
        }
    }

    /// What a frame from the server says.
    pub fn see(&self, text: &[u8]) -> Seen {
        match kind(text) {
            b"ack" => match number_behind(&self.re, text) {
                Some(re) => Seen::Ack { re, seq: number_behind(&self.seq, text) },
                None => Seen::Other,
            },
            b"error" => Seen::Error { re: number_behind(&self.re, text) },
            b"welcome" => Seen::Welcome,
            b"ready" => Seen::Ready,
            kind => self.event(kind, text),
        }
    }

    /// When a message that a client sends says that it was sent.
    pub fn sent_at(&self, text: &[u8]) -> Option<u64> {
        number_behind(&self.body, text)
    }

    /// The number of a command.
    pub fn id(&self, text: &[u8]) -> Option<u64> {
        number_behind(&self.id, text)
    }

    /// The chat that it names first.
    fn chat(&self, text: &[u8]) -> Option<ChatKey> {
        let start = self.chat.find(text)? + self.chat.needle().len();
        text.get(start..start + 36)?.try_into().ok()
    }

    fn event(&self, kind: &[u8], text: &[u8]) -> Seen {
        // These carry a head, and count nothing.
        if matches!(kind, b"chat.added" | b"chat.reset" | b"chat.removed" | b"read.updated") {
            return Seen::Other;
        }
        match (self.chat(text), number_behind(&self.seq, text)) {
            (Some(chat), Some(seq)) => {
                let sent = if kind == b"message.created" { Some(self.sent_at(text).unwrap_or_default()) } else { None };
                Seen::Event { chat, seq, sent }
            }
            _ => Seen::Other,
        }
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

/// The value of `type`, which the server writes first.
fn kind(text: &[u8]) -> &[u8] {
    let rest = text.strip_prefix(b"{\"type\":\"").unwrap_or_default();
    memchr(b'"', rest).map_or(&[], |end| &rest[..end])
}

fn number_behind(finder: &Finder, text: &[u8]) -> Option<u64> {
    let start = finder.find(text)? + finder.needle().len();
    let digits = text[start..].iter().take_while(|byte| byte.is_ascii_digit());
    let mut digits = digits.map(|digit| u64::from(digit - b'0')).peekable();
    digits.peek()?;
    Some(digits.fold(0, |number: u64, digit| number.wrapping_mul(10).wrapping_add(digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAT: &str = "0199d0a4-7f5e-7c3a-9b1d-2e4f6a8b0c1d";

    fn see(text: &str) -> Seen {
        Scanner::new().see(text.as_bytes())
    }

    fn chat() -> ChatKey {
        CHAT.as_bytes().try_into().expect("36 bytes")
    }

    #[test]
    fn a_new_message_says_where_which_and_when() {
        let text = format!(
            r#"{{"type":"message.created","chat_id":"{CHAT}","seq":502,"data":{{"id":"x","chat_id":"y","seq":502,"number":7,"body":"00000000001234567890 xxx"}}}}"#
        );
        assert_eq!(see(&text), Seen::Event { chat: chat(), seq: 502, sent: Some(1_234_567_890) });
    }

    #[test]
    fn what_people_write_is_not_taken_for_the_frame() {
        let text = format!(r#"{{"type":"message.created","chat_id":"{CHAT}","seq":9,"data":{{"body":"\"seq\":77 \"type\":\"ack\""}}}}"#);
        assert_eq!(see(&text), Seen::Event { chat: chat(), seq: 9, sent: Some(0) });
    }

    #[test]
    fn other_changes_count_too_and_carry_no_time() {
        let text = format!(r#"{{"type":"member.joined","chat_id":"{CHAT}","seq":3,"data":{{"body":"5"}}}}"#);
        assert_eq!(see(&text), Seen::Event { chat: chat(), seq: 3, sent: None });
        assert_eq!(see(&format!(r#"{{"type":"chat.added","chat_id":"{CHAT}","data":{{"seq":3}}}}"#)), Seen::Other);
    }

    #[test]
    fn answers_name_what_they_answer() {
        assert_eq!(see(r#"{"type":"ack","re":7,"data":{"message_id":"x","seq":504,"number":215}}"#), Seen::Ack { re: 7, seq: Some(504) });
        assert_eq!(see(r#"{"type":"error","re":8,"data":{"code":"busy"}}"#), Seen::Error { re: Some(8) });
        assert_eq!(see(r#"{"type":"error","data":{"code":"bad_frame"}}"#), Seen::Error { re: None });
        assert_eq!(see(r#"{"type":"welcome","re":1,"data":{}}"#), Seen::Welcome);
        assert_eq!(see(r#"{"type":"ready"}"#), Seen::Ready);
    }

    #[test]
    fn nonsense_is_nothing() {
        for text in ["", "{", r#"{"type":"#, r#"{"type":"ack","re":}"#, r#"{"type":"message.created","chat_id":"short","seq":1}"#] {
            assert_eq!(see(text), Seen::Other, "{text}");
        }
    }
}
