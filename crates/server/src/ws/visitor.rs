//! A socket before anyone is known behind it: waits for `hello`, and makes a connection of it.

use std::collections::HashMap;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use actix_web::web;
use bytes::Bytes;
use bytestring::ByteString;
use dialogo_app::{App, Caller, Error};
use dialogo_domain::{ChatId, ConnectionId, Seq};
use dialogo_hub::{CloseCode, LocalHub, Ticket};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::sleep;

use super::connection::Connection;
use super::incoming::{Command, Complaint, RequestId, parse};
use super::outgoing;
use super::settings::WsSettings;
use super::socket::{End, Received, Socket, pong};

/// How often a log-in is looked up while others of the same user end.
const LOOKS_MAX: usize = 4;

/// What all connections of a worker thread share.
pub struct House {
    /// What can be done.
    pub app: App,
    /// The rooms of this thread.
    pub rooms: LocalHub,
    /// The bounds.
    pub settings: web::Data<WsSettings>,
}

impl House {
    /// Who the bearer of a token is, good for a connection that is to belong to this log-in from now on: one that ends while it is looked up, and
    /// whose end has been carried to the rooms already, is looked up again.
    pub async fn authenticate(&self, token: &SecretString) -> Result<Caller, Error> {
        for _ in 0..LOOKS_MAX {
            let endings = self.rooms.endings();
            let caller = self.app.authenticate(token.expose_secret()).await?;
            if !self.rooms.ended_since(endings, caller.user_id) {
                return Ok(caller);
            }
        }
        Err(Error::Busy { retry_after: Duration::from_secs(1) })
    }

    /// The `goodbye` for a connection. Its id is random enough to spread those who come back.
    pub fn goodbye(&self, id: ConnectionId) -> Bytes {
        let spread = u128::from(self.settings.goodbye_spread_ms) + 1;
        let wait = u32::try_from(id.as_uuid().as_u128() % spread).unwrap_or_default();
        outgoing::goodbye(wait)
    }
}

/// A socket that has not said who it is.
pub struct Visitor {
    /// Where it is.
    pub house: Rc<House>,
    /// Its own id.
    pub id: ConnectionId,
    /// The way to it.
    pub socket: Socket,
    /// Its place.
    pub ticket: Ticket,
    /// The token that came with the upgrade.
    pub token: Option<SecretString>,
}

/// A good `hello`.
struct Hello {
    re: RequestId,
    caller: Caller,
    cursors: HashMap<ChatId, Seq>,
}

impl Visitor {
    /// Serves the socket from its first frame to its last.
    pub async fn serve(mut self: Box<Self>) {
        let id = self.id;
        // Boxed: what the opening needs is not carried through the long life that follows.
        let opened = Box::pin(async move {
            let hello = self.hello().await;
            self.opens(hello).await
        })
        .await;
        let (socket, end) = match opened {
            Ok(connection) => connection.lives().await,
            Err((socket, end)) => (socket, end),
        };
        tracing::debug!(connection_id = %id, ?end, "a connection ended");
        Box::pin(socket.close(end)).await;
    }

    /// Attaches before the log-in is looked up: should it end meanwhile, the hub closes the connection.
    async fn opens(self: Box<Self>, hello: Result<Hello, End>) -> Result<Box<Connection>, (Socket, End)> {
        let Self { house, id, mut socket, ticket, .. } = *self;
        let Hello { re, caller, cursors } = match hello {
            Ok(hello) => hello,
            Err(end) => return Err((socket, end)),
        };
        let Ok(attachment) = house.rooms.attach(ticket, caller.user_id, caller.session_id) else {
            let end = refused(&mut socket, Complaint::too_many_connections(re), CloseCode::TooManyConnections).await;
            return Err((socket, end));
        };
        tracing::debug!(connection_id = %id, user_id = %caller.user_id, session_id = %caller.session_id, "a connection begins");
        Box::new(Connection::new(house, id, socket, caller, attachment)).opens(re, &cursors).await
    }

    async fn hello(&mut self) -> Result<Hello, End> {
        let text = self.first_text().await?;
        let (re, command) = match parse(&text) {
            Ok(frame) => (frame.id, frame.command),
            Err(complaint) => return Err(refused(&mut self.socket, complaint, CloseCode::BadFrame).await),
        };
        let Command::Hello { token, cursors } = command else {
            return Err(refused(&mut self.socket, Complaint::hello_expected(re), CloseCode::BadFrame).await);
        };
        let Some(token) = token.or_else(|| self.token.take()) else {
            return Err(refused(&mut self.socket, Complaint::no_token(re), CloseCode::BadToken).await);
        };
        match self.house.app.identify(token.expose_secret()) {
            Ok(caller) => Ok(Hello { re, caller, cursors }),
            Err(error) => Err(self.turned_away(re, error).await),
        }
    }

    async fn first_text(&mut self) -> Result<ByteString, End> {
        let mut deadline = pin!(sleep(self.house.settings.hello_timeout()));
        let mut closing = pin!(self.house.app.hub().closing());
        loop {
            tokio::select! {
                received = self.socket.next() => match received? {
                    Received::Text(text) => return Ok(text),
                    Received::Ping(bytes) => self.socket.deliver([pong(&bytes)]).await?,
                    Received::Pong => {}
                },
                () = &mut deadline => return Err(End::Close(CloseCode::NoHello)),
                () = &mut closing => {
                    self.socket.deliver([self.house.goodbye(self.id)]).await?;
                    return Err(End::Close(CloseCode::Restarting));
                }
            }
        }
    }

    async fn turned_away(&mut self, re: RequestId, error: Error) -> End {
        let code = match error {
            Error::InvalidToken => CloseCode::BadToken,
            Error::TokenExpired => CloseCode::TokenExpired,
            // Of our making: the client may come back.
            _ => CloseCode::Internal,
        };
        match self.socket.deliver([outgoing::failure(re, error)]).await {
            Ok(()) => End::Close(code),
            Err(end) => end,
        }
    }
}

/// Says what was wrong with the first frame. The connection ends with `code`.
async fn refused(socket: &mut Socket, complaint: Complaint, code: CloseCode) -> End {
    match socket.deliver([outgoing::complaint(complaint)]).await {
        Ok(()) => End::Close(code),
        Err(end) => end,
    }
}
