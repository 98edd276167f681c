//! Messages that one wants to find again.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::{App, Page, PageRequest};
use dialogo_domain::{Bookmark, ChatId, MessageId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Query};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(list).service(save).service(remove);
}

/// Of which chat, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct BookmarksQuery {
    /// Only of this chat.
    #[param(value_type = ChatId, required = false)]
    chat_id: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl BookmarksQuery {
    fn wanted(self) -> Result<(Option<ChatId>, PageRequest), Problem> {
        let mut fields = Fields::new();
        let chat_id = fields.optional_id("chat_id", self.chat_id);
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some((chat_id, PageRequest { cursor, limit })))
    }
}

/// List what the caller has saved, the latest first, each message as it is now.
#[utoipa::path(tag = "messages", params(BookmarksQuery), responses((status = 200, body = Page<Bookmark>), Refusals))]
#[get("/users/me/bookmarks")]
async fn list(app: Data<App>, Caller(caller): Caller, Query(query): Query<BookmarksQuery>) -> Answer {
    let (of, page) = query.wanted()?;
    ok(&app.bookmarks(&caller, of, &page).await?)
}

/// Save a message of a chat of the caller's. Doing it again changes nothing.
#[utoipa::path(tag = "messages", params(("message_id" = MessageId, Path)), responses((status = 204), Refusals))]
#[put("/users/me/bookmarks/{message_id}")]
async fn save(app: Data<App>, Caller(caller): Caller, Id(message_id): Id<MessageId>) -> Answer {
    app.bookmark(&caller, message_id, true).await?;
    done()
}

/// Save a message no longer. Doing it again changes nothing.
#[utoipa::path(tag = "messages", params(("message_id" = MessageId, Path)), responses((status = 204), Refusals))]
#[delete("/users/me/bookmarks/{message_id}")]
async fn remove(app: Data<App>, Caller(caller): Caller, Id(message_id): Id<MessageId>) -> Answer {
    app.bookmark(&caller, message_id, false).await?;
    done()
}
