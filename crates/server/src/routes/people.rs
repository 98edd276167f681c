//! People: finding them, the direct chat with one of them, and blocking.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::{App, Page, PageRequest};
use dialogo_domain::{MyChat, UserId, UserSummary};
use serde::Deserialize;
use utoipa::IntoParams;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Query, name_search};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(find).service(blocked).service(block).service(unblock).service(open_chat);
}

/// Whom to look for, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct FindQuery {
    /// A part of the username or the display name, whatever the case; of one or two characters, the beginning.
    #[param(value_type = String, required = true)]
    search: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl FindQuery {
    fn wanted(self) -> Result<(String, PageRequest), Problem> {
        let mut fields = Fields::new();
        let search = fields.text("search", self.search, search);
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(search.map(|search| (search, PageRequest { cursor, limit })))
    }
}

fn search(text: &str) -> Result<String, String> {
    name_search(text.trim_start().trim_start_matches('@'))?.ok_or_else(|| "must have a character".to_owned())
}

/// Find people by a part of their names.
#[utoipa::path(tag = "users", params(FindQuery), responses((status = 200, body = Page<UserSummary>), Refusals))]
#[get("/users")]
async fn find(app: Data<App>, Caller(caller): Caller, Query(query): Query<FindQuery>) -> Answer {
    let (text, page) = query.wanted()?;
    ok(&app.find_people(&caller, &text, &page).await?)
}

/// List whom the caller has blocked, the latest first.
#[utoipa::path(tag = "users", params(PageQuery), responses((status = 200, body = Page<UserSummary>), Refusals))]
#[get("/users/me/blocks")]
async fn blocked(app: Data<App>, Caller(caller): Caller, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.blocked(&caller, &query.page()?).await?)
}

/// Block someone: neither of the two writes to the other alone any more. Doing it again changes nothing.
#[utoipa::path(tag = "users", params(("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[put("/users/me/blocks/{user_id}")]
async fn block(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>) -> Answer {
    app.block(&caller, user_id, true).await?;
    done()
}

/// Block someone no longer. Doing it again changes nothing.
#[utoipa::path(tag = "users", params(("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/users/me/blocks/{user_id}")]
async fn unblock(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>) -> Answer {
    app.block(&caller, user_id, false).await?;
    done()
}

/// Open the direct chat with someone. There is one for each two people: if it does not exist yet, it is created.
#[utoipa::path(tag = "chats", params(("user_id" = UserId, Path)), responses((status = 200, body = MyChat), Refusals))]
#[put("/users/{user_id}/chat")]
async fn open_chat(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>) -> Answer {
    ok(&app.open_direct_chat(&caller, user_id).await?)
}
