//! `/chats/{chat_id}/messages/{message_id}/reactions`: what people answer with one emoji.

use actix_web::web::{Data, Path};
use actix_web::{delete, get, put};
use dialogo_app::{App, Page, PageRequest};
use dialogo_domain::{ChatId, Emoji, Message, MessageId, Reactor};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Query};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(list).service(add).service(remove);
}

/// Which of the reactions.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ReactionsQuery {
    /// Only those with this emoji.
    #[param(value_type = Emoji, required = false)]
    emoji: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl ReactionsQuery {
    fn wanted(self) -> Result<(Option<Emoji>, PageRequest), Problem> {
        let mut fields = Fields::new();
        let emoji = fields.optional_text("emoji", self.emoji, Emoji::parse);
        let page = PageRequest { limit: fields.limit(self.limit), cursor: fields.parameter("cursor", self.cursor, "a cursor") };
        fields.all(Some((emoji, page)))
    }
}

/// List who reacted to a message, in the order in which they did.
#[utoipa::path(tag = "reactions", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path), ReactionsQuery),
    responses((status = 200, body = Page<Reactor>), Refusals))]
#[get("/chats/{chat_id}/messages/{message_id}/reactions")]
async fn list(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Query(query): Query<ReactionsQuery>,
) -> Answer {
    let (emoji, page) = query.wanted()?;
    ok(&app.reactions(&caller, chat_id, message_id, emoji.as_ref(), &page).await?)
}

/// Choose an emoji for a message. Doing it again changes nothing more.
#[utoipa::path(tag = "reactions", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path), ("emoji" = Emoji, Path)),
    responses((status = 200, body = Message), Refusals))]
#[put("/chats/{chat_id}/messages/{message_id}/reactions/{emoji}")]
async fn add(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    path: Path<(String, String, String)>,
) -> Answer {
    ok(&app.add_reaction(&caller, chat_id, message_id, emoji_in(path)?).await?)
}

/// Take back an emoji of one's own. Doing it again changes nothing more.
#[utoipa::path(tag = "reactions", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path), ("emoji" = Emoji, Path)),
    responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/messages/{message_id}/reactions/{emoji}")]
async fn remove(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    path: Path<(String, String, String)>,
) -> Answer {
    app.remove_reaction(&caller, chat_id, message_id, emoji_in(path)?).await?;
    done()
}

fn emoji_in(path: Path<(String, String, String)>) -> Result<Emoji, Problem> {
    let (.., emoji) = path.into_inner();
    let mut fields = Fields::new();
    let emoji = fields.text("emoji", serde_json::Value::String(emoji).into(), Emoji::parse);
    fields.all(emoji)
}
