//! Invitations by link. A code travels in bodies alone: addresses are logged, kept and passed on.

use actix_web::web::Data;
use actix_web::{delete, get, post};
use dialogo_app::{App, InvitationWish, NewInvitation, Page};
use dialogo_domain::{ChatId, Invitation, InvitationId, InvitationPreview, MyChat};
use serde::Deserialize;
use utoipa::ToSchema;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, created, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Json, OptionalJson, Query};

/// More than that is any number.
const USES_MAX: u32 = 100_000;

pub fn configure(routes: &mut Routes) {
    routes.service(create).service(list).service(revoke).service(preview).service(accept);
}

#[derive(Deserialize, ToSchema, Default)]
struct InvitationBody {
    /// Until when it is good; a week from now if absent.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    expires_at: Field,
    /// How many people may come in by it, 1 to 100,000; absent: any number.
    #[serde(default)]
    #[schema(value_type = Option<u32>)]
    max_uses: Field,
    /// Whether it lets in without the chat's password. The owner may say so.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    skip_password: Field,
}

/// Make an invitation. Its owner and moderators may. The code is told here and never again. The body may be left out.
#[utoipa::path(tag = "invitations", params(("chat_id" = ChatId, Path)), request_body = Option<InvitationBody>,
    responses((status = 201, body = NewInvitation), Refusals))]
#[post("/chats/{chat_id}/invitations")]
async fn create(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    OptionalJson(body): OptionalJson<InvitationBody>,
) -> Answer {
    let mut fields = Fields::new();
    let expires_at = fields.parameter("expires_at", body.expires_at, "an RFC 3339 time");
    let max_uses = fields.optional_number("max_uses", body.max_uses, 1..=USES_MAX);
    let skip_password = fields.optional_flag("skip_password", body.skip_password);
    let wish = fields.all(Some(InvitationWish { expires_at, max_uses, skip_password }))?;
    created(&app.create_invitation(&caller, chat_id, wish).await?)
}

/// List the invitations to a chat that are good now, the latest first. Its owner and moderators may.
#[utoipa::path(tag = "invitations", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<Invitation>), Refusals))]
#[get("/chats/{chat_id}/invitations")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.invitations(&caller, chat_id, &query.page()?).await?)
}

/// Take an invitation back. Its owner and moderators may, whoever made it.
#[utoipa::path(tag = "invitations", params(("chat_id" = ChatId, Path), ("invitation_id" = InvitationId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/invitations/{invitation_id}")]
async fn revoke(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(id): Id<InvitationId>) -> Answer {
    app.revoke_invitation(&caller, chat_id, id).await?;
    done()
}

#[derive(Deserialize, ToSchema, Default)]
struct CodeBody {
    /// What the link carries.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    code: Field,
    /// The chat's password, if coming in takes it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    password: Field,
}

/// Look where an invitation leads. Of `code` and `password` only the first counts.
#[utoipa::path(tag = "invitations", request_body = CodeBody, responses((status = 200, body = InvitationPreview), Refusals))]
#[post("/invitations/preview")]
async fn preview(app: Data<App>, Caller(caller): Caller, Json(body): Json<CodeBody>) -> Answer {
    let mut fields = Fields::new();
    let code = fields.claim("code", body.code);
    ok(&app.preview_invitation(&caller, &fields.all(code)?).await?)
}

/// Come in by an invitation. Whoever is in the chat already stays in it, and uses nothing up.
#[utoipa::path(tag = "invitations", request_body = CodeBody, responses((status = 200, body = MyChat), Refusals))]
#[post("/invitations/accept")]
async fn accept(app: Data<App>, Caller(caller): Caller, Json(body): Json<CodeBody>) -> Answer {
    let mut fields = Fields::new();
    let code = fields.claim("code", body.code);
    let password = fields.optional_text("password", body.password, |text| Ok::<_, String>(text.to_owned()));
    let code = fields.all(code)?;
    ok(&app.accept_invitation(&caller, &code, password.as_deref()).await?)
}
