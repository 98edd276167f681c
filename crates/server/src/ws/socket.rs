//! The way to the client and back: frames in batches out, one message after the other in.

use std::io::ErrorKind;
use std::rc::Rc;
use std::time::Duration;

use actix_ws::{AggregatedMessage, AggregatedMessageStream, CloseReason, Closed, MessageStream, ProtocolError, Session};
use bytes::Bytes;
use bytestring::ByteString;
use dialogo_hub::CloseCode;
use tokio::time::{Instant, timeout};

use super::guard::Watch;
use super::settings::WsSettings;

/// How long a close frame may take into the socket: a client that does not read does not get one.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);

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
    session: Session,
    messages: AggregatedMessageStream,
    watch: Rc<Watch>,
    write_timeout: Duration,
}

impl Socket {
    /// The two halves of a WebSocket, and what the guard sees of it.
    pub fn new(session: Session, messages: MessageStream, watch: Rc<Watch>, settings: &WsSettings) -> Self {
        // The guard ends the stream before anything larger: these bounds are never met.
        let bytes_max = usize::try_from(settings.frame_bytes_max).unwrap_or(usize::MAX);
        let messages = messages.max_frame_size(bytes_max).aggregate_continuations().max_continuation_size(bytes_max);
        Self { session, messages, watch, write_timeout: settings.write_timeout() }
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

    /// Sends frames. Up to 32 go out in one write, as long as nothing is awaited between them.
    pub async fn deliver(&mut self, frames: impl IntoIterator<Item = ByteString>) -> Result<(), End> {
        for frame in frames {
            in_time(self.write_timeout, self.session.text(frame)).await?;
        }
        Ok(())
    }

    /// Asks whether anyone is there.
    pub async fn ping(&mut self) -> Result<(), End> {
        in_time(self.write_timeout, self.session.ping(b"")).await
    }

    /// Answers a ping.
    pub async fn pong(&mut self, bytes: &[u8]) -> Result<(), End> {
        in_time(self.write_timeout, self.session.pong(bytes)).await
    }

    /// Says the last word.
    pub async fn close(self, end: End) {
        let reason = match end {
            End::Close(code) => Some(CloseReason { code: code.code().into(), description: Some(code.reason().to_owned()) }),
            End::Left(reason) => reason.map(|reason| CloseReason { description: None, ..reason }),
            End::Lost => return,
        };
        if timeout(CLOSE_PATIENCE, self.session.close(reason)).await.is_err() {
            tracing::debug!("the client did not take the close frame");
        }
    }
}

async fn in_time(patience: Duration, sending: impl Future<Output = Result<(), Closed>>) -> Result<(), End> {
    match timeout(patience, sending).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(Closed)) => Err(End::Lost),
        Err(_) => Err(End::Close(CloseCode::TooSlow)),
    }
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
