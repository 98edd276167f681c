//! A commit whose answer never came: whether it happened is asked afterwards, before anything else is committed.

use deadpool_postgres::{ClientWrapper, Transaction};
use dialogo_domain::{ChatId, UserId};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use super::Committed;
use crate::Result;

/// The number of a transaction, by which PostgreSQL tells later what became of it.
pub type TransactionId = i64;

/// Where a transaction that is in doubt may have changed something.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Chats whose listeners may lack an event.
    pub chats: Vec<ChatId>,
    /// People whose connections may hear the wrong chats.
    pub users: Vec<UserId>,
    /// Whether it is about all chats of these people.
    pub everywhere: bool,
}

/// A transaction of which it is not known whether it was committed.
#[derive(Debug)]
pub struct Doubt {
    id: TransactionId,
    touched: Touched,
}

/// What became of a transaction.
enum Fate {
    Unknown,
    Aborted,
    Committed,
}

impl Doubt {
    pub fn new(id: TransactionId, touched: Touched) -> Self {
        Self { id, touched }
    }

    /// Asks what became of it: nothing to announce if it was aborted, `None` while that is not known.
    pub async fn settle(&self, client: &ClientWrapper) -> Result<Option<Vec<Committed>>> {
        match self.fate(client).await? {
            Fate::Unknown => Ok(None),
            Fate::Aborted => Ok(Some(vec![])),
            Fate::Committed => {
                let mut chats = self.touched.chats.clone();
                if self.touched.everywhere {
                    chats.extend(self.chats_of_users(client).await?);
                }
                Ok(Some(vec![Committed::Unannounced { chats, users: self.touched.users.clone() }]))
            }
        }
    }

    async fn fate(&self, client: &ClientWrapper) -> Result<Fate> {
        const SQL: &str = "select pg_xact_status($1::bigint::text::xid8) as fate";
        let statement = client.prepare_cached(SQL).await?;
        let row = match client.query_one(&statement, &[&self.id]).await {
            Ok(row) => row,
            // A number that PostgreSQL has not given away yet: it has crashed since, and nothing of the transaction was on disk. Once another
            // one has the number, that one's fate is told, and at worst somebody comes back without need.
            Err(error) if error.code() == Some(&SqlState::INVALID_PARAMETER_VALUE) => return Ok(Fate::Aborted),
            Err(error) => return Err(error.into()),
        };
        Ok(match row.try_get::<_, Option<&str>>("fate")? {
            Some("in progress") => Fate::Unknown,
            Some("aborted") => Fate::Aborted,
            // Nothing is kept about very old ones; whoever comes back without need has lost nothing.
            _ => Fate::Committed,
        })
    }

    async fn chats_of_users(&self, client: &ClientWrapper) -> Result<Vec<ChatId>> {
        const SQL: &str = "select chat_id from members where user_id = any($1) and departure is null";
        let users: Vec<Uuid> = self.touched.users.iter().map(|user| user.as_uuid()).collect();
        let statement = client.prepare_cached(SQL).await?;
        let rows = client.query(&statement, &[&users]).await?;
        rows.iter().map(|row| Ok(row.try_get::<_, Uuid>("chat_id")?.into())).collect()
    }
}

/// The number of the present transaction.
pub async fn transaction_id(transaction: &Transaction<'_>) -> std::result::Result<TransactionId, tokio_postgres::Error> {
    const SQL: &str = "select pg_current_xact_id()::text::bigint as id";
    let statement = transaction.prepare_cached(SQL).await?;
    transaction.query_one(&statement, &[]).await?.try_get("id")
}
