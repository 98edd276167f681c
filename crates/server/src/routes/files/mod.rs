//! `/files`, and uploading them into `/chats/{chat_id}/files`.

mod serving;

use actix_web::web::Data;
use actix_web::{HttpRequest, get, post};
use dialogo_app::{App, Part};
use dialogo_domain::{Attachment, ChatId, FileId, FileName};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{Answer, Refusals, created};
use crate::extract::{Caller, Field, Fields, Id, Query, Upload};

pub fn configure(config: &mut ServiceConfig) {
    config.service(upload).service(read_file).service(read_thumbnail);
}

#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct UploadQuery {
    /// What the file is called. What cannot be part of a name is left out; it says nothing of what the file is.
    #[param(value_type = String, required = false)]
    name: Field,
}

/// Upload a file, to be attached to a message of this chat: the body is its bytes. What it is is judged by them alone.
#[utoipa::path(tag = "files", params(("chat_id" = ChatId, Path), UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = Attachment), Refusals))]
#[post("/chats/{chat_id}/files")]
async fn upload(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<UploadQuery>, body: Upload) -> Answer {
    let mut fields = Fields::new();
    let name = fields.optional_text("name", query.name, FileName::parse);
    let name = fields.all(Some(name.unwrap_or_else(|| FileName::cleaned(""))))?;
    let take_in = body.into(app.file_bytes_max(), app.upload_timeout(), async |bytes| app.upload(&caller, chat_id, name, bytes).await);
    created(&Box::pin(take_in).await?)
}

/// Read a file of one's chats, or a range of it.
#[utoipa::path(tag = "files", params(("file_id" = FileId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 206), (status = 304), Refusals))]
#[get("/files/{file_id}")]
async fn read_file(app: Data<App>, Caller(caller): Caller, Id(file_id): Id<FileId>, request: HttpRequest) -> Answer {
    let file = app.file(&caller, file_id).await?;
    Box::pin(serving::answer(&app, &file, Part::Whole, request.headers())).await
}

/// Read the smaller picture of a picture.
#[utoipa::path(tag = "files", params(("file_id" = FileId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/*"), (status = 304), Refusals))]
#[get("/files/{file_id}/thumbnail")]
async fn read_thumbnail(app: Data<App>, Caller(caller): Caller, Id(file_id): Id<FileId>, request: HttpRequest) -> Answer {
    let file = app.file(&caller, file_id).await?;
    Box::pin(serving::answer(&app, &file, Part::Thumbnail, request.headers())).await
}
