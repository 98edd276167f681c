//! `GET /ws`: everything over the WebSocket.

mod bad_frames;
mod bad_input;
mod catching_up;
mod documented;
mod editing;
mod events;
mod far_behind;
mod hello;
mod lifetime;
mod limits;
mod membership;
mod origins;
mod pinning;
mod presence;
mod reacting;
mod reading;
mod replay;
mod sending;
mod slow;
mod sync;
mod typing;
