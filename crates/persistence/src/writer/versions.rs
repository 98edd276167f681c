//! What edited messages said before, kept and erased in the transaction that changes the message.

use deadpool_postgres::Transaction;
use dialogo_domain::{Message, Seq};

use super::statements::execute;
use crate::Result;

/// Keeps what the message says as long as it is not replaced under this `seq`, and of its earlier texts so many that there are at most `versions_max`.
pub async fn keep(transaction: &Transaction<'_>, present: &Message, seq: Seq, versions_max: i64) -> Result<()> {
    const SQL: &str = "with gone as (\
                       delete from message_versions where message_id = $1 and seq <= (\
                       select seq from message_versions where message_id = $1 order by seq desc offset greatest($5::bigint - 1, 0) limit 1)) \
                       insert into message_versions (message_id, seq, body, written_at) select $1, $2, $3, $4 where $5 > 0";
    let written_at = present.edited_at.unwrap_or(present.created_at);
    execute(transaction, SQL, &[&present.id.as_uuid(), &seq.0, &present.body.as_str(), &written_at, &versions_max]).await?;
    Ok(())
}
