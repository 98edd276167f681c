//! The REST API. Each file is a part of `/api/v1`, each function one method of one path.

mod admins;
mod auth;
mod bans;
mod bookmarks;
mod chats;
mod drafts;
mod files;
mod health;
mod invitations;
mod join_requests;
mod members;
mod messages;
mod people;
mod pins;
mod presence;
mod push;
mod reactions;
mod reading;
mod reports;
mod scheduled;
mod search;
mod second_factor;
mod sessions;
mod table;
mod users;

use actix_web::http::StatusCode;
use actix_web::{App, HttpResponse};
use serde::Serialize;
use utoipa::OpenApi;
use utoipa::openapi::response::{Response, ResponsesBuilder};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr};
use utoipa_actix_web::{AppExt, scope};

pub use self::table::Routes;
use crate::compress::{TakesGzip, compressed};
use crate::problem::{Members, Problem, WrongField};

/// What a handler comes to.
type Answer = Result<HttpResponse, Problem>;

/// Under which path the API is.
pub const API: &str = "/api/v1";

/// All of it, below [`API`].
pub fn configure_api(routes: &mut Routes) {
    routes
        .configure(auth::configure)
        .configure(sessions::configure)
        .configure(people::configure)
        .configure(presence::configure)
        .configure(push::configure)
        .configure(second_factor::configure)
        .configure(users::configure)
        .configure(chats::configure)
        .configure(members::configure)
        .configure(bans::configure)
        .configure(invitations::configure)
        .configure(join_requests::configure)
        .configure(messages::configure)
        .configure(reports::configure)
        .configure(pins::configure)
        .configure(reactions::configure)
        .configure(reading::configure)
        .configure(drafts::configure)
        .configure(bookmarks::configure)
        .configure(search::configure)
        .configure(files::configure)
        .configure(scheduled::configure)
        .configure(admins::configure);
}

/// What is not part of the API, but of running it.
pub fn configure_health(routes: &mut Routes) {
    health::configure(routes);
}

/// The `OpenAPI` 3.1 document of all routes, made from the code.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let app = App::new().into_utoipa_app().openapi(Document::openapi());
    let api = scope::scope(API).configure(|config| configure_api(&mut Routes::Described(config)));
    app.service(api).configure(|config| configure_health(&mut Routes::Described(config))).split_for_parts().1
}

#[derive(OpenApi)]
#[openapi(
    info(title = "dialogo", license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"), description = "A self-hosted chat: REST beside the WebSocket at `/api/v1/ws`."),
    components(schemas(Members, WrongField)),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
struct Document;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        openapi.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// Every refusal has one form.
struct Refusals;

impl utoipa::IntoResponses for Refusals {
    fn responses() -> std::collections::BTreeMap<String, RefOr<Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let mut refusal = Response::new("Refused; `code` says why");
        refusal.content.insert("application/problem+json".to_owned(), RefOr::T(content));
        ResponsesBuilder::new().response("default", refusal).build().into()
    }
}

fn ok(value: &impl Serialize) -> Answer {
    json(StatusCode::OK, value)
}

/// As [`ok`], and compressed for those who take it: [`compress`](crate::compress) says what may be.
async fn ok_compressed(value: &impl Serialize, takes: TakesGzip) -> Answer {
    Ok(compressed(ok(value)?, takes).await)
}

fn created(value: &impl Serialize) -> Answer {
    json(StatusCode::CREATED, value)
}

#[expect(clippy::unnecessary_wraps, reason = "the last line of a handler, as the others")]
fn done() -> Answer {
    Ok(HttpResponse::NoContent().finish())
}

fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    let body = serde_json::to_vec(value).map_err(|error| {
        tracing::error!(%error, "an answer could not be written as JSON");
        Problem::internal()
    })?;
    Ok(HttpResponse::build(status).content_type("application/json").body(body))
}

#[cfg(test)]
mod tests;
