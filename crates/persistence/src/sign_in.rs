//! What a connection has to know before it hears anything: who it is, and where its chats stand.

use dialogo_domain::{SessionId, User, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::catch_up::{HEADS, head};
use crate::people::{APART, apart};
use crate::row::{account_columns, user};
use crate::store::Parameters;
use crate::{Head, Result, Store};

/// Somebody whose session lives, and their chats.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Who.
    pub user: User,
    /// Whether they do not want to be seen.
    pub is_hidden: bool,
    /// Whom they have blocked, and who has blocked them.
    pub apart_from: Vec<UserId>,
    /// Where all their chats stand.
    pub chats: Vec<Head>,
}

impl Store {
    /// Looks up the session's user and chats, in one round trip. Nothing if the session does not live.
    pub async fn sign_in(&self, session_id: SessionId, user_id: UserId, now: Timestamp) -> Result<Option<SignIn>> {
        const USER: &str = concat!(
            "select ",
            account_columns!(),
            ", u.presence_hidden from sessions s join users u on u.id = s.user_id \
             where s.id = $1 and s.user_id = $2 and s.ended_at is null and s.expires_at > $3"
        );
        let (session_id, user_id, all) = (session_id.as_uuid(), user_id.as_uuid(), None::<Vec<Uuid>>);
        let statements: [(&str, Parameters<'_>); 3] =
            [(USER, &[&session_id, &user_id, &now]), (HEADS, &[&user_id, &all]), (APART, &[&user_id])];
        let [users, heads, others] = self.rows_of_all(statements).await?;
        let Some(row) = users.first() else { return Ok(None) };
        let is_hidden = row.try_get("presence_hidden")?;
        let apart_from = apart(&others)?;
        Ok(Some(SignIn { user: user(row)?, is_hidden, apart_from, chats: heads.iter().map(head).collect::<Result<_>>()? }))
    }
}
