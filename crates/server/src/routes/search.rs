//! `/search`: finding what was said.

use actix_web::get;
use actix_web::web::Data;
use dialogo_app::{App, FoundMessage, Page, PageRequest};
use dialogo_domain::{ChatId, Has, MessageSearch, SearchTerms, UserId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Answer, Refusals, Routes, ok};
use crate::extract::{Caller, Field, Fields, Query};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(messages);
}

/// Which messages, and which page of them. At least one of `q`, `author_id` and `has` is there.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// Up to ten words, 200 characters in all, each the beginning of a word in the message, or any part of it from three characters on, or from one
    /// on in scripts without spaces. Case and accents make no difference; no character has a meaning of its own.
    #[param(value_type = String, required = false)]
    q: Field,
    /// Only in this chat.
    #[param(value_type = ChatId, required = false)]
    chat_id: Field,
    /// Only of this author.
    #[param(value_type = UserId, required = false)]
    author_id: Field,
    /// Only those sent then or later.
    #[param(value_type = Timestamp, required = false)]
    from: Field,
    /// Only those sent before.
    #[param(value_type = Timestamp, required = false)]
    to: Field,
    /// `link`: only those with a link in them; `file`: only those with an attachment.
    #[param(value_type = String, required = false)]
    has: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl SearchQuery {
    fn wanted(self) -> Result<(MessageSearch, PageRequest), Problem> {
        let mut fields = Fields::new();
        let search = MessageSearch {
            terms: fields.optional_text("q", self.q, SearchTerms::parse).unwrap_or_default(),
            chat_id: fields.optional_id("chat_id", self.chat_id),
            author_id: fields.optional_id("author_id", self.author_id),
            from: fields.parameter("from", self.from, "an RFC 3339 time"),
            to: fields.parameter("to", self.to, "an RFC 3339 time"),
            has: fields.optional_text("has", self.has, has),
        };
        let page = PageRequest { limit: fields.limit(self.limit), cursor: fields.parameter("cursor", self.cursor, "a cursor") };
        fields.all(Some((search, page)))
    }
}

fn has(text: &str) -> Result<Has, &'static str> {
    match text {
        "link" => Ok(Has::Link),
        "file" => Ok(Has::File),
        _ => Err("must be `link` or `file`"),
    }
}

/// Find messages in the caller's chats, the newest first.
#[utoipa::path(tag = "messages", params(SearchQuery), responses((status = 200, body = Page<FoundMessage>), Refusals))]
#[get("/search/messages")]
async fn messages(app: Data<App>, Caller(caller): Caller, Query(query): Query<SearchQuery>) -> Answer {
    let (search, page) = query.wanted()?;
    // Boxed: a large future would make the state of every connection as large.
    ok(&Box::pin(app.search_messages(&caller, &search, &page)).await?)
}
