//! Pages of lists, and the opaque cursors between them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dialogo_domain::UserId;
use dialogo_persistence::{Keyset, Slice};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, Result};

/// Which page of a list.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// Where the page before ended; none for the first.
    pub cursor: Option<String>,
    /// How many items, 1 to 100.
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page; none on the last.
    pub next_cursor: Option<String>,
}

/// A list of one user, such as "the public chats by name": a cursor of another list, or of another user, is refused.
pub(crate) struct List<'a> {
    pub name: &'a str,
    pub user_id: UserId,
}

/// Bytes of checksum. It guards against mistakes, not against forgery: a cursor gives access to nothing.
const CHECK_BYTES: usize = 6;
/// The longest sort key is a chat's name.
const CURSOR_CHARS_MAX: usize = 1_024;

impl List<'_> {
    pub fn page<T>(&self, slice: Slice<T>) -> Page<T> {
        Page { items: slice.items, next_cursor: slice.next.map(|keyset| self.encode(&keyset)) }
    }

    pub fn start(&self, request: &PageRequest) -> Result<Option<Keyset>> {
        request.cursor.as_deref().map(|cursor| self.decode(cursor).ok_or(Error::BadCursor)).transpose()
    }

    fn encode(&self, keyset: &Keyset) -> String {
        let mut bytes = self.checksum(keyset).to_vec();
        bytes.extend(keyset.id.into_bytes());
        bytes.extend(keyset.key.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn decode(&self, cursor: &str) -> Option<Keyset> {
        let bytes =
            Some(cursor).filter(|cursor| cursor.len() <= CURSOR_CHARS_MAX).and_then(|cursor| URL_SAFE_NO_PAD.decode(cursor).ok())?;
        let (check, rest) = bytes.split_first_chunk::<CHECK_BYTES>()?;
        let (id, key) = rest.split_first_chunk::<16>()?;
        let keyset = Keyset { key: String::from_utf8(key.to_vec()).ok()?, id: Uuid::from_bytes(*id) };
        (*check == self.checksum(&keyset)).then_some(keyset)
    }

    fn checksum(&self, keyset: &Keyset) -> [u8; CHECK_BYTES] {
        let mut hash = Sha256::new();
        for part in [self.name.as_bytes(), self.user_id.as_uuid().as_bytes(), keyset.id.as_bytes(), keyset.key.as_bytes()] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        std::array::from_fn(|at| hash.clone().finalize()[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str, user: u128) -> List<'_> {
        List { name, user_id: Uuid::from_u128(user).into() }
    }

    #[test]
    fn a_cursor_is_good_for_its_list_and_its_user_only() {
        let keyset = Keyset { key: "grüße".to_owned(), id: Uuid::from_u128(7) };
        let cursor = list("chats", 1).encode(&keyset);
        assert_eq!(list("chats", 1).decode(&cursor), Some(keyset));
        assert_eq!(list("chats", 2).decode(&cursor), None);
        assert_eq!(list("members", 1).decode(&cursor), None);
    }

    #[test]
    fn a_changed_cursor_is_refused_wherever_it_was_changed() {
        let cursor = list("chats", 1).encode(&Keyset { key: "12".to_owned(), id: Uuid::from_u128(7) });
        for at in 0..cursor.len() {
            let other = if &cursor[at..=at] == "A" { "B" } else { "A" };
            let changed = format!("{}{other}{}", &cursor[..at], &cursor[at + 1..]);
            assert_eq!(list("chats", 1).decode(&changed), None, "{at}");
        }
        for garbage in ["", "AAAA", "😀", "====", &"A".repeat(2_000)] {
            assert_eq!(list("chats", 1).decode(garbage), None, "{garbage}");
        }
    }
}
