//! The writer's line: commits one thing after the other, announces, answers; and now and then does not learn whether it has committed.

use std::collections::VecDeque;

use dialogo_domain::{ChatId, Seq, UserId};

use super::dice::Dice;
use super::frame::{Frame, Press, Refusal};
use super::store::{Committed, Deed, Store};
use crate::errand::Errand;
use crate::{Gathering, Turnstile};

/// A deed that waits, and who waits for it: a connection, with the message's `client_id`.
pub struct Job {
    pub deed: Deed,
    pub waiting: Option<(u32, u32)>,
}

/// The answer for a connection.
pub struct Answer {
    pub connection: u32,
    pub client_id: u32,
    pub result: Result<Seq, Refusal>,
}

#[derive(Default)]
pub struct Line {
    pub jobs: VecDeque<Job>,
    doubt: Option<Doubt>,
}

/// A commit whose answer never came.
struct Doubt {
    deeds: Vec<Deed>,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The database is still at it.
    Open,
    Aborted,
    Committed,
}

impl Line {
    pub fn is_in_doubt(&self) -> bool {
        self.doubt.is_some()
    }

    /// The database ends a transaction that nobody waits for any more.
    pub fn decide(&mut self, store: &mut Store, dice: &mut Dice) {
        let Some(doubt) = self.doubt.as_mut().filter(|doubt| doubt.fate == Fate::Open) else { return };
        doubt.fate = Fate::Aborted;
        if dice.one_in(2) {
            doubt.fate = Fate::Committed;
            for deed in &doubt.deeds {
                // Refused ones change nothing.
                drop(store.perform(deed));
            }
        }
    }

    /// One turn: settles what is in doubt, then commits the next thing, or the next messages together.
    pub fn work(&mut self, store: &mut Store, press: &Press, dice: &mut Dice, faults: bool) -> (Vec<Errand>, Vec<Answer>) {
        let (mut errands, mut answers) = (vec![], vec![]);
        match self.doubt.take() {
            Some(doubt) if doubt.fate == Fate::Open => self.doubt = Some(doubt),
            Some(doubt) if doubt.fate == Fate::Committed => errands.push(recall(&doubt.deeds, store)),
            Some(_) | None => {}
        }
        let jobs = self.next(dice);
        if self.doubt.is_some() || (faults && dice.one_in(20)) {
            answers.extend(jobs.iter().filter_map(|job| answer(job, Err(Refusal::Unavailable))));
        } else if faults && !jobs.is_empty() && dice.one_in(20) {
            answers.extend(jobs.iter().filter_map(|job| answer(job, Err(Refusal::Unavailable))));
            self.doubt = Some(Doubt { deeds: jobs.into_iter().map(|job| job.deed).collect(), fate: Fate::Open });
        } else {
            let mut gathering = Gathering::default();
            for job in jobs {
                let (result, committed) = match store.perform(&job.deed) {
                    Ok((seq, committed)) => (Ok(seq), committed),
                    Err(refusal) => (Err(refusal), vec![]),
                };
                for committed in committed {
                    gather(committed, press, &mut gathering, &mut errands);
                }
                answers.extend(answer(&job, result));
            }
            errands.extend(published(&mut gathering));
        }
        (errands, answers)
    }

    fn next(&mut self, dice: &mut Dice) -> Vec<Job> {
        let is_post = |job: &Job| matches!(job.deed, Deed::Post { .. });
        let together = self.jobs.iter().take_while(|job| is_post(job)).count().min(1 + dice.below(4));
        self.jobs.drain(..together.max(1).min(self.jobs.len())).collect()
    }
}

fn answer(job: &Job, result: Result<Seq, Refusal>) -> Option<Answer> {
    job.waiting.map(|(connection, client_id)| Answer { connection, client_id, result })
}

/// As `app::announcer` has it.
fn gather(committed: Committed, press: &Press, gathering: &mut Gathering, errands: &mut Vec<Errand>) {
    let (change, turnstile) = match committed {
        Committed::Event(change) => {
            let frame = press.print(Frame::Change(change));
            return gathering.adds(change.chat_id, change.seq, |buffer| buffer.extend_from_slice(&frame));
        }
        Committed::Joined(change, user_id) => {
            (change, Turnstile::Enter { user_id, greeting: press.print(Frame::Added(change.chat_id, change.seq)) })
        }
        Committed::Departed(change, user_id) => {
            (change, Turnstile::Leave { user_id, farewell: press.print(Frame::Removed(change.chat_id)) })
        }
        Committed::Deleted(chat_id) => {
            errands.extend(published(gathering));
            return errands.push(Errand::Dissolve { chat_id, farewell: press.print(Frame::Removed(chat_id)) });
        }
    };
    gathering.turns(change.chat_id, change.seq, press.print(Frame::Change(change)), turnstile);
}

fn published(gathering: &mut Gathering) -> Option<Errand> {
    let publications = gathering.take();
    (!publications.is_empty()).then(|| Errand::Publish(publications.into()))
}

/// Whom the deeds concern, as each `Deed::touched` has it.
fn recall(deeds: &[Deed], store: &Store) -> Errand {
    let (mut chats, mut users): (Vec<ChatId>, Vec<UserId>) = (vec![], vec![]);
    for deed in deeds {
        match deed {
            Deed::Post { chat_id, .. } | Deed::Edit { chat_id, .. } | Deed::Rename { chat_id } | Deed::Delete { chat_id } => {
                chats.push(*chat_id);
            }
            Deed::Join { by, chat_id } | Deed::Leave { by, chat_id } => {
                chats.push(*chat_id);
                users.push(*by);
            }
            Deed::Create { by, .. } => users.push(*by),
            Deed::Profile { by } => {
                users.push(*by);
                chats.extend(store.chats_of(*by));
            }
        }
    }
    Errand::Recall { chats: chats.into(), users: users.into() }
}
