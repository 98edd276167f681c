//! What the writer is measured against: each message a transaction of its own, through a pool.

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use dialogo_domain::{ChatId, UserId};
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::postgres::DurablePostgres;
use crate::town::body;

const CONNECTIONS: usize = 32;

pub fn pool(postgres: &DurablePostgres) -> Pool {
    let manager = Manager::from_config(postgres.config(), NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    Pool::builder(manager).max_size(CONNECTIONS).build().expect("a pool")
}

/// The counters move and the message goes in, in one statement: the least that can be asked for.
pub async fn insert(pool: &Pool, chat: ChatId, author: UserId) {
    const SQL: &str = "with moved as (update chats set seq = seq + 1, message_count = message_count + 1, last_message_at = now() \
                                      where id = $1 returning id, seq, message_count) \
                       insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at) \
                       select id, message_count, $2, $3, $4, $5, seq, seq, now() from moved";
    let client = pool.get().await.expect("a connection");
    let statement = client.prepare_cached(SQL).await.expect("prepared");
    let (id, client_id) = (Uuid::now_v7(), Uuid::now_v7());
    let stored = client.execute(&statement, &[&chat.as_uuid(), &id, &author.as_uuid(), &client_id, &body()]).await;
    assert_eq!(stored.expect("stored"), 1);
}
