//! Pinned messages.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::{App, Page};
use dialogo_domain::{ChatId, Message, MessageId};

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Id, Query};

pub fn configure(routes: &mut Routes) {
    routes.service(list).service(pin).service(unpin);
}

/// List the pinned messages of a chat, the one pinned last first.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<Message>), Refusals))]
#[get("/chats/{chat_id}/pins")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.pins(&caller, chat_id, &query.page()?).await?)
}

/// Pin a message, as the chat's owner or moderator, or as either of the two in a direct chat. Doing it again changes nothing more.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)),
    responses((status = 200, body = Message), Refusals))]
#[put("/chats/{chat_id}/messages/{message_id}/pin")]
async fn pin(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(message_id): Id<MessageId>) -> Answer {
    ok(&app.pin(&caller, chat_id, message_id, true).await?)
}

/// Unpin a message, as whoever may pin it. Doing it again changes nothing more.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/messages/{message_id}/pin")]
async fn unpin(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(message_id): Id<MessageId>) -> Answer {
    app.pin(&caller, chat_id, message_id, false).await?;
    done()
}
