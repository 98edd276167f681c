//! Who is here, and whether one is seen oneself.

use actix_web::web::Data;
use actix_web::{get, put};
use dialogo_app::App;
use dialogo_domain::{Presence, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, ok};
use crate::extract::{Caller, Field, Fields, Id, Json};

pub fn configure(routes: &mut Routes) {
    // "me" before the ids, among which it would be one.
    routes.service(own).service(hide).service(presence);
}

/// What others see of the caller.
#[derive(Serialize, ToSchema)]
struct Visibility {
    /// Whether the caller looks offline to everybody else.
    hidden: bool,
}

#[derive(Deserialize, ToSchema, Default)]
struct VisibilityBody {
    /// Whether the caller is to look offline to everybody else.
    #[serde(default)]
    #[schema(value_type = bool, required = true)]
    hidden: Field,
}

/// Look at whether others see that the caller is here.
#[utoipa::path(tag = "users", responses((status = 200, body = Visibility), Refusals))]
#[get("/users/me/presence")]
async fn own(app: Data<App>, Caller(caller): Caller) -> Answer {
    ok(&Visibility { hidden: app.hides_presence(&caller).await? })
}

/// Hide from others whether the caller is here, or no longer.
#[utoipa::path(tag = "users", request_body = VisibilityBody, responses((status = 200, body = Visibility), Refusals))]
#[put("/users/me/presence")]
async fn hide(app: Data<App>, Caller(caller): Caller, Json(body): Json<VisibilityBody>) -> Answer {
    let mut fields = Fields::new();
    let hidden = fields.flag("hidden", body.hidden);
    let hidden = fields.all(hidden)?;
    app.hide_presence(&caller, hidden).await?;
    ok(&Visibility { hidden })
}

/// Look at whether somebody is here with whom the caller is in a chat.
#[utoipa::path(tag = "users", params(("user_id" = UserId, Path)), responses((status = 200, body = Presence), Refusals))]
#[get("/users/{user_id}/presence")]
async fn presence(app: Data<App>, Caller(caller): Caller, Id(user_id): Id<UserId>) -> Answer {
    ok(&app.presence(&caller, user_id).await?)
}
