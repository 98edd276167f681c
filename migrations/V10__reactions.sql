-- Reactions: a row for each person and emoji, and beside the message what is shown of them, so that a page of history asks for nothing more.
create table reactions (
    message_id uuid not null,
    emoji text not null,
    user_id uuid not null,
    seq bigint not null, -- the chat's, when it was added
    constraint reactions_pkey primary key (message_id, emoji, user_id),
    constraint reactions_message_id_fkey foreign key (message_id) references messages (id) on delete cascade,
    constraint reactions_user_id_fkey foreign key (user_id) references users (id)
);
create index reactions_seq_idx on reactions (message_id, seq);
alter table messages add column reactions jsonb; -- null for none; else each emoji with its count and the first who chose it
