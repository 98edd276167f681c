//! `/chats/{chat_id}/messages`: reading the history, writing, editing and deleting.

use actix_web::web::Data;
use actix_web::{delete, get, patch, post};
use dialogo_app::{App, History, HistoryAt, MessagePage, Page};
use dialogo_domain::{ChatId, ClientId, Draft, FileId, Message, MessageBody, MessageId, MessageVersion, Number, Reader};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::chats::PageQuery;
use super::{Answer, Refusals, Routes, created, done, ok, ok_compressed};
use crate::compress::TakesGzip;
use crate::extract::{Bearer, Caller, Field, Fields, Id, Json, Query};
use crate::fault;
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes
        .service(history)
        .service(post_message)
        .service(message)
        .service(edit_message)
        .service(versions)
        .service(seen_by)
        .service(delete_message);
}

/// Which part of the history; the latest messages if none of the three numbers is given.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct HistoryQuery {
    /// The messages right before the one of this number.
    #[param(value_type = Number, required = false)]
    before: Field,
    /// The messages right after the one of this number.
    #[param(value_type = Number, required = false)]
    after: Field,
    /// The messages around the one of this number.
    #[param(value_type = Number, required = false)]
    around: Field,
    /// How many messages, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
}

impl HistoryQuery {
    fn history(self) -> Result<History, Problem> {
        let mut fields = Fields::new();
        let limit = fields.limit(self.limit);
        let mut number = |name, field| fields.optional_text(name, field, message_number);
        let given = [
            number("before", self.before).map(HistoryAt::Before),
            number("after", self.after).map(HistoryAt::After),
            number("around", self.around).map(HistoryAt::Around),
        ];
        let mut given = given.into_iter().flatten();
        let at = given.next().unwrap_or(HistoryAt::Newest);
        if given.next().is_some() {
            fields.refuse::<()>("before", "invalid", "only one of before, after and around can be given");
        }
        fields.all(Some(History { at, limit }))
    }
}

fn message_number(text: &str) -> Result<Number, &'static str> {
    text.parse().ok().filter(|number| *number >= 0).map(Number).ok_or("must be a whole number, not below 0")
}

/// Read a part of the history, oldest first.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), HistoryQuery), responses((status = 200, body = MessagePage), Refusals))]
#[get("/chats/{chat_id}/messages")]
async fn history(
    app: Data<App>,
    Bearer(bearer): Bearer,
    Id(chat_id): Id<ChatId>,
    Query(query): Query<HistoryQuery>,
    takes: TakesGzip,
) -> Answer {
    // Boxed: a large future would make the state of every connection as large.
    let read = app.read_as(&bearer, async |caller| Ok::<_, Problem>(app.messages(caller, chat_id, query.history()?).await?));
    let page = Box::pin(read).await?;
    Box::pin(ok_compressed(&page, takes)).await
}

#[derive(Deserialize, ToSchema, Default)]
pub struct DraftBody {
    /// What it says: 1 to 4,000 characters, something of it visible; with attachments it may be empty.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    body: Field,
    /// A UUID of the sender's making. Sending again with the same one stores nothing new.
    #[serde(default)]
    #[schema(value_type = ClientId, required = true)]
    client_id: Field,
    /// The message of this chat that it answers.
    #[serde(default)]
    #[schema(value_type = Option<MessageId>)]
    reply_to: Field,
    /// Files of one's own that were uploaded into this chat and are in no message. With them, the body may be empty.
    #[serde(default)]
    #[schema(value_type = Option<Vec<FileId>>)]
    attachments: Field,
}

impl DraftBody {
    /// The draft, or what is wrong with it in `fields`.
    pub fn read(self, fields: &mut Fields) -> Option<Draft> {
        let attachments = fields.optional_list("attachments", self.attachments, |text| text.parse::<FileId>().map_err(|_| "must be UUIDs"));
        let parse = if attachments.is_empty() { MessageBody::parse } else { MessageBody::parse_beside_attachments };
        let body = fields.text("body", self.body, parse);
        let client_id = fields.id::<ClientId>("client_id", self.client_id);
        let reply_to = fields.optional_id::<MessageId>("reply_to", self.reply_to);
        body.zip(client_id).map(|(body, client_id)| Draft { client_id, body, reply_to, attachments })
    }
}

/// Send a message: 201, or 200 with the original if it had been stored before.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path)), request_body = DraftBody,
    responses((status = 201, body = Message), (status = 200, body = Message), Refusals))]
#[post("/chats/{chat_id}/messages")]
async fn post_message(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(draft): Json<DraftBody>) -> Answer {
    let mut fields = Fields::new();
    let draft = draft.read(&mut fields);
    let draft = fields.all(draft)?;
    fault::may_panic("handler", &draft.body);
    let posted = app.post_message(&caller, chat_id, draft).await?;
    if posted.duplicate { ok(&posted.message) } else { created(&posted.message) }
}

/// Read one message.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)),
    responses((status = 200, body = Message), Refusals))]
#[get("/chats/{chat_id}/messages/{message_id}")]
async fn message(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(message_id): Id<MessageId>) -> Answer {
    ok(&app.message(&caller, chat_id, message_id).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct EditBody {
    /// What it is to say: 1 to 4,000 characters, something of it visible.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    body: Field,
}

/// Change what a message of one's own says. Doing it again changes nothing more.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)), request_body = EditBody,
    responses((status = 200, body = Message), Refusals))]
#[patch("/chats/{chat_id}/messages/{message_id}")]
async fn edit_message(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Json(edit): Json<EditBody>,
) -> Answer {
    let mut fields = Fields::new();
    let body = fields.text("body", edit.body, MessageBody::parse);
    ok(&app.edit_message(&caller, chat_id, message_id, fields.all(body)?).await?)
}

/// List what an edited message said before, the latest first: for its author, and the chat's owner and moderators.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path), PageQuery),
    responses((status = 200, body = Page<MessageVersion>), Refusals))]
#[get("/chats/{chat_id}/messages/{message_id}/versions")]
async fn versions(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Query(query): Query<PageQuery>,
) -> Answer {
    ok(&app.message_versions(&caller, chat_id, message_id, &query.page()?).await?)
}

/// List who has read the chat as far as this message, without its author, in the order of joining. Large chats do not say.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path), PageQuery),
    responses((status = 200, body = Page<Reader>), Refusals))]
#[get("/chats/{chat_id}/messages/{message_id}/seen-by")]
async fn seen_by(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Query(query): Query<PageQuery>,
) -> Answer {
    ok(&app.seen_by(&caller, chat_id, message_id, &query.page()?).await?)
}

/// Delete a message of one's own, or any in a chat of one's own. Doing it again changes nothing more.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/messages/{message_id}")]
async fn delete_message(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Id(message_id): Id<MessageId>) -> Answer {
    app.delete_message(&caller, chat_id, message_id).await?;
    done()
}
