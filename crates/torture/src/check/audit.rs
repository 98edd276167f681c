//! A diary inside the database: triggers note every change with its `seq` in the transaction that makes it.
//!
//! Rows hold only their latest change; the diary holds all of them, as they were committed, whoever announced them or did not.

use anyhow::{Context, Result};
use tokio_postgres::Client;

const SQL: &str = "
create schema torture;
create table torture.changes (
    chat_id uuid not null,
    seq bigint not null,
    kind text not null,
    subject uuid not null,
    body text
);
create function torture.note_message() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into torture.changes values (new.chat_id, new.changed_seq, 'message.created', new.id, new.body);
    elsif new.changed_seq <> old.changed_seq then
        insert into torture.changes values (new.chat_id, new.changed_seq,
            case when new.deleted_at is null then 'message.updated' else 'message.deleted' end, new.id, new.body);
    end if;
    return new;
end $$;
create function torture.note_member() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or new.changed_seq <> old.changed_seq then
        insert into torture.changes values (new.chat_id, new.changed_seq,
            case when new.departure is not null then 'member.left'
                 when new.joined_seq = new.changed_seq then 'member.joined'
                 else 'member.updated' end, new.user_id, null);
    end if;
    return new;
end $$;
create function torture.note_chat() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or new.settings_seq <> old.settings_seq then
        insert into torture.changes values (new.id, new.settings_seq, 'chat.updated', new.id, null);
    end if;
    return new;
end $$;
create trigger torture_messages after insert or update on messages for each row execute function torture.note_message();
create trigger torture_members after insert or update on members for each row execute function torture.note_member();
create trigger torture_chats after insert or update on chats for each row execute function torture.note_chat();
";

/// Begins the diary, in a database that nobody uses yet.
pub async fn install(client: &Client) -> Result<()> {
    client.batch_execute(SQL).await.context("install the diary")
}
