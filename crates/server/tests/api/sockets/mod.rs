//! `GET /ws`: everything over the WebSocket.

mod bad_frames;
mod bad_input;
mod documented;
mod editing;
mod events;
mod hello;
mod lifetime;
mod limits;
mod membership;
mod origins;
mod reading;
mod replay;
mod sending;
mod slow;
mod sync;
