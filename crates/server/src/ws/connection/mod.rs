//! One connection: a task that owns its state, and takes one turn after the other.

mod commands;
mod leaving;
mod opening;
mod time;

use std::pin::Pin;
use std::rc::Rc;

use bytes::Bytes;
use dialogo_app::{Caller, Error, Posted};
use dialogo_domain::ConnectionId;
use dialogo_hub::{Attachment, CloseCode, Wake};
use futures_util::future::LocalBoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use smallvec::{SmallVec, smallvec};
use tokio::time::Sleep;

use super::conduct::Conduct;
use super::incoming::RequestId;
use super::inquiry::{Answer, Inquiry};
use super::outgoing;
use super::pulse::Pulse;
use super::socket::{End, Received, Socket, pong};
use super::visitor::House;

/// Letters taken from the mailbox in one turn, so that they leave in one write.
const LETTERS_AT_ONCE: usize = 32;

/// A message on its way to its commit.
type Posting = LocalBoxFuture<'static, (RequestId, Result<Posted, Error>)>;

/// A connection of a known user.
pub struct Connection {
    house: Rc<House>,
    id: ConnectionId,
    socket: Socket,
    caller: Caller,
    attachment: Attachment,
    conduct: Conduct,
    pulse: Pulse,
    timer: Pin<Box<Sleep>>,
    /// Sent messages take their place in the order at once, and are acknowledged as they are committed.
    postings: FuturesUnordered<Posting>,
    /// The one command that asks the database. It begins when the messages before it are committed, and nothing is read until it has been
    /// answered: so commands take effect in the order sent.
    inquiry: Option<Inquiry>,
}

/// What a connection's turn is about.
enum Turn {
    Mail(Wake),
    Posted(RequestId, Result<Posted, Error>),
    Answered(RequestId, Answer),
    Received(Result<Received, End>),
    Time,
}

impl Connection {
    /// Lives until something ends it.
    pub async fn lives(mut self: Box<Self>) -> (Socket, End) {
        let end = loop {
            let turn = self.turn().await;
            if let Err(end) = self.takes(turn).await {
                break end;
            }
        };
        // The rest of it goes here: it leaves its rooms before the last word is said.
        (self.socket, end)
    }

    async fn turn(&mut self) -> Turn {
        let is_idle = self.inquiry.is_none() && self.postings.len() < self.house.settings.pending_commands_max.max(1);
        let asks = self.postings.is_empty();
        tokio::select! {
            wake = self.attachment.wake() => Turn::Mail(wake),
            Some((re, posted)) = self.postings.next() => Turn::Posted(re, posted),
            (re, answer) = answered(&mut self.inquiry), if asks => Turn::Answered(re, answer),
            received = self.socket.next(), if is_idle => Turn::Received(received),
            () = &mut self.timer => Turn::Time,
        }
    }

    /// Boxed is what happens seldom and takes room: a connection that is idle carries it for nothing otherwise.
    async fn takes(&mut self, turn: Turn) -> Result<(), End> {
        match turn {
            Turn::Mail(Wake::Letters) => self.deliver_mail().await,
            Turn::Mail(Wake::Closed(code)) => Err(End::Close(code)),
            Turn::Mail(Wake::ShutDown) => Err(Box::pin(self.leaves()).await),
            Turn::Posted(re, posted) => Box::pin(self.acknowledge(re, posted)).await,
            Turn::Answered(re, answer) => Box::pin(self.answers(re, answer)).await,
            Turn::Received(Ok(Received::Text(text))) => match Box::pin(self.hears(&text)).await {
                Err(End::Close(code)) if code != CloseCode::TooSlow => Err(Box::pin(self.settles(code)).await),
                result => result,
            },
            Turn::Received(Ok(Received::Ping(bytes))) => self.deliver([pong(&bytes)]).await,
            Turn::Received(Ok(Received::Pong)) => Ok(()),
            Turn::Received(Err(End::Close(code))) => Err(Box::pin(self.settles(code)).await),
            Turn::Received(Err(End::Left(reason))) => {
                Box::pin(self.stores_all()).await;
                Err(End::Left(reason))
            }
            Turn::Received(Err(End::Lost)) => Err(End::Lost),
            Turn::Time => Box::pin(self.keeps_time()).await,
        }
    }

    /// Sends frames, unless the connection has to be closed meanwhile: a client that does not read does not hold that up.
    async fn deliver(&mut self, frames: impl IntoIterator<Item = Bytes>) -> Result<(), End> {
        self.unless_closed(self.socket.deliver(frames)).await
    }

    /// Gathers frames that go out with what is delivered next.
    async fn gather(&mut self, frames: impl IntoIterator<Item = Bytes>) -> Result<(), End> {
        self.unless_closed(self.socket.gather(frames)).await
    }

    async fn unless_closed(&self, sending: impl Future<Output = Result<(), End>>) -> Result<(), End> {
        tokio::select! {
            biased;
            code = self.attachment.mailbox().until_closed() => Err(End::Close(code)),
            sent = sending => sent,
        }
    }

    /// Sends some of what waits, behind what is on its way already, in the order in which it came, but for what a replay has told already.
    async fn deliver_mail(&mut self) -> Result<(), End> {
        let news = self.attachment.take(LETTERS_AT_ONCE);
        self.deliver(news).await
    }

    /// Acknowledges a message, and in the same write those that were committed with it.
    async fn acknowledge(&mut self, re: RequestId, posted: Result<Posted, Error>) -> Result<(), End> {
        let mut frames: SmallVec<[Bytes; 4]> = smallvec![ack(re, posted)];
        while let Some(Some((re, posted))) = self.postings.next().now_or_never() {
            frames.push(ack(re, posted));
        }
        self.deliver(frames).await
    }
}

fn ack(re: RequestId, posted: Result<Posted, Error>) -> Bytes {
    match posted {
        Ok(posted) => outgoing::ack_posted(re, &posted),
        Err(error) => outgoing::failure(re, error),
    }
}

/// Waits for the answer to an inquiry, for ever if there is none.
async fn answered(inquiry: &mut Option<Inquiry>) -> (RequestId, Answer) {
    let Some(asking) = inquiry else { return std::future::pending().await };
    let answer = asking.await;
    *inquiry = None;
    answer
}
