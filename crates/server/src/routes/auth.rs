//! `/auth`: registering, logging in, refreshing, logging out.

use actix_web::post;
use actix_web::web::Data;
use dialogo_app::{App, Login, Registration, SignedIn};
use dialogo_domain::{DisplayName, Invalid, Password, Username};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, created, done, ok};
use crate::extract::{Caller, Field, Fields, Json, OptionalJson, Peer};
use crate::problem::Problem;

pub fn configure(routes: &mut Routes) {
    routes.service(register).service(log_in).service(log_in_by_host).service(refresh).service(log_out);
}

#[derive(Deserialize, ToSchema, Default)]
struct RegisterBody {
    /// The unique name to log in with: 3 to 32 letters and digits of one script, with `.`, `_` or `-` between them.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    username: Field,
    /// 8 to 128 characters, whichever.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    password: Field,
    /// The name to show; the username if there is none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    display_name: Field,
    /// What to call the device in the list of sessions.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    device: Field,
    /// The code of an invitation into a chat: needed where only the invited may register.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    invitation: Field,
}

impl RegisterBody {
    fn registration(self) -> Result<Registration, Problem> {
        let mut fields = Fields::new();
        let username = fields.text("username", self.username, Username::parse);
        let password = fields.text("password", self.password, Password::parse);
        let display_name = fields.optional_text("display_name", self.display_name, DisplayName::parse);
        let device = fields.optional_text("device", self.device, device);
        let invitation = fields.optional_text("invitation", self.invitation, |code| Ok::<_, Invalid>(code.to_owned()));
        let registration = username.zip(password).map(|(username, password)| {
            let display_name = display_name.unwrap_or_else(|| DisplayName::from(&username));
            Registration { username, display_name, password, device, invitation }
        });
        fields.all(registration)
    }
}

/// Register an account, and log in.
#[utoipa::path(tag = "auth", request_body = RegisterBody, responses((status = 201, body = SignedIn), Refusals), security(()))]
#[post("/auth/register")]
async fn register(app: Data<App>, Peer(peer): Peer, Json(body): Json<RegisterBody>) -> Answer {
    created(&app.register(body.registration()?, peer).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct LoginBody {
    /// The name.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    username: Field,
    /// The password.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    password: Field,
    /// What to call the device in the list of sessions.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    device: Field,
    /// A code of the authenticator app, or a recovery code, where `second_factor_required` was the answer without.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    code: Field,
}

/// Log in.
#[utoipa::path(tag = "auth", request_body = LoginBody, responses((status = 200, body = SignedIn), Refusals), security(()))]
#[post("/auth/login")]
async fn log_in(app: Data<App>, Peer(peer): Peer, Json(body): Json<LoginBody>) -> Answer {
    let mut fields = Fields::new();
    // Not checked for their form: whether a name could be one is nobody's business at this door.
    let username = fields.claim("username", body.username);
    let password = fields.claim("password", body.password);
    let device = fields.optional_text("device", body.device, device);
    let code = fields.optional_text("code", body.code, |code| Ok::<_, Invalid>(code.to_owned()));
    let login = username.zip(password).map(|(username, password)| Login { username, password, code, device });
    ok(&app.log_in(fields.all(login)?, peer).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct HostBody {
    /// A JWT that the host application has signed for the person, not long ago.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    token: Field,
    /// What to call the device in the list of sessions.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    device: Field,
}

/// Log in by the word of the host application that `auth.host` names. Who comes for the first time gets an account.
#[utoipa::path(tag = "auth", request_body = HostBody, responses((status = 200, body = SignedIn), Refusals), security(()))]
#[post("/auth/host")]
async fn log_in_by_host(app: Data<App>, Peer(peer): Peer, Json(body): Json<HostBody>) -> Answer {
    let mut fields = Fields::new();
    let token = fields.claim("token", body.token);
    let device = fields.optional_text("device", body.device, device);
    ok(&app.sign_in_by_host(&fields.all(token)?, device, peer).await?)
}

#[derive(Deserialize, ToSchema, Default)]
struct RefreshBody {
    /// The latest refresh token of the session.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    refresh_token: Field,
}

/// Get new tokens for the refresh token, which is good for this once. One that was used before ends the session.
#[utoipa::path(tag = "auth", request_body = RefreshBody, responses((status = 200, body = SignedIn), Refusals), security(()))]
#[post("/auth/refresh")]
async fn refresh(app: Data<App>, Json(body): Json<RefreshBody>) -> Answer {
    let mut fields = Fields::new();
    let token = fields.claim("refresh_token", body.refresh_token);
    ok(&app.refresh(&fields.all(token)?).await?)
}

/// End the session. Its sockets close at once.
#[utoipa::path(tag = "auth", responses((status = 204), Refusals))]
#[post("/auth/logout")]
async fn log_out(app: Data<App>, Caller(caller): Caller, _: OptionalJson<Nothing>) -> Answer {
    app.log_out(&caller).await?;
    done()
}

/// A body that says nothing.
#[derive(Deserialize, Default)]
pub struct Nothing {}

/// A device's name is there to be read, like a person's.
fn device(text: &str) -> Result<String, Invalid> {
    DisplayName::parse(text).map(|name| name.to_string())
}
