//! Whom a chat does not let in.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::{App, BanWish, Page, Removal};
use dialogo_domain::{Ban, BanReason, ChatId, UserId};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Id, OptionalJson, Query};

pub fn configure(routes: &mut Routes) {
    routes.service(list).service(ban).service(unban);
}

/// List who is banned from a chat, the latest first. Its owner and moderators may.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<Ban>), Refusals))]
#[get("/chats/{chat_id}/bans")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.bans(&caller, chat_id, &query.page()?).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct BanBody {
    /// Why, in up to 200 characters, for those who keep order.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reason: Field,
    /// Until when; absent: for good.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    until: Field,
    /// Whether what they wrote there is deleted as well.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    remove_messages: Field,
    /// Of what they wrote, only what was sent since then.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    remove_since: Field,
}

/// Ban someone from a chat. Whoever is in it is removed, and comes in no more. Doing it again replaces reason and end. With `remove_messages` what
/// they wrote until now is deleted, message by message, from the answer on. The body may be left out.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), request_body = Option<BanBody>,
    responses((status = 200, body = Ban), Refusals))]
#[put("/chats/{chat_id}/bans/{user_id}")]
async fn ban(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(user_id): Id<UserId>,
    OptionalJson(body): OptionalJson<BanBody>,
) -> Answer {
    let mut fields = Fields::new();
    let reason = fields.optional_text("reason", body.reason, BanReason::parse);
    let until = fields.parameter("until", body.until, "an RFC 3339 time");
    let removes = fields.optional_flag("remove_messages", body.remove_messages);
    let since: Option<Timestamp> = fields.parameter("remove_since", body.remove_since, "an RFC 3339 time");
    if since.is_some() && !removes {
        fields.refuse::<()>("remove_since", "invalid", "goes with remove_messages");
    }
    fields.all(Some(()))?;
    let removal = removes.then_some(Removal { since });
    ok(&app.ban(&caller, chat_id, user_id, BanWish { reason, until, removal }).await?)
}

/// Let someone come into a chat again. Doing it again changes nothing.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/bans/{user_id}")]
async fn unban(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(user_id): Id<UserId>) -> Answer {
    app.unban(&caller, chat_id, user_id).await?;
    done()
}
