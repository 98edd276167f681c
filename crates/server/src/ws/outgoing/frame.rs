//! What all frames have in common, down to the bytes on the wire.

#[cfg(any(test, fuzzing))]
use actix_codec::Decoder;
#[cfg(any(test, fuzzing))]
use actix_http::ws::{Codec, Frame};
use actix_http::ws::{OpCode, Parser};
use bytes::{Bytes, BytesMut};
use dialogo_domain::{ChatId, Seq};
use serde::Serialize;

use crate::ws::incoming::RequestId;

#[derive(Serialize)]
pub struct Persisted<'a, T> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub chat_id: ChatId,
    pub seq: Seq,
    pub data: &'a T,
}

#[derive(Serialize)]
pub struct AboutChat<'a, T> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub chat_id: ChatId,
    pub data: &'a T,
}

#[derive(Serialize)]
pub struct Answer<'a, R, T> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub re: R,
    pub data: &'a T,
}

#[derive(Serialize)]
pub struct BareAnswer {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub re: RequestId,
}

#[derive(Serialize)]
pub struct Announcement<'a, T> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub data: &'a T,
}

#[derive(Serialize)]
pub struct Bare {
    #[serde(rename = "type")]
    pub kind: &'static str,
}

pub fn about_chat<T: Serialize>(kind: &'static str, chat_id: ChatId, data: &T) -> Bytes {
    encode(&AboutChat { kind, chat_id, data })
}

pub fn encode(frame: &impl Serialize) -> Bytes {
    let mut frames = BytesMut::new();
    append(&mut frames, frame);
    frames.freeze()
}

/// One text frame, as RFC 6455 has it.
pub fn append(frames: &mut BytesMut, frame: &impl Serialize) {
    let text = serde_json::to_vec(frame).expect("a frame has string keys and finite numbers only");
    Parser::write_message(frames, text, OpCode::Text, true, false);
}

/// What a client's decoder makes of a frame: one text message.
///
/// # Panics
/// When it is anything else.
#[cfg(any(test, fuzzing))]
pub fn text(frame: &Bytes) -> String {
    let mut bytes = BytesMut::from(&frame[..]);
    let decoded = Decoder::decode(&mut Codec::new().client_mode().max_size(usize::MAX), &mut bytes).expect("a frame");
    assert!(bytes.is_empty(), "more than one frame");
    let Some(Frame::Text(text)) = decoded else { unreachable!("not text: {decoded:?}") };
    String::from_utf8(text.to_vec()).expect("UTF-8")
}
