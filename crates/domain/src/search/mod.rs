//! Searching messages: what is looked for, what a message is found by, and where in it.
//!
//! A text is folded first: case, compatibility forms and accents do not matter. What is left falls into words, which are found by their
//! beginning and by three or more characters from inside; characters of scripts that write no spaces between words, found wherever they stand;
//! and symbols, which mean themselves.

mod fold;
mod highlight;
mod keys;
mod terms;

use jiff::Timestamp;

use crate::{ChatId, UserId};

pub use highlight::Highlight;
pub use keys::{Fit, SearchKey, index_keys, is_word_with_inside};
pub use terms::SearchTerms;

/// Which messages to look for: those to which all of this applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageSearch {
    /// What they say.
    pub terms: SearchTerms,
    /// The chat that they are in.
    pub chat_id: Option<ChatId>,
    /// Who wrote them.
    pub author_id: Option<UserId>,
    /// From when on they were sent.
    pub from: Option<Timestamp>,
    /// Before when they were sent.
    pub to: Option<Timestamp>,
    /// What they have to have.
    pub has: Option<Has>,
}

/// Something that a message may have beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// An address of the web in its text.
    Link,
    /// An attachment.
    File,
}

impl MessageSearch {
    /// Whether there is something that an index finds messages by; without, it would list all there is.
    pub fn is_specific(&self) -> bool {
        !self.terms.is_empty() || self.author_id.is_some() || self.has.is_some()
    }

    /// What the index has of every message that is looked for.
    pub fn keys(&self) -> Vec<SearchKey> {
        let mut found = self.terms.keys();
        found.extend(self.author_id.map(keys::of_author));
        found.extend(self.has.map(|has| match has {
            Has::Link => keys::of_link(),
            Has::File => keys::of_file(),
        }));
        found
    }

    /// Whether a message that says this is looked for, as far as its text and its files go.
    pub fn finds(&self, body: &str, has_file: bool) -> bool {
        let has_it = match self.has {
            None => true,
            Some(Has::Link) => keys::has_link(body),
            Some(Has::File) => has_file,
        };
        has_it && self.terms.are_in(body)
    }
}
