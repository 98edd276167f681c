//! Sessions: one per log-in, each with a chain of refresh tokens of which one is good.

use std::time::Duration;

use dialogo_domain::{SessionId, UserId};
use jiff::{SignedDuration, Timestamp};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::suspensions::{refuse_closed, standing_of};
use crate::writer::{execute, row};
use crate::{Result, Store};

/// What an end of a session sets: its device takes no more notifications either.
macro_rules! ended {
    ($at:literal) => {
        concat!("ended_at = ", $at, ", ", $crate::push::no_push!())
    };
}
/// Ends all of a user's.
pub(crate) const END_ALL: &str = concat!("update sessions set ", ended!("$2"), " where user_id = $1 and ended_at is null");

/// A session that is about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// What the person calls the device.
    pub device: Option<String>,
    /// Now.
    pub created_at: Timestamp,
    /// When it ends by itself unless it is used.
    pub expires_at: Timestamp,
    /// When it ends however much it is used, if it does.
    pub ends_at: Option<Timestamp>,
}

/// A session that has not ended.
#[derive(Clone, Debug)]
pub struct Session {
    /// Which session.
    pub id: SessionId,
    /// What the person calls the device.
    pub device: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When its refresh token was last used.
    pub last_used_at: Timestamp,
    /// When it ends by itself unless it is used.
    pub expires_at: Timestamp,
}

/// What came of presenting a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was good. The session goes on with the token of this generation.
    Rotated {
        /// Whose session it is.
        user_id: UserId,
        /// The generation of the token that is good now.
        generation: i64,
        /// When it ends unless it is used.
        expires_at: Timestamp,
    },
    /// It had been replaced before: someone else has it. The session was ended by this call.
    Reused {
        /// Whose session it was.
        user_id: UserId,
    },
    /// There is no such session any more.
    Ended,
}

impl Store {
    /// Begins a session, unless the account is suspended or deleted.
    pub async fn insert_session(&self, session: &NewSession) -> Result<()> {
        // In one statement, with one round trip.
        const SQL: &str = concat!(
            "with account as (",
            standing_of!("$2"),
            "), begun as (insert into sessions (id, user_id, device, rotated_at, created_at, last_used_at, expires_at, ends_at) \
             select $1, $2, $3, $4::timestamptz, $4, $4, $5::timestamptz, $6::timestamptz from account where not is_suspended) \
             select is_suspended from account"
        );
        let NewSession { id, user_id, device, created_at, expires_at, ends_at } = session;
        refuse_closed(self.row(SQL, &[&id.as_uuid(), &user_id.as_uuid(), device, created_at, expires_at, ends_at]).await?)
    }

    /// Whether the session lives.
    pub async fn is_session_live(&self, id: SessionId, user_id: UserId, now: Timestamp) -> Result<bool> {
        const SQL: &str = "select 1 from sessions where id = $1 and user_id = $2 and ended_at is null and expires_at > $3";
        Ok(self.row(SQL, &[&id.as_uuid(), &user_id.as_uuid(), &now]).await?.is_some())
    }

    /// Replaces the session's refresh token of `generation` by the next. For `grace` after that, the replaced one is answered with the
    /// same successor (the answer may have been lost on the way); after the grace, or for one that is older still, the session ends.
    pub async fn rotate_refresh_token(
        &self,
        id: SessionId,
        generation: i64,
        now: Timestamp,
        grace: Duration,
        expires_at: Timestamp,
    ) -> Result<Rotation> {
        const LOCK: &str = "select user_id, refresh_generation, rotated_at, expires_at, ends_at from sessions \
                            where id = $1 and ended_at is null and expires_at > $2 for update";
        const ROTATE: &str = "update sessions set refresh_generation = refresh_generation + 1, rotated_at = $2, last_used_at = $2, expires_at = $3 where id = $1";
        const END: &str = concat!("update sessions set ", ended!("$2"), " where id = $1");
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            let Some(row) = row(&transaction, LOCK, &[&id.as_uuid(), &now]).await? else {
                return Ok(Rotation::Ended);
            };
            let user_id = row.try_get::<_, Uuid>("user_id")?.into();
            let current: i64 = row.try_get("refresh_generation")?;
            let ends_at: Option<Timestamp> = row.try_get("ends_at")?;
            let expires_at = ends_at.map_or(expires_at, |ends_at| ends_at.min(expires_at));
            let replaced_for = now.duration_since(row.try_get("rotated_at")?);
            let grace = SignedDuration::try_from(grace).unwrap_or(SignedDuration::MAX);
            if generation == current {
                execute(&transaction, ROTATE, &[&id.as_uuid(), &now, &expires_at]).await?;
                transaction.commit().await?;
                Ok(Rotation::Rotated { user_id, generation: current + 1, expires_at })
            } else if generation + 1 == current && replaced_for <= grace {
                Ok(Rotation::Rotated { user_id, generation: current, expires_at: row.try_get("expires_at")? })
            } else {
                execute(&transaction, END, &[&id.as_uuid(), &now]).await?;
                transaction.commit().await?;
                Ok(Rotation::Reused { user_id })
            }
        })
        .await
    }

    /// The user's sessions that live, the latest used first.
    pub async fn sessions(&self, user_id: UserId, now: Timestamp) -> Result<Vec<Session>> {
        const SQL: &str = "select id, device, created_at, last_used_at, expires_at from sessions \
                           where user_id = $1 and ended_at is null and expires_at > $2 \
                           order by last_used_at desc, id desc";
        self.rows(SQL, &[&user_id.as_uuid(), &now]).await?.iter().map(session).collect()
    }

    /// Ends one of the user's sessions. False if there is no such living session of theirs.
    pub async fn end_session(&self, user_id: UserId, id: SessionId, now: Timestamp) -> Result<bool> {
        const SQL: &str = concat!("update sessions set ", ended!("$3"), " where user_id = $1 and id = $2 and ended_at is null");
        Ok(self.execute(SQL, &[&user_id.as_uuid(), &id.as_uuid(), &now]).await? == 1)
    }

    /// Ends all of the user's sessions but `kept`.
    pub async fn end_other_sessions(&self, user_id: UserId, kept: SessionId, now: Timestamp) -> Result<()> {
        const SQL: &str = concat!("update sessions set ", ended!("$3"), " where user_id = $1 and id <> $2 and ended_at is null");
        self.execute(SQL, &[&user_id.as_uuid(), &kept.as_uuid(), &now]).await.map(drop)
    }

    /// Removes up to `rows_max` sessions that ended or expired before `before`, of which nothing asks any more, and returns how many it removed.
    pub async fn purge_sessions(&self, before: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "delete from sessions where id in (select id from sessions where ended_at < $1 or expires_at < $1 limit $2)";
        self.execute(SQL, &[&before, &rows_max]).await
    }
}

fn session(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.try_get::<_, Uuid>("id")?.into(),
        device: row.try_get("device")?,
        created_at: row.try_get("created_at")?,
        last_used_at: row.try_get("last_used_at")?,
        expires_at: row.try_get("expires_at")?,
    })
}
