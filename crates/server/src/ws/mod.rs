//! The WebSocket, `GET /api/v1/ws`.
//!
//! A request that may be upgraded ([`handshake`]) leaves HTTP ([`handoff`]) and becomes a visitor ([`visitor`]), who says `hello` and becomes a
//! connection ([`connection`]): a task on its worker thread that owns its state. What it is sent goes straight to TCP ([`wire`]). What decides is free of I/O and clocks: which frames may come in
//! ([`guard`]), what they ask ([`incoming`]), how much of it ([`conduct`]), what time it is to do something
//! ([`pulse`]).

mod conduct;
mod connection;
mod digest;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
mod guard;
mod handoff;
mod handshake;
mod incoming;
mod inquiry;
#[cfg(feature = "internals")]
pub mod internals;
mod notification;
mod origin;
mod outgoing;
mod pulse;
mod rate;
mod settings;
mod socket;
mod stall;
mod visitor;
mod wire;

use actix_web::guard::Get;
use actix_web::web;

pub use handoff::Handoff;
pub use origin::is_same_origin;
pub use outgoing::JsonEncoder;
pub use settings::WsSettings;
pub use stall::limit_stall;

/// The route, for the scope of the API. Expects as application data the [`App`](dialogo_app::App), the thread's
/// [`LocalHub`](dialogo_hub::LocalHub) and the [`WsSettings`].
pub fn configure(config: &mut web::ServiceConfig) {
    // A guard, not a route: another method is then answered like everywhere else.
    config.service(web::resource("/ws").guard(Get()).to(handshake::connect));
}
