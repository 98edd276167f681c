-- Whose messages are to be deleted in a chat: a row goes when the last one is. Walked by `client_id`, by which one person's messages are found.
create table removals (
    chat_id uuid not null,
    author_id uuid not null,
    up_to_number bigint not null, -- what was said when it was decided
    since timestamptz not null,
    decided_by uuid not null,
    next_client_id uuid not null default '00000000-0000-0000-0000-000000000000',
    constraint removals_pkey primary key (chat_id, author_id),
    constraint removals_chat_id_fkey foreign key (chat_id) references chats (id) on delete cascade,
    constraint removals_author_id_fkey foreign key (author_id) references users (id) on delete cascade
);
