//! Where the routes go: to those who serve them, on each worker thread, or once into the document that describes them.

use actix_web::Route;
use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

/// What takes the routes. A document's worth of descriptions takes several megabytes while it is gathered, which a worker thread does without.
pub enum Routes<'a, 's> {
    Served(&'a mut web::ServiceConfig),
    Described(&'a mut ServiceConfig<'s>),
}

impl Routes<'_, '_> {
    /// A method of a path.
    pub fn service(&mut self, factory: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        match self {
            Self::Served(config) => {
                config.service(factory);
            }
            Self::Described(config) => {
                config.service(factory);
            }
        }
        self
    }

    /// One that the document does not tell.
    pub fn undescribed(&mut self, path: &str, route: Route) -> &mut Self {
        if let Self::Served(config) = self {
            config.route(path, route);
        }
        self
    }

    /// Another part of them.
    pub fn configure(&mut self, part: impl FnOnce(&mut Self)) -> &mut Self {
        part(self);
        self
    }
}
