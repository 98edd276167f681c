//! The API's document for programs, and the page to read it.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, guard, web};
use bytes::Bytes;
use utoipa_swagger_ui::{Config, SwaggerUi};

const DOCUMENT: &str = "/openapi.json";

/// Serves the document, which is written already, and the page.
pub fn configure(config: &mut web::ServiceConfig, document: Bytes) {
    let answer = move || {
        let document = document.clone();
        async move { HttpResponse::Ok().content_type(ContentType::json()).body(document) }
    };
    config
        .service(web::resource(DOCUMENT).guard(guard::Get()).to(answer))
        .service(web::redirect("/docs", "/docs/"))
        .service(SwaggerUi::new("/docs/{_:.*}").config(Config::from(DOCUMENT)));
}
