//! `/files`, and uploading them into `/chats/{chat_id}/files`.

mod serving;

use actix_web::web::Data;
use actix_web::{HttpRequest, delete, get, post, put};
use dialogo_app::{App, Part, ProfileChange};
use dialogo_domain::{Attachment, ChatId, FileId, FileName, User, UserId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Answer, Refusals, Routes, created, ok};
use crate::extract::{Caller, Field, Fields, Id, Query, Upload};

pub fn configure(routes: &mut Routes) {
    routes.service(upload).service(read_file).service(read_thumbnail).service(set_avatar).service(remove_avatar).service(read_avatar);
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

/// Upload a picture that is to be the caller's avatar: the body is its bytes. Its middle is kept, square and small.
#[utoipa::path(tag = "users", request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = User), Refusals))]
#[put("/users/me/avatar")]
async fn set_avatar(app: Data<App>, Caller(caller): Caller, body: Upload) -> Answer {
    let take_in = body.into(app.file_bytes_max(), app.upload_timeout(), async |bytes| app.set_avatar(&caller, bytes).await);
    ok(&Box::pin(take_in).await?)
}

/// Have no avatar any more, whatever it was.
#[utoipa::path(tag = "users", responses((status = 200, body = User), Refusals))]
#[delete("/users/me/avatar")]
async fn remove_avatar(app: Data<App>, Caller(caller): Caller) -> Answer {
    let change = ProfileChange { avatar: Some(None), ..ProfileChange::default() };
    ok(&app.update_profile(&caller, change).await?)
}

/// Look at someone's picture, if the avatar is one.
#[utoipa::path(tag = "users", params(("user_id" = UserId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/*"), (status = 304), Refusals))]
#[get("/users/{user_id}/avatar")]
async fn read_avatar(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>, request: HttpRequest) -> Answer {
    let (id, media_type, bytes) = app.avatar(&caller, user_id).await?;
    Ok(serving::picture(id, &media_type, bytes, request.headers()))
}
