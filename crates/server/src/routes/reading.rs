//! How far one has read a chat, and what of it one wants to be told of.

use actix_web::put;
use actix_web::web::Data;
use dialogo_app::App;
use dialogo_domain::{ChatId, Notifications, Number, ReadPosition};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, ok};
use crate::extract::{Caller, Field, Fields, Id, Json};

pub fn configure(routes: &mut Routes) {
    routes.service(mark_read).service(notify);
}

#[derive(Deserialize, ToSchema, Default)]
struct ReadBody {
    /// The number of the last message read.
    #[serde(default)]
    #[schema(value_type = Number, required = true)]
    number: Field,
    /// Whether what follows counts as unread, even if it was read before; absent: the position never moves back.
    #[serde(default)]
    #[schema(value_type = bool)]
    mark_unread: Field,
}

/// Say how far the caller has read.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), request_body = ReadBody,
    responses((status = 200, body = ReadPosition), Refusals))]
#[put("/chats/{chat_id}/read")]
async fn mark_read(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<ReadBody>) -> Answer {
    let mut fields = Fields::new();
    let number = fields.number("number", body.number);
    let mark_unread = fields.optional_flag("mark_unread", body.mark_unread);
    let number = Number(fields.all(number)?);
    ok(&app.mark_read(&caller, chat_id, number, mark_unread).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct NotificationsBody {
    /// `all`, `mentions` or `none`.
    #[serde(default)]
    #[schema(value_type = Notifications, required = true)]
    level: Field,
}

#[derive(Serialize, ToSchema)]
struct Level {
    level: Notifications,
}

/// Say what of a chat the caller wants to be told of.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), request_body = NotificationsBody,
    responses((status = 200, body = Level), Refusals))]
#[put("/chats/{chat_id}/notifications")]
async fn notify(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<NotificationsBody>) -> Answer {
    let mut fields = Fields::new();
    let level = fields.text("level", body.level, |text| Notifications::parse(text).ok_or("must be `all`, `mentions` or `none`"));
    let level = fields.all(level)?;
    app.set_notifications(&caller, chat_id, level).await?;
    ok(&Level { level })
}
