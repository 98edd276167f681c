//! `/auth/sessions`: on which devices one is logged in.

use actix_web::web::Data;
use actix_web::{delete, get};
use dialogo_app::{App, Page, Session};
use dialogo_domain::SessionId;

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Id};

pub fn configure(routes: &mut Routes) {
    routes.service(list).service(end_others).service(end);
}

/// List the caller's sessions, the latest used first.
#[utoipa::path(tag = "sessions", responses((status = 200, body = Page<Session>), Refusals))]
#[get("/auth/sessions")]
async fn list(app: Data<App>, Caller(caller): Caller) -> Answer {
    ok(&Page { items: app.sessions(&caller).await?, next_cursor: None })
}

/// End all sessions of the caller but this one. Their sockets close at once.
#[utoipa::path(tag = "sessions", responses((status = 204), Refusals))]
#[delete("/auth/sessions")]
async fn end_others(app: Data<App>, Caller(caller): Caller) -> Answer {
    app.end_other_sessions(&caller).await?;
    done()
}

/// End one of the caller's sessions. Its sockets close at once.
#[utoipa::path(tag = "sessions", params(("session_id" = SessionId, Path)), responses((status = 204), Refusals))]
#[delete("/auth/sessions/{session_id}")]
async fn end(app: Data<App>, Caller(caller): Caller, Id(session_id): Id<SessionId>) -> Answer {
    app.end_session(&caller, session_id).await?;
    done()
}
