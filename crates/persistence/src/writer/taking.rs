//! Taking the line, and waiting for it: what has to be known before anything is committed.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};
use tracing::{info, warn};

use super::Committed;
use super::hold::Attempt;
use super::run::{Line, PAUSE, no_answer};
use crate::{Error, Result};

/// How long a start waits for a line that another process holds: its end, when it was killed a moment ago, takes PostgreSQL less.
const START_PATIENCE: Duration = Duration::from_secs(1);
const START_PAUSE: Duration = Duration::from_millis(50);

/// How the line was when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is ours.
    Held,
    /// It may be ours, but PostgreSQL does not let us know.
    Unknown,
    /// Another process has it.
    Elsewhere,
}

impl Line {
    /// Takes the line before anybody is connected, so that nobody has to look again. If it cannot be had soon, [`run`](Self::run) goes on
    /// asking.
    pub async fn begin(&mut self) {
        let patience = Instant::now() + START_PATIENCE;
        loop {
            match self.attempt().await {
                Ok(Attempt::Again | Attempt::AfterAnother) => match self.sign().await {
                    Ok(()) => return,
                    Err(error) => return self.cannot_begin(&error).await,
                },
                Ok(_) if Instant::now() < patience => sleep(START_PAUSE).await,
                Ok(_) => return self.goes_elsewhere().await,
                Err(error) => return self.cannot_begin(&error).await,
            }
        }
    }

    /// Another process may hold the line, for all that is known: nobody is to sit here before it is ours.
    async fn cannot_begin(&mut self, error: &Error) {
        self.hold.give_up();
        self.stands(Standing::Unknown, Some(error));
        self.sends_away().await;
    }

    /// Waits until the line is ours, as long as a job may wait.
    pub(super) async fn ready(&mut self) -> Result<()> {
        let patience = Instant::now() + self.deadline;
        while !self.take().await? {
            if Instant::now() >= patience {
                return Err(Error::Unavailable("the line of changes is held by another process, or by a transaction in doubt".to_owned()));
            }
            sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Tries to take the line unless it is ours already. Whether it is.
    pub(super) async fn take(&mut self) -> Result<bool> {
        if self.hold.is_held() {
            return Ok(true);
        }
        let taken = self.try_to_take().await;
        if let Err(error) = &taken {
            self.hold.give_up();
            self.stands(Standing::Unknown, Some(error));
        }
        taken
    }

    async fn try_to_take(&mut self) -> Result<bool> {
        if !self.settle_doubt().await? {
            return Ok(false);
        }
        match self.attempt().await? {
            Attempt::Lingering => return Ok(false),
            Attempt::Elsewhere => {
                self.goes_elsewhere().await;
                return Ok(false);
            }
            Attempt::Again if !self.are_away => {}
            // Before our name is written: if that fails, the next attempt finds the other's again.
            Attempt::Again | Attempt::AfterAnother => {
                self.announce(vec![Committed::LineTaken]).await;
                self.are_away = false;
            }
        }
        self.sign().await?;
        Ok(true)
    }

    /// Gives the line to whoever waits for it.
    pub(super) async fn ends(&mut self) {
        // If that fails, it is given up as soon as PostgreSQL notices that the connection is gone.
        if let Ok(Err(error)) = timeout(self.deadline, self.hold.release()).await {
            warn!(%error, "the line of changes could not be handed over");
        }
    }

    /// Finds out about the transaction in doubt, if there is one. Whether there is none any more.
    async fn settle_doubt(&mut self) -> Result<bool> {
        let Some(doubt) = &self.doubt else { return Ok(true) };
        let asked = async { doubt.settle(self.hold.connection().await?).await };
        let settled = timeout(self.deadline, asked).await.map_err(|_| no_answer())??;
        let Some(committed) = settled else {
            // Nobody else asks for the lock before this is settled.
            timeout(self.deadline, self.hold.end_lost()).await.map_err(|_| no_answer())??;
            return Ok(false);
        };
        self.doubt = None;
        self.announce(committed).await;
        Ok(true)
    }

    async fn attempt(&mut self) -> Result<Attempt> {
        timeout(self.deadline, self.hold.attempt()).await.map_err(|_| no_answer())?
    }

    async fn sign(&mut self) -> Result<()> {
        timeout(self.deadline, self.hold.sign()).await.map_err(|_| no_answer())??;
        self.stands(Standing::Held, None);
        Ok(())
    }

    /// Nobody hears here what the other process commits: whoever is connected comes back, perhaps to that one.
    async fn goes_elsewhere(&mut self) {
        self.stands(Standing::Elsewhere, None);
        self.sends_away().await;
    }

    async fn sends_away(&mut self) {
        if !self.are_away {
            self.are_away = true;
            self.announce(vec![Committed::LineLost]).await;
        }
    }

    /// Says once how the line is now.
    fn stands(&mut self, standing: Standing, error: Option<&Error>) {
        let before = std::mem::replace(&mut self.standing, standing);
        match (before, standing) {
            (Standing::Elsewhere, Standing::Held) => info!("the line of changes is ours"),
            (Standing::Unknown, Standing::Held) => info!("the line of changes goes on"),
            (Standing::Held | Standing::Unknown, Standing::Elsewhere) => {
                warn!("another process serves this database: until it ends, changes are refused here and nobody can stay connected");
            }
            (Standing::Held, Standing::Unknown) => {
                warn!(error = error.map(tracing::field::display), "the line of changes stands still: the database does not answer");
            }
            _ => {}
        }
    }
}
