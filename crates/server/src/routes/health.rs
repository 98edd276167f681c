//! `/health`: for whoever watches over the server.

use std::time::Duration;

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use dialogo_app::{App, Error};
use serde_json::{Value, json};

use super::{Answer, Refusals, Routes};

/// A watcher wants to know now.
const PATIENCE: Duration = Duration::from_secs(2);

pub fn configure(routes: &mut Routes) {
    // Load balancers that spare the body.
    let (live_head, ready_head) = (web::head().to(async || up()), web::head().to(readiness));
    routes.service(live).service(ready).undescribed("/health/live", live_head).undescribed("/health/ready", ready_head);
}

/// Whether the process runs: it does, if there is an answer.
#[utoipa::path(tag = "health", responses((status = 200)), security(()))]
#[get("/health/live")]
async fn live() -> HttpResponse {
    up()
}

/// Whether requests can be served: the database answers. `warnings` names its settings that endanger what was acknowledged, such as `fsync is off`.
#[utoipa::path(tag = "health", responses((status = 200), Refusals), security(()))]
#[get("/health/ready")]
async fn ready(app: Data<App>) -> Answer {
    readiness(app).await
}

async fn readiness(app: Data<App>) -> Answer {
    let off = tokio::time::timeout(PATIENCE, app.is_ready()).await.map_err(|_| Error::Unavailable)??;
    let warnings: Vec<String> = off.iter().map(|setting| format!("{setting} is off")).collect();
    Ok(says(&json!({"status": "ok", "warnings": warnings})))
}

fn up() -> HttpResponse {
    says(&json!({"status": "ok"}))
}

fn says(what: &Value) -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(what)
}
