//! What becomes of messages that are deleted, be it one or many: tombstones, and nothing else of them anywhere.

use deadpool_postgres::Transaction;
use dialogo_domain::{ChatId, Message};
use uuid::Uuid;

use super::mentions::take_back;
use super::statements::execute;
use crate::Result;
use crate::row::{message, message_columns, user_columns};

/// Nobody finds the files of the messages `$1` any more; what lies in the store is erased afterwards.
const FILES: &str = "with gone as (delete from files where message_id = any($1) returning id) \
                     insert into objects_to_erase (id, due_at) select id, '-infinity' from gone";

/// Makes tombstones of messages of a chat that is locked, which are none yet: each takes the chat's next `seq`, in this order.
pub async fn erase(transaction: &Transaction<'_>, chat_id: ChatId, present: &[Message]) -> Result<Vec<Message>> {
    let numbers: Vec<i64> = present.iter().map(|message| message.number.0).collect();
    forget(transaction, "delete from reactions where message_id = any($1)", &ids_of(present, |_| true)).await?;
    forget(transaction, "delete from message_versions where message_id = any($1)", &ids_of(present, |m| m.edited_at.is_some())).await?;
    forget(transaction, "delete from bookmarks where message_id = any($1)", &ids_of(present, |_| true)).await?;
    forget(transaction, FILES, &ids_of(present, |message| !message.attachments.is_empty())).await?;
    take_back(transaction, chat_id, &numbers).await?;
    bury(transaction, chat_id, &numbers).await
}

fn ids_of(messages: &[Message], which: impl Fn(&Message) -> bool) -> Vec<Uuid> {
    messages.iter().filter(|message| which(message)).map(|message| message.id.as_uuid()).collect()
}

async fn forget(transaction: &Transaction<'_>, sql: &str, ids: &[Uuid]) -> Result<()> {
    if !ids.is_empty() {
        execute(transaction, sql, &[&ids]).await?;
    }
    Ok(())
}

async fn bury(transaction: &Transaction<'_>, chat_id: ChatId, numbers: &[i64]) -> Result<Vec<Message>> {
    const ADVANCE: &str =
        "update chats set seq = seq + cardinality($2::bigint[]) where id = $1 returning seq - cardinality($2::bigint[]) as before";
    const SQL: &str = concat!(
        "update messages s set body = '', reactions = null, mentions = null, attachments = null, pinned_at = null, deleted_at = now(), \
         changed_seq = $3 + d.place from unnest($2::bigint[]) with ordinality as d(number, place), users u \
         where s.chat_id = $1 and s.number = any(array[d.number]) and u.id = s.author_id returning ",
        message_columns!(),
        ", ",
        user_columns!()
    );
    let (chat_id, advance, bury) = (chat_id.as_uuid(), transaction.prepare_cached(ADVANCE).await?, transaction.prepare_cached(SQL).await?);
    let before: i64 = transaction.query_one(&advance, &[&chat_id, &numbers]).await?.try_get("before")?;
    let rows = transaction.query(&bury, &[&chat_id, &numbers, &before]).await?;
    let mut buried = rows.iter().map(message).collect::<Result<Vec<_>>>()?;
    buried.sort_by_key(|message| message.seq);
    Ok(buried)
}
