//! Mentions: `@somebody` in what a message says.

use serde::Serialize;

use crate::{MessageBody, UserSummary, Username};

/// Those that come after so many different ones in a message mention nobody.
const MENTIONS_MAX: usize = 50;
/// What mentions everyone. Nobody can have it as a username.
const EVERYONE: &str = "all";

/// Somebody, or everyone, whom a message mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    /// Who, under the present name; null for everyone in the chat.
    pub user: Option<UserSummary>,
    /// How the body has it: `@` and the name of then.
    pub text: String,
}

/// Whom a mention may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handle {
    /// Everyone in the chat, if the author may call them.
    Everyone,
    /// Whoever has this name, if they are in the chat.
    User(Username),
}

/// What looks like a mention in a body: each text once, with whom it may mean.
pub fn handles(body: &MessageBody) -> Vec<(String, Handle)> {
    let (text, mut found) = (body.as_str(), Vec::new());
    for (at, _) in text.match_indices('@') {
        // The `@` of an address stands behind a letter.
        if text[..at].chars().next_back().is_some_and(is_of_name) {
            continue;
        }
        let rest = &text[at + 1..];
        let name = &rest[..rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())];
        let name = name.trim_end_matches(['.', '_', '-']);
        let Some(handle) = handle(name) else { continue };
        let mention = (format!("@{name}"), handle);
        if !found.contains(&mention) {
            found.push(mention);
        }
        if found.len() == MENTIONS_MAX {
            break;
        }
    }
    found
}

fn handle(name: &str) -> Option<Handle> {
    if name == EVERYONE { Some(Handle::Everyone) } else { Username::parse(name).ok().map(Handle::User) }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-') || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        handles(&MessageBody::parse(text).expect("a body")).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_name_behind_an_at_is_a_mention() {
        assert_eq!(found("@ada, look: @bob-2 (@李小龙) and @joão! @all"), ["@ada", "@bob-2", "@李小龙", "@joão", "@all"]);
        assert_eq!(found("@ada. @ada... @ada"), ["@ada"], "each once, without the end of the sentence");
        let body = MessageBody::parse("@Ada").expect("a body");
        assert_eq!(handles(&body), [("@Ada".to_owned(), Handle::User(Username::parse("ada").expect("a name")))]);
    }

    #[test]
    fn an_address_and_what_is_no_name_mention_nobody() {
        for text in ["ada@example.org", "a.@bob", "@", "@ ada", "@ab", "@@", "@everyone", "@-ada", "@<b>"] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_message_mentions_so_many() {
        let many: String = (100..200).map(|n| format!("@user{n} ")).collect::<Vec<_>>().concat();
        assert_eq!(found(&many).len(), MENTIONS_MAX);
    }
}
