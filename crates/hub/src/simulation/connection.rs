//! The server's side of a socket: what `server::ws::connection` does, turn by turn, over the very `Attachment` that it uses.

use std::collections::{BTreeMap, VecDeque};

use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use super::dice::Dice;
use super::frame::{Command, Frame, Heads, Press, Refusal, Wire};
use super::line::{Job, Line};
use super::query::{Query, Reading, Reply};
use super::store::{Deed, Store};
use crate::{Attachment, CloseCode, LocalHub, Ticket};

/// Letters taken from the mailbox in one turn.
const LETTERS_AT_ONCE: usize = 3;

pub struct Connection {
    pub id: u32,
    pub user_id: UserId,
    pub session_id: SessionId,
    pub worker: usize,
    local: LocalHub,
    ticket: Option<Ticket>,
    pub attachment: Option<Attachment>,
    stage: Stage,
    /// What the store is asked, and what it said, which is on its way.
    asked: Option<(Query, Option<Result<Reply, Refusal>>)>,
    reading: Option<Reading>,
    /// What a turn has begun to write: nothing else is done before it is written.
    writes: VecDeque<Write>,
    postings: usize,
    posted: VecDeque<(u32, Result<Seq, Refusal>)>,
}

enum Stage {
    Hello,
    SigningIn { cursors: BTreeMap<ChatId, Seq> },
    Entering { cursors: BTreeMap<ChatId, Seq> },
    CatchingUp,
    Open,
}

enum Write {
    Frame(Frame),
    Welcomed(Heads),
    Synced(Heads),
    LetGo,
    Mail,
}

/// What a connection reaches from inside a turn.
pub struct Reach<'a> {
    pub store: &'a Store,
    pub line: &'a mut Line,
    pub press: &'a Press,
    pub dice: &'a mut Dice,
    pub wire: &'a mut Wire,
}

impl Connection {
    pub fn new(id: u32, user_id: UserId, session_id: SessionId, (worker, local): (usize, LocalHub), ticket: Ticket) -> Self {
        Self {
            id,
            user_id,
            session_id,
            worker,
            local,
            ticket: Some(ticket),
            attachment: None,
            stage: Stage::Hello,
            asked: None,
            reading: None,
            writes: VecDeque::new(),
            postings: 0,
            posted: VecDeque::new(),
        }
    }

    /// The store takes the snapshot for a question that has been asked, or fails.
    pub fn is_answered(&mut self, store: &Store, fails: bool) -> bool {
        let Some((query, reply @ None)) = &mut self.asked else { return false };
        *reply = Some(if fails { Err(Refusal::Unavailable) } else { Ok(store.answer(self.user_id, query)) });
        true
    }

    pub fn is_posted(&mut self, client_id: u32, result: Result<Seq, Refusal>) {
        self.posted.push_back((client_id, result));
    }

    /// The timer: a heartbeat, whose digest is right if nothing is under way (`is_settled`).
    pub fn beats(&mut self, is_settled: bool) -> bool {
        if !matches!(self.stage, Stage::Open) || !self.writes.is_empty() {
            return false;
        }
        let Some(attachment) = &mut self.attachment else { return false };
        let mut heads = Heads::new();
        let is_known = attachment.heads(|chat_id, head| heads.push((chat_id, head)));
        if is_known {
            heads.sort();
            self.writes.push_back(Write::Frame(Frame::Heartbeat(heads, is_settled)));
        }
        is_known
    }

    /// Takes a turn, if there is something to do.
    pub fn takes_turn(&mut self, reach: &mut Reach) -> Result<bool, CloseCode> {
        if let Some(code) = self.attachment.as_ref().and_then(|attachment| attachment.mailbox().closed()) {
            return Err(code);
        }
        if let Some(write) = self.writes.pop_front() {
            return Ok(self.writes_one(write, reach));
        }
        if !matches!(self.stage, Stage::Open) {
            return self.opens(reach);
        }
        let has_reply = self.postings == 0 && matches!(self.asked, Some((_, Some(_))));
        let has_mail = self.attachment.as_ref().is_some_and(Attachment::has_mail);
        let may_read = self.reading.is_none() && !reach.wire.up.is_empty();
        let possible = [has_reply, has_mail, !self.posted.is_empty(), may_read].map(usize::from);
        if possible == [0; 4] {
            return Ok(self.begins_to_ask());
        }
        match reach.dice.weighted(&possible) {
            0 => self.is_told_of_sync(),
            1 => self.writes.push_back(Write::Mail),
            2 => self.acknowledges(),
            _ => self.obeys(reach)?,
        }
        Ok(true)
    }

    fn writes_one(&mut self, write: Write, reach: &mut Reach) -> bool {
        let is_frame = matches!(write, Write::Frame(_));
        if is_frame && reach.wire.is_full() {
            self.writes.push_front(write);
            return false;
        }
        match write {
            Write::Frame(frame) => self.sends(frame, reach),
            Write::Welcomed(heads) => self.attached().welcomed(heads),
            Write::Synced(heads) => self.attached().synced(heads),
            Write::LetGo => self.attached().let_go(),
            Write::Mail => {
                let frames = self.attached().take(LETTERS_AT_ONCE).into_iter().flat_map(|frames| reach.press.read(&frames));
                frames.collect::<Vec<_>>().into_iter().rev().for_each(|frame| self.writes.push_front(Write::Frame(frame)));
            }
        }
        true
    }

    /// Nothing of what happened after someone left is sent to them.
    fn sends(&self, frame: Frame, reach: &mut Reach) {
        if let Frame::Change(super::frame::Change { chat_id, seq, .. }) | Frame::Added(chat_id, seq) = &frame {
            assert!(
                reach.store.may_hear(self.user_id, *chat_id, *seq),
                "connection {} sends {frame:?}, which its user must not hear",
                self.id
            );
        }
        reach.wire.down.push_back(frame);
    }

    fn attached(&mut self) -> &mut Attachment {
        self.attachment.as_mut().expect("attached at the hello")
    }

    /// The way from the hello to `ready`.
    fn opens(&mut self, reach: &mut Reach) -> Result<bool, CloseCode> {
        assert!(!self.attachment.as_ref().is_some_and(Attachment::has_mail), "letters are held before the welcome");
        if matches!(self.stage, Stage::Hello) {
            let Some(command) = reach.wire.up.pop_front() else { return Ok(false) };
            let Command::Hello { session_id, cursors } = command else { return Err(CloseCode::BadFrame) };
            self.session_id = session_id;
            self.signs_in(cursors)?;
            return Ok(true);
        }
        let Some((_, Some(_))) = &self.asked else { return Ok(false) };
        let reply = self.asked.take().and_then(|(_, reply)| reply).expect("just seen").map_err(|_| CloseCode::Internal)?;
        match std::mem::replace(&mut self.stage, Stage::Hello) {
            Stage::SigningIn { cursors } => {
                if matches!(reply, Reply::Session(false)) {
                    return Err(CloseCode::SessionEnded);
                }
                self.stage = Stage::Entering { cursors };
                self.asks(Query::Heads(None));
            }
            Stage::Entering { cursors } => {
                let Reply::Heads(heads) = &reply else { unreachable!("not asked") };
                let is_whole = self.attached().enter(heads.iter().copied());
                self.stage = Stage::CatchingUp;
                self.reading = Some(Reading::new(cursors));
                if is_whole { self.reads_on(reply) } else { self.asks(Query::Heads(None)) }
            }
            Stage::CatchingUp => {
                self.stage = Stage::CatchingUp;
                self.reads_on(reply);
            }
            Stage::Hello | Stage::Open => unreachable!("handled elsewhere"),
        }
        Ok(true)
    }

    /// As `Visitor::opens` and `Connection::enters` have it; the two questions are asked in one breath there, which is no less than one moment.
    fn signs_in(&mut self, cursors: BTreeMap<ChatId, Seq>) -> Result<(), CloseCode> {
        let ticket = self.ticket.take().expect("attached once");
        let attached = self.local.attach(ticket, self.user_id, self.session_id);
        self.attachment = Some(attached.map_err(|_| CloseCode::TooManyConnections)?);
        self.stage = Stage::SigningIn { cursors };
        self.asks(Query::Session(self.session_id));
        Ok(())
    }

    fn asks(&mut self, query: Query) {
        self.asked = Some((query, None));
    }

    fn reads_on(&mut self, reply: Reply) {
        let reading = self.reading.as_mut().expect("under way");
        match reading.goes_on(reply) {
            Some(query) => self.asks(query),
            None => self.tells(),
        }
    }

    /// Rows, resets, and then what has gathered.
    fn tells(&mut self) {
        let reading = self.reading.take().expect("just read");
        let gone = reading.gone();
        let Reading { heads, resets, rows, .. } = reading;
        let is_opening = !matches!(self.stage, Stage::Open);
        let mut frames = Vec::new();
        if is_opening {
            frames.push(Frame::Welcome(heads.clone()));
        }
        frames.extend(rows.into_iter().map(Frame::Change));
        frames.extend(resets.into_iter().map(|(chat_id, head)| Frame::Reset(chat_id, head)));
        if !is_opening {
            frames.extend(gone.into_iter().map(Frame::Removed));
            frames.push(Frame::Synced(Some(heads.clone())));
        }
        self.writes.extend(frames.into_iter().map(Write::Frame));
        if is_opening {
            self.stage = Stage::Open;
            self.writes.extend([Write::Welcomed(heads), Write::Mail, Write::Frame(Frame::Ready)]);
        } else {
            self.writes.push_back(Write::Synced(heads));
        }
    }

    /// An inquiry begins when what was sent before it has been answered.
    fn begins_to_ask(&mut self) -> bool {
        let (Some(reading), None, 0) = (&self.reading, &self.asked, self.postings) else { return false };
        let named = reading.cursors.keys().copied().collect();
        self.asks(Query::Heads(Some(named)));
        true
    }

    fn is_told_of_sync(&mut self) {
        if let Some((_, Some(Ok(reply)))) = self.asked.take() {
            self.reads_on(reply);
        } else {
            self.reading = None;
            self.writes.extend([Write::LetGo, Write::Frame(Frame::Synced(None))]);
        }
    }

    fn acknowledges(&mut self) {
        if let Some((client_id, result)) = self.posted.pop_front() {
            self.postings -= 1;
            self.writes.push_back(Write::Frame(Frame::Posted(client_id, result)));
        }
    }

    fn obeys(&mut self, reach: &mut Reach) -> Result<(), CloseCode> {
        match reach.wire.up.pop_front() {
            Some(Command::Send { chat_id, client_id }) => {
                let deed = Deed::Post { by: self.user_id, chat_id, client_id };
                reach.line.jobs.push_back(Job { deed, waiting: Some((self.id, client_id)) });
                self.postings += 1;
            }
            Some(Command::Sync { cursors }) => {
                self.attached().hold();
                self.reading = Some(Reading::new(cursors));
            }
            Some(Command::Hello { .. }) => return Err(CloseCode::BadFrame),
            None => {}
        }
        Ok(())
    }
}
