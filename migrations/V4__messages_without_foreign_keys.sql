-- The foreign keys of messages cost a third of what a message costs PostgreSQL: for each row they look up and lock a chat and a user that the
-- writer has looked up, and whose chat it has locked, in the same transaction (decision 8: messages without foreign keys).
alter table messages drop constraint messages_chat_id_fkey, drop constraint messages_author_id_fkey;

-- The rare side stays guarded. A chat with messages cannot be deleted: who deletes it holds its row, so nobody is writing there, and this
-- looks after that. Nor can an author: who wrote in a chat has a row in members, whose foreign key stands, and which outlives the messages.
create function refuse_chat_with_messages() returns trigger language plpgsql as $$
begin
    if exists (select 1 from messages where chat_id = old.id) then
        raise foreign_key_violation using message = 'the chat has messages', table = 'messages', constraint = 'messages_chat_id_fkey';
    end if;
    return null;
end $$;
create trigger chats_with_messages after delete on chats for each row execute function refuse_chat_with_messages();
