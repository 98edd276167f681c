//! Messages that are sent later.

use actix_web::web::Data;
use actix_web::{delete, get, post};
use dialogo_app::{App, Page};
use dialogo_domain::{ChatId, ScheduledId, ScheduledMessage};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use super::chats::PageQuery;
use super::messages::DraftBody;
use super::{Answer, Refusals, Routes, created, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Json, Query};

pub fn configure(routes: &mut Routes) {
    routes.service(schedule).service(list).service(take_back);
}

#[derive(Deserialize, ToSchema, Default)]
struct ScheduleBody {
    #[serde(flatten)]
    draft: DraftBody,
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
    let draft = body.draft.read(&mut fields);
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
