//! The beginning of a connection: attached first, then told what it has missed, so that nothing falls between.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use dialogo_app::{Caller, CatchUp, Encoder, Error, Scope, SignIn};
use dialogo_domain::{ChatId, ConnectionId, Seq, User};
use dialogo_hub::{Appearance, Attachment, CloseCode, Wake};
use futures_util::stream::FuturesUnordered;
use jiff::Timestamp;
use tokio::time::{Instant, sleep_until, timeout};

use super::{Connection, LETTERS_AT_ONCE};
use crate::ws::conduct::Conduct;
use crate::ws::incoming::RequestId;
use crate::ws::outgoing::{self, ChatHead, JsonEncoder, Welcome};
use crate::ws::pulse::Pulse;
use crate::ws::socket::{End, Socket};
use crate::ws::visitor::House;

/// How long all rows of a replay may take into the socket: a mebibyte, over a line of 300 kbit/s.
const REPLAY_PATIENCE: Duration = Duration::from_secs(30);

impl Connection {
    /// A connection that hears nothing yet.
    pub fn new(house: Rc<House>, id: ConnectionId, socket: Socket, caller: Caller, attachment: Attachment) -> Self {
        let now = Instant::now();
        let mut pulse = Pulse::new(house.settings.heartbeat(), house.settings.silence_max(), now);
        pulse.expires_in(life_of(&caller), now);
        let timer = Box::pin(sleep_until(pulse.next(socket.heard())));
        attachment.opens_to(socket.outlet());
        Self {
            id,
            conduct: Conduct::new(&house.settings, now),
            house,
            socket,
            caller,
            attachment,
            pulse,
            timer,
            postings: FuturesUnordered::new(),
            inquiry: None,
        }
    }

    /// Says welcome, replays what was missed since `cursors`, and lets the live frames flow.
    pub async fn opens(mut self: Box<Self>, re: RequestId, cursors: &HashMap<ChatId, Seq>) -> Result<Box<Self>, (Socket, End)> {
        match self.welcomes(re, cursors).await {
            Ok(()) => Ok(self),
            Err(end) => Err((self.socket, end)),
        }
    }

    async fn welcomes(&mut self, re: RequestId, cursors: &HashMap<ChatId, Seq>) -> Result<(), End> {
        let (user, caught_up) = match self.enters(cursors).await? {
            Ok(entered) => entered,
            Err(error) => return Err(self.cannot_open(re, error).await),
        };
        let welcome = Welcome {
            connection_id: self.id,
            user: &user,
            heartbeat_secs: self.house.settings.heartbeat_secs,
            expires_at: self.caller.expires_at,
            chats: caught_up.chats.iter().map(ChatHead::from).collect(),
        };
        self.gather([outgoing::welcome(re, &welcome)]).await?;
        self.tells(&caught_up).await?;
        // What is gathered goes out before anything that comes from now on.
        self.attachment.welcomed(heads_of(&caught_up));
        let news = self.attachment.take(LETTERS_AT_ONCE);
        self.deliver(news.into_iter().chain([outgoing::ready()])).await
    }

    /// Asks who it is and where the chats stand, enters the rooms, and reads what was missed. What happens in between is in both, and told once;
    /// if anything did before the rooms were entered, where the chats stand is asked again.
    async fn enters(&mut self, cursors: &HashMap<ChatId, Seq>) -> Result<Result<(User, CatchUp), Error>, End> {
        let (app, caller, attachment) = (&self.house.app, &self.caller, &self.attachment);
        let asking = async {
            let SignIn { user, is_hidden, apart_from, chats } = app.enter(caller).await?;
            let is_whole = attachment.enter(chats.iter().map(|head| (head.id, head.seq)));
            attachment.appears(Appearance { is_hidden, apart_from: apart_from.into() });
            let caught_up = if is_whole {
                app.catch_up_to(chats, cursors).await?
            } else {
                app.catch_up(caller.user_id, cursors, Scope::Everything).await?
            };
            Ok((user, caught_up))
        };
        let wake = tokio::select! {
            entered = asking => return Ok(entered),
            wake = attachment.wake() => wake,
        };
        Err(match wake {
            Wake::Closed(code) => End::Close(code),
            Wake::ShutDown | Wake::Letters => self.leaves().await,
        })
    }

    /// Gathers the rows that changed, as they are now, and which chats changed too much for that. The rows are held in memory meanwhile, so that a
    /// client that takes them one by one is too slow.
    pub(super) async fn tells(&mut self, caught_up: &CatchUp) -> Result<(), End> {
        let rows = caught_up.changes.iter().map(|event| JsonEncoder.single_event(event));
        let resets = caught_up.resets.iter().map(|(chat_id, seq)| outgoing::chat_reset(*chat_id, *seq));
        timeout(REPLAY_PATIENCE, self.gather(rows.chain(resets))).await.unwrap_or(Err(End::Close(CloseCode::TooSlow)))
    }

    async fn cannot_open(&mut self, re: RequestId, error: Error) -> End {
        let code = if matches!(error, Error::SessionEnded) { CloseCode::SessionEnded } else { CloseCode::Internal };
        match self.deliver([outgoing::failure(re, error)]).await {
            Ok(()) => End::Close(code),
            Err(end) => end,
        }
    }
}

/// Where a catch-up ends.
pub(super) fn heads_of(caught_up: &CatchUp) -> impl Iterator<Item = (ChatId, Seq)> {
    caught_up.chats.iter().map(|head| (head.id, head.seq))
}

/// How long the caller's token is good.
pub(super) fn life_of(caller: &Caller) -> std::time::Duration {
    // Negative once it is past its time.
    caller.expires_at.duration_since(Timestamp::now()).try_into().unwrap_or_default()
}
