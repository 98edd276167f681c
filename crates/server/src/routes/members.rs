//! Who is in a chat: joining, leaving, removing, handing over, and how far one has read.

use actix_web::web::Data;
use actix_web::{delete, get, patch, post, put};
use dialogo_app::{App, MemberChange, Page};
use dialogo_domain::{Chat, ChatId, Member, MyChat, UserId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::auth::Nothing;
use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok, ok_compressed};
use crate::compress::TakesGzip;
use crate::extract::{Caller, Field, Fields, Id, Json, OptionalJson, Query};

pub fn configure(routes: &mut Routes) {
    routes.service(join).service(leave).service(list).service(add).service(change).service(remove).service(transfer);
}

#[derive(Deserialize, ToSchema, Default)]
struct JoinBody {
    /// The chat's password, if it has one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    password: Field,
}

/// Join a chat. Whoever is in it already stays in it. The body may be left out.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), request_body = Option<JoinBody>,
    responses((status = 200, body = MyChat), Refusals))]
#[post("/chats/{chat_id}/join")]
async fn join(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, OptionalJson(body): OptionalJson<JoinBody>) -> Answer {
    let mut fields = Fields::new();
    let password = fields.optional_text("password", body.password, |text| Ok::<_, String>(text.to_owned()));
    let password = fields.all(Some(password))?;
    ok(&app.join_chat(&caller, chat_id, password.as_deref()).await?)
}

/// Leave a chat. Its owner hands it over first.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), responses((status = 204), Refusals))]
#[post("/chats/{chat_id}/leave")]
async fn leave(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, _: OptionalJson<Nothing>) -> Answer {
    app.leave_chat(&caller, chat_id).await?;
    done()
}

/// List the members of a chat, in the order in which they joined.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<Member>), Refusals))]
#[get("/chats/{chat_id}/members")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>, takes: TakesGzip) -> Answer {
    let page = Box::pin(app.members(&caller, chat_id, &query.page()?)).await?;
    Box::pin(ok_compressed(&page, takes)).await
}

#[derive(Deserialize, ToSchema, Default)]
struct AddedBody {
    /// Who is to be in the chat.
    #[serde(default)]
    #[schema(value_type = UserId, required = true)]
    user_id: Field,
}

/// Bring somebody into a chat, without its password. Its owner and moderators may; whoever is in it already stays in it.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), request_body = AddedBody, responses((status = 200, body = Member), Refusals))]
#[post("/chats/{chat_id}/members")]
async fn add(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<AddedBody>) -> Answer {
    let mut fields = Fields::new();
    let user_id = fields.id::<UserId>("user_id", body.user_id);
    ok(&app.add_member(&caller, chat_id, fields.all(user_id)?).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct MemberBody {
    /// What the member is from now on: `moderator` or `member`; absent: it stays. A chat is handed over by `PUT /chats/{chat_id}/owner`.
    #[serde(default)]
    #[schema(value_type = String)]
    role: Field,
    /// Until when the member may only read; `null`: no longer; absent: it stays.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    muted_until: Field,
}

/// Change what a member may do. The owner makes moderators, and mutes everybody else; a moderator mutes members.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), request_body = MemberBody,
    responses((status = 200, body = Member), Refusals))]
#[patch("/chats/{chat_id}/members/{user_id}")]
async fn change(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(user_id): Id<UserId>,
    Json(body): Json<MemberBody>,
) -> Answer {
    let mut fields = Fields::new();
    let muted_until = fields.removable_text("muted_until", body.muted_until, |text| text.parse().map_err(|_| "must be an RFC 3339 time"));
    // One of the two there has to be.
    let is_moderator = match muted_until {
        Some(_) => fields.changed_text("role", body.role, is_moderator),
        None => fields.text("role", body.role, is_moderator),
    };
    let change = fields.all(Some(MemberChange { is_moderator, muted_until }))?;
    ok(&app.change_member(&caller, chat_id, user_id, change).await?)
}

fn is_moderator(role: &str) -> Result<bool, &'static str> {
    match role {
        "moderator" => Ok(true),
        "member" => Ok(false),
        _ => Err("must be `moderator` or `member`"),
    }
}

/// Remove a member from a chat; whoever does it stands above.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), ("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/members/{user_id}")]
async fn remove(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(user_id): Id<UserId>) -> Answer {
    app.remove_member(&caller, chat_id, user_id).await?;
    done()
}

#[derive(Deserialize, ToSchema, Default)]
struct OwnerBody {
    /// The member who owns the chat from now on.
    #[serde(default)]
    #[schema(value_type = UserId, required = true)]
    user_id: Field,
}

/// Hand a chat of one's own over to another member.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path)), request_body = OwnerBody, responses((status = 200, body = Chat), Refusals))]
#[put("/chats/{chat_id}/owner")]
async fn transfer(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<OwnerBody>) -> Answer {
    let mut fields = Fields::new();
    let user_id = fields.id::<UserId>("user_id", body.user_id);
    ok(&app.transfer_chat(&caller, chat_id, fields.all(user_id)?).await?)
}
