-- What messages are found by. Filled behind the writer's back by a task that follows each chat's seq, so sending a message costs no more
-- than before.

create table search_positions (
    chat_id uuid not null,
    seq bigint not null, -- all changes of the chat's messages up to it are in search_blocks
    constraint search_positions_pkey primary key (chat_id),
    constraint search_positions_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade
);

-- One row for 32 messages in a row of one chat: far fewer entries in the index than one for each message, at a tenth of its cost. Which of
-- the 32 it is, their texts tell.
create table search_blocks (
    chat_id uuid not null,
    block bigint not null, -- (number - 1) / 32
    oldest_id uuid not null, -- of its messages: ids are in the order of time
    newest_id uuid not null,
    words tsvector not null, -- all their keys, see domain::search
    constraint search_blocks_pkey primary key (chat_id, block),
    -- Not to chats: the check of a foreign key would write to the row that every message updates.
    constraint search_blocks_chat_id_fkey foreign key (chat_id) references search_positions (chat_id) on delete cascade
);
-- Each search reads what waits to be sorted in, so that little may wait (KiB).
create index search_blocks_words_idx on search_blocks using gin (words) with (gin_pending_list_limit = 1024);
