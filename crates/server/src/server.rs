//! The HTTP server: which services there are, and what surrounds them.

use std::net::TcpListener;
use std::rc::Rc;
use std::time::Duration;

use actix_http::{HttpService, Request};
use actix_server::Server;
use actix_service::{IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_factory, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Condition, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App as Services, Error};
use bytes::Bytes;
use dialogo_app::App;
use dialogo_hub::LocalHub;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use tokio::sync::OnceCell;
use tracing_actix_web::TracingLogger;

use crate::cors::cors;
use crate::extract::{BodyLimits, TrustedProxies};
use crate::fallback::{KnownPaths, fallback};
use crate::finish::{HttpsOnly, Patience, finish};
use crate::routes::Routes;
use crate::telemetry::RequestLog;
use crate::upgrade::upgrade;
use crate::{Settings, api_docs, routes, ws};

/// A request's head has to be there within this time.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// Longer than the proxies in front of us keep theirs, so that it is they who close an idle connection.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long accepted requests may take to their end when the server stops. Whole seconds only.
const STOP_PATIENCE_SECS: u64 = 1;

/// What the API's document does not tell.
const MORE_PATHS: [(&str, Method); 3] = [("/api/v1/ws", Method::GET), ("/health/live", Method::HEAD), ("/health/ready", Method::HEAD)];

/// Serves the app on this listener.
///
/// As `actix_web::HttpServer` does, but that an upgraded connection is handed to whoever answered the request, with no HTTP left around it.
pub fn serve(listener: TcpListener, app: &App, settings: &Settings) -> std::io::Result<Server> {
    let (app, settings) = (app.clone(), settings.clone());
    let (workers, connections_max) = (settings.server.workers, settings.limits.connections_per_worker_max);
    let api = routes::openapi();
    let paths = KnownPaths::of(&api, &MORE_PATHS);
    let docs = settings.server.serves_api_docs().then(|| api.to_json()).transpose()?.map(Bytes::from);
    drop(api);
    let server = Server::build();
    let stops = server.graceful_shutdown_signal();
    let server = if workers == 0 { server } else { server.workers(workers) };
    let server = server.max_concurrent_connections(connections_max).shutdown_timeout(STOP_PATIENCE_SECS).disable_signals();
    let server = server.listen("dialogo", listener, move || {
        // Once on each worker thread: what the hub publishes is carried to the connections that live there.
        let worker = app.hub().worker();
        let rooms = worker.local();
        actix_web::rt::spawn(worker.run());
        let services = IntoServiceFactory::<_, Request>::into_factory(services(&app, &rooms, &settings, &paths, docs.as_ref()));
        let services = shared(map_config(services.map_err(|error: Error| error.error_response()), |()| AppConfig::default()));
        let upgrades = fn_factory({
            let services = services.clone();
            move || {
                let services = services();
                async move {
                    let services = services.await?;
                    Ok::<_, ()>(fn_service(move |(request, framed)| upgrade(Rc::clone(&services), request, framed)))
                }
            }
        });
        let stops = stops.clone();
        HttpService::build()
            .graceful_shutdown_signal(move || {
                let stops = stops.clone();
                async move { stops.notified().await }
            })
            .tcp_nodelay(true)
            .on_connect_ext(|stream, _| ws::limit_stall(stream))
            .client_request_timeout(HEAD_PATIENCE)
            .client_disconnect_timeout(Duration::ZERO)
            .keep_alive(KEEP_ALIVE)
            .upgrade(upgrades)
            .finish(fn_factory(services))
            .tcp()
    })?;
    Ok(server.run())
}

/// One and the same service for everyone on a worker thread who asks this for it.
fn shared<F, R>(factory: F) -> impl Fn() -> LocalBoxFuture<'static, Result<Rc<F::Service>, F::InitError>> + Clone
where
    F: ServiceFactory<R, Config = ()> + 'static,
    F::Service: 'static,
{
    let (factory, made) = (Rc::new(factory), Rc::new(OnceCell::new()));
    move || {
        let (factory, made) = (Rc::clone(&factory), Rc::clone(&made));
        async move { made.get_or_try_init(|| async { factory.new_service(()).await.map(Rc::new) }).await.cloned() }.boxed_local()
    }
}

/// What is served, and what surrounds it.
fn services(
    app: &App,
    rooms: &LocalHub,
    settings: &Settings,
    paths: &KnownPaths,
    docs: Option<&Bytes>,
) -> Services<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody + use<>>, Error = Error, InitError = ()>
    + use<>,
> {
    let allowed = &settings.server.allowed_origins;
    Services::new()
        .wrap(from_fn(finish))
        // Around `finish`, which answers for handlers that panic or take too long: other origins' pages can read that too.
        .wrap(Condition::new(!allowed.is_empty(), cors(allowed)))
        .wrap(TracingLogger::<RequestLog>::new())
        .app_data(Data::new(app.clone()))
        .app_data(Data::new(rooms.clone()))
        .app_data(Data::new(settings.limits.websocket.clone()))
        .app_data(Data::new(paths.clone()))
        .app_data(BodyLimits {
            bytes_max: settings.limits.json_body_bytes_max,
            patience: Duration::from_secs(settings.limits.body_timeout_secs),
        })
        .app_data(TrustedProxies(settings.server.trusted_proxies.clone()))
        .app_data(Patience(Duration::from_secs(settings.limits.request_timeout_secs)))
        .app_data(HttpsOnly(settings.server.is_public_by_https()))
        .service(web::scope(routes::API).configure(|config| routes::configure_api(&mut Routes::Served(config))).configure(ws::configure))
        .configure(|config| routes::configure_health(&mut Routes::Served(config)))
        .configure(|config| docs.into_iter().for_each(|docs| api_docs::configure(config, docs.clone())))
        .default_service(web::to(fallback))
}
