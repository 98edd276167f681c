//! `/users`: oneself, and others.

use actix_web::web::Data;
use actix_web::{delete, get, patch, put};
use dialogo_app::{App, Page, ProfileChange};
use dialogo_domain::{Avatar, DisplayName, MyChat, Password, User, UserId, UserSummary, Username};
use serde::Deserialize;
use utoipa::ToSchema;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Bearer, Caller, Field, Fields, Id, Json, Query};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    // "me" before the ids, among which it would be one.
    routes.service(me).service(update_me).service(delete_me).service(change_password).service(my_chats).service(user);
}

/// Look at the caller's account.
#[utoipa::path(tag = "users", responses((status = 200, body = User), Refusals))]
#[get("/users/me")]
async fn me(app: Data<App>, Caller(caller): Caller) -> Answer {
    ok(&app.me(&caller).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct ProfileBody {
    /// The new unique name; absent: it stays.
    #[serde(default)]
    #[schema(value_type = String)]
    username: Field,
    /// The new name to show; absent: it stays.
    #[serde(default)]
    #[schema(value_type = String)]
    display_name: Field,
    /// One emoji, or one or two letters; `null`: none any more; absent: it stays.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    avatar: Field,
}

/// Change the caller's profile.
#[utoipa::path(tag = "users", request_body = ProfileBody, responses((status = 200, body = User), Refusals))]
#[patch("/users/me")]
async fn update_me(app: Data<App>, Caller(caller): Caller, Json(body): Json<ProfileBody>) -> Answer {
    let mut fields = Fields::new();
    let username = fields.changed_text("username", body.username, Username::parse);
    let display_name = fields.changed_text("display_name", body.display_name, DisplayName::parse);
    let avatar = fields.removable_text("avatar", body.avatar, Avatar::parse);
    let change = fields.all(Some(ProfileChange { username, display_name, avatar }))?;
    ok(&app.update_profile(&caller, change).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct PasswordBody {
    /// The password until now; for those who have none, a token of the host application by which they come in.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    current_password: Field,
    /// The password from now on: 8 to 128 characters, whichever.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    new_password: Field,
}

/// Change the caller's password. All other sessions end.
#[utoipa::path(tag = "users", request_body = PasswordBody, responses((status = 204), Refusals))]
#[put("/users/me/password")]
async fn change_password(app: Data<App>, Caller(caller): Caller, Json(body): Json<PasswordBody>) -> Answer {
    let mut fields = Fields::new();
    let current = fields.claim("current_password", body.current_password);
    let new = fields.text("new_password", body.new_password, Password::parse);
    let (current, new) = fields.all(current.zip(new))?;
    app.change_password(&caller, &current, new).await?;
    done()
}

#[derive(Deserialize, ToSchema, Default)]
struct FarewellBody {
    /// The caller's password; for those who have none, a token of the host application by which they come in.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    password: Field,
}

/// Delete the caller's account, with the password. All sessions end, the name is free again, and what was written stays under the name of nobody. Whoever
/// owns a chat hands it over first, or deletes it.
#[utoipa::path(tag = "users", request_body = FarewellBody, responses((status = 204), Refusals))]
#[delete("/users/me")]
async fn delete_me(app: Data<App>, Caller(caller): Caller, Json(body): Json<FarewellBody>) -> Answer {
    let mut fields = Fields::new();
    let password = fields.claim("password", body.password);
    app.delete_account(&caller, &fields.all(password)?).await?;
    done()
}

/// List the chats that the caller is in, the latest active first.
#[utoipa::path(tag = "chats", params(PageQuery), responses((status = 200, body = Page<MyChat>), Refusals))]
#[get("/users/me/chats")]
async fn my_chats(app: Data<App>, Bearer(bearer): Bearer, Query(query): Query<PageQuery>) -> Answer {
    let read = app.read_as(&bearer, async |caller| Ok::<_, Problem>(app.my_chats(caller, &query.page()?).await?));
    ok(&Box::pin(read).await?)
}

/// Look at someone.
#[utoipa::path(tag = "users", params(("user_id" = UserId, Path)), responses((status = 200, body = UserSummary), Refusals))]
#[get("/users/{user_id}")]
async fn user(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>) -> Answer {
    ok(&app.user(&caller, user_id).await?)
}
