//! The place of each draft, or the reason why it has none. Pure: counters and verdicts are all that it knows.

use std::collections::HashMap;

use dialogo_domain::{Attachment, ChatId, Message, MessageId, Number, Reactions, Seq, UserSummary};
use jiff::Timestamp;

use super::files::FreeFiles;
use super::judge::Verdicts;
use crate::writer::post::PostKey;
use crate::writer::{Post, Posted};
use crate::{Error, Result};

/// A chat of the batch, locked.
pub struct Counters {
    pub seq: i64,
    pub message_count: i64,
    pub is_private: bool,
}

/// An outcome for each post, in order. The counters move with each message that is to be stored.
pub fn decide(
    posts: &[Post],
    verdicts: &Verdicts,
    files: &mut FreeFiles,
    chats: &mut HashMap<ChatId, Counters>,
    now: Timestamp,
) -> Vec<Result<Posted>> {
    let mut earlier: HashMap<PostKey, usize> = HashMap::with_capacity(posts.len());
    let mut outcomes: Vec<Result<Posted>> = Vec::with_capacity(posts.len());
    for (place, post) in posts.iter().enumerate() {
        let stored = verdicts.stored(&post.key()).or_else(|| outcomes.get(*earlier.get(&post.key())?)?.as_ref().ok());
        let outcome = match (admit(post, verdicts, chats), stored) {
            (Err(error), _) => Err(error),
            (Ok(_), Some(stored)) => again(post, stored),
            (Ok(_), None) if verdicts.is_reply_to_nothing(place) => Err(Error::ReplyNotFound),
            (Ok((chat, author)), None) => files.take(post).map(|attachments| next(post, chat, author, attachments, now)),
        };
        if outcome.as_ref().is_ok_and(|posted| !posted.duplicate) {
            earlier.insert(post.key(), place);
        }
        outcomes.push(outcome);
    }
    outcomes
}

/// Whether the author may write there, and under which name.
fn admit<'a>(post: &Post, verdicts: &'a Verdicts, chats: &'a mut HashMap<ChatId, Counters>) -> Result<(&'a mut Counters, &'a UserSummary)> {
    let chat = chats.get_mut(&post.chat_id).ok_or(Error::ChatNotFound)?;
    let author = verdicts.author(post).ok_or(Error::UserNotFound)?;
    if !author.is_member {
        return Err(if chat.is_private { Error::ChatNotFound } else { Error::NotAMember });
    }
    if author.is_blocked { Err(Error::Blocked) } else { Ok((chat, &author.user)) }
}

/// The answer to a repeated try.
fn again(post: &Post, stored: &Posted) -> Result<Posted> {
    if post.is_same_as(&stored.message) { Ok(Posted { duplicate: true, ..stored.clone() }) } else { Err(Error::ClientIdReused) }
}

fn next(post: &Post, chat: &mut Counters, author: &UserSummary, attachments: Vec<Attachment>, now: Timestamp) -> Posted {
    chat.seq += 1;
    chat.message_count += 1;
    let message = Message {
        id: MessageId::generate(),
        chat_id: post.chat_id,
        seq: Seq(chat.seq),
        number: Number(chat.message_count),
        author: author.clone(),
        body: post.draft.body.clone(),
        client_id: post.draft.client_id,
        reply_to: post.draft.reply_to,
        attachments,
        created_at: now,
        edited_at: None,
        deleted_at: None,
        reactions: Reactions::default(),
    };
    Posted { born_seq: message.seq, message, duplicate: false }
}
