//! The place of each draft, or the reason why it has none. Pure: counters and verdicts are all that it knows.

use std::collections::{HashMap, HashSet};

use dialogo_domain::{Attachment, ChatId, Message, MessageId, Number, Pace, Reactions, Role, Seq, UserId, UserSummary};
use jiff::Timestamp;

use super::files::FreeFiles;
use super::judge::{Place, Verdicts};
use crate::writer::post::PostKey;
use crate::writer::{Post, Posted};
use crate::{Error, Result};

/// A chat of the batch, locked.
pub struct Counters {
    pub seq: i64,
    pub message_count: i64,
    pub is_private: bool,
    pub owner: Option<UserId>,
    pub pace: Pace,
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
    let mut slowed: HashSet<(ChatId, UserId)> = HashSet::new();
    for (place, post) in posts.iter().enumerate() {
        let stored = verdicts.stored(&post.key()).or_else(|| outcomes.get(*earlier.get(&post.key())?)?.as_ref().ok());
        let outcome = match (admit(post, verdicts, chats), stored) {
            (Err(error), _) => Err(error),
            (Ok(_), Some(stored)) => again(post, stored),
            (Ok(_), None) if verdicts.is_reply_to_nothing(place) => Err(Error::ReplyNotFound),
            (Ok((chat, author)), None) => {
                let (is_slow, writer) = (chat.pace.is_slow_for(author.role), (post.chat_id, post.author_id));
                let admitted = author.may_say(chat, is_slow && slowed.contains(&writer), now);
                let said = admitted.and_then(|()| files.take(post)).map(|attachments| next(post, chat, author.user, attachments, now));
                if is_slow && said.is_ok() {
                    slowed.insert(writer);
                }
                said
            }
        };
        if outcome.as_ref().is_ok_and(|posted| !posted.duplicate) {
            earlier.insert(post.key(), place);
        }
        outcomes.push(outcome);
    }
    outcomes
}

/// Whether the author may write there, and under which name.
fn admit<'a>(post: &Post, verdicts: &'a Verdicts, chats: &'a mut HashMap<ChatId, Counters>) -> Result<(&'a mut Counters, Voice<'a>)> {
    let chat = chats.get_mut(&post.chat_id).ok_or(Error::ChatNotFound)?;
    let author = verdicts.author(post).ok_or(Error::UserNotFound)?;
    let Some(place) = &author.place else { return Err(if chat.is_private { Error::ChatNotFound } else { Error::NotAMember }) };
    if place.is_blocked {
        return Err(Error::Blocked);
    }
    let role = Role::of(author.user.id, chat.owner, place.is_moderator);
    Ok((chat, Voice { user: &author.user, role, place }))
}

/// A member who wants to write.
struct Voice<'a> {
    user: &'a UserSummary,
    role: Role,
    place: &'a Place,
}

impl Voice<'_> {
    /// Whether they may say something new at this moment.
    fn may_say(&self, chat: &Counters, has_just_written: bool, now: Timestamp) -> Result<()> {
        chat.pace.admit(self.role, self.place.muted_until, now)?;
        let posted_at = if has_just_written { Some(now) } else { self.place.posted_at };
        Ok(chat.pace.admit_next(self.role, posted_at, now)?)
    }
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
        pinned_at: None,
        reactions: Reactions::default(),
        mentions: vec![],
    };
    Posted { born_seq: message.seq, message, duplicate: false }
}
