//! Asking to be let into a private chat that can be found.

use actix_web::web::Data;
use actix_web::{delete, get, post, put};
use dialogo_app::{App, Page};
use dialogo_domain::{ChatId, JoinMessage, JoinRequest, Member, UserId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, created, done, ok};
use crate::extract::{Caller, Field, Fields, Id, OptionalJson, Query};

pub fn configure(routes: &mut Routes) {
    // `me` before any id.
    routes.service(mine).service(ask).service(withdraw).service(list).service(accept).service(decline);
}

#[derive(Deserialize, ToSchema, Default)]
struct AskBody {
    /// What to say to those who decide, in up to 500 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    message: Field,
}

/// Ask to be let into a private chat. Doing it again changes nothing. The body may be left out.
#[utoipa::path(tag = "join requests", params(("chat_id" = ChatId, Path)), request_body = Option<AskBody>,
    responses((status = 201, body = JoinRequest), Refusals))]
#[post("/chats/{chat_id}/join-requests")]
async fn ask(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, OptionalJson(body): OptionalJson<AskBody>) -> Answer {
    let mut fields = Fields::new();
    let message = fields.optional_text("message", body.message, JoinMessage::parse);
    let message = fields.all(Some(message))?;
    created(&app.ask_to_join(&caller, chat_id, message).await?)
}

/// Ask no longer. Doing it again changes nothing.
#[utoipa::path(tag = "join requests", params(("chat_id" = ChatId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/join-requests/me")]
async fn withdraw(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>) -> Answer {
    app.withdraw_join_request(&caller, chat_id).await?;
    done()
}

/// List who waits to be let in, the first to ask first. The chat's owner and moderators may.
#[utoipa::path(tag = "join requests", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<JoinRequest>), Refusals))]
#[get("/chats/{chat_id}/join-requests")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.join_requests(&caller, chat_id, &query.page()?).await?)
}

/// Let somebody in who asked. The chat's owner and moderators may; whoever is in the chat already stays in it.
#[utoipa::path(tag = "join requests", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), responses((status = 200, body = Member), Refusals))]
#[put("/chats/{chat_id}/join-requests/{user_id}")]
async fn accept(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(user_id): Id<UserId>) -> Answer {
    ok(&app.accept_join_request(&caller, chat_id, user_id).await?)
}

/// Do not let somebody in who asked. The chat's owner and moderators may.
#[utoipa::path(tag = "join requests", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/join-requests/{user_id}")]
async fn decline(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(user_id): Id<UserId>) -> Answer {
    app.decline_join_request(&caller, chat_id, user_id).await?;
    done()
}

/// List where the caller waits to be let in.
#[utoipa::path(tag = "join requests", params(PageQuery), responses((status = 200, body = Page<JoinRequest>), Refusals))]
#[get("/users/me/join-requests")]
async fn mine(app: Data<App>, Caller(caller): Caller, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.my_join_requests(&caller, &query.page()?).await?)
}
