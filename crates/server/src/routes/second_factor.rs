//! `/users/me/second-factor`: codes of an authenticator app at log-ins.

use actix_web::web::Data;
use actix_web::{delete, get, post, put};
use dialogo_app::{App, RecoveryCodes, SecondFactorState, SharedSecret};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, created, done, ok};
use crate::extract::{Caller, Field, Fields, Json};

pub fn configure(routes: &mut Routes) {
    routes.service(state).service(begin).service(confirm).service(end);
}

#[derive(Deserialize, ToSchema, Default)]
struct BeginBody {
    /// The caller's password.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    password: Field,
}

#[derive(Deserialize, ToSchema, Default)]
struct CodeBody {
    /// Six digits of the app; where it is ended also a recovery code.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    code: Field,
}

/// Look whether log-ins ask for a second factor.
#[utoipa::path(tag = "auth", responses((status = 200, body = SecondFactorState), Refusals))]
#[get("/users/me/second-factor")]
async fn state(app: Data<App>, Caller(caller): Caller) -> Answer {
    ok(&app.second_factor(&caller).await?)
}

/// Get a secret for an authenticator app. It counts once it is confirmed.
#[utoipa::path(tag = "auth", request_body = BeginBody, responses((status = 201, body = SharedSecret), Refusals))]
#[post("/users/me/second-factor")]
async fn begin(app: Data<App>, Caller(caller): Caller, Json(body): Json<BeginBody>) -> Answer {
    let mut fields = Fields::new();
    let password = fields.claim("password", body.password);
    created(&app.begin_second_factor(&caller, &fields.all(password)?).await?)
}

/// Confirm the secret with a code of the app: from now on log-ins ask for one.
#[utoipa::path(tag = "auth", request_body = CodeBody, responses((status = 200, body = RecoveryCodes), Refusals))]
#[put("/users/me/second-factor")]
async fn confirm(app: Data<App>, Caller(caller): Caller, Json(body): Json<CodeBody>) -> Answer {
    let mut fields = Fields::new();
    let code = fields.claim("code", body.code);
    ok(&app.confirm_second_factor(&caller, &fields.all(code)?).await?)
}

/// End it, with a code.
#[utoipa::path(tag = "auth", request_body = CodeBody, responses((status = 204), Refusals))]
#[delete("/users/me/second-factor")]
async fn end(app: Data<App>, Caller(caller): Caller, Json(body): Json<CodeBody>) -> Answer {
    let mut fields = Fields::new();
    let code = fields.claim("code", body.code);
    app.end_second_factor(&caller, &fields.all(code)?).await?;
    done()
}
