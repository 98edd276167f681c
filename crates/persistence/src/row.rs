//! From rows to domain values: the column lists, and the functions that read them.

use dialogo_domain::{
    Action, Avatar, Chat, ChatDescription, ChatName, DisplayName, KeptDraft, Member, Message, MessageBody, MyChat, Notifications, Number,
    Pace, Posting, ReadPosition, Role, Seq, User, UserId, UserSummary, Username, Visibility,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::stored::{attachments, mentions, reactions};
use crate::{Error, Result};

/// Columns of a user `u`.
macro_rules! user_columns {
    () => {
        "u.id as user_id, u.username, u.display_name, u.avatar, u.created_at as user_created_at"
    };
}
/// Columns of a user `u`, and what only they themselves and admins see.
macro_rules! account_columns {
    () => {
        concat!($crate::row::user_columns!(), ", exists (select 1 from admins a where a.user_id = u.id) as is_admin")
    };
}
/// Columns of a chat `c`.
macro_rules! chat_columns {
    () => {
        "c.id as chat_id, c.name, c.description, c.visibility, c.password_hash is not null as has_password, c.join_requests, c.posting, c.slow_mode_secs, c.owner_id, \
         c.member_count, c.seq as chat_seq, c.message_count, c.created_at as chat_created_at, c.last_message_at"
    };
}
/// Columns of a message `s` by a user `u`; needs `user_columns` beside it.
macro_rules! message_columns {
    () => {
        concat!(
            "s.id as message_id, s.chat_id as message_chat_id, s.changed_seq, s.seq as born_seq, s.number, s.body, s.client_id, s.reply_to, \
             s.created_at as message_created_at, s.edited_at, s.deleted_at, s.pinned_at, s.reactions, s.attachments, ",
            $crate::stored::mentions_column!()
        )
    };
}
/// What `chat_columns` is read from, for a subselect of chats `c`.
macro_rules! chat_fields {
    () => {
        "c.id, c.name, c.description, c.visibility, c.password_hash, c.join_requests, c.posting, c.slow_mode_secs, c.owner_id, c.member_count, c.seq, c.message_count, c.created_at, c.last_message_at"
    };
}
/// What `message_columns` and its author are read from, for a subselect of messages `s` that has to end early.
macro_rules! message_fields {
    () => {
        "s.id, s.chat_id, s.number, s.author_id, s.client_id, s.body, s.reply_to, s.seq, s.changed_seq, s.created_at, s.edited_at, s.deleted_at, s.pinned_at, s.reactions, s.attachments, s.mentions"
    };
}
/// Joins the user `u` of this id, looked up for each row by itself. Of a plain join PostgreSQL may think that it is about so many rows that
/// reading all users is cheaper: it plans once for any number of rows.
macro_rules! join_user {
    ($id:literal) => {
        concat!(
            "join lateral (select u.id, u.username, u.display_name, u.avatar, u.created_at from users u where u.id = ",
            $id,
            " limit 1) u on true "
        )
    };
}
/// Columns of the other person `p` of a direct chat.
macro_rules! peer_columns {
    () => {
        "p.id as peer_id, p.username as peer_username, p.display_name as peer_display_name, p.avatar as peer_avatar"
    };
}
pub(crate) use {account_columns, chat_columns, chat_fields, join_user, message_columns, message_fields, peer_columns, user_columns};

pub fn user_summary(row: &Row) -> Result<UserSummary> {
    Ok(UserSummary {
        id: row.try_get::<_, Uuid>("user_id")?.into(),
        username: Username::stored(row.try_get("username")?),
        display_name: DisplayName::stored(row.try_get("display_name")?),
        avatar: row.try_get::<_, Option<String>>("avatar")?.map(Avatar::stored),
    })
}

/// A user from the columns of `account_columns`.
pub fn user(row: &Row) -> Result<User> {
    Ok(User { summary: user_summary(row)?, created_at: row.try_get("user_created_at")?, is_admin: row.try_get("is_admin")? })
}

pub fn chat(row: &Row) -> Result<Chat> {
    Ok(Chat {
        id: row.try_get::<_, Uuid>("chat_id")?.into(),
        name: ChatName::stored(row.try_get("name")?),
        description: ChatDescription::stored(row.try_get("description")?),
        visibility: visibility(row.try_get("visibility")?)?,
        has_password: row.try_get("has_password")?,
        join_requests: row.try_get("join_requests")?,
        posting: posting(row.try_get("posting")?)?,
        slow_mode_secs: slow_mode_secs(row)?,
        owner_id: owner(row)?,
        member_count: row.try_get("member_count")?,
        seq: Seq(row.try_get("chat_seq")?),
        message_count: row.try_get("message_count")?,
        created_at: row.try_get("chat_created_at")?,
        last_message_at: row.try_get("last_message_at")?,
    })
}

pub fn message(row: &Row) -> Result<Message> {
    Ok(Message {
        id: row.try_get::<_, Uuid>("message_id")?.into(),
        chat_id: row.try_get::<_, Uuid>("message_chat_id")?.into(),
        seq: Seq(row.try_get("changed_seq")?),
        number: Number(row.try_get("number")?),
        author: user_summary(row)?,
        body: MessageBody::stored(row.try_get("body")?),
        client_id: row.try_get::<_, Uuid>("client_id")?.into(),
        reply_to: row.try_get::<_, Option<Uuid>>("reply_to")?.map(Into::into),
        attachments: attachments(row)?,
        created_at: row.try_get("message_created_at")?,
        edited_at: row.try_get("edited_at")?,
        deleted_at: row.try_get("deleted_at")?,
        pinned_at: row.try_get("pinned_at")?,
        reactions: reactions(row)?,
        mentions: mentions(row)?,
    })
}

/// The message of a row that may have none.
pub fn message_if_any(row: &Row) -> Result<Option<Message>> {
    row.try_get::<_, Option<Uuid>>("message_id")?.map(|_| message(row)).transpose()
}

/// A member from the columns of its user, `joined_at`, `is_moderator`, `muted_until` and the chat's `owner_id`.
pub fn member(row: &Row) -> Result<Member> {
    let user = user_summary(row)?;
    let role = Role::of(user.id, owner(row)?, row.try_get("is_moderator")?);
    Ok(Member { user, role, joined_at: row.try_get("joined_at")?, muted_until: row.try_get("muted_until")? })
}

/// A chat in the list of the member `me`: the chat's columns, `me`, `joined_at`, `is_moderator`, `read_number`, the draft's, the peer's, and
/// the latest message's (null if none).
pub fn my_chat(row: &Row) -> Result<MyChat> {
    let chat = chat(row)?;
    let role = Role::of(row.try_get::<_, Uuid>("me")?.into(), chat.owner_id, row.try_get("is_moderator")?);
    Ok(MyChat {
        direct_with: peer(row)?,
        role,
        joined_at: row.try_get("joined_at")?,
        muted_until: row.try_get("muted_until")?,
        requests_waiting: if role.may(Action::Invite) { row.try_get("requests_waiting")? } else { 0 },
        reports_open: row.try_get("reports_open")?,
        read: ReadPosition::of(Number(row.try_get("read_number")?), chat.message_count, row.try_get("unread_mentions")?),
        notifications: notifications(row.try_get("notifications")?)?,
        draft: draft(row)?,
        last_message: message_if_any(row)?,
        chat,
    })
}

pub fn owner(row: &Row) -> Result<Option<UserId>> {
    Ok(row.try_get::<_, Option<Uuid>>("owner_id")?.map(Into::into))
}

/// What the member has begun to write, from `draft_at`, `draft_body` and `draft_reply_to`.
pub fn draft(row: &Row) -> Result<Option<KeptDraft>> {
    let Some(updated_at) = row.try_get("draft_at")? else { return Ok(None) };
    let body = row.try_get::<_, Option<String>>("draft_body")?.unwrap_or_default();
    let reply_to = row.try_get::<_, Option<Uuid>>("draft_reply_to")?.map(Into::into);
    Ok(Some(KeptDraft { body: MessageBody::stored(body), reply_to, updated_at }))
}

/// The other person of a direct chat, from the columns of `peer_columns`.
pub fn peer(row: &Row) -> Result<Option<UserSummary>> {
    let Some(id) = row.try_get::<_, Option<Uuid>>("peer_id")? else { return Ok(None) };
    Ok(Some(UserSummary {
        id: id.into(),
        username: Username::stored(row.try_get("peer_username")?),
        display_name: DisplayName::stored(row.try_get("peer_display_name")?),
        avatar: row.try_get::<_, Option<String>>("peer_avatar")?.map(Avatar::stored),
    }))
}

pub fn posting_text(posting: Posting) -> &'static str {
    match posting {
        Posting::Everyone => "everyone",
        Posting::Moderators => "moderators",
    }
}

/// How a chat lets people write, from its `posting` and `slow_mode_secs`.
pub fn pace(row: &Row) -> Result<Pace> {
    Ok(Pace { posting: posting(row.try_get("posting")?)?, slow_mode_secs: slow_mode_secs(row)? })
}

fn posting(text: &str) -> Result<Posting> {
    match text {
        "everyone" => Ok(Posting::Everyone),
        "moderators" => Ok(Posting::Moderators),
        other => Err(Error::Internal(anyhow::anyhow!("chats.posting holds {other:?}"))),
    }
}

fn slow_mode_secs(row: &Row) -> Result<u32> {
    let secs: i32 = row.try_get("slow_mode_secs")?;
    u32::try_from(secs).map_err(|_| Error::Internal(anyhow::anyhow!("chats.slow_mode_secs holds {secs}")))
}

pub fn visibility_text(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Private => "private",
        Visibility::Direct => "direct",
    }
}

pub fn notifications(text: &str) -> Result<Notifications> {
    Notifications::parse(text).ok_or_else(|| Error::Internal(anyhow::anyhow!("members.notifications holds {text:?}")))
}

fn visibility(text: &str) -> Result<Visibility> {
    match text {
        "public" => Ok(Visibility::Public),
        "private" => Ok(Visibility::Private),
        "direct" => Ok(Visibility::Direct),
        other => Err(Error::Internal(anyhow::anyhow!("chats.visibility holds {other:?}"))),
    }
}
