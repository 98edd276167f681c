//! What one has begun to write in a chat.

use actix_web::web::Data;
use actix_web::{delete, put};
use dialogo_app::App;
use dialogo_domain::{ChatId, KeptDraft, MessageBody, MessageId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Id, Json};

pub fn configure(routes: &mut Routes) {
    routes.service(keep).service(drop_it);
}

#[derive(Deserialize, ToSchema, Default)]
struct DraftBody {
    /// What it says so far: up to 4,000 characters. Nothing: as if it were deleted.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    body: Field,
    /// Which message of this chat it is to answer.
    #[serde(default)]
    #[schema(value_type = Option<MessageId>)]
    reply_to: Field,
}

/// Keep what the caller has begun to write in a chat, for all their devices.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path)), request_body = DraftBody,
    responses((status = 200, body = KeptDraft), (status = 204, description = "Nothing was left to keep"), Refusals))]
#[put("/chats/{chat_id}/draft")]
async fn keep(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Json(body): Json<DraftBody>) -> Answer {
    let mut fields = Fields::new();
    let text = fields.text("body", body.body, MessageBody::parse_beside_attachments);
    let reply_to = fields.optional_id::<MessageId>("reply_to", body.reply_to);
    let text = fields.all(text)?;
    let draft = app.keep_draft(&caller, chat_id, text, reply_to).await?;
    if draft.body.as_str().is_empty() { done() } else { ok(&draft) }
}

/// Take away what the caller has begun to write in a chat.
#[utoipa::path(tag = "messages", params(("chat_id" = ChatId, Path)), responses((status = 204), Refusals))]
#[delete("/chats/{chat_id}/draft")]
async fn drop_it(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>) -> Answer {
    app.keep_draft(&caller, chat_id, MessageBody::none(), None).await?;
    done()
}
