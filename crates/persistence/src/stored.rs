//! What is stored as JSON beside a message: its reactions, its mentions and its files.

use dialogo_domain::{
    Attachment, Avatar, DisplayName, Emoji, FileId, FileName, MediaType, Mention, Reaction, Reactions, UserSummary, Username,
};
use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::Result;

/// An element of `messages.reactions`.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredReaction {
    emoji: String,
    count: i64,
    user_ids: Vec<Uuid>,
}

pub fn reactions(row: &Row) -> Result<Reactions> {
    let stored: Option<Json<Vec<StoredReaction>>> = row.try_get("reactions")?;
    let reaction = |StoredReaction { emoji, count, user_ids }: StoredReaction| Reaction {
        emoji: Emoji::stored(emoji),
        count,
        user_ids: user_ids.into_iter().map(Into::into).collect(),
    };
    Ok(stored.map_or_else(Reactions::default, |Json(stored)| Reactions::stored(stored.into_iter().map(reaction).collect())))
}

/// What [`reactions`] reads again.
pub fn stored_reactions(reactions: &Reactions) -> Option<Json<Vec<StoredReaction>>> {
    let reaction = |Reaction { emoji, count, user_ids }: &Reaction| StoredReaction {
        emoji: emoji.as_str().to_owned(),
        count: *count,
        user_ids: user_ids.iter().map(|id| id.as_uuid()).collect(),
    };
    (!reactions.is_empty()).then(|| Json(reactions.as_slice().iter().map(reaction).collect()))
}

/// An element of `messages.mentions`: whom a text of the body means, nobody in particular for everyone.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredMention {
    text: String,
    user_id: Option<Uuid>,
}

/// What is stored of the mentions.
pub fn stored_mentions(mentions: &[Mention]) -> Option<Json<Vec<StoredMention>>> {
    let stored =
        |Mention { user, text }: &Mention| StoredMention { text: text.clone(), user_id: user.as_ref().map(|user| user.id.as_uuid()) };
    (!mentions.is_empty()).then(|| Json(mentions.iter().map(stored).collect()))
}

/// The column `mentions` of a message `s`: those stored, with the present names.
macro_rules! mentions_column {
    () => {
        "case when s.mentions is not null then ( \
             select jsonb_agg(jsonb_build_object('text', e.value->>'text', 'user', case when w.id is not null then \
                 jsonb_build_object('id', w.id, 'username', w.username, 'display_name', w.display_name, 'avatar', w.avatar) end) order by e.place) \
             from jsonb_array_elements(s.mentions) with ordinality as e(value, place) \
             left join lateral (select * from users where id = (e.value->>'user_id')::uuid limit 1) w on true) end as mentions"
    };
}
pub(crate) use mentions_column;

#[derive(Debug, Deserialize)]
struct ShownMention {
    text: String,
    user: Option<ShownUser>,
}

#[derive(Debug, Deserialize)]
struct ShownUser {
    id: Uuid,
    username: String,
    display_name: String,
    avatar: Option<String>,
}

/// What [`mentions_column`] says.
pub fn mentions(row: &Row) -> Result<Vec<Mention>> {
    let shown: Option<Json<Vec<ShownMention>>> = row.try_get("mentions")?;
    let user = |user: ShownUser| UserSummary {
        id: user.id.into(),
        username: Username::stored(user.username),
        display_name: DisplayName::stored(user.display_name),
        avatar: user.avatar.map(Avatar::stored),
    };
    let mention = |ShownMention { text, user: shown }: ShownMention| Mention { user: shown.map(user), text };
    Ok(shown.map_or_else(Vec::new, |Json(shown)| shown.into_iter().map(mention).collect()))
}

/// An attachment as `messages.attachments` holds it.
#[derive(Deserialize)]
struct HeldAttachment {
    id: FileId,
    name: String,
    media_type: String,
    bytes: i64,
    width: Option<i32>,
    height: Option<i32>,
    has_thumbnail: bool,
}

/// The column `attachments`.
pub fn attachments(row: &Row) -> Result<Vec<Attachment>> {
    let held: Option<Json<Vec<HeldAttachment>>> = row.try_get("attachments")?;
    let attachment = |HeldAttachment { id, name, media_type, bytes, width, height, has_thumbnail }| Attachment {
        id,
        name: FileName::stored(name),
        media_type: MediaType::stored(media_type),
        bytes,
        width,
        height,
        has_thumbnail,
    };
    Ok(held.map(|held| held.0.into_iter().map(attachment).collect()).unwrap_or_default())
}
