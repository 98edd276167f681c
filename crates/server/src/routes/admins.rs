//! `/admin`: what admins do on the whole server; and who did what in a chat.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::{App, Page, PageRequest};
use dialogo_domain::{Account, AuditEntry, ChatId, UserId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Admin, Caller, Field, Fields, Id, Query, name_search};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(accounts).service(server_log).service(chat_log).service(suspend).service(reinstate).service(end_sessions);
}

/// Which accounts, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AccountQuery {
    /// A part of the username or the display name, whatever the case; of one or two characters, the beginning; absent: all accounts.
    #[param(value_type = String, required = false)]
    search: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl AccountQuery {
    fn wanted(self) -> Result<(String, PageRequest), Problem> {
        let mut fields = Fields::new();
        let search = fields.optional_text("search", self.search, name_search).flatten().unwrap_or_default();
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some((search, PageRequest { cursor, limit })))
    }
}

/// List the accounts of this server by username, or those with a text in their names.
#[utoipa::path(tag = "admin", params(AccountQuery), responses((status = 200, body = Page<Account>), Refusals))]
#[get("/admin/users")]
async fn accounts(app: Data<App>, Admin(admin): Admin, Query(query): Query<AccountQuery>) -> Answer {
    let (text, page) = query.wanted()?;
    ok(&app.find_accounts(&admin, &text, &page).await?)
}

/// List who did what on the whole server, the latest first.
#[utoipa::path(tag = "admin", params(PageQuery), responses((status = 200, body = Page<AuditEntry>), Refusals))]
#[get("/admin/audit")]
async fn server_log(app: Data<App>, Admin(admin): Admin, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.server_log(&admin, &query.page()?).await?)
}

/// List who did what to whom in a chat, the latest first. Its owner and moderators may.
#[utoipa::path(tag = "members", params(("chat_id" = ChatId, Path), PageQuery), responses((status = 200, body = Page<AuditEntry>), Refusals))]
#[get("/chats/{chat_id}/audit")]
async fn chat_log(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<PageQuery>) -> Answer {
    ok(&app.chat_log(&caller, chat_id, &query.page()?).await?)
}

/// Close somebody's account until it is opened again: their sessions end and their sockets close at once, and log-ins are refused. Not an admin's.
#[utoipa::path(tag = "admin", params(("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[put("/admin/users/{user_id}/suspension")]
async fn suspend(app: Data<App>, Admin(admin): Admin, Id(user_id): Id<UserId>) -> Answer {
    app.suspend(&admin, user_id).await?;
    done()
}

/// Open somebody's account again.
#[utoipa::path(tag = "admin", params(("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/admin/users/{user_id}/suspension")]
async fn reinstate(app: Data<App>, Admin(admin): Admin, Id(user_id): Id<UserId>) -> Answer {
    app.reinstate(&admin, user_id).await?;
    done()
}

/// End all sessions of somebody. Their sockets close at once. Not an admin's.
#[utoipa::path(tag = "admin", params(("user_id" = UserId, Path)), responses((status = 204), Refusals))]
#[delete("/admin/users/{user_id}/sessions")]
async fn end_sessions(app: Data<App>, Admin(admin): Admin, Id(user_id): Id<UserId>) -> Answer {
    app.end_sessions_of(&admin, user_id).await?;
    done()
}
