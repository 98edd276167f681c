//! Searching messages: what is looked for, what a message is found by, and where in it.
//!
//! A text is folded first: case, compatibility forms and accents do not matter. What is left falls into words, which are found by their
//! beginning; characters of scripts that write no spaces between words, found wherever they stand; and symbols, which mean themselves.

mod fold;
mod highlight;
mod keys;
mod terms;

use jiff::Timestamp;

use crate::{ChatId, UserId};

pub use highlight::Highlight;
pub use keys::{SearchKey, index_keys};
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
    /// Whether there has to be a link in them.
    pub has_link: bool,
}

impl MessageSearch {
    /// Whether there is something that an index finds messages by; without, it would list all there is.
    pub fn is_specific(&self) -> bool {
        !self.terms.is_empty() || self.author_id.is_some() || self.has_link
    }

    /// What the index has of every message that is looked for.
    pub fn keys(&self) -> Vec<SearchKey> {
        let mut found = self.terms.keys();
        found.extend(self.author_id.map(keys::of_author));
        found.extend(self.has_link.then(keys::of_link));
        found
    }

    /// Whether a message that says this is looked for, as far as its text goes.
    pub fn finds(&self, body: &str) -> bool {
        (!self.has_link || keys::has_link(body)) && self.terms.are_in(body)
    }
}
