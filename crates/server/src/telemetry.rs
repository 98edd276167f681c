//! Logs: one line for each request, and what the rest of the program says.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage};
use anyhow::Context;
use serde::Deserialize;
use tracing::{Level, Metadata, Span, field::Empty, info_span};
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// How to log. `config/default.toml` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml describes each")]
pub struct LogSettings {
    pub format: LogFormat,
    pub filter: String,
}

/// For whom the logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// For machines: one JSON object a line.
    Json,
}

/// Starts logging, once a process, to standard error.
pub fn init(settings: &LogSettings) -> anyhow::Result<()> {
    let filter = std::env::var("RUST_LOG").ok().filter(|filter| !filter.is_empty()).unwrap_or_else(|| settings.filter.clone());
    let filter = EnvFilter::try_new(&filter)
        .with_context(|| format!("log.filter: `{filter}` is not a filter such as `info,dialogo_server=debug`"))?;
    let colours = std::io::stderr().is_terminal();
    let lines = match settings.format {
        LogFormat::Pretty => fmt::layer().with_writer(std::io::stderr).with_ansi(colours).compact().boxed(),
        LogFormat::Json => fmt::layer().with_writer(std::io::stderr).json().flatten_event(true).with_span_list(false).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(filter).with_filter(filter_fn(may_be_logged))).try_init().context("logging")?;
    std::panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Libraries write on `debug` and `trace` what they carry: statements with their values, headers, frames. That is other people's business.
/// And `tokio_postgres` passes on as news whatever PostgreSQL notices, once for each connection.
fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let quietest = if metadata.target().starts_with("tokio_postgres") { Level::WARN } else { Level::INFO };
    *metadata.level() <= quietest || metadata.target().starts_with("dialogo")
}

/// A panic is one line like any other. What it says is kept back unless it is written in the code: the rest may quote what people send.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let said = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(kept back)");
    let at = panic.location().map(tracing::field::display);
    tracing::error!(said, at, thread = std::thread::current().name(), "a panic");
}

/// No method has a name as long as this; who sends one makes no line any longer.
const METHOD_BYTES_MAX: usize = 16;

/// When a request began.
#[derive(Clone, Copy)]
struct Began(Instant);

/// One span and one line for each request: never its query, its headers or its body.
pub struct RequestLog;

impl RootSpanBuilder for RequestLog {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied();
        request.extensions_mut().insert(Began(Instant::now()));
        let method = request.method().as_str();
        let method = method.get(..METHOD_BYTES_MAX).unwrap_or(method);
        info_span!("request", id = id.map(tracing::field::display), method, route = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let response = match outcome {
            Ok(response) => response,
            // The handler panicked or was given up, and its request is gone with it.
            Err(error) => {
                let status = error.as_response_error().status_code().as_u16();
                return span.in_scope(|| tracing::info!(status, "answered in its place"));
            }
        };
        let route = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
        span.record("route", route);
        let began = response.request().extensions().get::<Began>().copied();
        let latency_us = began.and_then(|Began(at)| u64::try_from(at.elapsed().as_micros()).ok());
        span.in_scope(|| tracing::info!(status = response.status().as_u16(), latency_us, "answered"));
    }
}

#[cfg(test)]
mod tests {
    use tracing::level_filters::LevelFilter;

    use super::*;

    #[test]
    fn a_library_is_not_heard_below_info() {
        use std::sync::{Arc, Mutex};

        #[derive(Clone, Default)]
        struct Heard(Arc<Mutex<Vec<String>>>);

        impl<S: tracing::Subscriber> Layer<S> for Heard {
            fn on_event(&self, event: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
                self.0.lock().expect("not poisoned").push(format!("{} {}", event.metadata().target(), event.metadata().level()));
            }
        }

        let heard = Heard::default();
        let subscriber =
            tracing_subscriber::registry().with(heard.clone().with_filter(LevelFilter::TRACE).with_filter(filter_fn(may_be_logged)));
        tracing::subscriber::with_default(subscriber, || {
            tracing::debug!(target: "tokio_postgres::query", "insert into users values ('secret')");
            tracing::info!(target: "tokio_postgres::connection", "NOTICE: something");
            tracing::info!(target: "refinery_core", "applying a migration");
            tracing::trace!(target: "dialogo_server::ws", "a frame came");
        });
        assert_eq!(*heard.0.lock().expect("not poisoned"), ["refinery_core INFO", "dialogo_server::ws TRACE"]);
    }
}
