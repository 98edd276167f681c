//! Cuts that wait for their moment.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::Shared;

/// Where a commit is cut. The server cannot tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitCut {
    /// COMMIT does not arrive: it is not committed.
    BeforeItArrives,
    /// COMMIT is passed on and the link cut at once: it is committed in a moment, unless PostgreSQL has something else to answer first
    /// and finds nobody there.
    Unanswered,
    /// PostgreSQL has answered, and the answer is swallowed: it is committed.
    AfterTheAnswer,
}

/// Which way bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To PostgreSQL.
    Up,
    /// To the server.
    Down,
}

/// Waits for a cut that was ordered. When it goes, the order is called off.
#[derive(Debug)]
pub struct Trap {
    sprung: oneshot::Receiver<()>,
    kind: Kind,
    link: Arc<Shared>,
}

/// What is set, at most one of each kind.
#[derive(Debug, Default)]
pub(super) struct Traps {
    set: Mutex<Set>,
}

#[derive(Debug, Default)]
struct Set {
    commit: Option<(CommitCut, oneshot::Sender<()>)>,
    up: Option<(usize, oneshot::Sender<()>)>,
    down: Option<(usize, oneshot::Sender<()>)>,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Commit,
    Bytes(Direction),
}

impl Trap {
    pub(super) fn set_for_commit(link: &Arc<Shared>, cut: CommitCut) -> Self {
        let (told, sprung) = oneshot::channel();
        link.traps.lock().commit = Some((cut, told));
        Self { sprung, kind: Kind::Commit, link: link.clone() }
    }

    pub(super) fn set_for_bytes(link: &Arc<Shared>, direction: Direction, bytes: usize) -> Self {
        let (told, sprung) = oneshot::channel();
        *link.traps.lock().of(direction) = Some((bytes, told));
        Self { sprung, kind: Kind::Bytes(direction), link: link.clone() }
    }

    /// Returns when the cut has been made. `false`: a later order took its place, or nothing was left to cut in the end.
    pub async fn sprung(mut self) -> bool {
        (&mut self.sprung).await.is_ok()
    }
}

impl Drop for Trap {
    fn drop(&mut self) {
        // What is set may be a later one's, which somebody still waits for.
        self.sprung.close();
        let mut set = self.link.traps.lock();
        match self.kind {
            Kind::Commit => drop(set.commit.take_if(|(_, told)| told.is_closed())),
            Kind::Bytes(direction) => drop(set.of(direction).take_if(|(_, told)| told.is_closed())),
        }
    }
}

impl Traps {
    /// Takes the order for the commit that is passing.
    pub(super) fn take_commit(&self) -> Option<(CommitCut, oneshot::Sender<()>)> {
        self.lock().commit.take()
    }

    /// How many of `bytes` that are passing may pass, and whom to tell if those are not all.
    pub(super) fn allow(&self, direction: Direction, bytes: usize) -> (usize, Option<oneshot::Sender<()>>) {
        let mut set = self.lock();
        let trap = set.of(direction);
        match trap {
            Some((left, _)) if *left >= bytes => {
                *left -= bytes;
                (bytes, None)
            }
            Some((left, _)) => (*left, trap.take().map(|(_, told)| told)),
            None => (bytes, None),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Set> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Set {
    fn of(&mut self, direction: Direction) -> &mut Option<(usize, oneshot::Sender<()>)> {
        match direction {
            Direction::Up => &mut self.up,
            Direction::Down => &mut self.down,
        }
    }
}
