//! What a client says.

use std::io::Write;

use uuid::Uuid;

use super::ChatKey;

/// The length of each message's text.
pub const BODY_BYTES: usize = 100;

/// `message.send`, about to be written.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The number of the command.
    pub id: u64,
    /// Where to.
    pub chat: &'a ChatKey,
    /// When it is sent: its text begins with this.
    pub sent: u64,
}

impl Draft<'_> {
    /// Writes its text.
    pub fn put(&self, out: &mut Vec<u8>) {
        const FILLER: [u8; BODY_BYTES - 21] = [b'x'; BODY_BYTES - 21];
        let mut client_id = Uuid::encode_buffer();
        write!(out, r#"{{"type":"message.send","id":{},"chat_id":""#, self.id).expect(VEC);
        out.extend(self.chat);
        out.extend(br#"","data":{"client_id":""#);
        out.extend(Uuid::now_v7().hyphenated().encode_lower(&mut client_id).as_bytes());
        write!(out, r#"","body":"{:020} "#, self.sent).expect(VEC);
        out.extend(FILLER);
        out.extend(br#""}}"#);
    }
}

/// Writes a `hello` with this token.
pub fn put_hello(out: &mut Vec<u8>, token: &str) {
    write!(out, r#"{{"type":"hello","id":0,"data":{{"token":"{token}","cursors":{{}}}}}}"#).expect(VEC);
}

const VEC: &str = "a vector takes what is written";

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::wire::Scanner;

    #[test]
    fn a_message_is_json_of_the_wanted_length_and_says_when() {
        let chat = *b"0199d0a4-7f5e-7c3a-9b1d-2e4f6a8b0c1d";
        let mut out = Vec::new();
        Draft { id: 7, chat: &chat, sent: 42 }.put(&mut out);
        let frame: Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!((frame["id"].as_u64(), frame["data"]["body"].as_str().map(str::len)), (Some(7), Some(BODY_BYTES)));
        assert_eq!(frame["chat_id"].as_str().map(str::as_bytes), Some(&chat[..]));
        let scanner = Scanner::new();
        assert_eq!((scanner.sent_at(&out), scanner.id(&out)), (Some(42), Some(7)));
    }

    #[test]
    fn hello_is_json() {
        let mut out = Vec::new();
        put_hello(&mut out, "a.b.c");
        let frame: Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(frame["data"]["token"], "a.b.c");
    }
}
