//! One number for all that a client should know: what `heartbeat` carries.

use std::fmt::Write as _;

use dialogo_domain::{ChatId, Seq};

/// The sum, modulo 2³², of the CRC-32 of `<chat_id>:<seq>` of each chat: order does not matter, and any language can compute it.
#[derive(Debug, Default)]
pub struct Digest {
    sum: u32,
    text: String,
}

impl Digest {
    /// Adds a chat.
    pub fn add(&mut self, chat_id: ChatId, seq: Seq) {
        self.text.clear();
        // Writing to a `String` cannot fail.
        if write!(self.text, "{chat_id}:{seq}").is_ok() {
            self.sum = self.sum.wrapping_add(crc32fast::hash(self.text.as_bytes()));
        }
    }

    /// The sum as 8 hexadecimal digits.
    pub fn finish(&self) -> String {
        format!("{:08x}", self.sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(chats: &[(&str, i64)]) -> String {
        let mut digest = Digest::default();
        for (chat_id, seq) in chats {
            digest.add(chat_id.parse().expect("a UUID"), Seq(*seq));
        }
        digest.finish()
    }

    #[test]
    fn it_is_the_sum_of_standard_crcs() {
        // python3: hex(sum(zlib.crc32(text) for text in …) & 0xffffffff)
        let (one, two) = (("01890a5d-ac96-774b-bcce-b302099a8057", 501), ("01890a5d-ac96-774b-bcce-b302099a8058", 7));
        assert_eq!(digest(&[]), "00000000");
        assert_eq!(digest(&[one]), "4352cdfd");
        assert_eq!(digest(&[one, two]), "0d59a36b");
        assert_eq!(digest(&[two, one]), "0d59a36b");
    }
}
