//! Notifications on the caller's devices, and when there are none.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use dialogo_app::App;
use dialogo_domain::QuietHours;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, Refusals, Routes, done, ok};
use crate::extract::{Caller, Field, Fields, Json};

pub fn configure(routes: &mut Routes) {
    routes.service(key).service(subscribe).service(unsubscribe).service(quiet_hours).service(set_quiet_hours).service(end_quiet_hours);
}

/// What browsers subscribe with.
#[derive(Serialize, ToSchema)]
struct PushKey<'a> {
    /// The `applicationServerKey`: an uncompressed point of P-256 in base64url. None: this server sends no notifications.
    public_key: Option<&'a str>,
}

/// A subscription, as the browser's `PushSubscription` has it.
#[derive(Deserialize, ToSchema, Default)]
struct SubscriptionBody {
    /// The address at its push service: https, on its own port.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    endpoint: Field,
    /// Its public key (`keys.p256dh`), in base64url.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    p256dh: Field,
    /// Its secret (`keys.auth`), in base64url.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    auth: Field,
}

/// When the caller is left alone, each day.
#[derive(Serialize, ToSchema)]
struct QuietHoursAnswer {
    /// From then on; none: never.
    #[schema(example = "22:00")]
    from: Option<String>,
    /// Until then, which may be on the next day.
    #[schema(example = "07:00")]
    to: Option<String>,
    /// By which clock: a name of IANA's.
    #[schema(example = "America/Sao_Paulo")]
    time_zone: Option<String>,
}

#[derive(Deserialize, ToSchema, Default)]
struct QuietHoursBody {
    /// From then on, as `22:00`.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    from: Field,
    /// Until then, which may be on the next day.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    to: Field,
    /// By which clock: a name of IANA's, as `America/Sao_Paulo`.
    #[serde(default)]
    #[schema(value_type = String, required = true)]
    time_zone: Field,
}

/// Look at what browsers subscribe with.
#[utoipa::path(tag = "push", responses((status = 200, body = PushKey), Refusals))]
#[get("/push/key")]
async fn key(app: Data<App>, Caller(_caller): Caller) -> Answer {
    ok(&PushKey { public_key: app.push_key() })
}

/// Have the caller's device take notifications, for as long as the session lives.
#[utoipa::path(tag = "push", request_body = SubscriptionBody, responses((status = 204, description = "It does"), Refusals))]
#[put("/users/me/push-subscription")]
async fn subscribe(app: Data<App>, Caller(caller): Caller, Json(body): Json<SubscriptionBody>) -> Answer {
    let mut fields = Fields::new();
    let endpoint = fields.claim("endpoint", body.endpoint);
    let public_key = fields.claim("p256dh", body.p256dh);
    let secret = fields.claim("auth", body.auth);
    let (endpoint, (public_key, secret)) = fields.all(endpoint.zip(public_key.zip(secret)))?;
    app.subscribe(&caller, &endpoint, &public_key, &secret).await?;
    done()
}

/// Have the caller's device take no more notifications.
#[utoipa::path(tag = "push", responses((status = 204, description = "It does not"), Refusals))]
#[delete("/users/me/push-subscription")]
async fn unsubscribe(app: Data<App>, Caller(caller): Caller) -> Answer {
    app.unsubscribe(&caller).await?;
    done()
}

/// Look at when the caller is left alone.
#[utoipa::path(tag = "push", responses((status = 200, body = QuietHoursAnswer), Refusals))]
#[get("/users/me/quiet-hours")]
async fn quiet_hours(app: Data<App>, Caller(caller): Caller) -> Answer {
    ok(&answer(app.quiet_hours(&caller).await?))
}

/// Be left alone at these hours.
#[utoipa::path(tag = "push", request_body = QuietHoursBody, responses((status = 200, body = QuietHoursAnswer), Refusals))]
#[put("/users/me/quiet-hours")]
async fn set_quiet_hours(app: Data<App>, Caller(caller): Caller, Json(body): Json<QuietHoursBody>) -> Answer {
    let mut fields = Fields::new();
    let from = fields.text("from", body.from, time);
    let to = fields.text("to", body.to, time);
    let clock = |name: &str| QuietHours::clock(name).map(|_| name.to_owned()).ok_or("must be a time zone such as America/Sao_Paulo");
    let time_zone = fields.text("time_zone", body.time_zone, clock);
    let (from, (to, time_zone)) = fields.all(from.zip(to.zip(time_zone)))?;
    let hours = QuietHours { from, to, time_zone };
    app.set_quiet_hours(&caller, Some(&hours)).await?;
    ok(&answer(Some(hours)))
}

/// Be left alone no longer.
#[utoipa::path(tag = "push", responses((status = 204, description = "Done"), Refusals))]
#[delete("/users/me/quiet-hours")]
async fn end_quiet_hours(app: Data<App>, Caller(caller): Caller) -> Answer {
    app.set_quiet_hours(&caller, None).await?;
    done()
}

fn time(text: &str) -> Result<Time, &'static str> {
    Time::strptime("%H:%M", text).map_err(|_| "must be a time such as 22:00")
}

fn answer(hours: Option<QuietHours>) -> QuietHoursAnswer {
    let written = |time: Time| time.strftime("%H:%M").to_string();
    let (from, to) = hours.as_ref().map(|hours| (written(hours.from), written(hours.to))).unzip();
    QuietHoursAnswer { from, to, time_zone: hours.map(|hours| hours.time_zone) }
}
