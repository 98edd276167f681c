//! Invitations by link: listing them, and finding where one leads.

use dialogo_domain::{Action, ChatDescription, ChatId, ChatName, Invitation, InvitationPreview, PasswordHash, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Error, Keyset, Result, Slice, Store};

/// Columns of an invitation `i` by which [`invitation`] knows it; needs `user_columns` of its creator beside it.
macro_rules! invitation_columns {
    () => {
        "i.id as invitation_id, i.created_at as invited_at, i.expires_at, i.uses, i.max_uses, i.skip_password"
    };
}
pub(crate) use invitation_columns;

/// Where an invitation leads somebody, and what that takes.
#[derive(Clone, Debug)]
pub struct Invited {
    /// What they may see of it.
    pub preview: InvitationPreview,
    /// What the password is checked against, if it takes one.
    pub password_hash: Option<PasswordHash>,
    /// Whether they are kept out all the same.
    pub is_banned: bool,
}

impl Store {
    /// The invitations to a chat that somebody can come in by at this moment, for those who may invite; the latest first.
    pub async fn invitations(
        &self,
        me: UserId,
        chat_id: ChatId,
        now: Timestamp,
        after: Option<&Keyset>,
        limit: i64,
    ) -> Result<Slice<Invitation>> {
        const SQL: &str = concat!(
            "select ",
            invitation_columns!(),
            ", i.created_at::text as sort_key, ",
            user_columns!(),
            " from (select i.* from invitations i \
                    where i.chat_id = $1 and (i.created_at, i.id) < ($2::text::timestamptz, $3::uuid) \
                    and i.expires_at > $4 and (i.max_uses is null or i.uses < i.max_uses) \
                    order by i.created_at desc, i.id desc limit ",
            page_rows_max!(),
            ") i ",
            join_user!("i.created_by"),
            "order by i.created_at desc, i.id desc limit $5"
        );
        self.require_right(me, chat_id, Action::Invite).await?;
        let (key, id) = Keyset::or_latest(after);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &key, &id, &now, &rows_wanted(limit)]).await?;
        let keyset = |row: &Row| Ok::<_, Error>(Keyset { key: row.try_get("sort_key")?, id: row.try_get("invitation_id")? });
        let rows = rows.iter().map(|row| Ok((invitation(row)?, keyset(row)?)));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }

    /// Where an invitation leads `me`. One that is used up is still one for those who came in by it, so that they may ask twice.
    pub async fn invited(&self, me: UserId, code_sha256: &[u8; 32], now: Timestamp) -> Result<Invited> {
        const SQL: &str = "select c.id, c.name, c.description, c.member_count, m.user_id is not null as is_member, \
                           case when m.user_id is null and not i.skip_password then c.password_hash end as password_hash, \
                           exists (select 1 from bans b where b.chat_id = c.id and b.user_id = $1 \
                                   and (b.until is null or b.until > now())) as is_banned \
                           from invitations i \
                           join chats c on c.id = i.chat_id \
                           left join members m on m.chat_id = c.id and m.user_id = $1 and m.departure is null \
                           where i.code_sha256 = $2 and c.deleted_at is null and i.expires_at > $3 \
                           and (i.max_uses is null or i.uses < i.max_uses or m.user_id is not null)";
        let row = self.row(SQL, &[&me.as_uuid(), &code_sha256.as_slice(), &now]).await?.ok_or(Error::InvitationNotFound)?;
        let password_hash = row.try_get::<_, Option<String>>("password_hash")?.map(PasswordHash::new);
        let preview = InvitationPreview {
            chat_id: row.try_get::<_, Uuid>("id")?.into(),
            name: ChatName::stored(row.try_get("name")?),
            description: ChatDescription::stored(row.try_get("description")?),
            member_count: row.try_get("member_count")?,
            is_member: row.try_get("is_member")?,
            needs_password: password_hash.is_some(),
        };
        Ok(Invited { preview, password_hash, is_banned: row.try_get("is_banned")? })
    }

    /// Removes up to `rows_max` invitations whose time is over, and returns how many it removed.
    pub async fn purge_invitations(&self, now: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "delete from invitations where id in (select id from invitations where expires_at <= $1 limit $2)";
        self.execute(SQL, &[&now, &rows_max]).await
    }
}

pub(crate) fn invitation(row: &Row) -> Result<Invitation> {
    Ok(Invitation {
        id: row.try_get::<_, Uuid>("invitation_id")?.into(),
        creator: user_summary(row)?,
        created_at: row.try_get("invited_at")?,
        expires_at: row.try_get("expires_at")?,
        uses: row.try_get("uses")?,
        max_uses: row.try_get("max_uses")?,
        skip_password: row.try_get("skip_password")?,
    })
}
