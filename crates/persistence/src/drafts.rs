//! What people have begun to write.

use dialogo_domain::{ChatId, KeptDraft, MessageBody, MessageId, UserId};

use crate::row::draft;
use crate::{Result, Store};

impl Store {
    /// Keeps what `me` has begun to write in a chat; an empty text takes it away. The row of the membership orders the changes: each has a later
    /// time than the one before, to the millisecond, which is as exactly as browsers read it.
    pub async fn keep_draft(&self, me: UserId, chat_id: ChatId, body: &MessageBody, reply_to: Option<MessageId>) -> Result<KeptDraft> {
        const SQL: &str = "with m as (\
                               update members m set draft_at = greatest(date_trunc('milliseconds', clock_timestamp()), m.draft_at + interval '1 millisecond') \
                               from chats c \
                               where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.id = m.chat_id and c.deleted_at is null \
                               returning m.chat_id, m.user_id, m.draft_at), \
                           d as (\
                               insert into drafts (chat_id, user_id, body, reply_to) \
                               select m.chat_id, m.user_id, $3, $4 from m \
                               on conflict on constraint drafts_pkey do update set body = excluded.body, reply_to = excluded.reply_to \
                               returning body, reply_to) \
                           select m.draft_at, d.body as draft_body, d.reply_to as draft_reply_to from m, d";
        let reply_to = reply_to.map(MessageId::as_uuid);
        match self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &body.as_str(), &reply_to]).await?.as_ref().map(draft) {
            Some(kept) => kept?.ok_or_else(|| crate::Error::Internal(anyhow::anyhow!("a draft was kept without a time"))),
            None => Err(self.why_not_a_member(me, chat_id).await),
        }
    }
}
