//! The way to the client and back: frames in batches out, one message after the other in.

use std::io::ErrorKind;
use std::rc::Rc;
use std::time::Duration;

use actix_http::ws::{CloseReason, OpCode, Parser};
use actix_web::body::BoxBody;
use actix_ws::{AggregatedMessage, AggregatedMessageStream, MessageStream, ProtocolError};
use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use dialogo_hub::{CloseCode, Outlet};
use tokio::time::{Instant, timeout};

use super::guard::Watch;
use super::settings::WsSettings;
use super::wire::{Broken, Wire};

/// How long a close frame may take into the socket, and the client to hang up: one that does not read does not get one.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);
/// Bytes that wait for the client before no more frames are encoded for it.
const BACKLOG_BYTES: usize = 64 * 1024;

/// How a connection ends.
#[derive(Debug)]
pub enum End {
    /// We close it.
    Close(CloseCode),
    /// The client closed it, with this code.
    Left(Option<CloseReason>),
    /// It broke.
    Lost,
}

/// What came in.
#[derive(Debug)]
pub enum Received {
    /// A whole text message.
    Text(ByteString),
    /// A ping, to be answered.
    Ping(Bytes),
    /// An answer to our ping: a sign of life, and nothing else.
    Pong,
}

/// One WebSocket. Everything that is sent has a deadline.
pub struct Socket {
    wire: Rc<Wire>,
    messages: AggregatedMessageStream,
    watch: Rc<Watch>,
    write_timeout: Duration,
    /// What `actix_ws` would write from. Nothing is, but with it `messages` would end.
    _body: BoxBody,
}

impl Socket {
    /// The connection of a WebSocket, what is read from it, and what the guard sees of it.
    pub fn new(wire: Rc<Wire>, (messages, body): (MessageStream, BoxBody), watch: Rc<Watch>, settings: &WsSettings) -> Self {
        // The guard ends the stream before anything larger: these bounds are never met.
        let bytes_max = usize::try_from(settings.frame_bytes_max).unwrap_or(usize::MAX);
        let messages = messages.max_frame_size(bytes_max).aggregate_continuations().max_continuation_size(bytes_max);
        Self { wire, messages, watch, write_timeout: settings.write_timeout(), _body: body }
    }

    /// The way out, for those who need not wait for it.
    pub fn outlet(&self) -> Rc<dyn Outlet> {
        Rc::clone(&self.wire) as Rc<dyn Outlet>
    }

    /// When the latest frame went out.
    pub fn sent(&self) -> Instant {
        self.wire.sent()
    }

    /// When the latest byte came.
    pub fn heard(&self) -> Instant {
        self.watch.heard()
    }

    /// Waits for the next message. Nothing is lost when the wait is given up.
    pub async fn next(&mut self) -> Result<Received, End> {
        match self.messages.recv().await {
            Some(Ok(AggregatedMessage::Text(text))) => Ok(Received::Text(text)),
            Some(Ok(AggregatedMessage::Ping(bytes))) => Ok(Received::Ping(bytes)),
            Some(Ok(AggregatedMessage::Pong(_))) => Ok(Received::Pong),
            Some(Ok(AggregatedMessage::Binary(_))) => Err(End::Close(CloseCode::BadFrame)),
            Some(Ok(AggregatedMessage::Close(reason))) => Err(End::Left(reason)),
            Some(Err(error)) => Err(end_by(&error)),
            None => Err(self.watch.verdict().map_or(End::Lost, End::Close)),
        }
    }

    /// Sends frames, in as few writes as they fit into.
    pub async fn deliver(&self, frames: impl IntoIterator<Item = Bytes>) -> Result<(), End> {
        self.gather(frames).await?;
        self.drain().await
    }

    /// Gathers frames that go out with the next that are [delivered](Self::deliver), or sooner if they are many.
    pub async fn gather(&self, frames: impl IntoIterator<Item = Bytes>) -> Result<(), End> {
        for frame in frames {
            self.wire.push(frame);
            if self.wire.backlog_bytes() >= BACKLOG_BYTES {
                self.drain().await?;
            }
        }
        Ok(())
    }

    /// Says the last word.
    pub async fn close(self, end: End) {
        let reason = match end {
            End::Close(code) => Some(CloseReason { code: code.code().into(), description: Some(code.reason().to_owned()) }),
            End::Left(reason) => reason.map(|reason| CloseReason { description: None, ..reason }),
            End::Lost => return,
        };
        let mut frame = BytesMut::new();
        Parser::write_close(&mut frame, reason, false);
        self.wire.push(frame.freeze());
        let farewell = async {
            if self.wire.drain().await.is_ok() {
                self.wire.hang_up().await;
            }
        };
        if timeout(CLOSE_PATIENCE, farewell).await.is_err() {
            tracing::debug!("the client did not take the close frame, or did not hang up");
        }
    }

    async fn drain(&self) -> Result<(), End> {
        match timeout(self.write_timeout, self.wire.drain()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Broken)) => Err(End::Lost),
            Err(_) => Err(End::Close(CloseCode::TooSlow)),
        }
    }
}

/// Asks whether anyone is there.
pub fn ping() -> Bytes {
    control(OpCode::Ping, &[])
}

/// Answers a ping.
pub fn pong(bytes: &[u8]) -> Bytes {
    control(OpCode::Pong, bytes)
}

fn control(code: OpCode, bytes: &[u8]) -> Bytes {
    let mut frame = BytesMut::new();
    Parser::write_message(&mut frame, bytes, code, true, false);
    frame.freeze()
}

fn end_by(error: &ProtocolError) -> End {
    match error {
        ProtocolError::Overflow => End::Close(CloseCode::FrameTooLarge),
        // The guard has seen reserved bits before the decoder could: what is left of this kind is text that is not UTF-8.
        ProtocolError::Io(error) if error.kind() == ErrorKind::InvalidData => End::Close(CloseCode::NotText),
        ProtocolError::Io(_) => End::Lost,
        _ => End::Close(CloseCode::Protocol),
    }
}
