//! Messages that people tell those who keep order about.

use jiff::Timestamp;
use serde::Serialize;

use crate::text::{parse_block, text_type, visible};
use crate::{ChatName, Message, MessageBody, UserId};

const COMMENT_CHARS_MAX: usize = 500;

text_type! {
    /// What somebody adds to a report, for those who keep order.
    ReportComment, |text| {
        let block = parse_block(text, COMMENT_CHARS_MAX)?;
        visible(&block)?;
        Ok(block)
    }
}

/// A type with a word for each of its values, by which it is known to clients and stored.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$of])* #[serde(rename = $word)] $value),+ }

        impl $name {
            /// What this word means, if anything.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$value),)+
                    _ => None,
                }
            }

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }
        }
    };
}

words! {
    /// What is wrong with a message.
    ReportReason {
        /// Advertising, or the same again and again.
        Spam = "spam",
        /// It insults, threatens or pursues somebody.
        Harassment = "harassment",
        /// It is against people for what they are.
        Hate = "hate",
        /// It threatens with violence, or shows it.
        Violence = "violence",
        /// It is sexual where that is not wanted.
        Sexual = "sexual",
        /// It tells what is private about somebody.
        Privacy = "privacy",
        /// Something else; the comment says what.
        Other = "other",
    }
}

words! {
    /// What became of the reports of a message.
    ReportState {
        /// Nobody has decided yet.
        Open = "open",
        /// There is nothing to be done.
        Dismissed = "dismissed",
        /// Something was done.
        Resolved = "resolved",
    }
}

/// What one person said about a message. Who, is told to nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// What is wrong.
    pub reason: ReportReason,
    /// What they added.
    pub comment: Option<ReportComment>,
    /// What the message said then; nothing, once it was decided.
    pub body: Option<MessageBody>,
    /// When.
    pub created_at: Timestamp,
}

/// A message that was reported, with all that was said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedMessage {
    /// The message, as it is now.
    pub message: Message,
    /// What its chat is called; a direct one has no name.
    pub chat_name: ChatName,
    /// What became of it.
    pub state: ReportState,
    /// Since when it waits, or waited, to be decided.
    pub reported_at: Timestamp,
    /// How many people have reported it.
    pub count: i64,
    /// The first twenty of their reports.
    pub reports: Vec<Report>,
    /// Who decided.
    pub decided_by: Option<UserId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_as_it_is_written_here_and_on_the_wire() {
        for state in [ReportState::Open, ReportState::Dismissed, ReportState::Resolved] {
            assert_eq!(ReportState::parse(state.as_str()), Some(state));
            assert_eq!(serde_json::to_value(state).ok(), Some(state.as_str().into()));
        }
        assert_eq!((ReportReason::parse("spam"), ReportReason::parse("Spam")), (Some(ReportReason::Spam), None));
    }
}
