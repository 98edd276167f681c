//! Messages that are reported to those who keep order.

use actix_web::web::Data;
use actix_web::{get, patch, post};
use dialogo_app::{App, Page, PageRequest, Verdict};
use dialogo_domain::{ChatId, MessageId, ReportComment, ReportReason, ReportState, ReportedMessage};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Admin, Caller, Field, Fields, Id, Json, Query};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(report).service(list).service(decide).service(list_all).service(decide_any);
}

#[derive(Deserialize, ToSchema)]
struct ReportBody {
    /// What is wrong with it.
    #[serde(default)]
    #[schema(value_type = ReportReason)]
    reason: Field,
    /// What there is to add, in up to 500 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    comment: Field,
}

/// Report a message of somebody else to those who keep order. Who did so is told to nobody. Doing it again changes nothing.
#[utoipa::path(tag = "reports", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)), request_body = ReportBody,
    responses((status = 204), Refusals))]
#[post("/chats/{chat_id}/messages/{message_id}/reports")]
async fn report(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Json(body): Json<ReportBody>,
) -> Answer {
    let mut fields = Fields::new();
    let reason = fields.text("reason", body.reason, |word| ReportReason::parse(word).ok_or("must be one of the reasons"));
    let comment = fields.optional_text("comment", body.comment, ReportComment::parse);
    let reason = fields.all(reason)?;
    app.report_message(&caller, chat_id, message_id, reason, comment).await?;
    done()
}

/// In which state, and which page of them.
#[derive(Deserialize, IntoParams, Default)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ReportsQuery {
    /// Those that wait to be decided, unless it says otherwise.
    #[param(value_type = ReportState, required = false)]
    state: Field,
    /// How many items, 1 to 100; 50 if absent.
    #[param(value_type = u32, required = false)]
    limit: Field,
    /// The `next_cursor` of the page before.
    #[param(value_type = String, required = false)]
    cursor: Field,
}

impl ReportsQuery {
    fn wanted(self) -> Result<(ReportState, PageRequest), Problem> {
        let mut fields = Fields::new();
        let state = fields.optional_text("state", self.state, a_state).unwrap_or(ReportState::Open);
        let limit = fields.limit(self.limit);
        let cursor = fields.parameter("cursor", self.cursor, "a cursor");
        fields.all(Some((state, PageRequest { cursor, limit })))
    }
}

/// List the reported messages of a chat, the first to be reported first. Its owner and moderators may, but for messages of their own.
#[utoipa::path(tag = "reports", params(("chat_id" = ChatId, Path), ReportsQuery),
    responses((status = 200, body = Page<ReportedMessage>), Refusals))]
#[get("/chats/{chat_id}/reports")]
async fn list(app: Data<App>, Caller(caller): Caller, Id(chat_id): Id<ChatId>, Query(query): Query<ReportsQuery>) -> Answer {
    let (state, page) = query.wanted()?;
    ok(&app.reports(&caller, chat_id, state, &page).await?)
}

#[derive(Deserialize, ToSchema)]
struct VerdictBody {
    /// `dismissed`: there is nothing to be done; `resolved`: something was done.
    #[serde(default)]
    #[schema(value_type = ReportState)]
    state: Field,
    /// Whether the message is deleted as well.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    delete_message: Field,
}

impl VerdictBody {
    fn read(self) -> Result<Verdict, Problem> {
        let mut fields = Fields::new();
        let state = fields.text("state", self.state, |word| a_state(word).and_then(a_verdict));
        let deletes = fields.optional_flag("delete_message", self.delete_message);
        fields.all(state.map(|state| Verdict { state, deletes }))
    }
}

/// Decide on a reported message, which answers all its reports. The chat's owner and moderators may, but for messages of their own. Deleting the
/// message resolves them too.
#[utoipa::path(tag = "reports", params(("chat_id" = ChatId, Path), ("message_id" = MessageId, Path)), request_body = VerdictBody,
    responses((status = 200, body = ReportedMessage), Refusals))]
#[patch("/chats/{chat_id}/reports/{message_id}")]
async fn decide(
    app: Data<App>,
    Caller(caller): Caller,
    Id(chat_id): Id<ChatId>,
    Id(message_id): Id<MessageId>,
    Json(body): Json<VerdictBody>,
) -> Answer {
    ok(&app.decide_reports(&caller, chat_id, message_id, body.read()?).await?)
}

/// List the reported messages of all chats but those of the admin, the first to be reported first. In direct chats nobody else decides.
#[utoipa::path(tag = "admin", params(ReportsQuery), responses((status = 200, body = Page<ReportedMessage>), Refusals))]
#[get("/admin/reports")]
async fn list_all(app: Data<App>, Admin(admin): Admin, Query(query): Query<ReportsQuery>) -> Answer {
    let (state, page) = query.wanted()?;
    ok(&app.all_reports(&admin, state, &page).await?)
}

/// Decide on a reported message of any chat, but for those of the admin.
#[utoipa::path(tag = "admin", params(("message_id" = MessageId, Path)), request_body = VerdictBody,
    responses((status = 200, body = ReportedMessage), Refusals))]
#[patch("/admin/reports/{message_id}")]
async fn decide_any(app: Data<App>, Admin(admin): Admin, Id(message_id): Id<MessageId>, Json(body): Json<VerdictBody>) -> Answer {
    ok(&app.decide_any_reports(&admin, message_id, body.read()?).await?)
}

fn a_state(word: &str) -> Result<ReportState, &'static str> {
    ReportState::parse(word).ok_or("must be open, dismissed or resolved")
}

fn a_verdict(state: ReportState) -> Result<ReportState, &'static str> {
    if state == ReportState::Open { Err("must be dismissed or resolved") } else { Ok(state) }
}
