//! Messages that are sent later.

use actix_web::web::Data;
use actix_web::{delete, get, post};
use dialogo_app::{App, Page};
use dialogo_domain::{ChatId, ClientId, Draft, MessageBody, MessageId, ScheduledId, ScheduledMessage};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::chats::PageQuery;
use super::{Answer, Refusals, created, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Json, Query};

pub fn configure(config: &mut ServiceConfig) {
    config.service(schedule).service(list).service(take_back);
}

#[derive(Deserialize, ToSchema, Default)]
struct ScheduleBody {
    /// What it says: 1 to 4,000 characters, something of it visible.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    body: Field,
    /// A UUID of the sender's making, which the message will have. Scheduling again with the same one changes nothing.
    #[serde(default)]
    #[schema(value_type = ClientId, required = true)]
    client_id: Field,
    /// The message of this chat that it answers.
    #[serde(default)]
    #[schema(value_type = Option<MessageId>)]
    reply_to: Field,
    /// When it is sent: in the future, and within a year.
    #[serde(default)]
    #[schema(value_type = Timestamp, required = true)]
    send_at: Field,
}

/// Schedule a message in a chat of the caller's.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path)), request_body = ScheduleBody, responses((status = 201, body = ScheduledMessage), Refusals))]
#[post("/chats/{chat_id}/scheduled")]
async fn schedule(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<ScheduleBody>) -> Answer {
    let mut fields = Fields::new();
    let send_at = fields.text("send_at", body.send_at, time);
    let text = fields.text("body", body.body, MessageBody::parse);
    let client_id = fields.id::<ClientId>("client_id", body.client_id);
    let reply_to = fields.optional_id::<MessageId>("reply_to", body.reply_to);
    let draft = text.zip(client_id).map(|(body, client_id)| Draft { client_id, body, reply_to, attachments: vec![] });
    let (draft, send_at) = fields.all(draft.zip(send_at))?;
    created(&app.schedule(&caller, chat_id, draft, send_at).await?)
}

fn time(text: &str) -> Result<Timestamp, &'static str> {
    text.parse().map_err(|_| "must be an RFC 3339 time")
}

/// List what the caller has scheduled, the next one first. What could not be sent stays, with the reason.
#[utoipa::path(tag = "messages", params(PageQuery), responses((status = 200, body = Page<ScheduledMessage>), Refusals))]
#[get("/users/me/scheduled")]
async fn list(app: Data<App>, Caller(caller): Caller, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.scheduled(&caller, &query.page()?).await?)
}

/// Take a scheduled message back, before its time or after it has failed.
#[utoipa::path(tag = "messages", params(("scheduled_id" = ScheduledId, Path)), responses((status = 204), Refusals))]
#[delete("/users/me/scheduled/{scheduled_id}")]
async fn take_back(app: Data<App>, Caller(caller): Caller, Id(id): Id<ScheduledId>) -> Answer {
    app.unschedule(&caller, id).await?;
    done()
}
