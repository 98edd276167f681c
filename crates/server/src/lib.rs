//! The HTTP binary: REST, WebSocket, the embedded web client, settings, telemetry, the command line.
//!
//! No rules of the chat here: a handler reads the request, makes one call to the [`App`](dialogo_app::App), and writes the answer.

mod api_docs;
mod application;
pub mod command;
mod compress;
mod cors;
mod database;
mod deadline;
mod descriptors;
mod extract;
mod fallback;
mod fault;
mod finish;
mod problem;
mod routes;
mod server;
mod settings;
mod telemetry;
mod upgrade;
mod web_client;
mod ws;

pub use application::Application;
pub use routes::openapi;
pub use settings::{ApiDocs, Effective, LimitSettings, Network, ServerSettings, Settings, Sources, load};
pub use telemetry::{LogFormat, LogSettings, init as init_logs};
#[cfg(fuzzing)]
#[doc(hidden)]
pub use ws::fuzzing;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub use ws::internals;
