//! `/chats`: finding, creating, looking at, changing and deleting them.

mod discovery;

use actix_web::web::Data;
use actix_web::{delete, get, patch, post};
use dialogo_app::{App, ChatUpdate, Page, PageRequest};
use dialogo_domain::{Chat, ChatDescription, ChatId, ChatName, MyChat, NewChat, Password, Posting, SLOW_MODE_SECS_MAX, Visibility};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{Answer, Refusals, Routes, created, done, ok, ok_compressed};
use crate::compress::TakesGzip;
use crate::extract::{Caller, Field, Fields, Id, Json, Query};
use crate::problem::Problem;

use self::discovery::DiscoverQuery;

pub fn configure(routes: &mut Routes) {
    routes.service(discover).service(create).service(show).service(update).service(remove);
}

/// Which page of a list.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl PageQuery {
    /// The page that is asked for.
    pub fn page(self) -> Result<PageRequest, Problem> {
        let mut fields = Fields::new();
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some(PageRequest { cursor, limit }))
    }
}

/// Find chats that the caller is not in: public ones and, by name or creation, private ones that can be asked to let one in.
#[utoipa::path(tag = "chats", params(DiscoverQuery), responses((status = 200, body = Page<Chat>), Refusals))]
#[get("/chats")]
async fn discover(app: Data<App>, Caller(caller): Caller, Query(query): Query<DiscoverQuery>, takes: TakesGzip) -> Answer {
    let page = Box::pin(app.discover_chats(&caller, query.wanted()?)).await?;
    Box::pin(ok_compressed(&page, takes)).await
}

#[derive(Deserialize, ToSchema, Default)]
struct NewChatBody {
    /// What it is called: 1 to 80 characters.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    name: Field,
    /// What it is about: up to 500 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    description: Field,
    /// What one needs to join it, if anything.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    password: Field,
    /// Who can find it; `public` if absent.
    #[serde(default)]
    #[schema(value_type = Option<Visibility>)]
    visibility: Field,
}

/// Create a chat. The caller owns it, and is its first member.
#[utoipa::path(tag = "chats", request_body = NewChatBody, responses((status = 201, body = MyChat), Refusals))]
#[post("/chats")]
async fn create(app: Data<App>, Caller(caller): Caller, Json(body): Json<NewChatBody>) -> Answer {
    let mut fields = Fields::new();
    let name = fields.text("name", body.name, ChatName::parse);
    let description = fields.optional_text("description", body.description, ChatDescription::parse);
    let password = fields.optional_text("password", body.password, Password::parse_for_chat);
    let visibility = fields.optional_text("visibility", body.visibility, visibility).unwrap_or_default();
    let description = description.or_else(|| ChatDescription::parse("").ok());
    let chat = name.zip(description).map(|(name, description)| NewChat { name, description, visibility });
    created(&app.create_chat(&caller, fields.all(chat)?, password).await?)
}

/// Look at a chat of the caller's, at a public one, or at name and description of a private one that can be asked to let one in.
#[utoipa::path(tag = "chats", params(("chat_id" = ChatId, Path)), responses((status = 200, body = Chat), Refusals))]
#[get("/chats/{chat_id}")]
async fn show(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>) -> Answer {
    ok(&app.chat(&caller, chat_id).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct ChatBody {
    /// The new name; absent: it stays.
    #[serde(default)]
    #[schema(value_type = String)]
    name: Field,
    /// The new description; absent: it stays.
    #[serde(default)]
    #[schema(value_type = String)]
    description: Field,
    /// Who can find it from now on; absent: it stays.
    #[serde(default)]
    #[schema(value_type = Visibility)]
    visibility: Field,
    /// The new password; `null`: none any more; absent: it stays.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    password: Field,
    /// Who may write from now on; absent: it stays.
    #[serde(default)]
    #[schema(value_type = Posting)]
    posting: Field,
    /// Seconds that a member waits between two messages from now on, up to 21,600; 0: none; absent: it stays.
    #[serde(default)]
    #[schema(value_type = u32)]
    slow_mode_secs: Field,
    /// Whether a private chat can be found by its name and description, and asked to let one in; absent: it stays.
    #[serde(default)]
    #[schema(value_type = bool)]
    join_requests: Field,
}

/// Change a chat of one's own.
#[utoipa::path(tag = "chats", params(("chat_id" = ChatId, Path)), request_body = ChatBody, responses((status = 200, body = Chat), Refusals))]
#[patch("/chats/{chat_id}")]
async fn update(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<ChatBody>) -> Answer {
    let mut fields = Fields::new();
    let name = fields.changed_text("name", body.name, ChatName::parse);
    let description = fields.changed_text("description", body.description, ChatDescription::parse);
    let visibility = fields.changed_text("visibility", body.visibility, visibility);
    let password = fields.removable_text("password", body.password, Password::parse_for_chat);
    let posting = fields.changed_text("posting", body.posting, posting);
    let slow_mode_secs = fields.changed_number("slow_mode_secs", body.slow_mode_secs, SLOW_MODE_SECS_MAX);
    let join_requests = fields.changed_flag("join_requests", body.join_requests);
    let update = fields.all(Some(ChatUpdate { name, description, visibility, password, posting, slow_mode_secs, join_requests }))?;
    ok(&app.update_chat(&caller, chat_id, update).await?)
}

/// Delete a chat of one's own, for everyone.
#[utoipa::path(tag = "chats", params(("chat_id" = ChatId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}")]
async fn remove(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>) -> Answer {
    app.delete_chat(&caller, chat_id).await?;
    done()
}

fn posting(text: &str) -> Result<Posting, &'static str> {
    match text {
        "everyone" => Ok(Posting::Everyone),
        "moderators" => Ok(Posting::Moderators),
        _ => Err("must be `everyone` or `moderators`"),
    }
}

fn visibility(text: &str) -> Result<Visibility, &'static str> {
    match text {
        "public" => Ok(Visibility::Public),
        "private" => Ok(Visibility::Private),
        _ => Err("must be `public` or `private`"),
    }
}
