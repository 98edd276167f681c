//! What the client asks, and what it is answered.

use dialogo_app::{Caller, CatchUp, Encoder, Error};
use dialogo_domain::Departure;
use dialogo_hub::CloseCode;
use futures_util::FutureExt;
use tokio::time::Instant;

use super::Connection;
use super::opening::{heads_of, life_of};
use crate::fault;
use crate::ws::conduct::Judgement;
use crate::ws::incoming::{ClientFrame, Command, Complaint, RequestId, parse};
use crate::ws::inquiry::{self, Answer};
use crate::ws::outgoing::{self, JsonEncoder};
use crate::ws::socket::End;

impl Connection {
    /// A text frame came.
    pub(super) async fn hears(&mut self, text: &str) -> Result<(), End> {
        let now = Instant::now();
        if self.pulse.has_expired(now) {
            return Err(End::Close(CloseCode::TokenExpired));
        }
        let frame = parse(text);
        let judgement = match &frame {
            Err(complaint) if complaint.is_unreadable() => self.conduct.unreadable(now),
            Ok(_) | Err(_) => self.conduct.command(now),
        };
        match (judgement, frame) {
            (Judgement::Accept, Ok(frame)) => self.obeys(frame).await,
            (Judgement::Accept, Err(complaint)) => self.deliver([outgoing::complaint(complaint)]).await,
            (Judgement::Refuse(wait), frame) => {
                let re = frame.map_or_else(|complaint: Complaint| complaint.re, |frame| Some(frame.id));
                self.deliver([outgoing::rate_limited(re, wait)]).await
            }
            (Judgement::Close(code), _) => Err(End::Close(code)),
        }
    }

    async fn obeys(&mut self, ClientFrame { id, command }: ClientFrame) -> Result<(), End> {
        let house = &self.house;
        self.inquiry = Some(match command {
            Command::Hello { .. } => {
                self.deliver([outgoing::complaint(Complaint::hello_repeated(id))]).await?;
                return Err(End::Close(CloseCode::BadFrame));
            }
            Command::Ping => return self.deliver([outgoing::pong(id)]).await,
            Command::Focus { chat_ids, is_away } => {
                // First, so that nothing that changes while the database is asked is missed.
                self.attachment.shows(chat_ids.clone(), is_away);
                inquiry::focus(house, self.caller, id, chat_ids)
            }
            Command::Typing { chat_id } if self.attachment.hears(chat_id) => {
                house.app.tell_typing(&self.caller, chat_id);
                return self.deliver([outgoing::ack_noted(id)]).await;
            }
            // Who does not hear the chat is told by the database why, or has joined at this moment.
            Command::Typing { chat_id } => inquiry::typing(house, self.caller, id, chat_id),
            Command::Send { chat_id, draft } => {
                fault::may_panic("connection", &draft.body);
                let posting = house.app.post_message(&self.caller, chat_id, draft).map(move |posted| (id, posted));
                self.postings.push(posting.boxed_local());
                return Ok(());
            }
            Command::Edit { chat_id, message_id, body } => inquiry::edit(house, self.caller, id, chat_id, message_id, body),
            Command::Delete { chat_id, message_id } => inquiry::delete(house, self.caller, id, chat_id, message_id),
            Command::Pin { chat_id, message_id, is_pinned } => inquiry::pin(house, self.caller, id, chat_id, (message_id, is_pinned)),
            Command::AddReaction { chat_id, message_id, emoji } => {
                inquiry::add_reaction(house, self.caller, id, chat_id, message_id, emoji)
            }
            Command::RemoveReaction { chat_id, message_id, emoji } => {
                inquiry::remove_reaction(house, self.caller, id, chat_id, message_id, emoji)
            }
            Command::Read { chat_id, number, mark_unread } => inquiry::read(house, self.caller, id, chat_id, (number, mark_unread)),
            Command::Authenticate { token } => inquiry::renew(house, id, token),
            Command::Sync { cursors } => {
                // From here on: what is sent live before the rows would be taken for what follows them.
                self.attachment.hold();
                inquiry::sync(house, self.caller, id, cursors)
            }
        });
        Ok(())
    }

    /// The answer to a command that asked the database.
    pub(super) async fn answers(&mut self, re: RequestId, answer: Answer) -> Result<(), End> {
        match answer {
            Answer::Edited(Ok(message)) => self.deliver([outgoing::ack_edited(re, &message)]).await,
            Answer::Deleted(Ok(message)) => self.deliver([outgoing::ack_deleted(re, &message)]).await,
            Answer::Reacted(Ok(message)) => self.deliver([outgoing::ack_reacted(re, &message)]).await,
            Answer::Pinned(Ok(message)) => self.deliver([outgoing::ack_pinned(re, &message)]).await,
            Answer::Read(Ok(position)) => self.deliver([outgoing::ack_read(re, position)]).await,
            Answer::Focused(Ok(people)) => self.deliver([outgoing::ack_focused(re, &self.house.app.present(&self.caller, people))]).await,
            Answer::Typing(Ok(())) => self.deliver([outgoing::ack_noted(re)]).await,
            Answer::Synced(Ok(caught_up)) => self.synced(re, &caught_up).await,
            Answer::Renewed(Ok(caller)) => self.renewed(re, caller).await,
            Answer::Edited(Err(error))
            | Answer::Deleted(Err(error))
            | Answer::Reacted(Err(error))
            | Answer::Pinned(Err(error))
            | Answer::Read(Err(error))
            | Answer::Focused(Err(error))
            | Answer::Typing(Err(error))
            | Answer::Renewed(Err(error)) => self.refuses(re, error).await,
            Answer::Synced(Err(error)) => {
                self.attachment.let_go();
                self.refuses(re, error).await
            }
        }
    }

    async fn refuses(&mut self, re: RequestId, error: Error) -> Result<(), End> {
        self.deliver([outgoing::failure(re, error)]).await
    }

    async fn synced(&mut self, re: RequestId, caught_up: &CatchUp) -> Result<(), End> {
        self.tells(caught_up).await?;
        // The client missed how it ended: that it ended is what it has to know.
        let gone = caught_up.gone.iter().map(|chat_id| JsonEncoder.chat_removed(*chat_id, Departure::Removed));
        self.deliver(gone.chain([outgoing::ack_synced(re, &caught_up.chats)])).await?;
        self.attachment.synced(heads_of(caught_up));
        Ok(())
    }

    /// A fresh token prolongs the connection of the same user, and of nobody else.
    async fn renewed(&mut self, re: RequestId, caller: Caller) -> Result<(), End> {
        if caller.user_id != self.caller.user_id {
            self.refuses(re, Error::InvalidToken).await?;
            return Err(End::Close(CloseCode::BadToken));
        }
        self.attachment.renew(caller.session_id);
        self.caller = caller;
        self.pulse.expires_in(life_of(&caller), Instant::now());
        self.sets_timer();
        self.deliver([outgoing::ack_renewed(re, caller.expires_at)]).await
    }
}
